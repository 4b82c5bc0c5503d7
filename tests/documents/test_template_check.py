"""Faults as people plant them in Word: each found, with the right reason and the right place."""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocumentType
from small_templates import template
from word_edits import Change, edited, typed, without_element

from pipeline.documents.checking.annotating import annotated
from pipeline.documents.checking.check import Expected, check_template, sound
from pipeline.documents.checking.faults import FaultCode as Code
from pipeline.documents.checking.faults import TemplateFault
from pipeline.documents.checking.legal_text import LegalText
from pipeline.documents.field_lists import AGREEMENT_FIELDS, REGISTRATION_FIELDS
from pipeline.documents.printed_fields import PrintedField
from pipeline.regulation.edition import load_edition

TEMPLATES = Path(__file__).parents[2] / "templates"
AGREEMENT = (TEMPLATES / "agreement.docx").read_bytes()
REGISTRATION = (TEMPLATES / "registration_form.docx").read_bytes()
APPLICATION = (TEMPLATES / "application_form.docx").read_bytes()
NOTES, HEADER, FOOTER = "word/footnotes.xml", "word/header1.xml", "word/footer1.xml"
LEGAL = tuple(
    LegalText(one.clause, one.label, one.text) for one in load_edition("2014-draft").agreement
)
COLLEGE, LOOP, END = "{{ college }}", "{%p for duty in duties %}", "{%p endfor %}"
DUTY = "{{ loop.index }}、{{ duty.text }}{{r note(duty.note) }}"
NAME_ONLY = (PrintedField("name", "姓名", "林知夏"),)
IF, ENDIF = "{%p if not duties %}", "{%p endif %}"


def faults_of(data: bytes) -> tuple[TemplateFault, ...]:
    return check_template(data, Expected(AGREEMENT_FIELDS, AGREEMENT, LEGAL))


def half_in(holder: str, end: str) -> Change:
    """The end of a tag in a link or a control, as when it is made over a part of the words."""

    def change(parts: dict[str, bytes]) -> None:
        text = parts["word/document.xml"].decode()
        cut = f"</w:t></w:r><w:{holder}><w:r><w:t>ege }}}}　</w:t></w:r>{end}<w:r><w:t>"
        assert "{{ college }}　" in text
        parts["word/document.xml"] = text.replace("ege }}　", cut, 1).encode()

    return change


def boxed_note(parts: dict[str, bytes]) -> None:
    text = parts["word/document.xml"].decode()
    note = "<w:p><w:r><w:t>{{r note(college) }}</w:t></w:r></w:p>"
    box = f"<w:p><w:r><w:pict><w:txbxContent>{note}</w:txbxContent></w:pict></w:r></w:p><w:sectPr"
    parts["word/document.xml"] = text.replace("<w:sectPr", box, 1).encode()


PLANTED: list[tuple[str, Change, Code, str, str]] = [
    # what was done, the change, the reason, words of the message, words of the place
    ("letters swapped", typed(COLLEGE, "{{ colege }}"), Code.UNKNOWN_FIELD, "college", "正文第"),
    ("capital by autocorrect", typed("{{ person }}", "{{ Person }}"), Code.UNKNOWN_FIELD, "person", "正文"),
    ("Chinese name", typed(COLLEGE, "{{ 设岗单位 }}"), Code.UNKNOWN_FIELD, "想写 college", "正文"),
    ("nothing like it", typed(COLLEGE, "{{ zzzzqqqq }}"), Code.UNKNOWN_FIELD, "可用的有", "正文"),
    ("misspelt in a header", typed("{{ marks }}", "{{ mark }}", HEADER), Code.UNKNOWN_FIELD, "marks", "页眉"),
    ("misspelt in a footer", typed("{{ version }}", "{{ verion }}", FOOTER), Code.UNKNOWN_FIELD, "version", "页脚"),
    ("misspelt only in a footnote", typed("{{ note_2 }}", "{{ note2 }}", NOTES), Code.UNKNOWN_FIELD, "note_", "脚注（注 2）"),
    ("misspelt in a loop", typed("duty.text", "duty.txet"), Code.UNKNOWN_FIELD, "duty.text", "正文"),
    ("misspelt loop word", typed("loop.index", "loop.indx"), Code.UNKNOWN_FIELD, "loop.index", "正文"),
    ("dotted name of a text", typed(COLLEGE, "{{ college.name }}"), Code.UNKNOWN_FIELD, "没有下级字段", "正文"),
    ("item used outside the loop", typed(COLLEGE, "{{ college }}{{ duty.text }}"), Code.UNKNOWN_FIELD, "duty", "正文"),
    ("loop over a text", typed(LOOP, "{%p for duty in college %}"), Code.NOT_A_LIST, "不是列表", "正文"),
    ("a list printed", typed(COLLEGE, "{{ college }}{{ duties }}"), Code.LIST_PRINTED, "for 循环", "正文"),
    ("part of a list", typed(COLLEGE, "{{ college }}{{ duties.text }}"), Code.LIST_PRINTED, "先用 for", "正文"),
    ("full-width braces", typed(COLLEGE, "｛｛ college ｝｝"), Code.FULL_WIDTH, "全角", "正文"),
    ("one full-width brace", typed(COLLEGE, "{{ college }｝"), Code.FULL_WIDTH, "全角", "正文"),
    ("full-width percent", typed(END, "{％p endfor ％}"), Code.FULL_WIDTH, "全角", "正文"),
    ("full-width bar", typed(COLLEGE, "{{ college｜upper }}"), Code.FULL_WIDTH, "｜", "正文"),
    ("full-width bracket", typed("note(duty.note)", "note（duty.note）"), Code.FULL_WIDTH, "（", "正文"),
    ("single opening brace", typed(COLLEGE, "{ college }}"), Code.SINGLE_BRACE, "少写", "正文"),
    ("single closing brace", typed(COLLEGE, "{{ college }"), Code.SINGLE_BRACE, "少写", "正文"),
    ("percent sign lost", typed(END, "{%p endfor }"), Code.SINGLE_BRACE, "少写", "正文"),
    ("three braces", typed(COLLEGE, "{{{ college }}}"), Code.EXTRA_BRACE, "多写", "正文"),
    ("braces apart", typed(COLLEGE, "{ { college } }"), Code.SPACED_BRACES, "空格", "正文"),
    ("mixed ends", typed(COLLEGE, "{{ college %}"), Code.MIXED_BRACES, "不是一种", "正文"),
    ("no end at all", typed("{{ number }}", "{{ number ", FOOTER), Code.UNCLOSED_TAG, "没有结尾", "页脚"),
    ("no beginning", typed(COLLEGE, "college }}"), Code.UNCLOSED_TAG, "没有开头", "正文"),
    ("mail merge field", typed(COLLEGE, "«college»{{ college }}"), Code.MERGE_FIELD, "邮件合并", "正文"),
    ("empty tag", typed(COLLEGE, "{{ college }}{{  }}"), Code.EMPTY_TAG, "空的", "正文"),
    ("space in a name", typed("{{ work_form }}", "{{ work form }}"), Code.SYNTAX, "空格", "正文"),
    ("one equals sign", typed(IF, "{%p if version = 1 %}"), Code.SYNTAX, "==", "正文"),
    ("dash by autocorrect", typed("{{ version }}", "{{ version – 1 }}", FOOTER), Code.SYNTAX, "–", "页脚"),
    ("Chinese and", typed(IF, "{%p if college 且 not duties %}"), Code.SYNTAX, "写成英文的 and", "正文"),
    ("Chinese or", typed(IF, "{%p if college == “甲” 或者 person %}"), Code.SYNTAX, "写成英文的 or", "正文"),
    ("capital r by autocorrect", typed("{{r note(", "{{R note("), Code.SYNTAX, "小写的 r", "正文"),
    ("quotes inside quotes", typed(COLLEGE, "{{ college or “未填“甲”项” }}"), Code.SYNTAX, "", "正文"),
    ("invisible character", typed(COLLEGE, "{{ coll\u200bege }}"), Code.INVISIBLE, "200B", "正文"),
    ("unknown filter", typed(COLLEGE, "{{ college|uper }}"), Code.UNKNOWN_FILTER, "upper", "正文"),
    ("filter of another system", typed(COLLEGE, "{{ college|cn_date }}"), Code.UNKNOWN_FILTER, "cn_date", "正文"),
    ("unescaped", typed(COLLEGE, "{{ college|safe }}"), Code.UNSAFE, "safe", "正文"),
    ("into Python", typed(COLLEGE, "{{ college.__class__ }}"), Code.UNSAFE, "下划线", "正文"),
    ("include", typed(COLLEGE, "{{ college }}{% include 'x' %}"), Code.UNSAFE, "include", "正文"),
    ("no escaping", typed(COLLEGE, "{{ college }}{% autoescape false %}"), Code.UNSAFE, "autoescape", "正文"),
    ("endfor misspelt", typed(END, "{%p endfro %}"), Code.UNKNOWN_TAG, "endfor", "正文"),
    ("end if in two words", typed(ENDIF, "{%p end if %}"), Code.UNKNOWN_TAG, "endif", "正文"),
    ("capital p by autocorrect", typed(END, "{%P endfor %}"), Code.UNKNOWN_TAG, "小写的 p：{%p endfor %}", "正文"),
    ("capital p at a beginning", typed(LOOP, "{%P for duty in duties %}"), Code.UNKNOWN_TAG, "小写的 p：{%p for ... %}", "正文"),
    ("comment without end", typed("{{ number }}", "{{ number }}{# 内部", FOOTER), Code.UNCLOSED_TAG, "{# 要以 #} 结束", "页脚"),
    ("picture as a field", typed(COLLEGE, "{{ college }}{{ picture }}"), Code.INSERT_TAG, "图片要写成", "正文"),
    ("picture as a condition", typed(COLLEGE, "{{ college }}{% if picture %}{% endif %}"), Code.INSERT_TAG, "图片要写成", "正文"),
    ("annex kept under a name", typed(COLLEGE, "{{ college }}{% set a = annex(“a.docx”) %}"), Code.INSERT_TAG, "附文要独占一段", "正文"),
    ("blank at the end of a word", typed(IF, "{%p if college == “机电学院 ” %}"), Code.NEVER_TRUE, "“机电学院 ”前后有空格", "正文"),
    ("blank in a list of words", typed(IF, "{%p if college not in [“机电学院”, “　宇航学院”] %}"), Code.NEVER_TRUE, "“　宇航学院”", "正文"),
    ("tag half in a link", half_in("hyperlink", "</w:hyperlink>"), Code.CROSSES_LINK, "超链接", "正文第"),
    ("tag half in a control", half_in("sdt><w:sdtContent", "</w:sdtContent></w:sdt>"), Code.CROSSES_LINK, "内容控件", "正文第"),
    ("note in a text box", boxed_note, Code.NOTE_TAG, "文本框里不能加脚注", "正文"),
    ("capital tag", typed(IF, "{%p If not duties %}"), Code.UNKNOWN_TAG, "想写 if", "正文"),
    ("space before p", typed(LOOP, "{% p for duty in duties %}"), Code.UNKNOWN_TAG, "紧跟", "正文"),
    ("p joined", typed(END, "{%pendfor %}"), Code.UNKNOWN_TAG, "{%p endfor", "正文"),
    ("for without in", typed(LOOP, "{%p for duty of duties %}"), Code.SYNTAX, "for 项 in 列表", "正文"),
    ("words beside a paragraph tag", typed(LOOP, f"职责：{LOOP}"), Code.TEXT_BESIDE_TAG, "独占一段", "正文"),
    ("a field beside a paragraph tag", typed(LOOP, f"{LOOP}{{{{ college }}}}"), Code.TEXT_BESIDE_TAG, "标签", "正文"),
    ("two paragraph tags in one", typed(IF, "{%p if not duties %}{%p set x = 1 %}"), Code.TEXT_BESIDE_TAG, "独占一段", "正文"),
    ("row tag outside tables", typed(IF, "{%tr if not duties %}"), Code.OUTSIDE_TABLE, "表格", "正文"),
    ("percent inside", typed(IF, "{%p if version % 2 %}"), Code.PERCENT_INSIDE, "%", "正文"),
    ("r for a field", typed(COLLEGE, "{{r college }}"), Code.RUN_TAG, "note", "正文"),
    ("p for a field", typed(COLLEGE, "{{p college }}"), Code.RUN_TAG, "不能带 p", "正文"),
    ("note without r", typed("{{r note(", "{{ note("), Code.NOTE_TAG, "{{r note", "正文"),
    ("note in a footer", typed("{{ number }}", "{{ number }}{{r note(number) }}", FOOTER), Code.NOTE_TAG, "正文", "页脚"),
    ("loop never ends", typed(END, "职责如上。"), Code.UNCLOSED_BLOCK, "endfor", "正文"),
    ("if never ends", typed(COLLEGE, "{% if college %}{{ college }}"), Code.UNCLOSED_BLOCK, "endif", "正文"),
    ("one end too many", typed(COLLEGE, "{{ college }}{% endif %}"), Code.STRAY_END, "多了一个", "正文"),
    ("ends swapped", typed(END, "{%p endif %}"), Code.WRONG_END, "endfor", "正文"),
    ("end without p", typed(END, "{% endfor %}"), Code.MIXED_LEVELS, "同样的", "正文"),
    ("else if", typed("　" * 32, "{%p else if duties %}"), Code.UNKNOWN_TAG, "elif", "正文"),
    ("field taken out", typed("{{ number }}", "编号另填", FOOTER), Code.MISSING_FIELD, "责任书编号", "整个模板"),
    ("draft mark taken out", typed("{{ marks }}", "", HEADER), Code.MISSING_FIELD, "草稿", "整个模板"),
    ("footnote mark deleted", without_element("footnoteReference", id="2"), Code.LOST_NOTE, "脚注", "整个模板"),
    ("legal text changed", typed("一式三份", "一式两份"), Code.CHANGED_TEXT, "责.尾", "正文"),
    ("legal text shortened", typed("、学术科技", ""), Code.CHANGED_TEXT, "责.五.(二)", "正文"),
    ("legal footnote changed", typed("由设岗单位根据", "由学院根据", NOTES), Code.CHANGED_TEXT, "责.注4", "脚注"),
    ("legal paragraph gone", typed("研究生助理是我校辅导员队伍中的一员，受校党委和行政委派，主要从事研究生思想政治工作以及相应的教育管理工作。学院研究生助理，是学生工作办公室的重要成员，在学院党委和行政的领导下，面对研究生开展德育工作。", "略。"), Code.CHANGED_TEXT, "找不到", "正文"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "code", "says", "place"),
    [one[1:] for one in PLANTED],
    ids=[one[0] for one in PLANTED],
)
def test_a_planted_fault_is_found_with_its_reason_and_place(
    change: Change, code: Code, says: str, place: str
) -> None:
    found = faults_of(edited(AGREEMENT, change))
    told = [str(one) for one in found]
    fitting = [one for one in found if one.code is code and says in one.says]
    assert fitting, told
    assert place in str(fitting[0].place), told
    assert {one.code for one in found} == {code}, told
    assert not sound(found)


def test_there_are_forty_planted_faults_and_more() -> None:
    assert len(PLANTED) >= 60


def in_cells(*texts: str) -> bytes:
    def change(document: DocumentType) -> None:
        table = document.add_table(rows=1, cols=len(texts))
        for cell, text in zip(table.rows[0].cells, texts, strict=True):
            cell.text = text

    return template("{{ name }}", change=change)


@pytest.mark.parametrize(
    ("texts", "says"),
    [
        (("{%tr if name %}{{ name }}", "{%tr endif %}"), "独占一行"),
        (("{%tr if name %}", "{{ name }}"), "独占一行"),
        (("甲{%tc if name %}", "乙", "{%tc endif %}"), "独占一格"),
        (("{%tc if name %}{{ name }}", "乙", "{%tc endif %}"), "独占一格"),
    ],
)
def test_what_stands_beside_a_tag_of_a_row_or_cell_is_told(
    texts: tuple[str, ...], says: str
) -> None:
    found = check_template(in_cells(*texts), Expected(NAME_ONLY, template("{{ name }}")))
    assert any(one.code is Code.TEXT_BESIDE_TAG and says in one.says for one in found)


def test_a_tag_broken_by_a_return_is_told_as_one_fault() -> None:
    (fault,) = check_template(
        template("尊敬的{{ na", "me }}："), Expected(NAME_ONLY, template("{{ name }}"))
    )
    assert fault.code is Code.CROSSES_PARAGRAPHS
    assert str(fault).startswith("正文第 1 段（约第 1 页）“尊敬的{{ na”：一个标签断在了两段里")


def test_a_misspelt_loop_does_not_make_its_items_unknown() -> None:
    data = edited(AGREEMENT, typed(LOOP, "{%p fro duty in duties %}"))
    assert [one.code for one in faults_of(data)] == [Code.UNKNOWN_TAG]


def test_every_fault_of_a_template_is_told_at_once() -> None:
    data = edited(
        AGREEMENT,
        typed(COLLEGE, "{{ colege }}"),
        typed(END, "{%p endfro %}"),
        typed("{{ note_1 }}", "｛｛ note_1 ｝｝", NOTES),
        typed("{{ number }}", "{{ number", FOOTER),
        typed("一式三份", "一式两份"),
    )
    codes = [one.code for one in faults_of(data)]
    assert codes == [
        *(Code.UNKNOWN_FIELD, Code.UNKNOWN_TAG, Code.UNCLOSED_TAG, Code.FULL_WIDTH),
        Code.CHANGED_TEXT,
    ]


def test_a_lost_bookmark_of_a_form_is_told_by_its_name() -> None:
    data = edited(APPLICATION, without_element("bookmarkStart", name="student_no"))
    (fault,) = check_template(data, Expected((), APPLICATION))
    assert (fault.code, fault.quoted) == (Code.LOST_BOOKMARK, "student_no")


def test_a_tag_in_a_blank_form_is_told() -> None:
    (fault,) = check_template(
        edited(APPLICATION, typed("姓名", "姓名{{ name }}")), Expected((), APPLICATION)
    )
    assert fault.code is Code.UNKNOWN_FIELD
    assert "空白表格" in fault.says
    assert "表格内" in str(fault.place)


def test_changes_that_word_keeps_track_of_are_told() -> None:
    def tracked(parts: dict[str, bytes]) -> None:
        raw = parts["word/document.xml"]
        deleted = b'<w:del w:id="9" w:author="a"><w:r><w:delText>x</w:delText></w:r></w:del></w:p>'
        parts["word/document.xml"] = raw.replace(b"</w:p>", deleted, 1)

    assert [one.code for one in faults_of(edited(AGREEMENT, tracked))] == [Code.TRACKED_CHANGE]


def test_a_cell_that_would_be_left_without_a_paragraph_is_told() -> None:
    data = edited(REGISTRATION, typed("{{ phone }}", "{%p if phone %}{%p endif %}"))
    assert not sound(check_template(data, Expected(REGISTRATION_FIELDS, REGISTRATION)))

    def alone(document: DocumentType) -> None:
        cell = document.add_table(rows=1, cols=1).rows[0].cells[0]
        cell.text = "{%p if name %}"
        for text in ("{{ name }}", "{%p endif %}"):
            cell.add_paragraph(text)

    (fault,) = check_template(template(change=alone), Expected(NAME_ONLY, template("x")))
    assert fault.code is Code.EMPTY_CELL


def test_what_only_a_trial_shows_is_told() -> None:
    data = template("{{ name / 0 }}")
    (fault,) = check_template(data, Expected(NAME_ONLY, data))
    assert fault.code is Code.TRIAL


def test_a_tag_around_a_whole_link_is_no_fault() -> None:
    def change(parts: dict[str, bytes]) -> None:
        text = parts["word/document.xml"].decode()
        cut = "</w:t></w:r><w:smartTag><w:r><w:t>lle</w:t></w:r></w:smartTag><w:r><w:t>ge }}　"
        parts["word/document.xml"] = text.replace("llege }}　", cut, 1).encode()

    assert faults_of(edited(AGREEMENT, change)) == ()


def test_what_does_not_hold_together_is_told_once_and_in_chinese() -> None:
    def change(document: DocumentType) -> None:
        document.add_table(rows=1, cols=1).rows[0].cells[0].text = "{% endif %}"

    data = template("{{ name }}{% if name %}", change=change)
    (fault,) = check_template(data, Expected(NAME_ONLY, template("{{ name }}")))
    assert fault.code is Code.TRIAL
    assert "填写后结构不完整，多半是" in fault.says
    assert "mismatch" not in fault.says


def test_what_is_no_word_file_is_told() -> None:
    (fault,) = faults_of(b"%PDF-1.7")
    assert fault.code is Code.NOT_WORD


@pytest.mark.parametrize(
    "change",
    [
        typed("{{ work_form }}", "{{work_form}}"),
        typed(COLLEGE, "{{ college|upper }}"),
        typed(COLLEGE, "{{ college if college else “待定” }}"),
        typed(COLLEGE, "{% if college == “甲” %}{{ college }}{% else %}{{ college }}{% endif %}"),
        typed(COLLEGE, "{% set full = college %}{{ full }}{# 备注：{{ 这里不算 }} #}"),
        typed(COLLEGE, "{{ college.strip() }}"),
        typed(COLLEGE, "{{ college }}{% if “ 、” in college %}{% endif %}"),
        typed(COLLEGE, "{{ college }}{% if college == “A 且 B” %}{% endif %}"),
        typed(DUTY, "{{ loop.index }}、{{ duty.text }}{% if not loop.last %}；{% endif %}"),
        typed("（二）岗位职责", "（二）岗位职责（共{{ duties|length }}项，{80%}，a{b}c）"),
        typed(LOOP, "{%p for duty in duties|list %}"),
    ],
)
def test_what_the_language_allows_gives_no_false_alarm(change: Change) -> None:
    assert [str(one) for one in faults_of(edited(AGREEMENT, change))] == []


def test_a_templates_own_words_may_change_where_the_law_says_nothing() -> None:
    data = edited(AGREEMENT, typed("编号：", "责任书编号：", FOOTER))
    assert faults_of(data) == ()


def test_faults_become_comments_where_they_stand() -> None:
    data = edited(
        AGREEMENT,
        typed(COLLEGE, "{{ colege }}"),
        typed("{{ number }}", "{{ nummer }}", FOOTER),
    )
    copy = annotated(data, faults_of(data))
    texts = [one.text for one in Document(BytesIO(copy)).comments]
    assert len(texts) == 2
    assert texts[0].startswith("不认识的字段“colege”，您是不是想写 college？")
    assert texts[1].startswith("页脚第 1 段")
    assert annotated(data, faults_of(data)) == copy
    marked = [one for one in Document(BytesIO(copy)).paragraphs if "commentReference" in one._p.xml]
    assert any("colege" in one.text for one in marked)

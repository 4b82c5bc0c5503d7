"""What a template hides, repeats or leaves off some pages is found by looking at what it prints."""

import re
from pathlib import Path

import pytest
from documents.opened import W, members
from lxml import etree
from word_edits import Change, edited, typed

from pipeline.documents.catalogue import CATALOGUE, DocumentKind, entry_of
from pipeline.documents.checking.annotating import annotated
from pipeline.documents.checking.check import check_template
from pipeline.documents.checking.faults import FaultCode as Code
from pipeline.documents.checking.faults import TemplateFault
from pipeline.office.drawing.templates import TITLED_OTHERWISE, expected_of
from pipeline.regulation.edition import load_edition

TEMPLATES = Path(__file__).parents[2] / "templates"
BODY, SETTINGS = "word/document.xml", "word/settings.xml"
EDITION = load_edition("2014-draft")
CLAUSE = "4、研究生个别人工作"
MARKS = ("责任书编号", "第几版", "草稿、演示字样")


def shipped(kind: DocumentKind) -> bytes:
    return (TEMPLATES / entry_of(kind).template).read_bytes()


def faults_of(
    data: bytes, kind: DocumentKind = DocumentKind.AGREEMENT
) -> tuple[TemplateFault, ...]:
    return check_template(data, expected_of(entry_of(kind), EDITION, shipped(kind)))


def replaced(pattern: str, new: str, part: str = BODY) -> Change:
    """Change the XML itself, as an option of Word does."""

    def change(parts: dict[str, bytes]) -> None:
        text, times = re.subn(pattern, new, parts[part].decode(), count=1, flags=re.DOTALL)
        assert times, pattern
        parts[part] = text.encode()

    return change


def paragraph_with(word: str) -> str:
    return rf"(<w:p>(?:(?!</w:p>).)*?)(<w:r>)(<w:t[^>]*>{word})"


MARK = r'<w:r>(?:(?!</w:r>).)*?<w:footnoteReference w:id="2"/></w:r>'


def mark_inside_a_tag(parts: dict[str, bytes]) -> None:
    taken_away = re.search(MARK, parts[BODY].decode(), re.DOTALL)
    assert taken_away
    for change in (
        replaced(re.escape(taken_away[0]), ""),
        replaced(r"(\{\{ )(position \}\})", rf"\1</w:t></w:r>{taken_away[0]}<w:r><w:t>\2"),
    ):
        change(parts)


def mark_beside_a_tag(parts: dict[str, bytes]) -> None:
    replaced(MARK, "")(parts)
    replaced(r"(\{%p endfor %\}</w:t></w:r>)", r'\1<w:r><w:footnoteReference w:id="2"/></w:r>')(
        parts
    )


FAULTS: list[tuple[str, Change, Code, str]] = [
    ("first page differs", replaced("</w:sectPr>", "<w:titlePg/></w:sectPr>"), Code.MISSING_FIELD, "首页不同"),
    ("odd and even differ", replaced("<w:zoom", "<w:evenAndOddHeaders/><w:zoom", SETTINGS), Code.MISSING_FIELD, "奇偶页不同"),
    ("header taken off", replaced("<w:headerReference[^>]*/>", ""), Code.MISSING_FIELD, "草稿、演示字样"),
    ("footer taken off", replaced("<w:footerReference[^>]*/>", ""), Code.MISSING_FIELD, "责任书编号"),
    ("mark under a condition", typed("{{ marks }}", "{% if version > 99 %}{{ marks }}{% endif %}", "word/header1.xml"), Code.MISSING_FIELD, "写在 if 里面"),
    ("clause under a condition", typed(CLAUSE, "{% if version > 99 %}4{% endif %}、研究生个别人工作"), Code.CHANGED_TEXT, "责.五.(一).4"),
    ("words put behind a clause", typed("妥善处理各类突发事件。", "妥善处理各类突发事件。本条仅供参考。"), Code.CHANGED_TEXT, "本条仅供参考"),
    ("words put before a clause", typed(CLAUSE, "（废止）" + CLAUSE), Code.CHANGED_TEXT, "废止"),
    ("clause printed twice", typed("{{ work_form }}", "{{ work_form }}本责任书一式三份，设岗单位和上岗人员各执一份，报送党委研究生工作部备案一份。"), Code.CHANGED_TEXT, "2 遍"),
    ("hidden clause", replaced(paragraph_with("4、研究生个别人"), r"\1\2<w:rPr><w:vanish/></w:rPr>\3"), Code.CHANGED_TEXT, "隐藏"),
    ("clause struck out", replaced(paragraph_with("4、研究生个别人"), r'\1\2<w:rPr><w:strike w:val="true"/></w:rPr>\3'), Code.CHANGED_TEXT, "删除线"),
    ("heading changed", typed("一、设岗单位", "一、用人单位"), Code.CHANGED_TEXT, "一、设岗单位"),
    ("seal shortened", typed("（盖章）", "盖"), Code.CHANGED_TEXT, "原文“（盖章）”，模板写作“盖”"),
    ("seal in other brackets", typed("（盖章）", "(盖章)"), Code.CHANGED_TEXT, "原文“（盖章）”"),
    ("signature of the assistant dropped", typed("上岗人员：（签字）", "上岗人员："), Code.CHANGED_TEXT, "上岗人员：（签字）"),
    ("signature of the unit dropped", typed("设岗单位负责人：（签字）", "设岗单位负责人："), Code.CHANGED_TEXT, "设岗单位负责人：（签字）"),
    ("second party dropped", typed("上岗人员：（签字）", "（签字）"), Code.CHANGED_TEXT, "上岗人员：（签字）"),
    ("date of one party dropped", typed("{{ signed_on }}", ""), Code.MISSING_FIELD, "应印 2 处，现在只有 1 处"),
    ("field under a condition never met", typed("{{ college }}", "{% if version > 99 %}{{ college }}{% endif %}"), Code.MISSING_FIELD, "“设岗单位”印出来看不见"),
    ("field under another's value", typed("{{ person }}", "{% if position == “党建” %}{{ person }}{% endif %}"), Code.MISSING_FIELD, "“上岗人员”印出来看不见"),
    ("hidden field", replaced(r"(<w:rPr>)((?:(?!</w:rPr>).)*?</w:rPr><w:t[^>]*>　\{\{ college)", r"\1<w:vanish/>\2"), Code.MISSING_FIELD, "“设岗单位”印出来看不见"),
    ("list under a condition never met", replaced(r"\{%p for duty in duties %\}", "{%p for duty in duties if version > 99 %}"), Code.MISSING_FIELD, "“岗位职责”印出来看不见"),
    ("mark of a note inside a tag", mark_inside_a_tag, Code.LOST_NOTE, "花括号里面"),
    ("mark of a note in a paragraph of a tag", mark_beside_a_tag, Code.LOST_NOTE, "位类型"),
    ("the form's first word dropped", typed("以{{ work_form }}", "{{ work_form }}"), Code.CHANGED_TEXT, "责.五.(一)"),
    ("words of the form dropped", typed("的形式", ""), Code.CHANGED_TEXT, "责.五.(一)"),
    ("notes exchanged", replaced(r'(footnoteReference w:id=")1(".*?footnoteReference w:id=")2"', r'\g<1>2\g<2>1"'), Code.LOST_NOTE, "位置换了"),
    ("paragraph moved", replaced("<w:sectPr", '<w:p><w:moveTo w:id="9" w:author="甲"><w:r><w:t>乙</w:t></w:r></w:moveTo></w:p><w:sectPr'), Code.TRACKED_CHANGE, "修订"),
    ("format tracked", replaced("<w:pStyle ", '<w:pPrChange w:id="8" w:author="甲"><w:pPr/></w:pPrChange><w:pStyle '), Code.TRACKED_CHANGE, "修订"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "code", "says"), [one[1:] for one in FAULTS], ids=[one[0] for one in FAULTS]
)
def test_what_a_reader_would_not_see_as_it_should_be_is_told(
    change: Change, code: Code, says: str
) -> None:
    found = faults_of(edited(shipped(DocumentKind.AGREEMENT), change))
    assert {one.code for one in found} == {code}, [str(one) for one in found]
    assert any(says in str(one) for one in found), [str(one) for one in found]


FORMS = [one.kind for one in CATALOGUE if one.template and one.kind not in TITLED_OTHERWISE]


@pytest.mark.parametrize("kind", FORMS)
def test_a_changed_title_is_told_with_what_should_and_what_does_stand_there(
    kind: DocumentKind,
) -> None:
    title = entry_of(kind).title
    wrong = title.replace("研究生德育工作助理", "助管")
    (fault,) = faults_of(edited(shipped(kind), typed(title, wrong)), kind)
    assert fault.code is Code.CHANGED_TEXT
    assert f"原文“{title}”，模板写作“{wrong}”" in fault.says
    assert "看不见" not in fault.says


def test_a_page_without_its_margins_is_told_for_each_field_that_it_lost() -> None:
    change = replaced("</w:sectPr>", "<w:titlePg/></w:sectPr>")
    told = " ".join(map(str, faults_of(edited(shipped(DocumentKind.AGREEMENT), change))))
    assert all(label in told for label in MARKS)


def test_comments_left_in_a_template_are_told() -> None:
    broken = edited(shipped(DocumentKind.AGREEMENT), typed("{{ college }}", "{{ colege }}"))
    copy = annotated(broken, faults_of(broken))
    mended = edited(copy, typed("{{ colege }}", "{{ college }}"))
    (fault,) = faults_of(mended)
    assert fault.code is Code.COMMENT_LEFT
    assert "1 条批注" in fault.says
    assert "colege" in fault.quoted


def test_the_five_contents_of_the_assessment_are_the_regulations() -> None:
    kind = DocumentKind.ASSESSMENT
    assert faults_of(shipped(kind), kind) == ()
    changed = edited(shipped(kind), typed("工作任务和职责的理解", "工作任务的理解"))
    (fault,) = faults_of(changed, kind)
    assert fault.code is Code.CHANGED_TEXT
    assert "三.3①" in fault.says


def test_no_chinese_character_of_the_agreement_can_be_lost_unseen() -> None:
    """The first, the middle and the last character of each text is taken out in turn."""
    source = shipped(DocumentKind.AGREEMENT)
    body = etree.fromstring(members(source)[BODY])
    texts = [one for one in body.iter(f"{W}t") if one.text]
    unseen = []
    for text in texts:
        whole = text.text or ""
        for at in sorted({0, len(whole) // 2, len(whole) - 1}):
            if "\u4e00" <= whole[at] <= "\u9fff":
                text.text = whole[:at] + whole[at + 1 :]
                changed = etree.tostring(body, xml_declaration=True, encoding="UTF-8")
                if not faults_of(
                    edited(source, lambda parts, new=changed: parts.update({BODY: new}))
                ):
                    unseen.append(whole)
        text.text = whole
    assert len(texts) > 30
    assert unseen == []


@pytest.mark.parametrize("kind", [one for one in DocumentKind if entry_of(one).template])
def test_the_shipped_templates_give_no_alarm(kind: DocumentKind) -> None:
    assert [str(one) for one in faults_of(shipped(kind), kind)] == []

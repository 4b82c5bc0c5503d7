"""What Word shows and hides: ticked boxes, changes tracked, controls, text boxes, headers."""

import io
import zipfile

import docx
import pytest
from reading.understood import fields_of, paper_of, values
from reading.word_files import (
    ANSWERS,
    MEANT,
    TITLE,
    W,
    add_form,
    cell,
    form,
    leaf,
    paragraph,
    raw,
    row,
    saved,
    table,
)

from pipeline.domain.papers import PaperKind
from pipeline.reading.paper_kinds.papers import read_papers


def _control(checked: str) -> str:
    return (
        "<w:sdt><w:sdtPr><w14:checkbox>"
        f'<w14:checked w14:val="{checked}"/></w14:checkbox></w:sdtPr>'
        "<w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>"
    )


def _legacy(checked: bool) -> str:
    state = "<w:checked/>" if checked else '<w:default w:val="0"/>'
    return (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:sizeAuto/>'
        f"{state}</w:checkBox></w:ffData></w:fldChar></w:r>"
        '<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _symbol(code: str) -> str:
    return f'<w:r><w:sym w:font="Wingdings 2" w:char="{code}"/></w:r>'


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


BOXES = {
    "content controls": (_control("0"), _control("1")),
    "content controls, true": (_control("false"), _control("true")),
    "old form fields": (_legacy(False), _legacy(True)),
    "Wingdings 2": (_symbol("F0A3"), _symbol("F052")),
    "characters": (_run("□"), _run("☑")),
    "tick for box": (_run("□"), _run("√")),
    "tick in box": (_run("□"), _run("□√")),
    "filled box": (_run("□"), _run("■")),
    "brackets": (_run("（ ）"), _run("（√）")),
}


@pytest.mark.parametrize("boxes", BOXES.values(), ids=BOXES)
def test_boxes_of_every_make_before_their_options_say_which_is_ticked(boxes) -> None:
    empty, ticked = boxes

    def one(label: str, *options: tuple[str, str]) -> str:
        runs = "".join(box + _run(text + "　") for box, text in options)
        return row(cell(label), cell(f"<w:p>{runs}</w:p>"))

    body = table(
        row(cell("姓名"), cell("张喆")),
        one("性别", (empty, "男"), (ticked, "女")),
        one("培养层次", (ticked, "博士"), (empty, "硕士")),
        one("岗位类型", (empty, "党建"), (empty, "学术"), (ticked, "信息（宣传）")),
        one("是否受聘其他助教、助管岗位", (empty, "是"), (ticked, "否")),
    )
    assert fields_of(raw(paragraph(TITLE) + body)) == {
        "name": "张喆",
        "gender": "女",
        "degree_level": "doctor",
        "position_kind": "publicity",
        "other_post": False,
    }


# What is written but does not count, and what counts but is not plain text


def _styled(text: str, style: str) -> str:
    return f"<w:r><w:rPr>{style}</w:rPr><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    "gone",
    [
        _styled("李四", "<w:strike/>"),
        _styled("李四", "<w:dstrike/>"),
        _styled("李四", "<w:vanish/>"),
        '<w:del w:id="1"><w:r><w:delText>李四</w:delText></w:r></w:del>',
        '<w:del w:id="1"><w:r><w:t>李四</w:t></w:r></w:del>',
        '<w:moveFrom w:id="1"><w:r><w:t>李四</w:t></w:r></w:moveFrom>',
        "<w:r><w:instrText>李四</w:instrText></w:r>",
        "<w:ruby><w:rt><w:r><w:t>李四</w:t></w:r></w:rt></w:ruby>",
    ],
)
def test_struck_hidden_and_deleted_text_is_no_value(gone) -> None:
    body = table(row(cell("姓名"), cell(f"<w:p>{gone}{_run('张喆')}</w:p>")))
    paper = paper_of(raw(paragraph(TITLE) + body))
    assert values(paper) == {"name": "张喆"}
    assert "李四" not in paper.text


@pytest.mark.parametrize(
    "there",
    [
        '<w:ins w:id="1"><w:r><w:t>张喆</w:t></w:r></w:ins>',
        '<w:moveTo w:id="1"><w:r><w:t>张喆</w:t></w:r></w:moveTo>',
        "<w:hyperlink><w:r><w:t>张喆</w:t></w:r></w:hyperlink>",
        "<w:smartTag><w:r><w:t>张喆</w:t></w:r></w:smartTag>",
        "<w:sdt><w:sdtContent><w:r><w:t>张喆</w:t></w:r></w:sdtContent></w:sdt>",
        _styled("张喆", '<w:strike w:val="0"/><w:vanish w:val="false"/>'),
        "<w:fldSimple><w:r><w:t>张喆</w:t></w:r></w:fldSimple>",
        "<w:r><w:t>张</w:t></w:r><w:proofErr/><w:r><w:t>喆</w:t></w:r>",
    ],
)
def test_inserted_linked_and_controlled_text_is_a_value(there) -> None:
    body = table(row(cell("姓名"), cell(f"<w:p>{there}</w:p>")))
    assert fields_of(raw(paragraph(TITLE) + body)) == {"name": "张喆"}


def test_the_prompt_of_an_empty_content_control_is_no_value() -> None:
    prompt = (
        "<w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
        "<w:sdtContent><w:r><w:t>单击此处输入文字。</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    body = table(row(cell("姓名"), cell("张喆")), row(cell("学院"), cell(prompt)))
    assert fields_of(raw(paragraph(TITLE) + body)) == {"name": "张喆"}


def test_a_deleted_row_says_nothing() -> None:
    body = table(
        row(cell("姓名"), cell("张喆")),
        row(cell("学院"), cell("机电学院"), properties='<w:del w:id="1"/>'),
    )
    assert fields_of(raw(paragraph(TITLE) + body)) == {"name": "张喆"}


def test_an_answer_on_an_underlined_blank_is_read() -> None:
    blank = '<w:u w:val="single"/>'
    runs = (
        _run("姓名"),
        _styled("　张喆　", blank),
        _run("学号"),
        _styled("　3120240001　", blank),
    )
    line = f"<w:p>{''.join(runs)}</w:p>"
    said = fields_of(raw(paragraph(TITLE) + line))
    assert said == {"name": "张喆", "student_no": "3120240001"}


def test_a_form_in_a_text_box_is_read_once() -> None:
    inner = "".join(paragraph(f"{label}：{answer}") for label, answer in ANSWERS.items())
    box = f"<w:txbxContent>{inner}</w:txbxContent>"
    body = (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    paper = paper_of(raw(paragraph(TITLE) + body))
    assert values(paper)["name"] == "张喆"
    assert paper.text.count("3120240001") == 1


def _with_header(document) -> None:
    document.sections[0].header.paragraphs[0].text = TITLE
    document.sections[0].footer.paragraphs[0].text = "学院：示例学院"


def test_a_title_in_the_page_header_names_the_paper() -> None:
    document = docx.Document()
    _with_header(document)
    add_form(document, {"姓名": "张喆", "学号": "3120240001"}, title="")
    paper = paper_of(saved(document), name="1.docx")
    assert paper.kind is PaperKind.APPLICATION_FORM
    assert values(paper) == {"name": "张喆", "student_no": "3120240001"}
    assert TITLE in paper.because


def test_a_footer_is_no_answer() -> None:
    document = docx.Document()
    document.add_paragraph(TITLE)
    _with_header(document)
    document.add_paragraph("姓名：张喆")
    assert fields_of(saved(document)) == {"name": "张喆"}


def test_two_forms_in_one_file_are_two_papers() -> None:
    document = docx.Document()
    add_form(document, ANSWERS)
    document.add_page_break()
    add_form(document, ANSWERS | {"姓名": "王琪", "学号": "3120240002"})
    papers = read_papers(leaf(saved(document))).papers
    assert [(p.kind, p.says("name")) for p in papers] == [
        (PaperKind.APPLICATION_FORM, "张喆"),
        (PaperKind.APPLICATION_FORM, "王琪"),
    ]


def test_the_namespace_of_strict_files_is_read_too() -> None:
    data = form()
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            new.writestr(info, old.read(info).replace(W.encode(), strict.encode()))
    assert fields_of(out.getvalue()) == MEANT


def test_comments_and_instructions_inside_a_run_say_nothing() -> None:
    inside = "<w:p><!-- 李四 --><?pi 李四?><w:r><w:t>张喆</w:t></w:r></w:p>"
    body = table(row(cell("姓名"), cell(inside)))
    assert fields_of(raw(paragraph(TITLE) + body)) == {"name": "张喆"}


@pytest.mark.parametrize(("result", "said"), [('<w:result w:val="1"/>', "full"), ("", None)])
def test_an_old_drop_down_says_what_was_chosen_in_it(result, said) -> None:
    entries = "".join(f'<w:listEntry w:val="{word}"/>' for word in ("群众", "正式党员"))
    begin = f"<w:ffData><w:ddList>{result}{entries}</w:ddList></w:ffData>"
    field = (
        f'<w:p><w:r><w:fldChar w:fldCharType="begin">{begin}</w:fldChar></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    body = table(row(cell("姓名"), cell("张喆")), row(cell("政治面貌"), cell(field)))
    assert fields_of(raw(paragraph(TITLE) + body)).get("party_standing") == said

"""A form means the same in whatever format a word processor saves it."""

import base64
import io
import zipfile
from collections.abc import Iterator

import pytest
from reading.test_forms import OURS
from reading.understood import fields_of, filled, values
from reading.word_files import ANSWERS, MEANT, TITLE, form, leaf

from pipeline.domain.letters import FileType, ProblemCode
from pipeline.reading.files.sniff import sniff
from pipeline.reading.paper_kinds.papers import read_papers
from pipeline.workshop.isolated_reader import IsolatedReader
from pipeline.workshop.libreoffice import LibreOffice

WORDML = "http://schemas.microsoft.com/office/word/2003/wordml"
AML = "http://schemas.microsoft.com/aml/2001/core"
WX = "http://schemas.microsoft.com/office/word/2003/auxHint"
PACKAGE = "http://schemas.microsoft.com/office/2006/xmlPackage"


def fields_by_content(data: bytes) -> dict:
    seen = sniff(data)
    assert seen.problem is None
    return fields_of(data, seen.type)


# By LibreOffice, as an office would have it


@pytest.fixture(scope="module")
def libreoffice() -> Iterator[LibreOffice]:
    with LibreOffice() as one:
        yield one


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("doc", FileType.DOC),
        ("rtf", FileType.RTF),
        ("html", FileType.HTML),
        ("xml:MS Word 2003 XML", FileType.DOC),
    ],
)
def test_a_form_saved_in_another_format_means_the_same(
    libreoffice: LibreOffice, target: str, kind: FileType
) -> None:
    ours = filled("application_form.docx", OURS)
    data = libreoffice.convert(ours, "docx", target)
    assert sniff(data) == (kind, None)
    with IsolatedReader(libreoffice) as reader:
        found = reader.read(leaf(data, kind, "申请表.doc"))
    assert found.problem is None
    assert values(found.papers[0]) == fields_of(ours)


@pytest.mark.libreoffice
def test_an_old_file_that_libreoffice_cannot_open_is_told(libreoffice: LibreOffice) -> None:
    data = libreoffice.convert(form(), "docx", "doc")
    with IsolatedReader(libreoffice) as reader:
        found = reader.read(leaf(data[:3000], FileType.DOC, "申请表.doc"))
        assert found.papers == ()
        assert found.problem is not None
        assert reader.read(leaf(data, FileType.DOC, "申请表.doc")).papers


# HTML


def page(rows: str, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body><h1>{TITLE}</h1>{rows}</body></html>".encode()


def pairs(answers: dict[str, str] = ANSWERS) -> str:
    return "".join(
        f"<tr><td><p>{label}</p></td><td>{'<br>'.join(answer.splitlines())}</td></tr>"
        for label, answer in answers.items()
    )


def test_a_page_saved_as_a_word_file_is_read_by_its_table() -> None:
    assert fields_by_content(page(f"<table>{pairs()}</table>")) == MEANT


def test_a_page_in_gbk_is_decoded_as_it_says() -> None:
    head = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
    data = page(f"<table>{pairs()}</table>", head).decode().encode("gbk")
    assert fields_by_content(data) == MEANT


def test_spans_of_a_page_are_resolved() -> None:
    table = (
        "<table><tr><td rowspan=3>基<br>本<br>情<br>况</td><td>姓名</td><td colspan=2>张喆</td></tr>"
        "<tr><td>学号</td><td>3120240001</td><td rowspan=2>照片</td></tr>"
        "<tr><td>性别</td><td>男</td></tr></table>"
    )
    assert fields_by_content(page(table)) == {
        "name": "张喆",
        "student_no": "3120240001",
        "gender": "男",
    }


def test_what_was_typed_and_ticked_in_a_page_counts() -> None:
    table = (
        "<table><tr><td>姓名</td><td><input value=张喆></td></tr>"
        "<tr><td>性别</td><td><select><option>女<option selected>男</select></td></tr>"
        "<tr><td>学习方式</td><td><input type=radio checked>全日制 <input type=radio>非全日制</td></tr>"
        "<tr><td>学号</td><td><input type=hidden value=1>3120240001</td></tr></table>"
    )
    assert fields_by_content(page(table)) == {
        "name": "张喆",
        "gender": "男",
        "study_mode": "full_time",
        "student_no": "3120240001",
    }


def test_scripts_styles_and_hidden_text_are_not_read() -> None:
    rows = (
        "<style>姓名：甲</style><script>学号：1</script><p style='display:none'>姓名：乙</p>"
        f"<table>{pairs({'姓名': '张喆'})}</table>"
    )
    assert fields_by_content(page(rows)) == {"name": "张喆"}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_web_archive_is_read_by_its_page(order: tuple[int, int]) -> None:
    body = base64.encodebytes(page(f"<table>{pairs()}</table>")).decode()
    head = ("MIME-Version: 1.0\r\n", 'Content-Type: multipart/related; boundary="--=x"\r\n')
    data = (
        f"{head[order[0]]}{head[order[1]]}\r\n"
        "----=x\r\nContent-Location: file:///C:/1.htm\r\nContent-Transfer-Encoding: base64\r\n"
        f'Content-Type: text/html; charset="utf-8"\r\n\r\n{body}\r\n----=x--\r\n'
    ).encode()
    assert sniff(data).type is FileType.HTML
    assert fields_by_content(data) == MEANT


def test_a_list_in_a_text_file_is_a_table_and_a_letter_with_commas_is_none() -> None:
    labels, answers = "姓名,学号,申请岗位,手机", "步非烟,3120240501,学术,13001178820"
    reading = read_papers(leaf(f"{labels}\n{answers}\n".encode("gb18030"), FileType.TEXT))
    assert values(reading.papers[0]) == {
        "name": "步非烟",
        "student_no": "3120240501",
        "position_kind": "academic",
        "phone": "13001178820",
    }
    letter = "老师,您好,附上材料,谢谢\n姓名：步非烟\n".encode()
    assert values(read_papers(leaf(letter, FileType.TEXT)).papers[0]) == {"name": "步非烟"}


# One XML file


def flat(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        document = archive.read("word/document.xml").decode().partition("?>")[2]
    return (
        '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>'
        f'<pkg:package xmlns:pkg="{PACKAGE}"><pkg:part pkg:name="/word/document.xml">'
        f"<pkg:xmlData>{document}</pkg:xmlData></pkg:part></pkg:package>"
    ).encode()


def test_a_word_file_in_one_xml_file_means_the_same() -> None:
    assert sniff(flat(form())).type is FileType.DOCX
    assert fields_by_content(flat(form())) == MEANT


def wordml(body: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>'
        f'<w:wordDocument xmlns:w="{WORDML}" xmlns:aml="{AML}" xmlns:wx="{WX}">'
        f"<w:body><wx:sect><wx:sub-section>{body}</wx:sub-section></wx:sect></w:body>"
        "</w:wordDocument>"
    ).encode()


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def test_word_2003_xml_with_its_own_names_is_read() -> None:
    start, on = '<w:vmerge w:val="restart"/>', "<w:vmerge/>"
    rows = (
        f"<w:tr>{cell('情况', start)}{cell('姓名')}{cell('张喆')}</w:tr>"
        f"<w:tr>{cell('', on)}{cell('学号')}{cell('3120240001')}</w:tr>"
    )
    data = wordml(f"<w:p><w:r><w:t>{TITLE}</w:t></w:r></w:p><w:tbl>{rows}</w:tbl>")
    assert sniff(data) == (FileType.DOC, None)
    assert fields_by_content(data) == {"name": "张喆", "student_no": "3120240001"}


def test_changes_tracked_in_word_2003_xml_count_as_accepted() -> None:
    def change(kind: str, text: str) -> str:
        return (
            f'<aml:annotation w:type="Word.{kind}"><aml:content>{text}</aml:content>'
            "</aml:annotation>"
        )

    new = change("Insertion", "<w:r><w:t>李明</w:t></w:r>")
    old = change("Deletion", "<w:r><w:delText>王五</w:delText></w:r>")
    data = wordml(f"<w:p><w:r><w:t>姓名：</w:t></w:r>{old}{new}</w:p>")
    assert fields_by_content(data) == {"name": "李明"}


@pytest.mark.parametrize("data", [wordml("<w:p>")[:300], flat(form())[:2000]])
def test_a_cut_xml_file_is_damaged(data: bytes) -> None:
    found = read_papers(leaf(data, sniff(data).type))
    assert found.problem is not None
    assert found.problem.code is ProblemCode.DAMAGED


def test_a_workbook_in_one_xml_file_is_read() -> None:
    def cells(*texts: str) -> str:
        return "".join(f'<Cell><Data ss:Type="String">{one}</Data></Cell>' for one in texts)

    rows = "".join(
        f"<Row>{cells(label, answer.replace(chr(10), '&#10;'))}</Row>"
        for label, answer in ANSWERS.items()
    )
    title = f'<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">{TITLE}</Data></Cell></Row>'
    data = (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="表"><Table>{title}{rows}</Table></Worksheet></Workbook>'
    ).encode()
    assert sniff(data) == (FileType.XLS, None)
    assert fields_by_content(data) == MEANT

"""The page that ``deyu read --explain`` writes: each file as people see it, with every value on it."""

import base64
import io
import re
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pikepdf
import pytest
from commands import deyu, told
from lxml import html
from PIL import Image
from reading.broken_files import pdf, workbook
from reading.test_sheets_and_pdf import book
from reading.word_files import TITLE, form, lines_of, raw, row, table, table_of
from reading.word_files import cell as cell_of
from reading.word_files import paragraph as line_of
from scanning.pictures import PICTURES

Page = html.HtmlElement


@pytest.fixture
def page_of(tmp_path: Path) -> Callable[..., Page]:
    def _page_of(name: str, data: bytes, command: str = "read") -> Page:
        file = tmp_path / name
        file.write_bytes(data)
        ended = deyu(command, file, "--explain", home=tmp_path / "home")
        assert ended.returncode == 0, ended.stderr
        (path,) = re.findall("对照原件的页面：(.+)", ended.stdout)
        return html.document_fromstring(Path(path).read_text(encoding="utf-8"))

    return _page_of


def marked(page: Page) -> dict[str, str]:
    """What is marked in the tables and lines, by what the office calls it."""
    found = {}
    for badge in page.xpath("//*[@class='paper']//a[@id]|//p/a[@id]"):
        stretch = badge.xpath("following-sibling::mark[1]")
        found[badge.text_content().partition("\u2009")[2]] = stretch[0].text_content()
    return found


def listed(page: Page) -> dict[str, list[str]]:
    """The rows of the lists, by what the office calls each value."""
    rows = ([cell.text_content().strip() for cell in one] for one in page.xpath("//tbody/tr"))
    return {one[1]: one for one in rows}


def test_each_value_is_marked_where_it_stands_and_listed_with_its_reason(page_of) -> None:
    page = page_of("申请表.docx", form())
    assert marked(page) | {"姓名": "张喆", "学院": "机电学院"} == marked(page)
    (name,) = page.xpath("//td[p/mark='张喆']")
    assert name.getprevious().text_content().strip() == "姓名"
    row_of = listed(page)["姓名"]
    assert row_of[2:6] == ["张喆", "张喆", "姓名", "表1 行1 列2"]
    assert row_of[6] == "在“姓名”旁边的一格里（把握 1.0）"


def test_merged_cells_are_as_wide_and_as_high_as_on_the_paper(page_of) -> None:
    tall = "<w:vMerge w:val='restart'/>", "<w:vMerge/>"
    page = page_of(
        "表.docx",
        raw(
            line_of(TITLE)
            + table(
                row(
                    cell_of(line_of("本人情况"), tall[0]),
                    cell_of(line_of("姓名")),
                    cell_of(line_of("张喆")),
                ),
                row(
                    cell_of(line_of(""), tall[1]),
                    cell_of(line_of("学院　机电学院"), "<w:gridSpan w:val='2'/>"),
                ),
            )
        ),
    )
    (head,) = page.xpath("//td[contains(., '本人情况')]")
    assert head.get("rowspan") == "2"
    (wide,) = page.xpath("//td[contains(., '机电学院')][@colspan]")
    assert wide.get("colspan") == "2"
    assert marked(page)["学院"] == "机电学院"


def test_a_sheet_is_shown_with_its_merged_cells(page_of) -> None:
    def fill(opened) -> None:
        sheet = opened.add_worksheet("上岗")
        sheet.merge_range(0, 0, 0, 3, TITLE)
        sheet.write_row(1, 0, ["姓名", "张喆", "学号", "3120240001"])
        sheet.write_row(4, 0, ["学院", "机电学院", "岗位类型", "就业"])

    page = page_of("申请表.xlsx", book(fill))
    (title,) = page.xpath(f"//td[contains(., '{TITLE}')]")
    assert title.get("colspan") == "4"
    assert marked(page)["学号"] == "3120240001"
    assert len(page.xpath("//table[@class='paper']/tr")) == 3


def test_a_long_text_is_marked_in_each_of_its_paragraphs(page_of) -> None:
    paragraphs = [
        "一、背景",
        "同宿舍两位同学因作息不同发生争执。" * 9,
        "二、处理",
        "逐一谈话。" * 9,
    ]
    page = page_of("案例.docx", lines_of("研究生德育工作助理工作案例", "姓名：张喆", *paragraphs))
    texts = [one.text_content() for one in page.xpath("//mark")]
    assert [one for one in texts if one in paragraphs] == paragraphs
    assert len(page.xpath("//*[@class='badge sure'][starts-with(@id, 'at')]")) == len(listed(page))


def test_a_value_that_is_not_written_so_marks_its_whole_paragraph(page_of) -> None:
    page = page_of(
        "申请.docx", lines_of(TITLE, "姓名：张喆", "政治面貌：中共党员（2021年6月30日入党）")
    )
    joined = listed(page)["入党时间"]
    assert joined[2] == "2021-06-30"
    assert "图上没有标出" not in joined[5]


def test_what_was_not_understood_is_marked_and_listed_with_the_doubt(page_of) -> None:
    page = page_of("申请表.docx", form(拟任岗位类型="看情况"))
    (doubt,) = page.xpath("//mark[@class='unclear']")
    assert doubt.text_content() == "看情况"
    assert "岗位类型" in listed(page)
    assert listed(page)["岗位类型"][2] == "没有读懂，请人工看"


def test_a_pdf_is_its_picture_with_a_box_over_each_value(page_of) -> None:
    page = page_of(
        "信.pdf", pdf("Student No: 3120240001", "E-mail: zhang@bit.edu.cn", "Tel: 13800000001")
    )
    (image,) = page.xpath("//img/@src")
    kind, _, data = image.partition(";base64,")
    assert kind == "data:image/png"
    size = Image.open(io.BytesIO(base64.b64decode(data))).size
    assert max(size) == 1500
    boxes = {
        box.text_content().split("\u2009")[1].strip(): box
        for box in page.xpath("//*[contains(@class,'box')]")
    }
    assert set(boxes) == {"学号", "电子邮箱", "联系电话"}
    sides = dict(one.split(":") for one in boxes["电子邮箱"].get("style").split(";"))
    assert all(0 < float(side.rstrip("%")) < 100 for side in sides.values())


@pytest.mark.parametrize(
    "changed",
    [{}, {"Rotate": 90}, {"CropBox": [30, 300, 500, 800]}],
    ids=["as it is", "turned", "cut"],
)
def test_a_box_lies_over_the_ink_of_its_value(page_of, changed) -> None:
    with pikepdf.open(io.BytesIO(pdf("Student No: 3120240001"))) as document:
        first = document.pages[0]
        for name, value in changed.items():
            first.obj[f"/{name}"] = value
        if "Rotate" in changed:  # as a landscape page is written: on its side, then turned back
            first.contents_add(document.make_stream(b"0 1 -1 0 800 0 cm"), prepend=True)
        document.save(out := io.BytesIO())
    page = page_of("信.pdf", out.getvalue())
    (image,) = page.xpath("//img/@src")
    picture = Image.open(io.BytesIO(base64.b64decode(image.partition(",")[2]))).convert("L")
    (box,) = page.xpath("//*[contains(@class,'box')]")
    left, top, width, height = (
        float(one.partition(":")[2].rstrip("%")) / 100 for one in box.get("style").split(";")
    )
    across, down = picture.size
    sides = left * across, top * down, (left + width) * across, (top + height) * down
    inside = sum(picture.crop(tuple(map(round, sides))).histogram()[:128])
    everywhere = sum(picture.histogram()[:128])
    assert 0.5 * everywhere < inside < everywhere


def test_a_picture_is_shown_though_nothing_is_recognised_in_it(page_of) -> None:
    page = page_of("照片.png", PICTURES["png"])
    assert len(page.xpath("//img")) == 1
    assert "没有认出表格材料" in page.text_content()


def test_a_mail_shows_its_own_text_and_each_of_its_files(page_of) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "zhang@bit.edu.cn", "申请 <b>"
    mail.set_content(
        f"{TITLE}\n姓名：王芳\n学号：3120240002\n学院：机电学院\n性别：女\n岗位类型：就业\n"
    )
    mail.add_attachment(form(), maintype="application", subtype="x", filename="申请表.docx")
    page = page_of("信.eml", mail.as_bytes())
    assert [one.text_content() for one in page.xpath("//h2")] == ["申请表.docx", "正文"]
    assert len(page.xpath("//mark[.='王芳']")) == 1
    assert len(page.xpath("//mark[.='张喆']")) == 1


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\u202e&amp;\u0007\"'"


def test_nothing_that_a_file_says_becomes_part_of_the_page(page_of) -> None:
    data = form(姓名="张喆", 专业=HOSTILE.replace("\u0007", ""), 导师="\u202e李明")
    page = page_of("<b>表.docx", data)
    assert page.xpath("//script|//*[@onerror]|//img|//b[.='表.docx']") == []
    assert "<script>alert(1)</script>" in page.text_content()
    assert not {"\u202e", "\u0007"} & set(page.text_content())
    links = page.xpath("//@href|//@src")
    assert links
    assert all(one.startswith("#") for one in links)
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy[0].startswith("default-src 'none'")


def test_a_roster_of_thousands_is_shown_in_part_and_says_so(page_of) -> None:
    people = [[f"3120{number:06}", "张喆", "机电学院"] for number in range(4000)]
    page = page_of("名册.xlsx", workbook([["学号", "姓名", "学院"], *people]))
    assert len(page.xpath("//table[@class='paper']//td")) <= 5000
    assert "只显示了开头的部分" in page.text_content()


def test_of_a_long_sheet_the_rows_around_its_values_are_shown(page_of) -> None:
    lines = [[f"第{number}条", "无关的内容"] for number in range(4000)]
    answers = [["姓名", "张喆"], ["学号", "3120240001"], ["学院", "机电学院"]]
    page = page_of("申请表.xlsx", workbook([[TITLE], *lines, *answers, *lines]))
    assert marked(page) | {"姓名": "张喆", "学号": "3120240001"} == marked(page)
    cells = [one.text_content().strip() for one in page.xpath("//table[@class='paper']//td")]
    assert {"第0条", "第3997条", "第3999条"} <= set(cells)
    assert "第3996条" not in cells
    assert re.findall(r"此处略去 (\d+) 行", page.text_content()) == ["1507", "993"]
    assert len(cells) <= 5000


def test_check_adds_what_was_judged(page_of) -> None:
    page = page_of("申请表.docx", form(), command="check")
    assert "机审意见" in page.text_content()
    assert "Q3b" in {one.text_content() for one in page.xpath("//td")}


def test_pages_lie_where_they_are_wanted_and_none_covers_another(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "表.docx").write_bytes(lines_of(TITLE, f"姓名：张{folder}"))
    out = tmp_path / "pages"
    files = [tmp_path / folder / "表.docx" for folder in ("a", "b")]
    ended = deyu("read", *files, "--explain", "--out", out, home=tmp_path / "home")
    assert ended.returncode == 0, ended.stderr
    assert sorted(one.name for one in out.iterdir()) == ["2_表.docx.html", "表.docx.html"]
    assert not (tmp_path / "home").exists()
    assert deyu("read", *files, "--out", out, home=tmp_path / "home").returncode == 64


def test_programs_get_json_and_no_page(tmp_path: Path) -> None:
    file = tmp_path / "表.docx"
    file.write_bytes(table_of([["姓名", "张喆"]], TITLE))
    told("read", file, "--explain", home=tmp_path / "home")
    assert not (tmp_path / "home").exists()

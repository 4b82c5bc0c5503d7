"""Forms that somebody printed to PDF from a browser: other fonts, other characters, no lines."""

import base64
from pathlib import Path

import pytest
from reading.understood import fields_of
from servers.browser import browser

from pipeline.domain.letters import FileType
from pipeline.reading.files.pdf_characters import set_right
from pipeline.reading.files.radicals import with_characters

FORM = """<html><meta charset=utf-8><body style="font-size:{size}px"><p>研究生德育工作助理上岗申请表</p>
<table border={border} cellpadding=6 width=100%>
<tr><td>姓名<td>王金生<td>性别<td>□男 ☑女<td>出生年月<td>2001年3月
<tr><td>学号<td>3120240001<td>民族<td>汉族<td>政治面貌<td>□党员 ☑团员 □群众
<tr><td>学院<td>机械与车辆学院<td>专业<td>车辆工程<td>手机<td>13800000001
</table>"""


@pytest.mark.chromium
def test_a_form_printed_from_a_browser_says_what_stands_on_it(tmp_path: Path) -> None:
    page = tmp_path / "form.html"
    with browser() as one:
        for size, border in ((16, 0), (16, 1), (22, 0), (22, 1)):
            page.write_text(FORM.format(size=size, border=border), "utf-8")
            one.open(page)
            said = fields_of(
                base64.b64decode(one.call("Page.printToPDF", landscape=True)["data"]), FileType.PDF
            )
            assert said == {
                "name": "王金生",
                "gender": "女",
                "birth_date": "2001-03",
                "student_no": "3120240001",
                "ethnicity": "汉族",
                "party_standing": "none",
                "college": "机械与车辆学院",
                "major": "车辆工程",
                "phone": "13800000001",
            }


def test_radicals_are_the_characters_that_look_like_them() -> None:
    assert with_characters("⼥⽣⻋⺠⻅ 女生车民见") == "女生车民见 女生车民见"


def character(text: str, descent: float) -> dict:
    """A character of ten points on the line 700 points above the bottom of its page."""
    low = 700 - descent
    place = {"y0": low, "y1": low + 10, "top": 832 - low, "bottom": 842 - low}
    matrix = (1.0, 0.0, 0.0, 1.0, 60.0, 700.0)
    return {"text": text, "size": 10.0, "matrix": matrix, "doctop": 832 - low, **place}


def test_characters_of_one_line_are_as_high_whatever_their_fonts_say() -> None:
    ticked, word = character("☑", 1.2), character("⼥", 4.4)
    set_right(ticked)
    set_right(word)
    assert word["text"] == "女"
    assert [ticked[side] for side in ("top", "bottom")] == pytest.approx([134.0, 144.0])
    assert [word[side] for side in ("top", "bottom")] == pytest.approx([134.0, 144.0])


def test_a_character_that_is_turned_stays_where_it_is() -> None:
    turned = character("女", 4.4) | {"matrix": (0.0, 1.0, -1.0, 0.0, 60.0, 700.0)}
    before = dict(turned)
    set_right(turned)
    assert turned == before

"""The page that ``deyu read --explain`` writes, opened in a real browser."""

import io
from collections.abc import Iterator
from math import ceil, floor
from pathlib import Path

import pytest
from commands import deyu
from PIL import Image
from reading.broken_files import pdf
from reading.word_files import form
from servers.browser import Browser, browser

pytestmark = pytest.mark.chromium

ELSEWHERE = "http://127.0.0.1:9/seen.png"
HARM = f"""<script>window.ran = 1</script><img src="{ELSEWHERE}" onerror="window.ran = 1">"""
RED_ADDRESS = "E-mail: ) Tj 1 0 0 rg (zhang@bit.edu.cn) Tj 0 g ("
"""A line of a page that writes the address in red."""

FILES = {
    "申请表.docx": form(),
    "信.pdf": pdf("Student No: 3120240001", "Tel: 13800000001", RED_ADDRESS, "Some other words."),
    "坏.docx": form(专业=HARM, 导师="李明" + HARM * 500),
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("explained")
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    given = [folder / name for name in FILES]
    ended = deyu("read", *given, "--explain", "--out", folder / "pages", home=folder / "home")
    assert ended.returncode == 0, ended.stderr
    return folder / "pages"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as one:
        yield one


def rectangle(chromium: Browser, selector: str) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of the first such element on the picture of the page."""
    sides = chromium.value(
        f"(r => [r.left, r.top, r.right, r.bottom])"
        f"(document.querySelector({selector!r}).getBoundingClientRect())"
    )
    left, top, right, bottom = sides
    return floor(left), floor(top), ceil(right), ceil(bottom)


def looked_at(chromium: Browser) -> Image.Image:
    return Image.open(io.BytesIO(chromium.picture())).convert("RGB")


def red_parts(picture: Image.Image) -> tuple[int, int, int, int]:
    """The rectangle of what is red, and neither grey nor the green of a box."""
    red, green, blue = picture.split()
    ink = red.point(lambda at: 255 * (at > 128))
    for other in (green, blue):
        ink.paste(0, mask=other.point(lambda at: 255 * (at > 128)))
    found = ink.getbbox()
    assert found is not None
    return found


def test_a_value_is_seen_marked_and_its_number_leads_there_and_back(chromium, pages) -> None:
    chromium.open(pages / "申请表.docx.html")
    seen = chromium.value(
        "[...document.querySelectorAll('table.paper mark')].map(m => m.innerText)"
    )
    assert {"张喆", "3120240001"} <= set(seen)
    left, top, right, bottom = rectangle(chromium, "table.paper mark")
    colours = looked_at(chromium).crop((left, top, right, bottom)).getcolors(100_000)
    assert (0xDA, 0xFB, 0xE1) in [colour for _, colour in colours]
    for aim in ("mark1", "at1"):
        chromium.value(f"document.querySelector('a[href=\"#{aim}\"]').click()")
        assert chromium.value("document.querySelector(':target').id") == aim


def test_a_box_lies_over_the_written_word_of_a_pdf(chromium, pages) -> None:
    chromium.open(pages / "信.pdf.html")
    assert chromium.value("document.querySelector('.page img').naturalWidth") > 0
    picture = looked_at(chromium)
    name = "[...document.querySelectorAll('.box .badge')].find(b => b.innerText.includes('邮箱'))"
    chromium.value(f"{name}.closest('.box').id = 'address'; {name}.style.display = 'none'")
    ink = red_parts(looked_at(chromium))
    assert ink == red_parts(picture)  # its name hid nothing of it
    left, top, right, bottom = rectangle(chromium, "#address")
    assert left <= ink[0] < ink[2] <= right
    assert top <= ink[1] < ink[3] <= bottom
    assert (right - left) * (bottom - top) < 2 * (ink[2] - ink[0]) * (ink[3] - ink[1])


def test_what_a_hostile_file_says_is_shown_and_does_nothing(chromium, pages) -> None:
    page = pages / "坏.docx.html"
    chromium.open(page)
    assert chromium.value("document.body.innerText.includes('<script>window.ran = 1</script>')")
    assert chromium.value("document.querySelectorAll('script, img, iframe, [onerror]').length") == 0
    assert chromium.value("window.ran") is None
    assert chromium.asked_for == [page.as_uri()]


@pytest.mark.parametrize("policy", [True, False], ids=["as written", "without its policy"])
def test_the_policy_of_the_page_would_hold_back_what_slipped_in(
    chromium, pages, tmp_path: Path, policy: bool
) -> None:
    written = (pages / "申请表.docx.html").read_text(encoding="utf-8")
    if not policy:
        written = written.replace("Content-Security-Policy", "X-Nothing")
    page = tmp_path / "page.html"
    page.write_text(written.replace("</body>", HARM + "</body>"), encoding="utf-8")
    chromium.open(page)
    assert (chromium.value("window.ran") is None) == policy
    assert (ELSEWHERE not in chromium.asked_for) == policy

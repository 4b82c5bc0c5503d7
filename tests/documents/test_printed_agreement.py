"""The agreement as LibreOffice prints it: notes stand on the pages of their marks."""

import dataclasses
import re
import shutil
import subprocess
from pathlib import Path

import pdfplumber
import pytest

from pipeline.documents.agreement import (
    AgreementTerms,
    Duty,
    DutySource,
    draw_agreement,
)
from pipeline.domain.people import Person
from pipeline.domain.positions import PositionKind

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]

TEMPLATE = (Path(__file__).parents[2] / "templates" / "agreement.docx").read_bytes()
NOTE_FOUR = "具体岗位职责，由设岗单位根据各研究生助理"
NOTES = ("学院全称照名录填写。", "八类之一，只填一类。", "指联系班级或支部等形式。")
MARKED = ("设岗单位", "岗位类型", "的形式", "具体包括")
TERMS = AgreementTerms(
    number="DY-2026-0012",
    version=2,
    person=Person("林知夏", "3120260417"),
    college="机械与车辆学院",
    position_kind=PositionKind.PARTY_BUILDING,
    edition="2014年7月（草案）",
    duties=tuple(
        Duty(text, DutySource.PERSON) for text in ("联系三个研究生党支部。", "审核发展材料。")
    ),
    work_form="联系2025级博士1班",
    notes=NOTES,
    demo=True,
)
MANY = tuple(
    Duty(
        f"第{n}件事，按学院分工完成。", DutySource.COLLEGE, note="见学院分工表。" if n == 30 else ""
    )
    for n in range(1, 41)
)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The text of every page, blanks removed, of a usual agreement and a very long one."""
    folder = tmp_path_factory.mktemp("printed")
    for name, terms in (("usual", TERMS), ("long", dataclasses.replace(TERMS, duties=MANY))):
        (folder / f"{name}.docx").write_bytes(draw_agreement(TEMPLATE, terms).data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", folder]
    files = [folder / "usual.docx", folder / "long.docx"]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=180)
    return {name: pages_of(folder / f"{name}.pdf") for name in ("usual", "long")}


def pages_of(pdf: Path) -> list[str]:
    with pdfplumber.open(pdf) as document:
        return [re.sub(r"\s", "", page.extract_text()) for page in document.pages]


def page_with(pages: list[str], words: str) -> int:
    (number,) = [number for number, text in enumerate(pages, 1) if words in text]
    return number


@pytest.mark.parametrize("which", ["usual", "long"])
def test_each_note_stands_on_the_page_of_its_mark(
    printed: dict[str, list[str]], which: str
) -> None:
    pages = printed[which]
    for number, (word, note) in enumerate(zip(MARKED, (*NOTES, NOTE_FOUR), strict=True), 1):
        marked = [page for page, text in enumerate(pages, 1) if f"{word}{number}" in text]
        assert marked == [page_with(pages, f"{number}{note}")], word


def test_a_note_on_a_duty_continues_the_numbers(printed: dict[str, list[str]]) -> None:
    pages = printed["long"]
    assert page_with(pages, "30、第30件事，按学院分工完成。5") == page_with(
        pages, "5见学院分工表。"
    )


@pytest.mark.parametrize("which", ["usual", "long"])
def test_every_page_says_which_copy_it_is_and_that_it_is_no_original(
    printed: dict[str, list[str]], which: str
) -> None:
    pages = printed[which]
    assert len(pages) >= 2
    for number, text in enumerate(pages, 1):
        assert f"编号：DY-2026-0012第2版第{number}页共{len(pages)}页" in text
        assert "演示" in text
        assert "草稿" in text


@pytest.mark.parametrize("which", ["usual", "long"])
def test_the_signatures_stand_together_on_the_last_page(
    printed: dict[str, list[str]], which: str
) -> None:
    last = printed[which][-1]
    for words in (
        "本责任书一式三份",
        "设岗单位负责人：（签字）",
        "（盖章）",
        "二〇年月日二〇年月日",
    ):
        assert words in last


def test_the_usual_agreement_is_one_sheet_of_paper(printed: dict[str, list[str]]) -> None:
    assert len(printed["usual"]) == 2

"""Whatever people mail in stands in every document letter for letter, or is refused by its field."""

import dataclasses
import datetime as dt
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from opened import members, notes, text

from pipeline.documents.agreement import AgreementTerms, Duty, DutySource, draw_agreement
from pipeline.documents.cover_sheet import Cover, Enclosed, draw_cover_sheet
from pipeline.documents.drawn import Drawn
from pipeline.documents.forms import (
    Assistant,
    Attendance,
    Due,
    Letter,
    draw_assessment,
    draw_due_list,
    draw_letter,
    draw_term_plan,
)
from pipeline.documents.prefilled import prefill
from pipeline.documents.registration import RegistrationTerms, draw_registration_form
from pipeline.documents.roster import RosterRow, draw_roster
from pipeline.documents.statistics import draw_statistics
from pipeline.documents.values import UnprintableTextError
from pipeline.domain.people import Person
from pipeline.domain.positions import PositionKind

TEMPLATES = Path(__file__).parents[2] / "templates"
DAY = dt.date(2026, 9, 15)
TEXTS = [
    "{{7*7}}",
    "{{ ''.__class__.__mro__ }}",
    "{% for x in y %}",
    "{%p if a %}{%tr endfor %}",
    "{# 注释 #}{_{ x }_}",
    '{{r note("x") }}',
    "<w:p><w:r><w:t>伪造</w:t></w:r></w:p>",
    "</w:t></w:r></w:p>",
    "R&D &amp; &lt; &#x4e00;",
    "]]> <![CDATA[ x ]]>",
    "<!-- x --> <?xml?>",
    "字" * 10_000,
    "שלום עליכם אבג abc 12",
    "مرحبا بالعالم",
    "\u202a010-6891\u202c \u2067אבג\u2069",
    "𠮷田㛃䶮张𪚥𫖯𱁬",
    "\ue000\uf8ff",
    "👩‍🎓☺️é e\u0301",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2",
    "@SUM(A1)",
    "'0001",
    "_x0041_ \\0 %s ${x} $(x)",
]
REFUSED = [
    "张\x00三",
    "a\x0bb",
    "甲\x1f",
    "\x7f",
    "\x85",
    "\ud800",
    "\uffff",
    "abc\u202edef",
    "\u202d1",
    "\u202a甲",
    "\u2067乙\u202c",
]


def template(name: str) -> bytes:
    return (TEMPLATES / f"{name}.docx").read_bytes()


def agreement(value: str) -> Drawn:
    terms = AgreementTerms(
        number=value,
        version=1,
        person=Person(value, value),
        college=value,
        position_kind=PositionKind.PRACTICE,
        edition=value,
        duties=(Duty(value, DutySource.PERSON, note=value),),
        work_form=value,
        basis=(value, value),
        notes=(value, value, value),
    )
    return draw_agreement(template("agreement"), terms)


def somebody(value: str) -> Assistant:
    return Assistant(Person(value, value), value, value, value)


def registration(value: str) -> Drawn:
    names = [one.name for one in dataclasses.fields(RegistrationTerms)]
    terms = RegistrationTerms(**dict.fromkeys(names, value))
    return draw_registration_form(template("registration_form"), terms)


def assessment(value: str) -> Drawn:
    came = [Attendance(DAY, value, True)]
    return draw_assessment(template("assessment"), somebody(value), [value], came, value)


def letter(value: str) -> Drawn:
    return draw_letter(template("notice_letter"), Letter(value, value, (value,), value, DAY))


def due_list(value: str) -> Drawn:
    due = [Due(Person(value, value), value, value, DAY, value)]
    return draw_due_list(template("due_list"), value, value, due, value, DAY)


def cover_sheet(value: str) -> Drawn:
    enclosed = (Enclosed(value, 1, value, value, value),)
    return draw_cover_sheet(
        template("cover_sheet"), Cover(value, value, value, enclosed, value, value)
    )


def prefilled(value: str) -> Drawn:
    return Drawn(prefill(template("application_form"), {"name": value, "college": value}))


DOCX: dict[str, tuple[Callable[[str], Drawn], int]] = {
    # how many times the value stands in all parts together, at least
    "agreement": (agreement, 12),
    "registration": (registration, 15),
    "assessment": (assessment, 7),
    "term_plan": (lambda value: draw_term_plan(template("term_plan"), somebody(value)), 5),
    "letter": (letter, 4),
    "due_list": (due_list, 6),
    "cover_sheet": (cover_sheet, 9),
    "prefilled": (prefilled, 2),
}


def all_texts(data: bytes) -> str:
    """The text of every part of a Word file, each paragraph a line."""
    names = [name for name in members(data) if name.startswith("word/") and name.endswith(".xml")]
    return "\n".join(text(data, name) for name in sorted(names))


@pytest.mark.parametrize("kind", DOCX)
@pytest.mark.parametrize("value", TEXTS, ids=range(len(TEXTS)))
def test_it_stands_letter_for_letter_in_every_word_file(kind: str, value: str) -> None:
    draw, times = DOCX[kind]
    drawn = draw(value).data
    assert all_texts(drawn).count(value) >= times
    assert drawn == draw(value).data
    for name, raw in members(drawn).items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(raw)


def test_footnotes_headers_and_footers_hold_it_too() -> None:
    for value in TEXTS:
        drawn = agreement(value).data
        assert notes(drawn) | {"1": value, "2": value, "3": value, "5": value} == notes(drawn)
        assert value in text(drawn, "word/footer1.xml")


@pytest.mark.parametrize("value", TEXTS, ids=range(len(TEXTS)))
def test_it_stands_letter_for_letter_in_workbooks_and_is_never_a_formula(value: str) -> None:
    rows = [RosterRow(value, value, value, None, None, None, value, value)]
    for drawn, times in ((draw_roster("学期", rows), 5), (draw_statistics("学期", rows), 1)):
        with zipfile.ZipFile(BytesIO(drawn.data)) as package:
            sheet = package.read("xl/worksheets/sheet1.xml").decode()
            shared = etree.fromstring(package.read("xl/sharedStrings.xml"))
        strings = ["".join(one.itertext()) for one in shared]
        assert unescaped(value) in map(unescaped, strings)
        assert sheet.count(f"<v>{[*map(unescaped, strings)].index(unescaped(value))}</v>") >= times
        assert "<f>" not in sheet
        assert "hyperlink" not in sheet


def unescaped(value: str) -> str:
    """As Excel reads it: _x005F_ is how it writes an underscore that looks like an escape."""
    return value.replace("_x005F_", "_")


@pytest.mark.parametrize("value", REFUSED, ids=ascii)
@pytest.mark.parametrize("kind", [*DOCX, "roster"])
def test_what_cannot_be_printed_is_refused_by_the_name_of_its_field(kind: str, value: str) -> None:
    draw = roster_of if kind == "roster" else DOCX[kind][0]
    with pytest.raises(UnprintableTextError, match=r"字段“[^a-z_]+”的第 [12345] 个字符是") as told:
        draw(value)
    assert "U+" in str(told.value)
    told.value.what.encode()


def roster_of(name: str) -> Drawn:
    return draw_roster("学期", [RosterRow("", name, "", None, None, None, "")])

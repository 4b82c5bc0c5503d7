"""The forms: composed reproducibly, readable by our own reader, prefilled without guessing."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from opened import W, members, root, text

from pipeline.documents.catalogue import CATALOGUE, DocumentKind, entry_of
from pipeline.documents.engine import compile_template
from pipeline.documents.field_lists import REGISTRATION_FIELDS
from pipeline.documents.registration import (
    RegistrationTerms,
    draw_registration_form,
    registration_terms,
)
from pipeline.domain.papers import Field
from pipeline.domain.positions import PositionKind
from pipeline.reading.words.labels import field_of
from pipeline.reading.words.options import options_in
from pipeline.regulation.clauses import parse_clauses
from pipeline.regulation.edition import load_edition

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
BLANKS = ("application_form", "replacement_request", "leaving_survey", "case_report")
REQUIRED = [
    "name",
    "gender",
    "student_no",
    "birth_date",
    "ethnicity",
    "party_standing",
    "party_joined_on",
    "college",
    "major",
    "grade",
    "degree_level",
    "study_mode",
    "enrolment",
    "supervisor",
    "phone",
    "email",
    "position_kind",
    "start_on",
    "academic_standing",
    "social_experience",
    "other_post",
    "position_duties",
    "work_form",
    "college_opinion",
]


def form(kind: str) -> bytes:
    return (TEMPLATES / f"{kind}.docx").read_bytes()


def bookmarks(data: bytes) -> dict[str, str]:
    """The label that stands in the cell before each bookmark."""
    found = {}
    for cell in root(data).iter(f"{W}tc"):
        mark = cell.find(f".//{W}bookmarkStart")
        if mark is not None:
            label = cell.getprevious()
            found[mark.get(f"{W}name")] = "".join(t.text for t in label.iter(f"{W}t"))
    return found


def test_composing_again_gives_the_templates_that_are_shipped(tmp_path: Path) -> None:
    script = ROOT / "tests" / "compose_templates.py"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, script, tmp_path], check=True, env=environment)
    composed = {path.name: members(path.read_bytes()) for path in tmp_path.iterdir()}
    assert {entry.template for entry in CATALOGUE} - {""} == set(composed)
    for name, parts in composed.items():
        assert parts == members((TEMPLATES / name).read_bytes()), name


def test_the_application_form_asks_for_every_field() -> None:
    assert list(bookmarks(form("application_form"))) != []
    assert set(bookmarks(form("application_form"))) == set(REQUIRED)


@pytest.mark.parametrize("kind", [*BLANKS[:2], "registration_form"])
def test_every_label_is_one_our_reader_knows(kind: str) -> None:
    by_hand = {"agreement_number", "groups", "experience", "plans", "signature"}
    asked = {name: label for name, label in bookmarks(form(kind)).items() if name not in by_hand}
    read = {name: field_of(label) for name, label in asked.items()}
    taken_for = {"started_on": "start_on"}
    assert read == {name: taken_for.get(name, name) for name in asked}


def test_the_leaving_survey_names_the_person_and_the_tenure() -> None:
    labels = bookmarks(form("leaving_survey"))
    for name in ("name", "student_no", "college", "position_kind", "started_on", "left_on"):
        assert field_of(labels[name]) == name


def test_the_eight_kinds_are_options_of_which_none_is_ticked() -> None:
    (line,) = [line for line in text(form("application_form")).splitlines() if "☐党建" in line]
    assert [word.strip() for word in line.split("☐")[1:]] == [kind.label for kind in PositionKind]
    unticked = options_in(line)
    assert unticked is not None
    assert unticked.ticked == ()
    for kind in PositionKind:
        chosen = options_in(line.replace(f"☐{kind.label}", f"☑{kind.label}"))
        assert chosen is not None
        assert chosen.ticked == (kind.label,)


@pytest.mark.parametrize(
    "entry", [entry for entry in CATALOGUE if entry.template], ids=lambda e: e.kind
)
def test_every_form_says_what_it_is(entry: object) -> None:
    document = Document(BytesIO(form(entry.kind)))
    assert document.core_properties.identifier == f"deyu:{entry.kind}:1"
    assert document.paragraphs[0].text in (entry.title, "{{ title }}")
    assert len(form(entry.kind)) < 16_000


@pytest.mark.parametrize("kind", BLANKS)
def test_a_blank_form_has_no_tags(kind: str) -> None:
    assert compile_template(form(kind)).parts == ()


def test_every_clause_of_the_catalogue_stands_in_the_regulation() -> None:
    clauses = {clause.address for clause in parse_clauses(load_edition("2014-draft").source)}
    for entry in CATALOGUE:
        assert entry.clause.rstrip("①") in clauses
    assert [entry_of(kind).kind for kind in DocumentKind] == list(DocumentKind)


def test_the_registration_form_prints_what_the_application_states() -> None:
    stated = {
        "name": "林知夏",
        "student_no": "3120260417",
        "party_standing": "probationary",
        "degree_level": "doctor",
        "position_kind": "publicity",
        "major": "机械工程 & <自动化>",
        "other_post": False,
    }
    fields = [Field(name, value, str(value), "表1") for name, value in stated.items()]
    terms = registration_terms(fields, "DY-2026-0012")
    body = text(draw_registration_form(form("registration_form"), terms).data)
    for words in ("林知夏", "3120260417", "中共预备党员", "博士", "信息（宣传）", "DY-2026-0012"):
        assert words in body
    assert "机械工程 & <自动化>" in body
    assert "{{" not in body


@pytest.mark.parametrize(
    ("name", "value", "printed"),
    [
        ("party_standing", "member", "party_standing"),
        ("position_kind", "ambiguous", "position"),
        ("degree_level", "unheard_of", "degree_level"),
    ],
)
def test_what_is_not_clear_is_left_to_the_assistant(name: str, value: str, printed: str) -> None:
    terms = registration_terms([Field(name, value, value, "表1")])
    assert terms == RegistrationTerms()
    assert getattr(terms, printed) == ""


def test_a_demo_registration_form_says_so() -> None:
    preview = draw_registration_form(
        form("registration_form"), RegistrationTerms(), approved=False
    ).data
    assert "尚未批准上岗" in text(preview, "word/header1.xml")
    drawn = draw_registration_form(form("registration_form"), RegistrationTerms(), demo=True).data
    assert "演示" in text(drawn, "word/header1.xml")
    plain = draw_registration_form(form("registration_form"), RegistrationTerms()).data
    assert text(plain, "word/header1.xml") == ""


def test_the_fields_of_the_registration_template_are_all_described() -> None:
    used = set()
    for name in ("word/document.xml", "word/header1.xml"):
        printed = text(form("registration_form"), name)
        used |= {piece.split("}}")[0].strip() for piece in printed.split("{{")[1:]}
    assert used == {one.name for one in REGISTRATION_FIELDS}

"""Forms of other offices, in the formats they come in: nearly all is read, hardly anything wrongly."""

from collections import Counter
from collections.abc import Iterator

import pytest
from reading.sheets_of_offices import HALVES, Sheet, as_docx, as_html, as_xlsx, sheets
from reading.word_files import leaf

from pipeline.domain.papers import FileReading
from pipeline.reading.files.sniff import sniff
from pipeline.workshop.isolated_reader import IsolatedReader
from pipeline.workshop.libreoffice import LibreOffice

CORE = frozenset(
    {
        "name",
        "gender",
        "student_no",
        "birth_date",
        "ethnicity",
        "party_standing",
        "phone",
        "email",
    }
)
CORE_READ, READ, WRONG = 0.995, 0.92, 0.005
_BY_US = {"docx": as_docx, "html": as_html, "xlsx": as_xlsx}


def saved(sheet: Sheet, kind: str, libreoffice: LibreOffice) -> bytes:
    made = _BY_US.get(kind)
    return libreoffice.convert(as_docx(sheet), "docx", kind) if made is None else made(sheet)


@pytest.fixture(scope="module")
def readings() -> Iterator[list[tuple[str, Sheet, FileReading]]]:
    """Every sheet in each of its formats, as the office reads it; named by half."""
    with LibreOffice() as libreoffice, IsolatedReader(libreoffice) as reader:
        found = []
        for half in HALVES:
            for sheet in sheets(half):
                for kind in sheet.formats:
                    data = saved(sheet, kind, libreoffice)
                    read = reader.read(leaf(data, sniff(data).type, f"表.{kind}"))
                    found.append((f"{half}/{sheet.name}.{kind}", sheet, read))
        yield found


def told(readings: list[tuple[str, Sheet, FileReading]]) -> tuple[Counter[str], list[str]]:
    """How many fields were read rightly, wrongly, not at all; and each that was not right."""
    count: Counter[str] = Counter()
    missed = []
    for name, sheet, reading in readings:
        assert reading.problem is None, (name, reading.problem)
        said: dict[str, str] = {}
        for field in (one for paper in reading.papers for one in paper.fields):
            said.setdefault(field.name, str(field.value))
        for field in sheet.means.keys() | said.keys():
            right = said.get(field) == sheet.means.get(field)
            outcome = "right" if right else "wrong" if field in said else "missing"
            count[outcome] += 1
            count[f"core {outcome}"] += field in CORE
            if not right:
                missed.append(
                    f"{name}: {field} is {sheet.means.get(field)}, read {said.get(field)}"
                )
    return count, missed


@pytest.mark.libreoffice
@pytest.mark.parametrize("half", HALVES)
def test_forms_of_other_offices_are_read(
    half: str, readings: list[tuple[str, Sheet, FileReading]]
) -> None:
    count, missed = told([one for one in readings if one[0].startswith(half)])
    fields = count["right"] + count["wrong"] + count["missing"]
    core = count["core right"] + count["core wrong"] + count["core missing"]
    assert fields > 150
    assert count["core right"] >= CORE_READ * core, missed
    assert count["right"] >= READ * fields, missed
    assert count["wrong"] <= WRONG * fields, missed

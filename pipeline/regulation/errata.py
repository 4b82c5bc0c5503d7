"""Errata: what looks like a slip in the source. The source itself is never edited."""

from dataclasses import dataclass
from enum import StrEnum

from pipeline.regulation.sheets import Entry, similar


class ErratumStatus(StrEnum):
    PROPOSED = "proposed"  # a note for staff; documents print the source
    CONFIRMED = "confirmed"  # by the department, so documents print the reading
    KEPT = "kept"  # left as printed on purpose


@dataclass(frozen=True, slots=True)
class Erratum:
    """One doubtful place. `reading` is None when nobody but the office can supply one."""

    clause: str
    printed: str
    reading: str | None
    basis: str
    status: ErratumStatus
    confirmed_by: str
    confirmed_on: str
    line: int


def read_errata(sheet: Entry) -> tuple[Erratum, ...]:
    errata = tuple(_read_erratum(entry) for entry in sheet.entries("errata"))
    sheet.close()
    return errata


def _read_erratum(entry: Entry) -> Erratum:
    written = entry.text("status")
    if written not in set(ErratumStatus):
        hint = similar(written, list(ErratumStatus))
        entry.fault(
            f"疑误的状态“{written}”不认识，应为 proposed、confirmed 或 kept。{hint}", "status"
        )
        written = ErratumStatus.PROPOSED
    confirmed = written == ErratumStatus.CONFIRMED
    erratum = Erratum(
        clause=entry.text("clause"),
        printed=entry.text("printed"),
        reading=entry.text("reading", required=False) if "reading" in entry else None,
        basis=entry.text("basis"),
        status=ErratumStatus(written),
        confirmed_by=entry.text("by", required=confirmed),
        confirmed_on=entry.text("on", required=confirmed),
        line=entry.line,
    )
    if confirmed and erratum.reading is None:
        entry.fault("已确认的疑误要写明 reading（应读作什么）。")
    entry.close()
    return erratum

"""Importing a register: what a file would change, and changing it, whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipeline.domain.identity import sha256_of
from pipeline.domain.registers import RegisterImported, RegisterKind, RegisterLine
from pipeline.office.appointments.serving import appoint_serving, what_follows
from pipeline.office.decisions.judging_again import (
    CONFIRMING,
    NOT_JUDGED_AGAIN,
    JudgedAgain,
    judge_again,
)
from pipeline.office.decisions.names_known import counted_for_nobody, names_in
from pipeline.office.encoding import encode_lines, line_json
from pipeline.office.filing import file_entry
from pipeline.office.house import SOFTWARE, Office, register_object
from pipeline.office.registered import directory_of, settle_registers
from pipeline.registers import Changes, Mistake, compare, read_register


@dataclass(frozen=True, slots=True)
class Import:
    """What a file says of a register; `version` is the one it made, None when nothing was changed."""

    kind: RegisterKind
    file: str
    sha256: str
    mistakes: tuple[Mistake, ...]
    notes: tuple[str, ...]
    changes: Changes
    version: int | None = None
    judged_again: JudgedAgain = NOT_JUDGED_AGAIN


def look_at(kind: RegisterKind, file: str, data: bytes, office: Office) -> Import:
    """What importing the file would change; raises `RegisterError` when it is no table at all."""
    known = directory_of(office), names_in(kind, office), office.today()
    reading = read_register(kind, file, data, *known)
    # With a mistake anywhere the changes are not told: a line left out would look removed.
    before = office.ledger.register_lines(kind)
    changes = compare(before, before if reading.mistakes else reading.lines)
    sha256 = sha256_of(data)
    notes = (
        *reading.notes,
        *what_follows(changes, office),
        *counted_for_nobody(reading.lines, office),
    )
    return Import(kind, file, sha256, reading.mistakes, notes, changes)


def import_register(kind: RegisterKind, file: str, data: bytes, office: Office) -> Import:
    """Import the file; a mistake anywhere, or nothing to change, and no version is made.

    One entry holds the file and the whole register after it, so that a killed import is there
    whole, and recorded by the next act, or not there at all.
    """
    with office.act():
        settle_registers(office)
        found = look_at(kind, file, data, office)
        if found.mistakes:
            return found
        version = _file(found, data, office) if found.changes.any else None
        appoint_serving(office)
        again = NOT_JUDGED_AGAIN
        if kind in CONFIRMING and (versions := office.ledger.register_versions(kind)):
            again = judge_again(versions[-1], office)
        return replace(found, version=version, judged_again=again)


def _file(found: Import, data: bytes, office: Office) -> int:
    kind, changes = found.kind, found.changes
    version = len(office.ledger.register_versions(kind)) + 1
    given = f"given/{version}-{_plain_name(found.file)}"
    lines_file = f"lines/{version}.json"
    body = RegisterImported(
        kind=kind,
        version=version,
        file=found.file,
        sha256=found.sha256,
        given=given,
        lines_file=lines_file,
        lines=len(changes.after),
        added=len(changes.added),
        changed=len(changes.changed),
        removed=len(changes.removed),
        system_user=office.system_user,
    )
    filed = file_entry(
        office.archive,
        register_object(kind),
        f"import-{kind.value}-{version}",
        office.ledger.clock(office.now())(),
        office.system_user or SOFTWARE,
        (register_object(kind),),
        body,
        {given: data, lines_file: encode_lines(kind, changes.after)},
    )
    office.crash("register_filed")
    office.ledger.record([filed], office.archive.read)
    office.crash("register_recorded")
    return version


def _plain_name(file: str) -> str:
    """A name that any file system holds; the name as given stands in the entry."""
    kept = "".join(one if one.isalnum() or one in "._-" else "_" for one in file)
    return kept.strip(".")[-80:] or "file"


def import_json(found: Import) -> dict[str, Any]:
    """The document of ``deyu import``."""
    kind, changes = found.kind, found.changes
    return {
        "register": kind.value,
        "file": found.file,
        "sha256": found.sha256,
        "applied": found.version is not None,
        "version": found.version,
        "mistakes": [
            {"place": one.place, "column": one.column, "written": one.written, "says": one.says}
            for one in found.mistakes
        ],
        "notes": list(found.notes),
        "judged_again": list(found.judged_again.changed),
        "decided_otherwise": list(found.judged_again.otherwise),
        "lines": len(changes.after),
        "added": _told(kind, changes.added),
        "changed": [
            {"before": before, "after": after}
            for before, after in zip(
                _told(kind, [one for one, _ in changes.changed]),
                _told(kind, [one for _, one in changes.changed]),
                strict=True,
            )
        ],
        "removed": _told(kind, changes.removed),
        "unchanged": changes.unchanged,
    }


def _told(kind: RegisterKind, lines: Sequence[RegisterLine]) -> list[Any]:
    return [line_json(kind, line) for line in lines]

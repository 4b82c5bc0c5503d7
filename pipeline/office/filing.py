"""Putting entries into the archive: an entry that lies there already is taken as it is."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.domain.entries import BODY_OF, Body, Entry, FiledEntry, TakenIn
from pipeline.office.encoding import decode, encode
from pipeline.office.house import mail_object
from pipeline.office.ports import Addition, Archive

_ACT_OF = {body: act for act, body in BODY_OF.items()}


def entry_path(entry_id: str) -> str:
    return f"entries/{entry_id}.json"


@dataclass(frozen=True, slots=True)
class Written:
    """An entry that is to be filed in an object, with the files that belong to it."""

    object_id: str
    entry: Entry
    files: Mapping[str, bytes]


def write_entry(
    object_id: str,
    id_: str,
    at: dt.datetime,
    by: str,
    about: tuple[str, ...],
    body: Body,
    files: Mapping[str, bytes] | None = None,
) -> Written:
    entry = Entry(id_, at, by, _ACT_OF[type(body)], tuple(dict.fromkeys(about)), body)
    return Written(object_id, entry, {**(files or {}), entry_path(id_): encode(entry)})


def file_entries(archive: Archive, written: Sequence[Written]) -> list[FiledEntry]:
    """Make a new version of each object with its entry and files; all objects are different.

    When an earlier attempt wrote the entry, nothing is written and that entry is answered:
    what was decided then stands, not what would be decided now.
    """
    additions = [
        Addition(
            one.object_id, one.entry.id, one.files, one.entry.at, one.entry.by, one.entry.act.value
        )
        for one in written
    ]
    filed = []
    for one, version in zip(written, archive.file(additions), strict=True):
        entry = one.entry
        if not version.new:
            entry = decode(archive.read(one.object_id, entry_path(entry.id)))
        filed.append(FiledEntry(one.object_id, version.version, version.digest, entry))
    return filed


def file_entry(
    archive: Archive,
    object_id: str,
    id_: str,
    at: dt.datetime,
    by: str,
    about: tuple[str, ...],
    body: Body,
    files: Mapping[str, bytes] | None = None,
) -> FiledEntry:
    """The same for one entry of one object."""
    return file_entries(archive, [write_entry(object_id, id_, at, by, about, body, files)])[0]


def known_entry(archive: Archive, object_id: str, id_: str) -> FiledEntry | None:
    """The entry as an earlier attempt wrote it, None if there is none."""
    if entry_path(id_) not in archive.paths(object_id):
        return None
    head = archive.head(object_id)
    assert head is not None  # it has this entry
    entry = decode(archive.read(object_id, entry_path(id_)))
    return FiledEntry(object_id, head.version, head.digest, entry)


def taken_in(archive: Archive, identity: str) -> TakenIn:
    """How a stored mail was taken in."""
    path = entry_path(f"take-in-{identity[:32]}")
    body = decode(archive.read(mail_object(identity), path)).body
    if not isinstance(body, TakenIn):
        raise TypeError(f"{path} is no take_in entry")
    return body


def entries_of(archive: Archive, object_id: str) -> tuple[FiledEntry, ...]:
    """All entries of one object; each with the object's newest version and digest."""
    head = archive.head(object_id)
    if head is None:
        return ()
    return tuple(
        FiledEntry(object_id, head.version, head.digest, decode(archive.read(object_id, path)))
        for path in archive.paths(object_id)
        if path.startswith("entries/")
    )

"""Archives for the tests: a store, and a small history filed into it."""

import datetime as dt
from pathlib import Path

from pipeline.archive import Filed, OcflArchive
from pipeline.office.ports import Addition

AT = dt.datetime(2026, 9, 3, 10, 15, tzinfo=dt.timezone(dt.timedelta(hours=8)))
MAIL = "urn:deyu:mail:0123456789abcdef"
APPLICATION = "urn:deyu:application:A-2026-0001"


def put(archive: OcflArchive, object_id: str, entry: str, **files: bytes) -> Filed:
    """File one version; each keyword is a file, `__` in its name a dot."""
    content = {name.replace("__", "."): data for name, data in files.items()}
    return archive.file([_addition(object_id, entry, content)])[0]


def _addition(object_id: str, entry: str, content: dict[str, bytes]) -> Addition:
    entries = {f"entries/{entry}.json": f'{{"id": "{entry}"}}\n'.encode()}
    return Addition(object_id, entry, content | entries, AT, "王老师", entry)


def together(new: int = 3) -> list[Addition]:
    """An entry more for a mail, and some new mails."""
    others = [f"urn:deyu:mail:{number}" for number in range(new)]
    return [_addition(one, "entry-9", {"message.eml": b"mail"}) for one in (MAIL, *others)]


def filled(root: Path) -> OcflArchive:
    """Two objects: a mail with two versions, an application with three."""
    archive = OcflArchive(root)
    put(archive, MAIL, "take-in", message__eml=b"Subject: hello\r\n\r\nbody\r\n")
    put(archive, MAIL, "handle", reading__json="张喆".encode(), copy__eml=b"Subject: other\r\n")
    for version in (1, 2, 3):
        put(archive, APPLICATION, f"draw-{version}", agreement__docx=b"PK" * (400 + version))
    return archive


def heads(archive: OcflArchive) -> dict[str, tuple[int, str]]:
    """What a ledger that recorded everything would know."""
    found = {}
    for object_id in archive.objects():
        head = archive.head(object_id)
        assert head is not None
        found[object_id] = (head.version, head.digest)
    return found


def every_file(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.is_file())

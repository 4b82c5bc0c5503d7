"""The inventory of an object: what its versions hold, and under which digests (OCFL 1.1, 3.5)."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pipeline.office.ports import Addition

TYPE = "https://ocfl.io/1.1/spec/#inventory"
ALGORITHM = "sha512"

_LONGEST_SEGMENT = 200
"""Bytes; file systems allow 255, and a copy elsewhere may need some for itself."""
_LONGEST_PATH = 600


@dataclass(frozen=True, slots=True)
class VersionRecord:
    """One version; `state` gives the digest of each logical path."""

    created: str
    by: str
    message: str
    state: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Inventory:
    """All versions of one object; `manifest` gives the digest of each file that lies in it."""

    id: str
    manifest: Mapping[str, str]
    versions: tuple[VersionRecord, ...]

    @property
    def head(self) -> int:
        return len(self.versions)

    @property
    def state(self) -> Mapping[str, str]:
        return self.versions[-1].state

    def at(self, version: int) -> "Inventory":
        """The inventory as it was when `version` was the newest."""
        manifest = {
            path: digest for path, digest in self.manifest.items() if version_of(path) <= version
        }
        return replace(self, manifest=manifest, versions=self.versions[:version])

    def lying(self, digest: str) -> str:
        """The path, inside the object, of the bytes with this digest."""
        return next(path for path, held in self.manifest.items() if held == digest)


def sha512(data: bytes) -> str:
    return hashlib.sha512(data).hexdigest()


def version_of(content_path: str) -> int:
    return int(content_path.partition("/")[0][1:])


def extended(before: Inventory | None, one: Addition) -> tuple[Inventory, dict[str, bytes]]:
    """The inventory with one more version that adds its files, and the new bytes by content path.

    Bytes that lie in the object already are referred to, not stored a second time.
    """
    manifest = dict(before.manifest) if before else {}
    state = dict(before.state) if before else {}
    versions = before.versions if before else ()
    known = set(manifest.values())
    new: dict[str, bytes] = {}
    for logical, data in one.files.items():
        digest = state[logical] = sha512(data)
        if digest not in known:
            known.add(digest)
            path = f"v{len(versions) + 1}/content/{_file_name(logical)}"
            manifest[path] = digest
            new[path] = data
    record = VersionRecord(one.created.isoformat(), one.by, one.message, state)
    return Inventory(one.object_id, manifest, (*versions, record)), new


def encode(inventory: Inventory) -> bytes:
    """The bytes of ``inventory.json``; `pipeline.archive.parsing.decode` reads them back."""
    document = {
        "id": inventory.id,
        "type": TYPE,
        "digestAlgorithm": ALGORITHM,
        "head": f"v{inventory.head}",
        "manifest": _by_digest(inventory.manifest),
        "versions": {
            f"v{number}": {
                "created": record.created,
                "message": record.message,
                "user": {"name": record.by},
                "state": _by_digest(record.state),
            }
            for number, record in enumerate(inventory.versions, start=1)
        },
    }
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    # A lone surrogate becomes the escape that JSON has for it.
    return text.encode(errors="backslashreplace")


def logical_faults(paths: Iterable[str]) -> list[str]:
    """Paths that no state may hold: odd segments, or a file that would also be a folder."""
    known = set(paths)
    faults = []
    for path in sorted(known):
        segments = path.split("/")
        above = {"/".join(segments[:length]) for length in range(1, len(segments))}
        if not above.isdisjoint(known) or any(one in {"", ".", ".."} for one in segments):
            faults.append(path)
    return faults


def fits(path: str) -> bool:
    """Whether every file system holds a file of this relative path."""
    try:
        size = len(path.encode())
        longest = max(len(segment.encode()) for segment in path.split("/"))
    except UnicodeEncodeError:
        return False
    return size <= _LONGEST_PATH and longest <= _LONGEST_SEGMENT and path.isprintable()


def _file_name(logical: str) -> str:
    """The logical path itself wherever a file system can hold it, else its sha256."""
    if fits(logical):
        return logical
    return hashlib.sha256(logical.encode(errors="surrogatepass")).hexdigest()


def _by_digest(paths: Mapping[str, str]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for path in sorted(paths):
        grouped.setdefault(paths[path], []).append(path)
    return grouped

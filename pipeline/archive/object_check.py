"""Checking one object: every file of it, byte for byte, against what its inventory says.

What is expected is one digest for each path, the declaration, the inventories and the sidecars
included, so that no file of an object has a byte of play.
"""

import hashlib
import stat
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.archive.inventory import Inventory, encode, sha512
from pipeline.archive.layout import (
    INVENTORY,
    OBJECT_DECLARATION,
    OBJECT_DECLARATION_BYTES,
    SIDECAR,
    object_path,
    sidecar,
)
from pipeline.archive.parsing import InventoryFault, decode
from pipeline.archive.verification import Counts, Failure, Kind, failure
from pipeline.archive.walking import files_below


@dataclass(frozen=True, slots=True)
class ObjectChecked:
    """`inventory` is None when none could be trusted."""

    inventory: Inventory | None
    counts: Counts
    failures: tuple[Failure, ...]


def check_object(root: Path, path: PurePosixPath) -> ObjectChecked:
    """Check the object whose folder is `path`, relative to `root`; raises nothing of its own."""
    folder = root / path
    inventory = trusted_inventory(folder)
    if inventory is None or object_path(inventory.id) != path:
        return ObjectChecked(
            None, Counts(1, 0, 0), (failure(Kind.INVALID_OBJECT, "", path.as_posix()),)
        )
    expected = digests_of(inventory)
    failures = []
    lying: set[str] = set()
    size = 0
    for file in _files(folder):
        name = file.relative_to(folder).as_posix()
        lying.add(name)
        kind, read = compare(file, expected.get(name))
        size += read
        if kind is not None:
            failures.append(failure(kind, inventory.id, f"{path}/{name}"))
    failures += [
        failure(Kind.MISSING, inventory.id, f"{path}/{name}")
        for name in expected
        if name not in lying
    ]
    return ObjectChecked(inventory, Counts(1, len(lying), size), tuple(failures))


def compare(file: Path, digest: str | None) -> tuple[Kind | None, int]:
    """What is wrong with a file that should have this sha512, and its size in bytes."""
    if digest is None:
        return Kind.UNTRACKED, 0
    try:
        if not stat.S_ISREG(file.lstat().st_mode):
            return Kind.CHANGED, 0
        with file.open("rb") as opened:
            found = hashlib.file_digest(opened, "sha512").hexdigest()
            return (None if found == digest else Kind.CHANGED), opened.tell()
    except OSError:
        return Kind.UNREADABLE, 0


def digests_of(inventory: Inventory) -> dict[str, str]:
    """The sha512 of every file that the object must hold, by path inside the object."""
    digests = {OBJECT_DECLARATION: sha512(OBJECT_DECLARATION_BYTES)} | dict(inventory.manifest)
    digests |= _inventory_digests(inventory, "")
    for version in range(1, inventory.head + 1):
        digests |= _inventory_digests(inventory.at(version), f"v{version}/")
    return digests


def trusted_inventory(folder: Path) -> Inventory | None:
    """The inventory that its own sidecar vouches for: the root's, else the newest version's.

    When the root's own is damaged, the copy tells which files to expect, and names the culprit.
    """
    try:
        versions = sorted(
            (one for one in folder.glob("v*") if one.name[1:].isdecimal()),
            key=lambda one: int(one.name[1:]),
            reverse=True,
        )
    except OSError:
        return None
    found = (_vouched_for(one) for one in (folder, *versions))
    return next((one for one in found if one is not None), None)


def _inventory_digests(inventory: Inventory, where: str) -> dict[str, str]:
    digest = sha512(encode(inventory))
    return {f"{where}{INVENTORY}": digest, f"{where}{SIDECAR}": sha512(sidecar(digest))}


def _vouched_for(folder: Path) -> Inventory | None:
    try:
        data = (folder / INVENTORY).read_bytes()
        if (folder / SIDECAR).read_bytes() != sidecar(sha512(data)):
            return None
        return decode(data)
    except (OSError, InventoryFault):
        return None


def _files(folder: Path) -> list[Path]:
    try:
        return list(files_below(folder))
    except OSError:
        return []

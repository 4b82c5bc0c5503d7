"""Moving new versions in, step by step, so that any step may be the last one before a crash.

Everything is made and synced in the work folder beside the root, each version in a folder of
its own; so many of them are brought to the disk at once. A new object then moves in by one
rename. A new version needs three: the version's folder, the sidecar, the inventory; while the
work folder still holds the inventory, `finish_interrupted` completes what had begun.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.archive.durable import make_folders, sync, sync_all, write_files
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

Crash = Callable[[str], None]
"""Told the name of each step that was reached; tests end the process there."""

MOVING = "moving"
"""In the work folder: the paths, in the root, of the objects to which something is added."""


@dataclass(frozen=True, slots=True)
class NewVersion:
    """The newest version of `inventory`, and its bytes that lie nowhere yet, by content path."""

    inventory: Inventory
    new: Mapping[str, bytes]


def write_versions(root: Path, work: Path, versions: Sequence[NewVersion], crash: Crash) -> None:
    """Add a version each to different objects. All are on the disk before one moves in."""
    targets = [object_path(one.inventory.id) for one in versions]
    made = write_files(work, {MOVING: "\n".join(map(str, targets)).encode()})
    for number, one in enumerate(versions):
        made += write_files(work / str(number), _files(one))
    crash("staged")
    sync_all([work.parent, *made])
    crash("synced")
    renamed: set[Path] = set()
    for number, (one, path) in enumerate(zip(versions, targets, strict=True)):
        target = root / path
        if one.inventory.head == 1:
            make_folders(target.parent)
            (work / str(number)).rename(target)
            renamed |= {root / above for above in path.parents}
            crash("renamed")
        else:
            _move_version(work / str(number), target, f"v{one.inventory.head}", crash)
            renamed.add(target)
    sync_all(renamed)
    crash("moved_in")
    shutil.rmtree(work)


def _files(version: NewVersion) -> dict[str, bytes]:
    head = f"v{version.inventory.head}"
    told = encode(version.inventory)
    files = {**version.new}
    for name, data in ((INVENTORY, told), (SIDECAR, sidecar(sha512(told)))):
        files[name] = files[f"{head}/{name}"] = data
    if version.inventory.head == 1:
        files[OBJECT_DECLARATION] = OBJECT_DECLARATION_BYTES
    return files


def finish_interrupted(root: Path, work: Path) -> None:
    """Complete the versions that a killed process had begun to move in, clear what it staged.

    What it moved in may not have reached the disk: it is brought there.
    """
    if not work.exists():
        return
    changed = _changed(root, work)
    for folder, staged in _staged(work):
        target = root / object_path(staged.id)
        if _begun(target, staged):
            _replace_inventory(folder, target, lambda _: None)
            changed.add(target)
        else:
            _remove_empty(root, target.parent)
    sync_all(folder for folder in changed if folder.is_dir())
    shutil.rmtree(work)


def staged_inventories(work: Path) -> tuple[Inventory, ...]:
    """The inventories that wait in the work folder and are there whole."""
    return tuple(inventory for _, inventory in _staged(work))


def _staged(work: Path) -> Iterator[tuple[Path, Inventory]]:
    # The work folder itself: there earlier releases staged the one version that they made.
    for folder in (work, *(one for one in sorted(work.glob("*")) if one.is_dir())):
        try:
            yield folder, decode((folder / INVENTORY).read_bytes())
        except (OSError, InventoryFault):
            continue


def _changed(root: Path, work: Path) -> set[Path]:
    """The folders in which a killed process may have renamed something."""
    try:
        told = (work / MOVING).read_bytes().decode(errors="replace").splitlines()
    except FileNotFoundError:
        return set()
    paths = [Path(one) for one in told]
    return {root / folder for path in paths for folder in (path, *path.parents)}


def _begun(target: Path, staged: Inventory) -> bool:
    """Whether the version's folder has moved in, so that only the inventory is to follow."""
    try:
        return (target / f"v{staged.head}" / INVENTORY).read_bytes() == encode(staged)
    except OSError:
        return False


def _move_version(folder: Path, target: Path, head: str, crash: Crash) -> None:
    (folder / head).rename(target / head)
    sync(target)
    crash("version_renamed")
    _replace_inventory(folder, target, crash)


def _replace_inventory(folder: Path, target: Path, crash: Crash) -> None:
    if (folder / SIDECAR).exists():
        (folder / SIDECAR).replace(target / SIDECAR)
    crash("sidecar_replaced")
    (folder / INVENTORY).replace(target / INVENTORY)
    crash("inventory_replaced")


def _remove_empty(root: Path, folder: Path) -> None:
    """The folders made for an object that never moved in; OCFL allows no empty ones."""
    while folder != root and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent

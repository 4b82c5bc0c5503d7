"""Moving a new version in, step by step, so that any step may be the last one before a crash.

Everything is made and synced in the work folder beside the root. A new object then moves in by
one rename. A new version needs three: the version's folder, the sidecar, the inventory; while
the work folder still holds the inventory, `finish_interrupted` completes what had begun.
"""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from pipeline.archive.durable import make_folders, sync, sync_tree, write_files
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


def write_version(
    root: Path, work: Path, inventory: Inventory, new: Mapping[str, bytes], crash: Crash
) -> None:
    """Make the newest version of `inventory`, whose bytes that lie nowhere yet are `new`."""
    head = f"v{inventory.head}"
    told = encode(inventory)
    files = {**new}
    for name, data in ((INVENTORY, told), (SIDECAR, sidecar(sha512(told)))):
        files[name] = files[f"{head}/{name}"] = data
    if inventory.head == 1:
        files[OBJECT_DECLARATION] = OBJECT_DECLARATION_BYTES
    write_files(work, files)
    crash("staged")
    sync_tree(work)
    sync(work.parent)
    crash("synced")
    target = root / object_path(inventory.id)
    if inventory.head == 1:
        _make_durable_folders(target.parent)
        work.rename(target)
        sync(target.parent)
        sync(work.parent)
        crash("renamed")
    else:
        (work / head).rename(target / head)
        sync(target)
        crash("version_renamed")
        _replace_inventory(work, target, crash)


def finish_interrupted(root: Path, work: Path) -> None:
    """Complete the version that a killed process had begun to move in, or clear what it staged."""
    if not work.exists():
        return
    staged = staged_inventory(work)
    if staged is not None:
        target = root / object_path(staged.id)
        if _begun(target, staged):
            _replace_inventory(work, target, lambda _: None)
            return
        _remove_empty(root, target.parent)
    shutil.rmtree(work)


def staged_inventory(work: Path) -> Inventory | None:
    """The inventory that waits in the work folder, None when it is not there whole."""
    try:
        return decode((work / INVENTORY).read_bytes())
    except (OSError, InventoryFault):
        return None


def _begun(target: Path, staged: Inventory) -> bool:
    """Whether the version's folder has moved in, so that only the inventory is to follow."""
    try:
        return (target / f"v{staged.head}" / INVENTORY).read_bytes() == encode(staged)
    except OSError:
        return False


def _replace_inventory(work: Path, target: Path, crash: Crash) -> None:
    if (work / SIDECAR).exists():
        (work / SIDECAR).replace(target / SIDECAR)
    crash("sidecar_replaced")
    (work / INVENTORY).replace(target / INVENTORY)
    sync(target)
    crash("inventory_replaced")
    shutil.rmtree(work)
    sync(work.parent)


def _make_durable_folders(folder: Path) -> None:
    """Make a folder and those above it so that they are still there after the power fails."""
    above = folder.parent
    if not folder.is_dir():
        _make_durable_folders(above)
        make_folders(folder)
        sync(above)


def _remove_empty(root: Path, folder: Path) -> None:
    """The folders made for an object that never moved in; OCFL allows no empty ones."""
    while folder != root and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent

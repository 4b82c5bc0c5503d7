"""Verifying the whole root: every file, nothing besides, and each object as the ledger knows it.

Nothing is written here and nothing is mended: a check must not change what it checks.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pipeline.archive.inventory import Inventory, encode, sha512
from pipeline.archive.layout import LOCK, ROOT_FILES, WORK, object_path, staging_of
from pipeline.archive.object_check import ObjectChecked, check_object, compare
from pipeline.archive.reporting import checks_of
from pipeline.archive.verification import Counts, Failure, Kind, Verification, failure
from pipeline.archive.walking import entries_below, files_below, is_tuple
from pipeline.archive.writing import staged_inventories

Heads = Mapping[str, tuple[int, str]]
"""The newest version of each object and the sha512 of its inventory, as the ledger knows them."""


def verify(root: Path, heads: Heads | None) -> Verification:
    """Check the storage root at `root` and, unless None, compare it with `heads`.

    A root that is not there is sound when the ledger knows of no object. Raises nothing: what
    cannot be read is a failure, and `could_check` is False when that is the root itself.
    """
    if not root.exists() and not heads:
        return Verification(True, True, Counts(0, 0, 0), (), checks_of((), heads is not None))
    try:
        strays = _strays(root)
        entries = list(entries_below(root)) if root.exists() else []
    except OSError:
        could_not = (failure(Kind.UNREADABLE, "", root.as_posix()),)
        return Verification(
            False, False, Counts(0, 0, 0), could_not, checks_of(could_not, heads is not None)
        )
    checked = [check_object(root, path) for path, is_object in entries if is_object]
    interrupted = staged_inventories(staging_of(root) / WORK)
    failures = [
        *strays,
        *(failure(Kind.UNTRACKED, "", str(path)) for path, is_object in entries if not is_object),
        *_of_objects(checked, interrupted),
        *(_against(heads, checked) if heads is not None else ()),
        *_staged(root, interrupted),
    ]
    return Verification(
        sound=not failures,
        could_check=True,
        checked=_total(checked, len(ROOT_FILES)),
        failures=tuple(failures),
        checks=checks_of(failures, heads is not None),
    )


def _strays(root: Path) -> list[Failure]:
    """Faults among the files of the root that belong to no object."""
    if not root.exists():
        return [failure(Kind.MISSING, "", root.as_posix())]
    digests = {name: sha512(data) for name, data in ROOT_FILES.items()}
    failures = []
    lying = set()
    for top in sorted(root.iterdir()):
        if is_tuple(top):
            continue
        for file in files_below(top) if top.is_dir() and not top.is_symlink() else (top,):
            name = file.relative_to(root).as_posix()
            lying.add(name)
            kind, _ = compare(file, digests.get(name))
            if kind is not None:
                failures.append(failure(kind, "", name))
    return failures + [failure(Kind.MISSING, "", name) for name in digests if name not in lying]


def _of_objects(
    checked: Iterable[ObjectChecked], interrupted: Sequence[Inventory]
) -> list[Failure]:
    """The faults of the objects, but not of those in which a write waits to be completed."""
    waiting = {one.id for one in interrupted}
    return [fault for one in checked for fault in one.failures if fault.object not in waiting]


def _staged(root: Path, interrupted: Sequence[Inventory]) -> list[Failure]:
    """What a killed write left beside the root, and what nobody of us put there."""
    staging = staging_of(root)
    lying = sorted(path.name for path in staging.iterdir()) if staging.exists() else []
    object_id = interrupted[0].id if interrupted else ""
    return [
        failure(Kind.INTERRUPTED, object_id, f"{staging.name}/{name}")
        if name == WORK
        else failure(Kind.UNTRACKED, "", f"{staging.name}/{name}")
        for name in lying
        if name != LOCK
    ]


def _against(heads: Heads, checked: Iterable[ObjectChecked]) -> list[Failure]:
    """What the ledger knows and the archive does not hold, or holds otherwise."""
    lying = {one.inventory.id: one.inventory for one in checked if one.inventory is not None}
    failures = []
    for object_id, (version, digest) in heads.items():
        inventory = lying.get(object_id)
        path = object_path(object_id).as_posix()
        if inventory is None:
            failures.append(failure(Kind.LEDGER_MISSING_OBJECT, object_id, path))
        elif inventory.head < version or sha512(encode(inventory.at(version))) != digest:
            failures.append(failure(Kind.LEDGER_DIGEST_DIFFERS, object_id, path))
        elif inventory.head > version:
            failures.append(failure(Kind.OBJECT_WITHOUT_ROW, object_id, path))
    failures += [
        failure(Kind.OBJECT_WITHOUT_ROW, object_id, object_path(object_id).as_posix())
        for object_id in lying
        if object_id not in heads
    ]
    return failures


def _total(checked: Iterable[ObjectChecked], root_files: int) -> Counts:
    counts = [one.counts for one in checked]
    return Counts(
        sum(one.objects for one in counts),
        sum(one.files for one in counts) + root_files,
        sum(one.bytes for one in counts) + sum(len(data) for data in ROOT_FILES.values()),
    )

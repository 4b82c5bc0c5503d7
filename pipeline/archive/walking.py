"""Finding the objects below a storage root, and every file that belongs to nothing."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from pipeline.archive.layout import TUPLE_SIZE, TUPLES

_TUPLE = re.compile(rf"[0-9a-f]{{{TUPLE_SIZE}}}")


def object_folders(root: Path) -> Iterator[PurePosixPath]:
    """The folders in which objects lie, relative to the root, sorted."""
    if root.is_dir():
        yield from (path for path, is_object in entries_below(root) if is_object)


def entries_below(root: Path) -> Iterator[tuple[PurePosixPath, bool]]:
    """What lies in the storage hierarchy, sorted: each object's folder (True), each stray (False).

    The files directly in the root and its ``extensions`` are not among them.
    """
    for path in sorted(root.iterdir()):
        if is_tuple(path):
            yield from _below(root, path, 1)


def is_tuple(path: Path) -> bool:
    """Whether a folder is one of those into which the layout spreads the objects."""
    return _is_folder(path) and _TUPLE.fullmatch(path.name) is not None


def files_below(folder: Path) -> Iterator[Path]:
    """Everything in a folder that is no folder, and the folders that hold nothing."""
    empty = True
    for path in sorted(folder.iterdir()):
        empty = False
        if _is_folder(path):
            yield from files_below(path)
        else:
            yield path
    if empty:
        yield folder


def _below(root: Path, folder: Path, depth: int) -> Iterator[tuple[PurePosixPath, bool]]:
    for path in sorted(folder.iterdir()):
        relative = PurePosixPath(path.relative_to(root).as_posix())
        if depth == TUPLES:
            yield relative, _is_folder(path)
        elif is_tuple(path):
            yield from _below(root, path, depth + 1)
        else:
            yield relative, False


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()

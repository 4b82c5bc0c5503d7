"""Writing so that it is still there after the power fails; locks that die with their process."""

import errno
import fcntl
import os
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from pipeline.errors import ArchiveError, reason_of

FILE_MODE = 0o440  # nothing in the archive is ever written to again
FOLDER_MODE = 0o750

LOCK_SECONDS = 60.0
AT_ONCE = 8


def write_files(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Make these files, none of which may exist, and the folders that they need; answers all."""
    paths = {folder / name: data for name, data in files.items()}
    made = [one for above in {path.parent for path in paths} for one in make_folders(above)]
    for path, data in paths.items():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
    return [*made, *paths]


def make_folders(folder: Path) -> list[Path]:
    """The folders that had to be made, this one and those above it.

    `Path.mkdir` with parents gives these the default mode, whatever mode it is told.
    """
    if folder.is_dir():
        return []
    made = make_folders(folder.parent)
    folder.mkdir(FOLDER_MODE, exist_ok=True)
    return [*made, folder]


def sync_all(paths: Iterable[Path]) -> None:
    """Bring files, and the names in folders, to the disk; in no order.

    Side by side, since a disk brings many at once about as fast as one: measured, a third of
    the time. So nobody may need one of them before all are there.
    """
    chosen = list(paths)
    shares = [chosen[start::AT_ONCE] for start in range(min(AT_ONCE, len(chosen)))]
    list(_side_by_side(os.getpid()).map(_sync_each, shares))


def _sync_each(paths: list[Path]) -> None:
    for path in paths:
        sync(path)


@cache
def _side_by_side(process: int) -> ThreadPoolExecutor:
    """Threads are kept, since starting them cost an eighth of a poll; a fork does not have them."""
    return ThreadPoolExecutor(AT_ONCE, "sync")


def sync(path: Path) -> None:
    """Bring one file, or the names in one folder, to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def room_above(reserve_mb: int, *places: Path) -> int:
    """Free octets above the reserve, of the fullest of the disks on which these lie."""
    existing = (next(one for one in (path, *path.parents) if one.exists()) for path in places)
    return min(shutil.disk_usage(one).free for one in existing) - reserve_mb * 1024 * 1024


@contextmanager
def held(lock: Path) -> Iterator[None]:
    """Hold a lock file; raises `ArchiveError` when another holds it for a whole minute."""
    handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        until = time.monotonic() + LOCK_SECONDS
        while not _locked(handle):
            if time.monotonic() > until:
                raise ArchiveError(
                    "另一个程序一直在写同一份档案，等了一分钟。",
                    "请等它结束后再试；若没有别的 deyu 在运行，请运行 deyu doctor。",
                )
            time.sleep(0.01)
        yield
    finally:
        os.close(handle)


def _locked(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def told(root: Path, doing: str) -> Iterator[None]:
    """What the operating system refuses, as an `ArchiveError` with the way out."""
    try:
        yield
    except OSError as fault:
        raise ArchiveError(
            f"档案文件夹 {root} {doing}（{reason_of(fault)}）。", _way_out(fault, root)
        ) from fault


def _way_out(fault: OSError, root: Path) -> str:
    match fault.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return "磁盘空间不够，请腾出空间后再运行一次；已入档的材料没有受影响。"
        case errno.EACCES | errno.EPERM:
            return "没有权限，请让本用户能够读写该文件夹和它旁边的 -staging 文件夹。"
        case errno.EROFS:
            return "磁盘是只读的，请重新挂载为可写，或在 office.toml 中把 store 改到别处。"
        case errno.EXDEV | errno.EBUSY:
            return (
                f"{root} 与它旁边的 -staging 文件夹不在同一个磁盘分区；"
                "请把 office.toml 中的 store 改为该分区里面的一个子文件夹。"
            )
        case errno.ENOTDIR | errno.EEXIST:
            return "这个位置应当是文件夹，请移走同名的文件，或在 office.toml 中把 store 改到别处。"
        case _:
            return "请检查磁盘；处理后再运行一次，已入档的材料不会重复。"

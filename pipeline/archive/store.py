"""The archive that the office files into: one storage root, written by one process at a time."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from pipeline.archive.durable import held, make_folders, sync, sync_all, told, write_files
from pipeline.archive.inventory import extended, logical_faults
from pipeline.archive.layout import (
    LOCK,
    ROOT_DECLARATION,
    ROOT_FILES,
    WORK,
    id_at,
    object_path,
    staging_of,
)
from pipeline.archive.objects import Filed, any_inventory_in, content, filed, inventory_in
from pipeline.archive.walking import object_folders
from pipeline.archive.writing import Crash, NewVersion, finish_interrupted, write_versions
from pipeline.errors import ArchiveError
from pipeline.office.filing import entry_path
from pipeline.office.ports import Addition


def _go_on(_: str) -> None:
    """Nothing ends at this step."""


class OcflArchive:
    """Objects with versions below `root`, made there by the first `file`.

    Everything raises `ArchiveError` when the disk refuses or an object is damaged.
    """

    def __init__(self, root: Path, crash: Crash = _go_on) -> None:
        self._root = root
        self._staging = staging_of(root)
        self._crash = crash
        self._declared = False

    def file(self, additions: Sequence[Addition]) -> tuple[Filed, ...]:
        """Add the next version to each of some objects, and answer these versions.

        When an object holds the entry already, nothing is written to it and its newest version
        is answered. What is answered is on the disk: many are brought there about as fast as
        one. A killed process may leave some of them filed and others not.
        """
        for one in additions:
            if entry_path(one.entry_id) not in one.files or logical_faults(one.files):
                raise ValueError(f"no entry, or a path that leads elsewhere: {sorted(one.files)}")
        if len({one.object_id for one in additions}) < len(additions):
            raise ValueError("an object gets one version at a time")
        with self._writing() as work:
            answers: list[Filed] = []
            versions: list[NewVersion] = []
            for one in additions:
                before = inventory_in(self._folder(one.object_id), one.object_id)
                if before is not None and entry_path(one.entry_id) in before.state:
                    answers.append(filed(before, new=False))
                    continue
                versions.append(NewVersion(*extended(before, one)))
                answers.append(filed(versions[-1].inventory, new=True))
            if versions:
                write_versions(self._root, work, versions, self._crash)
            return tuple(answers)

    def settle(self) -> None:
        """Finish what a killed process began, so that whatever can be read is on the disk."""
        if (self._staging / WORK).exists():
            with self._writing():
                pass

    def read(self, object_id: str, logical_path: str) -> bytes:
        """The bytes of one file of the newest version, checked against their digest."""
        with told(self._root, "读不出来"):
            folder = self._folder(object_id)
            inventory = inventory_in(folder, object_id)
            if inventory is None:
                raise ArchiveError(
                    f"档案中没有对象 {object_id}。",
                    "请运行 deyu verify 核验；若档案被移走了，请把它放回原处。",
                )
            return content(folder, inventory, logical_path)

    def paths(self, object_id: str) -> tuple[str, ...]:
        """The logical paths of the newest version, sorted; empty when there is no object."""
        with told(self._root, "读不出来"):
            inventory = inventory_in(self._folder(object_id), object_id)
            return tuple(sorted(inventory.state)) if inventory else ()

    def head(self, object_id: str) -> Filed | None:
        """The newest version, None when there is no object."""
        with told(self._root, "读不出来"):
            inventory = inventory_in(self._folder(object_id), object_id)
            return filed(inventory, new=False) if inventory else None

    def objects(self) -> Iterator[str]:
        """The ids of all objects, in the order of their folders."""
        with told(self._root, "读不出来"):
            for path in object_folders(self._root):
                yield id_at(path) or self._id_inside(path)

    def _id_inside(self, path: PurePosixPath) -> str:
        """An id that is too long for a folder's name stands in the inventory alone."""
        inventory = any_inventory_in(self._root / path, path.as_posix())
        if inventory is None or object_path(inventory.id) != path:
            raise ArchiveError(f"档案文件夹 {path} 不是一个档案对象。", "请运行 deyu verify 核验。")
        return inventory.id

    def _folder(self, object_id: str) -> Path:
        return self._root / object_path(object_id)

    @contextmanager
    def _writing(self) -> Iterator[Path]:
        """Hold the archive; gives the empty work folder in which a version is made."""
        with told(self._root, "写不进去"):
            make_folders(self._staging)
            with held(self._staging / LOCK):
                work = self._staging / WORK
                finish_interrupted(self._root, work)
                self._declare(work)
                yield work

    def _declare(self, work: Path) -> None:
        """Make the storage root if there is none; refuse a folder that is something else."""
        if self._declared:
            return
        if not self._root.is_dir() or not any(self._root.iterdir()):
            sync_all(write_files(work, ROOT_FILES))
            work.rename(self._root)
            sync(self._root.parent)
        elif not _is_ours(self._root):
            raise ArchiveError(
                f"档案文件夹 {self._root} 里有东西，但不是本系统的档案。",
                "请在 office.toml 中把 store 改为一个空文件夹，或放回原来的档案。",
            )
        self._declared = True


def _is_ours(root: Path) -> bool:
    try:
        return (root / ROOT_DECLARATION).read_bytes() == ROOT_FILES[ROOT_DECLARATION]
    except FileNotFoundError:
        return False

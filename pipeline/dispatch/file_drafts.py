"""Drafts as files, for an office without a mail server: double-click, look, send."""

import os
import tempfile
from pathlib import Path

from pipeline.dispatch.documents_folder import safe_name
from pipeline.errors import OfficeError, reason_of

_HEAD = 64 * 1024
_FIELD = b"message-id:"


class FileDrafts:
    """A `Drafts` in a folder, which is made when the first draft is laid.

    A file is named after the number of the notice, with which its Message-ID begins.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def name(self) -> str:
        return str(self._folder)

    def position(self) -> str:
        """Always the same: a file is there whole or not at all, and is named after its notice."""
        return "files"

    def present(self) -> frozenset[str]:
        try:
            paths = sorted(self._folder.glob("*.eml"))
            return frozenset(filter(None, (_message_id(path) for path in paths)))
        except OSError as fault:
            raise self._failed("读不出来", fault) from fault

    def lay(self, data: bytes, message_id: str) -> str:
        """Write the file whole and durably, or not at all; answers its path.

        A file of that name with another Message-ID stays: a number is added to the new one.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path = self._free(message_id)
            _write_durably(path, data)
        except OSError as fault:
            raise self._failed("写不进去", fault) from fault
        return str(path)

    def _free(self, message_id: str) -> Path:
        local = message_id.strip("<> ").rpartition("@")[0] or message_id.strip("<> ")
        stem = safe_name(local.partition(".")[0])
        path = self._folder / f"{stem}.eml"
        count = 1
        while path.exists() and _message_id(path) != message_id:
            count += 1
            path = self._folder / f"{stem}-{count}.eml"
        return path

    def _failed(self, how: str, fault: OSError) -> OfficeError:
        return OfficeError(
            f"草稿文件夹 {self._folder} {how}（{reason_of(fault)}）。",
            "请检查磁盘空间和权限；处理后再运行一次，草稿不会重复。",
        )


def _message_id(path: Path) -> str:
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except (FileNotFoundError, IsADirectoryError):
        return ""
    unfolded = head.replace(b"\r\n", b"\n").replace(b"\n ", b" ").replace(b"\n\t", b" ")
    for line in unfolded.split(b"\n\n", 1)[0].split(b"\n"):
        if line.lower().startswith(_FIELD):
            return line[len(_FIELD) :].strip().decode("ascii", "replace")
    return ""


def _write_durably(path: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as written:
            written.write(data)
            written.flush()
            os.fsync(written.fileno())
        Path(temporary).chmod(0o600)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)

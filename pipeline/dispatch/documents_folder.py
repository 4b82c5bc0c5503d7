"""The folder in which people find the documents; the archive keeps its own copies."""

import os
import re
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import OfficeError, reason_of

# What a file name cannot hold on Windows, macOS or Linux; offices copy these files around.
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_MOST_BYTES = 200
"""File systems allow 255 bytes; a person still adds “(副本)” and a date."""

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of every file in a bundle, so that the same documents give the same bytes."""


class DocumentsFolder:
    """Files are replaced whole, so that nobody ever opens half a document."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, name: str, data: bytes) -> str:
        """Write the file and answer its path; one that holds these bytes already is left alone.

        Raises `OfficeError` when it cannot be written.
        """
        path = self._folder / safe_name(name)
        if self.read(name) != data:
            with _Whole(path) as temporary:
                temporary.write_bytes(data)
        return str(path)

    def read(self, name: str) -> bytes | None:
        """What lies there under this name, None when nothing can be read."""
        try:
            return (self._folder / safe_name(name)).read_bytes()
        except OSError:
            return None

    def remove(self, name: str) -> None:
        """Take a file away; nothing when there is none. Raises `OfficeError`."""
        path = self._folder / safe_name(name)
        try:
            path.unlink(missing_ok=True)
        except OSError as fault:
            raise OfficeError(
                f"旧文件 {path} 删不掉（{reason_of(fault)}）。",
                "请检查它是否正被打开，再运行一次。",
            ) from fault

    def bundle(self, name: str, names: Sequence[str]) -> str:
        """Put files that lie there into one zip, each read only when it is its turn."""
        path = self._folder / safe_name(name)
        with _Whole(path) as temporary, zipfile.ZipFile(temporary, "w") as package:
            for one in map(safe_name, names):
                entry = zipfile.ZipInfo(one, _FIRST_DAY)
                # Word files are packed already; packing them again takes time and saves nothing.
                package.writestr(entry, (self._folder / one).read_bytes())
        return str(path)


class _Whole:
    """A temporary file beside `path` that takes its name when all went well."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._temporary: Path | None = None

    def __enter__(self) -> Path:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=".", suffix=".tmp")
            os.close(handle)
        except OSError as fault:
            raise self._unwritable(fault) from fault
        self._temporary = Path(name)
        return self._temporary

    def __exit__(self, kind: object, fault: BaseException | None, trace: object) -> None:
        assert self._temporary is not None
        try:
            if fault is None:
                self._temporary.chmod(0o644)
                self._temporary.replace(self._path)
                return
        except OSError as late:
            raise self._unwritable(late) from late
        finally:
            self._temporary.unlink(missing_ok=True)
        if isinstance(fault, OSError):
            raise self._unwritable(fault) from fault

    def _unwritable(self, fault: OSError) -> OfficeError:
        return OfficeError(
            f"文件 {self._path} 写不进去（{reason_of(fault)}）。",
            "请检查磁盘空间和权限，或该文件是否正被打开；再次运行即可重新生成。",
        )


def safe_name(name: str) -> str:
    """The name with ``_`` for what no file may be called, not too long, its ending kept."""
    stem, dot, ending = name.rpartition(".")
    clean = _FORBIDDEN.sub("_", stem or name).strip(" .") or "_"
    while len(clean.encode(errors="replace")) > _MOST_BYTES:
        clean = clean[:-1]
    return f"{clean}{dot}{_FORBIDDEN.sub('_', ending)}" if stem else clean

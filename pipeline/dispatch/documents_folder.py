"""The folder in which people find the documents; the archive keeps its own copies."""

import os
import re
import tempfile
from pathlib import Path

from pipeline.errors import OfficeError

# What a file name cannot hold on Windows, macOS or Linux; offices copy these files around.
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_MOST_BYTES = 200
"""File systems allow 255 bytes; a person still adds “(副本)” and a date."""


class DocumentsFolder:
    """Files are replaced whole, so that nobody ever opens half a document."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, name: str, data: bytes) -> str:
        """Write the file and answer its path; raises `OfficeError` when it cannot be written."""
        path = self._folder / safe_name(name)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=self._folder, prefix=".", suffix=".tmp")
            with os.fdopen(handle, "wb") as written:
                written.write(data)
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except OSError as fault:
            raise OfficeError(
                f"文书写不进文件夹 {self._folder}（{fault.strerror}）。",
                "请检查磁盘空间和权限，或该文件是否正被打开；再次运行即可重新生成。",
            ) from fault
        return str(path)


def safe_name(name: str) -> str:
    """The name with ``_`` for what no file may be called, not too long, its ending kept."""
    stem, dot, ending = name.rpartition(".")
    clean = _FORBIDDEN.sub("_", stem or name).strip(" .") or "_"
    while len(clean.encode(errors="replace")) > _MOST_BYTES:
        clean = clean[:-1]
    return f"{clean}{dot}{_FORBIDDEN.sub('_', ending)}" if stem else clean

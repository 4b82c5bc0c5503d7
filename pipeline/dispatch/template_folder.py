"""The Word templates of an office: its own in the home, and those that come with the product."""

from pathlib import Path

from pipeline.errors import OfficeError, reason_of


class TemplateFolder:
    """Each template is read when it is wanted; the own one may be edited while the office works."""

    def __init__(self, own: Path, shipped: Path) -> None:
        self._own = own
        self._shipped = shipped

    def own(self, name: str) -> bytes | None:
        """The office's own version, None when it uses the shipped one."""
        path = self._own / name
        return _read(path) if path.exists() else None

    def shipped(self, name: str) -> bytes:
        return _read(self._shipped / name)

    def place(self, name: str) -> str:
        """Where the office's own version lies or would lie."""
        return str(self._own / name)

    def names(self, folder: str) -> tuple[str, ...]:
        """What lies in a folder beside the office's own versions, in the order of the names."""
        within = self._own / folder
        return tuple(sorted(one.name for one in within.iterdir())) if within.is_dir() else ()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise OfficeError(
            f"模板 {path} 读不出来（{reason_of(fault)}）。", "请检查该文件和它的权限。"
        ) from fault

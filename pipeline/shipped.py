"""Where the templates and the sample mails that come with the product lie."""

from pathlib import Path

from pipeline.errors import OfficeError

_PACKAGE = Path(__file__).resolve().parent
# A wheel carries the folders inside the package; a checkout has them beside it. The first
# never exists in a checkout, so an editable installation always sees the files being edited.
_PLACES = (_PACKAGE / "shipped_files", _PACKAGE.parent)

SHIPPED_NAMES = ("templates", "inbox_samples")


def shipped(name: str) -> Path:
    """The folder `name`, one of `SHIPPED_NAMES`; raises `OfficeError` when it did not come along."""
    if name not in SHIPPED_NAMES:
        raise ValueError(f"nothing called {name!r} is shipped")
    for place in _PLACES:
        folder = place / name
        if folder.is_dir():
            return folder
    raise OfficeError(
        f"随软件提供的文件夹“{name}”不见了：在 {_PLACES[0]} 和 {_PLACES[1]} 下都没有找到。",
        "安装可能不完整，请重新安装 deyu；在代码目录里运行时，请确认该文件夹没有被移走。",
    )

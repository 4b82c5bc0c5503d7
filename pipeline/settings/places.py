"""Where the database and the archive lie: today a SQLite file and a folder, nothing else."""

from pathlib import Path

from pipeline.settings.mistakes import Mistake

_SQLITE = "sqlite:///"


def database_url(written: str | None, home: Path) -> tuple[str, Mistake | None]:
    """The database's URL, always with an absolute path; ``ledger.sqlite3`` in the home by default.

    Never repeats more of `written` than its scheme: a URL may hold a password.
    """
    default = f"{_SQLITE}{home / 'ledger.sqlite3'}"
    if written is None:
        return default, None
    if written.startswith(_SQLITE):
        file = written.removeprefix(_SQLITE)
        if file and file != ":memory:" and "?" not in file:
            return f"{_SQLITE}{home / Path(file).expanduser()}", None
        return default, Mistake("database", "没有写明数据库文件", _DATABASE_WAY_OUT)
    scheme, separator, _ = written.partition(":")
    if separator and not scheme.startswith("sqlite"):
        return default, Mistake("database", f"本版本还不支持 {scheme} 数据库", _DATABASE_WAY_OUT)
    return default, Mistake("database", "不是数据库的网址", _DATABASE_WAY_OUT)


_DATABASE_WAY_OUT = (
    "请写 sqlite:///文件名（相对路径从办公室目录算起），或删去这一行，用默认的 ledger.sqlite3。"
)


def store_folder(written: str | None, home: Path) -> tuple[Path, Mistake | None]:
    """The archive's folder, absolute; ``archive`` in the home by default."""
    default = home / "archive"
    if written is None:
        return default, None
    scheme, separator, _ = written.partition("://")
    if separator:
        return default, Mistake("store", f"本版本还不支持 {scheme} 存储", _STORE_WAY_OUT)
    if not written.strip():
        return default, Mistake("store", "不能是空的", _STORE_WAY_OUT)
    return home / Path(written.strip()).expanduser(), None


_STORE_WAY_OUT = (
    "请写一个文件夹（相对路径从办公室目录算起），或删去这一行，用默认的 archive 文件夹。"
)

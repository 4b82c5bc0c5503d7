"""A Maildir: one file a mail, in ``new`` until a mail program has shown it, then in ``cur``."""

from pathlib import Path

from pipeline.intake.arrival import Clock
from pipeline.intake.files import Found, MailFiles, named, printable

DELIVERED = ("cur", "new")


def is_maildir(folder: Path) -> bool:
    return all((folder / name).is_dir() for name in DELIVERED)


def maildir(folder: Path, now: Clock) -> MailFiles:
    """Every mail of the Maildir itself, without its subfolders; ``tmp`` holds none yet.

    A mail keeps the first half of its name for life, while its flags and its folder change:
    that half is what it is called.
    """
    return MailFiles(folder, lambda: _look(folder), now)


def _look(folder: Path) -> Found:
    found: list[tuple[str, Path]] = []
    closed: list[str] = []
    for half in DELIVERED:
        try:
            paths = list((folder / half).iterdir())
        except OSError as fault:
            closed.append(named(half, fault))
            continue
        found += [
            (printable(path.name.partition(":")[0]), path)
            for path in paths
            if not path.name.startswith(".")
        ]
    return Found(sorted(found), closed)

"""A folder of mails saved one by one."""

import os
from pathlib import Path

from pipeline.intake.arrival import Clock
from pipeline.intake.files import Found, MailFiles, named, printable

EXPECTATIONS = (".expected.json", ".judged.json")
NOT_MAIL = frozenset({"thumbs.db", "desktop.ini", "readme", "readme.md", "readme.txt"})


def folder_of_mails(folder: Path, now: Clock) -> MailFiles:
    """Every file of the folder, whatever its name, in order of names; below it, every ``.eml``.

    A folder is chosen by a person, so what lies in it is meant, even a broken ``.docx``; what
    lies deeper may be there by chance, so there the name must say that it is a mail. No mail
    are: hidden files and folders, what the desktop leaves behind, a README, and of a sample
    ``NAME.eml`` the expectations ``NAME.expected.json`` and ``NAME.judged.json`` beside it.
    """
    return MailFiles(folder, lambda: _look(folder), now)


def _look(top: Path) -> Found:
    closed: list[str] = []
    found: list[tuple[str, Path]] = []

    def note(fault: OSError) -> None:
        closed.append(named(printable(Path(fault.filename)), fault))

    for here, folders, names in os.walk(top, onerror=note):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(here, name)
            deeper = path.parent != top
            if _may_be_mail(name, names) and (not deeper or path.suffix.lower() == ".eml"):
                found.append((printable(path.relative_to(top)), path))
    return Found(sorted(found), closed)


def _may_be_mail(name: str, beside: list[str]) -> bool:
    if name.startswith(".") or name.lower() in NOT_MAIL:
        return False
    mails = (name.removesuffix(ending) + ".eml" for ending in EXPECTATIONS if name.endswith(ending))
    return not any(mail in beside for mail in mails)

"""Which characters of a document no font on this machine can show: an empty box on a signed paper."""

import html
import os
import re
import shutil
import subprocess
import unicodedata
import zipfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

_TEXT_PARTS = re.compile(
    r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml|xl/sharedStrings\.xml"
)
_TEXT = re.compile(r"<(?:w:)?t(?: [^>]*)?>([^<]*)<")
_RANGE = re.compile(r"([0-9a-f]+)(?:-([0-9a-f]+))?")
_INVISIBLE = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp", "Mn"))
"""Nothing is missed of them on paper; selectors and joiners belong to the character before."""

_SECONDS = 60.0
_TOLD = 20


def covered_by(fonts: Path) -> frozenset[int]:
    """The code points that some font of this fontconfig file has; empty when nobody can say."""
    program = shutil.which("fc-list")
    if program is None:
        return frozenset()
    answer = subprocess.run(  # noqa: S603  # a fixed program, no words from outside
        [program, "--format", "%{charset}\n"],
        env={"FONTCONFIG_FILE": str(fonts), "PATH": os.defpath, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        timeout=_SECONDS,
        check=False,
    )
    found: set[int] = set()
    for line in set(answer.stdout.decode("ascii", "replace").splitlines()):
        for first, last in _RANGE.findall(line):
            found.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)


def characters_in(data: bytes) -> frozenset[str]:
    """All characters that stand in a Word file or workbook."""
    found: set[str] = set()
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            for name in filter(_TEXT_PARTS.fullmatch, package.namelist()):
                texts = _TEXT.findall(package.read(name).decode(errors="replace"))
                found.update(html.unescape("".join(texts)))
    except zipfile.BadZipFile:
        return frozenset()
    return frozenset(found)


def told_missing(characters: Iterable[str], covered: frozenset[int]) -> tuple[str, ...]:
    """One sentence about those that no font has, none when all are there or nobody can say."""
    missing = sorted(
        one
        for one in characters
        if ord(one) not in covered and unicodedata.category(one) not in _INVISIBLE
    )
    if not missing or not covered:
        return ()
    named = "、".join(f"“{one}”（U+{ord(one):04X}）" for one in missing[:_TOLD])
    more = f"等 {len(missing)} 个字" if len(missing) > _TOLD else ""
    return (
        f"{named}{more}本机没有字体能显示，PDF 里是方框或空白；请把有这些字的字体放进 fonts/ 后重印。",
    )

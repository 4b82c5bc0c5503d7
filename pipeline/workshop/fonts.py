"""Fonts for printing: the office's own folder first, then what is nearest to the four it writes in."""

import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

NEAREST = {
    "仿宋": ("FangSong", "仿宋_GB2312", "FandolFang R", "Noto Serif CJK SC", "Source Han Serif SC"),
    "仿宋_GB2312": ("FangSong_GB2312", "FangSong", "仿宋", "FandolFang R", "Noto Serif CJK SC"),
    "宋体": ("SimSun", "Noto Serif CJK SC", "Source Han Serif SC"),
    "楷体": ("KaiTi", "楷体_GB2312", "LXGW WenKai", "AR PL UKai CN", "Noto Serif CJK SC"),
    "黑体": ("SimHei", "Noto Sans CJK SC", "Source Han Sans SC"),
    "Times New Roman": ("Liberation Serif", "Noto Serif CJK SC"),
}
_FONTS_USED = re.compile(r'w:(?:eastAsia|ascii)="([^"]+)"|<name val="([^"]+)"')
_SECONDS = 20.0


def write_fonts(folder: Path, own: Sequence[Path]) -> Path:
    """A fontconfig file in `folder`: the office's fonts, the system's, and what stands in for what."""
    places = "".join(f"<dir>{escape(str(path))}</dir>" for path in own)
    aliases = "".join(
        f'<alias binding="same"><family>{family}</family><accept>'
        + "".join(f"<family>{escape(one)}</family>" for one in nearest)
        + "</accept></alias>"
        for family, nearest in NEAREST.items()
    )
    path = folder / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"{places}<dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir>"
        f"<cachedir>{escape(str(folder / 'font-cache'))}</cachedir>{aliases}</fontconfig>",
        encoding="utf-8",
    )
    return path


def substitutes(families: frozenset[str], fonts: Path) -> tuple[str, ...]:
    """Which of these fonts are not there, and what is printed instead: sentences for people.

    Nothing when fontconfig's own tool is missing: then nobody can say.
    """
    program = shutil.which("fc-match")
    if program is None:
        return ()
    told = []
    for family in sorted(families & set(NEAREST)):
        answer = subprocess.run(  # noqa: S603  # a fixed program, a name from our own list
            [program, "-f", "%{family}", family],
            env={"FONTCONFIG_FILE": str(fonts), "PATH": os.defpath, "LC_ALL": "C.UTF-8"},
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
        found = answer.stdout.decode(errors="replace").strip()
        if found and family not in found.split(","):
            told.append(
                f"本机没有“{family}”，打印时用“{found.split(',')[0]}”代替，换行可能略有不同。"
            )
    return tuple(told)


def families_in(data: bytes) -> frozenset[str]:
    """The fonts a Word file or workbook asks for."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            texts = [
                package.read(name).decode(errors="replace")
                for name in package.namelist()
                if re.fullmatch(r"word/(styles|document)\.xml|xl/styles\.xml", name)
            ]
    except zipfile.BadZipFile:
        return frozenset()
    return frozenset(one or other for text in texts for one, other in _FONTS_USED.findall(text))

"""What a workbook (.xlsx) holds and does not show: hidden rows and columns, text struck through.

The loader gives the values of all cells alike. Rows that a filter hides are a list's, and count.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from pipeline.reading.blocks import Span
from pipeline.reading.containers.zips import ZIP_FAULTS
from pipeline.reading.files.sheet_bounds import MAX_PART, position_of
from pipeline.reading.files.word_runs import local, value_of
from pipeline.reading.xml_part import Element, parsed

MAX_COLUMNS = 200
MAX_LOOKED_AT = MAX_PART // 8
"""Bytes of a part that are looked through; no form is as large."""
_HIDDEN = re.compile(rb'\shidden="(?:1|true)"')
_STRUCK = b"<strike"


class Unseen(NamedTuple):
    """Rows and columns that are hidden, and of cells with struck text what is left of it."""

    rows: frozenset[int]
    columns: frozenset[int]
    left: Mapping[Span, str]

    def hides(self, first: Span, last: Span) -> bool:
        """Whether nothing of an area is shown; a title over hidden columns still is."""
        rows, columns = (range(one, other + 1) for one, other in zip(first, last, strict=True))
        return self.rows.issuperset(rows) or self.columns.issuperset(columns)


NOTHING = Unseen(frozenset(), frozenset(), {})


def unseen_in(data: bytes) -> Mapping[str, Unseen]:
    """By the name of each sheet that has any; of a file that may be loaded (`sheet_bounds`)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {one.filename: one for one in archive.infolist()}

            def part(name: str) -> bytes:
                info = parts.get(name)
                return archive.read(info) if info and info.file_size <= MAX_LOOKED_AT else b""

            styles = _struck_styles(part("xl/styles.xml"))
            strings = _struck_strings(part("xl/sharedStrings.xml"))
            return {
                name: unseen
                for name, path in _sheets(part("xl/workbook.xml"), part(_RELATIONS)).items()
                if (unseen := _of_sheet(part(path), styles, strings)) != NOTHING
            }
    except (etree.XMLSyntaxError, ValueError, RuntimeError, *ZIP_FAULTS):
        return {}  # the loader may still make something of it


_RELATIONS = "xl/_rels/workbook.xml.rels"


def _sheets(workbook: bytes, relations: bytes) -> dict[str, str]:
    """The path of each sheet by its name."""
    if not workbook or not relations:
        return {}
    targets = {value_of(one, "Id"): value_of(one, "Target") for one in parsed(relations)}
    found = {}
    for one in parsed(workbook).iter():
        if local(one) == "sheet":
            target = targets.get(value_of(one, "id"), "")
            found[value_of(one, "name")] = target[1:] if target[:1] == "/" else f"xl/{target}"
    return found


def _struck_styles(styles: bytes) -> frozenset[str]:
    """The numbers of the cell styles whose font is struck through."""
    if _STRUCK not in styles:
        return frozenset()
    root = parsed(styles)
    fonts = [one for group in root if local(group) == "fonts" for one in group]
    struck = {str(number) for number, font in enumerate(fonts) if _is_struck(font)}
    formats = [one for group in root if local(group) == "cellXfs" for one in group]
    return frozenset(
        str(number) for number, one in enumerate(formats) if value_of(one, "fontId") in struck
    )


def _struck_strings(strings: bytes) -> dict[str, str]:
    """By its number each shared text of which a part is struck through, without that part."""
    if _STRUCK not in strings:
        return {}
    texts = [one for one in parsed(strings) if local(one) == "si"]
    return {str(n): _left_of(one) for n, one in enumerate(texts) if any(map(_is_struck, one))}


def _is_struck(run: Element) -> bool:
    """Whether a font, or a run by its own properties, is struck through."""
    marks = (one for one in run.iter() if local(one) == "strike")
    return any(value_of(one, "val") not in ("0", "false") for one in marks)


def _left_of(text: Element) -> str:
    shown = [one for one in text if not _is_struck(one) and local(one) in ("r", "t")]
    words = (one.text or "" for run in shown for one in run.iter() if local(one) == "t")
    return "".join(words)


def _of_sheet(sheet: bytes, styles: frozenset[str], strings: Mapping[str, str]) -> Unseen:
    if not (styles or strings or _HIDDEN.search(sheet) or _STRUCK in sheet):
        return NOTHING
    root = parsed(sheet)
    is_filtered = any(local(one) == "autoFilter" for one in root)
    rows: set[int] = set()
    columns: set[int] = set()
    left: dict[Span, str] = {}
    row = column = -1
    for one in root.iter():
        name, where = local(one), value_of(one, "r")
        if name == "col" and _is_hidden(one):
            last = min(int(value_of(one, "max")), MAX_COLUMNS)
            columns.update(range(int(value_of(one, "min")) - 1, last))
        elif name == "row":
            row, column = int(where) - 1 if where else row + 1, -1
            rows.update({row} if _is_hidden(one) and not is_filtered else ())
        elif name == "c":
            row, column = position_of(where) if where else (row, column + 1)
            shown = _shown(one, styles, strings)
            if shown is not None:
                left[row, column] = shown
    return Unseen(frozenset(rows), frozenset(columns), left)


def _is_hidden(element: Element) -> bool:
    return value_of(element, "hidden") in ("1", "true")


def _shown(cell: Element, styles: frozenset[str], strings: Mapping[str, str]) -> str | None:
    """What is left of a cell's text, None where nothing of it is struck through."""
    if value_of(cell, "s") in styles:
        return ""
    for one in cell:
        if local(one) == "v" and value_of(cell, "t") == "s":
            return strings.get((one.text or "").strip())
        if local(one) == "is" and any(map(_is_struck, one)):
            return _left_of(one)
    return None

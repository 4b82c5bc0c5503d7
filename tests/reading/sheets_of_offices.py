"""Filled forms as other offices lay them out, written down as text with what they mean.

A sheet has three parts between lines of five hyphens: how it is saved (`as:`), what papers it holds
(`kinds:`) and how it is written (`runs: split` puts each character into a run of its own), the
paper, and its meaning. In the paper a line
is a paragraph and a line that begins with `|` a row of a table; `<` is a cell merged with the one to
its left, `^` with the one above; ⏎ begins a paragraph in a cell, ⇥ is a tab, `__x__` is x on an
underlined blank, `[框] x` is a text box, `{a,b;c,d}` a table in a cell.
"""

import html
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
import xlsxwriter
from lxml import etree
from reading.word_files import W, saved

FOLDER = Path(__file__).parent / "other_offices"
HALVES = ("open", "held", "fresh", "sight", "other_hand")
_UNDERLINED = re.compile(r"__(.+?)__")
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_WIDTH = 9000


@dataclass(frozen=True)
class Sheet:
    """`rows` are paragraphs (str) and rows of cells (list), in order; `means` field by field."""

    name: str
    formats: tuple[str, ...]
    is_split: bool
    rows: tuple[str | list[str], ...]
    means: dict[str, str]
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Spot:
    """A cell on the full grid of its table."""

    text: str
    row: int
    column: int
    height: int
    width: int


def sheets(half: str, folder: Path = FOLDER) -> Iterator[Sheet]:
    for path in sorted((folder / half).glob("*.form")):
        yield _sheet(path.stem, path.read_text("utf-8"))


def _sheet(name: str, text: str) -> Sheet:
    head, paper, meaning = re.split(r"^-----\n", text, flags=re.MULTILINE)
    told = dict(line.split(": ", 1) for line in head.splitlines())
    rows = tuple(
        [cell.strip(" ") for cell in line.strip()[1:-1].split("|")] if line[0] == "|" else line
        for line in paper.splitlines()
        if line
    )
    means = dict(line.split(": ", 1) for line in meaning.splitlines() if line)
    formats, kinds = told["as"].split(), told.get("kinds", "").split()
    return Sheet(name, tuple(formats), told.get("runs") == "split", rows, means, tuple(kinds))


def blocks(sheet: Sheet) -> Iterator[str | list[Spot]]:
    """Paragraphs, and each table as its cells."""
    rows: list[list[str]] = []
    for row in (*sheet.rows, ""):
        if isinstance(row, list):
            rows.append(row)
            continue
        if rows:
            yield list(_spots(rows))
        rows = []
        if row:
            yield row


def _spots(rows: list[list[str]]) -> Iterator[Spot]:
    """Cells with their spans; a row with fewer cells has them spread over the whole width."""
    most = max(map(len, rows))
    for number, row in enumerate(rows):
        at = 0
        for place, text in enumerate(row):
            stretch = 1
            while place + stretch < len(row) and row[place + stretch] == "<":
                stretch += 1
            last = place + stretch == len(row)
            width = most - at if last and len(row) < most else stretch
            if text != "<":
                height = 1
                while text != "^" and number + height < len(rows):
                    below = rows[number + height]
                    if place >= len(below) or below[place] != "^":
                        break
                    height += 1
                yield Spot(text, number, at, height, width)
                at += width


# Word


def as_docx(sheet: Sheet, borders: str = _BORDERS) -> bytes:
    body = "".join(
        _paragraphs(block, sheet.is_split)
        if isinstance(block, str)
        else _table(block, sheet, borders)
        for block in blocks(sheet)
    )
    document = etree.fromstring(f'<w:body xmlns:w="{W}">{body}<w:p/></w:body>')
    package = docx.Document()
    package.element.replace(package.element.body, document)
    return saved(package)


def _table(spots: list[Spot], sheet: Sheet, borders: str = _BORDERS) -> str:
    columns = max(spot.column + spot.width for spot in spots)
    unit = _WIDTH // columns
    rows = []
    for number in range(max(spot.row for spot in spots) + 1):
        cells = "".join(_cell(s, unit, sheet.is_split) for s in spots if s.row == number)
        rows.append(f"<w:tr>{cells}</w:tr>")
    grid = f'<w:gridCol w:w="{unit}"/>' * columns
    return (
        f"<w:tbl><w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _cell(spot: Spot, unit: int, is_split: bool) -> str:
    merge = "<w:vMerge/>" if spot.text == "^" else ""
    merge = '<w:vMerge w:val="restart"/>' if spot.height > 1 else merge
    text = "" if spot.text == "^" else spot.text
    properties = (
        f'<w:tcW w:w="{unit * spot.width}" w:type="dxa"/><w:gridSpan w:val="{spot.width}"/>'
    )
    return f"<w:tc><w:tcPr>{properties}{merge}</w:tcPr>{_content(text, is_split)}</w:tc>"


def _content(text: str, is_split: bool) -> str:
    if text.startswith("{"):
        rows = [row.split(",") for row in text.strip("{}").split(";")]
        nested = Sheet("", (), is_split, tuple(rows), {})
        return f"{_table(list(_spots(rows)), nested)}<w:p/>"
    return "".join(_paragraphs(part, is_split) for part in text.split("⏎"))


def _paragraphs(text: str, is_split: bool) -> str:
    if text.startswith("[框] "):
        inner = _paragraphs(text.removeprefix("[框] "), is_split)
        return (
            '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>'
            f"<w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
        )
    runs = []
    for number, piece in enumerate(_UNDERLINED.split(text)):
        properties = '<w:rPr><w:u w:val="single"/></w:rPr>' if number % 2 else ""
        for part in piece if is_split else [piece]:
            words = html.escape(part).replace("⇥", '</w:t><w:tab/><w:t xml:space="preserve">')
            runs.append(f'<w:r>{properties}<w:t xml:space="preserve">{words}</w:t></w:r>')
    return f"<w:p>{''.join(runs)}</w:p>"


# A page saved as a document, and a spreadsheet


def as_html(sheet: Sheet) -> bytes:
    parts = [
        f"<p>{_words(block)}</p>" if isinstance(block, str) else _page_table(block)
        for block in blocks(sheet)
    ]
    return f"<html><head><meta charset=gbk></head><body>{''.join(parts)}</body></html>".encode(
        "gb18030"
    )


def _words(text: str) -> str:
    shown = _UNDERLINED.sub(r"<u>\1</u>", html.escape(text).replace("⇥", "&nbsp;" * 4))
    return shown.replace("⏎", "<br>")


def _page_table(spots: list[Spot]) -> str:
    rows = "".join(
        "<tr>"
        + "".join(
            f"<td colspan={spot.width} rowspan={spot.height}>{_words(spot.text)}</td>"
            for spot in spots
            if spot.row == number and spot.text != "^"
        )
        + "</tr>"
        for number in range(max(spot.row for spot in spots) + 1)
    )
    return f"<table border=1>{rows}</table>"


def as_xlsx(sheet: Sheet) -> bytes:
    stream, down = io.BytesIO(), 0
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        page = book.add_worksheet("Sheet1")
        for block in blocks(sheet):
            if isinstance(block, str):
                page.write_string(down, 0, block)
                down += 1
                continue
            for spot in (one for one in block if one.text != "^"):
                corner = (down + spot.row, spot.column)
                far = (corner[0] + spot.height - 1, corner[1] + spot.width - 1)
                text = spot.text.replace("⏎", "\n")
                if far == corner:
                    page.write_string(*corner, text)
                else:
                    page.merge_range(*corner, *far, text)
            down += max(spot.row for spot in block) + 1
    return stream.getvalue()

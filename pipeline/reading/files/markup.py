"""HTML as blocks, tables resolved into grids: pages saved as .doc or .xls, web archives (.mht).

Read leniently: spans are clamped, what is never shown is left out, form controls say what was
typed or chosen in them.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape

from lxml import etree

from pipeline.reading.blocks import Block, Cell, Grid, Paragraph, Span
from pipeline.reading.charsets import decode, without_surrogates
from pipeline.reading.files.circled import shown_by
from pipeline.reading.files.word_runs import TICKED, UNTICKED
from pipeline.reading.message.body_text import BLOCKS, META_CHARSET, SILENT, tidy
from pipeline.reading.message.mime import Part, parse
from pipeline.reading.xml_part import Element

MAX_BYTES = 5 << 20
MAX_COLUMNS = 100
MAX_ROWS = 5000
MAX_SLOTS = 60_000
MAX_NESTING = 8
MAX_PARAGRAPHS = 40_000

_UNDERLINED = re.compile(r"text-decoration[^;]{0,40}underline", re.IGNORECASE)
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|text-decoration[^;:]{0,20}:[^;]{0,40}line-through",
    re.IGNORECASE,
)
_STRUCK = frozenset({"s", "strike", "del"})
"""What stands there and does not count, as in Word files."""
_WEB_ARCHIVE = re.compile(rb"\A\s*(?:MIME-Version|Content-Type):", re.IGNORECASE)


def blocks_of_markup(data: bytes) -> tuple[Block, ...]:
    """Paragraphs and tables in order; () when nothing is shown."""
    if _WEB_ARCHIVE.match(data[:256]):
        data = _page_of(parse(data))
    data = data[:MAX_BYTES]
    meta = META_CHARSET.search(data, 0, 4096)
    return blocks_of_page(decode(data, meta.group(1).decode("ascii", "replace") if meta else ""))


def blocks_of_page(markup: str, without: tuple[str, ...] = ()) -> tuple[Block, ...]:
    """The same of a page that is decoded; elements of the names in `without` are left out."""
    root = _root(markup)
    if root is None:
        return ()
    for element in list(root.iter(*without)) if without else ():
        _drop(element)
    return tuple(_Page().blocks(root, "", 0))


def _drop(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _page_of(archive: Part) -> bytes:
    """The page of a web archive: its first HTML part."""
    if archive.media_type == "text/html":
        return archive.content
    return next((page for part in archive.parts if (page := _page_of(part))), b"")


def _root(markup: str) -> Element | None:
    shown = _FIELD.sub(_ringed, without_surrogates(markup).replace("\x00", ""))
    source = shown.encode("utf-8")
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    try:
        return etree.fromstring(source, parser) if source.strip() else None
    except (etree.LxmlError, ValueError):
        return None


_FIELD = re.compile(r"<!--\[if supportFields\]>(.{0,2000}?)<!\[endif\]-->", re.DOTALL | re.I)
"""What Word writes for its fields into a page, ringed characters among them, as a comment."""
_TAG = re.compile(r"<[^<>]{0,400}>")


def _ringed(field: re.Match[str]) -> str:
    return shown_by(" ".join(unescape(_TAG.sub("", field[1])).split()))


@dataclass(slots=True)
class _Line:
    """The paragraph that is being written."""

    texts: list[str] = field(default_factory=list)
    underlined: list[Span] = field(default_factory=list)
    length: int = 0

    def write(self, text: str, underlined: bool = False) -> None:
        if underlined and text:
            self.underlined.append((self.length, self.length + len(text)))
        self.texts.append(text)
        self.length += len(text)


@dataclass(slots=True)
class _Page:
    """Reads one page; `spent` are slots of tables, `written` paragraphs, over all of it."""

    spent: int = 0
    written: int = 0

    def blocks(self, root: Element, place: str, nesting: int) -> Iterator[Block]:
        """What an element shows; places begin with `place` and count from 1."""
        tables = paragraphs = 0
        line = _Line()
        for shown in _shown(root):
            if isinstance(shown, etree._Element):
                tables += 1
                where = f"{place} 表{tables}".strip()
                grid = self._grid(shown, where, nesting) if nesting < MAX_NESTING else None
            elif isinstance(shown, tuple):
                line.write(*shown)
                continue
            else:
                grid = None
            paragraphs += 1
            yield from self._ended(line, place or f"段落{paragraphs}")
            line = _Line()
            if grid is not None and grid.cells:
                yield grid
        yield from self._ended(line, place or f"段落{paragraphs + 1}")

    def _ended(self, line: _Line, place: str) -> Iterator[Paragraph]:
        text = "".join(line.texts)
        if self.written >= MAX_PARAGRAPHS or not text.strip():
            return
        self.written += 1
        start = len(text) - len(text.lstrip(" "))
        spans = tuple((max(a - start, 0), b - start) for a, b in line.underlined if b > start)
        yield Paragraph(tidy(text[start:].rstrip()), place, spans)

    def _grid(self, table: Element, place: str, nesting: int) -> Grid:
        taken: set[Span] = set()
        cells: list[Cell] = []
        for number, row in enumerate(_rows(table)):
            if number >= MAX_ROWS or self.spent > MAX_SLOTS:
                break
            column = counted = 0
            for element in row:
                if element.tag not in ("td", "th"):
                    continue
                while (number, column) in taken:
                    column += 1
                if column >= MAX_COLUMNS:
                    break
                counted += 1
                where = f"{place} 行{number + 1} 列{counted}"
                cell = self._cell(element, number, column, where, nesting)
                slots = {
                    (cell.row + down, cell.column + across)
                    for down in range(cell.height)
                    for across in range(cell.width)
                }
                self.spent += len(slots)
                taken |= slots
                cells.append(cell)
                column += cell.width
        return Grid(tuple(cells), place)

    def _cell(self, element: Element, row: int, column: int, place: str, nesting: int) -> Cell:
        found = list(self.blocks(element, place, nesting + 1))
        return Cell(
            row=row,
            column=column,
            height=_span(element, "rowspan", 200),
            width=min(_span(element, "colspan", MAX_COLUMNS), MAX_COLUMNS - column),
            paragraphs=tuple(one for one in found if isinstance(one, Paragraph)),
            place=place,
            grids=tuple(one for one in found if isinstance(one, Grid)),
        )


def _rows(table: Element) -> Iterator[Element]:
    for one in table:
        if one.tag == "tr":
            yield one
        elif one.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in one if row.tag == "tr")


def _span(element: Element, name: str, most: int) -> int:
    written = (element.get(name) or "").strip()
    if not (written.isascii() and written.isdigit()) or len(written) > 12:
        return 1
    return min(max(int(written), 1), most)


_Shown = Element | tuple[str, bool] | None
"""A table; a stretch of text and whether it is underlined; None where a line ends."""


def _shown(root: Element) -> Iterator[_Shown]:
    """What is inside an element in order, tables not entered."""
    walk = etree.iterwalk(root, events=("start", "end"))
    underlined = 0
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        style = element.get("style") or ""
        if tag in BLOCKS:
            yield None
        if event == "end":
            underlined -= _is_underlined(tag, style)
            if element.tail and element is not root:
                yield _flowing(element.tail, ""), underlined > 0
            continue
        underlined += _is_underlined(tag, style)
        control = _CONTROLS.get(tag)
        if control is not None:
            yield control(element), False
        elif tag == "table" and element is not root:
            yield element
        elif tag not in SILENT and tag not in _STRUCK and not _UNSEEN.search(style):
            if element.text:
                yield _flowing(element.text, tag), underlined > 0
            continue
        walk.skip_subtree()


def _is_underlined(tag: str, style: str) -> bool:
    return tag == "u" or _UNDERLINED.search(style) is not None


def _flowing(text: str, tag: str) -> str:
    return text if tag == "pre" else re.sub(r"[ \t\r\n\x0c]+", " ", text)


def _typed(element: Element) -> str:
    kind = (element.get("type") or "text").lower()
    if kind in ("checkbox", "radio"):
        return TICKED if element.get("checked") is not None else UNTICKED
    return "" if kind in ("hidden", "password", "submit", "button") else element.get("value") or ""


def _chosen(element: Element) -> str:
    return "".join(
        "".join(map(str, option.itertext()))
        for option in element.iter("option")
        if option.get("selected") is not None
    ).strip()


_CONTROLS: dict[str, Callable[[Element], str]] = {"input": _typed, "select": _chosen}

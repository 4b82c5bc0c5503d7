"""Tables as people keep them: xlsx, xls and csv, every cell as the text that was meant.

pandas reads; what is undone here is what Excel does to such files: student numbers turned
into numbers, dates with a time of midnight, merged cells that hold their value once.
"""

import csv
import datetime as dt
import io
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.errors import RegisterError

if TYPE_CHECKING:
    import pandas

MOST_BYTES = 50_000_000
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_AS_XLSX = "请在 Excel 中打开它，另存为 .xlsx 后再导入。"
_SEPARATORS = ",\t;"
_MIDNIGHT = dt.time()


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet as rows of texts, the first row being line 1; `name` is "" for a csv file."""

    name: str
    rows: tuple[tuple[str, ...], ...]

    def place(self, row: int) -> str:
        """Where a row (counted from 0) stands, as a person finds it."""
        return f"工作表“{self.name}” 第{row + 1}行" if self.name else f"第{row + 1}行"


def read_tables(name: str, data: bytes) -> tuple[RawSheet, ...]:
    """All sheets of a file, told by content; raises `RegisterError` when it is no table."""
    if len(data) > MOST_BYTES:
        raise RegisterError(f"文件 {name} 超过 50 MB。", "请删去无关的内容后再导入。")
    if data.startswith((_ZIP, _OLE)):
        return _workbook(name, data)
    return (RawSheet("", _text_rows(name, _decoded(name, data))),)


def _workbook(name: str, data: bytes) -> tuple[RawSheet, ...]:
    import pandas  # takes a quarter of a second: only when there is a table

    try:
        with pandas.ExcelFile(io.BytesIO(data), engine="calamine") as book:
            return tuple(_sheet(book, str(title)) for title in book.sheet_names)
    except BaseException as fault:
        # A fault inside the loader comes as a panic, which is derived from BaseException.
        if not isinstance(fault, Exception) and type(fault).__name__ != "PanicException":
            raise
        raise RegisterError(f"文件 {name} 打不开：不是完好的表格，或有密码。", _AS_XLSX) from fault


def _sheet(book: "pandas.ExcelFile", title: str) -> RawSheet:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of a date that is none; the cell tells it
        frame = book.parse(title, header=None, dtype=object, keep_default_na=False, na_values=[])
    rows = [[_text(value) for value in row] for row in frame.itertuples(index=False, name=None)]
    merges = book.book.get_sheet_by_name(title).merged_cell_ranges or []
    for (top, left), (bottom, right) in merges:
        _fill_merged(rows, top, left, bottom, right)
    return RawSheet(title, tuple(tuple(row) for row in rows))


def _fill_merged(rows: list[list[str]], top: int, left: int, bottom: int, right: int) -> None:
    """A cell merged downwards speaks for each line it covers; one merged across is a title."""
    if left != right or top >= len(rows) or left >= len(rows[top]):
        return
    for row in rows[top + 1 : bottom + 1]:
        row[left] = row[left] or rows[top][left]


def _text(value: object) -> str:
    """A cell's value as it is seen: whole numbers without .0, days without a time."""
    if value is None or value != value:  # pandas tells nothing there by what is not itself
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    if isinstance(value, dt.datetime):
        whole = value.time() == _MIDNIGHT
        return value.date().isoformat() if whole else value.isoformat(sep=" ")
    return str(value).strip()


def _decoded(name: str, data: bytes) -> str:
    utf_16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings: tuple[str, ...] = ("utf-16",) if utf_16 else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise RegisterError(
        f"文件 {name} 不是表格：既不是 xlsx、xls，也不是 UTF-8 或 GBK 编码的 csv。", _AS_XLSX
    )


def _text_rows(name: str, text: str) -> tuple[tuple[str, ...], ...]:
    import pandas

    separator = _separator(text)
    try:
        widths = [len(row) for row in csv.reader(io.StringIO(text), delimiter=separator)]
        frame = pandas.read_csv(
            io.StringIO(text),
            sep=separator,
            header=None,
            names=range(max(widths, default=1)),
            dtype=str,
            keep_default_na=False,
            skip_blank_lines=False,
        )
    except pandas.errors.EmptyDataError:
        return ()
    except (pandas.errors.ParserError, csv.Error) as fault:
        raise RegisterError(
            f"文件 {name} 不是完好的 csv：有一个引号没有配对，或有一格太长。",
            "请检查引号是否成对；或另存为 .xlsx 后再导入。",
        ) from fault
    rows = frame.itertuples(index=False, name=None)
    return tuple(tuple("" if cell != cell else str(cell).strip() for cell in row) for row in rows)


def _separator(text: str) -> str:
    """Comma, tab or semicolon: by the first line that has one, the line of the headings.

    Below it a cell may hold more of another sign than there are columns.
    """
    lines = (line for line in text.splitlines() if any(sign in line for sign in _SEPARATORS))
    return max(_SEPARATORS, key=next(lines, "").count)

"""Register files as offices keep them, made small."""

import csv
import io
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import xlsxwriter

from pipeline.domain.colleges import CollegeDirectory
from pipeline.domain.registers import College, RegisterKind
from pipeline.registers import RegisterReading, read_register

COLLEGES = CollegeDirectory(
    (
        College("机械与车辆学院", "03", ("机车学院",), ("jx@bit.edu.cn",)),
        College("计算机学院", "07", (), ("cs@bit.edu.cn",)),
    )
)
NO_COLLEGES = CollegeDirectory()


def xlsx(
    *rows: Sequence[object], merged: Mapping[str, str] = MappingProxyType({}), sheet: str = "Sheet1"
) -> bytes:
    """A workbook of one sheet; `merged` gives the value of a range such as A2:A4."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"default_date_format": "yyyy-mm-dd"}) as book:
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
        for area, value in merged.items():
            page.merge_range(area, value)
    return stream.getvalue()


def comma(*rows: Sequence[str], encoding: str = "gbk") -> bytes:
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode(encoding)


def read(kind: RegisterKind, data: bytes, directory=COLLEGES) -> RegisterReading:
    return read_register(kind, "名册.xlsx", data, directory)

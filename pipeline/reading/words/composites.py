"""Where somebody belongs, told in one piece: 学院、专业、年级 | 机电学院、机械工程、2024级.

Each part is told by the words of the label and by its own shape; a part that fits neither is
left out.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.reading.words.belonging import belonging_in
from pipeline.reading.words.labels import LONGEST, may_hold_label, normalised

UNITS: dict[str, str] = {
    "学院": "college",
    "院系": "college",
    "系部": "college",
    "院部": "college",
    "学部": "college",
    "分院": "college",
    "学园": "college",
    "系别": "college",
    "院": "college",
    "系": "college",
    "部": "",
    "专业": "major",
    "年级": "grade",
    "级": "grade",
    "班级": "",
    "班别": "",
    "班": "",
    "区队": "",
    "学校": "",
    "大学": "",
    "学年": "",
    "学年度": "",
    "学期": "",
    "学号": "student_no",
    "姓名": "name",
    "性别": "gender",
    "导师": "supervisor",
    "政治面貌": "party_standing",
    "出生年月": "birth_date",
    "民族": "ethnicity",
    "籍贯": "",
    "年龄": "",
    "联系电话": "phone",
    "手机号": "phone",
    "手机": "phone",
    "电话": "phone",
    "邮箱": "email",
    "职称": "",
    "学历": "degree_level",
    "层次": "degree_level",
    "培养层次": "degree_level",
    "学习方式": "study_mode",
}
"""What the words of a composite label, or behind a blank, ask for; "" is not extracted."""

MOST_PARTS, LONGEST_WRITTEN = 8, 120
_UNIT = re.compile(
    r"(?:所在|所属|所学|就读|在读|现|及|和|与|或|[、/,，·\\\-—.()（）])*("
    + "|".join(sorted(UNITS, key=len, reverse=True))
    + r")(?:名称)?[)）]?"
)
_BETWEEN = re.compile(r"[\s、,，/;；\u3000]+|(?:及|和)(?=\S{2,}学院)")
_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("college", re.compile(r"[^\s\d、,，;；]{1,18}?(?:学院|书院|学部|研究院)(?!学院)")),
    ("major", re.compile(r"[^\s\d、,，;；]{2,16}专业")),
    ("grade", re.compile(r"(?:(?:19|20)\d{2}|(?<!\d)\d{2})(?:年级|级|届)")),
    ("", re.compile(r"[^\s、,，;；]{0,12}?(?:大学|班|区队)$")),
)
_NUMBER = re.compile(r"(?<![0-9A-Za-z])[A-Za-z]{0,2}\d{8,14}(?![0-9A-Za-z])")
_YEAR = re.compile(r"(?:19|20)\d{2}")


@lru_cache(maxsize=8192)
def units_of(label: str) -> tuple[str, ...]:
    """The fields a composite label asks for, in its order; () for a label of one thing."""
    if len(label) > LONGEST or not may_hold_label(label):
        return ()
    text, found, reached = normalised(label), [], 0
    while reached < len(text) and (unit := _UNIT.match(text, reached)):
        found.append(UNITS[unit[1]])
        reached = unit.end()
    return tuple(found) if reached == len(text) and len(found) > 1 else ()


def parts_of(label: str, written: str) -> Iterator[tuple[str, str]]:
    """Pairs of field and answer, as far as label and shapes agree."""
    units = units_of(label) if len(written) <= LONGEST_WRITTEN else ()
    parts = [part for part in _BETWEEN.split(written.strip(" \t\u3000_()（）")) if part]
    parts = [part for part in parts if part not in UNITS]
    if not units or not parts or len(parts) > MOST_PARTS:
        return
    if len(parts) == len(units) and all(map(_agree, units, parts)):
        yield from (
            (unit, _bare(unit, part)) for unit, part in zip(units, parts, strict=True) if unit
        )
        return
    numbers = _NUMBER.findall(written)
    if "student_no" in units and len(numbers) == 1:
        yield "student_no", numbers[0]
        written = written.replace(numbers[0], " ")
    told = belonging_in(written, asks_major="major" in units)
    yield from ((name, told[name]) for name in told if name in (*units, "degree_level"))


def _agree(unit: str, part: str) -> bool:
    shape = shape_of(part)
    if shape is None and unit in ("college", "major", "grade"):
        told = belonging_in(part, asks_major=unit == "major")
        told.pop("degree_level", None)
        return unit == "college" if not told else told == {unit: _bare(unit, part)}
    return shape is None or shape == unit or (unit == "college" and part.endswith("系"))


def _bare(unit: str, part: str) -> str:
    return part.removesuffix("专业") if unit == "major" else part


def shape_of(part: str) -> str | None:
    """The field whose shape a part has; "" for a class or school, None when it has none."""
    if _YEAR.fullmatch(part):
        return "grade"
    return next((name for name, shape in _SHAPES if shape.fullmatch(part)), None)

"""Named numbers of an edition: weeks, months and hours, each with clause and quotation."""

import re
from dataclasses import dataclass

from pipeline.domain.lengths import DAYS_OF_A_WEEK, NUMERALS
from pipeline.regulation.sheets import Entry, similar

LEAST_SERVICE = "least_service_months"
OPINION_PAST = "opinion_past_months"
ADJUSTMENT = "adjustment_days"

NEEDED = (
    "least_weekly_hours",
    "most_weekly_hours",
    LEAST_SERVICE,
    OPINION_PAST,
    ADJUSTMENT,
)
"""What the product asks an edition for."""


MOST = 999
"""Far more than any clause may mean, so that a slip of the pen is told."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number; its unit stands in the label and, for programs, in the end of the name."""

    name: str
    label: str
    value: int
    clause: str
    quote: str
    line: int


def is_quoted(parameter: Parameter) -> bool:
    """Whether the quotation writes this number, in one of the ways in which clauses write them."""
    quote, value = parameter.quote, parameter.value
    ways = {str(value)}
    if parameter.name.endswith("_months"):
        years, rest = divmod(value, 12)
        halves = {0: "", 6: "半"}.get(rest)
        ways = {f"{one}个月" for one in _written(value)} | ({"半年"} if value == 6 else set())
        if years and halves is not None:
            ways |= {f"{one}年{halves}" for one in _written(years)}
        if halves == "":  # 一年 is not said by 一年半
            quote = quote.replace("年半", "")
    elif parameter.name.endswith("_days"):
        weeks, rest = divmod(value, DAYS_OF_A_WEEK)
        ways = {f"{one}{unit}" for one in _written(value) for unit in "天日"}
        if not rest:
            ways |= {f"{one}{unit}" for one in _written(weeks) for unit in ("周", "个星期", "星期")}
    return any(re.search(rf"(?<![\d十百]){re.escape(way)}(?!\d)", quote) for way in ways)


def _written(number: int) -> set[str]:
    """14, 十四; 2, 二, 两."""
    tens, ones = divmod(number, 10)
    if number > 99:
        return {str(number)}
    ten = "" if not tens else "十" if tens == 1 else f"{NUMERALS[tens]}十"
    chinese = ten + (NUMERALS[ones] if ones else "")
    return {str(number), chinese, chinese.replace("两", "二")}


def read_parameters(sheet: Entry) -> tuple[Parameter, ...]:
    parameters = tuple(_read_parameter(entry) for entry in sheet.entries("parameters"))
    names = [one.name for one in parameters]
    for name in NEEDED:
        if names.count(name) != 1:
            sheet.fault(f"“{name}”应当写且只写一次，现有{names.count(name)}次。")
    for one in parameters:
        if one.name not in NEEDED:
            sheet.fault(f"不认识的数“{one.name}”。{similar(one.name, NEEDED)}请改名或删去。")
    sheet.close()
    return parameters


def _read_parameter(entry: Entry) -> Parameter:
    written = entry.text("value")
    number = int(written) if written.isascii() and written.isdecimal() else 0
    if written and not 0 < number <= MOST:
        entry.fault(f"“{written}”应是一个正整数，不大于 {MOST}。", "value")
        written = ""
    parameter = Parameter(
        name=entry.text("name"),
        label=entry.text("label"),
        value=int(written or 1),
        clause=entry.text("clause"),
        quote=entry.text("quote"),
        line=entry.line,
    )
    entry.close()
    return parameter

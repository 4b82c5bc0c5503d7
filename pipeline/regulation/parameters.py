"""Named numbers of an edition: weeks, months and hours, each with clause and quotation."""

from dataclasses import dataclass

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

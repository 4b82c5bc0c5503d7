"""The yearly calendar of what is due, as a file that any calendar program opens."""

import datetime as dt
from collections.abc import Iterable, Sequence

from pipeline.domain.lengths import days_in_words
from pipeline.domain.obligations import SETTLED_STATES, Owed
from pipeline.domain.plans import SubmissionState
from pipeline.lifecycle.adjustments import due_on
from pipeline.lifecycle.calendar_file import DueDay, calendar_file
from pipeline.office.appointments.owing import owed
from pipeline.office.house import Office
from pipeline.office.lengths import lengths_of
from pipeline.office.registered import calendar_of

AHEAD = dt.timedelta(days=366)
_Kind = tuple[str, str, str]
"""College, obligation and period."""


def due_days_file(office: Office, college: str = "") -> bytes:
    """Every open day of the coming year: adjustments by term, obligations by college and kind."""
    name = f"德育工作助理待办 {college}".strip()
    return calendar_file(name, tuple(_days(office, college)), office.now())


def _days(office: Office, college: str) -> Iterable[DueDay]:
    school, today = calendar_of(office), office.today()
    cases = office.ledger.lives.adjustments()
    for term in school.terms:
        day = due_on(term.term, school, lengths_of(office))
        if day is None or day < today:
            continue
        waiting = [
            f"{one.id} {one.college} {one.leaver.name}"
            for one in cases
            if one.term == term.term
            and one.state is SubmissionState.TO_COMPLETE
            and college in ("", one.college)
        ]
        text = "\n".join(waiting) or "各学院应在今日以前报齐调整材料（三.1.(2)）。"
        within = days_in_words(lengths_of(office)(term.begins_on).adjustment_days)
        title = f"助理调整截止（开学后{within}内）"
        yield DueDay(f"cases/{term.term}/{college}", day, title, text)
    groups: dict[_Kind, dict[dt.date, list[Owed]]] = {}
    for row in owed(office, today + AHEAD):
        if row.due_on is None or row.due_on < today or row.state in SETTLED_STATES:
            continue
        if college in ("", row.college):
            days = groups.setdefault((row.college, row.obligation, row.period), {})
            days.setdefault(row.due_on, []).append(row)
    for kind, days in groups.items():
        for number, (on, rows) in enumerate(sorted(days.items())):
            yield _duty(kind, number, on, rows)


def _duty(kind: _Kind, number: int, on: dt.date, rows: Sequence[Owed]) -> DueDay:
    """One duty of a college in a period; its key names no day, so a day that is moved moves its event."""
    title = f"{rows[0].college}：{rows[0].label}（{len(rows)} 人，{rows[0].clause}）"
    people = "\n".join(f"{row.person.name} {row.person.student_no}" for row in rows)
    return DueDay("/".join((*kind, str(number))), on, title, people)

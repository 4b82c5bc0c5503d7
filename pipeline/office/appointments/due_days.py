"""The yearly calendar of what is due, as a file that any calendar program opens."""

import datetime as dt
from collections.abc import Iterable

from pipeline.domain.lengths import days_in_words
from pipeline.domain.obligations import SETTLED_STATES
from pipeline.domain.plans import SubmissionState
from pipeline.lifecycle.adjustments import due_on
from pipeline.lifecycle.calendar_file import DueDay, calendar_file
from pipeline.office.appointments.owing import owed
from pipeline.office.house import Office
from pipeline.office.lengths import lengths_of
from pipeline.office.registered import calendar_of

AHEAD = dt.timedelta(days=366)


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
    groups: dict[tuple[dt.date, str, str, str], list[str]] = {}
    for row in owed(office, today + AHEAD):
        if row.due_on is None or row.due_on < today or row.state in SETTLED_STATES:
            continue
        if college in ("", row.college):
            key = (row.due_on, row.college, row.label, row.clause)
            groups.setdefault(key, []).append(f"{row.person.name} {row.person.student_no}")
    for (on, of, label, clause), people in sorted(groups.items()):
        title = f"{of}：{label}（{len(people)} 人，{clause}）"
        yield DueDay(f"{on}/{of}/{label}", on, title, "\n".join(people))

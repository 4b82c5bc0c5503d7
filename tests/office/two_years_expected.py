"""What two school years must end with, told by hand: from who does what, never from the program.

Days and clauses are those of the regulation; the calendar is that of the story.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

TERMS = {
    "2026-autumn": (dt.date(2026, 9, 7), dt.date(2027, 1, 17), "（2026—2027学年秋季学期）"),
    "2027-spring": (dt.date(2027, 3, 1), dt.date(2027, 7, 11), "（2026—2027学年春季学期）"),
    "2027-autumn": (dt.date(2027, 9, 6), dt.date(2028, 1, 16), "（2027—2028学年秋季学期）"),
    "2028-spring": (dt.date(2028, 2, 28), dt.date(2028, 7, 9), "（2027—2028学年春季学期）"),
}
YEARS = {
    "2026-2027": (dt.date(2026, 9, 7), dt.date(2027, 7, 11), "（2026-2027学年）"),
    "2027-2028": (dt.date(2027, 9, 6), dt.date(2028, 7, 9), "（2027-2028学年）"),
}
LABELS = {
    "term_plan": ("学期工作计划", "二.3"),
    "assessment": ("学院考核评估", "三.3"),
    "training": ("参加学校组织的工作培训", "三.2"),
    "yearly_report": ("向院党委（总支）汇报工作", "二.6"),
    "yearly_writing": ("年度论文或工作总结", "二.7"),
    "case_report": ("离岗前的工作案例", "二.7"),
    "leaving_survey": ("《拟离岗研究生德育工作助理情况调查表》", "三.4.(2)"),
}
SURVEYED = dt.date(2027, 9, 12)
SUMMER = dt.date(2027, 6, 28)
PLANNED = dt.date(2026, 9, 28)
NO_PLAN, NO_ASSESSMENT = 1, 2
"""Places of the colleges that send no plans in the first autumn, no assessments in the spring."""
ROUNDS = (
    *(dt.date(2026, 9, day) for day in (8, 10, 11, 28)),
    *(dt.date(2027, 3, 3), SUMMER, dt.date(2027, 9, 8), SURVEYED, dt.date(2027, 9, 23)),
    *(dt.date(2028, 3, 2), dt.date(2028, 3, 2), dt.date(2028, 3, 20)),
)
Line = tuple[str, str, str]
"""Whom (name and last four digits), what, by which clause."""


@dataclass(frozen=True)
class Life:
    """One assistant: when the papers were back, and the first and last day of service."""

    name: str
    number: str
    college: int
    back: dt.date
    first: dt.date
    last: dt.date | None = None
    left_known: dt.date | None = None
    leaving: bool = False
    missed_training: bool = False
    reported: bool = False

    @property
    def who(self) -> str:
        return f"{self.name}（学号尾号 {self.number[-4:]}）"


def served(life: Life, first: dt.date, last: dt.date, today: dt.date) -> int:
    known = life.last if life.left_known and life.left_known <= today else None
    return (min(known or last, last) - max(life.first, first)).days + 1


def owed(life: Life, today: dt.date) -> Iterator[tuple[str, str, str, dt.date | None]]:
    """What, for which period, how it stands, and its day, as the clauses say."""
    if today < life.back:
        return
    yield "registration_form", "", "done", None
    yield "agreement", "", "done", None
    silent = (life.last is not None and life.last < SUMMER) or life.college == NO_ASSESSMENT
    sent = not silent and life.back <= SUMMER <= today
    for term, (first, last, _) in TERMS.items():
        if first > today or served(life, first, last, today) < 28:
            continue
        planned = term == "2026-autumn" and life.college != NO_PLAN and today >= PLANNED
        yield "term_plan", term, _state(planned, today > last), last
        assessed = term == "2027-spring" and sent
        # 至少每学年春季学期末: only in spring is it overdue.
        yield "assessment", term, _state(assessed, term.endswith("spring") and today > last), last
    for year, (first, last, _) in YEARS.items():
        days = served(life, first, last, today)
        there = life.last is None or life.left_known is None or life.left_known > today
        if first > today or not (days >= 180 or (there and days >= 28)):
            continue
        begun = year == "2026-2027"
        trained = begun and not life.missed_training and life.back.year == 2026
        yield "training", year, _state(trained, past=False), last
        reported = life.reported and begun and today >= SUMMER
        yield "college_training", year, "due", None
        yield "department_assessment", year, "due", None
        yield "yearly_report", year, "done" if reported else "due", last
        yield "yearly_writing", year, _state(begun and sent, past=False), last
    if life.leaving and life.left_known and life.left_known <= today:
        surveyed = life.last is not None and life.last > SUMMER
        for what in ("case_report", "leaving_survey"):
            came = surveyed and (what == "case_report" or today >= SURVEYED)
            yield what, "", _state(came, today > life.last), life.last
        yield "handover", "", "done" if surveyed and today >= SURVEYED else "due", None


def _state(handed_in: bool, past: bool) -> str:
    return "submitted" if handed_in else "overdue" if past else "due"


def obligations_of(lives: Sequence[Life], today: dt.date) -> dict[tuple[str, str, str], str]:
    return {
        (one.number, what, period): state
        for one in lives
        for what, period, state, _ in owed(one, today)
    }


def reminders(
    lives: Sequence[Life], overdue_cases: Sequence[tuple[dt.date, int, Line]]
) -> list[tuple[int, frozenset[Line]]]:
    """College and lines of every letter: once each until it stands otherwise, one letter a week.

    `overdue_cases` are what an adjustment lacks, from the day after its day on.
    """
    asked: dict[object, str] = {}
    written: set[tuple[int, tuple[int, int]]] = set()
    letters = []
    for today in ROUNDS:
        open_with: dict[int, dict[object, tuple[str, Line]]] = {}
        for since, college, line in overdue_cases:
            if today >= since:
                open_with.setdefault(college, {})[line] = "overdue", line
        for life in lives:
            gone = life.left_known is not None and life.left_known <= today
            for what, period, state, due in owed(life, today):
                if gone and period:
                    continue  # nobody is reminded of a term's duties of who has left
                if state in ("due", "overdue") and due and today >= due - dt.timedelta(days=14):
                    label, clause = LABELS[what]
                    words = (TERMS | YEARS)[period][2] if period else ""
                    line = (life.who, f"{label}{words}", clause)
                    open_with.setdefault(life.college, {})[life.number, what, period] = state, line
        for college, matters in sorted(open_with.items()):
            fresh = {key: of for key, of in matters.items() if asked.get(key) != of[0]}
            week = college, today.isocalendar()[:2]
            if fresh and week not in written:
                written.add(week)
                asked |= {key: state for key, (state, _) in fresh.items()}
                letters.append((college, frozenset(line for _, line in fresh.values())))
    return letters

"""``deyu obligations``: what every assistant still owes, by clause and date."""

import datetime as dt
from typing import Any

from pipeline.domain.obligations import SETTLED_STATES, Owed
from pipeline.domain.registers import RegisterKind, TrainingAttendance
from pipeline.lifecycle.obligations import Held, owed_by
from pipeline.office.house import Office
from pipeline.office.lengths import lengths_of
from pipeline.office.registered import calendar_of
from pipeline.office.telling import person_json

Json = dict[str, Any]


def owed(office: Office, until: dt.date | None = None) -> tuple[Owed, ...]:
    """Everything owed in the periods that begin by `until` (today), as it stands today."""
    lives = office.ledger.lives
    duties = office.edition.obligations
    kinds = tuple(dict.fromkeys(kind for duty in duties for kind in duty.evidence))
    trainings = tuple(
        (line.student_no, line.held_on, line.attended)
        for line in office.ledger.register_lines(RegisterKind.TRAINING)
        if isinstance(line, TrainingAttendance)
    )
    held = Held(lives.papers(kinds=kinds), trainings, lives.paper_items(), lives.settlements())
    today = office.today()
    school, people = calendar_of(office), lives.appointments()
    return owed_by(people, duties, school, held, lengths_of(office), today, until)


def obligations(
    office: Office,
    due: dt.date | None = None,
    college: str = "",
    everything: bool = False,
) -> Json:
    """What is open; with `due` what falls due by that day, with `everything` what is settled too."""
    rows = [
        one
        for one in owed(office, due)
        if (everything or one.state not in SETTLED_STATES)
        and (due is None or (one.due_on is not None and one.due_on <= due))
        and college in ("", one.college)
    ]
    return {"obligations": [owed_json(one) for one in rows], "total": len(rows)}


def owed_json(one: Owed) -> Json:
    return {
        "appointment": one.appointment,
        "person": person_json(one.person),
        "college": one.college or None,
        "obligation": one.obligation,
        "label": one.label,
        "clause": one.clause,
        "period": one.period or None,
        "due_on": one.due_on.isoformat() if one.due_on else None,
        "state": one.state.value,
        "submissions": list(one.evidence),
        "trainings": {"attended": one.attended, "held": one.held},
    }

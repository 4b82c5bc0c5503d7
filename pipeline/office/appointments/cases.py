"""``deyu cases``: adjustments with what is still missing and when it is due (三.1.(2))."""

from typing import Any

from pipeline.domain.adjustments import AdjustmentStanding
from pipeline.domain.plans import SubmissionState
from pipeline.domain.school_calendar import SchoolCalendar
from pipeline.lifecycle.adjustments import (
    as_it_stands,
    asks_of,
    completed_at,
    due_on,
    first_arrival,
    is_late,
    missing,
    requirements,
)
from pipeline.lifecycle.tenure import past_the_opinion
from pipeline.office.house import Office
from pipeline.office.lengths import lengths_for, lengths_of
from pipeline.office.registered import calendar_of
from pipeline.office.telling import somebody

Json = dict[str, Any]

CLOSED = (SubmissionState.FILED, SubmissionState.WITHDRAWN)


def cases(office: Office, everything: bool = False, college: str = "", term: str = "") -> Json:
    """Adjustments that are not closed, all of them with `everything`; the earliest due first."""
    school = calendar_of(office)
    found = [
        case
        for case in office.ledger.lives.adjustments()
        if (everything or case.state not in CLOSED)
        and college in ("", case.college)
        and term in ("", case.term)
    ]
    found.sort(
        key=lambda one: (str(due_on(one.term, school, lengths_of(office)) or "9999"), one.id)
    )
    return {"cases": [case_json(one, office, school) for one in found], "total": len(found)}


def case_json(case: AdjustmentStanding, office: Office, school: SchoolCalendar) -> Json:
    """One adjustment; `late` is a flag for people and never a reason to refuse."""
    zone = office.house.timezone
    seen = effective(case, office)
    lengths = lengths_for(case, office)
    first, whole = first_arrival(seen), completed_at(seen, lengths)
    due = due_on(case.term, school, lengths_of(office))
    return {
        "id": case.id,
        "state": case.state.value,
        "college": case.college or None,
        "term": case.term,
        "leaver": somebody(case.leaver),
        "incoming": somebody(case.incoming),
        "application": case.application or None,
        "materials": [
            {"kind": one.kind.value, "clause": one.clause, "presence": one.presence.value}
            for one in requirements(seen, lengths)
        ],
        "missing": [kind.value for kind in missing(seen, lengths)],
        "asks": [{"clause": one.clause, "says": one.says} for one in asks_of(seen, lengths)],
        "doubts": list(case.doubts),
        "opinion_required": past_the_opinion(seen.tenure, lengths),
        "due_on": due.isoformat() if due else None,
        "first_received_at": first.isoformat() if first else None,
        "completed_at": whole.isoformat() if whole else None,
        "late": is_late(seen, due, office.today(), zone),
    }


def effective(case: AdjustmentStanding, office: Office) -> AdjustmentStanding:
    """The case with the day of leaving that holds where no paper states one."""
    return as_it_stands(case, office.today(), office.house.timezone)

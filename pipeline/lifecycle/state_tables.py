"""What may follow what, as data: a row is a state, an event, the next state and its clause.

One `apply` for all tables. What is not in a table is not allowed; `apply` then answers None and
the act that asked says so to the person.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.appointments import (
    AppointmentEvent,
    AppointmentState,
    PaperEvent,
    PaperState,
)
from pipeline.domain.plans import Decision, SubmissionState


@dataclass(frozen=True, slots=True)
class Step:
    """From a state, by an event, to a state; `clause` says where the regulation provides it."""

    state: StrEnum
    event: StrEnum
    becomes: StrEnum
    clause: str


Table = tuple[Step, ...]


def apply(table: Table, state: StrEnum, event: StrEnum) -> StrEnum | None:
    """The next state, None where the table has no such step."""
    return next((one.becomes for one in table if (one.state, one.event) == (state, event)), None)


def serves_on_as(warned: bool, suspended: bool) -> AppointmentState:
    """What somebody is again who comes back or leaves not after all: neither ends a criticism.

    Who was criticised and is on leave is on leave first, and criticised again when back.
    """
    if suspended:
        return AppointmentState.SUSPENDED
    return AppointmentState.WARNED if warned else AppointmentState.ACTIVE


def acts_before(
    event: AppointmentEvent, state: AppointmentState, warned: bool, suspended: bool
) -> tuple[AppointmentEvent, ...]:
    """What must be told first, in order, so that the state knows the event; () where nothing does.

    Nobody is taken for improved, or for criticised except before a removal, to make a way.
    """
    if event is AppointmentEvent.SUSPEND and suspended:
        return ()
    before: list[AppointmentEvent] = []
    while apply(APPOINTMENT, state, event) is None:
        if state is AppointmentState.LEAVING:
            before.append(AppointmentEvent.STAY)
            state = serves_on_as(warned, suspended)
        elif state is AppointmentState.SUSPENDED:
            before.append(AppointmentEvent.RESUME)
            state = serves_on_as(warned, suspended=False)
        elif state is AppointmentState.ACTIVE and event is AppointmentEvent.DISMISS:
            before.append(AppointmentEvent.WARN)
            state = AppointmentState.WARNED
        else:
            return ()
    return tuple(before)


def allowed(table: Table, state: StrEnum) -> tuple[StrEnum, ...]:
    """The events that a state knows, in the order of the table."""
    return tuple(dict.fromkeys(one.event for one in table if one.state == state))


def _steps(clause: str, *rows: tuple[StrEnum, StrEnum, StrEnum]) -> Table:
    return tuple(Step(state, event, becomes, clause) for state, event, becomes in rows)


class AdjustmentEvent(StrEnum):
    INCOMPLETE = "incomplete"
    COMPLETE = "complete"
    APPROVED = "approved"
    REFUSED = "refused"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


_S, _D = SubmissionState, Decision

APPLICATION: Table = tuple(
    Step(state, decision, becomes, clause)
    for state in (_S.TO_SORT, _S.TO_COMPLETE, _S.TO_REVIEW)
    for decision, becomes, clause in (
        (_D.APPROVE, _S.APPROVED, "三.1.(1)"),
        (_D.RETURN, _S.TO_COMPLETE, "三.1.(1)"),
        (_D.REFUSE, _S.REFUSED, "三.1.(2)"),
        (_D.WITHDRAW, _S.WITHDRAWN, "三.1.(1)"),
    )
) + _steps(
    "三.1.(2)",
    (_S.APPROVED, _D.REOPEN, _S.TO_REVIEW),
    (_S.REFUSED, _D.REOPEN, _S.TO_REVIEW),
    (_S.WITHDRAWN, _D.REOPEN, _S.TO_REVIEW),
)

_E = AdjustmentEvent

ADJUSTMENT: Table = _steps(
    "三.1.(2)",
    (_S.TO_COMPLETE, _E.INCOMPLETE, _S.TO_COMPLETE),
    (_S.TO_COMPLETE, _E.COMPLETE, _S.TO_REVIEW),
    (_S.TO_COMPLETE, _E.APPROVED, _S.APPROVED),
    (_S.TO_COMPLETE, _E.REFUSED, _S.TO_COMPLETE),
    (_S.TO_COMPLETE, _E.WITHDRAWN, _S.WITHDRAWN),
    (_S.TO_REVIEW, _E.COMPLETE, _S.TO_REVIEW),
    (_S.TO_REVIEW, _E.INCOMPLETE, _S.TO_COMPLETE),
    (_S.TO_REVIEW, _E.APPROVED, _S.APPROVED),
    (_S.TO_REVIEW, _E.REFUSED, _S.TO_COMPLETE),
    (_S.TO_REVIEW, _E.WITHDRAWN, _S.WITHDRAWN),
    (_S.APPROVED, _E.COMPLETE, _S.APPROVED),
    (_S.APPROVED, _E.INCOMPLETE, _S.APPROVED),
    (_S.APPROVED, _E.REOPENED, _S.TO_REVIEW),
    (_S.WITHDRAWN, _E.REOPENED, _S.TO_COMPLETE),
) + _steps(
    "三.4",
    (_S.APPROVED, _E.CLOSED, _S.FILED),
    (_S.FILED, _E.COMPLETE, _S.FILED),
    (_S.FILED, _E.INCOMPLETE, _S.FILED),
    (_S.FILED, _E.REOPENED, _S.TO_REVIEW),
)

_A, _V = AppointmentState, AppointmentEvent

APPOINTMENT: Table = (
    _steps(
        "三.1.(3)",
        (_A.PENDING, _V.START, _A.ACTIVE),
        (_A.PENDING, _V.VOID, _A.VOIDED),
        (_A.ACTIVE, _V.VOID, _A.VOIDED),
        (_A.SUSPENDED, _V.VOID, _A.VOIDED),
        (_A.WARNED, _V.VOID, _A.VOIDED),
        (_A.LEAVING, _V.VOID, _A.VOIDED),
    )
    + _steps(
        "三.1.(1)①",
        (_A.ACTIVE, _V.SUSPEND, _A.SUSPENDED),
        (_A.WARNED, _V.SUSPEND, _A.SUSPENDED),
        (_A.SUSPENDED, _V.RESUME, _A.ACTIVE),
    )
    + _steps(
        "三.3",
        (_A.ACTIVE, _V.WARN, _A.WARNED),
        (_A.WARNED, _V.IMPROVE, _A.ACTIVE),
        (_A.WARNED, _V.DISMISS, _A.DISMISSED),
        (_A.DISMISSED, _V.RESCIND, _A.WARNED),
    )
    + _steps(
        "三.4",
        (_A.ACTIVE, _V.LEAVE, _A.LEAVING),
        (_A.SUSPENDED, _V.LEAVE, _A.LEAVING),
        (_A.WARNED, _V.LEAVE, _A.LEAVING),
        (_A.LEAVING, _V.STAY, _A.ACTIVE),
        (_A.LEAVING, _V.FINISH, _A.LEFT),
        (_A.LEFT, _V.RESCIND, _A.LEAVING),
    )
)

PAPER_ITEM: Table = _steps(
    "三.1.(1)",
    (PaperState.EXPECTED, PaperEvent.ISSUE, PaperState.ISSUED),
    (PaperState.EXPECTED, PaperEvent.RECEIVE, PaperState.RECEIVED),
    (PaperState.ISSUED, PaperEvent.RECEIVE, PaperState.RECEIVED),
    (PaperState.ISSUED, PaperEvent.UNDO, PaperState.EXPECTED),
    (PaperState.RECEIVED, PaperEvent.UNDO, PaperState.EXPECTED),
)

TABLES: Mapping[str, Table] = {
    "application": APPLICATION,
    "adjustment": ADJUSTMENT,
    "appointment": APPOINTMENT,
    "paper_item": PAPER_ITEM,
}

"""What people tell the office happened: a paper came back, somebody was warned, a duty was done.

Clauses: 三.1.(1) and 责.尾 (papers), 三.3 (criticism before removal), 三.4 and 二.7 (leaving).
The papers themselves move by people's hands only; when registration form and the department's
copy of the agreement are both back, the appointment begins.
"""

import datetime as dt
from dataclasses import dataclass

from pipeline.domain.appointments import (
    SERVING,
    AppointmentEvent,
    AppointmentStanding,
    AppointmentState,
    Changed,
    PaperEvent,
    PaperItem,
    PaperItemKind,
    PaperMoved,
    PaperState,
    Settled,
    SettlingEvent,
)
from pipeline.domain.people import Person
from pipeline.errors import DecisionRefusedError, NotFoundError
from pipeline.lifecycle.state_tables import APPOINTMENT, PAPER_ITEM, apply
from pipeline.office.appointments.closing import close_finished
from pipeline.office.appointments.lives import items_of
from pipeline.office.appointments.recording_checks import (
    Telling,
    day_of,
    day_of_change,
    require_leaving_papers,
    require_no_later_day,
    require_owed,
    require_the_day,
    what_is_possible,
)
from pipeline.office.catching_up import catch_up
from pipeline.office.filing import entries_of, file_entry
from pipeline.office.house import Office, adjustment_object, appointment_object

Body = Changed | PaperMoved | Settled

BACK_BEFORE_THE_START = (PaperItemKind.REGISTRATION_FORM, PaperItemKind.AGREEMENT_DEPARTMENT)

_REASONED = (
    AppointmentEvent.SUSPEND,
    AppointmentEvent.WARN,
    AppointmentEvent.DISMISS,
    AppointmentEvent.RESCIND,
)


@dataclass(frozen=True, slots=True)
class Told:
    """The appointment, adjustment or mail it is about, its state now, the entries that were made.

    `notices` were written by this act; `says` is what a person should know of it, in Chinese.
    """

    about: str
    state: str
    entries: tuple[str, ...]
    unchanged: bool
    notices: tuple[str, ...] = ()
    says: tuple[str, ...] = ()


def appointment_of(whom: str, office: Office) -> AppointmentStanding:
    """By its own number, or a student number that has one appointment under way."""
    known = office.ledger.lives.appointment(whom)
    if known is not None:
        return known
    found = office.ledger.lives.appointments(person=Person("", whom)) if whom else ()
    under_way = [one for one in found if one.state in (*SERVING, AppointmentState.PENDING)]
    if len(under_way) == 1:
        return under_way[0]
    chosen = under_way or found
    if len(chosen) == 1:
        return chosen[0]
    listed = "、".join(f"{one.id}（{one.state.label}）" for one in chosen)
    raise NotFoundError(
        f"“{whom}”名下" + (f"有几次任用：{listed}。" if listed else "没有任用。"),
        "请写任用的编号（P-），可用 deyu person 查看。",
    )


def change_appointment(
    seen: AppointmentStanding, event: AppointmentEvent, telling: Telling, office: Office
) -> Told:
    """Told twice, it changes nothing. Raises `DecisionRefusedError` for a wrong state, a missing
    reason or missing papers.
    """
    with office.act():
        appointment = _caught_up(seen, office)
        becomes = apply(APPOINTMENT, appointment.state, event)
        if becomes is None:
            if told := _told_before(appointment, event, telling, office):
                closed = close_finished(appointment.person, told, office)
                return Told(appointment.id, appointment.state.value, closed, unchanged=not closed)
            raise DecisionRefusedError(
                f"{appointment.id} 现在是“{appointment.state.label}”，不能登记“{event.label}”。",
                what_is_possible(appointment, event),
            )
        if event in _REASONED and not telling.reason:
            raise DecisionRefusedError(f"{event.label}，须写明理由。", "请加上 --reason “理由”。")
        on = day_of_change(appointment, event, telling, office)
        if event is AppointmentEvent.FINISH:
            require_leaving_papers(appointment, on, telling, office)
        require_the_day(on, appointment, event, office)
        body = Changed(appointment.id, event, on, telling.reason, office.system_user, False)
        entry = _file(appointment.id, body, telling.by, office)
        closed = close_finished(appointment.person, entry, office)
        now = office.ledger.lives.appointment(appointment.id) or appointment
        return Told(appointment.id, now.state.value, (entry, *closed), unchanged=False)


def _caught_up(seen: AppointmentStanding, office: Office) -> AppointmentStanding:
    """The appointment as it stands, with what a killed call filed and did not record."""
    catch_up(seen.id, appointment_object(seen.id), office)
    return office.ledger.lives.appointment(seen.id) or seen


def _told_before(
    appointment: AppointmentStanding, event: AppointmentEvent, telling: Telling, office: Office
) -> str:
    """The entry of the newest change when it is this very one, else ""."""
    filed = entries_of(office.archive, appointment_object(appointment.id))
    changes = [one.entry for one in filed if isinstance(one.entry.body, Changed)]
    last = max(changes, key=lambda one: one.at, default=None)
    if last is None or not isinstance(last.body, Changed):
        return ""
    same = (last.body.event, last.body.reason) == (event, telling.reason)
    return last.id if same and telling.on in (None, last.body.on) else ""


def move_paper(
    about: str, kind: PaperItemKind, event: PaperEvent, telling: Telling, office: Office
) -> Told:
    """Tick a paper issued or received, or untick it; twice changes nothing."""
    with office.act():
        catch_up(about, _object_of(about), office)
        require_no_later_day(telling, office)
        item = next((one for one in items_of(about, office) if one.kind is kind), None)
        if item is None:
            raise DecisionRefusedError(
                f"{about} 没有“{kind.label}”这种纸面材料。", _kinds_of(about)
            )
        becomes = apply(PAPER_ITEM, item.state, event)
        on = day_of(telling, office)
        if becomes is None:
            follows = _begin_or_close(about, telling, on, office)
            return Told(about, item.state.value, follows, unchanged=not follows)
        body = PaperMoved(about, kind, event, on, telling.reason, office.system_user, False)
        entries = [_file(about, body, telling.by, office)]
        entries += _begin_or_close(about, telling, on, office)
        return Told(about, becomes.value, tuple(entries), unchanged=False)


def _begin_or_close(about: str, telling: Telling, on: dt.date, office: Office) -> tuple[str, ...]:
    """What follows from papers that are back; repeated, it finishes what a killed call left."""
    appointment = office.ledger.lives.appointment(about)
    if appointment is None:
        return ()
    begun = _begin(appointment, telling, on, office)
    because = begun[0] if begun else f"begun-{about}"
    return (*begun, *close_finished(appointment.person, because, office))


def _kinds_of(about: str) -> str:
    if about.startswith("C-"):
        return f"人员调整只有：{PaperItemKind.REPLACEMENT_REQUEST.value}。"
    return "请用 deyu record --help 查看有哪些。"


def _begin(
    appointment: AppointmentStanding, telling: Telling, on: dt.date, office: Office
) -> list[str]:
    """Who has handed in the registration form and signed begins to serve (三.1.(1)(3))."""
    if appointment.state is not AppointmentState.PENDING:
        return []
    items = {one.kind: one for one in items_of(appointment.id, office)}
    if not all(_is_back(items[kind]) for kind in BACK_BEFORE_THE_START):
        return []
    exact = len(appointment.starts_on) == len("YYYY-MM-DD")
    day = dt.date.fromisoformat(appointment.starts_on) if exact else on
    body = Changed(
        appointment.id,
        AppointmentEvent.START,
        day,
        "登记表、责任书均已交回",
        office.system_user,
        False,
    )
    return [_file(appointment.id, body, telling.by, office)]


def _is_back(item: PaperItem) -> bool:
    return item.state is PaperState.RECEIVED


def settle(
    appointment: AppointmentStanding,
    obligation: str,
    period: str,
    event: SettlingEvent,
    telling: Telling,
    office: Office,
) -> Told:
    """A person says that something owed was done, is not owed, or was noted by mistake."""
    if event is SettlingEvent.WAIVE and not telling.reason:
        raise DecisionRefusedError("免予履行，须写明理由。", "请加上 --reason “理由”。")
    with office.act():
        catch_up(appointment.id, appointment_object(appointment.id), office)
        require_no_later_day(telling, office)
        require_owed(appointment, obligation, period, office)
        on = day_of(telling, office)
        if _settled_so(appointment.id, obligation, period, event, office):
            return Told(appointment.id, event.value, (), unchanged=True)
        named = {one.id: one.label for one in office.edition.obligations}
        body = Settled(
            appointment.id,
            obligation,
            period,
            event,
            on,
            telling.reason,
            office.system_user,
            False,
            named.get(obligation, ""),
        )
        entry = _file(appointment.id, body, telling.by, office)
        return Told(appointment.id, event.value, (entry,), unchanged=False)


def _settled_so(
    appointment: str, obligation: str, period: str, event: SettlingEvent, office: Office
) -> bool:
    words = [
        one.event
        for one in office.ledger.lives.settlements()
        if (one.appointment, one.obligation, one.period) == (appointment, obligation, period)
    ]
    return words[-1:] == [event] or (event is SettlingEvent.UNDO and not words)


def _object_of(about: str) -> str:
    return adjustment_object(about) if about.startswith("C-") else appointment_object(about)


def _file(about: str, body: Body, by: str, office: Office) -> str:
    """One entry more of its object."""
    told = ("change", "move_paper", "settle")
    times = sum(
        row.act in told and row.id.startswith("record-") for row in office.ledger.history(about)
    )
    filed = file_entry(
        office.archive,
        _object_of(about),
        f"record-{about}-{times + 1}",
        office.ledger.clock(office.now())(),
        by,
        (about,),
        body,
    )
    office.crash("told_filed")
    office.ledger.record([filed], office.archive.read)
    office.crash("told")
    return filed.entry.id

"""How the office stands: what waits, how long, and whether everything adds up."""

import datetime as dt
from dataclasses import dataclass

from pipeline.domain.dispatching import Release
from pipeline.domain.plans import (
    AWAITING_A_PERSON,
    STATE_LABELS,
    NoticeState,
    SubmissionState,
)
from pipeline.office.house import Office
from pipeline.office.letters.old_titles import old_titles
from pipeline.office.letters.sending import tries
from pipeline.office.letters.strays import is_stray, stray_alarms
from pipeline.office.queries import ListQuery
from pipeline.office.reconciling import adds_up, folder_alarms
from pipeline.office.rows import NoticeRow, SubmissionRow

MAIL = "urn:deyu:mail:"
ORDINARY_TRIES = 4
"""Who greylists refuses strangers for some minutes; after an hour it is something else."""

LONG_WAIT = dt.timedelta(days=3)
"""How long a person of a college may be kept waiting before it is an alarm."""


@dataclass(frozen=True, slots=True)
class Status:
    """`oldest` is when the mail that has waited longest for a person was received, if any waits.

    `reconciled` says that every mail of the archive has a row in the ledger and a state, and
    that every mail of the mailbox is stored or known not to come.
    """

    states: dict[SubmissionState, int]
    oldest: dt.datetime | None
    needs_person: int
    quarantined: int
    in_doubt: int
    unlaid: int
    reconciled: bool
    alarms: tuple[str, ...]


def status(office: Office) -> Status:
    counts = office.ledger.counts()
    states = {state: counts.get(state.value, 0) for state in SubmissionState}
    waiting = _waiting(office)
    oldest = min((row.received_at for row in waiting), default=None)
    notices = office.ledger.notices()
    in_doubt = sum(one.state is NoticeState.IN_DOUBT for one in notices)
    failed = sum(one.state is NoticeState.FAILED for one in notices)
    held_up = sum(_is_held_up(one, office) for one in notices)
    unlaid = sum(_waits_to_be_laid(one, office) for one in notices)
    held = office.ledger.outbox.breaker()
    mails = sum(object_id.startswith(MAIL) for object_id in office.ledger.heads())
    whole = mails == sum(states.values())
    reconciled = whole and adds_up(office.ledger.folders.states())
    quarantined = states[SubmissionState.QUARANTINED]
    waits = oldest is not None and office.now() - oldest > LONG_WAIT
    alarms = (
        *((True, _urgent(row)) for row in waiting if row.urgent),
        (quarantined, f"有 {quarantined} 封邮件程序处理不了，请看 deyu quarantine list。"),
        (in_doubt, f"有 {in_doubt} 份通知是否发出不明，请看 deyu outbox list。"),
        (
            held_up,
            f"有 {held_up} 份核准的通知对方暂时不收，每一刻钟再试一次，请看 deyu outbox list --state approved。",
        ),
        (failed, f"有 {failed} 份通知发送失败，请看 deyu outbox list --state failed。"),
        (
            held is not None,
            f"{_day(held, office)} 起停止了自动发出，回执都由人核准；看过以后用 deyu outbox resume 恢复。",
        ),
        (unlaid, f"有 {unlaid} 份通知还没有放入草稿箱，请运行 deyu run --once。"),
        (waits, f"最久的一件从 {_day(oldest, office)} 等到现在，请看 deyu list。"),
        (
            states[SubmissionState.RECEIVED],
            f"有 {states[SubmissionState.RECEIVED]} 封邮件收下了还没有处理，请运行 deyu run --once。",
        ),
        (office.editions.faults, _faulty(office)),
        (not whole, "档案和数据库的件数对不上，请运行 deyu verify，再运行 deyu rebuild。"),
    )
    more = (*old_titles(office), *stray_alarms(notices, office), *folder_alarms(office))
    return Status(
        states=states,
        oldest=oldest,
        needs_person=sum(states[state] for state in AWAITING_A_PERSON),
        quarantined=quarantined,
        in_doubt=in_doubt,
        unlaid=unlaid,
        reconciled=reconciled,
        alarms=(*(says for holds, says in alarms if holds), *more),
    )


def _waiting(office: Office) -> list[SubmissionRow]:
    """The mails that await a person, the most urgent state first."""
    return [
        row
        for state in AWAITING_A_PERSON
        for row in office.ledger.submissions(ListQuery(state=state.value))[0]
    ]


def _waits_to_be_laid(notice: NoticeRow, office: Office) -> bool:
    by_mailbox = office.house.release is Release.MAILBOX
    return by_mailbox and notice.unlaid and not is_stray(notice, office)


def _is_held_up(notice: NoticeRow, office: Office) -> bool:
    waits = notice.state is NoticeState.APPROVED and bool(notice.says)
    return waits and tries(office, notice) >= ORDINARY_TRIES


def _faulty(office: Office) -> str:
    count = len(office.editions.faults)
    return f"工作目录的条例版本有 {count} 处错误，仍按原来的版本判断，请看 deyu rules check。"


def _urgent(row: SubmissionRow) -> str:
    who = row.sender.name or row.sender.address
    return f"{row.id}（{who}）的来信里写着“{row.urgent}”，请先看：deyu show {row.id}。"


def _day(moment: dt.datetime | None, office: Office) -> str:
    return f"{moment.astimezone(office.house.timezone):%Y-%m-%d}" if moment else ""


def lines(told: Status) -> list[str]:
    """The status for people: only the states that occur."""
    said = [f"{STATE_LABELS[state]} {count}" for state, count in told.states.items() if count]
    return [
        "、".join(said) or "还没有来件。",
        f"等人处理 {told.needs_person} 件。" if told.needs_person else "没有等人处理的来件。",
        *told.alarms,
    ]

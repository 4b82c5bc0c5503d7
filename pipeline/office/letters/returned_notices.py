"""Notices that came back: who was written to never got them, and a person must know."""

from collections.abc import Sequence

from pipeline.domain.dispatching import MOVES, ReturnedNotice
from pipeline.domain.entries import FiledEntry
from pipeline.domain.letters import Letter
from pipeline.domain.plans import NoticeState
from pipeline.office.house import Office
from pipeline.office.letters.moving import file_move, fresh
from pipeline.reading.mail.returned import returned_in

CAME_BACK = "退信：{says}"


def returned_of(data: bytes, letter: Letter, office: Office) -> tuple[ReturnedNotice, ...]:
    """The notices that this mail brings back, if it is a bounce that says so for good."""
    if not letter.automatic:
        return ()
    returned = returned_in(data, letter.sender.address, letter.subject)
    if returned is None:
        return ()
    found = office.ledger.outbox.named(returned.message_ids, returned.numbers)
    says = CAME_BACK.format(says=returned.says or "对方邮件系统没有收下")
    return tuple(
        ReturnedNotice(id_, says)
        for id_ in found
        if returned.addresses & {to.casefold() for to in fresh(office, id_).to}
    )


def file_returned(returned: Sequence[ReturnedNotice], office: Office) -> list[FiledEntry]:
    """Each becomes `failed`, unless a person has settled it meanwhile. While the office is held."""
    filed = []
    for one in returned:
        notice = fresh(office, one.notice)
        if notice.state is not NoticeState.FAILED and NoticeState.FAILED in MOVES[notice.state]:
            filed.append(file_move(office, notice, NoticeState.FAILED, notice.where, one.says))
    return filed

"""The letter that tells a decision to whoever sent the application."""

from dataclasses import replace

from pipeline.domain.entries import Revised
from pipeline.domain.plans import Ask, Decision, Notice, NoticeKind
from pipeline.domain.school_calendar import Term
from pipeline.notices.wording import PersonLine, named, position_label
from pipeline.office.decisions.decision_checks import findings_of
from pipeline.office.drawing.enclosing import with_decision
from pipeline.office.filed import thread_of
from pipeline.office.house import Office
from pipeline.office.keeping_editions import cited_by
from pipeline.office.orders import DecisionOrder
from pipeline.office.rows import ApplicationRow, NoticeRow
from pipeline.office.writing import NoticeDraft, letter_head, write_notice

_NOTICE_OF = {
    Decision.APPROVE: NoticeKind.ACCEPTANCE,
    Decision.RETURN: NoticeKind.COMPLETION,
    Decision.REFUSE: NoticeKind.REFUSAL,
    Decision.REOPEN: NoticeKind.CORRECTION,
}

_TELLING_WHY = (Decision.REFUSE, Decision.REOPEN)
"""Why somebody is approved in spite of something stays with the office."""


def answer(
    application: ApplicationRow,
    revised: Revised,
    order: DecisionOrder,
    office: Office,
    entry: str,
    earlier: tuple[NoticeRow, ...],
) -> tuple[tuple[Notice, ...], dict[str, bytes]]:
    """The notice that tells a decision, if it has to be told, and its bytes by path."""
    kind = _NOTICE_OF.get(order.decision)
    told = _told_since_the_last_correction(earlier)
    if kind is None or not application.sender or (kind is NoticeKind.CORRECTION and not told):
        return (), {}
    row = office.ledger.submission(application.submission)
    identity = office.ledger.identity_of(application.submission)
    number = office.ledger.numbers("N", office.today().year, [f"{entry}/notice"])[0]
    quotes = dict.fromkeys(one.quote for one in findings_of(revised, order.clause) if one.quote)
    asks = (Ask(order.clause, order.reason),) if order.decision is Decision.RETURN else ()
    who, position = named(application.person), position_label(application.position_kind)
    enclosed = with_decision(kind, application, revised, office)
    head = letter_head(
        office,
        number,
        office.house.day_of(row.received_at) if row else None,
        row.subject if row else "",
        cited_by(revised.judgement, office),
    )
    words = replace(
        head,
        people=(PersonLine(who, position, (*asks, *revised.asks), False, False),) if asks else (),
        who=who,
        position=position,
        term=Term.parse(application.term).label,
        college=application.college,
        reason=order.reason if order.decision in _TELLING_WHY else "",
        clause=order.clause,
        quote="”“".join(quotes),
        earlier=told,
        voided=application.agreement if kind is NoticeKind.CORRECTION else "",
        enclosed=enclosed.named,
        enclosed_draft=enclosed.draft,
    )
    answers, references = thread_of(office, identity)
    about = NoticeDraft(kind, application.sender, "", application.id, identity, answers, references)
    draft = replace(about, enclosures=enclosed.files)
    notice, data = write_notice(office, draft, words, office.ledger.clock(office.now())())
    return (notice,), {notice.file: data}


def _told_since_the_last_correction(earlier: tuple[NoticeRow, ...]) -> tuple[str, ...]:
    """The notices that a correction takes back; what was corrected before is no news."""
    corrected = [one.created_at for one in earlier if one.kind is NoticeKind.CORRECTION]
    since = max(corrected, default=None)
    return tuple(
        one.id
        for one in earlier
        if one.reached
        and one.kind not in (NoticeKind.COMPLETION, NoticeKind.CORRECTION)
        and (since is None or one.created_at > since)
    )

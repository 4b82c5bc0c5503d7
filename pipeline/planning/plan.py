"""From what was understood to what shall happen: pure decisions, nothing is done here.

Clauses: 三.1.(1) (forms are completed before they are reviewed), 三.1.(2) (the college is
told what is wrong). A machine plans receipts and requests; decisions are people's.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.domain.findings import Judgement
from pipeline.domain.letters import Letter, Problem, ProblemCode
from pipeline.domain.papers import Paper, PaperKind
from pipeline.domain.plans import (
    Ask,
    Candidature,
    NoticeKind,
    NoticeOrder,
    Standing,
    SubmissionState,
)
from pipeline.domain.scans import Scan
from pipeline.domain.school_calendar import term_applied_for
from pipeline.lifecycle.adjustments import FORM_CLAUSE, REQUEST_CLAUSE
from pipeline.lifecycle.beginning import Known, is_request, names_a_leaver
from pipeline.lifecycle.collecting import Collection, plan_collections
from pipeline.planning.addressee import answer_address
from pipeline.planning.candidatures import OPEN, candidatures_of


@dataclass(frozen=True, slots=True)
class Plan:
    """All that follows from one submission; nothing of it has happened yet."""

    state: SubmissionState
    candidatures: tuple[Candidature, ...]
    notice: NoticeOrder | None
    asks: tuple[Ask, ...] = ()
    collections: tuple[Collection, ...] = ()
    wants_form: bool = False
    """Whether an application form is asked for that did not come electronically, so that our blank
    goes along."""


def make_plan(
    letter: Letter,
    papers: Sequence[Paper],
    judgements: Sequence[Judgement],
    problems: Sequence[Problem],
    standing: Standing,
    received_on: dt.date,
    known: Known,
    scans: Sequence[Scan] = (),
) -> Plan:
    """What follows from one mail; `judgements` are those of its application forms, in order.

    `known` is what the office holds that bears on the adjustments of this mail; `scans` are its
    pictures, which are asked for again in electronic form only where the clause wants that.
    """
    if letter.automatic:
        return Plan(SubmissionState.SET_ASIDE, (), None)
    if standing.silent or standing.copy_of:
        return Plan(SubmissionState.FILED, (), None)
    forms = [paper for paper in papers if paper.kind is PaperKind.APPLICATION_FORM]
    term, sender = str(term_applied_for(received_on)), answer_address(letter)
    candidatures = candidatures_of(forms, judgements, letter, standing, term)
    collections = plan_collections(papers, candidatures, known, term, received_on, sender)
    collections = tuple(_without_what_came(one, scans) for one in collections)
    pictured = [] if forms else _forms_among(scans)
    recognised = any(paper.kind is not PaperKind.UNRECOGNISED for paper in papers)
    asks = (*_asks(problems, scans), *_asks_for_forms(pictured))
    state = _own_state(candidatures, collections, recognised, bool(asks), bool(forms))
    if pictured and not recognised:
        state = SubmissionState.TO_COMPLETE
    wanting = bool(asks) or any(one.asks for one in collections if one.from_the_college)
    notice = _notice(letter, state, candidatures, recognised or bool(pictured), wanting)
    unnamed = any(is_request(paper) and not names_a_leaver(paper) for paper in papers)
    if unnamed or any(to_be_sorted(one, recognised) for one in scans if one not in pictured):
        state = SubmissionState.TO_SORT
    wants_form = bool(pictured) or any(
        ask.clause == FORM_CLAUSE for one in collections if one.from_the_college for ask in one.asks
    )
    return Plan(state, candidatures, notice, asks, collections, wants_form)


def _forms_among(scans: Sequence[Scan]) -> list[Scan]:
    return [one for one in scans if one.supposed is PaperKind.APPLICATION_FORM]


def to_be_sorted(scan: Scan, recognised: bool) -> bool:
    """Whether a person must say what a scan is; a transcript beside a form needs nobody."""
    return not (scan.of_no_concern and recognised)


def _asks(problems: Sequence[Problem], scans: Sequence[Scan]) -> tuple[Ask, ...]:
    """That a picture cannot be read is no fault of whoever sent it."""
    pictures = {one.source for one in scans}
    return tuple(
        Ask("", one.says, one.source)
        for one in problems
        if not (one.code is ProblemCode.NO_TEXT and one.source in pictures)
    )


def _asks_for_forms(pictured: Sequence[Scan]) -> tuple[Ask, ...]:
    """三.1.(1), 三.1.(2)②: the application form comes as an electronic file."""
    return (ask_for_form([one.source for one in pictured], "看来是"),) if pictured else ()


def ask_for_form(
    sources: Sequence[str], verb: str = "是", further_pages: Sequence[str] = ()
) -> Ask:
    """The request for the electronic form instead of pictures of it.

    `further_pages` came with it and may be its other pages.
    """
    names, others = ("、".join(f"“{one}”" for one in listed) for listed in (sources, further_pages))
    pages = f"（{others}如是同一份表的其他页，一并按此办理）" if others else ""
    says = (
        f"{names}{verb}图片或扫描件形式的《研究生德育工作助理上岗申请表》{pages}。"
        "按规定申请表须报电子版，请填写随信所附的空白表（Word 文档）后发来；扫描件已存档，不必重发。"
    )
    return Ask("三.1.(1)", says, sources[0])


def _without_what_came(one: Collection, scans: Sequence[Scan]) -> Collection:
    """Nobody is asked for a request that may lie before us as a scan until a person has looked."""
    if not any(scan.supposed is PaperKind.REPLACEMENT_REQUEST for scan in scans):
        return one
    return replace(one, asks=tuple(ask for ask in one.asks if ask.clause != REQUEST_CLAUSE))


def _own_state(
    candidatures: Sequence[Candidature],
    collections: Sequence[Collection],
    recognised: bool,
    troubled: bool,
    blank: bool,
) -> SubmissionState:
    """That of the applications; of the adjustments where the mail brings no application."""
    if not recognised or (blank and not candidatures):
        return SubmissionState.TO_SORT
    states = [one.state for one in candidatures] or [one.case.state for one in collections]
    if states:
        return next((state for state in OPEN if state in states), states[0])
    return SubmissionState.TO_COMPLETE if troubled else SubmissionState.FILED


def _notice(
    letter: Letter,
    state: SubmissionState,
    candidatures: Sequence[Candidature],
    recognised: bool,
    wanting: bool,
) -> NoticeOrder | None:
    """One letter to the sender. Who sent none of our papers gets a receipt at most."""
    to = answer_address(letter)
    if not to:
        return None
    incomplete = any(
        candidature.state is SubmissionState.TO_COMPLETE and not candidature.settled
        for candidature in candidatures
    )
    if recognised and (incomplete or (wanting and state is not SubmissionState.TO_SORT)):
        return NoticeOrder(NoticeKind.COMPLETION, to)
    return NoticeOrder(NoticeKind.RECEIPT, to)

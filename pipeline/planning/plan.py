"""From what was understood to what shall happen: pure decisions, nothing is done here.

Clauses: 三.1.(1) (forms are completed before they are reviewed), 三.1.(2) (the college is
told what is wrong). A machine plans receipts and requests; decisions are people's.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.domain.findings import Judgement
from pipeline.domain.letters import Letter, Problem
from pipeline.domain.papers import Paper, PaperKind
from pipeline.domain.plans import (
    Ask,
    Candidature,
    NoticeKind,
    NoticeOrder,
    Standing,
    SubmissionState,
)
from pipeline.domain.school_calendar import term_of
from pipeline.lifecycle.beginning import NOTHING_KNOWN, Known
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


def make_plan(
    letter: Letter,
    papers: Sequence[Paper],
    judgements: Sequence[Judgement],
    problems: Sequence[Problem],
    standing: Standing,
    received_on: dt.date,
    known: Known = NOTHING_KNOWN,
) -> Plan:
    """What follows from one mail; `judgements` are those of its application forms, in order.

    `known` is what the office holds that bears on the adjustments of this mail.
    """
    if letter.automatic:
        return Plan(SubmissionState.SET_ASIDE, (), None)
    if standing.silent:
        return Plan(SubmissionState.FILED, (), None)
    forms = [paper for paper in papers if paper.kind is PaperKind.APPLICATION_FORM]
    term, sender = str(term_of(received_on)), answer_address(letter)
    candidatures = candidatures_of(forms, judgements, letter, standing, term)
    collections = plan_collections(papers, candidatures, known, term, received_on, sender)
    recognised = any(paper.kind is not PaperKind.UNRECOGNISED for paper in papers)
    asks = tuple(Ask("", problem.says, problem.source) for problem in problems)
    state = _own_state(candidatures, collections, recognised, bool(problems), bool(forms))
    wanting = bool(asks) or any(one.asks for one in collections if one.from_the_college)
    notice = _notice(letter, state, candidatures, recognised, wanting)
    return Plan(state, candidatures, notice, asks, collections)


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
        candidature.state is SubmissionState.TO_COMPLETE and not candidature.unchanged
        for candidature in candidatures
    )
    if recognised and (incomplete or (wanting and state is not SubmissionState.TO_SORT)):
        return NoticeOrder(NoticeKind.COMPLETION, to)
    return NoticeOrder(NoticeKind.RECEIPT, to)

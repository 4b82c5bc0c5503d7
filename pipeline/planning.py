"""From what was understood to what shall happen: pure decisions, nothing is done here.

Clauses: 三.1.(1) (forms are completed before they are reviewed), 三.1.(2) (the college is
told what is wrong). A machine plans receipts and requests; decisions are people's.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.domain.findings import Advice, Finding, Judgement, Outcome
from pipeline.domain.letters import Letter, Problem
from pipeline.domain.papers import Field, FieldValue, Paper, PaperKind
from pipeline.domain.plans import (
    ApplicationStanding,
    Ask,
    Candidature,
    NoticeKind,
    NoticeOrder,
    Standing,
    SubmissionState,
)
from pipeline.domain.positions import AMBIGUOUS_KIND
from pipeline.domain.school_calendar import term_of
from pipeline.lifecycle.beginning import NOTHING_KNOWN, Known
from pipeline.lifecycle.collecting import Collection, plan_collections

OPEN = (SubmissionState.TO_COMPLETE, SubmissionState.TO_REVIEW)


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
    candidatures = _candidatures(forms, judgements, letter, standing, term)
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


def answer_address(letter: Letter) -> str:
    """Reply-To only where it is of the same domain as From: else a stranger could be written to."""
    sender = letter.sender.address
    for other in letter.reply_to:
        if other.address and _domain(other.address) == _domain(sender):
            return other.address
    return sender


def _domain(address: str) -> str:
    return address.rpartition("@")[2].casefold()


def _candidatures(
    forms: Sequence[Paper],
    judgements: Sequence[Judgement],
    letter: Letter,
    standing: Standing,
    term: str,
) -> tuple[Candidature, ...]:
    made: list[Candidature] = []
    for form, judgement in zip(forms, judgements, strict=True):
        if not form.fields:
            continue
        candidature = _candidature(form, judgement, letter, standing, term)
        twin = next((one for one in made if _same_candidate(one, candidature)), None)
        if twin is not None and _same_values(twin.fields, candidature.fields):
            continue
        if twin is None or (twin.unchanged and candidature.unchanged):
            made.append(candidature)
        elif twin.unchanged:  # what is known already is not undone by being sent again
            made[made.index(twin)] = _doubted(candidature, twin)
        else:
            made[made.index(twin)] = _doubted(twin, candidature)
    return tuple(made)


def _candidature(
    form: Paper, judgement: Judgement, letter: Letter, standing: Standing, term: str
) -> Candidature:
    asks = tuple(dict.fromkeys(ask for finding in judgement.findings for ask in _asks(finding)))
    fails = judgement.advice is Advice.DOES_NOT_MEET
    state = SubmissionState.TO_COMPLETE if asks and not fails else SubmissionState.TO_REVIEW
    kind = form.field("position_kind")
    candidature = Candidature(
        judgement=judgement,
        term=term,
        college=form.says("college"),
        position_kind=str(kind.value) if kind else "",
        fields=form.fields,
        state=state,
        asks=asks,
    )
    known = _revises(candidature, letter, standing.applications)
    if known is None:
        return candidature
    unchanged = _same_values(known.fields, form.fields)
    return replace(
        candidature,
        state=known.state if unchanged else state,
        application=known.id,
        revision=known.revision if unchanged else known.revision + 1,
        unchanged=unchanged,
    )


def _asks(finding: Finding) -> tuple[Ask, ...]:
    """What is asked names the place itself where something stands that is not clear."""
    if finding.outcome is not Outcome.PERSON or not finding.ask:
        return ()
    return tuple(Ask(finding.clause, line) for line in finding.ask.split("\n"))


def _revises(
    new: Candidature, letter: Letter, applications: Sequence[ApplicationStanding]
) -> ApplicationStanding | None:
    """The application this form belongs to, the newest first; None makes a new one."""
    for known in reversed(applications):
        if known.term != new.term or known.state is SubmissionState.WITHDRAWN:
            continue
        if not _same_person(new, known, letter):
            continue
        if _same_values(known.fields, new.fields):
            return known
        if known.state in OPEN and _same_position(new, known):
            return known
    return None


def _same_person(new: Candidature, known: ApplicationStanding, letter: Letter) -> bool:
    """The student number decides; a form without one follows name and sender."""
    person = new.judgement.person
    if person.student_no and known.person.student_no:
        return person.student_no == known.person.student_no
    return bool(person.name) and (person.name, answer_address(letter)) == (
        known.person.name,
        known.sender,
    )


def _same_position(new: Candidature, known: ApplicationStanding) -> bool:
    open_kinds = ("", AMBIGUOUS_KIND)
    if new.position_kind in open_kinds or known.position_kind in open_kinds:
        return True
    corrected = known.state is SubmissionState.TO_COMPLETE
    return corrected or new.position_kind == known.position_kind


def _same_candidate(one: Candidature, other: Candidature) -> bool:
    person, second = one.judgement.person, other.judgement.person
    return (
        bool(person.student_no)
        and person.student_no == second.student_no
        and one.position_kind == other.position_kind
    )


def _same_values(one: Sequence[Field], other: Sequence[Field]) -> bool:
    return _values(one) == _values(other)


def _values(fields: Sequence[Field]) -> dict[str, FieldValue]:
    return {field.name: field.value for field in fields}


def _doubted(kept: Candidature, other: Candidature) -> Candidature:
    papers = dict.fromkeys((kept.judgement.paper, other.judgement.paper))
    listed = "、".join(f"“{paper}”" for paper in papers)
    ask = Ask(
        "三.1.(1)",
        f"同一封邮件中有本人内容不一致的申请表（{listed}），请确认以哪一份为准，只重新发送该份",
    )
    return replace(kept, state=SubmissionState.TO_COMPLETE, asks=(*kept.asks, ask))

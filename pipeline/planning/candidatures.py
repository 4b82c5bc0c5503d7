"""Whose application a form is: a new one, another revision of one, or one that is in doubt.

Clause 三.1.(1): forms are completed before they are reviewed. What two papers say of one
person is never weighed by a machine: it is asked of the sender and shown to a person.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from pipeline.domain.findings import Judgement
from pipeline.domain.letters import Letter
from pipeline.domain.papers import Field, FieldValue, Paper
from pipeline.domain.people import Person
from pipeline.domain.plans import (
    ApplicationStanding,
    Ask,
    Candidature,
    Standing,
    SubmissionState,
)
from pipeline.domain.positions import AMBIGUOUS_KIND
from pipeline.planning.addressee import answer_address
from pipeline.planning.doubting import asks_of, doubted, state_of
from pipeline.planning.earlier_service import with_earlier_service

OPEN = (SubmissionState.TO_COMPLETE, SubmissionState.TO_REVIEW)
CLAUSE = "三.1.(1)"


def candidatures_of(
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
        if twin is not None and _says_nothing_more(candidature, twin):
            continue
        if twin is None or (twin.settled and candidature.settled):
            made.append(candidature)
        elif twin.unchanged:  # what is known already is not undone by being sent again
            made[made.index(twin)] = _contradicted(candidature, twin)
        else:
            made[made.index(twin)] = _contradicted(twin, candidature)
    return tuple(
        one
        if one.earlier
        else with_earlier_service(_beside_each_other(one, made), standing.appointments)
        for one in made
    )


def _says_nothing_more(new: Candidature, twin: Candidature) -> bool:
    return _same_values(twin.fields, new.fields) or (twin.earlier and new.earlier)


def _beside_each_other(new: Candidature, made: Sequence[Candidature]) -> Candidature:
    person = new.judgement.person
    for other in made:
        second = other.judgement.person
        if _same_number(person, second) and not _same_name(person, second):
            says = "同一封邮件中另有一份申请表写了同一学号而姓名不同"
            ask = Ask(CLAUSE, f"{says}，请核对姓名和学号，更正后重新发送申请表")
            return doubted(new, f"{says}，请核对是谁的学号。", ask)
    return new


def _candidature(
    form: Paper, judgement: Judgement, letter: Letter, standing: Standing, term: str
) -> Candidature:
    asks = asks_of(judgement)
    state = state_of(judgement, asks)
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
    later = _drafted_later(candidature, letter, standing)
    if later is not None:
        return _earlier_draft(candidature, later)
    known = _revises(candidature, letter, standing)
    if known is None:
        return _beside_others(candidature, standing.applications)
    unchanged = _same_values(known.fields, form.fields) and not _asked_otherwise(known, state)
    candidature = _from_another_college(candidature, known, letter)
    return replace(
        candidature,
        state=known.state if unchanged else state,
        application=known.id,
        revision=known.revision if unchanged else known.revision + 1,
        unchanged=unchanged,
    )


def _drafted_later(
    new: Candidature, letter: Letter, standing: Standing
) -> ApplicationStanding | None:
    """The application of which a draft came after this mail, which is only handled later."""
    told = [
        known
        for known in reversed(standing.applications)
        if _may_concern(new, known, standing)
        and _same_person(new, known, letter)
        and _same_position(new, known, corrected=new.state is SubmissionState.TO_COMPLETE)
    ]
    same_post = [known for known in told if known.position_kind == new.position_kind]
    known = next(iter(same_post or told), None)
    if known is None or known.received_at is None or standing.received_at is None:
        return None
    return known if standing.received_at < known.received_at else None


def _earlier_draft(new: Candidature, known: ApplicationStanding) -> Candidature:
    """What stands is not undone by a mail that was sent before it."""
    unchanged = _same_values(known.fields, new.fields)
    return replace(
        new,
        state=known.state if unchanged else SubmissionState.SUPERSEDED,
        asks=new.asks if unchanged else (),
        application=known.id,
        revision=known.revision if unchanged else 0,
        unchanged=unchanged,
        earlier=not unchanged,
    )


def _asked_otherwise(known: ApplicationStanding, state: SubmissionState) -> bool:
    """Whether what was asked for is no value of the form: then the same form may be the answer."""
    return known.state is SubmissionState.TO_COMPLETE and state is SubmissionState.TO_REVIEW


def _beside_others(new: Candidature, applications: Sequence[ApplicationStanding]) -> Candidature:
    """A new application in doubt where this term already knows its number or its appointment."""
    for known in applications:
        if known.term != new.term or known.state is SubmissionState.WITHDRAWN:
            continue
        if not _same_number(new.judgement.person, known.person):
            continue
        if not _same_name(new.judgement.person, known.person):
            says = "本学期另有一份申请写了同一学号而姓名不同"
            ask = Ask(CLAUSE, f"{says}，请核对姓名和学号，更正后重新发送申请表")
            return doubted(new, f"{says}（{known.id}），请核对是谁的学号。", ask)
        if known.state is SubmissionState.APPROVED and known.position_kind == new.position_kind:
            says = f"此人本学期的同一岗位已有同意上岗的申请（{known.id}），这份表与它不一致。"
            return doubted(new, says)
    return new


def _from_another_college(
    new: Candidature, known: ApplicationStanding, letter: Letter
) -> Candidature:
    """A revision that names another college unasked may be another college's application."""
    before, now = known.college, new.college
    asked = known.state is SubmissionState.TO_COMPLETE and known.sender == answer_address(letter)
    if asked or before in now or now in before:
        return new
    says = f"上一稿写的学院是{before}，这一稿写的是{now}，请核实是更正还是另一个学院另报。"
    return doubted(new, says)


def _may_concern(new: Candidature, known: ApplicationStanding, standing: Standing) -> bool:
    """Of the same term, or still open from just before a term ended."""
    return known.term == new.term or known.lately_open(standing.received_at)


def _revises(new: Candidature, letter: Letter, standing: Standing) -> ApplicationStanding | None:
    """The application this form belongs to, the newest first; None makes a new one."""
    for known in reversed(standing.applications):
        if not _may_concern(new, known, standing) or known.state is SubmissionState.WITHDRAWN:
            continue
        if not _same_person(new, known, letter):
            continue
        if _same_values(known.fields, new.fields):
            return known
        corrected = known.state is SubmissionState.TO_COMPLETE
        if known.state in OPEN and _same_position(new, known, corrected):
            return known
    return None


def _same_person(new: Candidature, known: ApplicationStanding, letter: Letter) -> bool:
    """Number and name decide; a form without a number follows name and sender."""
    person = new.judgement.person
    if person.student_no and known.person.student_no:
        return _same_number(person, known.person) and _same_name(person, known.person)
    return bool(person.name) and (person.name, answer_address(letter)) == (
        known.person.name,
        known.sender,
    )


def _same_number(one: Person, other: Person) -> bool:
    return bool(one.student_no) and one.student_no == other.student_no


def _same_name(one: Person, other: Person) -> bool:
    """A name that is not stated contradicts none."""
    names = [unicodedata.normalize("NFKC", person.name).casefold() for person in (one, other)]
    first, second = ("".join(filter(str.isalnum, name)) for name in names)
    return not first or not second or first == second


def _same_position(new: Candidature, known: ApplicationStanding, corrected: bool) -> bool:
    """`corrected`: the older of the two was incomplete, and the other may correct its position."""
    open_kinds = ("", AMBIGUOUS_KIND)
    if new.position_kind in open_kinds or known.position_kind in open_kinds:
        return True
    return corrected or new.position_kind == known.position_kind


def _same_candidate(one: Candidature, other: Candidature) -> bool:
    person, second = one.judgement.person, other.judgement.person
    same = _same_number(person, second) and _same_name(person, second)
    return same and one.position_kind == other.position_kind


def _same_values(one: Sequence[Field], other: Sequence[Field]) -> bool:
    return _values(one) == _values(other)


def _values(fields: Sequence[Field]) -> dict[str, FieldValue]:
    return {field.name: field.value for field in fields}


def _contradicted(kept: Candidature, other: Candidature) -> Candidature:
    papers = dict.fromkeys((kept.judgement.paper, other.judgement.paper))
    listed = "、".join(f"“{paper}”" for paper in papers)
    says = f"同一封邮件中有本人内容不一致的申请表（{listed}）"
    ask = Ask(CLAUSE, f"{says}，请确认以哪一份为准，只重新发送该份")
    return doubted(kept, f"{says}，这里列出的是其中一份。", ask)

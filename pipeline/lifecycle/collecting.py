"""What a mail brings for the adjustments that it opens or touches: pure.

A paper about somebody else than the leaver, or a form of somebody else than the incoming
assistant, is told to the college and not counted.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.domain.adjustments import (
    ABOUT_THE_LEAVER,
    AdjustmentStanding,
    FiledPaper,
    Material,
    Tenure,
)
from pipeline.domain.papers import Paper, PaperKind
from pipeline.domain.people import Person, fuller, same_person
from pipeline.domain.plans import ApplicationStanding, Ask, Candidature, SubmissionState
from pipeline.lifecycle.adjustments import (
    arrivals_of,
    as_of,
    asks_of,
    collected_state,
    presumed_leaving,
)
from pipeline.lifecycle.beginning import THIS_MAIL, Known, cases_of, only, stated

LAID_ASIDE = (SubmissionState.REFUSED, SubmissionState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Collection:
    """An adjustment as it stands after this mail; `case.id` is "" for a new one.

    `candidature` is the place of the incoming assistant's form among the mail's candidatures,
    None where the mail brings none; `brought` are the materials of this mail.
    """

    case: AdjustmentStanding
    brought: tuple[Material, ...]
    asks: tuple[Ask, ...]
    candidature: int | None = None
    sender: str = ""

    @property
    def from_the_college(self) -> bool:
        """Whether this mail is the college's own: it brings the request, or opens the case and is
        from whoever sent the form.

        Only then is the rest asked for; who sends a case report or survey of their own is not
        asked for what others owe.
        """
        requested = any(one.kind is PaperKind.REPLACEMENT_REQUEST for one in self.brought)
        return requested or (not self.case.id and self.case.sender == self.sender)


def plan_collections(
    papers: Sequence[Paper],
    candidatures: Sequence[Candidature],
    known: Known,
    term: str,
    received_on: dt.date,
    sender: str,
) -> tuple[Collection, ...]:
    """Every adjustment that this mail touches, requests first."""
    begun = cases_of(papers, candidatures, known, term, sender)
    made = [Collection(case, brought, (), sender=sender) for case, brought in begun]
    made = [_with_papers(one, papers, made) for one in made]
    made = [_with_candidate(one, candidatures, made) for one in made]
    touched = [one for one in made if one.brought]
    return tuple(_finished(one, known, received_on) for one in touched)


def _with_papers(one: Collection, papers: Sequence[Paper], all_: list[Collection]) -> Collection:
    """Take up the papers about the leaver; one about somebody else is told, not taken."""
    case, brought, doubts = one.case, list(one.brought), list(one.case.doubts)
    alone = len(all_) == 1
    for paper in papers:
        if paper.kind not in ABOUT_THE_LEAVER:
            continue
        person = paper.person
        if person.named and not only(person, case, [c.case for c in all_], "leaver"):
            if alone and one.brought and paper.kind is not PaperKind.LEAVING_SURVEY:
                doubts.append(_other_leaver(paper, case))
            continue
        if not person.named and not alone:
            continue
        brought.append(Material(paper.kind, THIS_MAIL, paper.source))
        months = paper.field("tenure_months")
        case = replace(
            case,
            tenure=stated(
                case.tenure,
                paper.says("started_on"),
                paper.says("left_on"),
                months.value if months and isinstance(months.value, int) else None,
            ),
        )
    doubts = [doubt for doubt in doubts if not _settled(doubt, brought)]
    return replace(
        one, case=replace(case, doubts=tuple(dict.fromkeys(doubts))), brought=tuple(brought)
    )


_OF_ANOTHER = {
    PaperKind.CASE_REPORT: "工作案例",
    PaperKind.EVALUATION_OPINION: "评议意见",
    PaperKind.APPLICATION_FORM: "上岗申请表",
}


def _other_leaver(paper: Paper, case: AdjustmentStanding) -> str:
    written, expected = _told_apart(paper.person, case.leaver)
    return (
        f"所附{_OF_ANOTHER[paper.kind]}写的是{written}，而更换申请写的离岗助理是{expected}，请核对"
    )


def _told_apart(one: Person, other: Person) -> tuple[str, str]:
    """By name, else by the end of the number: a letter holds no more of it."""
    if one.name != other.name:
        return one.name or one.student_no, other.name or other.student_no
    first, second = (f"{who.name}（学号尾号 {who.student_no[-4:]}）" for who in (one, other))
    return first, second


def _settled(doubt: str, brought: Sequence[Material]) -> bool:
    """A doubt about a kind of paper ends when the right one arrives."""
    return any(doubt.startswith(f"所附{_OF_ANOTHER.get(one.kind, '？')}写的是") for one in brought)


def _with_candidate(
    one: Collection, candidatures: Sequence[Candidature], all_: list[Collection]
) -> Collection:
    """Take up the incoming assistant's form, by person; an unnamed incoming by the only form."""
    case, cases = one.case, [other.case for other in all_]
    fitting = [
        number
        for number, candidature in enumerate(candidatures)
        if only(candidature.judgement.person, case, cases, "incoming")
    ]
    alone = len(all_) == 1 and len(candidatures) == 1
    if not fitting and alone and not case.incoming.named:
        fitting = [0]
    if not fitting:
        return _doubting_the_form(one, candidatures) if alone else one
    candidature = candidatures[fitting[-1]]
    material = Material(PaperKind.APPLICATION_FORM, THIS_MAIL, candidature.judgement.paper)
    doubts = tuple(doubt for doubt in case.doubts if not _settled(doubt, (material,)))
    return replace(
        one,
        case=replace(
            case,
            incoming=fuller(case.incoming, candidature.judgement.person),
            college=case.college or candidature.college,
            doubts=doubts,
        ),
        brought=(*one.brought, material),
        candidature=fitting[-1],
    )


def _doubting_the_form(one: Collection, candidatures: Sequence[Candidature]) -> Collection:
    person, case = candidatures[0].judgement.person, one.case
    requested = any(two.kind is PaperKind.REPLACEMENT_REQUEST for two in one.brought)
    if not requested or not person.named:
        return one
    written, expected = _told_apart(person, case.incoming)
    doubt = f"所附上岗申请表写的是{written}，而更换申请写的新任助理是{expected}，请核对"
    return replace(one, case=replace(case, doubts=(*case.doubts, doubt)))


def _finished(one: Collection, known: Known, received_on: dt.date) -> Collection:
    """Add what the office holds already, then say what is lacking and in which state that leaves."""
    papers = _earlier_papers(one.case, known)
    application = _earlier_application(one, known, received_on)
    recorded = _recorded(one.case, known)
    case = replace(recorded, tenure=_told_by(papers, recorded.tenure))
    held = [Material(paper.kind, paper.submission, paper.source) for paper in papers]
    if application is not None:
        case = replace(case, application=application.id)
        held += [
            Material(PaperKind.APPLICATION_FORM, id_, "") for id_ in application.submissions[:1]
        ]
    brought = (*one.brought, *held)
    earlier = [application.received_at] if application and application.received_at else []
    arrivals = [
        *((PaperKind.APPLICATION_FORM, moment.astimezone(known.zone).date()) for moment in earlier),
        *arrivals_of(case, known.zone),
        *((two.kind, received_on) for two in one.brought),
        *((paper.kind, paper.received_at.astimezone(known.zone).date()) for paper in papers),
    ]
    whole = as_of(
        replace(case, materials=(*case.materials, *brought), received=()),
        presumed_leaving(arrivals) or received_on,
    )
    lengths = known.lengths_on(min((day for _, day in arrivals), default=received_on))
    return replace(
        one,
        case=replace(case, state=collected_state(whole, lengths)),
        brought=brought,
        asks=asks_of(whole, lengths),
    )


def _earlier_papers(case: AdjustmentStanding, known: Known) -> tuple[FiledPaper, ...]:
    """Papers about the leaver that came before the case was opened."""
    held = {(one.submission, one.paper) for one in case.materials}
    return tuple(
        paper
        for paper in known.papers
        if paper.kind in ABOUT_THE_LEAVER
        and (paper.submission, paper.source) not in held
        and _surely(paper.person, case.leaver, known)
    )


def _surely(person: Person, leaver: Person, known: Known) -> bool:
    """By number; by name only where nobody else of that name has sent something."""
    if person.student_no and leaver.student_no:
        return person.student_no == leaver.student_no
    namesakes = {
        one.person.student_no for one in known.papers if one.person.name == leaver.name
    } - {""}
    return same_person(person, leaver) and len(namesakes | {leaver.student_no} - {""}) <= 1


def _told_by(papers: Sequence[FiledPaper], tenure: Tenure) -> Tenure:
    for paper in papers:
        months = paper.says("tenure_months")
        tenure = stated(
            tenure,
            paper.says("started_on"),
            paper.says("left_on"),
            int(months) if months.isdecimal() else None,
        )
    return tenure


def _recorded(case: AdjustmentStanding, known: Known) -> AdjustmentStanding:
    """The office's own record of the leaver goes before what papers state.

    A leaver without a number gets it where one person of that name serves in that college.
    """
    fitting = [one for one in known.services if same_person(one.person, case.leaver)]
    if len({one.person.student_no for one in fitting}) != 1:
        return case
    record = fitting[-1]
    if not case.leaver.student_no and record.college != case.college:
        return case
    tenure = replace(
        case.tenure,
        started_on=record.tenure.started_on or case.tenure.started_on,
        left_on=record.tenure.left_on or case.tenure.left_on,
        suspended_days=record.tenure.suspended_days,
    )
    return replace(case, leaver=fuller(case.leaver, record.person), tenure=tenure)


def _earlier_application(
    one: Collection, known: Known, received_on: dt.date
) -> ApplicationStanding | None:
    """The incoming assistant's form, when it came before the request."""
    if one.candidature is not None or one.case.application or not one.case.incoming.named:
        return None
    at = dt.datetime.combine(received_on, dt.time(), known.zone)
    fitting = [
        application
        for application in known.applications
        if same_person(application.person, one.case.incoming)
        and application.state not in LAID_ASIDE
        and (application.term == one.case.term or application.lately_open(at))
    ]
    numbers = {application.person.student_no for application in fitting}
    return fitting[-1] if len(numbers) == 1 else None

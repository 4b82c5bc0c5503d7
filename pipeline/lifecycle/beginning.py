"""Which adjustments a mail is about, before its other papers are counted: pure.

A replacement request opens an adjustment: it is the only paper that names leaver and incoming.
Without one, a mail that holds exactly one application form and papers about exactly one other
person says the same. Where the two come in separate mails they are presumed to belong together
if their college has no other of either this term, and the college is asked whether they do.
People are told apart by their numbers; a name alone counts only where it fits one case and no
other.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.domain.adjustments import (
    ABOUT_THE_LEAVER,
    AdjustmentStanding,
    FiledPaper,
    Material,
    Service,
    Tenure,
)
from pipeline.domain.lengths import LengthsOn
from pipeline.domain.papers import Paper, PaperKind
from pipeline.domain.people import Person, fuller, same_person
from pipeline.domain.plans import ApplicationStanding, Candidature, SubmissionState

OPEN = (SubmissionState.TO_COMPLETE, SubmissionState.TO_REVIEW)
PRESUMED = "请确认"
"""How the doubt begins that ends with the request."""
THIS_MAIL = ""
"""Stands for the id of the mail that is being planned, which has materials without a row yet."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the office already holds that may bear on the adjustments of one mail."""

    lengths_on: LengthsOn
    adjustments: tuple[AdjustmentStanding, ...] = ()
    papers: tuple[FiledPaper, ...] = ()
    services: tuple[Service, ...] = ()
    """Who serves or served, and since when, by the office's own records; who still does, last."""
    applications: tuple[ApplicationStanding, ...] = ()
    zone: dt.tzinfo = dt.UTC
    unclaimed_papers: tuple[FiledPaper, ...] = ()
    """Case reports and opinions of this mail's college that belong to no adjustment."""
    unclaimed_applications: tuple[ApplicationStanding, ...] = ()
    """Open applications of this term and college that belong to no adjustment."""


Begun = tuple[AdjustmentStanding, tuple[Material, ...]]
"""A case, and what of this mail began or touched it."""


def cases_of(
    papers: Sequence[Paper],
    candidatures: Sequence[Candidature],
    known: Known,
    term: str,
    sender: str,
) -> tuple[Begun, ...]:
    """The cases that this mail opens or may bring something for, one for each leaver."""
    requests = [one for one in papers if is_request(one) and names_a_leaver(one)]
    begun = [_begun(one, known, term, sender) for one in requests]
    if not begun:
        touched = _touched(papers, candidatures, known)
        begun = [*touched, *_implied(papers, candidatures, known, term, sender)]
        begun = begun or [*_presumed(papers, candidatures, known, term, sender)]
    return tuple(_merged(begun))


def is_request(paper: Paper) -> bool:
    return paper.kind is PaperKind.REPLACEMENT_REQUEST


def names_a_leaver(paper: Paper) -> bool:
    """Whether a request says who leaves; one that does not opens nothing, and a person looks."""
    return bool(paper.says("leaver_name") or paper.says("leaver_student_no"))


def _begun(request: Paper, known: Known, term: str, sender: str) -> Begun:
    """The case of one request: the open one of the same leaver, else a new one."""
    leaver = Person(request.says("leaver_name"), request.says("leaver_student_no"))
    incoming = Person(request.says("incoming_name"), request.says("incoming_student_no"))
    college = request.says("college")
    earlier = _earlier(known, leaver, term)
    case = _fitting(earlier, leaver, incoming) or _corrected(known, leaver, incoming, college)
    decided = case if case and case.state not in OPEN else None
    if case is None or (decided and _names_another(incoming, decided)):
        case = AdjustmentStanding(
            "", college, term, leaver, incoming, "", SubmissionState.TO_COMPLETE, Tenure(), sender
        )
        if decided is not None:
            case = replace(case, doubts=(_with_another(decided, incoming),))
    elif incoming.named and not same_person(incoming, case.incoming):
        case = replace(
            case,
            incoming=incoming,
            application="",
            incoming_refused=False,
            doubts=(),
            materials=(
                *(one for one in case.materials if one.kind is not PaperKind.APPLICATION_FORM),
            ),
            received=_received_without(case, PaperKind.APPLICATION_FORM),
        )
    case = replace(
        case,
        college=case.college or college,
        leaver=fuller(case.leaver, leaver),
        incoming=fuller(case.incoming, incoming),
        sender=sender or case.sender,
        tenure=stated(case.tenure, request.says("started_on"), request.says("left_on")),
        doubts=tuple(one for one in case.doubts if not one.startswith(PRESUMED)),
    )
    return case, (Material(PaperKind.REPLACEMENT_REQUEST, THIS_MAIL, request.source),)


def _earlier(known: Known, leaver: Person, term: str) -> list[AdjustmentStanding]:
    """The adjustments of a leaver that are open, or were decided this term."""
    return [
        one
        for one in known.adjustments
        if same_person(one.leaver, leaver)
        and (one.state in OPEN or one.term == term)
        and one.state is not SubmissionState.WITHDRAWN
    ]


def _fitting(
    earlier: Sequence[AdjustmentStanding], leaver: Person, incoming: Person
) -> AdjustmentStanding | None:
    """The case of the same two people, else the one still open, else the newest."""
    if len(earlier) > 1 and not leaver.student_no:
        return None
    same = [one for one in earlier if incoming.named and same_person(one.incoming, incoming)]
    still_open = [one for one in earlier if one.state in OPEN]
    chosen = same or still_open or earlier
    return chosen[-1] if chosen else None


def _corrected(
    known: Known, leaver: Person, incoming: Person, college: str
) -> AdjustmentStanding | None:
    """The open case of the same newcomer and a leaver of the same name, whose number was mistyped."""
    told = (leaver.name, incoming.student_no, college)
    for case in known.adjustments if all(told) else ():
        known_as = (case.leaver.name, case.incoming.student_no, case.college)
        if known_as == told and case.state in OPEN:
            doubts = tuple(one for one in case.doubts if not one.startswith("所附"))
            return replace(case, leaver=leaver, doubts=doubts)
    return None


def _names_another(incoming: Person, case: AdjustmentStanding) -> bool:
    return incoming.named and not same_person(incoming, case.incoming)


def _with_another(case: AdjustmentStanding, incoming: Person) -> str:
    agreed = "报的是" if case.state in OPEN else "已同意为"
    return (
        f"{case.leaver.name or case.leaver.student_no}的接任人{agreed}"
        f"{case.incoming.name or case.incoming.student_no}（{case.id}），"
        f"请确认是否改由{incoming.name or incoming.student_no}接任"
    )


def _received_without(case: AdjustmentStanding, kind: PaperKind) -> tuple[dt.datetime, ...]:
    pairs = zip(case.materials, case.received, strict=True)
    return tuple(moment for one, moment in pairs if one.kind is not kind)


def stated(tenure: Tenure, started_on: str, left_on: str, months: int | None = None) -> Tenure:
    return replace(
        tenure,
        started_on=tenure.started_on or started_on,
        left_on=left_on or tenure.left_on,
        months=months if months is not None else tenure.months,
    )


def _touched(
    papers: Sequence[Paper], candidatures: Sequence[Candidature], known: Known
) -> Iterable[Begun]:
    """Known cases that a paper about the leaver, or the incoming assistant's form, belongs to."""
    leavers = [one.person for one in papers if one.kind in ABOUT_THE_LEAVER]
    comers = [one.judgement.person for one in candidatures]
    for case in known.adjustments:
        left = any(only(person, case, known.adjustments, "leaver") for person in leavers)
        came = any(only(person, case, known.adjustments, "incoming") for person in comers)
        if left or (came and case.state in OPEN):
            yield case, ()


def only(
    person: Person, case: AdjustmentStanding, cases: Sequence[AdjustmentStanding], role: str
) -> bool:
    """Whether the person is this case's, and by a bare name no other's as well."""
    fitting = [one for one in cases if same_person(person, getattr(one, role))]
    if case not in fitting:
        return False
    return bool(person.student_no and getattr(case, role).student_no) or len(fitting) == 1


def _implied(
    papers: Sequence[Paper],
    candidatures: Sequence[Candidature],
    known: Known,
    term: str,
    sender: str,
) -> Iterable[Begun]:
    """One form and papers about one other person, in one mail: a replacement without its request.

    None where an adjustment of the two is known; of the leaver with somebody else, it is asked.
    """
    leavers = _leavers(papers)
    if len(candidatures) != 1 or not leavers:
        return
    leaver = max(leavers, key=lambda one: (bool(one.student_no), one.name))
    incoming = candidatures[0].judgement.person
    if same_person(leaver, incoming) or any(not same_person(leaver, one) for one in leavers):
        return
    earlier = _earlier(known, leaver, term)
    if any(not _names_another(incoming, one) for one in earlier):
        return
    college, state = candidatures[0].college, SubmissionState.TO_COMPLETE
    doubts = tuple(_with_another(one, incoming) for one in earlier[-1:])
    yield (
        AdjustmentStanding(
            "", college, term, leaver, incoming, "", state, Tenure(), sender, doubts=doubts
        ),
        (),
    )


def _leavers(papers: Sequence[Paper | FiledPaper]) -> set[Person]:
    """Whom case reports and opinions are about; a survey alone names nobody's successor."""
    kinds = (PaperKind.CASE_REPORT, PaperKind.EVALUATION_OPINION)
    return {one.person for one in papers if one.kind in kinds and one.person.named}


def _presumed(
    papers: Sequence[Paper],
    candidatures: Sequence[Candidature],
    known: Known,
    term: str,
    sender: str,
) -> Iterable[Begun]:
    """The only form and the only leaver of a college this term, when one of them came earlier."""
    leavers, fresh = _leavers(papers), [one for one in candidatures if not one.application]
    earlier = known.unclaimed_applications
    if len(leavers) == 1 and not candidatures and len(earlier) == 1:
        comer, college, by = earlier[0].person, earlier[0].college, earlier[0].sender
        leavers |= _leavers(known.unclaimed_papers)
    elif not leavers and len(fresh) == len(candidatures) == 1 and not earlier:
        comer, college, by = fresh[0].judgement.person, fresh[0].college, sender
        leavers = _leavers(known.unclaimed_papers)
    else:
        return
    leaver = next(iter(leavers), Person())
    apart = leaver.student_no and comer.student_no and not same_person(leaver, comer)
    if len(leavers) != 1 or not apart or not college:
        return
    doubt = (
        f"{PRESUMED}{comer.name}是否接替{leaver.name}："
        "没有收到更换申请，按本学期贵院只有一份上岗申请表和一位助理的离岗材料推定"
    )
    state = SubmissionState.TO_COMPLETE
    yield (
        AdjustmentStanding(
            "", college, term, leaver, comer, "", state, Tenure(), by, doubts=(doubt,)
        ),
        (),
    )


def is_presumed(case: AdjustmentStanding) -> bool:
    """Whether only the office thinks that these two belong together."""
    return any(one.startswith(PRESUMED) for one in case.doubts)


def _merged(begun: Iterable[Begun]) -> list[Begun]:
    """One case for each leaver, however many papers began it."""
    made: list[Begun] = []
    for case, brought in begun:
        twin = next((one for one in made if _same_case(one[0], case)), None)
        if twin is None:
            made.append((case, brought))
        else:
            made[made.index(twin)] = (twin[0], (*twin[1], *brought))
    return made


def _same_case(one: AdjustmentStanding, other: AdjustmentStanding) -> bool:
    return one.id == other.id if one.id or other.id else same_person(one.leaver, other.leaver)

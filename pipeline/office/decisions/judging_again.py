"""A new version of a register: what is undecided is judged again, what is decided is only told.

The earlier findings stay in the archive; nobody gets a letter because of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.domain.entries import Revised
from pipeline.domain.findings import Judgement, with_doubts
from pipeline.domain.plans import AWAITING_A_PERSON, SubmissionState
from pipeline.domain.registers import RegisterKind, RegisterVersion
from pipeline.domain.school_calendar import term_of
from pipeline.judging import judge
from pipeline.office.catching_up import catch_up
from pipeline.office.decisions.rejudging import paper_in, reading_of
from pipeline.office.filed import newest_revision
from pipeline.office.filing import file_entry
from pipeline.office.house import SOFTWARE, Office, application_object
from pipeline.office.registered import extracts_of
from pipeline.office.rows import JudgedPaper
from pipeline.office.understanding import ExtractOf
from pipeline.planning.doubting import asks_of, state_of

CONFIRMING = (RegisterKind.REGISTRAR_ROSTER, RegisterKind.OTHER_POSTS, RegisterKind.COLLEGES)
"""The registers by which facts of a form are confirmed or contradicted."""


@dataclass(frozen=True, slots=True)
class JudgedAgain:
    """`changed` were undecided and have other findings now; `otherwise` are decided already and
    would have: a sentence for each.
    """

    changed: tuple[str, ...] = ()
    otherwise: tuple[str, ...] = ()


NOT_JUDGED_AGAIN = JudgedAgain()


def judge_again(register: RegisterVersion, office: Office) -> JudgedAgain:
    """Judge by the registers as they are what is undecided, and tell of this term's decisions.

    Must be called while the ledger is held. Repeated, it finds the same and files nothing.
    """
    today = office.today()
    extract_of = extracts_of(office.ledger)
    because = f"{register.kind.label}第{register.version}版"
    changed, otherwise = [], []

    def concerned(one: JudgedPaper) -> bool:
        day = office.house.day_of(one.received_at)
        return _undecided(one) or term_of(day) == term_of(today)

    for one in tuple(office.ledger.judged_papers()):
        if concerned(one):  # else a killed import would stay unrecorded: nothing differs any more
            catch_up(one.id, application_object(one.id), office)
    for one in tuple(office.ledger.judged_papers()):
        application = office.ledger.application(one.id) if concerned(one) else None
        if application is None or one.state is SubmissionState.WITHDRAWN:
            continue
        before = newest_revision(office, application)
        after = _judged(one, before, extract_of, office)
        if after.findings == before.judgement.findings:
            continue
        if _undecided(one):
            _file(
                before,
                after,
                one.state,
                because,
                f"{register.kind.value}-{register.version}",
                office,
            )
            changed.append(one.id)
        elif rules := _differing(before.judgement, after):
            otherwise.append(
                f"{one.id}（{one.person.name}）已有决定，按{because}核对会有不同：{rules}。"
                "决定不变；要改的请用 deyu decide 的 reopen。"
            )
    return JudgedAgain(tuple(changed), tuple(otherwise))


def _undecided(one: JudgedPaper) -> bool:
    return one.state in AWAITING_A_PERSON and one.decision is None


def _judged(one: JudgedPaper, before: Revised, extract_of: ExtractOf, office: Office) -> Judgement:
    document = reading_of(one, office)
    troubled = any(
        file["problem"] and "/".join(file["path"]) == one.paper for file in document["attachments"]
    )
    received_on = before.judgement.judged_on
    judgement = judge(
        paper_in(document, one),
        office.editions.on(received_on),
        received_on,
        troubled,
        extract_of(one.person.student_no),
        document["mail"]["from"]["address"],
    )
    return with_doubts(judgement, [doubt.says for doubt in before.doubts])


def _file(
    before: Revised,
    after: Judgement,
    stands: SubmissionState,
    because: str,
    version: str,
    office: Office,
) -> None:
    """The same revision with its new findings; who was asked for something is not asked anew."""
    asks = tuple(
        dict.fromkeys((*asks_of(after), *(ask for doubt in before.doubts for ask in doubt.asks)))
    )
    waits = stands is SubmissionState.TO_COMPLETE
    state = state_of(after, asks) if waits else stands
    body = replace(before, judgement=after, asks=asks, state=state, because=because)
    filed = file_entry(
        office.archive,
        application_object(before.application),
        f"rejudge-{before.application}-{before.revision}-{version}",
        office.ledger.clock(office.now())(),
        SOFTWARE,
        (before.application,),
        body,
    )
    office.crash("rejudged_filed")
    office.ledger.record([filed], office.archive.read)


def _differing(before: Judgement, after: Judgement) -> str:
    """The rules of which something else is said now, in words."""
    outcomes = {one.rule: one.outcome for one in before.findings}
    changed: Sequence[str] = [
        f"{one.rule}（{one.clause}）"
        for one in after.findings
        if outcomes.get(one.rule) is not one.outcome
    ]
    return "、".join(changed)

"""What is asked of a sender, and what only a person can settle, whatever the form alone says."""

from dataclasses import replace

from pipeline.domain.findings import Advice, Finding, Judgement, Outcome, with_doubts
from pipeline.domain.plans import Ask, Candidature, Doubt, SubmissionState


def asks_of(judgement: Judgement) -> tuple[Ask, ...]:
    """Everything that the findings ask of the sender, each thing once."""
    return tuple(dict.fromkeys(ask for finding in judgement.findings for ask in _asks(finding)))


def _asks(finding: Finding) -> tuple[Ask, ...]:
    """What is asked names the place itself where something stands that is not clear."""
    if finding.outcome is not Outcome.PERSON or not finding.ask:
        return ()
    return tuple(Ask(finding.clause, line) for line in finding.ask.split("\n"))


def state_of(judgement: Judgement, asks: tuple[Ask, ...]) -> SubmissionState:
    """Forms are completed before they are reviewed (三.1.(1)), but not what fails as it is."""
    fails = judgement.advice is Advice.DOES_NOT_MEET
    return SubmissionState.TO_COMPLETE if asks and not fails else SubmissionState.TO_REVIEW


def doubted(new: Candidature, says: str, *asks: Ask) -> Candidature:
    """The candidature with one doubt more; what is asked because of it waits for an answer."""
    return replace(
        new,
        judgement=with_doubts(new.judgement, (says,)),
        doubts=(*new.doubts, Doubt(says, asks)),
        state=SubmissionState.TO_COMPLETE if asks else new.state,
        asks=(*new.asks, *asks),
    )

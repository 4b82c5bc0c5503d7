"""What a person orders when deciding, and what came of it."""

from dataclasses import dataclass

from pipeline.domain.entries import Judged
from pipeline.domain.plans import Decision, SubmissionState


@dataclass(frozen=True, slots=True)
class DecisionOrder:
    """What a person has decided; `revision` is the one looked at, None for the newest."""

    decision: Decision
    by: str
    reason: str = ""
    clause: str = ""
    judged: tuple[Judged, ...] = ()
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class DecisionResult:
    id: str
    state: SubmissionState
    entry: str
    notices: tuple[str, ...]
    documents: tuple[str, ...]
    unchanged: bool
    awaits_another: bool = False
    """The first of two people has proposed it; nothing has changed yet."""
    left_to_do: tuple[str, ...] = ()
    """What staff have to see to themselves, in Chinese."""

"""What a person does with a mail as such: brings it back into the queue, or is done with it."""

from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.plans import SubmissionState


class MailAct(StrEnum):
    FILE = "file"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class MailMoved:
    """A person filed a mail that waited, or brought one back; `state` is its own afterwards."""

    submission: str
    state: SubmissionState
    reason: str
    system_user: str
    verified: bool

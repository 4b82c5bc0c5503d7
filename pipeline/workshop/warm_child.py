"""A child process that is kept warm: started at the first question, replaced when it dies."""

from collections.abc import Callable
from typing import TypeVar

from pipeline.workshop.child_process import ChildProcess

_Answer = TypeVar("_Answer")


class WarmChild:
    """Asked one question at a time; `start` makes a child, `seconds` is how long one is waited for.

    A child that dies or takes too long is replaced, and the file tried once more, because an
    earlier file may be what wore the child out.
    """

    def __init__(self, start: Callable[[], ChildProcess], seconds: float) -> None:
        self._start = start
        self._seconds = seconds
        self._child: ChildProcess | None = None

    def answered(
        self, question: tuple[bytes, bytes], understood: Callable[[bytes], _Answer]
    ) -> _Answer | None:
        """None when a fresh child, too, died over the question or was not done in time.

        Raises `OfficeError` when no child can be started at all.
        """
        worn = self._child is not None
        answer = self._answer(question, understood)
        return self._answer(question, understood) if answer is None and worn else answer

    def _answer(
        self, question: tuple[bytes, bytes], understood: Callable[[bytes], _Answer]
    ) -> _Answer | None:
        child = self._child = self._child or self._start()
        answer = child.ask(*question, seconds=self._seconds)
        if answer is not None:
            try:
                return understood(answer)
            except (ValueError, LookupError, TypeError):  # a child taken over may say anything
                pass
        self.end()
        return None

    def end(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.end()

"""How much may come out of an archive."""

from pipeline.domain.letters import ProblemCode
from pipeline.reading.containers.zips import (
    MAX_ENTRIES,
    MAX_MEMBER,
    RATIO,
    RATIO_MATTERS_FROM,
    Member,
)


def bound(entries: int, total: int, packed: int, room: int) -> ProblemCode | None:
    """Why an archive of this size must not be unpacked."""
    if total > RATIO_MATTERS_FROM and total > RATIO * packed:
        return ProblemCode.UNSAFE_ARCHIVE
    return ProblemCode.TOO_LARGE if entries > MAX_ENTRIES or total > room else None


def member(name: str, content: bytes) -> Member:
    """A file that came out, without its bytes when they are too many."""
    if len(content) > MAX_MEMBER:
        return Member(name, b"", ProblemCode.TOO_LARGE)
    return Member(name, content)

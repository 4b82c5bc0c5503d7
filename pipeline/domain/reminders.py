"""What colleges were reminded of, so that the same is not asked for again."""

from dataclasses import dataclass

from pipeline.domain.plans import Notice


@dataclass(frozen=True, slots=True)
class AskedMatter:
    """Something a reminder asked for, and how it stood then."""

    key: str
    stands: str


@dataclass(frozen=True, slots=True)
class Reminded:
    """A college was written to in one week about all that was open with it."""

    college: str
    week: str
    matters: tuple[AskedMatter, ...]
    notices: tuple[Notice, ...]

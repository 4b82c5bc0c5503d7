"""What may be asked of the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.domain.people import Person


@dataclass(frozen=True, slots=True)
class ListQuery:
    """Filters of ``deyu list``; "" means any. `after` is the id of the last row of a page."""

    state: str = ""
    college: str = ""
    kind: str = ""
    year: str = ""
    person: str = ""
    limit: int | None = None
    after: str = ""
    message_id: str = ""


@dataclass(frozen=True, slots=True)
class SearchQuery:
    words: tuple[str, ...]
    filters: ListQuery = ListQuery()


@dataclass(frozen=True, slots=True)
class Hit:
    """One submission found; `kind` is the paper it was found in, or ``mail``."""

    id: str
    kind: str
    person: Person
    college: str
    received_at: str
    snippet: str


@dataclass(frozen=True, slots=True)
class SearchResult:
    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]]

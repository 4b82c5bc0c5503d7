"""Search by true scan: every passage is looked at, so any substring is found."""

import json
from collections import Counter
from typing import Any

from sqlalchemy import Connection, func, select

from pipeline.domain.people import Person
from pipeline.domain.written import comparable
from pipeline.ledger import schema
from pipeline.ledger.listing import filtered
from pipeline.office.queries import Hit, SearchQuery, SearchResult

SNIPPET_AROUND = 24
"""Characters shown on either side of what was found."""


def search(connection: Connection, query: SearchQuery) -> SearchResult:
    """All submissions in which every word is found, newest first; `total` is exact."""
    words = [folded for word in query.words if (folded := comparable(word))]
    chosen = filtered(query.filters)
    passage = schema.passage
    for word in words:
        found = select(passage.c.submission).where(func.instr(passage.c.text, word) > 0)
        chosen = chosen.where(schema.submission.c.id.in_(found))
    rows = connection.execute(chosen).all() if words else []
    shown = rows if query.filters.limit is None else rows[: query.filters.limit]
    return SearchResult(
        hits=tuple(_hit(connection, row, words[0]) for row in shown),
        total=len(rows),
        facets=_facets(rows),
    )


def _hit(connection: Connection, row: Any, word: str) -> Hit:
    passage = schema.passage
    place = func.instr(passage.c.text, word)
    found = connection.execute(
        select(
            passage.c.kind,
            place.label("place"),
            func.substr(
                passage.c.text,
                func.max(place - SNIPPET_AROUND, 1),
                SNIPPET_AROUND * 2 + len(word),
            ).label("around"),
        )
        .where(passage.c.submission == row.id, place > 0)
        # A paper says more about what was found than the letter that brought it.
        .order_by(passage.c.number == 0, passage.c.number)
        .limit(1)
    ).one()
    return Hit(
        id=row.id,
        kind=found.kind,
        person=Person(row.person_name, row.person_no),
        college=row.college,
        received_at=row.received_at,
        snippet=found.around.replace("\n", " ").strip(),
    )


def _facets(rows: Any) -> dict[str, dict[str, int]]:
    kinds: Counter[str] = Counter()
    for row in rows:
        papers = row.papers if isinstance(row.papers, list) else json.loads(row.papers)
        kinds.update(set(papers))
    return {
        "college": dict(Counter(row.college for row in rows if row.college)),
        "kind": dict(kinds),
        "year": dict(Counter(row.received_at[:4] for row in rows)),
        "state": dict(Counter(row.state for row in rows)),
    }

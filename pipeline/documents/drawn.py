"""A document as it was drawn, before anybody files it."""

import json
from dataclasses import dataclass, field

from pipeline.documents.values import Context


@dataclass(frozen=True, slots=True)
class Drawn:
    """A document, and what keeps it a draft: Chinese sentences for staff, not printed in it.

    `printed` is what was printed into its template, to be kept beside it.
    """

    data: bytes
    warnings: tuple[str, ...] = ()
    printed: Context = field(default_factory=dict)

    @property
    def draft(self) -> bool:
        return bool(self.warnings)


def printed_json(drawn: Drawn) -> bytes:
    """What a document was drawn from, as it is kept: UTF-8, keys in order, one a line."""
    text = json.dumps(drawn.printed, ensure_ascii=False, sort_keys=True, indent=1, default=list)
    return (text + "\n").encode()

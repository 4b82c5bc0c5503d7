"""What the archive keeps of an edition of the regulation."""

import datetime as dt
from dataclasses import dataclass

DRAFT = "（草案）"


def cited(title: str, in_force_from: dt.date | None) -> str:
    """How letters name an edition: a draft for as long as nobody has put it in force."""
    bare = title.replace(DRAFT, "")
    return f"《{bare}》" if in_force_from else f"《{bare}{DRAFT}》"


@dataclass(frozen=True, slots=True)
class EditionKept:
    """An edition that this office may judge by; its files lie beside the entry, in `folder`.

    `sha256` is the one every judgement carries. `in_force_from` is None for an edition that is
    in force by the office's setting only.
    """

    edition: str
    sha256: str
    title: str
    status: str
    in_force_from: dt.date | None
    decided_by: str
    folder: str

    @property
    def cited(self) -> str:
        return cited(self.title, self.in_force_from)

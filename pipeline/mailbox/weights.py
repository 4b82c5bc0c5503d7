"""How large a mail is and when it was received, as far as a server tells the truth."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.reading.message.dates import FIRST_YEAR, LAST_YEAR


@dataclass(frozen=True, slots=True)
class Weight:
    """Size in octets and INTERNALDATE, as far as the server tells them."""

    size: int
    date: dt.datetime | None


def weight_of(answer: Mapping[bytes, object]) -> Weight:
    """What a FETCH answer tells; a size that is no number is 0."""
    size = answer.get(b"RFC822.SIZE")
    return Weight(size if isinstance(size, int) else 0, _moment(answer.get(b"INTERNALDATE")))


def _moment(value: object) -> dt.datetime | None:
    """None also for the epoch and the ends of the calendar, where servers put what nobody dated,
    and for a zone that is a day wide.
    """
    if not isinstance(value, dt.datetime) or not FIRST_YEAR < value.year <= LAST_YEAR:
        return None
    try:
        return value if value.utcoffset() is not None else None
    except ValueError:
        return None

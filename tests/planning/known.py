"""What plans in tests are made from, where it is the same for all."""

import datetime as dt

from pipeline.domain.lengths import Lengths
from pipeline.lifecycle.beginning import Known


def lengths_on(day: dt.date) -> Lengths:
    """A year, a year and a half, two weeks: whatever the day."""
    return Lengths(12, 18, 14)


NOTHING_KNOWN = Known(lengths_on)

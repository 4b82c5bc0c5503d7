"""How long the clauses' periods are, by the edition in force on the day in question."""

import datetime as dt

from pipeline.domain.adjustments import AdjustmentStanding
from pipeline.domain.lengths import Lengths, LengthsOn
from pipeline.lifecycle.adjustments import judged_on
from pipeline.office.house import Office


def lengths_of(office: Office) -> LengthsOn:
    def on(day: dt.date) -> Lengths:
        return office.editions.on(day).lengths(office.house.counting)

    return on


def lengths_for(case: AdjustmentStanding, office: Office) -> Lengths:
    """Those that judge an adjustment, whenever it is looked at."""
    return lengths_of(office)(judged_on(case, office.today(), office.house.timezone))

"""设岗单位意见, 学工办意见: the college's own opinion only where the form has no line for that."""

from dataclasses import replace

from pipeline.reading.words.candidates import IN_A_SENTENCE, Candidate, Harvest
from pipeline.reading.words.values import PARSERS

OURS, UNITS = "college_opinion", "unit_opinion"


def with_unit_opinions(found: Harvest) -> Harvest:
    """A unit's opinion counts as the college's; beside a blank 学院意见 it is only shown.

    Where both are written it counts as surely, so that one that contradicts is seen.
    """
    if UNITS not in found.asked:
        return found
    is_blank = OURS in found.asked and not any(map(_answers, found.candidates))
    return Harvest(
        tuple(one if one.field != UNITS else _counted(one, is_blank) for one in found.candidates),
        (found.asked - {UNITS}) | {OURS},
    )


def _answers(one: Candidate) -> bool:
    return one.field == OURS and PARSERS[OURS](one.written, one.label) is not None


def _counted(one: Candidate, is_blank: bool) -> Candidate:
    most = IN_A_SENTENCE if is_blank else one.confidence
    return replace(one, field=OURS, confidence=min(one.confidence, most))

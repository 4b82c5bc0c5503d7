"""Whether what a college consents to is this candidate in this position (三.1.(1)).

A consent that names somebody else, or another kind of position, is a slip of the form or of the
college: it is told to a person and never taken for this candidate's.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.domain.positions import PositionKind
from pipeline.judging.consent import SOMEBODY
from pipeline.judging.written import plain
from pipeline.regulation.facts import Value
from pipeline.regulation.positions import Positions

_CONSENT = re.compile(r"同意|批准|准予|通过")
_NAMES_SOMETHING = re.compile(r"同[学學志]|[任岗崗助从從]")
_STOP = re.compile(r"[,，.。;；]")
_EARLIER = re.compile(r"曾|原|过")
_SOMEBODY = re.compile(SOMEBODY)
_OFFICE = r"(?:我院|学院|研究生|德育|工作|的)*"


def consents_to_another(
    opinion: str, name: str, kinds: Sequence[Value], positions: Positions
) -> str:
    """How the opinion names another than `name`, or none of `kinds`; "" when it does not.

    `kinds` are what the candidate's position may stand for, () when it is not stated.
    """
    if not _NAMES_SOMETHING.search(opinion):  # as most opinions do not
        return ""
    text = plain(opinion)
    consent = _CONSENT.search(text)
    if consent is None:
        return ""
    if other := _another_person(text, plain(name)):
        return f"同意的是“{other}”，而申请人是“{name}”"
    found = _kinds_consented_to(text[consent.end() :], positions)
    if not found or not kinds or not found.isdisjoint(kinds):
        return ""
    told = "、".join(kind.label for kind in PositionKind if kind in found)
    return f"同意的岗位是{told}，与申请的岗位不同"


def _another_person(text: str, name: str) -> str:
    if not name or name in text:
        return ""
    named = _SOMEBODY.search(text)
    return named[0] if named else ""


def _kinds_consented_to(text: str, positions: Positions) -> set[PositionKind]:
    """What somebody is to become, not what they were before."""
    words = _of_position(positions.words)
    return {
        kind
        for clause in _STOP.split(text)
        if not _EARLIER.search(clause)
        for found in words.finditer(clause)
        for kind in _kinds_of(found[1] or found[2], positions)
    }


def _kinds_of(word: str, positions: Positions) -> Sequence[PositionKind]:
    return next(kinds for known, kinds in positions.words if plain(known) == word)


@lru_cache(maxsize=8)
def _of_position(words: tuple[tuple[str, tuple[PositionKind, ...]], ...]) -> re.Pattern[str]:
    listed = "|".join(re.escape(plain(word)) for word, _ in words)
    return re.compile(
        rf"(?:担任|出任|从事){_OFFICE}({listed})|({listed})(?:工作|方面|的|德育)*(?:助理|岗)"
    )

"""A paper that names two people alike, and a page header that names another than the page does."""

from collections.abc import Iterable
from dataclasses import replace

from pipeline.reading.doubts import Doubt
from pipeline.reading.forms.asked_plainly import asked_plainly
from pipeline.reading.forms.whose_lines import REACHED
from pipeline.reading.words.candidates import IN_A_SENTENCE, INLINE, Candidate
from pipeline.reading.words.labels import normalised
from pipeline.reading.words.values import PARSERS

PERSON = ("name", "student_no")


def printed_above(
    header: tuple[Candidate, ...], told: tuple[Candidate, ...]
) -> tuple[Candidate, ...]:
    """What a page header says of the person of the page, () where it names another.

    Where it names nobody its telephone is that of the office which printed it.
    """
    if not header:
        return ()
    named = {one.field for one in header} & set(PERSON)
    if any(
        not _told(field, told).issuperset(_told(field, header)) for field in named & _asked(told)
    ):
        return ()
    return tuple(one for one in header if named or one.field not in REACHED)


def _asked(told: tuple[Candidate, ...]) -> set[str]:
    return {one.field for one in told if one.field in PERSON}


def _told(field: str, candidates: Iterable[Candidate]) -> set[object]:
    read = (PARSERS[field](one.written, one.label) for one in candidates if one.field == field)
    return {value for value in read if value is not None and not isinstance(value, Doubt)}


def unsure_whose(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Where 姓名 is answered with two names, what may be the other's is shown and not judged.

    That is what follows the less sure name; where both are as sure, what only one of the two
    parts tells. A name alone on a line, as below a promise, makes no part.
    """
    if sum(one.field == "name" for one in candidates) < 2:  # as in nearly all
        return candidates
    told = asked_plainly(candidates)
    parts = [part for part in _parts(told) if len({one.field for one in part}) > 1]
    if len(parts) < 2:
        return candidates
    named = [
        max((one.confidence for one in part if one.field == "name"), default=0) for part in parts
    ]
    meant = [part for part, sure in zip(parts, named, strict=True) if sure > max(named) - _AS_SURE]
    both = set.intersection(*({one.field for one in part} for part in meant))
    kept = {id(one) for part in meant for one in part if one.field in both}
    return tuple(one if id(one) in kept else _only_shown(one) for one in told)


_AS_SURE = 0.11


def _parts(candidates: list[Candidate]) -> list[list[Candidate]]:
    """The candidates apart where the same label names somebody else than before."""
    parts: list[list[Candidate]] = [[]]
    names: dict[str, str] = {}
    for one in candidates:
        value = PARSERS["name"](one.written, one.label) if one.field == "name" else None
        if isinstance(value, str) and one.confidence >= INLINE:
            label = normalised(one.label)
            if names.setdefault(label, value) != value:
                names[label] = value
                parts.append([])
        parts[-1].append(one)
    return parts


def _only_shown(one: Candidate) -> Candidate:
    return replace(one, confidence=min(one.confidence, IN_A_SENTENCE))

"""Characters that Word draws a ring around, which is how people choose from printed words.

Word has no such character: it lays one over the other by a field (17.16.5.18), whose code is
all there is of both: EQ \\o\\ac(○,男).
"""

import re

CODE = "\ufff9"
"""Begins a stretch of a field's code among the stretches of a paragraph's text."""

_OVERLAID = re.compile(
    r"\s*eq\s*\\o\s*(?:\\a[clr]\s*)?\(\s*(?P<one>\S)\s*[,，;；]\s*(?P<other>\S)\s*\)\s*",
    re.IGNORECASE,
)
_RINGS = frozenset("○◯〇⭕□△◇")
_TICK = "√"


def shown_by(code: str) -> str:
    """What a field's code shows by itself: a ringed character with a tick behind it, or nothing."""
    found = _OVERLAID.fullmatch(code)
    if found is None:
        return ""
    ringed = [one for one in found.groups() if one not in _RINGS]
    if len(ringed) != 1:
        return ""
    return ringed[0] if ringed[0].isalnum() and ringed[0].isascii() else ringed[0] + _TICK

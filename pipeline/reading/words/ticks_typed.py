"""A tick typed beside a printed box that was left standing: √□男　□女, □男　□女√, 男□√　女□."""

import re
from itertools import groupby

_TYPED = re.compile(r"[√✓✔]")
_BOX = re.compile(r"[□☐○◯〇▢◻◇]")
_TOKEN = re.compile(
    r"(?P<tick>[√✓✔])|(?P<box>[□☐○◯〇▢◻◇])|(?P<gap>[\s/／、，,；;|]+)|(?P<word>[^√✓✔□☐○◯〇▢◻◇\s/／、，,；;|]+)"
)
_FILLED = "☑"


def typed_into_boxes(written: str) -> str:
    """The text with each such tick put into its box; as it was where one is nobody's or its own.

    A tick that stands where a box would (□男　√女) replaced it and is left as it is.
    """
    if not (_TYPED.search(written) and _BOX.search(written)):
        return written
    tokens = [(str(one.lastgroup), one[0]) for one in _TOKEN.finditer(written)]
    shown = [kind for kind, _ in groupby(kind for kind, _ in tokens if kind in ("box", "word"))]
    boxes = [at for at, (kind, _) in enumerate(tokens) if kind == "box"]
    if len(shown) != 2 * len(boxes):  # an option without a box of its own
        return written
    before = shown[0] == "box"
    filled = set()
    for at, (kind, _) in enumerate(tokens):
        if kind == "tick":
            box = _box_of(tokens, boxes, at, before)
            if box is None:
                return written
            filled.add(box)
    return "".join(
        _FILLED if at in filled else text
        for at, (kind, text) in enumerate(tokens)
        if kind != "tick"
    )


def _box_of(tokens: list[tuple[str, str]], boxes: list[int], at: int, before: bool) -> int | None:
    """Which box a tick belongs to: that of the option it touches; None when that is not plain.

    `before` says that the boxes stand before their options.
    """
    left = tokens[at - 1][0] if at else "gap"
    right = tokens[at + 1][0] if at + 1 < len(tokens) else "gap"
    ahead = next((box for box in reversed(boxes) if box < at), None)
    behind = next((box for box in boxes if box > at), None)
    if left == "box" and (right == "gap" or (right == "word" and before)):
        return ahead
    if right == "box" and (left == "gap" or (left == "word" and not before)):
        return behind
    if before and left == "word" and right == "gap" and _one_word(tokens, ahead, at):
        return ahead
    if not before and left == "gap" and right == "word" and _one_word(tokens, at, behind):
        return behind
    return None


def _one_word(tokens: list[tuple[str, str]], first: int | None, last: int | None) -> bool:
    """Whether a box and a tick have one option between them and nothing else."""
    if first is None or last is None:
        return False
    return [kind for kind, _ in tokens[first + 1 : last] if kind != "gap"] == ["word"]

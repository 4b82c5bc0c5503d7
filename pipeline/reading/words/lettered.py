"""Printed options told by letters: A. 毕业　B. 科研任务重（√）, and（ C ）before their list."""

import re

_LETTER = re.compile(r"(?:(?<=\s)|^)([A-HＡ-Ｈ])\s?[.．、]\s?")
_CHOSEN = re.compile(r"\s*[（(]\s*([A-H])\s*[)）]\s*")
_TICK = re.compile(r"[（(]?\s*[√✓✔☑]\s*[)）]?")
FEWEST = 3


def lettered_options(written: str) -> tuple[str, ...] | None:
    """The options that are ticked or whose letter is told, () for none; None where no list is."""
    marks = list(_LETTER.finditer(written))
    letters = "".join(mark[1] for mark in marks)
    if len(letters) < FEWEST or not "ABCDEFGH".startswith(letters):
        return None
    ends = [*(mark.start() for mark in marks[1:]), len(written)]
    words = [written[mark.end() : end] for mark, end in zip(marks, ends, strict=True)]
    head = written[: marks[0].start()]
    told = _CHOSEN.fullmatch(head)
    if head.strip() and not told:
        return None
    ticked = [word for word in words if _TICK.search(word)]
    if told:
        if ticked or told[1] not in letters:
            return None
        return (words[letters.index(told[1])].strip(),)
    return tuple(_TICK.sub("", word).strip() for word in ticked)

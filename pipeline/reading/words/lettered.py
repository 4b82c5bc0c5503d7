"""Printed options told by letters: A. 毕业　B. 科研任务重（√）, and（ C ）before their list."""

import re

_LETTER = re.compile(r"(?:(?<=\s)|^)([A-HＡ-Ｈ])\s?[.．、]\s?")
_CHOSEN = re.compile(r"\s*[（(]\s*([A-H])\s*[)）]\s*")
_TICK = re.compile(r"[（(]?\s*[√✓✔☑]\s*[)）]?")
FEWEST = 3
_NUMBER = re.compile(r"([①-⑧])|[（(](\d)[)）]")
_BY_NUMBER = re.compile(
    r"(?:请)?填写?(?:所选)?(?:序号|编号)(?:及名称)?\s*[:：]\s*[\[［【（(]?\s*(?:([①-⑧])|[（(]?(\d)(?!\d)[)）]?)"
)


def numbered_option(written: str) -> tuple[str, ...] | None:
    """①正式党员　②预备党员　③团员　请填序号：[①]: the option told, None where none is asked for so."""
    told = _BY_NUMBER.search(written)
    if told is None:
        return None
    marks = list(_NUMBER.finditer(written, 0, told.start()))
    if [_counted(mark) for mark in marks] != list(range(1, len(marks) + 1)):
        return None
    ends = [*(mark.start() for mark in marks[1:]), told.start()]
    words = [written[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)]
    chosen = _counted(told)
    return (words[chosen - 1],) if len(words) >= FEWEST and 0 < chosen <= len(words) else None


def _counted(mark: re.Match[str]) -> int:
    return ord(mark[1]) - ord("①") + 1 if mark[1] else int(mark[2])


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

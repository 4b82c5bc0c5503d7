"""Printed options and which of them are ticked: □男 ☑女, 是（√） 否（ ）, 男□ 女√."""

import re
from dataclasses import dataclass

_TICKED = "☑"
_UNTICKED = "□"
_ALIKE = str.maketrans("☒✓✔√■●◉🗹☐○◯〇▢◻", "☑☑☑☑☑☑☑☑□□□□□□")
_BRACKETED = re.compile(r"[（(\[【]\s*([☑]?)\s*[)）\]】]")
_TICK_IN_BOX = re.compile(r"□☑|☑□(?=\s)")
_MARK = re.compile("[☑□]")


@dataclass(frozen=True, slots=True)
class Options:
    """What a cell with options says: the ticked ones; `unclear` when ticks cannot be assigned."""

    ticked: tuple[str, ...]
    unclear: bool = False


def options_in(written: str) -> Options | None:
    """The options of a text, or None when it has no boxes to tick."""
    text = _with_uniform_marks(written)
    marks = list(_MARK.finditer(text))
    if not marks:
        return None
    before = text[: marks[0].start()].strip(" \t\u3000:：,，、/;；\n")
    after = text[marks[-1].end() :].strip()
    if before and not after:
        starts = [0, *(mark.end() for mark in marks)]
        pairs = [(mark[0], text[starts[i] : mark.start()]) for i, mark in enumerate(marks)]
    elif not before or len(marks) == 1:
        ends = [*(mark.start() for mark in marks[1:]), len(text)]
        pairs = [(mark[0], text[mark.end() : ends[i]]) for i, mark in enumerate(marks)]
    else:
        return Options((), unclear=any(mark[0] == _TICKED for mark in marks))
    if any(mark == _TICKED and not _plain(option) for mark, option in pairs):
        return Options((), unclear=True)
    return Options(tuple(_plain(option) for mark, option in pairs if mark == _TICKED))


def _with_uniform_marks(written: str) -> str:
    text = written.translate(_ALIKE)
    text = _BRACKETED.sub(lambda found: found[1] or _UNTICKED, text)
    return _TICK_IN_BOX.sub(_TICKED, text)


def _plain(option: str) -> str:
    return option.strip(" \t\u3000\n,，、/;；。:：|")

"""Lines of a PDF that people see as one.

A label, and its answer set a little higher or lower; a number broken over two lines of a column
that has no ruling lines.
"""

import re
from collections.abc import Iterable

from pdfplumber._typing import T_obj, T_obj_list

Box = tuple[float, float, float, float]
"""Left, top, right and bottom of a thing on its page, in points."""

LEAST_SHARED = 0.3
"""Of the height of the lower line, as on a title page whose answers stand on ruled lines."""
LONGEST = 40
"""Characters of a line that is put together with another: running text never is."""

LONGEST_REST = 9
"""Characters: a longer line below a number is another number."""
WIDEST_GAP = 3.0
"""Points between characters of one word, as pdfplumber has it."""
OUT_OF_LINE = 2.0
"""Points by which the beginnings, or the middles, of two lines of one column may differ."""
FARTHEST_BELOW = 0.8
"""Of its height, how far below a line the next line of the same column may begin."""

Line = tuple[Box, str]
_CODE = re.compile(r"[\w.@－-]+", re.ASCII)


def unbroken(lines: Iterable[str]) -> list[str]:
    """The lines of a cell, a number, an address or a day that its width broke in one piece again."""
    whole: list[str] = []
    for line in lines:
        if whole and (_is_rest_of_code(whole[-1], line) or _is_rest_of_day(whole[-1], line)):
            whole[-1] += line
        else:
            whole.append(line)
    return whole


def _is_rest_of_code(begun: str, line: str) -> bool:
    if not _CODE.fullmatch(begun) or not _CODE.fullmatch(line):
        return False
    return begun.endswith(("-", "－")) or len(line) < min(len(begun), LONGEST_REST)


def _is_rest_of_day(begun: str, line: str) -> bool:
    """22日 below 1998年6月, without which another day would be read, or none."""
    return begun.endswith("月") and _DAY.fullmatch(line) is not None


_DAY = re.compile(r"\d{1,2}\s?日")


def whole_lines(found: T_obj_list) -> list[Line]:
    """The lines that pdfplumber found, each number, telephone or address in one piece."""
    rows = [_words_of(line["chars"]) for line in found]
    texts = [str(line["text"]) for line in found]
    for at, row in enumerate(rows):
        for number in range(1, len(row)):
            parts = _column_of(rows, at, number) if _CODE.fullmatch(row[number][1]) else []
            if len(parts) > 1:
                whole = "".join(word[1] for _, word in parts)
                for line, word in parts:
                    if line != at:
                        rows[line].remove(word)
                row[number] = row[number][0], whole
                for line, _ in parts:
                    texts[line] = " ".join(text for _, text in rows[line])
    return [(_box(line), text) for line, text in zip(found, texts, strict=True) if text]


def _column_of(rows: list[list[Line]], at: int, number: int) -> list[tuple[int, Line]]:
    """The parts of a number from the top, each with its line; only one stands behind a label."""
    label = rows[at][number - 1][0]
    parts = [(at, rows[at][number])]
    for step in (-1, 1):
        line, word = at, rows[at][number]
        while (part := _next_part(rows, line, word, step)) is not None:
            line, word = part
            if any(one[0] < label[2] and label[0] < one[2] for one, _ in rows[line]):
                return []
            parts.insert(0 if step < 0 else len(parts), part)
    return parts


def _next_part(rows: list[list[Line]], at: int, word: Line, step: int) -> tuple[int, Line] | None:
    for line in range(at + step, at + 3 * step, step):
        for other in rows[line] if 0 <= line < len(rows) else ():
            pair = (word[0], other[0]) if step > 0 else (other[0], word[0])
            if _CODE.fullmatch(other[1]) and _is_below(*pair):
                return line, other
    return None


def _is_below(one: Box, two: Box) -> bool:
    gap = two[1] - one[3]
    ends = one[0] - two[0], (one[0] + one[2] - two[0] - two[2]) / 2
    return (
        0 <= gap <= FARTHEST_BELOW * (one[3] - one[1])
        and min(map(abs, ends)) <= OUT_OF_LINE
        and two[2] <= one[2] + OUT_OF_LINE
    )


def _words_of(chars: T_obj_list) -> list[Line]:
    words: list[Line] = []
    for char in (one for one in chars if one["text"].strip()):
        box, text = _box(char), char["text"]
        if words and box[0] - words[-1][0][2] <= WIDEST_GAP:
            before, begun = words[-1]
            words[-1] = (before[0], min(before[1], box[1]), box[2], box[3]), begun + text
        else:
            words.append((box, text))
    return words


def _box(thing: T_obj) -> Box:
    return thing["x0"], thing["top"], thing["x1"], thing["bottom"]


def beside_each_other(lines: list[Line]) -> list[Line]:
    """The lines, with every two put together that stand beside each other and beside no third."""
    beside = [
        [other for other in range(max(at - 3, 0), at + 4) if _is_beside(lines, at, other)]
        for at in range(len(lines))
    ]
    found: list[Line] = []
    for at, line in enumerate(lines):
        if len(beside[at]) == 1 and beside[beside[at][0]] == [at]:
            if beside[at][0] > at:
                found.append(_together(line, lines[beside[at][0]]))
        else:
            found.append(line)
    return found


def _is_beside(lines: list[Line], at: int, other: int) -> bool:
    if at == other or other >= len(lines):
        return False
    (one, text), (two, beside) = lines[at], lines[other]
    if max(len(text), len(beside)) > LONGEST or not (one[2] <= two[0] or two[2] <= one[0]):
        return False
    shared = min(one[3], two[3]) - max(one[1], two[1])
    return shared >= LEAST_SHARED * min(one[3] - one[1], two[3] - two[1])


def _together(one: Line, two: Line) -> Line:
    left, right = sorted((one, two))
    box = (
        left[0][0],
        min(left[0][1], right[0][1]),
        right[0][2],
        max(left[0][3], right[0][3]),
    )
    return box, f"{left[1]} {right[1]}"

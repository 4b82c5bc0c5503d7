"""Lines of a PDF that people see as one: a label, and its answer set a little higher or lower."""

Box = tuple[float, float, float, float]
"""Left, top, right and bottom of a thing on its page, in points."""

LEAST_SHARED = 0.3
"""Of the height of the lower line, as on a title page whose answers stand on ruled lines."""
LONGEST = 40
"""Characters of a line that is put together with another: running text never is."""

Line = tuple[Box, str]


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

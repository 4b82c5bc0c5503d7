"""Printed options and which of them are ticked: □男 ☑女, 是（√） 否（ ）, 男□ 女√."""

import re
from dataclasses import dataclass

from pipeline.reading.words.lettered import lettered_options, numbered_option
from pipeline.reading.words.ticks_typed import typed_into_boxes

_TICKED = "☑"
_UNTICKED = "□"
_ALIKE = str.maketrans("☒✓✔√■●◉◆🗹✅☐○◯〇▢◻◇", "☑☑☑☑☑☑☑☑☑☑□□□□□□□")
_BRACKETED = re.compile(r"(?:[（(【〔]\s*([☑VvＶｖ]?)\s*[)）】〕]|\[\s*([☑VvＶｖXxＸｘ]?)\s*\])")
_TICK = re.compile("[√✓✔]")
_BOX = re.compile(
    r"[☑☒■●◉◆🗹✅□☐○◯〇▢◻◇]|[（(\[【〔]\s*[√✓✔VvＶｖ]?\s*[)）\]】〕]|\[\s*[XxＸｘ]\s*\]"
)
_BETWEEN = re.compile(r"[\s/、，,;；|]+")
_TICK_IN_BOX = re.compile(r"□☑|☑□(?=\s)")
_MARK = re.compile("[☑□]")


@dataclass(frozen=True, slots=True)
class Options:
    """What a cell with options says: the ticked ones; `unclear` when ticks cannot be assigned."""

    ticked: tuple[str, ...]
    unclear: bool = False


def options_in(written: str) -> Options | None:
    """The options of a text, or None when it has no boxes to tick."""
    lettered = lettered_options(written) if "B" in written else None
    if "序号" in written:
        lettered = numbered_option(written)
    if lettered is not None:
        return Options(lettered)
    if _TICK.search(written) and not _BOX.search(written):
        return _words_ticked(written)
    text = _with_uniform_marks(written)
    marks = list(_MARK.finditer(text))
    if not marks:
        return None
    typed = _typed_beside(text, marks)
    if typed:
        return Options((typed,))
    sentence = _SENTENCE.match(text[: marks[0].start()])
    if sentence and any(mark[0] == _TICKED for mark in marks):
        text = text[sentence.end() :]
        marks = list(_MARK.finditer(text))
    before = text[: marks[0].start()].strip(" \t\u3000:：,，、/;；\n")
    after = _IF_SO.sub("", text[marks[-1].end() :]).strip()
    if before and not after:
        starts = [0, *(mark.end() for mark in marks)]
        pairs = [(mark[0], text[starts[i] : mark.start()]) for i, mark in enumerate(marks)]
    elif not before or len(marks) == 1:
        if before and marks[0][0] == _TICKED:
            return _one_tick(text[: marks[0].start()], text[marks[0].end() :])
        ends = [*(mark.start() for mark in marks[1:]), len(text)]
        pairs = [(mark[0], text[mark.end() : ends[i]]) for i, mark in enumerate(marks)]
    else:
        return Options((), unclear=any(mark[0] == _TICKED for mark in marks))
    if any(mark == _TICKED and not _plain(option) for mark, option in pairs):
        return Options((), unclear=True)
    return Options(tuple(_plain(option) for mark, option in pairs if mark == _TICKED))


def _one_tick(before: str, after: str) -> Options:
    """是☑ 否 ticks the one, 是 ☑否 the other; of 是☑否 and 是 ☑ 否 nobody can tell."""
    asked = before.rstrip()[-1:] in (":", "：")
    apart, behind = _apart(before[-1:]), _apart(after[:1])
    option = _plain(after if asked or apart > behind else before)
    if not asked and (apart == behind or _BETWEEN.search(option)):
        return Options((), unclear=True)
    return Options((option,))


def _apart(beside: str) -> int:
    """How much a tick is parted from an option by the character between them: a blank, a stroke."""
    return 2 if beside in _STROKES else int(beside.isspace())


_STROKES = tuple("/／、，,；;|\n")
_IF_SO = re.compile(
    r"^\s*[（(]?(?:如|若)(?:选?是|选?有)[，,、]?(?:请|须|需)?(?:说明|注明|写明|填写|填明)"
    r"(?:[\u4e00-\u9fff]{1,6}[:：]|[:：]?)[\s_]*[)）]?\s*$"
)
"""What forms print behind their options, left as it was: 是□　否☑　如是，请说明：."""
_SENTENCE = re.compile(r".*[。；\n]", re.DOTALL)
"""What is written above or before the printed options, ended like a sentence."""


def _typed_beside(text: str, marks: list[re.Match[str]]) -> str:
    """The answer typed beside printed options none of which is ticked, "" when there is none."""
    if any(mark[0] == _TICKED for mark in marks):
        return ""
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    pieces = [text[mark.end() : end] for mark, end in zip(marks, ends, strict=True)]
    before = _plain(text[: marks[0].start()])
    words = {before, *(_plain(piece) for piece in pieces[:-1])}
    for piece in pieces:
        other = _OTHER.fullmatch(_plain(piece))
        if other:
            return _plain(other[1].strip("_"))
    last = pieces[-1].rstrip()
    behind = _LAST_AND_TYPED.fullmatch(last) if len(last) <= LONGEST_TYPED else None
    if behind and (behind["word"].strip() or before):
        typed = _plain(behind["typed"])
        known = typed in words | {_plain(behind["word"])}
        return (
            typed
            if known or (len(marks) > 1 and behind["word"].strip() and len(behind["gap"]) > 1)
            else ""
        )
    return before if before and before in {_plain(piece) for piece in pieces} else ""


_OTHER = re.compile(r"其[他它][:：][_\s]*([^_\s].*)", re.DOTALL)
_LAST_AND_TYPED = re.compile(
    r"(?P<word>\s*[^\s]*?)(?P<gap>[ \u3000\t\n]+|(?<=[。；;]))(?P<typed>[^\s□☑]\S{0,15})\s*",
    re.DOTALL,
)


_SLASHED = re.compile(
    r"\s*(?P<words>[^\s/／|:：]{1,12}(?:\s?[/／|]\s?[^\s/／|:：]{1,12})+)(?:\s*[:：]\s*|\s+|$)(?P<typed>[^\s/／|]{0,12})\s*"
)
_PAIRS = tuple(
    map(
        frozenset,
        (
            *("男女", "是否", "有无", ("全日制", "非全日制"), ("同意", "不同意")),
            *(("已注册", "未注册"), ("注册", "未注册")),
        ),
    )
)
_STAGES = frozenset({"博士", "硕士"})
"""Printed where blanks are between them; with a slash somebody may have answered so."""
FEWEST_PRINTED = 4
LONGEST_TYPED, LONGEST_PRINTED = 60, 200


def typed_behind_slashes(written: str) -> str | None:
    """The answer behind options printed with slashes (男/女　男), "" without one, else None.

    Two words with a slash may be an answer (党建/就业); a list of four, or a known pair, is printed.
    """
    found = _SLASHED.fullmatch(written) if len(written) <= LONGEST_PRINTED else None
    if found is None:
        return None
    words = [word.strip() for word in re.split(r"[/／|]", found["words"])]
    bare = frozenset(re.sub(r"(?:研究)?生$", "", word) for word in words)
    typed = found["typed"]
    if bare not in _PAIRS and len(words) < FEWEST_PRINTED and typed not in words:
        return None
    return typed


def is_printed_pair(written: str) -> bool:
    """Whether a text is two printed choices and nothing else: 男　女, 是 否."""
    words = written.split() if len(written) <= LONGEST_TYPED else []
    if len(words) != 2:
        return False
    return frozenset(re.sub(r"(?:研究)?生$", "", word) for word in words) in (*_PAIRS, _STAGES)


def _words_ticked(written: str) -> Options:
    """Options without boxes, of which one bears a tick: 全日制√ 非全日制."""
    words = [word for word in _BETWEEN.split(written.strip()) if word]
    ticked = [_plain(_TICK.sub("", word)) for word in words if _TICK.search(word)]
    if ticked == [""] and len(words) == 2:
        return Options(tuple(word for word in words if not _TICK.search(word)))
    return Options((), unclear=True) if "" in ticked else Options(tuple(ticked))


def _with_uniform_marks(written: str) -> str:
    text = typed_into_boxes(written).translate(_ALIKE)
    text = _BRACKETED.sub(lambda found: _TICKED if found[1] or found[2] else _UNTICKED, text)
    return _TICK_IN_BOX.sub(_TICKED, text)


def _plain(option: str) -> str:
    return option.strip(" \t\u3000\n,，、/;；。:：|")

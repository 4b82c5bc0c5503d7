"""Where somebody belongs, told in one run of words: 北方大学 机电学院 2024级 力学专业 一班.

The run is taken apart into pieces that their shape tells (college, grade, class, degree), words
that forms print behind a blank (学院, 专业, 级), and the rest, of which one at most is the major.
"""

import re
from collections.abc import Iterator

LONGEST = 120
"""Characters beyond which a text is no such run; bounds the work on it."""

_BRACKETED = re.compile(r"[（(]\s*(大学|学院|院系|院[（(]系[)）]|系部?|专业|年级|级|班级?)\s*[）)]")
_BETWEEN = re.compile(r"[\s、,，;；/·_|（）()]+")
_PIECES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("school", re.compile(r"[\u4e00-\u9fff]{2,14}?大学")),
    (
        "grade",
        re.compile(
            r"(?<!\d)(?:(?:19|20)\d{2}(?:年级|级|届)?|\d{2}级)(?![\d年学月.\-—~～])"
            r"|[硕博]士?[一二三四五]年级|[研硕博大][一二三四五](?![\u4e00-\u9fff])|[一二三四五六]年级"
        ),
    ),
    ("class", re.compile(r"[一二三四五六七八九十\d]{1,4}班级?|班级?|区队")),
    ("college", re.compile(r"(?!学院)[\u4e00-\u9fff]{1,17}?(?:学院|书院|学部|研究院)")),
    ("unit", re.compile(r"^(?:学院|院系|系部?|院)+$|^(?:学院|院系|系部?|院)(?=[\u4e00-\u9fff])")),
    ("system", re.compile(r"^[\u4e00-\u9fff]{1,10}系$")),
    (
        "level",
        re.compile(
            r"(?:在读|全日制)*(?:博士|硕士|本科|专科)(?:学位)?(?:研究生|生)?(?:在读|学生)*$"
            r"|(?:在读)?(?:研究生|学生)$"
        ),
    ),
)
_TELLS = re.compile(
    r"学院|學院|书院|学部|研究院|系|专业|專業|[级級届班]|(?:19|20)\d{2}|[研硕博大][一二三四五]"
)
"""What the pieces are told by; most texts have fewer than two of these, and are done with."""
_SPREAD_YEAR = re.compile(r"(?<=\d)[ \u3000]{1,10}(?=年|级|届)")
_BRANCH = re.compile(r"(?<=[\u4e00-\u9fff])[（(]([\u4e00-\u9fff]{2,8})[)）]")
_BRACKETS_AGAIN = str.maketrans("\ue000\ue001", "（）")
_NO_MAJOR = re.compile(r"\d|[表书证单]$|^.$|[:：]|[党团](?:总?支部|委)|(?:会|中心|办公室|处|部)$")
_TAIL = re.compile(r"专业(?:名称)?|方向")


def belonging_in(text: str, asks_major: bool = False) -> dict[str, str]:
    """`college major grade degree_level` as far as told; {} when the run says anything else.

    A piece without a shape is the major where 专业 follows it or the label asks for one
    (`asks_major`); two such pieces, or two colleges, leave it open.
    """
    if len(text) > LONGEST:
        return {}
    found: dict[str, list[str]] = {}
    plain = _BRACKETED.sub(
        r" \1 ", text.replace("專業", "专业").replace("級", "级").replace("碩", "硕")
    )
    plain = _BRANCH.sub(_kept_whole, _SPREAD_YEAR.sub("", plain))
    for kind, piece in _in_order(plain):
        found.setdefault(kind, []).append(piece.translate(_BRACKETS_AGAIN))
    majors, others = found.get("major", []), found.get("other", [])
    if asks_major and not majors and len(others) == 1:
        majors, others = others, []
    colleges = (found.get("college") or found.get("system", []))[-1:]
    if others or len(majors) > 1 or len(found.get("grade", [])) > 1:
        return {}
    if any(_NO_MAJOR.search(major) for major in majors):
        return {}
    levels = [level for level in found.get("level", []) if re.search("[博硕]士", level)]
    told = {"college": colleges, "major": majors, "grade": found.get("grade", [])}
    told["degree_level"] = levels
    return {name: pieces[0] for name, pieces in told.items() if pieces}


def _kept_whole(branch: re.Match[str]) -> str:
    """The brackets of 法律（法学） as characters of the word; those of 生物学（硕士） as they are."""
    told = {kind for kind, _ in _taken_apart(branch[1])}
    return f"\ue000{branch[1]}\ue001" if told == {"other"} else branch[0]


def several_in(text: str, asks_major: bool = False) -> dict[str, str]:
    """The same, {} unless at least two of college, major and grade are told."""
    tells = len(_TELLS.findall(text[:LONGEST]))
    told = belonging_in(text, asks_major) if tells > (0 if asks_major else 1) else {}
    return told if len(told.keys() - {"degree_level"}) > 1 else {}


def _in_order(text: str) -> Iterator[tuple[str, str]]:
    """The pieces of a run, each with its kind; 2024 级 and 力学 专业 are one piece each."""
    words = [word for word in _BETWEEN.split(text) if word]
    waiting = ""
    for word in words:
        if waiting and word in ("级", "年级", "届") and re.fullmatch(r"\d{2,4}", waiting):
            yield "grade", waiting + word
            waiting = ""
        elif waiting and word.startswith("专业"):
            yield "major", waiting
            waiting = ""
            yield from _taken_apart(word.removeprefix("专业"))
        elif waiting and word in ("学院", "院系", "系", "系部"):
            yield ("college" if word == "学院" else "system"), waiting
            waiting = ""
        else:
            if waiting:
                yield from _taken_apart(waiting)
            waiting = word if _is_bare(word) else ""
            if not waiting:
                yield from _taken_apart(word)
    if waiting:
        yield from _taken_apart(waiting)


def _is_bare(word: str) -> bool:
    """Whether what a word is may be told by the word behind it."""
    kinds = {kind for kind, _ in _taken_apart(word)}
    return kinds == {"other"} or re.fullmatch(r"\d{2,4}", word) is not None


def _taken_apart(word: str) -> Iterator[tuple[str, str]]:
    if not word:
        return
    named = _TAIL.search(word)
    for kind, shape in _PIECES:
        found = shape.search(word)
        if found and found[0]:
            yield from _taken_apart(word[: found.start()])
            yield kind, found[0]
            yield from _taken_apart(word[found.end() :])
            return
    if named:
        if named.start() > 1:
            yield "major", word[: named.start()]
        yield from _taken_apart(word[named.end() :])
        return
    yield "other", word

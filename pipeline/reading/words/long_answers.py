"""Long answers without the hints printed above and the signature lines below them."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.domain.written import NUMBERING
from pipeline.reading.words.dates_written import dates_in, is_only_a_date

_HINT = re.compile(
    r"请|可附页|可另附|附页|字左右|字以内|字以上|字以下|不少于|不超过|不得少于|包括|填写|注[:：]|限\d+|[等待].{0,6}(?:盖章|签[字章])"
)
_BRACKETED = re.compile(r"[（(\[【].{0,120}[)）\]】]", re.DOTALL)
_SIGNER = (
    r"(?:(?:设岗)?(?:学院|单位|院系|院)?(?:党委|党总支)?(?:学生工作办公室|学工办)?"
    r"(?:分管|主管|主要)?(?:领导|负责人|经办人|院长|书记|副书记|审批人|审核人|审查人|签发人|评价人|签署人|副院长))"
)
_SIGNATURE = re.compile(
    rf"{_SIGNER}?(?:设岗)?(?:学院|单位|院系|党委)?\s*[（(]?\s*(?:签\s*字|签\s*名|签\s*章|盖\s*章|公\s*章)\s*(?:[/、及]\s*(?:盖\s*章|公\s*章))?\s*[)）]?"
    rf"|(?:^|\n|(?<=[。；;\s])){_SIGNER}\s*[:：]"
)
_GOES_ON = re.compile(r"[\u3400-\u9fff]")
_OF_A_LINE = re.compile(rf"\s*(?:[（(]|{_SIGNER})")
"""Between these a 签字 stands in a sentence: 该生签字认真, not 负责人签字王五."""
_SENTENCE = re.compile(r"[，,。；;]|.{21}")
_BLANK_DATE = re.compile(r"(?:二\s*[〇○零]|20|\d{2,4})?[\s_]*年[\s_]*月[\s_]*日")
_SIGNED_BY = re.compile(r"(?:[（(]?公?章[)）]?|日\s*期\s*[:：]?|[:：\s_])+")


@dataclass(frozen=True, slots=True)
class Answer:
    """The text proper, and of its signature lines the one with a date, "" when there is none."""

    text: str
    signed: str


@lru_cache(maxsize=16)
def answer_in(written: str) -> Answer:
    """The answer of a cell whose form prints hints above and signature lines below."""
    text = _without_hints(written)
    signature = _first_signature(text)
    tail = "" if signature is None else text[signature:]
    body = (text if signature is None else text[:signature]).rstrip()
    lines = body.split("\n")
    while lines and _is_closing(lines[-1]):
        tail = lines.pop() + "\n" + tail
    if lines and (dated := _DATED.search(lines[-1])) and lines[-1][: dated.start()].strip():
        tail = dated[0] + "\n" + tail
        lines[-1] = lines[-1][: dated.start()]
    signed = [line.strip() for line in tail.split("\n") if dates_in(line)]
    return Answer("\n".join(lines).strip(" \t\u3000\n_"), signed[-1] if signed else "")


def _first_signature(text: str) -> int | None:
    """Where the signature lines begin: only closing words may follow the first of them."""
    for found in _SIGNATURE.finditer(text):
        rest = text[found.start() :]
        if _GOES_ON.match(text, found.end()) and not _OF_A_LINE.match(found[0]):
            continue
        if len(re.sub(r"\s", "", rest)) <= 60:
            line = text.rfind("\n", 0, found.start()) + 1
            whose = text[line : found.start()]
            return found.start() if not line or _SENTENCE.search(whose) else line
    return None


_UNIT_SIGNS = re.compile(
    r"[\s]*[\u4e00-\u9fff]{2,16}(?:学院|书院)(?P<office>(?:分?党委|党总支|学生工作办公室|学工[办组])?)[ \t\u3000]*(?P<seal>(?:[（(]?(?:盖章|公章)[)）]?)?)[ \t\u3000]*(?P<day>\S*)\s*"
)


def _signs_for_unit(line: str) -> bool:
    """机电学院党委（盖章）　2026年9月15日; the name of a college alone may be an answer."""
    found = _UNIT_SIGNS.fullmatch(line)
    if found is None or not (found["office"] or found["seal"] or found["day"]):
        return False
    return not found["day"] or is_only_a_date(found["day"])


_DAY = r"\d{4}\s?[.\-/年]\s?\d{1,2}\s?[.\-/月]\s?\d{1,2}\s?日?(?:\s\d\d:\d\d)?"
_SEAL = r"(?:[（(][\u4e00-\u9fff]{0,8}章[)）])?"
_SEALED = re.compile(
    rf"\s*(?=.*(?:章|\d))(?:[\u4e00-\u9fff]{{2,16}}(?:学院|书院|党委|[学研]工办|办公室))?\s*{_SEAL}\s*(?:{_DAY})?\s*{_SEAL}\s*"
)
"""外国语学院（章）, （学院党委章）　2016年6月30日, 2026.9.10（章）."""
_DATED = re.compile(
    rf"(?:(?<=[。；！])|(?<=同意|上岗|聘用|推荐|批准)(?=[\s（(]))\s*(?:盖章处\s*)?[（(]?(?:日期\s*[:：]\s*)?{_DAY}[)）]?\s*$"
)
"""The day of signing behind the opinion itself: 同意上岗。2026.9.11."""


def _is_closing(line: str) -> bool:
    if _signs_for_unit(line) or (line.strip() and _SEALED.fullmatch(line)):
        return True
    bare = _BLANK_DATE.sub("", line)
    if bare != line or not bare.strip(" \t\u3000_"):
        return not _SIGNED_BY.sub("", bare)
    return is_only_a_date(line) or not _SIGNED_BY.sub("", bare) or _is_hint(line)


def _is_hint(line: str) -> bool:
    text = line.strip()
    return bool(_HINT.search(text)) and (
        _BRACKETED.fullmatch(text) is not None or text.startswith(("注:", "注："))
    )


def _without_hints(written: str) -> str:
    lines = written.split("\n")
    while lines and (not lines[0].strip() or _is_hint(lines[0])):
        lines.pop(0)
    return "\n".join(lines)


_NUMBERED = re.compile(rf"(?:^|(?<=[\n。；;\s]))\s*{NUMBERING}")


def listed(written: str) -> tuple[str, ...]:
    """The entries of a list: by its numbering, else one a line."""
    text = written.strip()
    parts = _NUMBERED.split(text)
    if len(parts) == 1:
        parts = text.split("\n")
    return tuple(part.strip(" \t\u3000\n;；") for part in parts if part.strip(" \t\u3000\n;；"))

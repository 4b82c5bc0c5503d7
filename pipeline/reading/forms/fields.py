"""Candidates to fields: the surest answer that is understood, and what is not understood."""

import re
from collections.abc import Iterable
from dataclasses import replace

from pipeline.domain.papers import Field, FieldValue, Unclear
from pipeline.reading.doubts import Doubt
from pipeline.reading.forms.asked_plainly import asked_plainly
from pipeline.reading.forms.lines import LONG_FIELDS
from pipeline.reading.words.belonging import several_in
from pipeline.reading.words.candidates import (
    COMPOSITE,
    IN_A_SENTENCE,
    INLINE,
    OWN_CELL,
    SAME_CELL,
    Candidate,
)
from pipeline.reading.words.choices import degree_level, study_mode
from pipeline.reading.words.dates_written import dates_in
from pipeline.reading.words.labels import field_of
from pipeline.reading.words.values import PARSERS

LEVEL_OR_MODE = "level_or_mode"
"""A label such as 培养类别, under which forms ask for 博士 as well as for 全日制."""

_CONTESTED = (
    *("name", "student_no", "party_standing", "degree_level", "study_mode", "position_kind"),
    *("college_opinion", "other_post", "enrolment", "college"),
)
"""Fields of which two different sure answers are both told, for a person to settle."""
_ASKED_TWICE = ("other_post", "enrolment")
"""Where one of two lines is not understood, a person looks, whatever the other says."""

_PRINTED = re.compile(
    r"[（(\[【]?\s*(?:填写)?(?:例如?|如|示例|样例|范例|(?:参考|填写)?格式|例子)\s*[:：].{0,40}"
    r"|[（(\[【]?\s*(?:例?如)\s*[“\"]?\d.{0,20}"
    r"|[（(\[【]?(?:请|单击|点击|此处)(?:在)?(?:此处|这里)?(?:如实|准确|据实)?(?:填|写|输入|选择|勾选).{0,20}"
    r"|(?:19|20)?\s*年\s*月(?:\s*日)?"
    r"|[xXｘＸ×＊*]{2,}.{0,4}|[ _＿—–\-/\\.。…]+",
    re.DOTALL,
)
"""What forms print where an answer is to be written: an example, a request, a line."""

_EXAMPLE = re.compile(r"[（(\[【]?\s*(?:例如?|示例|样例|范例|格式|模板)\s*[:：]")
_MARKED = re.compile(
    r"[（(\[【](?:例|示例|样例|范例)[)）\]】]\s*$|^[（(](?:全称|必填|选填|签字|盖章|可不填|[^（）()]{1,20}(?:一致|为准))[)）]$"
    r"|^\s*(?:注|说明|提示)\s*[:：]"
)
"""An answer that is printed as an example or a hint, said before or behind it."""
_LIMIT = re.compile(r"\s*(?:仅?限|须为|必须|应为)\s*\S{1,20}\s*")
_CHOICES = ("degree_level", "study_mode", "level_or_mode", "position_kind", "party_standing")
"""Fields in whose cells forms print who may apply: 限博士. A name may begin so: 应为民."""

LONGEST_LABEL = 60
SHARED = "同时排在几栏旁边，看不出是哪一栏的答案。"

Result = Field | Unclear


def fields_from(
    candidates: Iterable[Candidate], names: Iterable[str], of_one: tuple[str, ...] = ()
) -> tuple[tuple[Field, ...], tuple[Unclear, ...]]:
    """The fields of a paper in the order of `names`, and what is written but not clear.

    `of_one` are those of which two different answers, as sure, are both left to a person.
    """
    results: dict[str, list[tuple[Result, float]]] = {name: [] for name in names}
    listed = list(_with_two_sided(asked_plainly(candidates)))
    mobiles = {one for one in map(_mobile, listed) if one}
    for candidate in listed:
        if candidate.field in results:
            result = _numbered(candidate, mobiles) or _understood(candidate)
            if result is not None:
                results[candidate.field].append((result, candidate.confidence))
    fields: list[Field] = []
    unclear: list[Unclear] = []
    for name, found in results.items():
        doubt = _two_told(name, found) if name in of_one else None
        for result in [doubt] if doubt else _settled(name, found):
            if isinstance(result, Field):
                fields.append(result)
            else:
                unclear.append(result)
    return tuple(one for one in fields if not _is_of_the_league(one, fields)), tuple(unclear)


def _is_of_the_league(one: Field, fields: list[Field]) -> bool:
    """入党（团）时间 of somebody who is not in the Party is when they joined the League."""
    if one.name != "party_joined_on" or "团" not in one.label:
        return False
    return any(other.name == "party_standing" and other.value == "none" for other in fields)


def _understood(candidate: Candidate) -> Result | None:
    if candidate.doubt:
        return Unclear(candidate.field, candidate.doubt, candidate.place, SHARED)
    raw = candidate.written.strip()
    if candidate.field not in LONG_FIELDS and _PRINTED.fullmatch(raw):
        return None
    if _EXAMPLE.match(raw) or (candidate.field not in LONG_FIELDS and _MARKED.search(raw)):
        return None
    if candidate.field in _CHOICES and _LIMIT.fullmatch(raw):
        return None
    value = PARSERS[candidate.field](_without_its_label(candidate.field, raw), candidate.label)
    if value is None:
        return None
    if isinstance(value, Doubt):
        return Unclear(candidate.field, raw, candidate.place, value.says + "。")
    return _told(candidate, _month_only(candidate, value))


def _month_only(candidate: Candidate, value: FieldValue) -> FieldValue:
    """2001年3月 under 出生年月, which a spreadsheet keeps as the first of March."""
    kept = candidate.place.startswith("工作表") and _FIRST_OF_MONTH.fullmatch(str(value))
    return kept[1] if kept and candidate.label.strip(" :：*").endswith("年月") else value


_FIRST_OF_MONTH = re.compile(r"(\d{4}-\d\d)-01")
_COLON = re.compile("[:：]")


def _without_its_label(field: str, raw: str) -> str:
    """学院：自动化学院 beside 学院: the answer, without the label that was typed once more."""
    if field in LONG_FIELDS or not _COLON.search(raw[:LONGEST_LABEL]):
        return raw
    label, _, answer = raw.replace("：", ":", 1).partition(":")
    return answer.strip() if answer.strip() and field_of(label) == field else raw


def _told(candidate: Candidate, value: FieldValue) -> Field:
    label = " ".join(candidate.label.split())[:LONGEST_LABEL]
    sure = round(candidate.confidence, 2)
    return Field(candidate.field, value, candidate.written.strip(), candidate.place, sure, label)


def _mobile(candidate: Candidate) -> str:
    """The mobile number that a cell of its own asks for and holds, "" for none."""
    if candidate.field != "phone" or candidate.confidence < OWN_CELL:
        return ""
    value = PARSERS["phone"](candidate.written, candidate.label)
    return value if isinstance(value, str) and _MOBILE.fullmatch(value) else ""


def _numbered(candidate: Candidate, mobiles: set[str]) -> Field | None:
    """学号 17120240088: a number like a mobile one, where the form has another mobile number."""
    number = candidate.written.strip()
    if candidate.field != "student_no" or candidate.confidence < OWN_CELL:
        return None
    if not mobiles or number in mobiles or not _MOBILE.fullmatch(number):
        return None
    return _told(candidate, number)


_MOBILE = re.compile(r"1\d{10}")
_NEARLY = 0.1
"""What a mobile number may be found less surely than a fixed line, which may be an office's."""


def _is_mobile(result: Result) -> bool:
    return (
        isinstance(result, Field)
        and result.name == "phone"
        and _MOBILE.fullmatch(str(result.value)) is not None
    )


def _settled(name: str, found: list[tuple[Result, float]]) -> list[Result]:
    """The best answer first; after it those that contradict it as surely."""
    if not found:
        return []
    best, confidence = max(found, key=lambda one: one[1] + _NEARLY * _is_mobile(one[0]))
    if name not in _CONTESTED or not isinstance(best, Field) or confidence < INLINE:
        return [best]
    rivals = [one for one, other in found if other >= confidence - 0.1]
    doubt = next((one for one in rivals if isinstance(one, Unclear)), None)
    if name in _ASKED_TWICE and doubt is not None:
        return [doubt]
    settled: list[Result] = [best]
    told = {best.value}
    for result, other in found:
        sure = other >= confidence - 0.1
        if isinstance(result, Field) and sure and not told & {result.value}:
            settled.append(result)
            told.add(result.value)
    return settled


def _two_told(name: str, found: list[tuple[Result, float]]) -> Unclear | None:
    """Two different answers, unless a sure one comes before what may be the supervisor's."""
    told = [(one, sure) for one, sure in found if sure >= SAME_CELL and isinstance(one, Field)]
    sure = [one for one, _ in told]
    later = [one for one, how in told if how >= OWN_CELL and one.value != sure[0].value]
    if len({one.value for one in sure}) < 2 or (told[0][1] >= OWN_CELL and not later):
        return None
    raw = "、".join(dict.fromkeys(one.raw for one in sure))
    return Unclear(name, raw, sure[0].place, "两处写得不同，看不出哪一处是本人的。")


def _with_two_sided(candidates: Iterable[Candidate]) -> Iterable[Candidate]:
    """Answers that carry two facts: 博士研究生（全日制）, 2024级博士, 党员（2019年6月入党）."""
    listed = list(candidates)
    answered = {one.field for one in listed if one.written.strip()}
    for one in listed:
        told = _belonging(one)
        yield from _behind_name(one)
        for name, part in told.items():
            if name == one.field or name not in answered:
                yield _part(one, name, part)
        if one.field in told:
            continue
        if one.field == LEVEL_OR_MODE:
            yield from _if_plain(one, ("degree_level", "study_mode"), one.confidence)
            continue
        yield one
        extra = _EXTRA.get(one.field, ())
        unanswered = [name for name in extra if name not in answered or name in _TWO_SIDED]
        lower = INLINE if one.field != "grade" else INLINE - 0.05
        yield from _if_plain(one, unanswered, min(one.confidence, _BESIDE.get(one.field, lower)))


_NUMBERED_PERSON = {
    "name": "student_no",
    "leaver_name": "leaver_student_no",
    "incoming_name": "incoming_student_no",
}
_NUMBER_BEHIND = re.compile(
    r"学号\s*[:：]?\s*([A-Za-z]{0,3}\d{5,14}|\d{2}[A-Za-z]\d{5,8})(?!\d)"
    r"|[（(]\s*((?!1[3-9]\d{9}\s*[）)])(?:[A-Za-z]{0,3}\d{9,12}|\d{2}[A-Za-z]\d{5,8}))\s*[）)]"
)
_COLLEGE_BEHIND = re.compile(
    r"[（(](?!原|曾|本科)(?:北京理工大学)?([\u4e00-\u9fff]{2,16}?(?:学院|书院))"
)


def _behind_name(one: Candidate) -> Iterable[Candidate]:
    """张三（机电学院，学号3120250001）: what stands in brackets behind whoever is named."""
    if one.field not in _NUMBERED_PERSON:
        return
    number, college = _NUMBER_BEHIND.search(one.written), _COLLEGE_BEHIND.search(one.written)
    if number:
        field, sure = _NUMBERED_PERSON[one.field], min(one.confidence, INLINE)
        yield replace(one, field=field, written=number[1] or number[2], confidence=sure)
    if college and one.field == "name":
        yield replace(one, field="college", written=college[1], confidence=IN_A_SENTENCE)


def _belonging(one: Candidate) -> dict[str, str]:
    """The parts of an answer that says more than was asked: 计算机学院2024级软件工程."""
    if one.field not in ("college", "major", "grade"):
        return {}
    return several_in(one.written.replace("\n", ""), asks_major=True)


def _part(one: Candidate, name: str, part: str) -> Candidate:
    sure = COMPOSITE if name == one.field else COMPOSITE - 0.02
    return replace(one, field=name, written=part, confidence=min(one.confidence, sure))


_EXTRA = {
    "degree_level": ("study_mode",),
    "study_mode": ("degree_level",),
    "grade": ("degree_level", "study_mode"),
    "party_standing": ("party_joined_on",),
    "major": ("degree_level", "study_mode"),
    "phone": ("email",),
}
_TWO_SIDED = ("degree_level", "study_mode")
"""Also told where their own line is answered, so that a contradiction is seen."""
_BESIDE = {"degree_level": 0.9, "study_mode": 0.9, "major": COMPOSITE - 0.02}
_PLAIN = {"degree_level": degree_level, "study_mode": study_mode}


def _if_plain(candidate: Candidate, names: Iterable[str], confidence: float) -> Iterable[Candidate]:
    """The same writing as an answer to other fields, where it plainly is one."""
    for name in names:
        if name == "email":
            found = PARSERS[name](candidate.written, "") if "@" in candidate.written else None
            value: FieldValue | Doubt | None = found
            written = candidate.written
        elif name == "party_joined_on":
            value = _joined(candidate.written)
            written = str(value or "")
        else:
            value = _PLAIN[name](candidate.written, "")
            written = candidate.written
        if value is not None and not isinstance(value, Doubt):
            yield Candidate(name, written, candidate.place, confidence, candidate.label)


_JOINED = re.compile("入党|加入(?:中国)?共产党")


def _joined(written: str) -> str:
    parts = written.replace("，", ",").replace("；", ",").replace("、", ",").split(",")
    dates = [date for part in parts if _JOINED.search(part) for date in dates_in(part)]
    return dates[0] if len(dates) == 1 else ""

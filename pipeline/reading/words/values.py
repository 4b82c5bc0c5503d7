"""Raw writing to values of the contract. What cannot be understood is a doubt, never a guess."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable

from pipeline.domain.written import plain_number
from pipeline.reading.doubts import Doubt, Understood
from pipeline.reading.words.choices import (
    chosen,
    compact,
    degree_level,
    gender,
    party_standing,
    study_mode,
)
from pipeline.reading.words.dates_written import dates_in
from pipeline.reading.words.long_answers import answer_in, listed
from pipeline.reading.words.persons_written import (
    college,
    ethnicity,
    grade,
    major,
    name,
    supervisor,
)
from pipeline.reading.words.posts import other_post, position_kind
from pipeline.reading.words.short_texts import LONGEST_SHORT, NO_ANSWER, NOTHING, short_text, tidy
from pipeline.reading.words.telephones import FORMER, phone


def choice_as_text(written: str, label: str = "") -> Understood:
    text = chosen(written)
    if not isinstance(text, str):
        return text
    plain = tidy(text)
    return "未注册" if plain == "否" and "注册" in label else short_text(plain)


def student_no(written: str, _label: str = "") -> Understood:
    # A number may be broken over two lines of its cell, never by a blank.
    pieces = unicodedata.normalize("NFKC", written).replace("\n", "").split()
    plain = "".join(pieces).strip("_-/—:")
    if not plain:
        return None
    if _HYPHENED.fullmatch(plain):
        return plain_number(plain)
    found = _STUDENT_NO.findall(plain)
    glued = len(pieces) > 1 and any(re.fullmatch(r"\d{8,14}", one) for one in pieces)
    glued = glued and sum(bool(re.search(r"\d", one)) for one in pieces) > 1
    doubted = len(found) != 1 or glued or bool(_ANOTHER_NUMBER.search(plain))
    doubted = doubted or _NO_NUMBER.fullmatch(found[0]) is not None
    return Doubt("看不出学号") if doubted else plain_number(found[0])


_STUDENT_NO = re.compile(
    r"(?<![0-9A-Za-z.])(?<![0-9A-Za-z]-)(?:[A-Za-z]{0,3}\d{5,14}[A-Za-z]?|[A-Za-z]{0,2}\d{2,6}[A-Za-z]{1,2}\d{3,10})(?![0-9A-Za-z.+]|-[0-9A-Za-z])"
)
_HYPHENED = re.compile(
    r"[A-Za-z]{1,3}\d{4}-?\d?-\d{3,6}|\d{4}-[A-Za-z]{1,3}-?\d{3,6}|\d{4}-\d{1,2}-\d{3,6}"
)
"""No day and no telephone number: S2024-0712, 2023-1-0447."""
_ANOTHER_NUMBER = re.compile(
    r"原|旧|曾用|本科|工号|考号|准考|报名号|导师(?:工号|学号)?[:：]?\d|[（(]导师|待定|待补|暂|[?？*＊#]|\.\d+[eE]|[eE][+-]"
)
"""Of somebody else or of something else, in doubt, or that a spreadsheet cut (3.12E+09)."""


_NO_NUMBER = re.compile(r"1[3-9]\d{9}|\d+[OoIl]")
"""A mobile number in the wrong cell, or a letter typed for a digit."""


def email(written: str, _label: str = "") -> Understood:
    told = _MOBILE_BEFORE.sub("", unicodedata.normalize("NFKC", written))
    plain = "".join(told.split())
    if NOTHING.fullmatch(plain) or compact(plain) in NO_ANSWER:
        return None
    if _SAMPLE.match(plain):
        return None
    several = _ADDRESS.findall(unicodedata.normalize("NFKC", written))
    if len(several) > 1:
        return Doubt("写了不止一个邮箱，看不出用哪一个") if FORMER.search(plain) else several[0]
    found = _ADDRESS.search(plain)
    if found is None or plain.count("@") > 1 or _CUT_ADDRESS.match(plain, found.end()):
        return Doubt("看不出邮箱地址")
    return Doubt("看不出是不是本人的邮箱") if _OF_ANOTHER.search(plain) else found[0]


_ADDRESS = re.compile(r"[\w.+-]{1,64}@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}", re.ASCII)
_MOBILE_BEFORE = re.compile(r"(?<!\d)1[3-9]\d{9}\s+(?=[A-Za-z])")
"""13800000001 zhang@bit.edu.cn: no blank of an address that a narrow cell breaks."""
_CUT_ADDRESS = re.compile(r"[0-9@_]|[,，、.。]+[A-Za-z]")
"""What shows that an address was mistyped, or two run together: zhang@bit.edu,cn."""
_OF_ANOTHER = re.compile("导师|老师|书记|秘书|辅导员|办公|学工办|研工|代收|家长|父|母")


_SAMPLE = re.compile(r"[xX×*]{2,}@")
"""What forms print to show what is asked for: xxx@bit.edu.cn."""


def date(written: str, _label: str = "") -> Understood:
    if _OTHER_ERA.search(written):
        return Doubt("看不出年月")
    found = dict.fromkeys(dates_in(written))
    blank = NOTHING.fullmatch(re.sub(r"[年月日〇○二零]|20", "", written))
    if not found and (blank or compact(written) in NO_ANSWER):
        return None
    if not found and (serial := _SERIAL.fullmatch(written.strip())):
        return (_FIRST_DAY + dt.timedelta(days=int(serial[0]))).isoformat()
    if len(found) > 1:
        found = dict.fromkeys(dates_in(re.split(r"[（(;；,，]", written)[0]))
    return next(iter(found)) if len(found) == 1 else Doubt("看不出年月")


_OTHER_ERA = re.compile(r"民国|积极分子.*预备|\d[oOlI](?![a-zA-Z])")
"""Another calendar, two steps in one cell, or a letter typed for a digit."""
_SERIAL = re.compile(r"(?:1[89]|[2-4]\d|5[0-4])\d{3}")
"""A day as a spreadsheet counts it where its cell has no date format: 1949 to 2050."""
_FIRST_DAY = dt.date(1899, 12, 30)


def birth_date(written: str, label: str = "") -> Understood:
    """A day that is told plainly and for the person asked; of two days a person says which."""
    if _NO_BIRTH.search(written) or "农历" in label or "阴历" in label:
        return Doubt("看不出出生年月")
    several = len(written) > _LONGEST_DAY and len(set(dates_in(written))) > 1
    return Doubt("看不出出生年月") if several else date(written, label)


_LONGEST_DAY = len("1998.10.1")


_NO_BIRTH = re.compile(
    r"农历|阴历|旧历|腊月|正月|初[一二三四五六七八九十]|[约?？或]|左右|前后|父|母|入学|改|误|身份证"
)


def first_date(written: str, label: str = "") -> Understood:
    """The beginning of what may be a period (2026.9至2027.7)."""
    found = dates_in(written)
    return found[0] if 1 <= len(found) <= 2 else date(written, label)


def long_text(written: str, _label: str = "") -> Understood:
    text = answer_in(written).text
    return None if not text.strip(" \t\n_\u3000.。:：") else text


def stated_text(written: str, label: str = "") -> Understood:
    """An answer of which the ticked options count, if it has any."""
    if _AN_EXAMPLE.search(written):
        return Doubt("写的像是填写示例")
    text = long_text(written, label)
    if not isinstance(text, str):
        return text
    ticked = chosen(text)
    return text if ticked is not None and len(text) > LONGEST_SHORT else ticked


_AN_EXAMPLE = re.compile("(?:示|样|范)例|[（(]例[)）]")


def duties(written: str, _label: str = "") -> Understood:
    return listed(answer_in(written).text) or None


_MONTHS = re.compile(r"(\d+(?:\.\d+)?|[一二两三四五六七八九十]+)(?:个|整)?(年半|年|月|学期)")
_ONLY_MONTHS = re.compile(
    rf"[^\d一二两三四五六七八九十年月,，;；(（]{{0,8}}(?:{_MONTHS.pattern})(?:[零又加+]?(?:{_MONTHS.pattern}))?(?:时间|整|以来|多)?"
)
"""A length and nothing that may be another one: 2年（实际1年） tells two."""
_COUNTS = {c: i + 1 for i, c in enumerate("一二三四五六七八九")} | {"两": 2, "十": 10}


_ABOUT = re.compile(
    r"[近约余]|不[满足到]|以[上下内]|[多几]年|[多几]个?月|左右|大概|超过|个半|\d[,，]\d"
)


def months(written: str, _label: str = "") -> Understood:
    """A length of time in months: 18个月, 一年半, 1年6个月, 2年; a period by its two dates."""
    plain = compact(written)
    if NOTHING.fullmatch(plain):
        return None
    if _ABOUT.search(plain):
        return Doubt("看不出在岗几个月")
    period = dates_in(written)
    if len(period) == 2:
        return months_between(*period)
    plain = re.sub(r"(?<=\d)个?多?半", "", plain) if "年半" not in plain else plain
    if re.fullmatch(r"\d{1,3}", plain):
        return int(plain)
    if period or "学期" in plain or not _ONLY_MONTHS.fullmatch(plain):
        return Doubt("看不出在岗几个月")
    total = 0.0
    for number, unit in _MONTHS.findall(plain):
        count = float(number) if number[0].isdigit() else float(_chinese(number))
        total += count if unit == "月" else count * 12 + (6 if unit == "年半" else 0)
    return int(total) if total == int(total) else Doubt("看不出在岗几个月")


def _chinese(number: str) -> int:
    tens, ten, ones = number.partition("十")
    if not ten:
        return _COUNTS.get(number[0], 0)
    return _COUNTS.get(tens, 1) * 10 + _COUNTS.get(ones, 0)


def months_between(start: str, end: str) -> int:
    """Whole months from one date to another, a month without a day counted as begun."""
    year, month = (int(part) for part in start.split("-")[:2])
    last_year, last_month = (int(part) for part in end.split("-")[:2])
    whole = (last_year - year) * 12 + last_month - month
    days = (start[8:], end[8:])
    return max(whole - (1 if all(days) and int(days[1]) < int(days[0]) - 1 else 0), 0)


Parser = Callable[[str, str], Understood]

PARSERS: dict[str, Parser] = {
    "name": name,
    "gender": gender,
    "student_no": student_no,
    "birth_date": birth_date,
    "ethnicity": ethnicity,
    "party_standing": party_standing,
    "party_joined_on": date,
    "college": college,
    "major": major,
    "grade": grade,
    "degree_level": degree_level,
    "study_mode": study_mode,
    "enrolment": choice_as_text,
    "supervisor": supervisor,
    "phone": phone,
    "email": email,
    "position_kind": position_kind,
    "start_on": first_date,
    "academic_standing": long_text,
    "social_experience": long_text,
    "other_post": other_post,
    "college_opinion": stated_text,
    "college_approved_on": date,
    "position_duties": duties,
    "work_form": stated_text,
    "title": short_text,
    "tenure_months": months,
    "started_on": first_date,
    "left_on": date,
    "opinion": long_text,
    "signed_on": date,
    "leaver_name": name,
    "leaver_student_no": student_no,
    "incoming_name": name,
    "incoming_student_no": student_no,
    "incoming_start_on": first_date,
    "reason": stated_text,
    "leaving_reason": stated_text,
    "work_done": long_text,
    "gains": long_text,
    "difficulties": long_text,
    "suggestions": long_text,
    "next_step": choice_as_text,
    "requested_on": date,
}

"""Raw writing to values of the contract. What cannot be understood is a doubt, never a guess."""

import re
import unicodedata
from collections.abc import Callable

from pipeline.reading.choices import (
    chosen,
    compact,
    degree_level,
    gender,
    party_standing,
    study_mode,
)
from pipeline.reading.dates_written import dates_in
from pipeline.reading.doubts import Doubt, Understood
from pipeline.reading.labels import looks_like_label, normalised
from pipeline.reading.long_answers import answer_in, listed
from pipeline.reading.posts import other_post, position_kind

LONGEST_SHORT = 100

_CHINESE_GAP = re.compile(r"(?<=[\u3400-\u9fff（）·])\s+(?=[\u3400-\u9fff（）·])")
_NOTHING = re.compile(r"[\s/\\\-—–_.。、,，·:：*]*")
_NOT_YET = frozenset({"待定", "待补", "待填", "待确认", "未定", "暂定", "暂缺"})
_NO_ANSWER = frozenset({"无", "暂无", "没有", "不详", "n/a", "na", "none", "nil"})


def tidy(written: str) -> str:
    """One line without the blanks that only spread characters out."""
    text = " ".join(written.replace("_", " ").split())
    return _CHINESE_GAP.sub("", text).strip(" ,，;；。、:：")


def short_text(written: str, _label: str = "") -> Understood:
    text = tidy(written)
    if _NOTHING.fullmatch(text) or compact(text) in _NO_ANSWER:
        return None
    if text in _NOT_YET:
        return Doubt("还没有写明")
    if len(text) > LONGEST_SHORT:
        return Doubt("写的内容过长，不像这一栏的答案")
    return text


def name(written: str, label: str = "") -> Understood:
    text = short_text(re.sub(r"[（(][^（）()]*[)）]", "", written), label)
    if not isinstance(text, str):
        return text
    text = re.sub(r"(同学|同志|签[字名])$", "", text)
    if text and (_NAME.fullmatch(text) is None or looks_like_label(text)):
        return Doubt("看不出姓名")
    return text or None


_NAME = re.compile(
    r"[^\W\d_]{2,6}|(?=.{3,40}$)[^\W\d_]+(?:[·•・.．\-' ]+[^\W\d_]+)+[.．]?|[A-Za-z]{2,20}"
)
_TITLE = re.compile(
    r"(?<=..)(?:教授|副教授|讲师|研究员|副研究员|院士|老师|博导|硕导|博士|高工|特聘|助理|青年)+$"
)


def supervisor(written: str, label: str = "") -> Understood:
    """A name without the title behind it; of two supervisors both names as written."""
    text = short_text(re.sub(r"[（(][^（）()]*[)）]", "", written), label)
    if not isinstance(text, str):
        return text
    names = [_TITLE.sub("", one.strip()) for one in re.split(r"[、,，/;；]", text) if one.strip()]
    if not names or any(_NAME.fullmatch(one) is None or looks_like_label(one) for one in names):
        return Doubt("看不出导师姓名")
    return "、".join(names)


def college(written: str, label: str = "") -> Understood:
    """The name as an office would write it; which college it is a directory tells later."""
    text = short_text(re.sub(r"[（(]\s*(?:加?盖?公?章|盖章|公章)\s*[)）]", "", written), label)
    if not isinstance(text, str):
        return text
    if _SYSTEM.fullmatch(normalised(label)) and not _PLAUSIBLE.search(text):
        return Doubt("看不出学院")
    text = _UNIT_BEHIND.split(" ".join(written.split()) if _UNIT_BEHIND.search(written) else text)[
        0
    ]
    if dates_in(text) or re.search(r"[:：]|\d{5}|班$", text) or looks_like_label(text):
        return Doubt("看不出学院")
    return re.sub(r"^北京理工大学(?=.)", "", tidy(text)) or None


_SYSTEM = re.compile(r"(?:所在|所属)?(?:系部?|系别|院部)")
_PLAUSIBLE = re.compile(r"(?:学院|书院|系|部|所|院|中心)(?:[（(].*)?$")
_UNIT_BEHIND = re.compile(r"(?<=\S)[ \u3000_]+(?:学院|院系|系|学院[（(]系[)）])(?=[ \u3000_]|$)")
"""The word that forms print behind the blank for a college: 机电学院　　学院."""


def major(written: str, label: str = "") -> Understood:
    text = short_text(_CLASS_BEHIND.sub("", _GRADE_BEFORE.sub("", written.strip())), label)
    if not isinstance(text, str):
        return text
    if re.search(r"\d{4}|\d班|[一二三四五六]班$|[:：]", text) or looks_like_label(text):
        return Doubt("看不出专业")
    return text


_CLASS_BEHIND = re.compile(r"[\s、,，]+\S{1,10}班$")
_GRADE_BEFORE = re.compile(r"^(?:19|20)\d{2}级?[\s、,，]+(?=\S)")


def grade(written: str, label: str = "") -> Understood:
    text = short_text(written, label)
    if not isinstance(text, str):
        return text
    year = re.match(r"(?:(?:19|20)\d{2}|\d{2})级?(?=\s|[（(])", text)
    if year:
        return year[0]
    return text if _GRADE.search(text) and len(text) <= 20 else Doubt("看不出年级")


_GRADE = re.compile(r"\d{2}|[一二三四五六]年级|[研博硕直][一二三四五六\d]|[一二三四五六\d]年")


def ethnicity(written: str, label: str = "") -> Understood:
    text = short_text(written, label)
    if not isinstance(text, str):
        return text
    name = compact(text).removesuffix("族")
    if name in ETHNIC_GROUPS:
        return f"{name}族"
    return (
        text
        if re.fullmatch(r"[\u3400-\u9fff]{1,8}族|其他|外籍|外国籍", text)
        else Doubt("看不出民族")
    )


ETHNIC_GROUPS = frozenset(
    [
        "汉",
        "蒙古",
        "回",
        "藏",
        "维吾尔",
        "苗",
        "彝",
        "壮",
        "布依",
        "朝鲜",
        "满",
        "侗",
        "瑶",
        "白",
        "土家",
        "哈尼",
        "哈萨克",
        "傣",
        "黎",
        "傈僳",
        "佤",
        "畲",
        "高山",
        "拉祜",
        "水",
        "东乡",
        "纳西",
        "景颇",
        "柯尔克孜",
        "土",
        "达斡尔",
        "仫佬",
        "羌",
        "布朗",
        "撒拉",
        "毛南",
        "仡佬",
        "锡伯",
        "阿昌",
        "普米",
        "塔吉克",
        "怒",
        "乌孜别克",
        "俄罗斯",
        "鄂温克",
        "德昂",
        "保安",
        "裕固",
        "京",
        "塔塔尔",
        "独龙",
        "鄂伦春",
        "赫哲",
        "门巴",
        "珞巴",
        "基诺",
    ]
)
"""The 56 groups by their official names, without 族 (GB/T 3304)."""


def choice_as_text(written: str, label: str = "") -> Understood:
    text = chosen(written)
    if not isinstance(text, str):
        return text
    plain = tidy(text)
    return "未注册" if plain == "否" and "注册" in label else short_text(plain)


def student_no(written: str, _label: str = "") -> Understood:
    plain = "".join(unicodedata.normalize("NFKC", written).split()).strip("_-/—:")
    if not plain:
        return None
    found = re.findall(r"(?<![0-9A-Za-z])[A-Za-z]{0,3}\d{5,14}[A-Za-z]?(?![0-9A-Za-z])", plain)
    return found[0] if len(found) == 1 else Doubt("看不出学号")


_MOBILE = re.compile(r"(?<!\d)(?:\+?86[\s-]?)?(1[3-9]\d(?:[\s-]?\d{4}){2})(?!\d)")


def phone(written: str, _label: str = "") -> Understood:
    plain = unicodedata.normalize("NFKC", written)
    if _NOTHING.fullmatch(plain) or compact(plain) in _NO_ANSWER:
        return None
    mobile = _MOBILE.search(plain) or _MOBILE.search("".join(plain.split()))
    if mobile:
        return re.sub(r"\D", "", mobile[1])
    landline = re.search(r"(?<!\d)(?:\(?0\d{2,3}\)?[\s-]?)?\d{7,8}(?:-\d{1,6})?(?!\d)", plain)
    return landline[0].strip() if landline else Doubt("看不出电话号码")


def email(written: str, _label: str = "") -> Understood:
    plain = "".join(unicodedata.normalize("NFKC", written).split())
    if _NOTHING.fullmatch(plain) or compact(plain) in _NO_ANSWER:
        return None
    found = re.search(r"[\w.+-]{1,64}@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}", plain, re.ASCII)
    return found[0] if found else Doubt("看不出邮箱地址")


def date(written: str, _label: str = "") -> Understood:
    found = dict.fromkeys(dates_in(written))
    blank = _NOTHING.fullmatch(re.sub(r"[年月日〇○二零]|20", "", written))
    if not found and (blank or compact(written) in _NO_ANSWER):
        return None
    if len(found) > 1:
        found = dict.fromkeys(dates_in(re.split(r"[（(;；,，]", written)[0]))
    return next(iter(found)) if len(found) == 1 else Doubt("看不出年月")


def first_date(written: str, label: str = "") -> Understood:
    """The beginning of what may be a period (2026.9至2027.7)."""
    found = dates_in(written)
    return found[0] if 1 <= len(found) <= 2 else date(written, label)


def long_text(written: str, _label: str = "") -> Understood:
    text = answer_in(written).text
    return None if not text.strip(" \t\n_\u3000.。:：") else text


def stated_text(written: str, label: str = "") -> Understood:
    """An answer of which the ticked options count, if it has any."""
    text = long_text(written, label)
    if not isinstance(text, str):
        return text
    ticked = chosen(text)
    return text if ticked is not None and len(text) > LONGEST_SHORT else ticked


def duties(written: str, _label: str = "") -> Understood:
    return listed(answer_in(written).text) or None


_MONTHS = re.compile(r"(\d+(?:\.\d+)?|[一二两三四五六七八九十]+)(?:个|整)?(年半|年|月|学期)")
_COUNTS = {c: i + 1 for i, c in enumerate("一二三四五六七八九")} | {"两": 2, "十": 10}


def months(written: str, _label: str = "") -> Understood:
    """A length of time in months: 18个月, 一年半, 1年6个月, 2年; a period by its two dates."""
    plain = compact(written)
    if _NOTHING.fullmatch(plain):
        return None
    period = dates_in(written)
    if len(period) == 2:
        return months_between(*period)
    plain = re.sub(r"(?<=\d)个?多?半", "", plain) if "年半" not in plain else plain
    if re.fullmatch(r"\d{1,3}", plain):
        return int(plain)
    if period or "学期" in plain or not _MONTHS.search(plain):
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
    "birth_date": date,
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
    "reason": long_text,
    "leaving_reason": long_text,
    "work_done": long_text,
    "gains": long_text,
    "difficulties": long_text,
    "suggestions": long_text,
    "next_step": short_text,
    "requested_on": date,
}

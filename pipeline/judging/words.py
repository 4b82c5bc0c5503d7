"""Words of the form sorted into values of facts; what is not plainly said is never guessed."""

import datetime as dt
import re
import unicodedata

from pipeline.domain.school_calendar import Season, term_applied_for, term_of
from pipeline.judging.written import plain

_LEFT = re.compile(
    r"(已经?|现已|业已|因故|因病|本人)*(于?\d{2,4}年(\d{1,2}月)?(\d{1,2}日)?)?(已经?|被)*"
    r"(退学|毕业|结业|肄业|开除学籍|开除|除名|(取消|注销)学籍|转学|离校|硕士毕业|博士毕业)"
    r"(处理|离校|了)*"
)
_ENGLISH_LEFT = re.compile(r"(has)?(left|expelled|graduated|withdrawn|withdrew|droppedout)")
_UNREGISTERED = re.compile(
    r"(未|没有?|尚未|暂未|不)(能|曾|正式|按时|完成|办理|进行)*(注册|报到|在籍|在册)|unregistered|notregistered"
)
_ON_LEAVE = re.compile(r"休学|停学|保留(入学资格|学籍)|onleave|leaveofabsence|suspended")
_PROLONGED = re.compile(r"延期|延长|延毕|超期|prolonged|extended")
_NOT_SO = re.compile(
    r"复学|(未|没有?|无|非|不|拟|曾|申请)(经|有|曾|是|会|在|办理|申请|处于)*"
    r"(休学|停学|保留|延期|延长|延毕|超期)"
)
_REGISTERED = re.compile(r"注册|在籍|在读|在校|在册|有学籍|学籍正常|registered|enrolled")
_PLAIN_REGISTERED = re.compile(r"正常|是|有")
_NOTHING_ELSE = re.compile(
    r"(本学期|本学年|本年度|当前|目前|现|已经?|正式|按时|按期|正常|完成|办理|注册|在籍|在册|在读|在校|学习|报到|具?有|我校|本校|北京理工大学"
    r"|学籍|学生|研究生|博士|硕士|生|全日制|状态|情况|手续|良好|是|有效|均|并|且|为|的|了|年级?|级|第?[一二三四五六]|\d{2,4}|春季?|秋季?|学年|学期"
    r"|registered|enrolled|fulltime|full-time|active|currently|student|[,，、/;；:：().\-—]|/)+"
)
"""All that may stand beside 注册 or 在读 for somebody to be registered now."""

_NO_EXPERIENCE = re.compile(
    r"(本人|目前|暂时|暂|均|尚|从|并)*(无|没有|未有|未曾|未曾?(参加|担任|从事)过?|n/?a|none)"
    r"(任何|相关|过|参加|担任|从事|具体|社会|学生|工作|实践|经历|经验|职务|任职|干部)*|[/\\—–-]+"
)


def enrolment_state(written: str) -> str:
    """Which value of the fact ``enrolment`` a 学籍 line states, ``other`` when none plainly.

    Only a line that says nothing else counts as left, so 预计毕业 and 应届毕业生 do not.
    """
    text = plain(written)
    if not text:
        return ""
    if _LEFT.fullmatch(text) or _ENGLISH_LEFT.fullmatch(text):
        return "left"
    stated = [
        state
        for state, pattern in (
            ("unregistered", _UNREGISTERED),
            ("on_leave", _ON_LEAVE),
            ("prolonged", _PROLONGED),
        )
        if pattern.search(text)
    ]
    if stated:
        return stated[0] if len(stated) == 1 and not _NOT_SO.search(text) else "other"
    registered = _REGISTERED.search(text) or _PLAIN_REGISTERED.fullmatch(text)
    return "registered" if registered and _NOTHING_ELSE.fullmatch(text) else "other"


_CHANGE = re.compile(r"退学|休学|停学|保留|延期|延长|延毕|超期|开除|除名|注销|取消|转学")


def enrolment_changes(written: str) -> bool:
    """Whether a 学籍 line that states nothing plainly speaks of a change that a roster may not know yet."""
    text = plain(written)
    return bool(_CHANGE.search(text)) and enrolment_state(text) == "other"


_A_TERM = re.compile(r"(20\d\d)年?(春|秋)")


def of_another_term(written: str, day: dt.date) -> bool:
    """Whether a 学籍 line speaks of a term (2025春季学期已注册) that is not the one of a day."""
    if not ("春" in written or "秋" in written):  # as most do not
        return False
    told = {
        f"{year}-{Season.SPRING if season == '春' else Season.AUTUMN}"
        for year, season in _A_TERM.findall(plain(written))
    }
    return bool(told) and told.isdisjoint({str(term_of(day)), str(term_applied_for(day))})


_TURN = re.compile(
    r"(20\d{2})\D{1,2}(\d{1,2})(?!\d)(?:(?!20\d\d)[^,，;；]){0,8}转(?:为)?正"
    r"|转(?:为)?正[^,，;；\d]{0,8}(20\d{2})\D{1,2}(\d{1,2})(?!\d)"
)


def standing_on(written: str, day: dt.date) -> tuple[str, ...]:
    """What 正式党员 with a day of turning full (2026.12转正) means on a day: until then 预备."""
    turn = _TURN.search(unicodedata.normalize("NFKC", written))
    if turn is None:
        return ("full",)
    year, month = (int(one) for one in turn.groups() if one)
    if (year, month) == (day.year, day.month):
        return ("full", "probationary")
    return ("full",) if (year, month) < (day.year, day.month) else ("probationary",)


def experience(written: str) -> str:
    """Whether social experience is ``stated``, or said to be ``none``."""
    text = plain(written)
    if not text:
        return ""
    return "none" if _NO_EXPERIENCE.fullmatch(text) else "stated"

"""What is written in a cell, as a value; what cannot be understood is told, never guessed."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import TypeVar

from pipeline.domain.people import DegreeLevel, PartyStanding, StudyMode
from pipeline.domain.positions import PositionKind
from pipeline.domain.registers import EnrolmentState, OtherPostKind
from pipeline.domain.school_calendar import DaySpan
from pipeline.domain.terms_written import term_written
from pipeline.domain.written import plain_number, without_numbering

Choice = TypeVar("Choice", bound=Enum)

_EXCEL_DAY_ZERO = dt.date(1899, 12, 30)
_EXCEL_DAYS = range(30_000, 80_000)  # 1982 to 2119: no other number of a calendar lies there
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]?0{1,2}:00(?::00)?)?")
_PLAIN_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{3,19}")
_SCIENTIFIC = re.compile(r"\d(\.\d+)?[eE]\+?\d+")
_ADDRESS = re.compile(r"[^@\s<>]+@[a-z0-9-]+(\.[a-z0-9-]+)+")
_NONE = frozenset(("无", "-", "—", "——", "/"))
_BETWEEN = re.compile(r"[;；,，、\n]+")


class UnreadableCellError(ValueError):
    """A cell that does not say what its column asks; `says` is for the person who filled it."""

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self.says = says


def plain(written: str) -> str:
    """Without white space and the marks Excel leaves; full-width forms made plain."""
    text = "".join(unicodedata.normalize("NFKC", written).split())
    formula = re.fullmatch(r'="(.*)"', text)
    return (formula[1] if formula else text).lstrip("'").replace("\ufeff", "")


def words(written: str) -> str:
    return " ".join(written.replace("\ufeff", "").split())


def name(written: str) -> str:
    return plain(written)


def student_no(written: str) -> str:
    text = plain_number(written)
    if _SCIENTIFIC.fullmatch(text):
        raise UnreadableCellError(
            "学号被 Excel 改成了科学计数法，后几位已丢失，请把该列设为文本后重新填写"
        )
    if not _NUMBER.fullmatch(text):
        raise UnreadableCellError("不像学号，请写4至20位的数字或字母")
    return text


def day(written: str) -> dt.date:
    text = plain(written)
    if text.isdecimal() and len(text) == 5 and int(text) in _EXCEL_DAYS:
        return _EXCEL_DAY_ZERO + dt.timedelta(days=int(text))
    match = _DAY.fullmatch(text) or _PLAIN_DAY.fullmatch(text)
    try:
        if match:
            return dt.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise UnreadableCellError("没有这一天") from None
    raise UnreadableCellError("不像日期，请写成 2026-09-07 的样子")


def days(written: str) -> tuple[dt.date, ...]:
    return tuple(_day_of(piece, piece, "2026-10-10") for piece in _pieces(written))


def spans(written: str) -> tuple[DaySpan, ...]:
    found = []
    for piece in _pieces(written):
        first, _, last = re.sub(r"[至到~～—–]+", "~", piece).partition("~")
        as_written = "2026-10-01至2026-10-07"
        span = DaySpan(*(_day_of(one, piece, as_written) for one in (first, last or first)))
        if span.last < span.first:
            raise UnreadableCellError(f"“{piece}”的末日早于首日")
        found.append(span)
    return tuple(found)


def _day_of(written: str, piece: str, so: str) -> dt.date:
    """A day of one piece of a cell; what is wrong names the piece and how to write it."""
    try:
        return day(written)
    except UnreadableCellError:
        raise UnreadableCellError(
            f"其中“{piece}”不像日期，或没有这一天，请写成 {so} 的样子，几个之间用分号"
        ) from None


def term(written: str) -> str:
    found = term_written(plain(written))
    if found is None:
        raise UnreadableCellError(
            "不像学期，请写成 2026秋季学期、2026-2027-1 或 2026-autumn 的样子"
        )
    return str(found)


def texts(written: str) -> tuple[str, ...]:
    return tuple(_pieces(written))


def addresses(written: str) -> tuple[str, ...]:
    found = [plain(piece).casefold() for piece in re.split(r"[;；,，、\s]+", written) if piece]
    for one in found:
        if not _ADDRESS.fullmatch(one):
            raise UnreadableCellError(f"“{one}”不是邮箱地址")
    return tuple(dict.fromkeys(found))


def paragraphs(written: str) -> tuple[str, ...]:
    """Duties, one a line of the cell, without the numbers people put before them."""
    return tuple(line for line in _unnumbered_lines(written) if line)


def footnotes(written: str) -> tuple[str, ...]:
    """The footnote of each duty in the order of the duties; "" where a line says 无.

    Empty lines do not count: those at the top of a cell may be lost before they come here.
    """
    return tuple("" if line in _NONE else line for line in _unnumbered_lines(written) if line)


def _unnumbered_lines(written: str) -> Iterator[str]:
    for line in written.splitlines():
        yield without_numbering(line).strip()


def degree_level(written: str) -> DegreeLevel:
    text = plain(written)
    if "博" in text and "硕" in text:
        raise UnreadableCellError("既有“博”又有“硕”，请写明现在是博士还是硕士")
    for sign, level in (("博", DegreeLevel.DOCTOR), ("硕", DegreeLevel.MASTER)):
        if sign in text:
            return level
    return _chosen(
        text,
        {
            "doctor": DegreeLevel.DOCTOR,
            "master": DegreeLevel.MASTER,
            "other": DegreeLevel.OTHER,
            "本科": DegreeLevel.OTHER,
            "本科生": DegreeLevel.OTHER,
        },
    )


def study_mode(written: str) -> StudyMode:
    return _chosen(plain(written), _STUDY_MODES)


def enrolment(written: str) -> EnrolmentState:
    return _chosen(plain(written), _ENROLMENTS)


def party_standing(written: str) -> PartyStanding:
    """A bare 党员 leaves open which; that is kept, not guessed."""
    return _chosen(plain(written), _PARTY_STANDINGS)


def other_post(written: str) -> OtherPostKind:
    return _chosen(plain(written), _POSTS)


def position_kind(written: str) -> PositionKind:
    text = plain(written)
    known: dict[str, PositionKind] = {kind.value: kind for kind in PositionKind}
    for kind in PositionKind:
        label = plain(kind.label)
        short = label.split("(")[0]
        work = tuple(f"{one}工作" for one in (label, short) if not one.endswith("工作"))
        known |= dict.fromkeys((label, short, *work), kind)
    return _chosen(
        text, known | {"共青团": PositionKind.YOUTH_LEAGUE, "团建": PositionKind.YOUTH_LEAGUE}
    )


def yes_no(written: str) -> bool:
    return _chosen(plain(written), _YES_NO).value


class _Answer(Enum):
    YES = True
    NO = False


def _chosen(text: str, known: Mapping[str, Choice]) -> Choice:
    found = known.get(text.casefold()) or known.get(text)
    if found is None:
        listed = "、".join(word for word in known if not word.isascii())
        raise UnreadableCellError(f"不是认得的写法，可写：{listed}")
    return found


def _pieces(written: str) -> list[str]:
    return [piece.strip() for piece in _BETWEEN.split(written) if piece.strip()]


_STUDY_MODES = {
    **dict.fromkeys(("全日制", "全日制学习", "full_time"), StudyMode.FULL_TIME),
    **dict.fromkeys(("非全日制", "在职", "part_time"), StudyMode.PART_TIME),
}
_ENROLMENTS = {
    **dict.fromkeys(
        ("已注册", "注册", "在读", "在籍", "在校", "有学籍", "registered"),
        EnrolmentState.REGISTERED,
    ),
    **dict.fromkeys(("未注册", "unregistered"), EnrolmentState.UNREGISTERED),
    **dict.fromkeys(("休学", "保留学籍", "保留入学资格", "on_leave"), EnrolmentState.ON_LEAVE),
    **dict.fromkeys(("延期", "延期毕业", "超期", "prolonged"), EnrolmentState.PROLONGED),
    **dict.fromkeys(
        ("毕业", "已毕业", "结业", "肄业", "退学", "已退学", "开除", "开除学籍", "转学", "left"),
        EnrolmentState.LEFT,
    ),
}
_PARTY_STANDINGS = {
    **dict.fromkeys(("正式党员", "中共正式党员", "full"), PartyStanding.FULL),
    **dict.fromkeys(("预备党员", "中共预备党员", "probationary"), PartyStanding.PROBATIONARY),
    **dict.fromkeys(("党员", "中共党员", "member"), PartyStanding.MEMBER),
    **dict.fromkeys(
        ("群众", "共青团员", "团员", "民主党派", "无党派人士", "发展对象", "入党积极分子", "none"),
        PartyStanding.NONE,
    ),
}
_POSTS = {
    **dict.fromkeys(("助教", "教学助理", "teaching"), OtherPostKind.TEACHING),
    **dict.fromkeys(("助管", "管理助理", "administrative"), OtherPostKind.ADMINISTRATIVE),
    **dict.fromkeys(("助研", "研究助理", "research"), OtherPostKind.RESEARCH),
}
_YES_NO = {
    **dict.fromkeys(("是", "到", "已到", "出席", "参加", "√", "✓", "1", "yes"), _Answer.YES),
    **dict.fromkeys(
        ("否", "未到", "缺席", "缺勤", "请假", "未参加", "×", "✗", "x", "0", "no"), _Answer.NO
    ),
}

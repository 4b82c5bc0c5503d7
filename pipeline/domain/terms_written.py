"""The ways in which people write a school term; what may mean two terms is none."""

import re
import unicodedata

from pipeline.domain.school_calendar import Season, Term
from pipeline.errors import OfficeError

_YEAR = r"(?:20)?\d\d"
_SEASON = r"秋|春|autumn|fall|spring"
_HALF = rf"{_SEASON}|1|2|一|二|上|下"
_SEASON_OF_A_YEAR = re.compile(
    rf"({_YEAR})(?:年?[-_/]?|学年(?=秋|autumn|fall))({_SEASON})季?(?:学期)?"
)
_SEASON_FIRST = re.compile(r"(autumn|fall|spring)[-_/]?(20\d\d)")
_HALF_OF_A_SCHOOL_YEAR = re.compile(
    rf"({_YEAR})[-—–~至/]{{1,2}}({_YEAR})(?:学?年度?)?[-—–/]?第?({_HALF})(?:季?学期|季)?"
)
_HALF_OF_A_NAMED_YEAR = re.compile(rf"({_YEAR})学年度?第?([12一二上下])学期")
_SCHOOL_YEAR = re.compile(rf"({_YEAR})[-—–~至/]{{1,2}}({_YEAR})(?:学年度?)?")
_AUTUMN = ("秋", "autumn", "fall", "1", "一", "上")
_CHINESE_DIGITS = str.maketrans("〇○零", "000")
_CHINESE_YEAR = re.compile(
    r"二[〇○零0]([〇○零0一二三四五六七八九])([〇○零0一二三四五六七八九])(?=年|学年|秋|春)"
)
_DIGITS = "〇一二三四五六七八九"


def term_written(written: str) -> Term | None:
    """``2026-autumn``, 2026-2027-1, 2026—2027学年第一学期, 2026年秋季学期 and 26秋 are one term.

    A single 学年 begins in autumn; of its 春 nobody knows whether it is meant so.
    """
    text = _plain(written)
    if match := _SEASON_OF_A_YEAR.fullmatch(text):
        return Term(_year(match[1]), _season(match[2]))
    if match := _SEASON_FIRST.fullmatch(text):
        return Term(int(match[2]), _season(match[1]))
    if match := _HALF_OF_A_NAMED_YEAR.fullmatch(text):
        return _half(_year(match[1]), match[2])
    match = _HALF_OF_A_SCHOOL_YEAR.fullmatch(text)
    if match and _year(match[2]) == _year(match[1]) + 1:
        return _half(_year(match[1]), match[3])
    return None


def told_term(written: str) -> Term:
    """A term that somebody wants; raises `OfficeError` with the way out when it is none."""
    term = term_written(written)
    if term is None:
        raise OfficeError(
            f"学期“{written.strip()}”不认识。",
            "请写成 2026-autumn、2026秋季学期或 2026-2027-1 的样子。",
        )
    return term


def period_written(written: str) -> str:
    """A term or an academic year (2026-2027学年) as the office names it; else what is written."""
    if term := term_written(written):
        return str(term)
    match = _SCHOOL_YEAR.fullmatch(_plain(written))
    if match and _year(match[2]) == _year(match[1]) + 1:
        return f"{_year(match[1])}-{_year(match[2])}"
    return written.strip()


def _plain(written: str) -> str:
    text = "".join(unicodedata.normalize("NFKC", written).split()).casefold().lstrip("'")
    return _CHINESE_YEAR.sub(lambda year: f"20{_digit(year[1])}{_digit(year[2])}", text)


def _digit(sign: str) -> str:
    plain = sign.translate(_CHINESE_DIGITS)
    return plain if plain.isascii() else str(_DIGITS.index(plain))


def _year(written: str) -> int:
    return 2000 + int(written[-2:])


def _season(written: str) -> Season:
    return Season.AUTUMN if written in _AUTUMN else Season.SPRING


def _half(first: int, written: str) -> Term:
    season = _season(written)
    return Term(first if season is Season.AUTUMN else first + 1, season)

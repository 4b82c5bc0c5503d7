"""Dates as Chinese forms write them: 1994.10, 94年10月, 一九九四年十月, 2026/9/1, 20260901.

The value is "YYYY-MM-DD" or "YYYY-MM", whichever precision was written.
"""

import datetime as dt
import re
import unicodedata

FIRST_YEAR, LAST_YEAR = 1900, 2100
_CENTURY_TURN = 50

_NUMERALS = {char: index for index, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "Ｏ": 0,
    "O": 0,
    "两": 2,
}
_CHINESE_YEAR = re.compile(
    r"[零一二三四五六七八九〇○O]{4}(?=年)|(?<![零一二三四五六七八九〇○])[零一二三四五六七八九〇○]{2}(?=年)"
)
_CHINESE_COUNT = re.compile(
    r"[〇零一二三]?十[一二三四五六七八九]?|[一二三四五六七八九](?=[月日号])"
)
_SPACED = re.compile(r"(?<!\d)(\d{4})\s+(\d{1,2})(?:\s+(\d{1,2}))?(?!\d)")
_DATE = re.compile(
    r"(?<!\d)(?P<year>\d{4}|\d{2}(?=年|[.．/]\d{1,2}(?!\d)(?![.．/\-]\d{4})))"
    r"(?:年(?P<month>\d{1,2})月?(?:(?<=月)(?P<day>\d{1,2})[日号]?)?"
    r"|[.．/\-、](?P<month2>\d{1,2})(?!\d)(?:[.．/\-、](?P<day2>\d{1,2})(?!\d))?)"
    r"|(?<!\d)(?P<solid>\d{8}|\d{6})(?!\d)"
)


_TIME_OF_DAY = re.compile(r"[ T]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?")
"""What spreadsheets and data exports write behind a day."""
_SPAN_OF_MONTHS = re.compile(r"(\d{4}[.．/]\d{1,2})\s*[—–~～至]+\s*\d{1,2}(?![\d.．/])")
"""2026.9—12: from September to December, not the twelfth."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH = re.compile(
    rf"(?:(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?[ .-]{{1,3}})?({'|'.join(_MONTHS)})[a-z]{{0,6}}[ .,-]{{1,3}}"
    r"(?:(\d{1,2})(?:st|nd|rd|th)?[ ,]{1,3})?(\d{4})(?!\d)",
    re.IGNORECASE,
)
"""12 March 1997, Mar. 12, 1997, March 1997."""

_DASH = re.compile(r"[\u2010-\u2015\u2212]")
_A_NUMERAL = re.compile(f"[\\d十元廿卅{''.join(_NUMERALS)}]")


def dates_in(written: str) -> tuple[str, ...]:
    """Every date of a text in its order; what is no possible date is left out."""
    found = (_value(match) for match in _DATE.finditer(_with_digits(written)))
    return tuple(value for value in found if value)


_LONGEST_LINE = 80
"""Characters of a line that can be a date and nothing else, however far it is spread out."""


def is_only_a_date(line: str) -> bool:
    if len(line) > _LONGEST_LINE:
        return False
    text = _with_digits(line).strip("()日期:;,。.")
    found = _DATE.search(text)
    return found is not None and found.group() == text


def _with_digits(written: str) -> str:
    text = unicodedata.normalize("NFKC", written)
    if not _A_NUMERAL.search(text):
        return ""  # most answers are no dates: they are told at a glance
    if _LETTER.search(text):
        text = _ENGLISH.sub(_in_figures, text)
    text = (
        _TIME_OF_DAY.sub("", text)
        .replace("元月", "1月")
        .replace("廿", "二十")
        .replace("卅", "三十")
    )
    text = _SPAN_OF_MONTHS.sub(r"\1", text)
    text = _CHINESE_YEAR.sub(lambda year: "".join(str(_NUMERALS[c]) for c in year[0]), text)
    text = _CHINESE_COUNT.sub(lambda count: str(_count(count[0])), text)
    if "年" not in text:
        text = _SPACED.sub(lambda day: ".".join(part for part in day.groups() if part), text)
    return "".join(_DASH.sub("-", text).split())


_LETTER = re.compile("[A-Za-z]{3}")


def _in_figures(day: re.Match[str]) -> str:
    month = _MONTHS.index(day[2].lower()) + 1
    return ".".join(str(one) for one in (day[4], month, day[1] or day[3]) if one)


def _count(written: str) -> int:
    """A number below forty: 十, 十一, 二十, 三十一."""
    tens, ten, ones = written.partition("十")
    if not ten:
        return _NUMERALS[tens]
    return (_NUMERALS[tens] or 0 if tens else 1) * 10 + (_NUMERALS[ones] if ones else 0)


def _value(match: re.Match[str]) -> str:
    solid = match["solid"]
    if solid:
        year, month, day = solid[:4], solid[4:6], solid[6:]
    else:
        year = match["year"]
        month = match["month"] or match["month2"]
        day = match["day"] or match["day2"] or ""
    number = int(year)
    if len(year) == 2:
        number += 1900 if number > _CENTURY_TURN else 2000
    try:
        date = dt.date(number, int(month), int(day or 1))
    except ValueError:
        return ""
    if not FIRST_YEAR <= date.year <= LAST_YEAR:
        return ""
    return date.isoformat() if day else date.isoformat()[:7]

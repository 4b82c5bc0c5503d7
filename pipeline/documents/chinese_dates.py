"""Dates as Chinese papers print them."""

import datetime as dt
import re

_WRITTEN = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_DIGITS = "〇一二三四五六七八九"
_CHINESE = re.compile(f"([{_DIGITS}]{{4}})年([{_DIGITS}十]+)月([{_DIGITS}十]+)日")


def chinese_date(day: dt.date) -> str:
    """二〇二六年九月十五日, as at the foot of a paper."""
    year = "".join(_DIGITS[int(digit)] for digit in f"{day.year:04}")
    return f"{year}年{_number(day.month)}月{_number(day.day)}日"


def plain_date(day: dt.date) -> str:
    """2026年9月15日, as in lists and tables."""
    return f"{day.year}年{day.month}月{day.day}日"


def as_printed(written: str) -> str:
    """2026-09-15 as 2026年9月15日, 2026-09 as 2026年9月; anything else as it is."""
    found = _WRITTEN.fullmatch(written)
    if found is None:
        return written
    year, month, day = found.groups()
    return f"{year}年{int(month)}月" + (f"{int(day)}日" if day else "")


def read_chinese_date(written: str) -> dt.date | None:
    """The day that `chinese_date` printed; None for anything else, such as a blank to write on."""
    found = _CHINESE.fullmatch(written)
    if found is None:
        return None
    year, month, day = found.groups()
    numbers = {_number(value): value for value in range(1, 32)}
    try:
        return dt.date(
            int("".join(str(_DIGITS.index(one)) for one in year)), numbers[month], numbers[day]
        )
    except (ValueError, KeyError):
        return None


def _number(value: int) -> str:
    """1 to 31 in words: 九, 十, 十五, 二十, 三十一."""
    tens, ones = divmod(value, 10)
    lead = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return lead + (_DIGITS[ones] if ones else "")

"""Dates as Chinese papers print them."""

import datetime as dt

_DIGITS = "〇一二三四五六七八九"


def chinese_date(day: dt.date) -> str:
    """二〇二六年九月十五日, as at the foot of a paper."""
    year = "".join(_DIGITS[int(digit)] for digit in f"{day.year:04}")
    return f"{year}年{_number(day.month)}月{_number(day.day)}日"


def plain_date(day: dt.date) -> str:
    """2026年9月15日, as in lists and tables."""
    return f"{day.year}年{day.month}月{day.day}日"


def _number(value: int) -> str:
    """1 to 31 in words: 九, 十, 十五, 二十, 三十一."""
    tens, ones = divmod(value, 10)
    lead = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return lead + (_DIGITS[ones] if ones else "")

"""Dates of mail. A date without a zone is the office's: +08:00."""

import datetime as dt
import re
from email.utils import parsedate_tz

CHINA = dt.timezone(dt.timedelta(hours=8))
FIRST_YEAR, LAST_YEAR = 1970, 9998

_COMMENT = re.compile(r"\([^()]*\)")
_ZONE = re.compile(r"(?<=[\d ])(?:GMT|UTC|UT)?\s*([+-])(\d{1,2})(?::?(\d{2}))?\s*$")
_HYPHENS = re.compile(r"(\d)-([A-Za-z]{3})[a-z]*-(\d)")
_UNIVERSAL = re.compile(r"\b(?:GMT|UTC|UT|Z)\b")
_CHINESE_DAY = re.compile(r"(\d{4})\s*[年/.-]\s*(\d{1,2})\s*[月/.-]\s*(\d{1,2})\s*日?[\sT,]*")
_TIME = re.compile(r"(\d{1,2})[:：时](\d{1,2})(?:[:：分](\d{1,2}))?")


def date_of(value: str) -> dt.datetime | None:
    """The moment a Date field tells, None when it cannot be read.

    CST is read as China's time and -0000 as UTC (RFC 5322 3.3).
    """
    text = _COMMENT.sub(" ", value[:200]).strip()
    zone, rest = _zone(text)
    try:
        moment = _iso(rest, zone) or _rfc5322(rest, zone)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return None
    return moment


def date_in_received(value: str) -> dt.datetime | None:
    """The moment at the end of a Received field, after its last semicolon."""
    return date_of(value[-400:].rpartition(";")[2])


def _zone(text: str) -> tuple[dt.timezone | None, str]:
    """The numeric zone at the end, if any, and what stands before it."""
    found = _ZONE.search(text)
    if found is None or ":" not in text[: found.start()].replace("：", ":"):
        return None, text
    sign, hours, minutes = found.groups()
    offset = dt.timedelta(hours=int(hours), minutes=int(minutes or 0))
    if offset >= dt.timedelta(days=1):
        return None, text[: found.start()].strip()
    return dt.timezone(-offset if sign == "-" else offset), text[: found.start()].strip()


def _iso(text: str, zone: dt.timezone | None) -> dt.datetime | None:
    day = _CHINESE_DAY.match(text)
    if day is None:
        return None
    year, month, number = (int(group) for group in day.groups())
    rest = text[day.end() :].strip()
    if zone is None:
        zone = dt.UTC if rest.endswith("Z") else CHINA
    time = _TIME.search(rest)
    if time is None:
        return dt.datetime(year, month, number, tzinfo=zone)
    hour, minute, second = (int(group or 0) for group in time.groups())
    if "下午" in rest and hour < 12:
        hour += 12
    return dt.datetime(year, month, number, hour, minute, min(second, 59), tzinfo=zone)


def _rfc5322(text: str, zone: dt.timezone | None) -> dt.datetime | None:
    parsed = parsedate_tz(_HYPHENS.sub(r"\1 \2 \3", text))
    if parsed is None:
        return None
    year, month, day, hour, minute, second = parsed[:6]
    if zone is None:
        zone = _named_zone(text, parsed[9])
    return dt.datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone)


def _named_zone(text: str, seconds: int | None) -> dt.timezone:
    """The standard library says 0 both for GMT and for no zone at all, hence the look at text."""
    if not seconds and not _UNIVERSAL.search(text):
        return CHINA
    if seconds is None or re.search(r"\bCST\b", text):
        return CHINA
    return dt.timezone(dt.timedelta(seconds=seconds))

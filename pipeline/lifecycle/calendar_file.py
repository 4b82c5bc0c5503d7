"""A calendar file (RFC 5545) of what is due, one all-day event for each college, duty and day.

Only what every calendar program reads: VEVENT with date values, lines of at most 75 octets.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST_OCTETS = 75
PRODUCT = "-//deyu//obligations//ZH"

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class DueDay:
    """One day in the calendar; `key` makes the event the same one in the next file."""

    key: str
    on: dt.date
    title: str
    text: str


def calendar_file(name: str, days: Sequence[DueDay], stamp: dt.datetime) -> bytes:
    """The bytes of an ``.ics`` file; `stamp` is when it was made."""
    made = f"{stamp.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(name)}",
        *(line for day in days for line in _event(day, made)),
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _event(day: DueDay, made: str) -> Iterable[str]:
    uid = hashlib.sha256(day.key.encode()).hexdigest()[:32]
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}@deyu"
    yield f"DTSTAMP:{made}"
    yield f"DTSTART;VALUE=DATE:{day.on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day.on + dt.timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(day.title)}"
    yield f"DESCRIPTION:{_text(day.text)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(written: str) -> str:
    """Escaped as RFC 5545 3.3.11 asks."""
    plain = _CONTROL.sub("", written.replace("\r\n", "\n"))
    for sign in ("\\", ";", ","):
        plain = plain.replace(sign, f"\\{sign}")
    return plain.replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """Lines of at most 75 octets, never cut inside a character (RFC 5545 3.1)."""
    pieces, piece = [], b""
    for sign in line:
        octets = sign.encode("utf-8", errors="replace")
        if len(piece) + len(octets) > MOST_OCTETS:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"

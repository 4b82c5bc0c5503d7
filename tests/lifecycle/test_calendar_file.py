"""The calendar file: lines as RFC 5545 wants them, and everything in them comes back."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from pipeline.lifecycle.calendar_file import MOST_OCTETS, DueDay, calendar_file

STAMP = dt.datetime(2026, 9, 1, 8, tzinfo=dt.UTC)
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n"))


def read(data: bytes) -> list[dict[str, str]]:
    """Every event as its properties; a reader of its own, written from the RFC."""
    text = data.decode().replace("\r\n ", "")
    events: list[dict[str, str]] = []
    for line in text.split("\r\n"):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events and name not in ("END", ""):
            events[-1][name.partition(";")[0]] = value
    return events


def meant(value: str) -> str:
    plain, signs = "", iter(value)
    for sign in signs:
        if sign == "\\":
            after = next(signs)
            plain += "\n" if after == "n" else after
        else:
            plain += sign
    return plain


@given(TEXTS, TEXTS)
def test_what_is_written_comes_back_and_no_line_is_too_long(title: str, text: str) -> None:
    data = calendar_file("待办", [DueDay("k", dt.date(2027, 1, 15), title, text)], STAMP)
    (event,) = read(data)
    assert (meant(event["SUMMARY"]), meant(event["DESCRIPTION"])) == (title, text)
    assert event["DTSTART"] == "20270115"
    assert event["DTEND"] == "20270116"
    assert all(len(line) <= MOST_OCTETS for line in data.split(b"\r\n"))


def test_the_same_matter_is_the_same_event_in_the_next_file() -> None:
    first, later = (
        read(calendar_file("待办", [DueDay("k", dt.date(2027, 1, 15), title, "")], STAMP))
        for title in ("工作计划", "工作计划（5 人）")
    )
    assert first[0]["UID"] == later[0]["UID"]

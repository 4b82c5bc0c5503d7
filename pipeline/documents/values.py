"""What may be printed: text, numbers, and lists and groups of them.

Values come from mail. They are printed as they are, whatever they look like, and refused by
name when XML 1.0 cannot hold them (section 2.2) or no printer can show them.
"""

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from pipeline.errors import OfficeError

Value: TypeAlias = "str | int | Sequence[Value] | Mapping[str, Value]"
Context: TypeAlias = Mapping[str, Value]

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")

GUARD = "\uffff"
"""Not a character (Unicode 23.7), refused in values: it marks what must not be taken for a tag."""


_DIRECTING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_OVERRIDES = "\u202d\u202e"
_CLOSED_BY = dict.fromkeys("\u202a\u202b", "\u202c") | dict.fromkeys("\u2066\u2067\u2068", "\u2069")


class UnprintableTextError(OfficeError):
    """A value holds a character that cannot stand in a document."""


def refuse_unprintable(context: Context, labels: Mapping[str, str]) -> None:
    """Raise `UnprintableTextError` naming the field; line breaks (\\n) and tabs are fine.

    `labels` are the office's words for the fields, those of a list's items as ``list.item``.
    """
    for name, value in context.items():
        _check(value, name, labels.get(name, name), labels)


def _check(value: Value, name: str, place: str, labels: Mapping[str, str]) -> None:
    if isinstance(value, str):
        _check_text(value, place)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            path = f"{name}.{key}"
            _check(inner, path, f"{place}·{labels.get(path, key)}", labels)
    elif isinstance(value, Sequence):
        for position, inner in enumerate(value, 1):
            _check(inner, name, f"{place}第 {position} 项", labels)


def _check_text(text: str, place: str) -> None:
    found = _UNPRINTABLE.search(text)
    if found:
        raise _unprintable(place, text, found.start(), "是控制字符 {}，不能印在文件里。")
    turning = _turned_at(text)
    if turning is not None:
        says = "是看不见的方向字符 {}，会把印出来的文字颠倒，不能印在文件里。"
        raise _unprintable(place, text, turning, says)


def _turned_at(text: str) -> int | None:
    """Where it turns the words that follow round: an override, or what is not closed again.

    Pairs, as copying from an address book leaves them, do no harm (Unicode Standard Annex 9).
    """
    open_ones: list[tuple[str, int]] = []
    for found in _DIRECTING.finditer(text):
        sign = found[0]
        if sign in _OVERRIDES:
            return found.start()
        if sign in _CLOSED_BY:
            open_ones.append((_CLOSED_BY[sign], found.start()))
        elif open_ones and open_ones[-1][0] == sign:
            open_ones.pop()
    return open_ones[0][1] if open_ones else None


def _unprintable(place: str, text: str, position: int, says: str) -> UnprintableTextError:
    told = says.format(f"U+{ord(text[position]):04X}")
    return UnprintableTextError(
        f"字段“{place}”的第 {position + 1} 个字符{told}",
        "请在来件或登记册里改正这个字段，再重新生成。",
    )


def tidy_lines(text: str) -> str:
    """Line ends of any system as \\n; mailed forms come from all of them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")

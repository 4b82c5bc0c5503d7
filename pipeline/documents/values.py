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


class UnprintableTextError(OfficeError):
    """A value holds a character that cannot stand in a document."""


def refuse_unprintable(context: Context, labels: Mapping[str, str]) -> None:
    """Raise `UnprintableTextError` naming the field; line breaks (\\n) and tabs are fine."""
    for name, value in context.items():
        _check(value, labels.get(name, name))


def _check(value: Value, place: str) -> None:
    if isinstance(value, str):
        found = _UNPRINTABLE.search(value)
        if found:
            raise UnprintableTextError(
                f"字段“{place}”的第 {found.start() + 1} 个字符是控制字符 U+{ord(found[0]):04X}，"
                "不能印在文件里。",
                "请在来件或登记册里改正这个字段，再重新生成。",
            )
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            _check(inner, f"{place}·{name}")
    elif isinstance(value, Sequence):
        for position, inner in enumerate(value, 1):
            _check(inner, f"{place}第 {position} 项")


def tidy_lines(text: str) -> str:
    """Line ends of any system as \\n; mailed forms come from all of them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")

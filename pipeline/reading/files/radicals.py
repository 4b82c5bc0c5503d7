"""Radicals that programs write into a PDF for the characters that look the same: ⼯ for 工.

Browsers and some fonts do so; nobody sees it, and no name or college is found by them.
"""

import unicodedata

FIRST_RADICAL = "\u2e80"
_KANGXI = {number: unicodedata.normalize("NFKC", chr(number)) for number in range(0x2F00, 0x2FD6)}
_WHOLE = {
    *(
        "⺟母",
        "⺠民",
        "⻁虎",
        "⻄西",
        "⻅见",
        "⻆角",
        "⻉贝",
        "⻋车",
        "⻓长",
        "⻔门",
        "⻘青",
        "⻙韦",
    ),
    *(
        "⻚页",
        "⻛风",
        "⻜飞",
        "⻝食",
        "⻢马",
        "⻣骨",
        "⻤鬼",
        "⻥鱼",
        "⻦鸟",
        "⻧卤",
        "⻨麦",
        "⻩黄",
    ),
    *("⻪黾", "⻬齐", "⻮齿", "⻰龙", "⻳龟"),
}
"""Of the supplement (U+2E80 to U+2EFF), which Unicode itself does not map, those that are words."""

_CHARACTERS = _KANGXI | {ord(pair[0]): pair[1] for pair in _WHOLE}


def with_characters(text: str) -> str:
    """The text with characters where radicals stand."""
    return text.translate(_CHARACTERS)

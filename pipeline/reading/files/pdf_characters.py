"""Characters of a PDF as a reader sees them, not as their fonts measure them."""

from pdfplumber._typing import T_obj

from pipeline.reading.files.radicals import FIRST_RADICAL, with_characters

BELOW = 0.2
"""Of its size, how far a character reaches below the line it is written on."""


def set_right(char: T_obj) -> None:
    """Give a character its plain form, and the height that every other one on its line has.

    pdfminer takes the height from the font; ☑ and 男, of two fonts, would stand on two lines.
    """
    if char["text"] >= FIRST_RADICAL:
        char["text"] = with_characters(char["text"])
    across, turned, slanted, upward, _, line = char.get("matrix") or (0.0,) * 6
    if turned or slanted or across <= 0 or upward <= 0:
        return
    lowered = char["y0"] - (line - BELOW * char["size"])
    for side in ("top", "bottom", "doctop"):
        char[side] += lowered
    for side in ("y0", "y1"):
        char[side] -= lowered

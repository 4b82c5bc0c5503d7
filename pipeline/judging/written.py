"""What is written on a line of a form: simplified, bare of white space and of boxes left empty."""

import re

from pipeline.domain.written import in_one_piece

_TICKED = "☑☒✓✔√■●◉"
_UNTICKED = "□☐○◯"
_BOX = re.compile(f"[{_TICKED}{_UNTICKED}]")
_CHOSEN = re.compile(f"[{_TICKED}]([^{_TICKED}{_UNTICKED}]*)")


def plain(written: str) -> str:
    """Without white space and end marks; of ticked boxes only what is ticked, "" if none is."""
    text = in_one_piece(written).casefold()
    if _BOX.search(text):
        text = ",".join(_CHOSEN.findall(text))
    return text.strip("。.,，;；:：!！、")

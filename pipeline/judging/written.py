"""What is written on a line of a form, bare of white space and of boxes that are not ticked."""

import re
import unicodedata

_TICKED = "☑☒✓✔√■●◉"
_UNTICKED = "□☐○◯"
_BOX = re.compile(f"[{_TICKED}{_UNTICKED}]")
_CHOSEN = re.compile(f"[{_TICKED}]([^{_TICKED}{_UNTICKED}]*)")


def plain(written: str) -> str:
    """Without white space and end marks; of ticked boxes only what is ticked, "" if none is."""
    text = "".join(unicodedata.normalize("NFKC", written).split()).casefold()
    if _BOX.search(text):
        text = ",".join(_CHOSEN.findall(text))
    return text.strip("。.,，;；:：!！、")

"""What is written on a line of a form, bare of white space and of boxes that are not ticked."""

import re
import unicodedata

_TICKED = "☑☒✓✔√■●◉"
_UNTICKED = "□☐○◯"
_CHOSEN = re.compile(f"[{_TICKED}]([^{_TICKED}{_UNTICKED}]*)")


def plain(written: str) -> str:
    """Without white space and end marks; of ticked boxes only what is ticked, "" if none is."""
    text = "".join(unicodedata.normalize("NFKC", written).split()).casefold()
    if re.search(f"[{_TICKED}]", text):
        text = ",".join(_CHOSEN.findall(text))
    elif re.search(f"[{_UNTICKED}]", text):
        return ""
    return text.strip("。.,，;；:：!！、")

"""How Chinese text is compared in searches: spelling that does not matter is taken away."""

import re
import unicodedata

_CHINESE = "\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef\U00020000-\U0003ffff"
_BETWEEN = re.compile(rf"(?<=[{_CHINESE}])\s+(?=[{_CHINESE}])")
_WHITE = re.compile(r"\s+")


def comparable(text: str) -> str:
    """NFKC, case folded, no white space between Chinese characters, elsewhere one blank."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return _BETWEEN.sub("", _WHITE.sub(" ", folded)).strip()

"""What was written: the writer's own lines, numbers before answers, and how text is compared."""

import re
import unicodedata

_CHINESE = "\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef\U00020000-\U0003ffff"
_BETWEEN = re.compile(rf"(?<=[{_CHINESE}])\s+(?=[{_CHINESE}])")
_WHITE = re.compile(r"\s+")


_QUOTED_LINE = re.compile(r"\s*[>＞]")
_QUOTED_MAIL = re.compile(
    r"\s*(?:-{3,}\s*(?:转发的?邮件|轉寄|原始(?:邮件|郵件)|回复的原?邮件|original message|forwarded)|"
    r"发件人\s*[:：]|寄件者\s*[:：]|在.{4,80}[写寫]道\s*[:：]?\s*$|on .{6,120}wrote\s*:\s*$|"
    r"begin forwarded message)",
    re.IGNORECASE,
)


def own_lines(text: str) -> str:
    """What the writer of a mail wrote: up to the first mail quoted whole, without quoted lines."""
    lines: list[str] = []
    for line in text.splitlines():
        if _QUOTED_MAIL.match(line):
            break
        if not _QUOTED_LINE.match(line):
            lines.append(line)
    return "\n".join(lines)


NUMBERING = r"(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.．、)）](?![(（]?[\d一二三四五六七八九十])|[①-⑳])\s*"
"""A number before one of several answers; 5.4 is a day, 1.5 hours, 一、二年级 two years."""

_NUMBERED = re.compile(rf"\A\s*{NUMBERING}")


def without_numbering(line: str) -> str:
    """An answer without the number that its writer gave it."""
    return _NUMBERED.sub("", line)


def comparable(text: str) -> str:
    """NFKC, case folded, no white space between Chinese characters, elsewhere one blank."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return _BETWEEN.sub("", _WHITE.sub(" ", folded)).strip()

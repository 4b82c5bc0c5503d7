"""What was written: the writer's own lines, and how text is compared in searches."""

import re
import unicodedata

_CHINESE = "\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef\U00020000-\U0003ffff"
_BETWEEN = re.compile(rf"(?<=[{_CHINESE}])\s+(?=[{_CHINESE}])")
_WHITE = re.compile(r"\s+")


_QUOTED = (
    *("---- 转发的邮件", "-----原始邮件", "------------------ 原始邮件", "----- 原始邮件"),
    *("---- 回复的原邮件", "-----original message", "----- original message", "---- forwarded"),
    *("发件人:", "发件人：", ">"),
)


def own_lines(text: str) -> str:
    """What the writer of a mail wrote: what stands before the first mail that is quoted."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.strip().casefold().startswith(_QUOTED):
            break
        lines.append(line)
    return "\n".join(lines)


def comparable(text: str) -> str:
    """NFKC, case folded, no white space between Chinese characters, elsewhere one blank."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return _BETWEEN.sub("", _WHITE.sub(" ", folded)).strip()

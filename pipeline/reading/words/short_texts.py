"""Short writings: one line, without the blanks that only spread characters out."""

import re

from pipeline.reading.doubts import Doubt, Understood
from pipeline.reading.words.choices import compact

LONGEST_SHORT = 100

_CHINESE_GAP = re.compile(r"(?<=[\u3400-\u9fff（）·])\s+(?=[\u3400-\u9fff（）·])")
NOTHING = re.compile(r"[\s/\\\-—–_.。、,，·:：*]*")
_NOT_YET = frozenset({"待定", "待补", "待填", "待确认", "未定", "暂定", "暂缺"})
NO_ANSWER = frozenset({"无", "暂无", "没有", "不详", "不限", "n/a", "na", "none", "nil"})


def tidy(written: str) -> str:
    """One line without the blanks that only spread characters out."""
    text = " ".join(written.replace("_", " ").split())
    return _CHINESE_GAP.sub("", text).strip(" ,，;；。、:：")


def short_text(written: str, _label: str = "") -> Understood:
    text = tidy(written)
    if NOTHING.fullmatch(text) or compact(text) in NO_ANSWER:
        return None
    if text in _NOT_YET:
        return Doubt("还没有写明")
    if len(text) > LONGEST_SHORT:
        return Doubt("写的内容过长，不像这一栏的答案")
    return text

"""What the engine of templates (Jinja) found wrong with a tag, in Chinese, and in which line."""

import re
from types import TracebackType

import jinja2
from jinja2.exceptions import SecurityError

_NAME = re.compile(r"'([^']*)' is undefined|no attribute '([^']*)'")
_UNKNOWN = re.compile(r"unknown tag '([^']*)'|No (?:filter|test) named '([^']*)'")
_SIGN = re.compile(r"unexpected char '(.)'|unexpected char \"(.)\"")
_WORD = re.compile(r"(?:expected token '[^']*'|Expected an expression), got '([^']*)'")
_STRAY = re.compile(r"^unexpected '([^']*)'")
_PARTS = {"elif", "else", "endif", "endfor"}
_CLOSING = {"end of print statement": "“}}”", "end of statement block": "“%}”"}


def line_of(fault: Exception) -> int:
    """The line of the template's source: Jinja's own, or the template's frame; 0 for none."""
    if isinstance(fault, jinja2.TemplateSyntaxError):
        return fault.lineno
    line = 0
    trace: TracebackType | None = fault.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def said_of(fault: Exception) -> str:
    """A half-sentence; words of Jinja for which there are none of ours stand in it as they are."""
    message = str(fault)
    if isinstance(fault, SecurityError):
        return "标签用了不允许的写法"
    if isinstance(fault, jinja2.UndefinedError):
        name = _NAME.search(message)
        return f"没有名为“{name[1] or name[2]}”的字段" if name else f"用了没有的字段（{message}）"
    unknown = _UNKNOWN.search(message)
    if unknown and unknown[1] in _PARTS:
        return f"“{unknown[1]}”没有与它成对的 if 或 for"
    if unknown:
        return f"不认识“{unknown[1] or unknown[2]}”"
    if "Unexpected end of template" in message:
        return "有 if 或 for 没有用 endif 或 endfor 结束"
    return f"标签的写法不对（{_written(message) or message or type(fault).__name__}）"


def _written(message: str) -> str:
    """What is wrong with the signs inside a tag; "" for what is seldom met."""
    if "unexpected end of template" in message:
        return "标签没有写完，缺“}}”或“%}”"
    if sign := _SIGN.search(message):
        return f"不能用“{sign[1] or sign[2]}”，标签里的标点和引号要用英文的，引号要成对"
    if word := _WORD.search(message):
        return f"在{_CLOSING.get(word[1], f'“{word[1]}”')}之前少了或多了什么"
    if stray := _STRAY.search(message):
        return f"“{stray[1]}”不该在这里，或它前面少了什么"
    return ""

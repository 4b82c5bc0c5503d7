"""The tags in one paragraph's text, and the braces that make no tag."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pipeline.documents.checking.faults import FaultCode


class Level(StrEnum):
    """What a tag stands for: itself, or the paragraph, row, cell or run around it."""

    INLINE = ""
    PARAGRAPH = "p"
    ROW = "tr"
    CELL = "tc"
    RUN = "r"


@dataclass(frozen=True, slots=True)
class Tag:
    """`prints` tells {{ }} from {% %}; `words` is what stands inside, quotes made straight."""

    prints: bool
    level: Level
    words: str
    written: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.written)


@dataclass(frozen=True, slots=True)
class Stray:
    """Braces that were meant as a tag and are none."""

    code: FaultCode
    start: int
    end: int
    says: str


_INSIDE = r"(?:(?!\{\{|\{%|\{#).)*?"
_TAG = re.compile(rf"\{{\{{\{{?{_INSIDE}\}}\}}\}}?|\{{%{_INSIDE}%\}}|\{{#.*?#\}}", re.DOTALL)
_LEVEL = re.compile(r"(tr|tc|p|r) (.*)", re.DOTALL)
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
"""As docxtpl reads them: Word makes straight quotes curly while one types."""

_NEAR_MISSES = (
    (
        r"\{[ \u3000\xa0]+[{%]|[}%][ \u3000\xa0]+\}",
        FaultCode.SPACED_BRACES,
        "标签的两个符号之间有空格，请紧挨着写成 {{ }} 或 {% %}。",
    ),
    (
        r"\{\{[^{}%]*%\}|\{%[^{}%]*\}\}",
        FaultCode.MIXED_BRACES,
        "标签的开头和结尾不是一种：{{ 要配 }}，{% 要配 %}。",
    ),
    (
        r"\{\{[^{}]*\}(?!\})|(?<!\{)\{[^{}%#]*\}\}|\{%[^{}%]*\}|\{\s*[A-Za-z_][^{}%]*%\}",
        FaultCode.SINGLE_BRACE,
        "标签少写了一个符号：开头要两个（{{ 或 {%），结尾也要两个（}} 或 %}）。",
    ),
    (
        r"\{\{|\{%|\{#",
        FaultCode.UNCLOSED_TAG,
        "标签没有结尾：{{ 要以 }} 结束，{% 要以 %} 结束，{# 要以 #} 结束。",
    ),
    (
        r"\}\}|(?<![0-9])%\}",
        FaultCode.UNCLOSED_TAG,
        "标签没有开头：}} 前面要有 {{，%} 前面要有 {%。",
    ),
)
_BRACED = re.compile(r"[{｛]{1,2}[^{}｛｝]*[}｝]{1,2}|[｛｝]+")
_WIDE = re.compile("[｛｝]|％[}｝]|[{｛]％")
_WIDE_SAYS = "花括号或百分号是全角的，不会被认作标签，请改成英文半角的 { } %。"
_MISSES = tuple((re.compile(pattern), code, says) for pattern, code, says in _NEAR_MISSES)


def tags_in(text: str) -> Iterator[Tag]:
    """Every complete tag but comments, in order."""
    for found in _TAG.finditer(text):
        written = found[0]
        if written.startswith("{#"):
            continue
        inside = written[2:-2].translate(_QUOTES)
        level = _LEVEL.match(inside)
        words = level[2] if level else inside
        yield Tag(
            prints=written.startswith("{{"),
            level=Level(level[1]) if level else Level.INLINE,
            words=words.strip().strip("-+").strip(),
            written=written,
            start=found.start(),
        )


def strays_in(text: str) -> Iterator[Stray]:
    """Braces outside the tags, each told once by the reason that fits best."""
    rest = _TAG.sub(_blanked, text)
    for found in _BRACED.finditer(rest):
        if _WIDE.search(found[0]):
            yield Stray(FaultCode.FULL_WIDTH, found.start(), found.end(), _WIDE_SAYS)
    rest = _BRACED.sub(lambda found: _blanked(found) if _WIDE.search(found[0]) else found[0], rest)
    for pattern, code, says in _MISSES:
        for found in pattern.finditer(rest):
            if found[0].strip("\0"):
                yield Stray(code, found.start(), found.end(), says)
        rest = pattern.sub(_blanked, rest)


def meant_by(stray: Stray, text: str) -> str:
    """The words of a tag whose braces are wrong: what it would say if they were right."""
    return re.sub(
        r"^[{}%｛｝％\s]+((?:tr|tc|p|r) )?|[{}%｛｝％\s]+$", "", text[stray.start : stray.end]
    )


def _blanked(found: re.Match[str]) -> str:
    return "\0" * len(found[0])


def is_one_tag(text: str) -> bool:
    """Whether it holds a single tag and nothing else, neither words nor another tag."""
    return not without_tags(text).strip() and len(list(tags_in(text))) == 1


def without_tags(text: str) -> str:
    return _TAG.sub("", text)

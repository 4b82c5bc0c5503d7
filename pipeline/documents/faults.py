"""What is wrong with a template, in the words of those who edit it, and where."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.documents.template_parts import TaggedPart
from pipeline.errors import OfficeError, TemplateError
from pipeline.tag_faults import line_of, said_of

QUOTED = 40
_MARKUP = re.compile(r"<[^>]*>")
_WAY_OUT = "请用 Word 打开模板改正这一处，或恢复随软件提供的模板。"


class UnplacedInsertError(LookupError):
    """A picture or Word file that a tag names cannot be placed; a Chinese half-sentence says why."""


@contextmanager
def told_as_template_error() -> Iterator[None]:
    """Whatever else a template brings about: python-docx, docxtpl and jinja throw what they like.

    A template is written by people; it may cost one document, never the work on all the others.
    """
    try:
        yield
    except OfficeError:
        raise
    except Exception as fault:  # the edge to what other people wrote
        raise TemplateError(
            f"这份模板用不了：打开或填写时出错（{type(fault).__name__}）。",
            "请用 Word 打开模板，另存为新的 .docx 再放回；仍不行就从随软件提供的模板重新改起。",
        ) from fault


def fault_in(part: TaggedPart, fault: Exception) -> TemplateError:
    """A tag that jinja could not compile or print."""
    return TemplateError(f"模板{_place(part, line_of(fault))}有错：{_says(fault)}。", _WAY_OUT)


def not_well_formed(part: TaggedPart) -> TemplateError:
    """A part whose XML does not hold together after it was filled."""
    return TemplateError(
        f"模板{part.label}填写后结构不完整，多半是成对的标签跨过了段落或表格。",
        "请让 if 与 endif、for 与 endfor 处在同一层：同一段、同一格，或各自独占一段（{%p ... %}）。",
    )


def _place(part: TaggedPart, line: int) -> str:
    lines = part.source.split("\n")
    if not 1 <= line <= len(lines):
        return part.label
    text = _MARKUP.sub("", lines[line - 1]).strip()[:QUOTED]
    number = f"约第 {line - 1} 段" if line > 1 else ""
    return f"{part.label}{number}“{text}”" if text else f"{part.label}{number}"


def _says(fault: Exception) -> str:
    return str(fault) if isinstance(fault, UnplacedInsertError) else said_of(fault)

"""What may be wrong with a template, and where it stands."""

from dataclasses import dataclass
from enum import StrEnum

QUOTED = 44


class Severity(StrEnum):
    """An error keeps a template from being used; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class FaultCode(StrEnum):
    """The reason, for programs; people read `TemplateFault.says`."""

    NOT_WORD = "not_word"
    UNCHECKED = "unchecked"
    UNKNOWN_FIELD = "unknown_field"
    NOT_A_LIST = "not_a_list"
    LIST_PRINTED = "list_printed"
    MISSING_FIELD = "missing_field"
    SYNTAX = "syntax"
    FULL_WIDTH = "full_width"
    INVISIBLE = "invisible_character"
    EMPTY_TAG = "empty_tag"
    UNKNOWN_FILTER = "unknown_filter"
    UNKNOWN_TAG = "unknown_tag"
    UNSAFE = "unsafe"
    NEVER_TRUE = "never_true"
    UNCLOSED_TAG = "unclosed_tag"
    SINGLE_BRACE = "single_brace"
    MIXED_BRACES = "mixed_braces"
    EXTRA_BRACE = "extra_brace"
    SPACED_BRACES = "spaced_braces"
    MERGE_FIELD = "merge_field"
    CROSSES_PARAGRAPHS = "crosses_paragraphs"
    TEXT_BESIDE_TAG = "text_beside_tag"
    OUTSIDE_TABLE = "outside_table"
    PERCENT_INSIDE = "percent_inside"
    RUN_TAG = "run_tag"
    NOTE_TAG = "note_tag"
    INSERT_TAG = "insert_tag"
    INSERT_MISSING = "insert_missing"
    INSERT_DAMAGED = "insert_damaged"
    INSERT_KIND = "insert_kind"
    INSERT_TOO_BIG = "insert_too_big"
    UNCLOSED_BLOCK = "unclosed_block"
    WRONG_END = "wrong_end"
    STRAY_END = "stray_end"
    CROSSES_LINK = "crosses_link"
    MIXED_LEVELS = "mixed_levels"
    LOST_BOOKMARK = "lost_bookmark"
    LOST_NOTE = "lost_note"
    CHANGED_TEXT = "changed_text"
    COMMENT_LEFT = "comment_left"
    TRACKED_CHANGE = "tracked_change"
    EMPTY_CELL = "empty_cell"
    TRIAL = "trial"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a template; `paragraph` from 1 in its part, 0 when the whole part is meant.

    `page` is counted from the page breaks that Word wrote when it saved the file: 0 when unknown.
    """

    part: str
    label: str
    paragraph: int = 0
    page: int = 0
    note: str = ""
    in_table: bool = False

    def __str__(self) -> str:
        if self.note:
            return f"{self.label}（注 {self.note}）"
        number = f"第 {self.paragraph} 段" if self.paragraph else ""
        more = [f"约第 {self.page} 页"] if self.page and self.paragraph else []
        more += ["表格内"] if self.in_table else []
        return f"{self.label}{number}" + (f"（{'，'.join(more)}）" if more else "")


@dataclass(frozen=True, slots=True)
class TemplateFault:
    """`quoted` is what stands there; `says` what is wrong with it and how to put it right."""

    severity: Severity
    code: FaultCode
    place: Place
    quoted: str
    says: str

    def __str__(self) -> str:
        quoted = f"“{self.quoted}”" if self.quoted else ""
        return f"{self.place}{quoted}：{self.says}"


def quotation(text: str, start: int = 0, end: int = 0) -> str:
    """The words around a place of a paragraph, not longer than a line."""
    if len(text) <= QUOTED:
        return text.strip()
    middle = max(0, start - max(4, (QUOTED - (end - start)) // 2))
    return text[middle : middle + QUOTED].strip()

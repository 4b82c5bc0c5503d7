"""Words that a template may not change: the edition's own text, in the template's paragraphs."""

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.documents.checking.faults import FaultCode, Place, Severity, TemplateFault
from pipeline.documents.checking.paragraphs import TemplateParagraph
from pipeline.documents.checking.tags import without_tags
from pipeline.documents.main_parts import BODY, FOOTNOTES

_BLANK = re.compile(r"\s")
_SLOTS = re.compile(r"《》、《》，特指定|4：$")
"""Where the agreement's own text has slots for values, and the mark of note 4."""

_LIKE_ENOUGH = 0.5
_HEADING = 24
"""A passage so short is a heading: it is told whole, and a little likeness is enough."""

_LIKE_A_HEADING = 0.3
_SAME_END = 0.3
"""A title's last words say what paper it is."""

_TOLD = 18


@dataclass(frozen=True, slots=True)
class LegalText:
    """One passage, verbatim from the edition, with its clause.

    `whole`: its paragraph may hold nothing beside it but what the shipped template has there.
    """

    clause: str
    label: str
    text: str
    whole: bool = True

    def pieces(self) -> tuple[str, ...]:
        pieces = (_BLANK.sub("", piece) for piece in _SLOTS.split(self.text))
        return tuple(piece for piece in pieces if piece)


def changed_text(
    paragraphs: Sequence[TemplateParagraph], legal: Sequence[LegalText]
) -> Iterator[TemplateFault]:
    """A fault for each passage that no paragraph of the body or note holds word for word."""
    printed = (one for one in paragraphs if one.place.part in (BODY, FOOTNOTES))
    texts = [(one, _BLANK.sub("", without_tags(one.text))) for one in printed]
    for passage in legal:
        for piece in passage.pieces():
            if any(piece in text for _, text in texts):
                continue
            yield _changed(passage, piece, texts)


def _changed(
    passage: LegalText, piece: str, texts: Sequence[tuple[TemplateParagraph, str]]
) -> TemplateFault:
    heading = len(piece) <= _HEADING
    nearest, likeness = None, _LIKE_A_HEADING if heading else _LIKE_ENOUGH
    for one, text in texts:
        found = difflib.SequenceMatcher(None, text, piece, autojunk=False)
        alike = _SAME_END if heading and text[-2:] == piece[-2:] else 0.0
        ratio = found.ratio() + alike if found.quick_ratio() + alike > likeness else 0.0
        if ratio > likeness:
            nearest, likeness = (one, text), ratio
    if nearest is None:
        return TemplateFault(
            Severity.ERROR,
            FaultCode.CHANGED_TEXT,
            Place(BODY, "正文"),
            piece[:_TOLD],
            f"管理办法版本的条文（{passage.clause} {passage.label}）“{piece[:_HEADING]}”"
            f"在模板里找不到了，请照原文补上。",
        )
    paragraph, text = nearest
    was, now = (piece, text[:_HEADING]) if heading else _difference(piece, text)
    return TemplateFault(
        Severity.ERROR,
        FaultCode.CHANGED_TEXT,
        paragraph.place,
        now or was,
        f"条文（{passage.clause} {passage.label}）与管理办法版本不一致：原文“{was}”，"
        f"模板{f'写作“{now}”' if now else '里没有'}。条文要改，请先出新的管理办法版本。",
    )


def _difference(piece: str, text: str) -> tuple[str, str]:
    """The first differing words of both, with a few before and after."""
    blocks = difflib.SequenceMatcher(None, piece, text, autojunk=False).get_opcodes()
    for kind, i1, i2, j1, j2 in blocks:
        if kind == "equal" or (kind == "insert" and i1 in (0, len(piece))):
            continue
        return piece[max(0, i1 - 4) : i2 + 4], text[max(0, j1 - 4) : j2 + 4]
    return piece[:_TOLD], ""

"""Footnotes made while a document is filled: ``{{r note(duty.note) }}`` in the body.

Word numbers notes by the order of their marks (ECMA-376 part 1, 17.11), so a note's id only has
to be its own.
"""

import re

from markupsafe import Markup, escape

_ID = re.compile(r'<w:footnote [^>]*w:id="(-?\d+)"')
_REFERENCE_RUN = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>{inner}</w:r>'
_LINE_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'


class NoteBook:
    """Collects the notes of one document: called for its mark, asked for the notes at the end."""

    def __init__(self, first_id: int) -> None:
        self._next = first_id
        self.notes: list[str] = []

    def __call__(self, text: str) -> Markup:
        """The mark to stand in the body; nothing for an empty note."""
        if not text:
            return Markup("")
        id_ = self._next
        self._next += 1
        self.notes.append(_note(id_, text))
        return Markup(_REFERENCE_RUN.format(inner=f'<w:footnoteReference w:id="{id_}"/>'))  # noqa: S704  # our own XML


def first_free_id(footnotes: str) -> int:
    """The id after the highest one that the template's own notes use."""
    return max((int(id_) for id_ in _ID.findall(footnotes)), default=0) + 1


def with_notes(footnotes: str, notes: list[str]) -> str:
    """The footnotes part with more notes at its end."""
    body, end, rest = footnotes.rpartition("</w:footnotes>")
    return body + "".join(notes) + end + rest


def _note(id_: int, text: str) -> str:
    lines = _LINE_BREAK.join(str(escape(line)) for line in text.split("\n"))
    return (
        f'<w:footnote w:id="{id_}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        + _REFERENCE_RUN.format(inner="<w:footnoteRef/>")
        + f'<w:r><w:t xml:space="preserve"> {lines}</w:t></w:r></w:p></w:footnote>'
    )

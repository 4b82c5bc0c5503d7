"""How far a long answer goes on in the lines below its label."""

import re
from collections.abc import Iterator

from pipeline.reading.blocks import Paragraph
from pipeline.reading.forms.lines import begins_with_label

_RULE = re.compile(r"\s*[-—─═=_*]{6,}\s*")
"""A line drawn with signs across a plain text."""
_ITEM = re.compile(r"\s*[（(]?(\d{1,2})\s*[.．、)）]")


def goes_on(asked: Paragraph, below: list[Paragraph]) -> Iterator[str]:
    """The lines of a long answer, up to a label, or to question 8 where question 7 was asked."""
    question = _ITEM.match(asked.text)
    for line in below:
        if begins_with_label(line) or _RULE.fullmatch(line.text):
            return
        item = _ITEM.match(line.text)
        if question and item and int(item[1]) == int(question[1]) + 1:
            return
        # A list within the answer has numbers of its own.
        question = None if item else question
        yield line.text

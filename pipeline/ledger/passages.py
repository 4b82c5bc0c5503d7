"""What of a reading can be found by a search."""

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.domain.value_labels import value_label
from pipeline.domain.written import comparable

MAIL = "mail"


def passages_of(reading: dict[str, Any], numbers: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Kind of paper (or ``mail``) and comparable text: subject, body, file names, papers, fields.

    `reading` is the JSON of ``deyu read``; `numbers` are the ids the submission goes by.
    """
    mail = reading["mail"]
    sender = mail["from"]
    names = ["/".join(file["path"]) for file in reading["attachments"]]
    head = [mail["subject"], sender["name"], sender["address"], *numbers]
    yield MAIL, "\n".join(comparable(part) for part in (*head, *names, mail["text"]))
    for paper in reading["papers"]:
        values = [_written(name, field["value"]) for name, field in paper["fields"].items()]
        raws = [field["raw"] for field in paper["fields"].values()]
        parts = dict.fromkeys((*values, *raws, paper["text"]))
        yield paper["kind"], "\n".join(comparable(part) for part in parts)


def _written(field: str, value: object) -> str:
    """In the office's words: nobody looks for the key of an enumeration."""
    if isinstance(value, list):
        return "\n".join(str(one) for one in value)
    return value_label(field, value) if isinstance(value, str) else ""

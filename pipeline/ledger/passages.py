"""What of a reading can be found by a search."""

from collections.abc import Iterator, Sequence
from typing import Any

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
        values = [_written(field["value"]) for field in paper["fields"].values()]
        raws = [field["raw"] for field in paper["fields"].values()]
        parts = dict.fromkeys((*values, *raws, paper["text"]))
        yield paper["kind"], "\n".join(comparable(part) for part in parts)


def _written(value: object) -> str:
    if isinstance(value, list):
        return "\n".join(str(one) for one in value)
    return value if isinstance(value, str) else ""

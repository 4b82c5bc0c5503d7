"""The pictures of a mail: what each is supposed to be, and how a person sorted it."""

from collections.abc import Mapping
from typing import Any

from pipeline.domain.papers import PaperKind
from pipeline.domain.scans import Sorted
from pipeline.office.filing import entries_of
from pipeline.office.house import Office, mail_object

Json = dict[str, Any]


def scans_json(reading: Json | None, identity: str, office: Office) -> list[Json]:
    """Every scan of a mail with what it is supposed to be and how a person sorted it."""
    done = _sorted(identity, office)
    return [
        {
            "source": "/".join(one["path"]),
            "supposed": one["scan"]["supposed"],
            "because": one["scan"]["because"],
            "person": one["scan"]["person"],
            "to_be_sorted": _waits(one, reading, done),
            "sorted": _sorted_json(done.get("/".join(one["path"]))),
        }
        for one in (reading["attachments"] if reading else ())
        if one.get("scan")
    ]


def _waits(attachment: Json, reading: Json | None, done: Mapping[str, tuple[str, Sorted]]) -> bool:
    papers = reading["papers"] if reading else ()
    recognised = any(
        one["kind"] != PaperKind.UNRECOGNISED and not one.get("scanned") for one in papers
    )
    concerns = not (attachment["scan"]["of_no_concern"] and recognised)
    return concerns and "/".join(attachment["path"]) not in done


def _sorted(identity: str, office: Office) -> Mapping[str, tuple[str, Sorted]]:
    """By file, who sorted it last and how."""
    entries = [one.entry for one in entries_of(office.archive, mail_object(identity))]
    entries.sort(key=lambda one: one.at)
    return {one.body.source: (one.by, one.body) for one in entries if isinstance(one.body, Sorted)}


def _sorted_json(told: tuple[str, Sorted] | None) -> Json | None:
    if told is None:
        return None
    by, one = told
    return {
        "kind": one.kind.value if one.kind else None,
        "item": one.item.value if one.item else None,
        "about": one.about or None,
        "by": by,
        "on": one.on.isoformat(),
    }

"""What the last batch laid into a folder and this one did not: papers that are nobody's any more.

Only a file that the last list names, and that nobody touched since, is taken away: the archive
keeps its papers. All else stays where it lies, and is told.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from pipeline.domain.identity import sha256_of
from pipeline.errors import OfficeError
from pipeline.office.document_ports import Documents

TOUCHED = "它在上一批以后被改动过，没有删；请核对后自行删去，不要再发出。"


@dataclass(frozen=True, slots=True)
class FormerPaper:
    """`stays` says why it still lies there, "" when it was taken away."""

    file: str
    sha256: str
    stays: str = ""


def files_listed(manifest: bytes | None) -> dict[str, str]:
    """Every file of the batch that wrote this list, with its sha256; nothing from what is no list."""
    try:
        told = json.loads(manifest or b"{}")
        return {str(name): str(sha256) for name, sha256 in told["files"].items()}
    except (ValueError, LookupError, TypeError, AttributeError):
        return {}


def take_away(
    listed: Mapping[str, str], ours: Collection[str], documents: Documents
) -> Iterator[FormerPaper]:
    """Those that are not `ours`, the names that belong to this batch."""
    for name, sha256 in listed.items():
        lying = None if name in ours else documents.read(name)
        if lying is None:
            continue
        if sha256_of(lying) != sha256:
            yield FormerPaper(name, sha256, TOUCHED)
            continue
        try:
            documents.remove(name)
            yield FormerPaper(name, sha256)
        except OfficeError as trouble:
            yield FormerPaper(name, sha256, str(trouble))

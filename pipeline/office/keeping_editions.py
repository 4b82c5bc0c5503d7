"""Keeping every edition that judges in the archive, so that any judgement can be explained."""

from collections.abc import Mapping

from pipeline.domain.editions import EditionKept
from pipeline.office.filing import entries_of, file_entry
from pipeline.office.house import OFFICE_OBJECT, SOFTWARE, Office
from pipeline.office.ports import Archive


def kept_edition(name: str, archive: Archive) -> Mapping[str, bytes] | None:
    """The files of an edition as they were last kept, None when it was never."""
    kept = [
        (one.entry.at, one.entry.body.folder)
        for one in entries_of(archive, OFFICE_OBJECT)
        if isinstance(one.entry.body, EditionKept) and one.entry.body.edition == name
    ]
    if not kept:
        return None
    folder = max(kept)[1]
    paths = [path for path in archive.paths(OFFICE_OBJECT) if path.startswith(f"{folder}/")]
    return {path.rpartition("/")[2]: archive.read(OFFICE_OBJECT, path) for path in paths}


def keep_editions(office: Office) -> None:
    """File each edition that may judge, once for each wording; must be called while held."""
    known = {row.id for row in office.ledger.history(OFFICE_OBJECT)}
    for edition in office.editions.all:
        id_ = f"keep-edition-{edition.sha256[:32]}"
        if id_ in known:
            continue
        folder = f"editions/{edition.id}-{edition.sha256[:12]}"
        body = EditionKept(
            edition=edition.id,
            sha256=edition.sha256,
            title=edition.title,
            status=edition.status,
            in_force_from=edition.in_force_from,
            decided_by=edition.decided_by,
            folder=folder,
        )
        filed = file_entry(
            office.archive,
            OFFICE_OBJECT,
            id_,
            office.ledger.clock(office.now())(),
            SOFTWARE,
            (OFFICE_OBJECT,),
            body,
            {f"{folder}/{name}": data for name, data in edition.content.items()},
        )
        office.crash("edition_kept")
        office.ledger.record([filed], office.archive.read)

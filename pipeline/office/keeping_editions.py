"""Keeping every edition that judges in the archive, so that any judgement can be explained."""

from pipeline.domain.editions import EditionKept
from pipeline.office.filing import file_entry
from pipeline.office.house import OFFICE_OBJECT, SOFTWARE, Office


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

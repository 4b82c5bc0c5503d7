"""Keeping every edition that judges in the archive, so that any judgement can be explained."""

from collections.abc import Mapping

from pipeline.domain.editions import EditionKept
from pipeline.domain.findings import Judgement
from pipeline.office.encoding import decode
from pipeline.office.filing import entry_path, file_entry, known_entry
from pipeline.office.house import OFFICE_OBJECT, SOFTWARE, Office
from pipeline.office.ports import Archive

ENTRY = "keep-edition-"


def kept_edition(name: str, archive: Archive) -> Mapping[str, bytes] | None:
    """The files of an edition as they were last kept, None when it was never."""
    kept = _newest(archive).get(name)
    if kept is None:
        return None
    folder = kept.folder
    paths = [path for path in archive.paths(OFFICE_OBJECT) if path.startswith(f"{folder}/")]
    return {path.rpartition("/")[2]: archive.read(OFFICE_OBJECT, path) for path in paths}


def kept_in_force(archive: Archive) -> tuple[str, ...]:
    """The editions that the archive knows to have been put in force, by name."""
    return tuple(name for name, one in sorted(_newest(archive).items()) if one.in_force_from)


def cited_by(judgement: Judgement, office: Office) -> str:
    """How a letter names the edition that judged, also when it is no longer at hand."""
    edition = office.editions.of_wording(judgement.edition_sha256)
    if edition is not None:
        return edition.cited
    id_ = f"{ENTRY}{judgement.edition_sha256[:32]}"
    filed = known_entry(office.archive, OFFICE_OBJECT, id_)
    if filed is not None and isinstance(filed.entry.body, EditionKept):
        return filed.entry.body.cited
    return office.editions.on(judgement.judged_on).cited


def _newest(archive: Archive) -> dict[str, EditionKept]:
    """Each edition by its name, in the wording that was kept last."""
    # The office's object holds every reminder as well: only these entries are opened.
    begins = entry_path(ENTRY).removesuffix(".json")
    entries = sorted(
        (
            decode(archive.read(OFFICE_OBJECT, path))
            for path in archive.paths(OFFICE_OBJECT)
            if path.startswith(begins)
        ),
        key=lambda one: one.at,
    )
    return {one.body.edition: one.body for one in entries if isinstance(one.body, EditionKept)}


def keep_editions(office: Office) -> None:
    """File each edition that may judge, once for each wording; must be called while held."""
    known = {row.id for row in office.ledger.history(OFFICE_OBJECT)}
    for edition in office.editions.all:
        id_ = f"{ENTRY}{edition.sha256[:32]}"
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

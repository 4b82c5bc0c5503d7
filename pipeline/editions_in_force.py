"""Which editions of the regulation the office of a home judges by: its folder, and its archive."""

import datetime as dt
import logging
from pathlib import Path

from pipeline.archive.store import OcflArchive
from pipeline.errors import ArchiveError
from pipeline.office.keeping_editions import kept_edition, kept_in_force
from pipeline.regulation.edition import Edition
from pipeline.regulation.editions_at_hand import Editions, editions_at, gone_editions
from pipeline.settings import Settings, read_settings

LOG = logging.getLogger("deyu")
EDITIONS = "editions"


def editions_of(settings: Settings) -> Editions:
    """The editions that come with the product and those in the home.

    Of a broken one the last good wording goes on to judge, and that is told on stderr.
    """
    archive = OcflArchive(settings.store)
    editions = editions_at(
        settings.home / EDITIONS,
        settings.regulation.edition,
        lambda name: kept_edition(name, archive),
        _in_force(archive),
    )
    if editions.faults:
        LOG.warning(editions.warning)
    return editions


def edition_of(home: Path) -> Edition:
    """The edition of the regulation by which the office at this home judges today."""
    settings = read_settings(home)
    return editions_of(settings).on(dt.datetime.now(settings.timezone).date())


def gone_from(settings: Settings) -> tuple[Edition, ...]:
    """The editions in force, by the archive, that the home no longer has."""
    archive = OcflArchive(settings.store)
    return gone_editions(
        settings.home / EDITIONS, lambda name: kept_edition(name, archive), _in_force(archive)
    )


def _in_force(archive: OcflArchive) -> tuple[str, ...]:
    """None where the archive cannot be read: who comes to verify or restore it must get in."""
    try:
        return kept_in_force(archive)
    except ArchiveError as fault:
        LOG.warning("档案里存下的条例版本读不出来，无从核对工作目录里的版本是否齐全：%s", fault)
        return ()

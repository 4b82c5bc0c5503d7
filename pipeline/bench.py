"""A bench to read and judge files on, without an archive: ``deyu read`` and ``deyu check``."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.assembly import extracts_at
from pipeline.connections import reading
from pipeline.editions_in_force import editions_of
from pipeline.office.ports import Reader
from pipeline.office.understanding import ExtractOf
from pipeline.regulation.editions_at_hand import Editions
from pipeline.settings import read_settings


@dataclass(frozen=True, slots=True)
class Bench:
    """What reading and judging need without an archive."""

    reader: Reader
    editions: Editions
    own_addresses: tuple[str, ...]
    timezone: dt.tzinfo
    extract_of: ExtractOf


@contextmanager
def bench_at(home: Path) -> Iterator[Bench]:
    """For ``deyu read`` and ``deyu check``; makes and changes nothing in the home."""
    settings = read_settings(home)
    editions = editions_of(settings)
    with reading(settings.ocr) as reader, extracts_at(settings) as extract_of:
        yield Bench(reader, editions, settings.addresses, settings.timezone, extract_of)

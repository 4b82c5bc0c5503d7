"""A bench to read and judge files on, without an archive: ``deyu read`` and ``deyu check``."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.connections import extracts_at, reading
from pipeline.domain.letters import LeafFile, Letter, Problem
from pipeline.domain.papers import FileReading
from pipeline.editions_in_force import editions_of
from pipeline.office.ports import LookingReader
from pipeline.office.understanding import ExtractOf
from pipeline.reading.appearance import Appearance
from pipeline.regulation.editions_at_hand import Editions
from pipeline.settings import read_settings


@dataclass(frozen=True, slots=True)
class Bench:
    """What reading and judging need without an archive."""

    reader: LookingReader
    editions: Editions
    own_addresses: tuple[str, ...]
    timezone: dt.tzinfo
    extract_of: ExtractOf


class Onlooker:
    """A reader that keeps what each leaf file looks like, by its source."""

    def __init__(self, reader: LookingReader) -> None:
        self._reader = reader
        self.seen: dict[str, Appearance] = {}

    def read(self, leaf: LeafFile) -> FileReading:
        looked = self._reader.look(leaf)
        self.seen[leaf.source] = looked.appearance
        return looked.reading

    def read_body(self, letter: Letter) -> FileReading:
        return self._reader.read_body(letter)

    def take_apart_mail(self, data: bytes, own_addresses: tuple[str, ...]) -> Letter:
        return self._reader.take_apart_mail(data, own_addresses)

    def take_apart_file(
        self, name: str, data: bytes
    ) -> tuple[tuple[LeafFile, ...], tuple[Problem, ...]]:
        return self._reader.take_apart_file(name, data)


@contextmanager
def bench_at(home: Path) -> Iterator[Bench]:
    """For ``deyu read`` and ``deyu check``; makes and changes nothing in the home."""
    settings = read_settings(home)
    editions = editions_of(settings)
    with reading(settings.ocr) as reader, extracts_at(settings) as extract_of:
        yield Bench(reader, editions, settings.addresses, settings.timezone, extract_of)

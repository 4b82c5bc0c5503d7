"""The office, loaded when a command begins to work: whoever reads its help waits for none of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.office.house import Office


@contextmanager
def office_at(home: Path, to_rebuild: bool = False) -> "Iterator[Office]":
    """The office of a home, as its ``office.toml`` says. Raises `OfficeError`."""
    from pipeline import assembly

    with assembly.office_at(home, to_rebuild) as office:
        yield office

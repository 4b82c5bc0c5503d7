"""What a file looks like to people: what was read of it block by block, and its pages."""

from dataclasses import dataclass

from pipeline.domain.papers import FileReading
from pipeline.reading.blocks import Block


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as PNG or JPEG, by its number from 1."""

    number: int
    image: bytes


@dataclass(frozen=True, slots=True)
class Appearance:
    """Blocks as they were read; of what has pages their pictures, which blocks' regions refer to.

    `cut` says that there were more blocks than people are shown.
    """

    blocks: tuple[Block, ...] = ()
    pages: tuple[PageImage, ...] = ()
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Looked:
    """A file as read and as it looks."""

    reading: FileReading
    appearance: Appearance = Appearance()

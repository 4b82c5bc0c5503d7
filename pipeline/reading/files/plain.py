"""Text as blocks: a paragraph a line; rows of a typed table by their tabs."""

from pipeline.reading.blocks import Block, Paragraph
from pipeline.reading.charsets import decode

MAX_BYTES = 5 << 20
MAX_LINES = 20_000


def blocks_of_text(text: str, place: str = "第{number}行") -> tuple[Block, ...]:
    lines = text.splitlines()[:MAX_LINES]
    return tuple(
        Paragraph(line, place.format(number=number))
        for number, line in enumerate(lines, 1)
        if line.strip()
    )


def blocks_of_text_file(data: bytes) -> tuple[Block, ...]:
    return blocks_of_text(decode(data[:MAX_BYTES]))

"""Word files of every make as blocks: told apart by their bytes, not by what they claim."""

from pipeline.domain.letters import ProblemCode
from pipeline.reading.blocks import Block
from pipeline.reading.containers.zips import is_zip
from pipeline.reading.files.grid import blocks_of_docx
from pipeline.reading.files.old_word import blocks_of_old_word
from pipeline.reading.files.word_xml import blocks_of_word_xml


def blocks_of_word(data: bytes) -> tuple[Block, ...] | ProblemCode:
    """Paragraphs and tables in order, or why the file cannot be read."""
    if is_zip(data):
        return blocks_of_docx(data)
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return blocks_of_word_xml(data)
    return blocks_of_old_word(data)

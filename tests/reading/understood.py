"""What a file says, as the tests ask for it."""

from pathlib import Path

import docx
from docx.oxml.ns import qn
from reading.word_files import leaf, saved

from pipeline.domain.letters import FileType
from pipeline.domain.papers import FieldValue, FileReading, Paper
from pipeline.reading.mail.letter import read_file
from pipeline.reading.paper_kinds.papers import read_papers

TEMPLATES = Path(__file__).parents[2] / "templates"


def paper_of(data: bytes, kind: FileType = FileType.DOCX, name: str = "材料.docx") -> Paper:
    reading = read_papers(leaf(data, kind, name))
    assert reading.problem is None, reading.problem
    assert len(reading.papers) == 1, [(p.kind, p.text[:40]) for p in reading.papers]
    return reading.papers[0]


def values(paper: Paper) -> dict[str, FieldValue]:
    return {field.name: field.value for field in paper.fields}


def fields_of(data: bytes, kind: FileType = FileType.DOCX) -> dict[str, FieldValue]:
    return values(paper_of(data, kind))


def readings(name: str, data: bytes) -> tuple[FileReading, ...]:
    """A file as it arrives: told what it is, unpacked, and every leaf read."""
    leaves, _ = read_file(name, data)
    return tuple(read_papers(one) for one in leaves)


def filled(template: str, answers: dict[str, str]) -> bytes:
    """One of our own forms, typed into where its bookmarks are; what is printed gives way."""
    document = docx.Document(str(TEMPLATES / template))
    written = set()
    for start in document.element.body.iter(qn("w:bookmarkStart")):
        field = start.get(qn("w:name"))
        if field in answers:
            paragraph = start.getparent()
            for run in [*paragraph.findall(qn("w:r")), *paragraph.findall(qn("w:sdt"))]:
                paragraph.remove(run)
            docx.text.paragraph.Paragraph(paragraph, document).add_run(answers[field])
            written.add(field)
    assert written == set(answers)
    return saved(document)

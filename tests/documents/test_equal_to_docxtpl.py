"""Part by part what docxtpl makes of the same template: all shipped ones, pictures, endnotes."""

import struct
import zlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from documents.test_engine import by_docxtpl, canonical, filled
from docx import Document
from docx.document import Document as DocumentType
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls
from docx.shared import Cm
from opened import members, text
from small_templates import template

from pipeline.documents.catalogue import CATALOGUE, DocumentEntry
from pipeline.documents.checking.check import Expected, check_template
from pipeline.documents.printed_fields import PrintedField, emptied, specimen_of

TEMPLATES = Path(__file__).parents[2] / "templates"
WITH_FIELDS = [one for one in CATALOGUE if one.fields]


def differing(source: bytes, context: Mapping[str, object]) -> list[str]:
    ours, theirs = members(filled(source, **context)), by_docxtpl(source, context)
    assert sorted(ours) == sorted(theirs)
    return [name for name in ours if canonical(name, ours[name]) != canonical(name, theirs[name])]


@pytest.mark.parametrize("entry", WITH_FIELDS, ids=[str(one.kind) for one in WITH_FIELDS])
def test_each_shipped_template_is_filled_as_docxtpl_fills_it(entry: DocumentEntry) -> None:
    source = (TEMPLATES / entry.template).read_bytes()
    without_notes = [
        {**one, "duties": [{**duty, "note": ""} for duty in one["duties"]]}
        if "duties" in one
        else one
        for one in (specimen_of(entry.fields), emptied(entry.fields))
    ]
    for context in without_notes:
        assert differing(source, context) == []


def dot() -> BytesIO:
    """A picture of one red dot (PNG, RFC 2083)."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))
        )

    header = chunk(b"IHDR", struct.pack(">LLBBBBB", 1, 1, 8, 2, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(b"\0\xc0\0\0"))
    return BytesIO(b"\x89PNG\r\n\x1a\n" + header + pixels + chunk(b"IEND", b""))


def with_pictures(document: DocumentType) -> None:
    """An emblem in the head of the page, a seal's frame in a loop of the body."""
    section = document.sections[0]
    section.header.paragraphs[0].add_run().add_picture(dot(), Cm(2))
    section.header.paragraphs[0].add_run("{{ name }}")
    document.add_paragraph("{%p for one in all %}")
    paragraph = document.add_paragraph("{{ one }}")
    paragraph.add_run().add_picture(dot(), Cm(1))
    document.add_paragraph("{%p endfor %}")


def test_pictures_that_stand_in_a_template_are_printed_and_none_has_the_number_of_another() -> None:
    source = template("正文{{ name }}", change=with_pictures)
    context = {"name": "甲 & 乙", "all": ["一", "二", "三"]}
    assert differing(source, context) == []
    body = members(filled(source, **context))["word/document.xml"].decode()
    numbers = [piece.split('"')[0] for piece in body.split('<wp:docPr id="')[1:]]
    assert len(numbers) == len(set(numbers)) == 3
    fields = (
        PrintedField("name", "姓名", "林"),
        PrintedField("all", "各项", items=(PrintedField("x", "一项", "一"),)),
    )
    assert (
        check_template(
            template("正文{{ name }}", change=emblem), Expected(fields, template("{{ name }}"))
        )
        == ()
    )


def emblem(document: DocumentType) -> None:
    document.sections[0].header.paragraphs[0].add_run().add_picture(dot(), Cm(2))


def with_endnotes(source: bytes) -> bytes:
    document = Document(BytesIO(source))
    xml = (
        f'<w:endnotes {nsdecls("w")}><w:endnote w:id="1"><w:p><w:r><w:endnoteRef/></w:r>'
        '<w:r><w:t xml:space="preserve"> 尾注：{{ name }}</w:t></w:r></w:p></w:endnote></w:endnotes>'
    )
    part = Part(PackURI("/word/endnotes.xml"), CT.WML_ENDNOTES, xml.encode(), document.part.package)
    document.part.relate_to(part, RT.ENDNOTES)
    document.add_section()
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def test_an_endnote_is_filled_once_and_mailed_in_tags_in_it_stay_text() -> None:
    drawn = filled(with_endnotes(template("正文")), name="{{7*7}} <甲&乙>")
    assert text(drawn, "word/endnotes.xml") == " 尾注：{{7*7}} <甲&乙>"

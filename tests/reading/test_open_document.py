"""OpenDocument files as LibreOffice saves them: the same forms, the same lists, the same limits."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from reading.broken_files import workbook, zipped
from reading.test_own_forms import SAID, TICKED, TYPED, returned, ticked
from reading.understood import fields_of, filled, readings, values
from reading.word_files import leaf

from pipeline.domain.letters import FileType, ProblemCode
from pipeline.domain.papers import FieldValue, FileReading, PaperKind
from pipeline.reading.mail.letter import read_file, read_letter
from pipeline.reading.paper_kinds.papers import read_papers
from pipeline.workshop.isolated_reader import IsolatedReader
from pipeline.workshop.libreoffice import LibreOffice

SAMPLES = Path(__file__).parents[2] / "inbox_samples"
TEXT = b"application/vnd.oasis.opendocument.text"
CONTENT = (
    b'<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>'
)


@pytest.fixture(scope="module")
def libreoffice() -> Iterator[LibreOffice]:
    with LibreOffice() as one:
        yield one


def read(data: bytes, libreoffice: LibreOffice, name: str = "申请表.odt") -> FileReading:
    (only,), _ = read_file(name, data)
    with IsolatedReader(libreoffice) as reader:
        return reader.read(only)


@pytest.mark.libreoffice
@pytest.mark.parametrize("kind", SAID)
def test_our_own_form_saved_as_odt_is_still_our_own(libreoffice: LibreOffice, kind: str) -> None:
    found = read(libreoffice.convert(returned(kind), "docx", "odt"), libreoffice)
    assert found.problem is None
    (paper,) = found.papers
    assert (paper.kind, paper.confidence) == (PaperKind(kind), 1.0)
    assert "表格编号" in paper.because
    assert {one.name: one.value for one in paper.fields} == SAID[kind]


@pytest.mark.libreoffice
def test_boxes_ticked_in_our_own_form_mean_the_same_in_odt(libreoffice: LibreOffice) -> None:
    ours = ticked(filled("application_form.docx", TYPED), *TICKED)
    (paper,) = read(libreoffice.convert(ours, "docx", "odt"), libreoffice).papers
    assert values(paper) == fields_of(ours)


def sample_forms() -> list[bytes]:
    mails = (read_letter(one.read_bytes(), ()) for one in sorted(SAMPLES.glob("*.eml")))
    files = [one for mail in mails for one in mail.files if one.type is FileType.DOCX]
    return [one.data for one in files if one.problem is None]


def meaning(found: FileReading) -> list[tuple[PaperKind, dict[str, FieldValue]]]:
    return [(paper.kind, values(paper)) for paper in found.papers]


@pytest.mark.libreoffice
def test_forms_of_the_samples_mean_the_same_in_odt(libreoffice: LibreOffice) -> None:
    for data in sample_forms()[:3]:
        found = read(libreoffice.convert(data, "docx", "odt"), libreoffice)
        assert meaning(found) == meaning(read_papers(leaf(data)))


@pytest.mark.libreoffice
def test_a_sheet_saved_as_ods_is_read_as_one(libreoffice: LibreOffice) -> None:
    rows = [["德育助理名单"], ["姓名", "学号"], ["张喆", "3120240001"], ["王琪", "3120240002"]]
    found = read(libreoffice.convert(workbook(rows), "xlsx", "ods"), libreoffice, "名单.ods")
    assert found.problem is None
    assert [paper.kind for paper in found.papers] == [PaperKind.ROSTER]
    assert "3120240002" in found.text


def test_without_libreoffice_the_sender_is_asked_for_another_format() -> None:
    (found,) = readings("申请表.odt", stored(CONTENT))
    assert found.problem is not None
    assert found.problem.code is ProblemCode.UNSUPPORTED_TYPE
    assert "另存为 .docx" in found.problem.says


def locked() -> bytes:
    """As OpenDocument 1.2, part 3, has it: nothing in the zip itself tells of the password."""
    manifest = (
        b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        b'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">'
        b'<manifest:encryption-data manifest:checksum="x"/></manifest:file-entry>'
        b"</manifest:manifest>"
    )
    return zipped({"mimetype": TEXT, "content.xml": b"\x9a\x03", "META-INF/manifest.xml": manifest})


def stored(content: bytes) -> bytes:
    """Uncompressed, so that bytes may be changed where they stand."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("mimetype", TEXT)
        archive.writestr("content.xml", content)
    return stream.getvalue()


LAUGH = b'<!DOCTYPE a [<!ENTITY x "y">]>' + CONTENT
WRONG = [
    (locked(), ProblemCode.PASSWORD_PROTECTED, "设有密码"),
    (stored(CONTENT)[:-60], ProblemCode.DAMAGED, "已损坏"),
    (stored(CONTENT).replace(b"t-content", b"t-kontent", 1), ProblemCode.DAMAGED, "已损坏"),
    (zipped({"mimetype": TEXT}), ProblemCode.DAMAGED, "已损坏"),
    (stored(CONTENT[:40]), ProblemCode.DAMAGED, "已损坏"),
    (stored(LAUGH), ProblemCode.DAMAGED, "已损坏"),
    (zipped({"mimetype": TEXT, "content.xml": bytes(65 << 20)}), ProblemCode.TOO_LARGE, "过大"),
]


@pytest.mark.parametrize(("data", "code", "says"), WRONG)
def test_what_is_wrong_with_it_is_named(data: bytes, code: ProblemCode, says: str) -> None:
    (only,), _ = read_file("申请表.odt", data)
    assert only.type is FileType.ODT
    (found,) = readings("申请表.odt", data)
    assert found.problem is not None
    assert found.problem.code is code
    assert says in found.problem.says


def test_a_macro_is_told() -> None:
    data = zipped({"mimetype": TEXT, "content.xml": CONTENT, "Basic/Standard/a.xml": b"<x/>"})
    (only,), _ = read_file("申请表.odt", data)
    assert only.problem is not None
    assert only.problem.code is ProblemCode.MACRO

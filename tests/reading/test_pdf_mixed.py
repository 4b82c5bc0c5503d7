"""A PDF of written pages and pictures: what is written is read, the pictures are told by number."""

import io
from email.message import EmailMessage

import pikepdf
from reading.broken_files import pdf
from reading.word_files import leaf
from scanning.pictures import PICTURES

from pipeline.domain.letters import FileType, ProblemCode
from pipeline.office.understanding import understand_mail
from pipeline.reading.files.pdf_pages import MAX_PAGES
from pipeline.reading.paper_kinds.papers import read_papers
from pipeline.workshop.isolated_reader import IsolatedReader

WRITTEN = pdf("Student No: 3120240001", "E-mail: zhang@bit.edu.cn", "Tel 13800000001")


def together(*files: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as made:
        for data in files:
            with pikepdf.open(io.BytesIO(data)) as one:
                made.pages.extend(one.pages)
        made.save(out)
    return out.getvalue()


def test_the_pictures_among_written_pages_are_told_by_their_numbers() -> None:
    reading = read_papers(
        leaf(together(WRITTEN, PICTURES["pdf"], WRITTEN), FileType.PDF, "申请表.pdf")
    )
    assert "zhang@bit.edu.cn" in reading.text
    assert reading.papers
    assert reading.problem is not None
    assert reading.problem.code is ProblemCode.NO_TEXT
    assert "第 2、3 页是图片或扫描页" in reading.problem.says


def test_pages_that_are_too_many_are_told() -> None:
    reading = read_papers(leaf(together(*[WRITTEN] * (MAX_PAGES + 2)), FileType.PDF, "材料.pdf"))
    assert reading.problem is not None
    assert reading.problem.code is ProblemCode.TOO_LARGE
    assert f"从第 {MAX_PAGES + 1} 页起没有读取" in reading.problem.says


def test_a_written_pdf_has_no_problem() -> None:
    reading = read_papers(leaf(together(WRITTEN, WRITTEN), FileType.PDF, "申请表.pdf"))
    assert reading.problem is None


def test_a_person_looks_at_a_file_with_pictures_among_its_pages() -> None:
    letter = EmailMessage()
    letter["From"], letter["Subject"] = "zhang@bit.edu.cn", "申请"
    letter.set_content("见附件")
    both = together(WRITTEN, PICTURES["pdf"])
    letter.add_attachment(both, maintype="application", subtype="pdf", filename="申请表.pdf")
    with IsolatedReader() as reader:
        understood = understand_mail(letter.as_bytes(), reader, ())
    [scan] = understood.scans
    assert (scan.source, scan.of_no_concern) == ("申请表.pdf", False)

"""Agreements drawn by our engine against docxtpl as it is commonly used, and printed against soffice.

    python benchmarks/agreements.py [how many] [--print | --many]

docxtpl the common way: open the template, render, save, for each document. Both sides draw the
same agreements in turn in this one process, and every part of every document is compared in
canonical form; a few more times with a picture and with another Word file placed at the end, which
docxtpl does on our side, too. With --many only ours, and the memory it takes. With --print,
agreements are printed by our printer and, a few of them, by one call of soffice each.
"""

import contextlib
import ctypes
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree
from PIL import Image

from pipeline.documents.agreement import (
    AGREEMENT_FIELDS,
    AgreementTerms,
    Duty,
    DutySource,
    agreement_context,
)
from pipeline.documents.engine import compile_template, fill
from pipeline.documents.inserts import with_inserts
from pipeline.documents.printed_fields import labels_of
from pipeline.documents.values import Context
from pipeline.domain.people import Person
from pipeline.domain.positions import PositionKind
from pipeline.shipped import shipped
from pipeline.workshop.printing import PdfPrinter

PORTION = 25
PLACED = 50
PRINTED, PRINTED_ALONE = 150, 4
NSID = re.compile(rb'<w:nsid w:val="[0-9A-F]+"></w:nsid>')
"""How docxcompose marks lists, by chance."""

PR_SET_CHILD_SUBREAPER = 36


def contexts(number: int) -> list[Context]:
    kinds = list(PositionKind)
    return [
        agreement_context(
            AgreementTerms(
                number=f"ZR-2026-{one:04}",
                version=1,
                person=Person(f"学生{one}", f"31202{one:05}"),
                college=f"第{one % 20}学院 <R&D>",
                position_kind=kinds[one % 8],
                edition="2014-draft",
                duties=tuple(
                    Duty(f"第{n}项职责，联系{one}个支部。", DutySource.PERSON)
                    for n in range(1, 3 + one % 5)
                ),
                work_form="联系班级",
                notes=("甲", "乙", "丙"),
            )
        )
        for one in range(1, number + 1)
    ]


def naive(source: bytes, context: Context) -> bytes:
    document = DocxTemplate(BytesIO(source))
    environment = SandboxedEnvironment(autoescape=True)
    words = {
        "note": lambda _: "",
        "picture": lambda _, width: InlineImage(document, BytesIO(PICTURE), Mm(width)),
        "annex": lambda _: document.new_subdoc(BytesIO(annex())),
    }
    document.render({**context, **words}, jinja_env=environment)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def placing(source: bytes) -> None:
    """Templates that docxtpl fills on our side as well, against docxtpl alone."""
    files = {"pictures/a.png": PICTURE, "annexes/a.docx": annex()}
    for words, tag in (
        ("a picture", '{{ picture("a.png", 30) }}'),
        ("a Word file", '{{p annex("a.docx") }}'),
    ):
        document = Document(BytesIO(source))
        document.add_paragraph(tag)
        written = BytesIO()
        document.save(written)
        print(f"with {words} placed:")
        drawing(PLACED, with_inserts(written.getvalue(), files))


@cache
def annex() -> bytes:
    """A page of an office's own: paragraphs, a list, a table."""
    document = Document()
    for number in range(1, 9):
        document.add_paragraph(f"第{number}条　值班与会议的安排照学院的通知。")
        document.add_paragraph("并作记录。", "List Number")
    document.add_table(4, 3, "Table Grid").cell(0, 0).text = "事项"
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def a_picture() -> bytes:
    written = BytesIO()
    Image.new("RGB", (400, 400), "#a00000").save(written, "PNG")
    return written.getvalue()


PICTURE = a_picture()


def canonical(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {
            name: NSID.sub(b"", etree.tostring(etree.fromstring(package.read(name)), method="c14n"))
            if name.endswith((".xml", ".rels"))
            else package.read(name)
            for name in package.namelist()
        }


def drawing(number: int, source: bytes) -> None:
    labels = labels_of(AGREEMENT_FIELDS)
    asked = contexts(number)
    ratios, differing, spent = [], 0, [0.0, 0.0]
    for start in range(0, number, PORTION):
        portion = asked[start : start + PORTION]
        begun = time.process_time()
        theirs = [naive(source, context) for context in portion]
        middle = time.process_time()
        ours = [fill(compile_template(source), context, labels) for context in portion]
        ended = time.process_time()
        ratios.append((middle - begun) / (ended - middle))
        spent[0] += middle - begun
        spent[1] += ended - middle
        differing += sum(canonical(a) != canonical(b) for a, b in zip(ours, theirs, strict=True))
    print(f"{number} agreements, in turn by {PORTION}, processor time")
    print(
        f"docxtpl as it is / ours: {spent[0] / spent[1]:.1f} (median of portions {statistics.median(ratios):.1f})"
    )
    print(f"documents that differ in any part: {differing}")


def printing(source: bytes) -> None:
    """One soffice a file before and after ours, so that a machine that grows busy does not decide."""
    become_heir()
    drawn = [fill(compile_template(source), one) for one in contexts(PRINTED)]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        soffice_alone(drawn[:1], folder)  # its first start only sets up the profile
        before = soffice_alone(drawn[:PRINTED_ALONE], folder)
        ours = [printed_by(at_once, drawn, folder) for at_once in (1, 2)]
        after = soffice_alone(drawn[:PRINTED_ALONE], folder)
        alone = [(a + b) / 2 for a, b in zip(before, after, strict=True)]
    print(f"one soffice call a file / our printer, {PRINTED} agreements, its starts included")
    for at_once, spent in enumerate(ours, 1):
        clock, processor = (a / b for a, b in zip(alone, spent, strict=True))
        print(
            f"with {at_once} LibreOffice: {clock:.1f} by the clock, {processor:.1f} in processor time"
        )


def soffice_alone(documents: list[bytes], folder: Path) -> tuple[float, float]:
    begun = spent_so_far()
    for number, data in enumerate(documents):
        path = folder / f"{number}.docx"
        path.write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        words = [shutil.which("soffice"), profile, "--headless", "--convert-to", "pdf"]
        subprocess.run([*words, "--outdir", folder, path], check=True, capture_output=True)
    return each(begun, len(documents))


def printed_by(at_once: int, documents: list[bytes], folder: Path) -> tuple[float, float]:
    begun = spent_so_far()
    with (
        PdfPrinter(folder / "fonts", at_once=at_once) as printer,
        ThreadPoolExecutor(at_once) as hands,
    ):
        list(hands.map(lambda data: printer.print(data, ".docx", ""), documents))
    gather_the_ended()
    return each(begun, len(documents))


def become_heir() -> None:
    """Ended programs of our children come to us, so that their processor time is counted."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)


def gather_the_ended() -> None:
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)


def spent_so_far() -> tuple[float, float]:
    """Seconds by the clock, and processor seconds of this process and of those that ended."""
    spent = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return time.perf_counter(), sum(one.ru_utime + one.ru_stime for one in spent)


def each(begun: tuple[float, float], number: int) -> tuple[float, float]:
    clock, processor = (b - a for a, b in zip(begun, spent_so_far(), strict=True))
    return clock / number, processor / number


def many(number: int, source: bytes) -> None:
    """Memory while agreement after agreement is drawn: at a tenth, and at the end."""
    tenth = max(1, number // 10)
    for done, context in enumerate(contexts(number), 1):
        fill(compile_template(source), context)
        if done == tenth:
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{number} in one run: greatest memory at the end / at a tenth {after / before:.3f}")


if __name__ == "__main__":
    numbers = [int(one) for one in sys.argv[1:] if one.isdecimal()]
    template = (shipped("templates") / "agreement.docx").read_bytes()
    if "--many" in sys.argv:
        many(numbers[0] if numbers else 10_000, template)
        sys.exit()
    drawing(numbers[0] if numbers else 300, template)
    placing(template)
    if "--print" in sys.argv or len(sys.argv) == 1:
        printing(template)

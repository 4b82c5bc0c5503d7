"""Agreements drawn by our engine against docxtpl as it is commonly used, and printed against soffice.

    python benchmarks/agreements.py [how many] [--print | --many]

docxtpl the common way: open the template, render, save, for each document. Both sides draw the
same agreements in turn in this one process, and every part of every document is compared in
canonical form. With --many only ours, and the memory it takes. With --print, sixty agreements are printed by our printer and, a few of them, by
one call of soffice each.
"""

import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from io import BytesIO
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from pipeline.documents.agreement import (
    AGREEMENT_FIELDS,
    AgreementTerms,
    Duty,
    DutySource,
    agreement_context,
)
from pipeline.documents.engine import compile_template, fill
from pipeline.documents.printed_fields import labels_of
from pipeline.documents.values import Context
from pipeline.domain.people import Person
from pipeline.domain.positions import PositionKind
from pipeline.shipped import shipped
from pipeline.workshop.printing import PdfPrinter

PORTION = 25
PRINTED, PRINTED_ALONE = 60, 3


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
    document.render({**context, "note": lambda _: ""}, jinja_env=environment)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def canonical(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {
            name: etree.tostring(etree.fromstring(package.read(name)), method="c14n")
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
    drawn = [fill(compile_template(source), one) for one in contexts(PRINTED)]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        begun = time.perf_counter()
        for one in range(PRINTED_ALONE):
            (folder / f"{one}.docx").write_bytes(drawn[one])
            profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
            words = [shutil.which("soffice"), profile, "--headless", "--convert-to", "pdf"]
            subprocess.run(
                [*words, "--outdir", folder, folder / f"{one}.docx"],
                check=True,
                capture_output=True,
            )
        alone = (time.perf_counter() - begun) / PRINTED_ALONE
        begun = time.perf_counter()
        with PdfPrinter(folder / "fonts") as printer:
            for data in drawn:
                printer.print(data, ".docx", "")
        ours = (time.perf_counter() - begun) / PRINTED
    print(f"one soffice call a file / our printer ({PRINTED} agreements): {alone / ours:.1f}")
    print(f"here and now {ours:.2f} s an agreement")


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
    if "--print" in sys.argv or len(sys.argv) == 1:
        printing(template)

"""Several PDFs of a batch fail: each is named, the others are printed, list and exit code say so."""

import json
from pathlib import Path

import pytest
from documents.opened import text
from offices import application, office_in, put, run

from pipeline.cli.drafting import draft
from pipeline.domain.plans import Decision
from pipeline.errors import ExitCode
from pipeline.office.decisions.deciding import decide
from pipeline.office.document_ports import Printed
from pipeline.office.orders import DecisionOrder
from pipeline.workshop.printing import PdfPrinter

TERM = "2026-autumn"
PEOPLE = {"何一帆": "3120240001", "林雨桐": "3120240002", "钱二": "3120240003"}
POISONED = ("林雨桐", "钱二")
POISONED_FILES = [f"agreement_{PEOPLE[name]}_{name}.docx" for name in POISONED]

pytestmark = [pytest.mark.libreoffice, pytest.mark.slow]


class Poisoning(PdfPrinter):
    """A real LibreOffice that is handed half a file of some people, as after a broken copy."""

    def print(self, data: bytes, suffix: str, source: str) -> Printed:
        poisoned = any(name in text(data) for name in POISONED) and "责任书一式三份" in text(data)
        return super().print(data[: len(data) // 2] if poisoned else data, suffix, source)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("poisoned")
    forms = [
        application(姓名=name, 学号=number, 学院="机电学院", message_id=f"<{number}@b.cn>")
        for name, number in PEOPLE.items()
    ]
    with office_in(folder / "home") as office:
        run(office, put(folder / "box", *forms))
        for one in office.ledger.applications():
            decide(one.id, DecisionOrder(Decision.APPROVE, "王老师"), office)
    return folder / "home"


def test_each_pdf_that_fails_is_named_and_the_others_are_there(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["agreement", "--term", TERM, "--pdf", "--json", "--home", str(home)]
    monkeypatch.setattr("pipeline.assembly.printer", lambda *_: Poisoning(tmp_path))
    assert draft.main(words, standalone_mode=False) == ExitCode.COULD_NOT
    said = capsys.readouterr()
    told = json.loads(said.out)
    (line,) = [one for one in said.err.splitlines() if one.startswith("deyu: ")]
    assert line.startswith(f"deyu: 2 份没有另存 PDF（{'、'.join(POISONED_FILES)}）：")
    listed = json.loads(Path(told["manifest"]).read_bytes())
    for where in (told, listed):
        assert [one["file"] for one in where["unprinted"]] == POISONED_FILES
        assert where["failed"] == []
        assert len(where["documents"]) == len(PEOPLE)
        printed = [one["person"]["name"] for one in where["documents"] if one.get("pdf")]
        assert printed == [name for name in PEOPLE if name not in POISONED]
    lying = {one.name for one in Path(told["manifest"]).parent.glob("agreement_312*.pdf")}
    assert lying == {
        f"agreement_{number}_{name}{copies}.pdf"
        for name, number in PEOPLE.items()
        if name not in POISONED
        for copies in ("", "_3份")
    }

    monkeypatch.setattr("pipeline.assembly.printer", lambda *_: PdfPrinter(tmp_path))
    assert draft.main(words, standalone_mode=False) == ExitCode.DONE
    again = json.loads(capsys.readouterr().out)
    assert again["unprinted"] == []
    assert all(one["pdf"] and one["copies"] for one in again["documents"])

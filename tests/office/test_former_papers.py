"""A batch run again: what is nobody's any more goes, what cannot be written stops no other college."""

import json
from pathlib import Path

import pytest
from offices import application, office_in, put, run

from pipeline.cli.drafting import draft
from pipeline.documents.catalogue import DocumentKind
from pipeline.domain.plans import Decision
from pipeline.errors import ExitCode
from pipeline.office.decisions.deciding import decide
from pipeline.office.drawing.batching import Batch, draw_batch
from pipeline.office.drawing.drafting import DraftOrder
from pipeline.office.drawing.former_papers import TOUCHED
from pipeline.office.house import Office
from pipeline.office.orders import DecisionOrder

TERM = "2026-autumn"
PEOPLE = (
    ("何一帆", "3120240009", "机电学院"),
    ("林雨桐", "3120240002", "光电学院"),
    ("赵明亮", "3120240003", "光电学院"),
)
PAPER = "agreement_3120240009_何一帆.docx"
BUNDLE = f"agreement_{TERM}_机电学院.zip"
COVER = f"cover_sheet_agreement_{TERM}_机电学院.docx"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    mails = [
        application(姓名=name, 学号=number, 学院=college, message_id=f"<{number}@bit.edu.cn>")
        for name, number, college in PEOPLE
    ]
    with office_in(tmp_path / "home") as office:
        run(office, put(tmp_path / "box", *mails))
        for one in office.ledger.applications():
            decide(one.id, DecisionOrder(Decision.APPROVE, "王老师"), office)
    return tmp_path / "home"


def drawn(office: Office) -> Batch:
    order = DraftOrder(DocumentKind.AGREEMENT, term=TERM)
    return draw_batch(order, office, None, lambda done, total: None)


def reopen(name: str, office: Office) -> None:
    (theirs,) = [one for one in office.ledger.applications() if one.person.name == name]
    decide(theirs.id, DecisionOrder(Decision.REOPEN, "王老师", reason="材料有误"), office)


def lying(home: Path) -> set[str]:
    return {one.name for one in (home / "documents").iterdir()}


def test_papers_of_who_is_no_longer_approved_are_taken_away_and_told(home: Path, capsys) -> None:
    with office_in(home) as office:
        drawn(office)
        assert {PAPER, BUNDLE, COVER} <= lying(home)
        reopen("何一帆", office)
    words = ["agreement", "--term", TERM, "--home", str(home)]
    assert draft.main(words, standalone_mode=False) == ExitCode.DONE
    said = capsys.readouterr().err
    assert not {PAPER, BUNDLE, COVER} & lying(home)
    assert all(name in said for name in ("3 个文件已删去", PAPER, BUNDLE, COVER))
    told = json.loads((home / "documents" / f"agreement_{TERM}_manifest.json").read_bytes())
    assert {one["file"] for one in told["former"]} == {PAPER, BUNDLE, COVER}
    assert all(one["removed"] for one in told["former"])
    assert set(told["files"]) == lying(home) - {f"agreement_{TERM}_manifest.json"}


def test_a_paper_that_somebody_changed_stays_and_is_told_each_time(home: Path) -> None:
    with office_in(home) as office:
        drawn(office)
        (home / "documents" / PAPER).write_bytes(b"with notes of an official")
        (home / "documents" / "of an official.txt").write_bytes(b"never ours")
        reopen("何一帆", office)
        for _ in range(2):
            batch = drawn(office)
            assert [(one.file, one.stays) for one in batch.former if one.stays] == [
                (PAPER, TOUCHED)
            ]
    assert {PAPER, "of an official.txt"} <= lying(home)
    assert BUNDLE not in lying(home)


def test_without_its_last_list_a_batch_takes_nothing_away(home: Path) -> None:
    with office_in(home) as office:
        manifest = Path(drawn(office).manifest)
        for broken in (b"[1]", b'{"files": 3}', b"{", b'{"files": {"agreement.docx": null}}'):
            manifest.write_bytes(broken)
            assert drawn(office).former == ()
        reopen("何一帆", office)
        manifest.unlink()
        assert drawn(office).former == ()
    assert PAPER in lying(home)


def test_a_cover_or_zip_that_cannot_be_written_is_named_and_the_others_are_made(
    home: Path, capsys
) -> None:
    documents = home / "documents"
    for name in (COVER, BUNDLE):
        (documents / name).mkdir(parents=True)  # as unwritable as what is open on a share
    words = ["agreement", "--term", TERM, "--home", str(home)]
    assert draft.main(words, standalone_mode=False) == ExitCode.COULD_NOT
    said = capsys.readouterr().err
    assert f"{COVER} 没有写成" in said
    assert f"{BUNDLE} 没有写成" in said
    assert str(documents / COVER) in said
    told = json.loads((documents / f"agreement_{TERM}_manifest.json").read_bytes())
    assert [one["file"] for one in told["unwritten"]] == [COVER, BUNDLE]
    assert told["bundles"] == [f"agreement_{TERM}_光电学院.zip"]
    assert len(told["documents"]) == len(PEOPLE)

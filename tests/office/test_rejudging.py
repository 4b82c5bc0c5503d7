"""Another edition: who is judged by it, what it would change, and that it is kept."""

import datetime as dt
import shutil
from pathlib import Path

from offices import RECEIVED, application, office_in, put, run
from regulation.copied_edition import doctors_only, spoil

from pipeline.domain.findings import Advice, Outcome
from pipeline.domain.plans import Decision, NoticeKind
from pipeline.examination import examine
from pipeline.office.decisions.deciding import decide
from pipeline.office.decisions.rejudging import rejudge
from pipeline.office.filed import reading_of
from pipeline.office.house import OFFICE_OBJECT, Office
from pipeline.office.looking.showing import show
from pipeline.office.looking.status import status
from pipeline.office.orders import DecisionOrder
from pipeline.reading.mail.letter import read_letter

COMPLETION, REFUSAL = NoticeKind.COMPLETION, NoticeKind.REFUSAL
MASTER = {"姓名": "林雨桐", "学号": "3120240002", "培养层次": "硕士"}


def test_the_edition_of_the_day_judges_and_lies_in_the_archive(tmp_path: Path) -> None:
    folder = doctors_only(tmp_path, "2026-09-03")
    with office_in(tmp_path) as office:
        run(office, put(tmp_path / "box", application(**MASTER)))
        reading = reading_of("S-2026-0001", office)
        assert reading["edition"] == "strict"
        kept = [
            path for path in office.archive.paths(OFFICE_OBJECT) if path.startswith("editions/")
        ]
        assert {path.split("/")[1].rsplit("-", 1)[0] for path in kept} == {"2014-draft", "strict"}
        (rules,) = [path for path in kept if "strict" in path and path.endswith("rules.yaml")]
        assert office.archive.read(OFFICE_OBJECT, rules) == (folder / "rules.yaml").read_bytes()
        before = office.archive.head(OFFICE_OBJECT).version
        run(office, tmp_path / "box")
        assert office.archive.head(OFFICE_OBJECT).version == before


def test_what_another_edition_would_change_is_listed(tmp_path: Path) -> None:
    doctors_only(tmp_path, "2030-01-01")
    with office_in(tmp_path) as office:
        run(office, put(tmp_path / "box", application(), application(message_id="<2@x>", **MASTER)))
        decide("A-2026-0002", DecisionOrder(Decision.APPROVE, "王老师", "名额未满"), office)
        done: list[int] = []
        old, new = office.editions.base, office.editions.named("strict")
        (one,) = rejudge(old, new, office, done.append)
        assert (one.judged.id, done) == ("A-2026-0002", [1, 2])
        assert (one.before, one.after) == (Advice.NEEDS_PERSON, Advice.DOES_NOT_MEET)
        assert one.rules == (("Q1c", Outcome.PERSON, Outcome.FAILS),)
        assert one.concerns_a_decision
        assert list(rejudge(old, old, office, done.append)) == []


def letters(office: Office) -> dict[NoticeKind, str]:
    return {
        one.kind: read_letter(office.archive.read(one.object_id, one.file)).text
        for one in office.ledger.notices()
    }


def in_force_since_the_day(home: Path) -> Path:
    folder = doctors_only(home, "2026-09-03")
    spoil(folder, "edition.yaml", "（草案）", "（2026年修订）")
    return folder


def test_letters_cite_the_edition_that_judged_and_only_a_draft_as_one(tmp_path: Path) -> None:
    in_force_since_the_day(tmp_path)
    refuse = DecisionOrder(Decision.REFUSE, "王老师", "不是博士生", clause="三.1.(1)①")
    draft_time = RECEIVED - dt.timedelta(days=1)
    with office_in(tmp_path) as office:
        run(office, put(tmp_path / "box", application(政治面貌="")))
        assert (
            "《北京理工大学研究生德育工作助理管理办法（2026年修订）》"
            in letters(office)[COMPLETION]
        )
        run(office, put(tmp_path / "more", application(at=draft_time, **MASTER)))
        decide("A-2026-0002", refuse, office)
        assert (
            "依据：《北京理工大学研究生德育工作助理管理办法（草案）》三" in letters(office)[REFUSAL]
        )
        run(office, put(tmp_path / "third", application(**(MASTER | {"学号": "3120240009"}))))
        decide("A-2026-0003", refuse, office)
        assert (
            "依据：《北京理工大学研究生德育工作助理管理办法（2026年修订）》三"
            in letters(office)[REFUSAL]
        )


def test_an_edition_in_force_that_is_gone_from_the_home_judges_on_and_is_told(
    tmp_path: Path, caplog
) -> None:
    folder = in_force_since_the_day(tmp_path)
    with office_in(tmp_path) as office:
        run(office, put(tmp_path / "box", application(**MASTER)))
    shutil.rmtree(folder)
    with office_in(tmp_path) as office:
        again = application(message_id="<2@x>", **(MASTER | {"学号": "3120240003"}))
        run(office, put(tmp_path / "more", again))
        assert reading_of("S-2026-0002", office)["edition"] == "strict"
        assert any("条例版本" in one for one in status(office).alarms)
    assert "放回原处" in caplog.text
    assert any("放回原处" in one.says and not one.usable for one in examine(tmp_path))


def test_an_edition_broken_later_is_told_and_its_last_good_wording_judges(
    tmp_path: Path, caplog
) -> None:
    folder = doctors_only(tmp_path, "2026-09-03")
    with office_in(tmp_path) as office:
        run(office, put(tmp_path / "box", application(**MASTER)))
        good = office.editions.named("strict").sha256
    spoil(folder, "rules.yaml", "quote: 应为我校", "quote: 应是我校")
    with office_in(tmp_path) as office:
        assert show("A-2026-0001", office)["state"] == "to_review"
        again = application(message_id="<2@x>", **(MASTER | {"学号": "3120240003"}))
        run(office, put(tmp_path / "more", again))
        assert reading_of("S-2026-0002", office)["edition_sha256"] == good
        assert any("条例版本" in alarm for alarm in status(office).alarms)
    assert "strict/rules.yaml 第" in caplog.text

"""The edition in force on the day of the submission judges it."""

import datetime as dt
from pathlib import Path

import pytest
from copied_edition import copied, spoil

from pipeline.errors import RegulationError
from pipeline.regulation.editions_at_hand import editions_at
from pipeline.regulation.faults import FaultyEditionError

SINCE = "id: {0}\nin_force_from: {1}\ndecided_by: 研究生工作部部务会"


def own(home: Path, name: str, since: str = "") -> Path:
    folder = copied(home / "copies")
    head = SINCE.format(name, since) if since else f"id: {name}"
    spoil(folder, "edition.yaml", "id: 2014-draft", head)
    home.joinpath("editions").mkdir(exist_ok=True)
    return folder.rename(home / "editions" / name)


def test_an_edition_judges_from_its_day_on_and_the_settings_before_it(tmp_path: Path) -> None:
    own(tmp_path, "2027", "2027-03-01")
    own(tmp_path, "2029", "2029-03-01")
    editions = editions_at(tmp_path / "editions", "2014-draft")
    found = [
        editions.on(dt.date.fromisoformat(day)).id
        for day in ("2027-02-28", "2027-03-01", "2029-02-28", "2029-03-01")
    ]
    assert found == ["2014-draft", "2027", "2027", "2029"]


def test_an_edition_without_a_day_judges_only_when_the_settings_name_it(tmp_path: Path) -> None:
    own(tmp_path, "trial")
    today = dt.date(2026, 9, 1)
    assert editions_at(tmp_path / "editions", "2014-draft").on(today).id == "2014-draft"
    editions = editions_at(tmp_path / "editions", "trial")
    assert (editions.on(today).id, len(editions.all)) == ("trial", 1)


def test_broken_editions_are_told_with_the_faults_of_all_and_do_not_judge(tmp_path: Path) -> None:
    spoil(own(tmp_path, "a", "2027-03-01"), "rules.yaml", "quote: 应为我校", "quote: 应是我校")
    spoil(own(tmp_path, "b"), "facts.yaml", "type: yes_no", "type: yesno")
    editions = editions_at(tmp_path / "editions", "2014-draft")
    assert {fault.file for fault in editions.faults} >= {"a/rules.yaml", "b/facts.yaml"}
    assert editions.on(dt.date(2027, 3, 2)).id == "2014-draft"
    with pytest.raises(FaultyEditionError) as told:
        editions_at(tmp_path / "editions", "b")
    assert {fault.file for fault in told.value.faults} >= {"a/rules.yaml", "b/facts.yaml"}


def test_the_wording_that_was_kept_goes_on_to_judge(tmp_path: Path) -> None:
    folder = own(tmp_path, "a", "2027-03-01")
    good = editions_at(tmp_path / "editions", "2014-draft").named("a")
    spoil(folder, "rules.yaml", "quote: 应为我校", "quote: 应是我校")
    kept = {"a": good.content}
    editions = editions_at(tmp_path / "editions", "2014-draft", kept.get)
    assert editions.on(dt.date(2027, 3, 2)).sha256 == good.sha256
    assert editions.faults


def test_one_in_force_that_is_gone_judges_on_until_the_home_has_another_of_that_day(
    tmp_path: Path,
) -> None:
    folder = own(tmp_path, "z", "2027-03-01")
    kept = {"z": editions_at(tmp_path / "editions", "2014-draft").named("z").content}
    folder.rename(tmp_path / "moved")
    day = dt.date(2027, 3, 2)
    gone = editions_at(tmp_path / "editions", "2014-draft", kept.get, ("z", "2014-draft"))
    assert gone.on(day).id == "z"
    assert [fault.file for fault in gone.faults] == ["z/edition.yaml"]
    own(tmp_path, "a", "2027-03-01")
    both = editions_at(tmp_path / "editions", "2014-draft", kept.get, ("z",))
    assert both.on(day).id == "a"


def test_a_folder_must_be_called_as_its_edition_and_none_as_a_shipped_one(tmp_path: Path) -> None:
    own(tmp_path, "2027").rename(tmp_path / "editions" / "2028")
    copied(tmp_path / "copies").rename(tmp_path / "editions" / "2014-draft")
    faults = editions_at(tmp_path / "editions", "2014-draft").faults
    assert {fault.file for fault in faults} == {"2028/edition.yaml", "2014-draft/edition.yaml"}
    assert any("另起" in fault.says for fault in faults)


def test_an_unknown_name_is_told_with_those_at_hand(tmp_path: Path) -> None:
    own(tmp_path, "2027")
    with pytest.raises(RegulationError, match="2027"):
        editions_at(tmp_path / "editions", "2041")

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


def test_a_broken_edition_stops_with_the_faults_of_all(tmp_path: Path) -> None:
    spoil(own(tmp_path, "a", "2027-03-01"), "rules.yaml", "quote: 应为我校", "quote: 应是我校")
    spoil(own(tmp_path, "b"), "facts.yaml", "type: yes_no", "type: yesno")
    with pytest.raises(FaultyEditionError) as told:
        editions_at(tmp_path / "editions", "2014-draft")
    assert {fault.file for fault in told.value.faults} >= {"a/rules.yaml", "b/facts.yaml"}


def test_a_folder_must_be_called_as_its_edition_and_none_as_a_shipped_one(tmp_path: Path) -> None:
    own(tmp_path, "2027").rename(tmp_path / "editions" / "2028")
    copied(tmp_path / "copies").rename(tmp_path / "editions" / "2014-draft")
    with pytest.raises(FaultyEditionError, match="另起") as told:
        editions_at(tmp_path / "editions", "2014-draft")
    assert "2028/edition.yaml" in {fault.file for fault in told.value.faults}


def test_an_unknown_name_is_told_with_those_at_hand(tmp_path: Path) -> None:
    own(tmp_path, "2027")
    with pytest.raises(RegulationError, match="2027"):
        editions_at(tmp_path / "editions", "2041")

"""``deyu rules`` over an office: what another edition would change, how a mail was judged."""

from pathlib import Path

import pytest
from commands import deyu, told
from office.offices import application, put
from regulation.copied_edition import doctors_only, spoil

from pipeline.domain.field_labels import field_label
from pipeline.domain.findings import Outcome
from pipeline.domain.value_labels import value_label
from pipeline.regulation.edition import load_edition
from pipeline.regulation.explain import OUTCOMES

MASTER = {"姓名": "林雨桐", "学号": "3120240002", "培养层次": "硕士"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    box = put(tmp_path / "box", application(), application(message_id="<2@x>", **MASTER))
    home = tmp_path / "home"
    home.mkdir()
    doctors_only(home, "2030-01-01")
    told("run", "--once", "--from", box, home=home)
    return home


def test_what_another_edition_would_change_is_listed_and_changes_nothing(home: Path) -> None:
    told("decide", "A-2026-0002", "approve", "--by", "王老师", "--reason", "名额未满", home=home)
    before = told("show", "A-2026-0002", home=home)
    document = told("rules", "diff", "2014-draft", "strict", home=home)
    assert (document["old"]["edition"], document["new"]["edition"]) == ("2014-draft", "strict")
    assert len(document["old"]["sha256"]) == 64
    assert document["applications"] == 2
    (one,) = document["changed"]
    assert (one["id"], one["decision"], one["concerns_a_decision"]) == (
        "A-2026-0002",
        "approve",
        True,
    )
    assert one["advice"] == {"old": "needs_person", "new": "does_not_meet"}
    assert one["findings"] == [{"rule": "Q1c", "old": "person", "new": "fails"}]
    ended = deyu("rules", "diff", "2014-draft", "strict", home=home)
    assert ended.returncode == 0, ended.stderr
    assert "重新核对 2 份申请，1 份有变化" in ended.stdout
    assert "A-2026-0002　林雨桐　机电学院　※ 已有决定" in ended.stdout
    assert "意见：待人工 → 不符合" in ended.stdout
    assert told("show", "A-2026-0002", home=home) == before


def test_an_edition_that_is_being_written_is_compared_by_its_folder(home: Path) -> None:
    folder = home / "editions" / "strict"
    same = told("rules", "diff", folder, "strict", home=home)
    assert (same["applications"], same["changed"]) == (2, [])
    spoil(folder, "rules.yaml", "expect: fails", "expect: meets")
    ended = deyu("rules", "diff", "2014-draft", folder, home=home)
    assert ended.returncode == 2
    assert "rules.yaml 第" in ended.stderr
    unknown = deyu("rules", "diff", "2014-draft", "2031", home=home)
    assert unknown.returncode == 2
    assert "2031" in unknown.stderr
    assert "strict" in unknown.stderr


@pytest.mark.parametrize("id_", ["S-2026-0002", "A-2026-0002", "a-2026-0002"])
def test_how_a_mail_or_an_application_was_judged_is_told(home: Path, id_: str) -> None:
    document = told("rules", "explain", id_, home=home)
    assert (document["edition"], document["judged_on"]) == ("2014-draft", "2026-09-03")
    (judgement,) = document["judgements"]
    assert judgement["person"]["name"] == "林雨桐"
    ended = deyu("rules", "explain", id_, home=home)
    assert ended.returncode == 0, ended.stderr
    assert "2026-09-03 按 2014-draft 核对" in ended.stdout
    assert f"  Q1c {OUTCOMES[Outcome.PERSON]}　" in ended.stdout
    assert "三.1.(1)①" in ended.stdout
    assert "培养层次＝" in ended.stdout


def test_a_number_that_is_nobodys_is_told(home: Path) -> None:
    for id_ in ("S-2026-0009", "A-2026-0009", "C-2026-0001"):
        ended = deyu("rules", "explain", id_, home=home)
        assert ended.returncode == 2, ended.stdout
        assert id_ in ended.stderr


def test_the_editions_of_the_home_are_checked_with_the_shipped_ones(home: Path) -> None:
    sound = told("rules", "check", home=home)
    assert {"2014-draft", "strict"} <= {one["edition"] for one in sound["editions"]}
    assert all(one["sound"] for one in sound["editions"])
    line = spoil(home / "editions" / "strict", "rules.yaml", "quote: 应为我校", "quote: 应是我校")
    faulty = told("rules", "check", home=home, code=1)
    (strict,) = [one for one in faulty["editions"] if one["edition"] == "strict"]
    assert not strict["sound"]
    assert ("rules.yaml", line) in {(one["file"], one["line"]) for one in strict["faults"]}
    assert all(one["sound"] for one in faulty["editions"] if one is not strict)
    assert f"rules.yaml 第{line}行" in deyu("rules", "check", home=home).stdout


def test_an_edition_that_lists_no_items_is_sound_and_told_what_that_leaves_open(
    home: Path,
) -> None:
    sheet = home / "editions" / "strict" / "coverage.yaml"
    text = sheet.read_text("utf-8")
    sheet.write_text(text[: text.index("items:")], "utf-8")
    editions = {one["edition"]: one for one in told("rules", "check", home=home)["editions"]}
    assert editions["strict"]["sound"]
    assert "没有 items" in editions["strict"]["notes"][0]["says"]
    assert editions["2014-draft"]["notes"] == []
    ended = deyu("rules", "check", home / "editions" / "strict")
    assert ended.returncode == 0
    assert "提示：coverage.yaml：没有 items" in ended.stdout


def test_numbers_that_contradict_each_other_are_pointed_out(home: Path) -> None:
    line = spoil(home / "editions" / "strict", "parameters.yaml", "value: 12", "value: 24")
    editions = {one["edition"]: one for one in told("rules", "check", home=home)["editions"]}
    longer, unquoted = editions["strict"]["notes"]
    assert "24 个月，比" in longer["says"]
    assert "引文“在岗时间至少为一年”里没有写这个数" in unquoted["says"]
    for note in (longer, unquoted):
        assert note["file"] == "parameters.yaml"
        assert abs(note["line"] - line) < 5


def test_every_fact_that_is_judged_has_the_office_s_word() -> None:
    facts = load_edition("2014-draft").facts
    assert [name for name in facts if field_label(name) == name] == []
    for one in facts["sender_standing"].choices:
        assert value_label("sender_standing", one.value) == one.label

"""``deyu decide``: one, several, repeated, half refused."""

from pathlib import Path

import pytest
from commands import deyu, told
from office.offices import RECEIVED, application, put


@pytest.fixture
def home(tmp_path: Path) -> Path:
    box = put(
        tmp_path / "box",
        application(message_id="<one@bit.edu.cn>"),
        application(姓名="林雨桐", 学号="3120240002", message_id="<two@bit.edu.cn>", 岗位="团工作"),
        application(
            姓名="周子墨", 学号="3120240003", message_id="<three@bit.edu.cn>", 政治面貌="群众"
        ),
    )
    told("run", "--once", "--from", box, home=tmp_path / "home")
    return tmp_path / "home"


def test_a_decision_answers_with_the_keys_of_the_contract(home: Path) -> None:
    done = told("decide", "S-2026-0001", "approve", "--by", "王老师", home=home)
    keys = ("id", "state", "entry", "notices", "documents", "unchanged", "proposed", "left_to_do")
    assert tuple(done) == keys
    assert done["proposed"] is False
    assert (done["id"], done["state"], done["unchanged"]) == ("A-2026-0001", "approved", False)
    assert len(done["notices"]) == 1
    assert Path(done["documents"][0]).is_file()
    again = told("decide", "A-2026-0001", "approve", "--by", "王老师", home=home)
    assert again["unchanged"] is True
    assert again["entry"] == done["entry"]
    person = deyu("decide", "A-2026-0001", "approve", "--by", "王老师", home=home)
    assert "决定未变" in person.stdout


def test_several_are_answered_with_a_list(home: Path) -> None:
    done = told("decide", "A-2026-0001", "A-2026-0002", "approve", "--by", "王老师", home=home)
    assert [one["id"] for one in done] == ["A-2026-0001", "A-2026-0002"]


def test_who_fails_a_rule_is_approved_only_with_a_reason(home: Path) -> None:
    words = ("decide", "A-2026-0003", "approve", "--by", "王老师")
    refused = deyu(*words, home=home)
    assert refused.returncode == 2
    assert "三.1.(1)③" in refused.stderr
    done = told(*words, "--reason", "部务会议决定", home=home)
    assert done["state"] == "approved"


def test_what_was_decided_before_a_refusal_is_told(home: Path) -> None:
    ended = deyu("decide", "A-2026-0001", "A-2026-0003", "approve", "--by", "王老师", home=home)
    assert ended.returncode == 2
    assert "A-2026-0001" in ended.stdout
    assert "A-2026-0003" in ended.stderr or "理由" in ended.stderr


def test_people_judge_what_only_people_judge(home: Path) -> None:
    told("decide", "A-2026-0001", "approve", "--by", "王老师", "--judge", "Q4=meets", home=home)
    history = told("show", "A-2026-0001", home=home)["history"]
    decided = [row for row in history if row["act"] == "decide"]
    assert len(decided) == 1
    assert decided[0]["by"] == "王老师"
    assert "未核实" in decided[0]["says"]


def test_withdrawing_needs_no_letter(home: Path) -> None:
    done = told("decide", "A-2026-0002", "withdraw", "--by", "王老师", home=home)
    assert (done["state"], done["notices"]) == ("withdrawn", [])
    assert RECEIVED.year == 2026


def test_a_script_tells_a_proposal_from_a_decision(home: Path) -> None:
    (home / "office.toml").write_text("[people]\nfour_eyes = true\n", "utf-8")
    words = ("decide", "A-2026-0001", "approve", "--by")
    first = told(*words, "王老师", home=home)
    assert (first["proposed"], first["state"]) == (True, "to_review")
    assert (first["notices"], first["documents"]) == ([], [])
    second = told(*words, "李老师", home=home)
    assert (second["proposed"], second["state"]) == (False, "approved")
    assert second["notices"]


def test_a_name_is_one_line_and_never_empty(home: Path) -> None:
    words = ("decide", "A-2026-0001", "approve", "--by")
    for by in (" ", "", "王" * 50):
        assert deyu(*words, by, home=home).returncode == 64
    told(*words, "王老师\n2026-01-01 李老师 同意", home=home)
    (decided,) = told("show", "A-2026-0001", home=home)["decisions"]
    assert decided["by"] == "王老师 2026-01-01 李老师 同意"


def test_no_number_is_nobodys_number(home: Path) -> None:
    for typed in ("", " ", "'"):
        ended = deyu("person", typed, home=home)
        assert (ended.returncode, ended.stdout) == (2, "")
        assert "没有写学号" in ended.stderr

"""The commands over one office, as staff, archivists and scripts call them (contract)."""

import json
import sqlite3
from pathlib import Path

import pytest
from commands import deyu, told
from office.offices import application, mail, put
from reading.word_files import form

ROW = {
    *("id", "state", "received_at", "from", "subject", "college", "person", "papers"),
    *("advice", "problems", "applications"),
}
COUNTS = {
    *("seen", "new", "duplicates", "submissions", "set_aside", "quarantined"),
    *("notices_drafted", "needs_person", "unreadable"),
}
TWO = {
    "甲.docx": form(姓名="何一帆", 学号="3120240009"),
    "乙.docx": form(姓名="林雨桐", 学号="3120240002"),
}


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """An office that has taken in four mails and decided nothing yet."""
    folder = tmp_path_factory.mktemp("office")
    box = put(
        folder / "box",
        application(message_id="<one@bit.edu.cn>"),
        mail("两份申请", files=TWO, message_id="<two@bit.edu.cn>", sender="学工办 <xg@bit.edu.cn>"),
        mail("自动回复", "外出", Auto_Submitted="auto-replied", message_id="<three@bit.edu.cn>"),
        mail("坏附件", files={"申请表.docx": b"PK\x03\x04 broken"}, message_id="<four@bit.edu.cn>"),
    )
    counts = told("run", "--once", "--from", box, home=folder / "home")
    assert set(counts) == COUNTS
    assert counts["seen"] == counts["new"] == 4
    assert counts["new"] == counts["submissions"] + counts["set_aside"] + counts["quarantined"]
    assert (counts["set_aside"], counts["unreadable"], counts["quarantined"]) == (1, 1, 0)
    return folder / "home"


def test_a_second_run_finds_only_duplicates(home: Path) -> None:
    counts = told("run", "--once", "--from", home.parent / "box", home=home)
    assert counts == dict.fromkeys(COUNTS, 0) | {"seen": 4, "duplicates": 4}


def test_the_list_has_the_rows_of_the_contract(home: Path) -> None:
    document = told("list", home=home)
    assert document["total"] == 4
    assert all(set(row) == ROW for row in document["submissions"])
    first = next(row for row in document["submissions"] if row["id"] == "S-2026-0001")
    assert first["person"] == {"name": "张喆", "student_no": "3120240001"}
    assert first["papers"] == ["application_form"]
    assert first["state"] == "to_review"
    assert first["advice"] == "no_obstacle"
    assert first["received_at"] == "2026-09-03T10:12:00+08:00"
    assert [one["id"] for one in first["applications"]] == ["A-2026-0001"]
    aside = [row for row in document["submissions"] if row["state"] == "set_aside"]
    assert aside[0]["person"] is None


def test_filters_and_pages(home: Path) -> None:
    assert told("list", "--person", "林雨桐", home=home)["total"] == 1
    assert told("list", "--state", "set_aside", home=home)["total"] == 1
    assert told("list", "--kind", "application_form", home=home)["total"] == 2
    assert told("list", "--year", "2025", home=home)["total"] == 0
    page = told("list", "--limit", "1", home=home)
    assert (len(page["submissions"]), page["total"]) == (1, 4)
    after = told("list", "--limit", "9", "--after", page["submissions"][0]["id"], home=home)
    assert len(after["submissions"]) == 3


def test_show_knows_submissions_and_applications(home: Path) -> None:
    mail_shown = told("show", "S-2026-0001", home=home)
    assert set(mail_shown) >= ROW | {"mails", "papers", "judgements", "notices", "history"}
    assert set(mail_shown["mails"][0]) >= {"identity", "sha256", "subject", "text"}
    assert all(set(row) == {"id", "at", "by", "act", "says"} for row in mail_shown["history"])
    shown = told("show", "A-2026-0001", home=home)
    assert shown["kind"] == "application"
    assert shown["position_kind"] == "party_building"
    assert shown["submissions"] == ["S-2026-0001"]
    place = shown["papers"][0]["fields"]["name"]["place"]
    assert place.startswith("表1")


def test_search_finds_one_character(home: Path) -> None:
    document = told("search", "喆", home=home)
    assert document["total"] >= 1
    assert set(document["hits"][0]) == {
        *("id", "kind", "person", "college", "received_at", "snippet"),
    }
    assert set(document["facets"]) == {"college", "kind", "year", "state"}


def test_search_answers_a_line_for_each_line(home: Path) -> None:
    ended = deyu("search", "--jsonl", home=home, stdin="林雨桐\n没有这个词\n")
    totals = [json.loads(line)["total"] for line in ended.stdout.splitlines()]
    assert totals == [1, 0]


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("show", "S-2026-9999"), 2, "S-2026-9999"),
        (("show",), 64, ""),
        (("list", "--state", "nonsense"), 64, ""),
        (("list", "--limit", "0"), 64, ""),
        (("nonsense",), 64, ""),
        (("decide", "A-2026-0001", "approve"), 64, "--by"),
        (("decide", "A-2026-0001", "refuse", "--by", "王老师"), 2, "理由"),
        (("decide", "A-2026-9999", "approve", "--by", "王老师"), 2, "A-2026-9999"),
        (("decide", "S-2026-0002", "approve", "--by", "王老师"), 64, "A-2026-0002"),
        (("decide", "S-2026-0003", "approve", "--by", "王老师"), 64, "不含申请"),
        (("decide", "A-2026-0001", "approve", "--by", "王", "--revision", "9"), 2, "稿"),
        (("decide", "A-2026-0001", "approve", "--by", "王", "--judge", "Q9=x"), 64, "Q2"),
        (("draft", "agreement"), 64, "--for"),
        (("draft", "agreement", "--for", "999"), 2, "999"),
        (("draft", "agreement", "--for", "3120240001", "--final"), 2, "草稿"),
        (("draft", "roster", "--term", "2026-summer"), 2, "2026-autumn"),
        (("draft", "application_form", "--term", "2026-autumn"), 64, "--for"),
        (("draft", "application_form", "--for", "1"), 2, "1"),
        (("draft", "roster", "--term", "2026-autumn", "--signed-on", "2026-09-15"), 64, "责任书"),
        (("search",), 64, ""),
        (("person", "999"), 2, "999"),
        (("run", "--file-only"), 64, "--from"),
        (("run", "--once"), 2, "deyu init"),
        (("run", "--once", "--from", "/nowhere/at/all"), 2, "/nowhere/at/all"),
        (("outbox", "send", "N-2026-0001"), 2, "草稿箱"),
        (("outbox", "show", "N-2026-9999"), 2, "N-2026-9999"),
        (("quarantine", "replay", "S-2026-0001"), 2, "S-2026-0001"),
    ],
)
def test_every_way_to_be_wrong_has_its_exit_code_and_one_clear_line(
    home, words, code, says
) -> None:
    ended = deyu(*words, home=home)
    assert ended.returncode == code, ended.stdout + ended.stderr
    assert says in ended.stderr
    assert ended.stdout == ""
    assert "Traceback" not in ended.stderr


def test_verify_finds_nothing_and_then_a_changed_byte(home: Path, tmp_path: Path) -> None:
    document = told("verify", home=home)
    assert document["sound"] is True
    assert set(document) == {"sound", "checked", "failures", "checks"}
    assert set(document["checked"]) == {"objects", "files", "bytes"}
    mail_file = next((home / "archive").rglob("message.eml"))
    kept = mail_file.read_bytes()
    mail_file.chmod(0o640)
    try:
        mail_file.write_bytes(kept + b" ")
        document = told("verify", home=home, code=1)
        assert document["sound"] is False
        assert any("message.eml" in one["path"] for one in document["failures"])
        assert set(document["failures"][0]) == {"kind", "object", "path", "says"}
    finally:
        mail_file.write_bytes(kept)


def test_nobody_else_on_the_machine_reads_what_is_kept(home: Path) -> None:
    open_to_all = [
        path
        for path in (*home.rglob("*"), *home.parent.glob("*-staging"))
        if path.stat().st_mode & 0o007
    ]
    assert open_to_all == []


def test_status_counts_states_and_has_no_alarm(home: Path) -> None:
    document = told("status", home=home)
    assert document["reconciled"] is True
    assert document["states"]["set_aside"] == 1
    assert document["needs_person"] == 3
    assert document["quarantined"] == document["in_doubt"] == 0


def test_the_outbox_lists_notices_with_their_fixed_message_ids(home: Path) -> None:
    notices = told("outbox", "list", home=home)["notices"]
    assert len(notices) == 3
    assert set(notices[0]) >= {
        *("id", "kind", "state", "to", "subject", "submission", "application"),
        *("message_id", "created_at"),
    }
    assert {one["state"] for one in notices} == {"draft"}
    shown = told("outbox", "show", notices[0]["id"], home=home)
    assert notices[0]["id"] in shown["text"] + shown["subject"]


def test_the_answers_are_the_same_after_rebuild_with_the_database_gone(home: Path) -> None:
    asked = (("list",), ("show", "S-2026-0002"), ("show", "A-2026-0002"), ("outbox", "list"))
    before = [told(*words, home=home) for words in asked]
    for path in home.glob("ledger.sqlite3*"):
        path.unlink()
    refused = deyu("run", "--once", "--from", home.parent / "box", home=home)
    assert (refused.returncode, "deyu rebuild" in refused.stderr) == (2, True)
    ended = deyu("rebuild", home=home)
    assert ended.returncode == 0, ended.stderr
    assert [told(*words, home=home) for words in asked] == before
    with sqlite3.connect(home / "ledger.sqlite3") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_draft_makes_blank_forms_and_previews(home: Path, tmp_path: Path) -> None:
    for kind in ("application_form", "replacement_request", "leaving_survey"):
        (drawn,) = told("draft", kind, "--out", tmp_path, home=home)["documents"]
        assert Path(drawn["path"]) == tmp_path / f"{kind}.docx"
        assert drawn["person"] is None
    (drawn,) = told("draft", "agreement", "--for", "3120240001", "--out", tmp_path, home=home)[
        "documents"
    ]
    assert set(drawn) == {"kind", "person", "path", "sha256", "draft", "warnings"}
    assert drawn["draft"] is True
    assert Path(drawn["path"]).name == "agreement_3120240001_张喆.docx"
    assert any("尚未批准" in one for one in drawn["warnings"])
    (roster,) = told("draft", "roster", "--term", "2026-autumn", home=home)["documents"]
    assert Path(roster["path"]).suffix == ".xlsx"


def test_a_persons_whole_file_can_be_taken_out(home: Path, tmp_path: Path) -> None:
    document = told("person", "3120240002", "--export", tmp_path / "out", home=home)
    assert [one["id"] for one in document["submissions"]] == ["S-2026-0002"]
    mail_file = tmp_path / "out" / "S-2026-0002" / "message.eml"
    assert "林雨桐".encode() not in mail_file.read_bytes()  # encoded as it came
    assert str(mail_file) in document["exported"]

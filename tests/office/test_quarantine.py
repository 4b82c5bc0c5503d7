"""A mail that our own code cannot handle is shown with its sender, and a vain replay says so."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from cli.commands import told
from offices import application, mail, office_in, put, run

from pipeline.errors import StillFailingError
from pipeline.office.filing import entries_of
from pipeline.office.house import mail_object
from pipeline.office.looking.showing import show
from pipeline.office.mails.waiting_mails import handle_waiting, quarantined, replay

S = "S-2026-0001"


class BrokenReader:
    def take_apart_mail(self, data: bytes, own_addresses: tuple[str, ...]):
        raise RuntimeError("a bug")


def test_a_replay_in_vain_is_no_success_and_the_list_tells_whose_mail_it_is(tmp_path) -> None:
    home, box = tmp_path / "home", put(tmp_path / "box", mail("上岗申请", "老师好。"))
    with office_in(home) as office:
        broken = replace(office, reader=BrokenReader())
        run(broken, box)
        assert show(S, office)["state"] == "quarantined"
        with pytest.raises(StillFailingError, match=S):
            replay(S, broken)
        [row] = quarantined(office)
        assert (row.sender.address, row.subject) == ("zhang@bit.edu.cn", "上岗申请")
    [listed] = told("quarantine", "list", home=home)["submissions"]
    assert (listed["from"]["address"], listed["subject"]) == ("zhang@bit.edu.cn", "上岗申请")
    assert told("quarantine", "replay", S, home=home)["state"] == "to_sort"


@contextmanager
def services_at_work(home: Path, count: int) -> Iterator[None]:
    """Others at the same home who take whatever waits the moment it does."""
    ended, faults = threading.Event(), []

    def work() -> None:
        try:
            with office_in(home) as office, office.ledger.at_work():
                while not ended.is_set():
                    handle_waiting(office)
        except Exception as fault:  # noqa: BLE001  # told by the test's own thread
            faults.append(fault)

    threads = [threading.Thread(target=work) for _ in range(count)]
    for one in threads:
        one.start()
    try:
        yield
    finally:
        ended.set()
        for one in threads:
            one.join(60)
    assert faults == []


def test_a_replay_beside_running_services_handles_each_mail_once(tmp_path) -> None:
    home, box = tmp_path / "home", tmp_path / "box"
    put(box, *(application(message_id=f"<{n}@bit.edu.cn>", 姓名=f"张{n}") for n in range(4)))
    with office_in(home) as office:
        run(replace(office, reader=BrokenReader()), box)
        waiting = [row.id for row in quarantined(office)]
        assert len(waiting) == 4
        with services_at_work(home, 2):
            states = {replay(one, office).value for one in waiting}
        assert "quarantined" not in states
        for one in waiting:
            filed = entries_of(office.archive, mail_object(office.ledger.identity_of(one)))
            assert [entry.entry.act.value for entry in filed].count("handle") == 1
        notices = office.ledger.notices()
        assert sorted(one.submission for one in notices) == sorted(waiting)

"""A mail that our own code cannot handle is shown with its sender, and a vain replay says so."""

from dataclasses import replace

import pytest
from cli.commands import told
from offices import mail, office_in, put, run

from pipeline.errors import StillFailingError
from pipeline.office.showing import show
from pipeline.office.waiting_mails import quarantined, replay

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

"""Several processes at work on one mailbox: every mail is there once and handled once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from offices import application, mail, office_in
from servers import postman
from servers.dovecot import PASSWORD, Dovecot
from servers.postman import deliver

from pipeline.archive import verify
from pipeline.domain.entries import Revised
from pipeline.office.filing import entries_of
from pipeline.office.house import application_object, mail_object
from pipeline.office.queries import ListQuery

AT_WORK = 6
"""Two would be pollers enough, four workers; each of these is both."""


def office_toml(dovecot: Dovecot, user: str) -> str:
    return (
        f'[mail]\nhost = "127.0.0.1"\nport = {dovecot.port}\ntls = "off"\nuser = "{user}"\n'
        'password_env = "TEST_MAIL_PASSWORD"\nanswer_since = 2026-01-01\n'
    )


def work_together(home: Path, processes: int) -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "pipeline", "run", "--once", "--home", str(home)],
            env=os.environ | {"TEST_MAIL_PASSWORD": PASSWORD},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(processes)
    ]
    for one in running:
        _, told = one.communicate(timeout=3600)
        assert one.returncode == 0, told


def whole(home: Path, count: int) -> None:
    with office_in(home) as office:
        rows, total = office.ledger.submissions(ListQuery())
        assert (total, len({row.id for row in rows})) == (count, count)
        assert office.ledger.waiting() == 0
        acts = [
            one.entry.act.value
            for row in rows
            for one in entries_of(office.archive, mail_object(office.ledger.identity_of(row.id)))
        ]
        assert (acts.count("take_in"), acts.count("handle"), acts.count("sight")) == (
            count,
            count,
            0,
        )
        assert verify(home / "archive", office.ledger.heads()).sound


@pytest.mark.dovecot
@pytest.mark.slow
def test_three_at_once_double_nothing(dovecot: Dovecot, tmp_path: Path) -> None:
    account = dovecot.account("three")
    forms = [
        application(
            message_id=f"<f{n}@bit.edu.cn>", 姓名="林雨桐", 学号="3120240002", 联系电话=phone
        )
        for n, phone in enumerate(("13800000001", "13800000002", "13800000003"))
    ]
    mails = [mail("咨询", f"第 {n} 封", message_id=f"<m{n}@bit.edu.cn>") for n in range(9)]
    deliver(account, *mails, *forms)
    (tmp_path / "office.toml").write_text(office_toml(dovecot, "three"))
    work_together(tmp_path, 3)
    whole(tmp_path, 12)
    with office_in(tmp_path) as office:
        (one,) = office.ledger.applications()
        found = entries_of(office.archive, application_object(one.id))
        revised = [each.entry.body for each in found if isinstance(each.entry.body, Revised)]
        phones = {body.revision: _phone(body) for body in revised}
        # As they were received, whoever was quicker at reading.
        assert phones == {1: "13800000001", 2: "13800000002", 3: "13800000003"}
        messages = [notice.message_id for notice in office.ledger.notices()]
    lying = postman.contents(account, "Drafts")
    assert len(set(messages)) == len(messages)
    assert sorted(lying) == sorted(set(lying))
    assert lying


def _phone(body: Revised) -> object:
    return next(field.value for field in body.fields if field.name == "phone")


@pytest.mark.dovecot
@pytest.mark.prove
def test_six_at_once_on_two_thousand_mails(dovecot: Dovecot, tmp_path: Path) -> None:
    deliver(
        dovecot.account("six"),
        *(mail("咨询", f"第 {n} 封", message_id=f"<m{n}@bit.edu.cn>") for n in range(2_000)),
    )
    (tmp_path / "office.toml").write_text(office_toml(dovecot, "six"))
    work_together(tmp_path, AT_WORK)
    whole(tmp_path, 2_000)

"""Sending through a server whose certificate comes from the campus's own authority."""

from pathlib import Path

import pytest
from servers import authority, sink

from pipeline.dispatch.smtp import SmtpCarrier
from pipeline.domain.dispatching import Outcome
from pipeline.errors import MailboxError
from pipeline.mailbox.account import Account, Tls

MAIL = b"From: a@bit.edu.cn\r\nTo: b@bit.edu.cn\r\nSubject: x\r\n\r\nx\r\n"


@pytest.fixture(scope="module")
def campus(tmp_path_factory) -> authority.Authority:
    return authority.made_in(tmp_path_factory.mktemp("campus"))


@pytest.fixture(params=[Tls.IMPLICIT, Tls.STARTTLS])
def account(request, campus):
    context = campus.of_server()
    ways = {Tls.IMPLICIT: {"implicit": context}, Tls.STARTTLS: {"starttls": context}}
    with sink.running(**ways[request.param]) as server:
        yield lambda host, root: Account(
            host=host,
            port=server.port,
            user="office",
            password=lambda: "invented",
            tls=request.param,
            ca_file=root,
        )


def test_it_is_believed_with_its_root_and_the_mail_goes_out(account, campus) -> None:
    carrier = SmtpCarrier(account(authority.NAME, campus.root))
    carrier.ready()
    sent = carrier.carry(MAIL, "a@bit.edu.cn", ["b@bit.edu.cn"])
    carrier.close()
    assert sent.outcome is Outcome.ACCEPTED


def test_nobody_is_told_the_password_under_another_name_or_root(
    account, campus, tmp_path: Path
) -> None:
    stranger = authority.made_in(tmp_path, "stranger")
    for host, root in (
        ("127.0.0.1", campus.root),
        (authority.NAME, stranger.root),
        (authority.NAME, None),
    ):
        with pytest.raises(MailboxError, match=r"证书不可信"):
            SmtpCarrier(account(host, root)).ready()

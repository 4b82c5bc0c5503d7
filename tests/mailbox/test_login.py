"""What stands between the office and its mailbox, told in words that lead on."""

import datetime as dt
import socket
from dataclasses import replace
from pathlib import Path

import pytest
from servers import postman, scripted
from servers.dovecot import Dovecot
from servers.scripted import Script

from pipeline.demo.mail_server import mail_server
from pipeline.domain.arrivals import Arrivals
from pipeline.errors import LoginRefusedError, MailboxError, OfficeError, SettingsError
from pipeline.mailbox.account import Account, Login, Tls
from pipeline.mailbox.arrivals import STEP
from pipeline.mailbox.faults import ConnectionLostError
from pipeline.mailbox.login import open_session


def refusal(account: Account) -> OfficeError:
    with pytest.raises(OfficeError) as told, open_session(account) as session:
        session.examine("INBOX")
    return told.value


@pytest.mark.dovecot
@pytest.mark.parametrize("tls", list(Tls))
def test_each_kind_of_encryption_leads_to_the_inbox(dovecot: Dovecot, tls: Tls) -> None:
    with open_session(dovecot.account("anyone", tls)) as session:
        assert session.examine("INBOX").isdigit()


@pytest.mark.dovecot
@pytest.mark.parametrize("tls", list(Tls))
def test_a_mail_of_many_pieces_is_told_of_and_whole_with_each_kind_of_encryption(
    dovecot: Dovecot, tls: Tls
) -> None:
    account = dovecot.account(f"pieces-{tls}", tls)
    data, told = postman.mail(1, 5 * STEP + 7), []
    postman.deliver(replace(account, tls=Tls.OFF, port=dovecot.port), data)
    with open_session(account) as session:
        session.tell_arrivals(Arrivals(lambda: told.append(1)))
        session.examine("INBOX")
        before = len(told)
        assert session.bodies([1]) == {1: data}
        assert len(told) - before > 5


@pytest.mark.dovecot
@pytest.mark.parametrize("tls", [Tls.IMPLICIT, Tls.STARTTLS])
def test_a_certificate_that_nobody_vouches_for_is_refused(dovecot: Dovecot, tls: Tls) -> None:
    asked = []
    account = replace(
        dovecot.account("anyone", tls), ca_file=None, password=lambda: asked.append(1) or "invented"
    )
    told = refusal(account)
    assert "证书不可信" in told.what
    assert "ca_file" in told.way_out


@pytest.mark.dovecot
def test_a_certificate_for_another_name_is_refused(dovecot: Dovecot) -> None:
    told = refusal(replace(dovecot.account("anyone", Tls.STARTTLS), host="localhost"))
    assert "证书不可信" in told.what


@pytest.mark.dovecot
def test_the_wrong_kind_of_encryption_is_told_with_the_usual_ports(dovecot: Dovecot) -> None:
    told = refusal(replace(dovecot.account("anyone", Tls.IMPLICIT), port=dovecot.port))
    assert "加密连接" in told.what
    assert "993" in told.way_out


@pytest.mark.dovecot
def test_a_wrong_password_is_told_without_repeating_it(dovecot: Dovecot) -> None:
    told = refusal(replace(dovecot.account("anyone"), password=lambda: "S3cret-of-yesterday"))
    assert "拒绝登录" in told.what
    assert "授权码" in told.way_out
    assert "S3cret" not in str(told)


@pytest.mark.dovecot
@pytest.mark.parametrize("tls", [Tls.IMPLICIT, Tls.STARTTLS])
def test_a_certificate_made_out_for_another_name_gets_no_password(dovecot: Dovecot, tls) -> None:
    asked: list[str] = []
    account = replace(dovecot.account("anyone", tls), host="localhost")
    with pytest.raises(MailboxError, match="证书不可信"), open_session(account):
        asked.append("logged in")
    assert not asked


@pytest.mark.dovecot
def test_the_password_is_asked_for_at_each_login(dovecot: Dovecot) -> None:
    changing = iter(["outdated", "invented"])
    account = replace(dovecot.account("anyone"), password=lambda: next(changing))
    assert "拒绝登录" in refusal(account).what
    with open_session(account) as session:
        session.examine("INBOX")


def test_a_password_that_cannot_be_had_is_told_as_it_is_and_nobody_is_called() -> None:
    def missing() -> str:
        raise SettingsError("[mail] 的密码取不到。", "请设置。")

    script = Script()
    with scripted.running(script) as account:
        told = refusal(replace(account, password=missing))
    assert isinstance(told, SettingsError)
    assert script.heard == []


def test_a_password_that_imap_cannot_carry_is_told_without_repeating_it() -> None:
    with scripted.running(Script()) as account:
        told = refusal(replace(account, password=lambda: "密码一二三"))
    assert "字符" in told.what
    assert "密码一二三" not in str(told)
    assert told.__cause__ is None


def account_at(host: str, port: int, tls: Tls = Tls.OFF) -> Account:
    return Account(host=host, port=port, user="office", password=lambda: "x", tls=tls)


def test_a_server_that_is_not_there_is_named_with_its_port() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    told = refusal(account_at("127.0.0.1", port))
    assert f"连不上邮件服务器 127.0.0.1:{port}" in told.what


@pytest.mark.parametrize("host", ["nowhere.invalid", "x" * 70 + ".invalid"])
def test_a_name_that_leads_nowhere_is_told(host: str) -> None:
    told = refusal(account_at(host, 993))
    assert "找不到邮件服务器" in told.what
    assert "host" in told.way_out


def test_a_certificate_file_that_is_none_is_told(tmp_path: Path) -> None:
    no_certificate = tmp_path / "ca.pem"
    for content in (None, "no certificate"):
        if content is not None:
            no_certificate.write_text(content)
        told = refusal(replace(account_at("127.0.0.1", 1, Tls.IMPLICIT), ca_file=no_certificate))
        assert "证书文件读不出来" in told.what
        assert "PEM" in told.way_out


def test_a_server_without_starttls_is_told_with_the_other_way() -> None:
    with scripted.running(Script()) as account:
        told = refusal(replace(account, tls=Tls.STARTTLS))
    assert "不支持 STARTTLS" in told.what
    assert "implicit" in told.way_out


def test_a_server_that_speaks_no_imap_is_told() -> None:
    with mail_server([], "office") as server:
        told = refusal(account_at(server.host, server.smtp_port))
    assert "没有像 IMAP 服务器那样应答" in told.what


def test_a_connection_that_breaks_later_is_told_as_such() -> None:
    script = Script({1: b"x"}, choking={1})
    with scripted.running(script) as account, open_session(account) as session:
        session.examine("INBOX")
        with pytest.raises(ConnectionLostError, match="断开"):
            session.bodies([1])


def test_the_session_is_left_when_its_work_fails() -> None:
    script = Script()
    with scripted.running(script) as account:
        with pytest.raises(MailboxError), open_session(account):
            raise MailboxError("a", "b")
        assert script.heard[-1] == "LOGOUT"


def test_a_draft_gets_the_moment_it_was_laid() -> None:
    script = Script()
    at = dt.datetime(2026, 9, 3, 10, 12, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    with scripted.running(script) as account, open_session(account) as session:
        session.append("INBOX", b"x\r\n", (b"\\Draft",), at)
    (append,) = [one for one in script.heard if one.startswith("APPEND")]
    assert '"03-Sep-2026 10:12:00 +0800"' in append


@pytest.mark.parametrize("login", [Login.XOAUTH2, Login.OAUTHBEARER])
def test_a_token_logs_in_and_one_that_ran_out_is_asked_for_once_more(login: Login) -> None:
    script = Script(capabilities=f"IMAP4rev1 AUTH={login.value.upper()}", tokens=frozenset({"new"}))
    tokens = iter(["old", "new"])
    with scripted.running(script) as account:
        account = replace(account, login=login, password=lambda: next(tokens))
        with open_session(account) as session:
            session.examine("INBOX")
    assert [one for one in script.heard if one.startswith("AUTH")] == [
        f"AUTHENTICATE {login.value.upper()}"
    ] * 2


def test_a_token_that_stays_refused_is_tried_once_and_never_repeated() -> None:
    script = Script(capabilities="IMAP4rev1 AUTH=XOAUTH2")
    with scripted.running(script) as account:
        told = refusal(replace(account, login=Login.XOAUTH2, password=lambda: "S3cret"))
    assert isinstance(told, LoginRefusedError)
    assert "令牌" in told.way_out
    assert "S3cret" not in str(told)
    assert len([one for one in script.heard if one.startswith("AUTH")]) == 1


def test_a_refusal_that_does_not_speak_of_the_password_is_no_refused_login() -> None:
    with scripted.running(Script(login_answer="NO [UNAVAILABLE] later")) as account:
        assert isinstance(refusal(account), ConnectionLostError)
    with scripted.running(Script(login_answer="NO [AUTHENTICATIONFAILED] no")) as account:
        assert isinstance(refusal(account), LoginRefusedError)


def test_a_server_that_tells_no_capabilities_after_the_login_is_no_fault_of_ours() -> None:
    with scripted.running(Script(incapable=True)) as account:
        assert "没有照办" in refusal(account).what

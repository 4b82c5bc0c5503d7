"""Sending through the office's own account (RFC 5321, 8314): what became of each mail is told."""

import re
import smtplib
import ssl
from collections.abc import Sequence

from pipeline.domain.dispatching import Delivery, Outcome
from pipeline.domain.mail_domains import with_ascii_domain
from pipeline.errors import LoginRefusedError, MailboxError, reason_of
from pipeline.mailbox.account import Account, Tls
from pipeline.mailbox.login import trusting, words_of_certificate

SECONDS = 60.0
SECONDS_AT_THE_END = 270.0
"""For the answer to a whole mail: RFC 5321 4.5.3.2.6 asks for ten minutes, since some servers look at
the mail first; but a service that is silent for five is told to be stuck."""
OK = 250
FOR_NOW, FOR_GOOD = range(400, 500), range(500, 600)
CLOSING = 421
UTF8 = "smtputf8"
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]+")


class SmtpCarrier:
    """A `Carrier`. One login serves many mails; `close` ends it.

    The password is asked anew at each login. `name` is told to people as where a notice went.
    """

    def __init__(self, account: Account) -> None:
        self._account = account
        self._line: smtplib.SMTP | None = None

    @property
    def name(self) -> str:
        return f"{self._account.host}:{self._account.port}"

    def ready(self) -> None:
        """Log in, unless that is done; raises `MailboxError`."""
        if self._line is not None and _alive(self._line):
            return
        self.close()
        try:
            self._line = self._logged_in()
        except smtplib.SMTPAuthenticationError as fault:
            raise LoginRefusedError(
                f"发信服务器 {self.name} 拒绝登录：{_said(fault.smtp_error)}。",
                "请核对 [smtp] 的用户名和密码（多数邮箱要用授权码，并先在网页版里开启 SMTP）。",
            ) from fault
        except smtplib.SMTPNotSupportedError as fault:
            raise MailboxError(
                f"发信服务器 {self.name} 不支持所设的加密或登录方式：{_said(fault)}。",
                "请核对 [smtp] 的 tls 和 port：465 端口通常用 implicit，587 端口通常用 starttls。",
            ) from fault
        except ssl.SSLCertVerificationError as fault:
            raise MailboxError(
                f"发信服务器 {self.name} 的证书不可信：{words_of_certificate(fault)}。",
                "请核对 [smtp] 的 host；如果服务器用的是学校自签的证书，请向网络中心取得 CA 证书，"
                "把文件路径写在 ca_file 里。",
            ) from fault
        except (smtplib.SMTPException, OSError, UnicodeError) as fault:
            raise MailboxError(
                f"连不上发信服务器 {self.name}：{_said(fault)}。",
                "请检查网络、防火墙和 [smtp] 的 host、port、tls；通知都还在，下次运行会再发。",
            ) from fault

    def _logged_in(self) -> smtplib.SMTP:
        account = self._account
        context = trusting(account)
        if account.tls is Tls.IMPLICIT:
            line: smtplib.SMTP = smtplib.SMTP_SSL(
                account.host, account.port, timeout=SECONDS, context=context
            )
        else:
            line = smtplib.SMTP(account.host, account.port, timeout=SECONDS)
        try:
            if account.tls is Tls.STARTTLS:
                line.starttls(context=context)
            line.ehlo_or_helo_if_needed()
            # A relay on this machine may need no login; a password in clear never leaves it.
            if line.has_extn("auth") or account.tls is not Tls.OFF:
                line.login(account.user, account.password())
        except BaseException:
            line.close()
            raise
        return line

    def carry(self, data: bytes, sender: str, to: Sequence[str]) -> Delivery:
        """Hand over one mail. Several addressees, some refused: accepted, and told whom."""
        line = self._line
        if line is None:
            return Delivery(Outcome.PAUSE, "没有连上发信服务器")
        try:
            refused = _envelope(line, sender, to)
        except _RefusedError as fault:
            _reset(line)
            return fault.delivery
        except (smtplib.SMTPException, OSError) as fault:
            self.close()  # nothing of the mail itself was given yet
            return Delivery(Outcome.LATER, _said(fault))
        try:
            code, said = _given(line, data)
        except smtplib.SMTPDataError as fault:
            _reset(line)
            return _refusal(fault.smtp_code, fault.smtp_error)
        except (smtplib.SMTPException, OSError) as fault:
            self.close()
            return Delivery(Outcome.UNKNOWN, f"发出时连接断开：{_said(fault)}")
        if code != OK:
            refusal = _refusal(code, said)
            # Behind the last dot only a clear no is one: the server may well have the mail.
            unclear = code not in FOR_NOW and code not in FOR_GOOD
            return Delivery(Outcome.UNKNOWN, refusal.says) if unclear else refusal
        told = f"；未收：{'；'.join(refused)}" if refused else ""
        return Delivery(Outcome.ACCEPTED, f"{_said(said)}{told}")

    def close(self) -> None:
        """Hang up; the next mail logs in again."""
        line, self._line = self._line, None
        if line is not None:
            try:
                line.quit()
            except (smtplib.SMTPException, OSError):
                line.close()


class _RefusedError(Exception):
    """The server refused before it saw the mail."""

    def __init__(self, delivery: Delivery) -> None:
        super().__init__(delivery.says)
        self.delivery = delivery


def _envelope(line: smtplib.SMTP, sender: str, to: Sequence[str]) -> list[str]:
    """Sender and addressees; the addressees that were refused while others were not."""
    written = {address: with_ascii_domain(address) for address in to}
    beyond = [address for address, one in written.items() if not one.isascii()]
    if beyond and not line.has_extn(UTF8):
        says = f"地址“{beyond[0]}”里有发信服务器不能用的字符，请核对收件人地址"
        raise _RefusedError(Delivery(Outcome.REFUSED, says))
    code, said = line.mail(sender, [UTF8.upper()] if beyond else [])
    if code != OK:
        refusal = _refusal(code, said)
        by_now = refusal.outcome is Outcome.LATER
        raise _RefusedError(Delivery(Outcome.PAUSE, refusal.says) if by_now else refusal)
    refused: list[str] = []
    last: Delivery | None = None
    for address in written.values():
        code, said = line.rcpt(address)
        if code not in (OK, OK + 1):
            last = _refusal(code, said)
            refused.append(f"{address}（{last.says}）")
    if last is not None and len(refused) == len(to):
        raise _RefusedError(last)
    return refused


def _given(line: smtplib.SMTP, data: bytes) -> tuple[int, bytes]:
    """What the server says of the whole mail, for which it may take its time."""
    connection = line.sock
    if connection is None:
        raise smtplib.SMTPServerDisconnected("closed before the mail was given")
    connection.settimeout(SECONDS_AT_THE_END)
    answer = line.data(data)
    connection.settimeout(SECONDS)
    return answer


def _refusal(code: int, said: bytes | str) -> Delivery:
    """An answer that is neither for now nor for good is no answer to the mail either."""
    outcome = Outcome.REFUSED if code in FOR_GOOD else Outcome.LATER
    return Delivery(Outcome.PAUSE if code == CLOSING else outcome, f"{code} {_said(said)}")


def _alive(line: smtplib.SMTP) -> bool:
    try:
        return line.noop()[0] == OK
    except (smtplib.SMTPException, OSError):
        return False


def _reset(line: smtplib.SMTP) -> None:
    try:
        line.rset()
    except (smtplib.SMTPException, OSError):
        line.close()


def _said(told: bytes | str | BaseException) -> str:
    """What the server or the system said, in one line that is safe to print."""
    if isinstance(told, BaseException):
        told = reason_of(told) if isinstance(told, OSError) else str(told)
        told = told or type(told).__name__
    text = told.decode("utf-8", "replace") if isinstance(told, bytes) else told
    return _UNPRINTABLE.sub(" ", text).strip()[:200]

"""Offices with a real mailbox and a server to send through, as their office.toml says."""

import email
from email import policy
from pathlib import Path

from servers.sink import Sink

from pipeline.mailbox.account import Account

_MAIL = """
[mail]
host = "127.0.0.1"
port = {port}
tls = "off"
user = "{user}"
password_file = "secret"
authserv_id = "mx.bit.edu.cn"
"""
_SMTP = """
[smtp]
host = "127.0.0.1"
port = {port}
tls = "off"
user = "office"
password_file = "secret"
"""


def write_settings(
    home: Path, account: Account | None = None, sink: Sink | None = None, more: str = ""
) -> Path:
    home.mkdir(parents=True, exist_ok=True)
    (home / "secret").write_text("invented\n")
    text = ""
    if account is not None:
        text += _MAIL.format(port=account.port, user=account.user)
    if sink is not None:
        text += _SMTP.format(port=sink.port)
    (home / "office.toml").write_text(text + more)
    return home


def header(data: bytes, name: str) -> str:
    return str(email.message_from_bytes(data, policy=policy.compat32)[name] or "")

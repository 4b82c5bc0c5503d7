"""What no single key can say about itself, and what this version does not honour yet.

The checks look at the file as it was written, so that their mistakes are told together with
those of the single keys.
"""

import ipaddress
import re
from collections.abc import Iterator, Mapping

from pipeline.domain.dispatching import Release
from pipeline.mailbox.account import Mark, Tls
from pipeline.settings.mistakes import Mistake, key_of
from pipeline.settings.passwords import PasswordSource

Table = Mapping[str, object]

_VARIABLE_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def server_mistakes(section: str, table: Table) -> Iterator[Mistake]:
    """Passwords and encryption of one server: ``[mail]``, ``[mail.NAME]``, ``[smtp]``."""
    yield from _password_mistakes(section, table)
    host = table.get("host")
    if table.get("tls") == Tls.OFF and isinstance(host, str) and not _is_loopback(host):
        yield Mistake(
            key_of(section, "tls"),
            f'"{Tls.OFF}" 会让密码和邮件明文经过网络',
            f'只有本机（127.0.0.1、::1、localhost）可以用 "{Tls.OFF}"；'
            f'请改为 "{Tls.IMPLICIT}" 或 "{Tls.STARTTLS}"。',
        )


def _password_mistakes(section: str, table: Table) -> Iterator[Mistake]:
    given = [source for source in PasswordSource if source in table]
    if len(given) != 1:
        wrong = f"同时写了 {'、'.join(given)}" if given else "没有说密码在哪里"
        yield Mistake(
            key_of(section, "password_*"), wrong, f"请在 {'、'.join(PasswordSource)} 中恰好写一个。"
        )
    for source in given:
        place = table[source]
        if not isinstance(place, str) or not place.strip():
            yield Mistake(
                key_of(section, source),
                "应当是不空的文字",
                '请写在英文双引号里，例如 "DEYU_PASSWORD"。',
            )
        elif source is PasswordSource.ENV and not _VARIABLE_NAME.fullmatch(place):
            yield Mistake(
                key_of(section, source),
                "不是环境变量的名字",
                "请写变量的名字（字母、数字和下划线），不要写密码本身。",
            )


def _is_loopback(host: str) -> bool:
    if host.strip().lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip()).is_loopback
    except ValueError:
        return False


def mark_mistakes(section: str, table: Table) -> Iterator[Mistake]:
    """Moving needs a folder to move to, and only moving does."""
    moves = table.get("mark") == Mark.MOVE
    if moves and "move_to" not in table:
        yield Mistake(
            key_of(section, "move_to"),
            f'mark = "{Mark.MOVE}" 时必须说移到哪个文件夹',
            '请补上，例如 move_to = "已归档"。',
        )
    if "move_to" in table and not moves:
        yield Mistake(
            key_of(section, "move_to"),
            f'只有 mark = "{Mark.MOVE}" 时才有用',
            f'请加上 mark = "{Mark.MOVE}"，或删去 move_to。',
        )


def door_mistakes(tables: Table) -> Iterator[Mistake]:
    """An office that sends through the console needs a server to send with."""
    if _table(tables, "notices").get("release") == Release.CONSOLE and "smtp" not in tables:
        yield Mistake(
            key_of("[notices]", "release"),
            f'"{Release.CONSOLE}" 要有发信服务器',
            f'请加上 [smtp] 一节，或改为 "{Release.MAILBOX}"。',
        )


def sending_mistakes(tables: Table) -> Iterator[Mistake]:
    """Servers to send with that have names serve the accounts of these names, and all of them."""
    servers, accounts = named_tables(tables, "smtp"), named_tables(tables, "mail")
    for name in servers:
        if name not in accounts:
            yield Mistake(
                f"[smtp.{name}]",
                f"没有名字相同的收信邮箱 [mail.{name}]",
                "每个 [smtp.名字] 要同一个 [mail.名字] 配对；各邮箱都由一个服务器发信时，请只写 [smtp]。",
            )
    for name in accounts:
        if servers and name not in servers:
            yield Mistake(
                f"[mail.{name}]",
                "没有配对的发信服务器",
                f"请加上 [smtp.{name}] 一节；各邮箱都由一个服务器发信时，请只写 [smtp]。",
            )


def named_tables(tables: Table, top: str) -> Mapping[str, Table]:
    """The sections ``[top.NAME]`` by their names."""
    return {name: one for name, one in _table(tables, top).items() if isinstance(one, Mapping)}


def _table(tables: Table, name: str) -> Table:
    table = tables.get(name)
    return table if isinstance(table, Mapping) else {}

"""Reading ``office.toml``: all mistakes are told at once, before anything is done."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError

from pipeline.errors import SettingsError, reason_of
from pipeline.mailbox.account import Tls
from pipeline.settings.cross_checks import (
    Table,
    door_mistakes,
    mark_mistakes,
    named_tables,
    sending_mistakes,
    server_mistakes,
)
from pipeline.settings.folder_checks import folder_mistakes
from pipeline.settings.home import OFFICE_TOML
from pipeline.settings.mistakes import Mistake, listed, mistakes_of, unknown_key
from pipeline.settings.model import (
    DEFAULT_RESERVE_MB,
    DEFAULT_TIMEZONE,
    IMAP_PORTS,
    SMTP_PORTS,
    Agreement,
    DraftsFolder,
    MailAccount,
    Notices,
    People,
    RegulationInForce,
    Settings,
    SmtpServer,
)
from pipeline.settings.passwords import Password, PasswordSource
from pipeline.settings.places import database_url, store_folder
from pipeline.settings.words import Place

TOP_KEYS = ("database", "store", "timezone", "reserve_mb", "ocr")
SECTIONS: Mapping[str, type] = {
    "mail": MailAccount,
    "drafts": DraftsFolder,
    "smtp": SmtpServer,
    "notices": Notices,
    "agreement": Agreement,
    "regulation": RegulationInForce,
    "people": People,
}

_Section = TypeVar("_Section", DraftsFolder, Notices, Agreement, RegulationInForce, People)
_Server = TypeVar("_Server", MailAccount, SmtpServer)


def read_settings(home: Path) -> Settings:
    """The settings of the office at `home`; without an ``office.toml`` all of them are defaults.

    Raises `SettingsError` with every mistake found.
    """
    path = home / OFFICE_TOML
    reading = _Reading(home, _load(path))
    settings = reading.settings()
    if reading.mistakes:
        raise SettingsError(
            f"设置文件 {path} 有 {len(reading.mistakes)} 处需要改正：\n{listed(reading.mistakes)}\n",
            "请逐条改好后重试；每一项的说明见 deyu init 写出的样本。",
        )
    return settings


def _load(path: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except OSError as fault:
        raise SettingsError(
            f"设置文件 {path} 读不出来（{reason_of(fault)}）。", "请检查文件的权限。"
        ) from fault
    except UnicodeDecodeError as fault:
        raise SettingsError(
            f"设置文件 {path} 不是 UTF-8 编码。", "请在编辑器里另存为 UTF-8。"
        ) from fault
    except tomllib.TOMLDecodeError as fault:
        raise SettingsError(
            f"设置文件 {path} 的写法有误：{_where(str(fault))}。",
            "请检查那里的引号、等号和方括号；文字要写在英文双引号里，同一项只能写一次。",
        ) from fault


def _where(said: str) -> str:
    found = re.search(r"at line (\d+), column (\d+)", said)
    if found:
        return f"第 {found[1]} 行第 {found[2]} 列看不懂"
    return "末尾看不懂" if "end of document" in said else "看不懂"


class _Reading:
    """One reading of the file. A part with a mistake is replaced by its default and noted."""

    def __init__(self, home: Path, tables: Table) -> None:
        self.mistakes: list[Mistake] = []
        self._tables = tables
        self._note(
            unknown_key("", key, (*TOP_KEYS, *SECTIONS))
            for key in tables
            if key not in TOP_KEYS and key not in SECTIONS
        )
        self._place = Place(home, self._zone())

    def settings(self) -> Settings:
        home = self._place.home
        self._note((*door_mistakes(self._tables), *sending_mistakes(self._tables)))
        database, mistake = database_url(self._text("database"), home)
        store, another = store_folder(self._text("store"), home)
        self._note(filter(None, (mistake, another)))
        accounts = tuple(self._servers("mail", MailAccount, IMAP_PORTS))
        smtp = tuple(self._servers("smtp", SmtpServer, SMTP_PORTS))
        drafts = self._section("drafts", DraftsFolder)
        self._note(folder_mistakes(accounts, drafts, smtp))
        return Settings(
            home=home,
            database=database,
            store=store,
            timezone=self._place.zone,
            reserve_mb=self._reserve(),
            ocr=self._flag("ocr"),
            mail=accounts,
            drafts=drafts,
            smtp=smtp,
            notices=self._section("notices", Notices),
            agreement=self._section("agreement", Agreement),
            regulation=self._section("regulation", RegulationInForce),
            people=self._section("people", People),
        )

    def _note(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes.extend(mistakes)

    def _text(self, key: str) -> str | None:
        value = self._tables.get(key)
        if value is None or isinstance(value, str):
            return value
        self._note([Mistake(key, "应当是文字", "请写在英文双引号里。")])
        return None

    def _reserve(self) -> int:
        value = self._tables.get("reserve_mb", DEFAULT_RESERVE_MB)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        self._note([Mistake("reserve_mb", "应当是不小于 0 的整数", "单位是 MiB，例如 500。")])
        return DEFAULT_RESERVE_MB

    def _flag(self, key: str) -> bool:
        value = self._tables.get(key, False)
        if not isinstance(value, bool):
            self._note([Mistake(key, "应当是 true 或 false", "不加引号，例如 true。")])
        return value is True

    def _zone(self) -> ZoneInfo:
        name = self._text("timezone")
        try:
            return ZoneInfo(DEFAULT_TIMEZONE if name is None else name)
        except (OSError, ValueError, KeyError):  # what ZoneInfo says to a folder, "../x", a typo
            self._note(
                [Mistake("timezone", f"没有“{name}”这个时区", "请写例如 Asia/Shanghai 的时区名。")]
            )
            return ZoneInfo(DEFAULT_TIMEZONE)

    def _table(self, name: str) -> Table:
        table = self._tables.get(name, {})
        if isinstance(table, Mapping):
            return table
        self._note([Mistake(name, "应当是一节", f"请另起一行写 [{name}]，再把各项写在下面。")])
        return {}

    def _section(self, name: str, kind: type[_Section]) -> _Section:
        try:
            return TypeAdapter(kind).validate_python(self._table(name), context=self._place)
        except ValidationError as fault:
            self._note(mistakes_of(fault, f"[{name}]", keys_of(kind)))
            return kind()

    def _servers(
        self, top: str, kind: type[_Server], ports: Mapping[Tls, int]
    ) -> Iterable[_Server]:
        """The one server of the section `top`, or those of its named sections."""
        table = self._table(top)
        named = named_tables(self._tables, top)
        single = isinstance(self._tables.get(top), Mapping) and not named
        servers = {top: table} if single else named
        self._note(
            Mistake(
                f"[{top}] {key}",
                "分了几个账户时，各项要写在账户里",
                f"请移到 [{top}.{next(iter(named))}] 之类的一节里。",
            )
            for key in table
            if named and key not in named
        )
        for name, server in servers.items():
            section = f"[{top}.{name}]" if named else f"[{top}]"
            if kind is MailAccount:
                self._note(mark_mistakes(section, server))
            read = self._server(section, server, kind, ports, name=name)
            if read is not None:
                yield read

    def _server(
        self,
        section: str,
        table: Table,
        kind: type[_Server],
        ports: Mapping[Tls, int],
        **own: str,
    ) -> _Server | None:
        """A server of its table; `own` are fields that are no keys of the file."""
        self._note(server_mistakes(section, table))
        keys = keys_of(kind)
        self._note(unknown_key(section, key, keys) for key in table if key not in keys)
        values = {key: table[key] for key in table if key in keys}
        password = _password(section, values, self._place.home)
        values.setdefault("port", _usual_port(values.get("tls"), ports))
        try:
            return TypeAdapter(kind).validate_python(
                {**values, "password": password, **own}, context=self._place
            )
        except ValidationError as fault:
            self._note(mistakes_of(fault, section, keys))
            return None


def _password(section: str, values: dict[str, object], home: Path) -> Password:
    """Take the ``password_*`` keys out of `values`; `server_mistakes` has judged them."""
    given = {source: values.pop(source) for source in PasswordSource if source in values}
    source, place = next(iter(given.items()), (PasswordSource.ENV, ""))
    return Password(source, str(place), section, home)


def _usual_port(tls: object, ports: Mapping[Tls, int]) -> int:
    try:
        return ports[Tls(str(tls))]
    except ValueError:
        return ports[Tls.IMPLICIT]


def keys_of(kind: type) -> tuple[str, ...]:
    """The keys that a section of ``office.toml`` may have, in the order of the model."""
    keys: list[str] = []
    for part in fields(kind):
        if part.name == "password":
            keys += PasswordSource
        elif part.name != "name":
            keys.append(part.name)
    return tuple(keys)

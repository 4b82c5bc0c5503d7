"""``office.toml``: what it may say, and how its mistakes are told."""

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.dispatching import Release
from pipeline.domain.plans import NoticeKind
from pipeline.errors import ExitCode, SettingsError
from pipeline.mailbox.account import Mark, Tls
from pipeline.settings import OFFICE_TOML, Settings, home_of, read_settings
from pipeline.settings.model import (
    Notices,
)
from pipeline.settings.office_toml import SECTIONS, keys_of

MAIL = """
[mail]
host = "imap.example.edu.cn"
user = "yangongbu@bit.edu.cn"
password_env = "DEYU_TEST_PASSWORD"
"""

EVERY_KEY = """
database = "sqlite:////var/lib/deyu/office.sqlite3"
store = "papers"
timezone = "Asia/Urumqi"
[mail]
host = " imap.example.edu.cn "
port = 1993
tls = "starttls"
ca_file = "ca.pem"
user = "office"
password_file = "secret.txt"
folders = ["INBOX", "申请"]
addresses = ["yangongbu@bit.edu.cn", "ygb@bit.edu.cn"]
answer_since = 2026-09-01T08:00:00+08:00
poll_seconds = 30
mark = "move"
move_to = "已归档"
authserv_id = "mx.bit.edu.cn"
[drafts]
folder = "草稿"
[notices]
release = "mailbox"
automatic = ["receipt"]
[agreement]
basis_1 = "甲"
basis_2 = "乙"
note_1 = "一"
note_2 = "二"
note_3 = "三"
[regulation]
edition = "2026"
[people]
four_eyes = false
"""


def settings_of(home: Path, text: str) -> Settings:
    (home / OFFICE_TOML).write_text(text, encoding="utf-8")
    return read_settings(home)


def said_about(home: Path, text: str) -> list[str]:
    """The numbered mistakes, without their numbers."""
    with pytest.raises(SettingsError) as raised:
        settings_of(home, text)
    assert raised.value.way_out
    return re.findall(r"^  \d+\. (.*)$", raised.value.what, re.MULTILINE)


def test_an_office_without_a_file_has_all_defaults(tmp_path: Path) -> None:
    settings = read_settings(tmp_path / "nowhere")
    assert settings.database == f"sqlite:///{tmp_path}/nowhere/ledger.sqlite3"
    assert settings.store == tmp_path / "nowhere" / "archive"
    assert str(settings.timezone) == "Asia/Shanghai"
    assert settings.mail == ()
    assert settings.smtp == ()
    assert settings.drafts.folder is None
    assert settings.notices == Notices(automatic=(NoticeKind.RECEIPT,))
    assert settings.release is Release.MAILBOX
    assert settings.agreement.basis == ("", "")
    assert settings.agreement.notes == ("", "", "")
    assert settings.regulation.edition == "2014-draft"
    assert settings.people.four_eyes is False
    assert settings.addresses == ("yangongbu@bit.edu.cn",)


def test_every_key_of_the_contract_is_read(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, EVERY_KEY)
    (account,) = settings.mail
    assert account.name == "mail"
    assert (account.host, account.port, account.tls) == (
        "imap.example.edu.cn",
        1993,
        Tls.STARTTLS,
    )
    assert account.ca_file == tmp_path / "ca.pem"
    assert account.user == "office"
    assert account.folders == ("INBOX", "申请")
    assert account.answer_since == dt.datetime(
        2026, 9, 1, 8, tzinfo=dt.timezone(dt.timedelta(hours=8))
    )
    assert (account.poll_seconds, account.mark, account.move_to) == (30, Mark.MOVE, "已归档")
    assert account.authserv_id == "mx.bit.edu.cn"
    assert settings.database == "sqlite:////var/lib/deyu/office.sqlite3"
    assert settings.store == tmp_path / "papers"
    assert str(settings.timezone) == "Asia/Urumqi"
    assert settings.addresses == ("yangongbu@bit.edu.cn", "ygb@bit.edu.cn")
    assert settings.drafts.folder == "草稿"
    assert settings.agreement.basis == ("甲", "乙")
    assert settings.agreement.notes == ("一", "二", "三")
    assert settings.regulation.edition == "2026"


@pytest.mark.parametrize(
    ("tls", "port"), [("implicit", 993), ("starttls", 143), ("off", 143), (None, 993)]
)
def test_the_port_follows_the_encryption(tmp_path: Path, tls: str | None, port: int) -> None:
    text = MAIL.replace("imap.example.edu.cn", "127.0.0.1")
    settings = settings_of(tmp_path, text + (f'tls = "{tls}"' if tls else ""))
    assert settings.mail[0].port == port


def test_several_accounts_have_their_names(tmp_path: Path) -> None:
    first, second = MAIL.replace("[mail]", "[mail.wang]"), MAIL.replace("[mail]", "[mail.李]")
    first += 'addresses = ["a@bit.edu.cn", "b@bit.edu.cn"]\n'
    second = second.replace("[mail.李]", '[mail."李"]').replace("yangongbu@", "other@")
    second += 'addresses = ["b@bit.edu.cn"]\n'
    settings = settings_of(tmp_path, first + second)
    assert [account.name for account in settings.mail] == ["wang", "李"]
    logins = ("yangongbu@bit.edu.cn", "other@bit.edu.cn")
    assert settings.addresses == ("a@bit.edu.cn", "b@bit.edu.cn", *logins)


def test_an_account_among_named_ones_must_have_a_name(tmp_path: Path) -> None:
    said = said_about(tmp_path, '[mail]\nhost = "a"\n' + MAIL.replace("[mail]", "[mail.b]"))
    assert said == ["[mail] host：分了几个账户时，各项要写在账户里。请移到 [mail.b] 之类的一节里。"]


def test_all_mistakes_are_told_at_once_each_with_key_and_way_out(tmp_path: Path) -> None:
    said = said_about(
        tmp_path,
        """
        databse = "x"
        timezone = "Mars/Olympus"
        store = "s3://bucket"
        [mail]
        host = "imaps://imap.example.edu.cn"
        port = "abc"
        folders = ["INBOX", 3]
        addresses = "yangongbu@bit.edu.cn"
        poll_seconds = 1
        mark = "movee"
        [people]
        four_eyes = "yes"
        [agreement]
        basis1 = "x"
        """,
    )
    keys = {line.partition("：")[0] for line in said}
    assert keys == {
        "databse",
        "timezone",
        "store",
        "[mail] host",
        "[mail] port",
        "[mail] user",
        "[mail] password_*",
        "[mail] folders 第 2 项",
        "[mail] addresses",
        "[mail] poll_seconds",
        "[mail] mark",
        "[people] four_eyes",
        "[agreement] basis1",
    }
    assert all(line.endswith(("。", "？")) and line.count("。") >= 1 for line in said)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('databse = "x"', "databse：没有这个设置项。您是不是想写 database？"),
        ("timezone = 8", "timezone：应当是文字。请写在英文双引号里。"),
        ('ocr = "yes"', "ocr：应当是 true 或 false。不加引号，例如 true。"),
        ('mail = "x"', "mail：应当是一节。请另起一行写 [mail]，再把各项写在下面。"),
        ('database = "sqlite://"', "database：不是数据库的网址"),
        ('database = "sqlite:///"', "database：没有写明数据库文件"),
        ('database = "sqlite:///:memory:"', "database：没有写明数据库文件"),
        ('database = "postgresql+psycopg://h/d"', "database：本版本还不支持 postgresql+psycopg"),
        ('store = "s3://bucket"', "store：本版本还不支持 s3 存储"),
        ('store = " "', "store：不能是空的"),
        (MAIL + 'tls = "off"', '[mail] tls："off" 会让密码和邮件明文经过网络'),
        (MAIL + 'mark = "move"', "[mail] move_to：mark = "),
        (MAIL + 'move_to = "x"', "[mail] move_to：只有 mark = "),
        (MAIL + 'password_file = "x"', "[mail] password_*：同时写了 password_env、password_file"),
        (MAIL + 'ca_file = ["x"]', "[mail] ca_file：不是文件名"),
        (MAIL + "addresses = []", "[mail] addresses：至少要有一项"),
        (MAIL + "folders = []", "[mail] folders：至少要有一项"),
        (MAIL + 'addresses = ["王 <a@b>"]', "[mail] addresses 第 1 项：不是电子邮件地址"),
        (MAIL + 'folders = ["a\\nb"]', "[mail] folders 第 1 项：含有换行或控制字符"),
        (MAIL + "port = 0", "[mail] port：太小了（现在是“0”）"),
        (MAIL + "port = 65536", "[mail] port：太大了（现在是“65536”）"),
        (MAIL + "port = true", "[mail] port：应当是整数"),
        (MAIL + "poll_seconds = 30.5", "[mail] poll_seconds：应当是整数"),
        (MAIL + "answer_since = 2026-09-01T00:00:00", "[mail] answer_since：有时刻却没有时区"),
        (MAIL + 'answer_since = "昨天"', "[mail] answer_since：不是日期"),
        (MAIL + "answer_since = 08:00:00", "[mail] answer_since：不是日期"),
        ('[regulation]\nedition = ""', "[regulation] edition：不能是空的"),
        ("[agreement]\nnote_1 = 1", "[agreement] note_1：应当是文字"),
        ('[notices]\nrelease = "post"', "[notices] release：不是可选的值（现在是“post”）"),
        ('[notices]\nautomatic = "receipt"', "[notices] automatic：应当是一列文字"),
    ],
)
def test_a_mistake_says_where_and_what(tmp_path: Path, text: str, expected: str) -> None:
    (said,) = said_about(tmp_path, text)
    assert said.startswith(expected)


def test_two_people_for_one_decision_is_a_setting(tmp_path: Path) -> None:
    assert settings_of(tmp_path, "[people]\nfour_eyes = true").people.four_eyes is True


SMTP = MAIL.replace("[mail]", "[smtp]")


def test_the_console_needs_a_server_to_send_with(tmp_path: Path) -> None:
    (needs_server,) = said_about(tmp_path, '[notices]\nrelease = "console"')
    assert "要有发信服务器" in needs_server
    assert settings_of(tmp_path, SMTP + '[notices]\nrelease = "console"').smtp


@pytest.mark.parametrize(
    ("text", "door"),
    [
        (MAIL, Release.MAILBOX),
        (SMTP, Release.CONSOLE),
        (SMTP + '[notices]\nrelease = "mailbox"', Release.MAILBOX),
    ],
)
def test_the_door_follows_from_the_servers_unless_it_is_set(
    tmp_path: Path, text: str, door: Release
) -> None:
    assert settings_of(tmp_path, text).release is door


def test_only_what_promises_nothing_may_go_out_by_itself(tmp_path: Path) -> None:
    assert settings_of(tmp_path, "[notices]\nautomatic = []").notices.automatic == ()
    (said,) = said_about(tmp_path, '[notices]\nautomatic = ["receipt", "acceptance"]')
    assert said.startswith("[notices] automatic")
    assert "由人核准" in said


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "localhost", "LocalHost"])
def test_loopback_needs_no_encryption(tmp_path: Path, host: str) -> None:
    text = MAIL.replace("imap.example.edu.cn", host) + 'tls = "off"'
    assert settings_of(tmp_path, text).mail[0].tls is Tls.OFF


@pytest.mark.parametrize("host", ["localhost.example.cn", "10.0.0.1", "0.0.0.0", "::"])
def test_every_other_host_does(tmp_path: Path, host: str) -> None:
    text = MAIL.replace("imap.example.edu.cn", host) + 'tls = "off"'
    assert [line.partition("：")[0] for line in said_about(tmp_path, text)] == ["[mail] tls"]


@pytest.mark.parametrize("written", ["2026-09-01", '"2026-09-01"', '"2026-09-01T00:00:00+08:00"'])
def test_a_date_begins_at_midnight_where_the_office_is(tmp_path: Path, written: str) -> None:
    settings = settings_of(tmp_path, MAIL + f"answer_since = {written}")
    midnight = dt.datetime(2026, 8, 31, 16, tzinfo=dt.UTC)
    assert settings.mail[0].answer_since == midnight


def test_midnight_moves_with_the_time_zone(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, 'timezone = "UTC"' + MAIL + "answer_since = 2026-09-01")
    assert settings.mail[0].answer_since == dt.datetime(2026, 9, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize("name", ["", "../etc/passwd", "Asia", "/etc/localtime", "Asia/Shanghai "])
def test_a_time_zone_that_is_none_is_named(tmp_path: Path, name: str) -> None:
    (said,) = said_about(tmp_path, f'timezone = "{name}"')
    assert said.startswith(f"timezone：没有“{name}”这个时区")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"[mail\n", "第 1 行第 6 列看不懂"),
        (b"timezone = 'a'\ntimezone = 'b'", "末尾看不懂"),
        ("# 说明\ntimezone = Asia\n".encode(), "第 2 行第 12 列看不懂"),
        (b'timezone = "', "末尾看不懂"),
        ("# 设置\n".encode("gbk"), "不是 UTF-8 编码"),
    ],
)
def test_a_file_that_is_no_toml_says_where(tmp_path: Path, data: bytes, expected: str) -> None:
    (tmp_path / OFFICE_TOML).write_bytes(data)
    with pytest.raises(SettingsError, match=expected) as raised:
        read_settings(tmp_path)
    assert raised.value.exit_code is ExitCode.COULD_NOT
    assert str(tmp_path / OFFICE_TOML) in raised.value.what


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / OFFICE_TOML).write_bytes(b'\xef\xbb\xbftimezone = "UTC"\r\n')
    assert str(read_settings(tmp_path).timezone) == "UTC"


def test_a_settings_file_that_is_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / OFFICE_TOML).mkdir()
    with pytest.raises(SettingsError, match="读不出来"):
        read_settings(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        MAIL + 'password = "geheim"',
        MAIL + 'passwort = "geheim"',
        MAIL + '"授权码" = "geheim"',
        MAIL.replace("imap.example.edu.cn", "imaps://office:geheim@imap"),
        MAIL.replace("DEYU_TEST_PASSWORD", "geheim!"),
        'database = "postgresql://office:geheim@server/deyu"',
        'store = "s3://key:geheim@bucket"',
    ],
)
def test_no_message_repeats_a_password(tmp_path: Path, text: str) -> None:
    said = said_about(tmp_path, text)
    assert said
    assert "geheim" not in "".join(said)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3),
        max_leaves=4,
    ).filter(lambda value: value is not None),
    st.sampled_from(
        [(section, key) for section, kind in SECTIONS.items() for key in keys_of(kind)]
    ),
)
def test_any_value_is_read_or_refused_but_never_a_crash(
    tmp_path_factory: pytest.TempPathFactory, value: object, place: tuple[str, str]
) -> None:
    section, key = place
    home = tmp_path_factory.mktemp("home")
    said = ""
    try:
        settings_of(home, f"[{section}]\n{key} = {toml(value)}\n")
    except SettingsError as fault:
        said = fault.what
    assert "不能用（" not in said, "every kind of mistake has a sentence of its own"


def toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + "".join(f"\\U{ord(character):08X}" for character in value) + '"'
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return str(value)


def test_the_home_is_the_option_then_the_environment_then_outputs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    assert home_of("/a", {"DEYU_HOME": "/b"}) == Path("/a")
    assert home_of(None, {"DEYU_HOME": "/b"}) == Path("/b")
    assert home_of(None, {"DEYU_HOME": ""}) == tmp_path / "outputs"
    assert home_of("office", {}) == tmp_path / "office"
    assert home_of("~/office", {}) == tmp_path / "me" / "office"

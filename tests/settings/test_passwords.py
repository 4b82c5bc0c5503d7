"""Passwords are read anew at each login, and no message repeats one."""

import time
from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.settings import passwords
from pipeline.settings.passwords import Password, PasswordSource

SECRET = "geheim"


def password(source: PasswordSource, place: str, home: Path) -> Password:
    return Password(source, place, "[mail]", home)


def test_a_variable_is_read_at_each_login(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = password(PasswordSource.ENV, "DEYU_TEST_PASSWORD", tmp_path)
    monkeypatch.setenv("DEYU_TEST_PASSWORD", "old")
    assert kept.read() == "old"
    monkeypatch.setenv("DEYU_TEST_PASSWORD", "new")
    assert kept.read() == "new"


@pytest.mark.parametrize(
    "data", [b"geheim", b"geheim\n", b"geheim\r\n", b"\xef\xbb\xbfgeheim\nuser: office\n"]
)
def test_a_file_gives_its_first_line(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "secret.txt").write_bytes(data)
    assert password(PasswordSource.FILE, "secret.txt", tmp_path).read() == SECRET


def test_a_password_keeps_its_blanks(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_bytes(b" ge heim \n")
    assert password(PasswordSource.FILE, "secret.txt", tmp_path).read() == " ge heim "


def test_a_command_runs_in_the_home_without_a_shell(tmp_path: Path) -> None:
    (tmp_path / "$(echo x)").write_text(SECRET)
    assert password(PasswordSource.COMMAND, "cat '$(echo x)'", tmp_path).read() == SECRET


@pytest.mark.parametrize(
    ("source", "place", "expected"),
    [
        (PasswordSource.ENV, "DEYU_NOT_SET_geheim", "环境变量没有设置"),
        (PasswordSource.FILE, "geheim", "文件不存在"),
        (PasswordSource.FILE, "folder_geheim", "文件读不出来"),
        (PasswordSource.FILE, "binary_geheim", "不是文本文件"),
        (PasswordSource.FILE, "empty_geheim", "密码是空的"),
        (PasswordSource.COMMAND, "geheim --now", "命令无法运行"),
        (PasswordSource.COMMAND, "'geheim", "命令看不懂"),
        (PasswordSource.COMMAND, "  ", "命令看不懂"),
        (PasswordSource.COMMAND, "sh -c 'echo geheim; echo geheim >&2; exit 3'", "退出码 3"),
        (PasswordSource.COMMAND, "true geheim", "密码是空的"),
        (PasswordSource.COMMAND, "printf '\\377geheim'", "输出的不是文本"),
    ],
)
def test_a_password_that_cannot_be_had_is_an_error_without_it(
    tmp_path: Path, source: PasswordSource, place: str, expected: str
) -> None:
    (tmp_path / "folder_geheim").mkdir()
    (tmp_path / "binary_geheim").write_bytes(b"\xff\xfe\x00geheim")
    (tmp_path / "empty_geheim").write_bytes(b"\ngeheim\n")
    with pytest.raises(SettingsError, match=expected) as raised:
        password(source, place, tmp_path).read()
    assert raised.value.what.startswith(f"[mail] 的密码取不到：{source} ")
    assert raised.value.way_out
    assert SECRET not in str(raised.value)
    fault = raised.value
    assert fault.__context__ is None or fault.__suppress_context__, "a traceback tells nothing more"


def test_a_command_that_waits_is_ended_with_all_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "COMMAND_SECONDS", 0.3)
    started = time.monotonic()
    with pytest.raises(SettingsError, match="没有结束"):
        password(PasswordSource.COMMAND, "sh -c 'sleep 2; touch outlived & wait'", tmp_path).read()
    assert time.monotonic() - started < 1.5
    time.sleep(2.2)
    assert not (tmp_path / "outlived").exists()


def test_a_password_does_not_show_in_what_is_printed(tmp_path: Path) -> None:
    assert SECRET not in repr(password(PasswordSource.ENV, SECRET, tmp_path))

"""Passwords are never in ``office.toml``: it says where they lie, and each login reads them anew.

No message here repeats what was found, nor what the setting says: people do write the
password itself where its place is asked for.
"""

import os
import shlex
import signal
import subprocess
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from pipeline.errors import SettingsError, reason_of

COMMAND_SECONDS = 30.0


class PasswordSource(StrEnum):
    """The keys of ``office.toml`` of which exactly one must be given."""

    ENV = "password_env"
    FILE = "password_file"
    COMMAND = "password_command"


@dataclass(frozen=True, slots=True)
class Password:
    """Where a password lies: the name of a variable, a file, or a command that prints it.

    `section` is the part of ``office.toml`` that says so, for messages; a relative file lies
    in `home`, and the command runs there.
    """

    source: PasswordSource
    place: str = field(repr=False)
    section: str
    home: Path

    def read(self) -> str:
        """The password as it is now; the first line, without its end.

        Raises `SettingsError` when there is none.
        """
        found = {
            PasswordSource.ENV: self._from_environment,
            PasswordSource.FILE: self._from_file,
            PasswordSource.COMMAND: self._from_command,
        }[self.source]()
        password = next(iter(found.splitlines()), "")
        if not password:
            raise self._error("读到的密码是空的", "请把密码（授权码）写在第一行。")
        return password

    def _from_environment(self) -> str:
        found = os.environ.get(self.place)
        if found is None:
            raise self._error(
                "所指的环境变量没有设置",
                "请在启动 deyu 的环境里设置这个变量；这里应写变量的名字，不是密码本身。",
            )
        return found

    def _from_file(self) -> str:
        path = self.home / Path(self.place).expanduser()
        try:
            return path.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            raise self._error(
                "所指的文件不存在", "请建立这个文件并把密码写在第一行；相对路径从办公室目录算起。"
            ) from None
        except OSError as fault:
            raise self._error(
                f"所指的文件读不出来（{reason_of(fault)}）", "请检查文件的权限。"
            ) from None
        except UnicodeDecodeError:
            raise self._error("所指的文件不是文本文件", "请用 UTF-8 编码保存密码。") from None

    def _from_command(self) -> str:
        try:
            words = shlex.split(self.place)
            # A session of its own, so that the time limit also ends what the command started.
            running = subprocess.Popen(  # noqa: S603  # the office's own command, without a shell
                words,
                cwd=self.home if self.home.is_dir() else None,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except (ValueError, IndexError):
            raise self._error("所写的命令看不懂", "请检查引号是否成对。") from None
        except OSError as fault:
            raise self._error(
                f"所写的命令无法运行（{reason_of(fault)}）",
                "请检查命令的路径和权限；命令不经过 shell 执行。",
            ) from None
        with running:
            return self._answer(running)

    def _answer(self, running: subprocess.Popen[bytes]) -> str:
        try:
            output, _ = running.communicate(timeout=COMMAND_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            raise self._error(
                f"所写的命令 {COMMAND_SECONDS:g} 秒内没有结束",
                "请在终端里试运行；命令不能等人输入。",
            ) from None
        if running.returncode != 0:
            raise self._error(
                f"所写的命令失败了（退出码 {running.returncode}）",
                "请在终端里试运行，看它报告什么。",
            )
        try:
            return output.decode()
        except UnicodeDecodeError:
            raise self._error("所写的命令输出的不是文本", "请让它只输出密码。") from None

    def _error(self, wrong: str, way_out: str) -> SettingsError:
        return SettingsError(f"{self.section} 的密码取不到：{self.source} {wrong}。", way_out)

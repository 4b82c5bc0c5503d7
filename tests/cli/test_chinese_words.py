"""Whoever types something wrong is told so in Chinese, by click and by the system as well."""

import ast
import errno
import gettext
import os
import re
import socket
import ssl
import subprocess
import sys
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po
from commands import deyu

from pipeline.errors import reason_of

WORDS = Path(__file__).parents[2] / "pipeline/cli/words/zh_CN/LC_MESSAGES"
FOR_PROGRAMMERS = {
    "Could not determine name for option with declarations {decls!r}",
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "Boolean option {decl!r} cannot use the same flag for true/false.",
    "Name '{name}' defined twice",
    "No options defined but a name was passed ({name}). Did you mean to declare an argument"
    " instead? Did you mean to pass '--{name}'?",
    "Invalid start character for option ({option})",
    "Unknown color {colour!r}",
    "Choice({choices})",
}
"""Mistakes in the definition of a command: no user meets them."""

OF_OTHER_USES = ("Windows", "Bash", "DeprecationWarning", "{editor}", "Positional")


def translated() -> dict[str, object]:
    with (WORDS / "messages.po").open("rb") as file:
        return {
            one.id[0] if isinstance(one.id, tuple) else one.id: one.string
            for one in read_po(file)
            if one.id
        }


def said_by_click() -> set[str]:
    """The literal messages that click hands to gettext."""
    found: set[str] = set()
    for path in Path(click.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            if (
                named
                and node.func.id in ("_", "ngettext")
                and isinstance(node.args[0], ast.Constant)
            ):
                found.add(node.args[0].value)
    return found


def test_everything_that_click_says_to_a_user_has_chinese_words() -> None:
    said = {one for one in said_by_click() if not any(word in one for word in OF_OTHER_USES)}
    assert len(said) > 40
    lacking = said - FOR_PROGRAMMERS - set(translated()) - {"d"}
    assert not lacking
    assert all(translated().values())


def test_the_catalogue_in_use_is_made_of_the_one_that_is_read() -> None:
    with (WORDS / "messages.mo").open("rb") as file:
        used = gettext.GNUTranslations(file)
    for one, words in translated().items():
        told = used.ngettext(one, one, 2) if isinstance(words, tuple) else used.gettext(one)
        assert told == (words[0] if isinstance(words, tuple) else words)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["nosuch"], "没有 'nosuch' 这个命令。"),
        (["list", "--stat", "x"], "没有 '--stat' 这个选项。"),
        (["draft"], "缺少 '文书'. 可写：agreement（岗位责任书）"),
        (["draft", "责任书"], "没有“责任书”。可写：agreement（岗位责任书）"),
        (["draft", "agreement", "--signed-on", "9月1日"], "例如 2026-09-01"),
        (["list", "--limit", "0"], "0 不在 x>=1 之内"),
        (["show"], "缺少 '编号'"),
        (["decide", "A-1", "approve", "--by", "王", "--reason", "长" * 1001], "最多 1000 个"),
    ],
)
def test_a_mistake_on_the_command_line_is_told_in_chinese(words, says, tmp_path) -> None:
    done = deyu(*words, home=tmp_path)
    assert done.returncode == 64
    assert says in done.stderr
    assert "Error" not in done.stderr


def test_a_choice_may_be_written_as_the_office_calls_it(tmp_path) -> None:
    english = deyu("draft", "application_form", "--json", home=tmp_path)
    chinese = deyu("draft", "上岗申请表", "--json", home=tmp_path)
    assert (english.returncode, chinese.returncode) == (0, 0)
    assert english.stdout == chinese.stdout


def test_a_reason_of_the_system_is_told_in_chinese_and_one_of_tls_in_its_own_words() -> None:
    for number in (errno.ENOENT, errno.EACCES, errno.ENOSPC, errno.ECONNREFUSED):
        assert reason_of(OSError(number, os.strerror(number))).isascii() is False
    assert reason_of(socket.gaierror(-2, "Name or service not known")) == "查不到这个主机名"
    assert reason_of(ssl.SSLError(1, "[SSL] wrong version")) == "[SSL] wrong version"
    assert reason_of(OSError("no number")) == "no number"


EVERY_HELP = """
import click
from pipeline.cli import _speak_chinese, deyu
_speak_chinese()
def tell(command, context):
    print(command.get_help(context), end="\\0")
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            one = command.get_command(context, name)
            tell(one, click.Context(one, info_name=name, parent=context))
tell(deyu, click.Context(deyu, info_name="deyu"))
"""


def test_help_calls_options_and_values_by_chinese_names() -> None:
    told = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", EVERY_HELP], check=True, capture_output=True
    )
    texts = told.stdout.decode().split("\0")[:-1]
    assert len(texts) > 30
    for text in texts:
        usage, _, rest = text.partition("\n\n")
        assert not re.findall(r"[A-Z]{2,}", usage), usage
        assert not re.findall(r"^ +-\S+ [A-Z]{2,} ", rest, re.MULTILINE), text

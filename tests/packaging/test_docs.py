"""The documentation says what there is: links lead somewhere, commands and settings exist."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import click
import pytest
from shape import FOREIGN, committed

from pipeline.cli import deyu
from pipeline.settings import commented_office_toml

ROOT = Path(__file__).resolve().parents[2]
PAGES = tuple(name for name in committed(ROOT) if name.endswith(".md"))
GUIDES = tuple(name for name in PAGES if name.startswith(("README", "docs/guides/")))
DECISIONS = tuple(name for name in PAGES if re.match(r"docs/decisions/\d{4}-", name))
READMES = ("README.md", "README.zh-CN.md")

ALWAYS = {"--help", "--home", "--json", "--version"}

_FENCE = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_MODULE = re.compile(r"(?:[a-z_]+/)+[\w-]+\.(?:py|sh|toml|service|timer)")
_HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)
_SECTION = re.compile(r"^# ?\[([a-z]+)\]$", re.MULTILINE)
_KEY = re.compile(r"^# ?([a-z][a-z0-9_]*) = |\b(password_[a-z]+)\b", re.MULTILINE)


def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def written_as_code(page: str) -> Iterator[str]:
    """Code spans, and the lines of code blocks, of a page."""
    text = text_of(page)
    for block in _FENCE.findall(text):
        yield from block.splitlines()
    yield from _SPAN.findall(_FENCE.sub("", text).replace(r"\|", "|"))


def calls(page: str) -> Iterator[tuple[str, list[str]]]:
    """Every call of the command that a page writes: as written, and its words."""
    for code in written_as_code(page):
        if code.startswith("deyu "):
            words = re.sub(r"\s+#.*|[\[\]]|\s\|\s.*", " ", code.removeprefix("deyu ")).split()
            yield code, words


def anchors(page: str) -> set[str]:
    """What a heading is called in an address, as the usual forges make it."""
    headings = _HEADING.findall(_FENCE.sub("", text_of(page)))
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}


def command_of(name: str) -> click.Command:
    command = deyu.get_command(click.Context(deyu), name)
    assert command is not None
    return command


def subcommands() -> Iterator[str]:
    """``list``, ``outbox show`` and so on: all that can be called."""
    for name in deyu.list_commands(click.Context(deyu)):
        command = command_of(name)
        if isinstance(command, click.Group):
            yield from (f"{name} {below}" for below in command.commands)
        else:
            yield name


def options_of(command: click.Command) -> set[str]:
    below = command.commands.values() if isinstance(command, click.Group) else ()
    own = {name for one in command.params for name in one.opts}
    return own.union(*(options_of(one) for one in below))


def settings_keys() -> set[str]:
    return {one or other for one, other in _KEY.findall(commented_office_toml())}


@pytest.mark.parametrize("page", PAGES)
def test_every_relative_link_leads_somewhere(page: str) -> None:
    for target in _LINK.findall(text_of(page)):
        path, _, anchor = unquote(target).partition("#")
        if re.match(r"[a-z]+:", path):
            continue
        there = (ROOT / page).parent / path if path else ROOT / page
        assert there.exists(), f"{page} links to {target}"
        if anchor and there.suffix == ".md":
            found = str(there.resolve().relative_to(ROOT))
            assert anchor in anchors(found), f"{page} links to {target}"


@pytest.mark.parametrize("page", PAGES)
def test_every_command_that_is_written_down_exists_with_its_options(page: str) -> None:
    names = deyu.list_commands(click.Context(deyu))
    for code, words in calls(page):
        first = words[0] if words else ""
        if first.startswith("-"):
            assert first in ALWAYS, f"{page}: {code}"
            continue
        assert first in names, f"{page}: {code}"
        command = command_of(first)
        if isinstance(command, click.Group) and len(words) > 1 and not words[1].startswith("-"):
            assert set(words[1].split("|")) <= set(command.commands), f"{page}: {code}"
        written = {word for word in words if word.startswith("--")}
        assert written <= ALWAYS | options_of(command), f"{page}: {code}"


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_is_named_by_its_path_is_there(page: str) -> None:
    for code in written_as_code(page):
        if _MODULE.fullmatch(code):
            places = (ROOT / top / code for top in ("", "pipeline", "tests"))
            assert any(place.exists() for place in places), f"{page}: {code}"


def test_every_command_is_in_a_guide_or_readme() -> None:
    told = set()
    for page in GUIDES:
        for _, words in calls(page):
            told.add(words[0])
            told |= {f"{words[0]} {below}" for below in " ".join(words[1:2]).split("|")}
    assert set(subcommands()) <= told


def test_both_readmes_list_every_command() -> None:
    for page in READMES:
        told = {words[0] for _, words in calls(page)}
        assert told >= set(deyu.list_commands(click.Context(deyu))), page


def test_every_setting_is_in_a_guide() -> None:
    told = {code for page in GUIDES for code in written_as_code(page)}
    assert len(settings_keys()) > 20
    assert settings_keys() <= told
    assert {f"[{one}]" for one in _SECTION.findall(commented_office_toml())} <= told


@pytest.mark.parametrize("page", PAGES)
def test_no_page_names_a_machine_or_a_registry(page: str) -> None:
    assert FOREIGN.search(text_of(page)) is None
    assert "/tmp/" not in text_of(page)


@pytest.mark.parametrize("page", READMES)
def test_a_readme_is_read_in_one_go(page: str) -> None:
    assert len(text_of(page).splitlines()) < 150


@pytest.mark.parametrize("page", DECISIONS)
def test_a_decision_has_all_its_parts_and_stands_in_the_index(page: str) -> None:
    text = text_of(page)
    for part in ("Context", "Decision", "Reasons", "Consequences", "Way out"):
        assert re.search(rf"^\*\*{part}\b", text, re.MULTILINE), part
    assert Path(page).name in text_of("docs/decisions/README.md")


def test_the_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(Path(page).name[:4]) for page in sorted(DECISIONS)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 13

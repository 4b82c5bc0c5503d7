"""The sample that ``deyu init`` writes says every key, and says it rightly."""

import re
import tomllib
from dataclasses import MISSING, fields
from pathlib import Path

import pytest

from pipeline.mailbox.account import Mark
from pipeline.settings import OFFICE_TOML, commented_office_toml, read_settings
from pipeline.settings.model import Settings
from pipeline.settings.office_toml import SECTIONS, TOP_KEYS, keys_of


def settings_of(home: Path, text: str) -> Settings:
    (home / OFFICE_TOML).write_text(text, encoding="utf-8")
    return read_settings(home)


def uncommented(text: str) -> str:
    """A line that begins with ``#`` and no blank is a setting."""
    return re.sub(r"^#(?=[^ #\n])", "", text, flags=re.MULTILINE)


def test_the_sample_as_written_sets_nothing(tmp_path: Path) -> None:
    assert tomllib.loads(commented_office_toml()) == {}
    assert settings_of(tmp_path, commented_office_toml()) == read_settings(tmp_path)


def test_the_sample_uncommented_is_a_file_without_mistakes(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, uncommented(commented_office_toml()))
    assert settings.mail[0].mark is Mark.MOVE
    assert settings.mail[0].answer_since is not None


@pytest.mark.parametrize("section", SECTIONS)
def test_every_key_stands_in_the_sample_under_its_section(section: str) -> None:
    parts = re.split(r"^# ?\[(\w+)\]$", commented_office_toml(), flags=re.MULTILINE)
    text = dict(zip(parts[1::2], parts[2::2], strict=True))[section]
    for key in keys_of(SECTIONS[section]):
        assert re.search(rf"\b{key}\b", text), key


def test_every_key_without_a_section_stands_first_in_the_sample() -> None:
    assert tuple(tomllib.loads(uncommented(commented_office_toml())))[: len(TOP_KEYS)] == TOP_KEYS


def test_the_sample_shows_the_defaults_where_there_are_any() -> None:
    shown = tomllib.loads(uncommented(commented_office_toml()))
    as_examples = {"port", "mark", "basis_1", "basis_2", "note_1", "note_2", "note_3"}
    for section, kind in SECTIONS.items():
        for part in fields(kind):
            if part.default in (MISSING, None) or part.name in as_examples or section == "smtp":
                continue
            value = shown[section][part.name]
            assert (tuple(value) if isinstance(value, list) else value) == part.default

"""Every sample comes out as a person thought it must, through the command that people use."""

import json
import re
from itertools import product
from pathlib import Path

import pytest
from cli.commands import deyu
from samples.compose import FOLDER, composed, files
from samples.expected import OUTCOMES, differences

MAILS = sorted(FOLDER.glob("*.eml"))
NEVER = {
    *product(("Q2", "Q4", "Q5", "Q6"), ("meets", "fails")),  # always a person's
    ("H1", "fails"),  # the college may mend it
    ("H2", "fails"),  # an incomplete form is completed, not refused
}


@pytest.fixture(scope="module")
def found() -> dict[str, dict]:
    """What ``deyu check`` says of all samples, in one process."""
    ended = deyu("check", "--jsonl", *MAILS)
    assert ended.returncode == 0, ended.stderr
    documents = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [Path(one["file"]).name for one in documents] == [path.name for path in MAILS]
    return {Path(one["file"]).stem: one for one in documents}


@pytest.mark.parametrize("name", [path.stem for path in MAILS])
def test_a_sample_is_read_and_judged_as_expected(found, name) -> None:
    told = [
        line
        for kind in ("expected", "judged")
        for line in differences(_told(f"{name}.{kind}.json"), found[name])
    ]
    assert not told, "\n".join([f"{name} is not what it must be:", *told])


def test_reading_alone_gives_the_same_without_judging(found) -> None:
    ended = deyu("read", "--jsonl", *MAILS)
    assert ended.returncode == 0, ended.stderr
    for document in map(json.loads, ended.stdout.splitlines()):
        name = Path(document["file"]).stem
        assert differences(_told(f"{name}.expected.json"), document) == []
        assert document == {key: found[name][key] for key in document}
        assert "judgements" not in document


def _told(name: str) -> dict:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def test_there_is_a_sample_for_every_outcome_of_every_rule(found) -> None:
    seen = {
        (finding["rule"], finding["outcome"])
        for document in found.values()
        for one in document["judgements"]
        for finding in one["findings"]
    }
    assert seen == set(product(OUTCOMES, ("meets", "fails", "person"))) - NEVER


def test_the_folder_is_what_the_composer_composes() -> None:
    made = files(composed())
    assert {path.name for path in FOLDER.iterdir()} == set(made)
    assert [name for name, data in made.items() if (FOLDER / name).read_bytes() != data] == []


def test_there_are_forty_mails_and_more_in_a_small_folder() -> None:
    assert len(MAILS) >= 40
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 3_000_000


@pytest.mark.parametrize("path", MAILS, ids=lambda path: path.stem)
def test_line_ends_are_those_of_mail(path: Path) -> None:
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", path.read_bytes())


def test_what_a_form_leaves_blank_is_no_field(found) -> None:
    fields = found["40-much-missing"]["papers"][0]["fields"]
    assert not {"student_no", "party_standing", "position_kind", "college_opinion"} & set(fields)


def test_a_difference_is_found_and_says_where() -> None:
    expected = {"papers": [{"kind": "x", "fields": {"there": 1}}]}
    [told] = differences(expected, {"papers": [{"kind": "y", "fields": {"there": 1}}]})
    assert told.startswith("papers[0].kind")
    assert differences({"a": [1]}, {"a": [1, 2]}) != []
    assert differences({"a": 1}, {}) != []
    assert (
        differences(expected, {"papers": [{"kind": "x", "fields": {"there": 1, "more": 2}}]}) == []
    )

"""Whatever is sent, the run goes on, nothing waits beyond the limit, and each fault has its name."""

import os
import resource
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from workshop.hostile_files import Hostile, heavy, named, spoilt

from pipeline.domain.letters import ProblemCode
from pipeline.office.understanding import Understood, understand_anything
from pipeline.reading.files.file_problems import SAYS as SAYS_OF_CONTAINERS
from pipeline.workshop.child import MEMORY
from pipeline.workshop.isolated_reader import SECONDS, IsolatedReader

SLACK = 30.0
"""Seconds beyond the limits, for a machine under load."""

WORDS = {
    "password_protected": "设有密码",
    "damaged": "损坏",
    "empty": "空的",
    "wrong_type": "内容却不是",
    "macro": "带有宏",
    "unsafe_archive": "为安全起见没有打开",
}


def told_of(one: Hostile, reader: IsolatedReader) -> Understood:
    began = time.monotonic()
    understood = understand_anything(one.name, one.data, reader, ())
    assert time.monotonic() - began < 2 * SECONDS + SLACK, one.name
    for problem in understood.problems:
        assert problem.code in ProblemCode
        assert problem.says.endswith("。"), problem
    return understood


@pytest.mark.parametrize("made", [named, pytest.param(heavy, marks=pytest.mark.prove)])
def test_each_known_harm_is_named_rightly(made: Callable[[], Iterator[Hostile]]) -> None:
    with IsolatedReader() as reader:
        for one in made():
            understood = told_of(one, reader)
            codes = {problem.code.value for problem in understood.problems}
            assert (codes or {"read"}) & one.told, (one.name[:40], codes, one.told)
            for problem in understood.problems:
                word = WORDS.get(problem.code)
                assert word is None or word in problem.says or "没有内容" in problem.says


@pytest.mark.parametrize("count", [70, pytest.param(2_400, marks=pytest.mark.prove)])
def test_spoilt_files_cost_themselves_alone(count: int) -> None:
    before = set(Path(f"/proc/{os.getpid()}/task").glob("*/children"))
    with IsolatedReader() as reader:
        for one in spoilt(count):
            told_of(one, reader)
        whole = Hostile("完好.txt", "你好".encode(), frozenset({"read"}))
        assert told_of(whole, reader).problems == ()
    assert set(Path(f"/proc/{os.getpid()}/task").glob("*/children")) == before
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss << 10
    assert most < MEMORY


def test_every_problem_of_a_container_has_a_sentence() -> None:
    assert all("“{name}”" in says or "正文" in says for says in SAYS_OF_CONTAINERS.values())

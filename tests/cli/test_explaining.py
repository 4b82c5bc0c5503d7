"""``deyu read --explain``: each value with its place, its label and why, and the page itself."""

from pathlib import Path

import pytest
from commands import deyu
from reading.word_files import TITLE, form, lines_of


@pytest.fixture
def explained(tmp_path: Path):
    def _explained(data: bytes) -> str:
        file = tmp_path / "申请表.docx"
        file.write_bytes(data)
        ended = deyu("read", file, "--explain", home=tmp_path / "home")
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    return _explained


def test_a_value_says_beside_which_label_it_stood_and_where_on_the_page(explained) -> None:
    output = explained(form())
    (told,) = [one for one in output.splitlines() if "表1 行1 列2" in one]
    assert "在“姓名”旁边的一格里（把握 1.0）" in told
    (page,) = [one for one in output.splitlines() if "姓名 ┆ 张喆 ┆ 性别 ┆ 男" in one]
    assert page.endswith("◀ 姓名、性别")


def test_a_value_out_of_a_sentence_says_that_it_is_not_judged(explained) -> None:
    output = explained(lines_of(TITLE, "姓名：张喆", "机电学院　2024级　力学专业"))
    (told,) = [one for one in output.splitlines() if "力学" in one and "段落3" in one]
    assert "只供参考，不用于核对" in told
    assert "写在“姓名”后面，同一行（把握 0.7）" in output

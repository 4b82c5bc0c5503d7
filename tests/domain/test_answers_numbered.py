"""Numbers before answers, and beginnings that only look like one."""

import pytest

from pipeline.domain.written import without_numbering
from pipeline.reading.words.long_answers import listed


@pytest.mark.parametrize(
    "answer",
    [
        "一、二年级班级联系",
        "五.四青年节组织",
        "一.二九纪念活动",
        "(一)(二)班联系",
        "5.4青年节",
        "1.5小时值班",
    ],
)
def test_what_only_looks_like_a_number_is_kept(answer) -> None:
    assert without_numbering(answer) == answer
    assert listed(f"{answer}；{answer}") == (f"{answer}；{answer}",)


@pytest.mark.parametrize("number", ["1、", "2.", "（3）", "四、", "十二.", "⑤", " 6) "])
def test_a_number_is_taken_off(number) -> None:
    assert without_numbering(f"{number}联系支部") == "联系支部"
    assert listed(f"{number}联系支部\n{number}组织活动") == ("联系支部", "组织活动")

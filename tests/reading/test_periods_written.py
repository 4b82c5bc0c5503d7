"""Which term or year a plan or summary says it is for; a sentence about another does not count."""

import pytest
from reading.understood import paper_of
from reading.word_files import lines_of

PLAN = "研究生德育工作助理学期工作计划"
TOLD = "本人在2025—2026学年春季学期担任助理，现将计划报告如下。"


@pytest.mark.parametrize(
    ("lines", "period"),
    [
        ((PLAN, "学期：2026—2027学年秋季学期", "姓名：张喆", TOLD), "2026-autumn"),
        ((f"2026-2027学年第二学期{PLAN}", "姓名：张喆"), "2027-spring"),
        (("2025-2026学年工作总结", "姓名：张喆"), "2025-2026"),
        ((PLAN, "姓名：张喆", TOLD), ""),
        ((PLAN, "学期：2026-2028学年秋季学期"), ""),
        ((PLAN, "学期：2026-2027学年秋季学期", "学期：2026-2027学年春季学期"), ""),
    ],
)
def test_a_paper_names_its_period(lines, period) -> None:
    assert paper_of(lines_of(*lines)).says("period") == period

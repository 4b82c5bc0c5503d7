"""What somebody who leaves still lacks (二.1, 二.7, 三.1.(2)③, 三.4)."""

from collections.abc import Sequence

from pipeline.domain.adjustments import Tenure
from pipeline.domain.papers import PaperKind
from pipeline.domain.plans import Ask
from pipeline.lifecycle.tenure import at_least, longer_than


def lacking_to_leave(tenure: Tenure, held: Sequence[PaperKind]) -> tuple[Ask, ...]:
    """A line for each thing; leaving early is told, too, since the clause asks for a year."""
    lacking = []
    if PaperKind.CASE_REPORT not in held:
        lacking.append(Ask("二.7", "还没有工作案例"))
    if PaperKind.LEAVING_SURVEY not in held:
        lacking.append(Ask("三.4.(2)", "还没有《拟离岗研究生德育工作助理情况调查表》"))
    if longer_than(tenure) and PaperKind.EVALUATION_OPINION not in held:
        lacking.append(Ask("三.1.(2)③", "在岗超过一年半，还没有学院学生工作办公室的评议意见"))
    if at_least(tenure) is False:
        lacking.append(Ask("二.1", "在岗不足一年"))
    return tuple(lacking)

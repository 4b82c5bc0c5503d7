"""What somebody who leaves still lacks (二.1, 二.7, 三.1.(2)③, 三.4)."""

from collections.abc import Sequence

from pipeline.domain.adjustments import Tenure
from pipeline.domain.lengths import Lengths, months_in_words
from pipeline.domain.papers import PaperKind
from pipeline.domain.plans import Ask
from pipeline.lifecycle.tenure import past_the_opinion, served_enough


def lacking_to_leave(
    tenure: Tenure, held: Sequence[PaperKind], lengths: Lengths
) -> tuple[Ask, ...]:
    """A line for each thing; leaving early is told, too, since the clause asks for a year."""
    lacking = []
    if PaperKind.CASE_REPORT not in held:
        lacking.append(Ask("二.7", "还没有工作案例"))
    if PaperKind.LEAVING_SURVEY not in held:
        lacking.append(Ask("三.4.(2)", "还没有《拟离岗研究生德育工作助理情况调查表》"))
    if past_the_opinion(tenure, lengths) and PaperKind.EVALUATION_OPINION not in held:
        long = months_in_words(lengths.opinion_past_months)
        lacking.append(Ask("三.1.(2)③", f"在岗超过{long}，还没有学院学生工作办公室的评议意见"))
    if served_enough(tenure, lengths) is False:
        lacking.append(Ask("二.1", f"在岗不足{months_in_words(lengths.least_service_months)}"))
    return tuple(lacking)

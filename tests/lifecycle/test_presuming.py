"""Form and leaver's papers in separate mails without a request: when they are taken as one case."""

import pytest
from lifecycle.test_collecting import COMER, LEAVER, MOMENT, asked, case_report, only, planned
from planning.known import lengths_on
from planning.test_planning import form, standing

from pipeline.domain.adjustments import FiledPaper
from pipeline.domain.papers import PaperKind
from pipeline.domain.people import Person
from pipeline.domain.plans import NoticeKind, SubmissionState
from pipeline.lifecycle.beginning import Known, is_presumed

COLLEGE = "机电学院"
FORM = form(college=COLLEGE)
OTHER = Person("何安", "3120220009")


def filed(author: Person = LEAVER) -> FiledPaper:
    return FiledPaper(PaperKind.CASE_REPORT, author, COLLEGE, "S-2026-0001", "案例.docx", MOMENT)


def applied(id_: str = "A-2026-0001", **rest):
    return standing(FORM, SubmissionState.TO_REVIEW, id=id_, college=COLLEGE, **rest)


def known(papers=(), applications=()) -> Known:
    """What the office holds of this college and term that belongs to no case."""
    return Known(
        lengths_on,
        papers=papers,
        applications=applications,
        unclaimed_papers=papers,
        unclaimed_applications=applications,
    )


def test_a_form_after_the_only_case_report_opens_a_case_and_asks_whether_they_belong() -> None:
    plan = planned(FORM, known=known((filed(),)))
    one = only(plan)
    assert (one.case.leaver, one.case.incoming, one.case.state) == (
        LEAVER,
        COMER,
        SubmissionState.TO_COMPLETE,
    )
    assert is_presumed(one.case)
    assert asked(plan) == ["三.1.(2)①", "三.1.(2)"]
    assert "是否接替高远" in one.asks[1].says
    assert plan.notice.kind is NoticeKind.COMPLETION


def test_a_case_report_after_the_only_form_opens_the_same_case() -> None:
    plan = planned(case_report(), known=known((), (applied(),)))
    one = only(plan)
    assert (one.case.leaver, one.case.incoming, one.case.application) == (
        LEAVER,
        COMER,
        "A-2026-0001",
    )


def test_a_leaver_who_sends_a_case_report_is_not_asked_for_the_request() -> None:
    plan = planned(case_report(), known=known((), (applied(sender="jd@bit.edu.cn"),)))
    assert only(plan).case.sender == "jd@bit.edu.cn"
    assert plan.notice.kind is NoticeKind.RECEIPT


@pytest.mark.parametrize(
    "held",
    [
        known(),
        known((filed(), filed(OTHER))),
        known((filed(),), (applied("A-2026-0002", person=Person("周全", "3120240009")),)),
        known((filed(Person("高远")),)),
        known((filed(COMER),)),
    ],
    ids=["nothing came", "two leave", "another form", "a name alone", "one and the same person"],
)
def test_where_more_than_one_fits_or_somebody_is_not_sure_nothing_is_opened(held) -> None:
    assert planned(FORM, known=held).collections == ()


def test_two_forms_in_one_mail_belong_to_nobody() -> None:
    second = form(college=COLLEGE, name="周全", student_no="3120240009")
    assert planned(FORM, second, known=known((filed(),))).collections == ()


def test_a_form_that_names_no_college_is_taken_with_nobody() -> None:
    assert planned(form(), known=known((filed(),))).collections == ()

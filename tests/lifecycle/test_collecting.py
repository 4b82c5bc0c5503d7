"""Which adjustments a mail opens or completes, whom its papers belong to, and what is asked."""

import datetime as dt
from dataclasses import replace

import pytest
from planning.known import NOTHING_KNOWN, lengths_on
from planning.test_planning import DAY, LETTER, form, judged

from pipeline.domain.adjustments import AdjustmentStanding, FiledPaper, Material, Service, Tenure
from pipeline.domain.papers import Field, Paper, PaperKind
from pipeline.domain.people import Person
from pipeline.domain.plans import NoticeKind, Standing, SubmissionState
from pipeline.lifecycle.beginning import Known
from pipeline.planning import make_plan

LEAVER = Person("高远", "3120220001")
COMER = Person("张喆", "3120240001")
MOMENT = dt.datetime(2026, 9, 1, tzinfo=dt.UTC)


def paper(kind: PaperKind, **values: object) -> Paper:
    fields = tuple(Field(name, value, str(value), "表1") for name, value in values.items() if value)
    return Paper(kind, f"{kind}.docx", 0.9, fields, "")


def request(leaver: Person = LEAVER, comer: Person = COMER, **more: str) -> Paper:
    return paper(
        PaperKind.REPLACEMENT_REQUEST,
        college="机电学院",
        leaver_name=leaver.name,
        leaver_student_no=leaver.student_no,
        incoming_name=comer.name,
        incoming_student_no=comer.student_no,
        **more,
    )


def case_report(author: Person = LEAVER) -> Paper:
    return paper(PaperKind.CASE_REPORT, name=author.name, student_no=author.student_no)


def survey(started_on: str, left_on: str) -> Paper:
    return paper(
        PaperKind.LEAVING_SURVEY,
        name=LEAVER.name,
        student_no=LEAVER.student_no,
        started_on=started_on,
        left_on=left_on,
    )


def planned(*papers: Paper, known: Known = NOTHING_KNOWN):
    forms = [one for one in papers if one.kind is PaperKind.APPLICATION_FORM]
    judgements = [judged(one) for one in forms]
    return make_plan(LETTER, papers, judgements, (), Standing(), DAY, known)


def only(plan):
    (one,) = plan.collections
    return one


def asked(plan) -> list[str]:
    return [one.clause for one in only(plan).asks]


def open_case(*kinds: PaperKind, **rest) -> AdjustmentStanding:
    told = {
        "id": "C-2026-0001",
        "college": "机电学院",
        "term": "2026-autumn",
        "leaver": LEAVER,
        "incoming": COMER,
        "application": "",
        "state": SubmissionState.TO_COMPLETE,
        "tenure": Tenure("2025-09-01", "2026-09-01"),
        "sender": "jd@bit.edu.cn",
        "materials": tuple(Material(kind, "S-2026-0001", "a") for kind in kinds),
        "received": (MOMENT,) * len(kinds),
    }
    return AdjustmentStanding(**(told | rest))


def test_a_whole_replacement_is_complete_and_gets_a_receipt() -> None:
    plan = planned(request(), form(), case_report(), survey("2025-09-01", "2026-09-01"))
    one = only(plan)
    assert (one.case.leaver, one.case.incoming, one.candidature) == (LEAVER, COMER, 0)
    assert one.asks == ()
    assert one.case.state is SubmissionState.TO_REVIEW
    assert plan.notice.kind is NoticeKind.RECEIPT


def test_everything_that_a_request_lacks_is_asked_for_at_once() -> None:
    plan = planned(request(started_on="2024-09-01", left_on="2026-09-01"))
    assert asked(plan) == ["三.1.(2)②", "三.1.(2)③", "三.1.(2)③"]
    assert (plan.state, plan.notice.kind) == (SubmissionState.TO_COMPLETE, NoticeKind.COMPLETION)


def test_the_opinion_is_asked_for_past_a_year_and_a_half_and_not_on_the_day() -> None:
    whole = (request(), form(), case_report())
    assert asked(planned(*whole, survey("2025-03-01", "2026-09-01"))) == []
    assert asked(planned(*whole, survey("2025-03-01", "2026-09-02"))) == ["三.1.(2)③"]


def test_an_opinion_that_may_not_be_needed_is_not_asked_for() -> None:
    plan = planned(request(), form(), case_report())
    assert only(plan).asks == ()
    assert only(plan).case.state is SubmissionState.TO_REVIEW


def test_the_office_s_own_record_of_the_start_goes_before_what_a_paper_says() -> None:
    known = Known(lengths_on, services=(Service(LEAVER, "机电学院", Tenure("2024-09-01")),))
    plan = planned(
        request(), form(), case_report(), survey("2026-03-01", "2026-09-01"), known=known
    )
    assert asked(plan) == ["三.1.(2)③"]


def test_a_case_report_of_somebody_else_is_told_and_not_counted() -> None:
    plan = planned(request(), form(), case_report(Person("路人", "3120229999")))
    assert next(one.says for one in only(plan).asks).startswith("请提交离岗助理高远")
    assert "路人" in only(plan).case.doubts[0]
    assert PaperKind.CASE_REPORT not in [one.kind for one in only(plan).brought]


def test_a_form_of_somebody_else_is_told_and_not_counted() -> None:
    plan = planned(request(comer=Person("李四", "3120245555")), form(), case_report())
    one = only(plan)
    assert one.candidature is None
    assert "张喆" in one.case.doubts[0]
    assert "李四" in one.case.doubts[0]


def test_materials_of_later_mails_join_the_open_case() -> None:
    known = Known(lengths_on, adjustments=(open_case(PaperKind.REPLACEMENT_REQUEST),))
    first = planned(case_report(), known=known)
    assert only(first).case.id == "C-2026-0001"
    assert asked(first) == ["三.1.(2)②"]
    second = planned(form(), known=known)
    assert only(second).candidature == 0
    assert asked(second) == ["三.1.(2)③"]


def test_who_sends_a_paper_of_their_own_is_not_asked_for_what_others_owe() -> None:
    known = Known(lengths_on, adjustments=(open_case(PaperKind.REPLACEMENT_REQUEST),))
    plan = planned(survey("2025-09-01", "2026-09-01"), known=known)
    assert only(plan).asks != ()
    assert plan.notice.kind is NoticeKind.RECEIPT


def test_what_came_before_its_request_is_counted_when_the_request_comes() -> None:
    earlier = FiledPaper(PaperKind.CASE_REPORT, LEAVER, "", "S-2026-0001", "案例.docx", MOMENT)
    plan = planned(request(), form(), known=Known(lengths_on, papers=(earlier,)))
    assert asked(plan) == []
    assert ("S-2026-0001", "案例.docx") in [(m.submission, m.paper) for m in only(plan).brought]


def test_twins_by_name_are_told_apart_by_number_and_by_name_alone_not_at_all() -> None:
    twin = Person("高远", "3120220002")
    cases = (
        open_case(PaperKind.REPLACEMENT_REQUEST),
        open_case(PaperKind.REPLACEMENT_REQUEST, id="C-2026-0002", leaver=twin, incoming=Person()),
    )
    known = Known(lengths_on, adjustments=cases)
    assert only(planned(case_report(twin), known=known)).case.id == "C-2026-0002"
    assert planned(case_report(Person("高远")), known=known).collections == ()


def test_a_form_and_a_case_of_another_person_in_one_mail_are_a_replacement_without_request() -> (
    None
):
    plan = planned(form(), case_report())
    one = only(plan)
    assert (one.case.id, one.case.leaver, one.case.incoming) == ("", LEAVER, COMER)
    assert asked(plan)[0] == "三.1.(2)①"


def test_a_case_report_alone_opens_nothing() -> None:
    plan = planned(case_report())
    assert plan.collections == ()
    assert plan.state is SubmissionState.FILED


def test_somebody_else_may_come_instead_and_then_needs_a_form_of_their_own() -> None:
    known = Known(
        lengths_on,
        adjustments=(
            open_case(
                PaperKind.REPLACEMENT_REQUEST,
                PaperKind.APPLICATION_FORM,
                PaperKind.CASE_REPORT,
                application="A-2026-0001",
                incoming=Person("李四", "3120245555"),
            ),
        ),
    )
    plan = planned(request(), known=known)
    assert only(plan).case.incoming == COMER
    assert only(plan).case.application == ""
    assert asked(plan) == ["三.1.(2)②"]


def test_two_replacements_in_one_mail_keep_their_papers_apart() -> None:
    other = Person("何安", "3120220009")
    plan = planned(
        request(), request(other, Person("周全", "3120240009")), case_report(other), form()
    )
    first, second = plan.collections
    assert [one.kind for one in first.brought][-1] is PaperKind.APPLICATION_FORM
    assert [one.kind for one in second.brought][-1] is PaperKind.CASE_REPORT


def test_a_silent_office_opens_no_case() -> None:
    plan = make_plan(LETTER, (request(),), (), (), Standing(silent=True), DAY, NOTHING_KNOWN)
    assert plan.collections == ()


def test_a_machine_opens_no_case() -> None:
    letter = replace(LETTER, automatic="Precedence: bulk")
    assert make_plan(letter, (request(),), (), (), Standing(), DAY, NOTHING_KNOWN).collections == ()


DECIDED = open_case(
    PaperKind.REPLACEMENT_REQUEST,
    PaperKind.APPLICATION_FORM,
    PaperKind.CASE_REPORT,
    state=SubmissionState.APPROVED,
    application="A-2026-0001",
)
OTHER = Person("吴小满", "3120240008")


def test_a_decided_case_is_not_rewritten_and_another_comer_is_asked_about() -> None:
    one = only(planned(request(comer=OTHER), known=Known(lengths_on, adjustments=(DECIDED,))))
    assert (one.case.id, one.case.incoming, one.case.state) == (
        "",
        OTHER,
        SubmissionState.TO_COMPLETE,
    )
    assert "已同意为张喆（C-2026-0001）" in one.case.doubts[0]


def test_a_request_sent_again_for_a_decided_case_changes_nothing_of_it() -> None:
    one = only(planned(request(), known=Known(lengths_on, adjustments=(DECIDED,))))
    assert (one.case.id, one.case.state) == ("C-2026-0001", SubmissionState.APPROVED)


def test_what_was_called_off_and_is_asked_for_again_is_a_case_of_its_own() -> None:
    off = replace(DECIDED, state=SubmissionState.WITHDRAWN)
    assert only(planned(request(), known=Known(lengths_on, adjustments=(off,)))).case.id == ""


def test_after_a_refusal_somebody_else_is_asked_for() -> None:
    refused = open_case(
        PaperKind.REPLACEMENT_REQUEST, PaperKind.APPLICATION_FORM, incoming_refused=True
    )
    one = only(planned(case_report(), known=Known(lengths_on, adjustments=(refused,))))
    assert [ask.clause for ask in one.asks] == ["三.1.(2)②"]
    assert "请另报一人" in one.asks[0].says


def test_the_day_of_leaving_is_that_of_the_request_whichever_mail_is_looked_at() -> None:
    began = Service(LEAVER, "机电学院", Tenure("2025-03-01"))  # eighteen months on: 2026-09-01
    case = open_case(PaperKind.REPLACEMENT_REQUEST, PaperKind.APPLICATION_FORM, tenure=Tenure())
    known = Known(
        lengths_on, adjustments=(case,), services=(began,)
    )  # the request came on 2026-09-01
    assert only(planned(request(), case_report(), known=known)).asks == ()


@pytest.mark.parametrize(
    ("services", "number"),
    [
        ((Service(LEAVER, "机电学院", Tenure("2025-03-01")),), "3120220001"),
        ((Service(LEAVER, "宇航学院", Tenure("2025-03-01")),), ""),
        (
            (
                Service(LEAVER, "机电学院", Tenure("2025-03-01")),
                Service(Person("高远", "3120220002"), "机电学院", Tenure("2025-03-01")),
            ),
            "",
        ),
    ],
    ids=["one of the college", "of another college", "two of that name"],
)
def test_a_leaver_by_name_gets_a_number_only_where_one_serves_in_that_college(
    services, number
) -> None:
    one = only(planned(request(Person("高远")), form(), known=Known(lengths_on, services=services)))
    assert one.case.leaver.student_no == number
    assert any("学号" in ask.says for ask in one.asks) is not bool(number)

"""Two school years in one office: everybody comes by mail, everything ends as the regulation says."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, replace

import pytest
from office.test_adjustments import case_report, request
from offices import mail, office_in, put, run
from reading.word_files import form
from registers.register_files import comma
from samples.sheets import of_lines

from pipeline.domain.appointments import (
    AppointmentEvent,
    AppointmentState,
    PaperEvent,
    PaperItemKind,
)
from pipeline.domain.plans import Decision, NoticeKind, SubmissionState
from pipeline.domain.registers import RegisterKind
from pipeline.errors import DecisionRefusedError
from pipeline.office.cases import cases
from pipeline.office.deciding import decide
from pipeline.office.deciding_cases import decide_case
from pipeline.office.orders import DecisionOrder
from pipeline.office.owing import obligations
from pipeline.office.rebuilding import rebuild
from pipeline.office.recording import (
    appointment_of,
    change_appointment,
    move_paper,
)
from pipeline.office.recording_checks import Telling
from pipeline.office.registering import import_register
from pipeline.office.showing import show

ZONE = dt.timezone(dt.timedelta(hours=8))
COLLEGES = (
    *("机电学院", "计算机学院", "宇航学院", "光电学院", "材料学院", "自动化学院"),
    *(
        "数学与统计学院",
        "物理学院",
        "管理与经济学院",
        "化学与化工学院",
        "信息与电子学院",
        "生命学院",
    ),
)
CALENDAR = comma(
    ("学期", "开学日期", "学期结束"),
    ("2026-2027-1", "2026-09-07", "2027-01-17"),
    ("2026-2027-2", "2027-03-01", "2027-07-11"),
    ("2027-2028-1", "2027-09-06", "2028-01-16"),
    ("2027-2028-2", "2028-02-28", "2028-07-09"),
)
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈", "一二三四五六七八九十"
BACK = (PaperItemKind.REGISTRATION_FORM, PaperItemKind.AGREEMENT_DEPARTMENT)
ROLES = (
    *("twin_one", "twin_two", "complete", "incomplete", "late", "wrong_person"),
    *("exactly", "a_day_more", "early", "dismissed"),
)


@dataclass(frozen=True)
class Assistant:
    name: str
    number: str
    college: str

    def form(self, **more: str) -> bytes:
        stated = {"姓名": self.name, "学号": self.number, "学院": self.college}
        return form(**(stated | {"拟任岗位类型": "团工作", "上岗时间": "2026年9月7日"} | more))


def assistants(count: int, colleges: int) -> list[Assistant]:
    """Two of them share name and college."""
    people = []
    for n in range(count):
        name = "李明" if n < 2 else f"{SURNAMES[n % 10]}小{GIVEN[n // 10]}"
        people.append(Assistant(name, f"31202400{n:02}", COLLEGES[0 if n < 2 else n % colleges]))
    return people


class Story:
    """The office, its people, and the box into which the next mail falls."""

    def __init__(self, office, folder, people: list[Assistant]) -> None:
        self.office, self.folder, self.people, self.mails = office, folder, people, 0
        self.of = dict(zip(ROLES, people, strict=False))

    def on(self, *day: int):
        now = dt.datetime(*day, 12, tzinfo=ZONE)
        self.office = replace(self.office, now=lambda: now)
        return self.office

    def receive(self, day: tuple[int, ...], *letters: tuple[str, dict[str, bytes]]) -> None:
        """Mails of colleges, by their addresses, all of one day, in one round."""
        box = self.folder / f"{self.mails:03}"
        for college, files in letters:
            self.mails += 1
            number = COLLEGES.index(college)
            at = dt.datetime(*day, 9, self.mails % 60, tzinfo=ZONE)
            sender = f"{college} <c{number:02}@bit.edu.cn>"
            put(
                box, mail(f"材料 {self.mails}", files=files, sender=sender, at=at), start=self.mails
            )
        run(self.on(*day), box)

    def tell(self, who: Assistant, event: AppointmentEvent, day: dt.date, reason: str = "") -> None:
        telling = Telling("王老师", day, reason)
        change_appointment(appointment_of(who.number, self.office), event, telling, self.office)

    def case_of(self, role: str):
        number = self.of[role].number
        found = self.office.ledger.lives.adjustments()
        return next(one for one in found if one.leaver.student_no == number)


def replacement(leaver: Assistant, comer: Assistant, left: str, *without: str) -> dict[str, bytes]:
    files = {
        "更换申请.docx": request(
            (leaver.name, leaver.number), (comer.name, comer.number), 离岗时间=left
        ),
        "申请表.docx": comer.form(上岗时间=left),
        "案例.docx": case_report(leaver.name, leaver.number),
    }
    return {name: data for name, data in files.items() if name not in without}


def comer(n: int, college: str) -> Assistant:
    return Assistant(f"新{GIVEN[n]}", f"31202500{n:02}", college)


def first_autumn(story: Story) -> None:
    """Forms, one of them without a number and corrected; approvals; papers come back."""
    grouped: dict[str, dict[str, bytes]] = {}
    corrected = story.people[-1]
    for n, one in enumerate(story.people):
        data = one.form(学号="") if one is corrected else one.form()
        grouped.setdefault(one.college, {})[f"申请表{n:02}.docx"] = data
    story.receive((2026, 9, 8), *grouped.items())
    story.receive((2026, 9, 10), (corrected.college, {"更正.docx": corrected.form()}))
    refused = comer(9, COLLEGES[0])
    story.receive((2026, 9, 11), (refused.college, {"申请表.docx": refused.form()}))
    office = story.on(2026, 9, 15)
    for one in office.ledger.applications():
        no = one.person.student_no == refused.number
        order = DecisionOrder(
            Decision.REFUSE if no else Decision.APPROVE, "王老师", "名额已满" if no else ""
        )
        decide(one.id, order, office)
    office = story.on(2026, 9, 25)
    for one in story.people:
        about = appointment_of(one.number, office).id
        for kind in BACK:
            telling = Telling("王老师", dt.date(2026, 9, 25))
            move_paper(about, kind, PaperEvent.RECEIVE, telling, office)


def plans(story: Story) -> None:
    """Every college but the second sends its assistants' plans, each college in one mail."""
    grouped: dict[str, dict[str, bytes]] = {}
    for n, one in enumerate(story.people):
        lines = (
            f"姓名：{one.name}　学号：{one.number}　学院：{one.college}",
            "一、工作重点",
            "深入宿舍和实验室。",
        )
        plan = of_lines("研究生德育工作助理学期工作计划", *lines)
        if one.college != COLLEGES[1]:
            grouped.setdefault(one.college, {})[f"计划{n:02}.docx"] = plan
    story.receive((2026, 9, 28), *grouped.items())


def first_spring(story: Story) -> None:
    """A removal after criticism; an early leaving; somebody refused applies again."""
    again = comer(9, COLLEGES[0])
    story.receive((2027, 3, 3), (again.college, {"申请表.docx": again.form()}))
    out = story.of["dismissed"]
    story.on(2027, 6, 1)
    with pytest.raises(DecisionRefusedError, match="批评教育"):
        story.tell(out, AppointmentEvent.DISMISS, dt.date(2027, 4, 1), "不称职")
    story.tell(out, AppointmentEvent.WARN, dt.date(2027, 4, 1), "多次无故缺席")
    story.tell(out, AppointmentEvent.DISMISS, dt.date(2027, 6, 1), "没有明显改进")
    early = story.of["early"]
    story.tell(early, AppointmentEvent.LEAVE, dt.date(2027, 4, 10))
    with pytest.raises(DecisionRefusedError, match="不足一年"):
        story.tell(early, AppointmentEvent.FINISH, dt.date(2027, 4, 10))
    story.tell(early, AppointmentEvent.FINISH, dt.date(2027, 4, 10), "出国联合培养")


def second_autumn(story: Story) -> None:
    """Adjustments: complete, incomplete, late, of a wrong person, of one of two twins."""
    of, left = story.of, "2027年9月8日"
    sent = [(of[role], comer(n, of[role].college)) for n, role in enumerate(ROLES[:6])]
    twin, complete, incomplete, late, wrong = sent[0], *sent[2:6]
    files = replacement(*wrong, left)
    files["案例.docx"] = case_report("路人", "3120990001")
    by_twin = replacement(*twin, left)
    by_twin["案例.docx"] = case_report(of["twin_two"].name, of["twin_two"].number)
    story.receive(
        (2027, 9, 8),
        (twin[0].college, by_twin),
        (complete[0].college, replacement(*complete, left)),
        (incomplete[0].college, replacement(*incomplete, left, "案例.docx")),
        (wrong[0].college, files),
    )
    office = story.on(2027, 9, 10)
    decide_case(story.case_of("complete"), DecisionOrder(Decision.APPROVE, "王老师"), office)
    story.receive((2027, 9, 23), (late[0].college, replacement(*late, left)))


def second_spring(story: Story) -> None:
    """Eighteen months exactly ask for no opinion, a day more does."""
    for role, left, n in (("exactly", "2028年3月7日", 6), ("a_day_more", "2028年3月8日", 7)):
        leaver = story.of[role]
        files = replacement(leaver, comer(n, leaver.college), left)
        story.receive((2028, 3, 2), (leaver.college, files))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("count", "colleges"), [(11, 4), pytest.param(40, 12, marks=pytest.mark.prove)]
)
def test_two_school_years(tmp_path, count: int, colleges: int) -> None:
    people = assistants(count, colleges)
    directory = comma(
        ("学院", "代码", "邮箱"),
        *((name, f"{n:02}", f"c{n:02}@bit.edu.cn") for n, name in enumerate(COLLEGES)),
    )
    with office_in(tmp_path / "home") as begun:
        import_register(RegisterKind.CALENDAR, "校历.csv", CALENDAR, begun)
        import_register(RegisterKind.COLLEGES, "名录.csv", directory, begun)
        story = Story(begun, tmp_path / "boxes", people)
        first_autumn(story)
        assert Counter(one.state for one in story.office.ledger.lives.appointments()) == {
            AppointmentState.ACTIVE: count
        }
        plans(story)
        first_spring(story)
        second_autumn(story)
        second_spring(story)
        the_cases_end_as_they_must(story)
        the_people_end_as_they_must(story, count)
        a_rebuild_gives_the_same(story)


def the_cases_end_as_they_must(story: Story) -> None:
    office = story.on(2028, 3, 20)
    told = {one["leaver"]["student_no"]: one for one in cases(office, everything=True)["cases"]}
    numbers = {story.of[role].number: role for role in ROLES}
    assert {
        numbers[no]: (one["state"], one["missing"], one["late"]) for no, one in told.items()
    } == {
        "twin_one": ("to_complete", ["case_report"], False),
        "complete": ("approved", [], False),
        "incomplete": ("to_complete", ["case_report"], False),
        "late": ("to_review", [], True),
        "wrong_person": ("to_complete", ["case_report"], False),
        "exactly": ("to_review", [], False),
        "a_day_more": ("to_complete", ["evaluation_opinion"], False),
    }
    assert {numbers[no] for no, one in told.items() if one["doubts"]} == {
        "twin_one",
        "wrong_person",
    }
    assert told[story.of["late"].number]["due_on"] == "2027-09-20"


def the_people_end_as_they_must(story: Story, count: int) -> None:
    office = story.on(2028, 3, 20)
    states = Counter(one.state for one in office.ledger.lives.appointments())
    assert states == {
        AppointmentState.PENDING: 1,  # who comes for the complete one
        AppointmentState.LEAVING: 1,
        AppointmentState.LEFT: 1,
        AppointmentState.DISMISSED: 1,
        AppointmentState.ACTIVE: count - 3,
    }
    again = office.ledger.applications(student_no="3120250009")
    assert [one.state for one in again] == [SubmissionState.REFUSED, SubmissionState.TO_REVIEW]
    assert show(again[1].id, office)["others"] == [again[0].id]
    corrected = office.ledger.applications(student_no=story.people[-1].number)
    assert [one.revision for one in corrected] == [2]

    owed = obligations(office, dt.date(2027, 1, 17))["obligations"]
    silent = sum(one.college == COLLEGES[1] for one in story.people)
    assert Counter((one["obligation"], one["state"]) for one in owed) == {
        ("term_plan", "overdue"): silent,
        ("assessment", "due"): count,
    }
    overdue = obligations(office)["obligations"]
    assert {one["obligation"] for one in overdue if one["state"] == "overdue"} == {
        "term_plan",
        "assessment",
        "leaving_survey",
    } | {"case_report"}
    kinds = Counter(one.kind for one in office.ledger.notices())
    assert (kinds[NoticeKind.ACCEPTANCE], kinds[NoticeKind.REFUSAL]) == (count + 1, 1)
    assert kinds[NoticeKind.REMINDER] > 0


def a_rebuild_gives_the_same(story: Story) -> None:
    office = story.office

    def known():
        lives = office.ledger.lives
        return (
            cases(office, everything=True),
            lives.appointments(),
            lives.paper_items(),
            obligations(office),
            office.ledger.notices(),
            office.ledger.heads(),
        )

    before = known()
    rebuild(office)
    assert known() == before

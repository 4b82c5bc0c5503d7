"""Two school years in one office: everybody comes by mail, everything ends as the regulation says."""

import datetime as dt
import re
from collections import Counter
from dataclasses import replace

import pytest
from offices import mail, office_in, put, run
from registers.register_files import comma
from samples.sheets import of_lines, table_paper
from two_years_expected import SUMMER, obligations_of, reminders
from two_years_letters import expected_letters, lives, overdue_cases
from two_years_people import COLLEGES, ROLES, SURNAMES, Assistant, assistants, comer

from pipeline.domain.appointments import (
    AppointmentEvent,
    AppointmentState,
    PaperEvent,
    PaperItemKind,
    SettlingEvent,
)
from pipeline.domain.plans import Decision, NoticeKind, SubmissionState
from pipeline.domain.registers import RegisterKind
from pipeline.errors import DecisionRefusedError
from pipeline.office.appointments.cases import cases
from pipeline.office.appointments.owing import obligations
from pipeline.office.appointments.recording import (
    appointment_of,
    change_appointment,
    move_paper,
    settle,
)
from pipeline.office.appointments.recording_checks import Telling
from pipeline.office.decisions.deciding import decide
from pipeline.office.decisions.deciding_cases import decide_case
from pipeline.office.decisions.registering import import_register
from pipeline.office.letters.outbox import notice_text
from pipeline.office.looking.showing import show
from pipeline.office.mails.rebuilding import rebuild
from pipeline.office.orders import DecisionOrder

ZONE = dt.timezone(dt.timedelta(hours=8))
CALENDAR = comma(
    ("学期", "开学日期", "学期结束"),
    ("2026-2027-1", "2026-09-07", "2027-01-17"),
    ("2026-2027-2", "2027-03-01", "2027-07-11"),
    ("2027-2028-1", "2027-09-06", "2028-01-16"),
    ("2027-2028-2", "2028-02-28", "2028-07-09"),
)
BACK = (PaperItemKind.REGISTRATION_FORM, PaperItemKind.AGREEMENT_DEPARTMENT)


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
        box = put(self.folder / f"{self.mails:03}")
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


def case_report(name: str, number: str, college: str) -> bytes:
    return of_lines(
        "研究生德育工作助理工作案例",
        "一次宿舍矛盾的化解",
        f"作者：{name}　学号：{number}　学院：{college}",
        "一、案例背景",
        "两位同学因作息不同发生争执，我与他们分别谈心，听取各自的难处。",
        "二、工作启示",
        "矛盾往往起于小事，早发现、早沟通，比事后处理更有用。",
    )


def replacement(leaver: Assistant, comer: Assistant, left: str, *without: str) -> dict[str, bytes]:
    rows = [
        ("学院", leaver.college),
        ("离岗助理姓名", leaver.name),
        ("离岗助理学号", leaver.number),
        ("新任助理姓名", comer.name),
        ("新任助理学号", comer.number),
        ("离岗时间", left),
        ("更换原因", "离岗助理毕业。"),
    ]
    files = {
        "更换申请.docx": table_paper("研究生德育工作助理更换申请", rows),
        "申请表.docx": comer.form(上岗时间=left),
        "案例.docx": case_report(leaver.name, leaver.number, leaver.college),
    }
    return {name: data for name, data in files.items() if name not in without}


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


def first_summer(story: Story) -> None:
    """Every college but the third sends assessments and yearly summaries; the trainings are told."""
    attended = [
        (one.number, one.name, "2026-10-15", "新上岗助理培训", "否" if n == 3 else "是")
        for n, one in enumerate(story.people)
    ]
    heads = ("学号", "姓名", "培训日期", "培训名称", "是否到场")
    office = story.on(2027, 6, 28)
    import_register(RegisterKind.TRAINING, "培训.csv", comma(heads, *attended), office)
    telling = Telling("王老师", SUMMER)
    reported = appointment_of(story.people[0].number, office)
    settle(reported, "yearly_report", "2026-2027", SettlingEvent.DONE, telling, office)
    gone = [story.of[role] for role in ("early", "dismissed")]
    grouped: dict[str, dict[str, bytes]] = {}
    for n, one in enumerate(story.people):
        if one in gone or one.college == COLLEGES[2]:
            continue
        who = f"姓名：{one.name}　学号：{one.number}　学院：{one.college}"
        files = grouped.setdefault(one.college, {})
        files[f"考核{n:02}.docx"] = of_lines(
            "研究生德育工作助理考核表",
            who,
            "考核意见：能理解并贯彻工作任务和职责。",
            "考核结果：合格",
        )
        files[f"总结{n:02}.docx"] = of_lines(
            "研究生德育工作助理年度工作总结", who, "一、做了什么", "深入宿舍，与同学谈心。"
        )
    story.receive((2027, 6, 28), *grouped.items())


def second_autumn(story: Story) -> None:
    """Adjustments: complete, incomplete, late, of a wrong person, of one of two twins."""
    of, left = story.of, "2027年9月8日"
    sent = [(of[role], comer(n, of[role].college)) for n, role in enumerate(ROLES[:6])]
    twin, complete, incomplete, late, wrong = sent[0], *sent[2:6]
    files = replacement(*wrong, left)
    files["案例.docx"] = case_report("路人", "3120990001", wrong[0].college)
    by_twin = replacement(*twin, left)
    by_twin["案例.docx"] = case_report(
        of["twin_two"].name, of["twin_two"].number, of["twin_two"].college
    )
    story.receive(
        (2027, 9, 8),
        (twin[0].college, by_twin),
        (complete[0].college, replacement(*complete, left)),
        (incomplete[0].college, replacement(*incomplete, left, "案例.docx")),
        (wrong[0].college, files),
    )
    office = story.on(2027, 9, 10)
    decide_case(story.case_of("complete"), DecisionOrder(Decision.APPROVE, "王老师"), office)
    survey = of_lines(
        "拟离岗研究生德育工作助理情况调查表",
        f"姓名：{complete[0].name}　学号：{complete[0].number}　学院：{complete[0].college}",
        "上岗时间：2026年9月7日　离岗时间：2027年9月8日",
        "对助理工作的建议：多组织交流。",
    )
    story.receive((2027, 9, 12), (complete[0].college, {"调查表.docx": survey}))
    story.tell(complete[0], AppointmentEvent.FINISH, dt.date(2027, 9, 12))
    handed_over = appointment_of(complete[0].number, story.office)
    telling = Telling("王老师", dt.date(2027, 9, 12))
    settle(handed_over, "handover", "", SettlingEvent.DONE, telling, story.office)
    about = appointment_of(complete[1].number, story.office).id
    for kind in BACK:
        telling = Telling("王老师", dt.date(2027, 9, 12))
        move_paper(about, kind, PaperEvent.RECEIVE, telling, story.office)
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
        first_summer(story)
        second_autumn(story)
        second_spring(story)
        story.receive((2028, 3, 20))
        the_cases_end_as_they_must(story)
        the_people_end_as_they_must(story, count)
        what_is_owed_ends_as_it_must(story)
        the_letters_are_these_and_no_others(story)
        a_rebuild_gives_the_same(story)


def the_cases_end_as_they_must(story: Story) -> None:
    office = story.on(2028, 3, 20)
    told = {one["leaver"]["student_no"]: one for one in cases(office, everything=True)["cases"]}
    numbers = {story.of[role].number: role for role in ROLES}
    assert {
        numbers[no]: (one["state"], one["missing"], one["late"]) for no, one in told.items()
    } == {
        "twin_one": ("to_complete", ["case_report"], False),
        "complete": ("filed", [], False),
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
        AppointmentState.LEFT: 2,  # early, and the one whose adjustment was complete
        AppointmentState.DISMISSED: 1,
        AppointmentState.ACTIVE: count - 2,  # with who came for the complete one
    }
    again = office.ledger.applications(student_no="3120250009")
    assert [one.state for one in again] == [SubmissionState.REFUSED, SubmissionState.TO_REVIEW]
    assert show(again[1].id, office)["others"] == [again[0].id]
    corrected = office.ledger.applications(student_no=story.people[-1].number)
    assert [one.revision for one in corrected] == [2]


def what_is_owed_ends_as_it_must(story: Story) -> None:
    office = story.on(2028, 3, 20)
    rows = obligations(office, everything=True)["obligations"]
    told = {
        (one["person"]["student_no"], one["obligation"], one["period"] or ""): one["state"]
        for one in rows
    }
    assert len(told) == len(rows)
    assert told == obligations_of(lives(story.people, story.of), dt.date(2028, 3, 20))


WHO = re.compile(rf"([{SURNAMES}新]\w{{1,2}})（学号尾号 (\d{{4}})）")
REMINDED = re.compile(r"(?m)^\d+\. (.+?（学号尾号 \d{4}）)：(.+)——依据 ([^，。]+)")


def the_letters_are_these_and_no_others(story: Story) -> None:
    """Every letter: its kind, the college it goes to, and everybody whom it names."""
    office, told, asked = story.office, Counter(), Counter()
    for one in office.ledger.notices():
        number = int(one.to[0][1:3])
        text = notice_text(one.id, office)[1]
        if one.kind is NoticeKind.REMINDER:
            first = text.partition("此前已提醒")[0]
            asked[number, frozenset(REMINDED.findall(first))] += 1
        else:
            told[one.kind.value, number, frozenset(WHO.findall(text))] += 1
    assert told == expected_letters(story.people, story.of)
    assert asked == Counter(reminders(lives(story.people, story.of), overdue_cases(story.of)))


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

"""Every document of the office once, about invented people: for tests of print and for pictures."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from pipeline.documents.agreement import AgreementTerms, Duty, DutySource, draw_agreement
from pipeline.documents.cover_sheet import Cover, Enclosed, draw_cover_sheet
from pipeline.documents.forms import (
    Assistant,
    Attendance,
    Due,
    Letter,
    draw_assessment,
    draw_due_list,
    draw_letter,
    draw_term_plan,
)
from pipeline.documents.prefilled import prefill
from pipeline.documents.registration import RegistrationTerms, draw_registration_form
from pipeline.documents.roster import RosterRow, draw_roster
from pipeline.documents.statistics import draw_statistics
from pipeline.domain.people import DegreeLevel, PartyStanding, Person
from pipeline.domain.positions import PositionKind

TEMPLATES = Path(__file__).parents[2] / "templates"
TERM = "2026—2027学年秋季学期"
DAY = dt.date(2026, 9, 15)
LIN = Person("林知夏", "3120260417")
LONG_NAME = Person("阿卜杜热合曼·买买提吐尔逊", "3220260418")
COLLEGE = "机械与车辆学院"
DUTIES = (
    "联系车辆工程系三个研究生党支部，每月参加一次组织生活，及时了解党员的思想动态。",
    "指导积极分子的教育培养和新党员的发展工作，审核发展材料。",
    "协助组织每学期两次党支部书记培训，整理记录并归档。",
)


def template(name: str) -> bytes:
    return (TEMPLATES / f"{name}.docx").read_bytes()


def drawn_papers() -> Mapping[str, bytes]:
    """File names with their endings, in the order of the guide."""
    assistant = Assistant(LIN, COLLEGE, "党建", TERM)
    return {
        "agreement.docx": _agreement(),
        "agreement_draft.docx": _agreement_draft(),
        "registration_form.docx": _registration(),
        "application_form.docx": template("application_form"),
        "application_form_prefilled.docx": prefill(template("application_form"), PREFILLED),
        "replacement_request.docx": template("replacement_request"),
        "leaving_survey.docx": template("leaving_survey"),
        "case_report.docx": template("case_report"),
        "term_plan.docx": draw_term_plan(template("term_plan"), assistant).data,
        "assessment.docx": _assessment(assistant),
        "notice_letter_acceptance.docx": _letter(
            "关于研究生德育工作助理上岗审查结果的通知", ACCEPTED
        ),
        "notice_letter_refusal.docx": _letter("关于研究生德育工作助理上岗审查结果的通知", REFUSED),
        "due_list.docx": _due_list(),
        "cover_sheet.docx": _cover_sheet(),
        "roster.xlsx": draw_roster(TERM, list(_rows())).data,
        "statistics.xlsx": draw_statistics(TERM, list(_rows())).data,
    }


def _agreement() -> bytes:
    terms = AgreementTerms(
        number="ZR-2026-0012",
        version=1,
        person=LIN,
        college=COLLEGE,
        position_kind=PositionKind.PARTY_BUILDING,
        edition="《研究生德育工作助理管理办法（草案）》（2014年7月）",
        duties=(
            *(Duty(text, DutySource.PERSON) for text in DUTIES[:2]),
            Duty(DUTIES[2], DutySource.PERSON, note="见机械与车辆学院2026年9月助理分工表。"),
        ),
        work_form="联系2025级博士1班和车辆第三党支部",
        basis=(
            "北京理工大学研究生管理助理、教学助理岗位管理暂行办法",
            "研究生德育工作助理管理办法",
        ),
        notes=("设岗单位填写学院全称。", "岗位类型从八类中选定。", "形式指联系班级、支部等。"),
        college_official=True,
        approved=True,
    )
    return draw_agreement(template("agreement"), terms).data


def _agreement_draft() -> bytes:
    terms = AgreementTerms(
        number="",
        version=1,
        person=LONG_NAME,
        college="",
        position_kind=PositionKind.EDUCATION_MANAGEMENT,
        edition="《研究生德育工作助理管理办法（草案）》（2014年7月）",
    )
    return draw_agreement(template("agreement"), terms).data


def _registration() -> bytes:
    terms = RegistrationTerms(
        name=LIN.name,
        gender="女",
        student_no=LIN.student_no,
        birth_date="2000年5月",
        ethnicity="汉族",
        party_standing="中共党员（正式）",
        party_joined_on="2021年6月",
        college=COLLEGE,
        major="机械工程",
        grade="2026级",
        degree_level="博士",
        supervisor="王明远",
        phone="010-68910000",
        email="linzhixia@bit.edu.cn",
        position="党建",
        start_on="2026年9月1日",
        agreement_number="ZR-2026-0012",
    )
    return draw_registration_form(template("registration_form"), terms).data


PREFILLED = {
    "name": LONG_NAME.name,
    "gender": "男",
    "student_no": LONG_NAME.student_no,
    "birth_date": "2001年3月",
    "ethnicity": "维吾尔族",
    "party_standing": "中共预备党员",
    "party_joined_on": "2025年11月",
    "college": "集成电路与电子学院",
    "major": "电子科学与技术",
    "grade": "2026级",
    "degree_level": "博士",
    "study_mode": "全日制",
    "supervisor": "赵明",
    "phone": "13800000000",
    "email": "aburehman.maimaitituersun@bit.edu.cn",
    "position_kind": "实践",
}


def _assessment(assistant: Assistant) -> bytes:
    came = [
        Attendance(dt.date(2026, 9, 20), "研究生德育工作助理上岗培训", True),
        Attendance(dt.date(2026, 10, 12), "谈心谈话方法研讨", False),
        Attendance(dt.date(2026, 11, 16), "研究生就业引导工作会议", None),
    ]
    return draw_assessment(template("assessment"), assistant, DUTIES, came, "ZR-2026-0012").data


ACCEPTED = (
    f"{COLLEGE}：",
    "你单位报送的林知夏（学号后四位 0417）的《研究生德育工作助理上岗申请表》已经审查，同意上岗，岗位类型为党建。",
    "请通知本人领取《研究生德育工作助理登记表》，填写后及时交回；并与本人签订《研究生德育工作助理岗位责任书》，一式三份，其中一份报我部备案。",
    "如有疑问或异议，请与研究生工作部联系。",
)
REFUSED = (
    f"{COLLEGE}：",
    "你单位报送的林知夏（学号后四位 0417）的《研究生德育工作助理上岗申请表》已经审查，不符合上岗条件：",
    "党建助理应由正式党员担任（管理办法三.1.(1)③）。",
    "请及时进行人员调整。如有疑问或异议，请与研究生工作部联系。",
)


def _letter(title: str, lines: tuple[str, ...]) -> bytes:
    letter = Letter("N-2026-0031", title, lines, "党委研究生工作部", DAY)
    return draw_letter(template("notice_letter"), letter).data


def _due_list() -> bytes:
    papers = (
        ("学期工作计划", "二.3", dt.date(2026, 9, 21)),
        ("岗位责任书（一份报备）", "三.1.(3)", None),
        ("年度论文或工作总结", "二.7", dt.date(2027, 7, 10)),
    )
    due = [
        Due(person, paper, clause, day, standing)
        for person, standing in ((LIN, "未到"), (LONG_NAME, "逾期"))
        for paper, clause, day in papers
    ]
    return draw_due_list(template("due_list"), COLLEGE, TERM, due, "党委研究生工作部", DAY).data


def _cover_sheet() -> bytes:
    agreement, registration = "研究生德育工作助理岗位责任书", "研究生德育工作助理登记表"
    enclosed = (
        Enclosed(agreement, 3, LIN.name, LIN.student_no),
        Enclosed(agreement, 3, LONG_NAME.name, LONG_NAME.student_no, "草稿，供核对，请勿签字"),
        Enclosed(registration, 1, LIN.name, LIN.student_no),
        Enclosed("研究生德育工作助理待报送材料清单", 1, note="2 人，6 项"),
    )
    cover = Cover(
        "北京理工大学前沿交叉科学研究院（珠海校区）",
        TERM,
        "党委研究生工作部",
        enclosed,
        "qianyan-deyu@bit.edu.cn",
        "yangongbu@bit.edu.cn",
    )
    return draw_cover_sheet(template("cover_sheet"), cover).data


def _rows() -> list[RosterRow]:
    kinds, levels = list(PositionKind), list(DegreeLevel)
    colleges = (
        COLLEGE,
        "集成电路与电子学院",
        "马克思主义学院",
        "北京理工大学前沿交叉科学研究院（珠海校区）",
    )
    return [
        RosterRow(
            college=colleges[number % 4],
            name=LONG_NAME.name if number == 5 else f"林{'知夏秋冬春明远'[number % 7]}",
            student_no=f"31202604{number:02}",
            position_kind=kinds[number % 8],
            party_standing=list(PartyStanding)[number % 2],
            degree_level=levels[number % 2],
            state="同意上岗",
            agreement_number=f"ZR-2026-{number:04}",
        )
        for number in range(1, 29)
    ]

"""Invented applicants for made layouts: each fact in one of its habitual writings, with its meaning."""

from dataclasses import dataclass
from random import Random

from pipeline.domain.positions import PositionKind

OPTIONS = {
    "gender": [("男", "男"), ("女", "女")],
    "party_standing": [
        ("中共党员（正式）", "full"),
        ("中共预备党员", "probationary"),
        ("共青团员", "none"),
        ("群众", "none"),
    ],
    "degree_level": [("博士", "doctor"), ("硕士", "master")],
    "study_mode": [("全日制", "full_time"), ("非全日制", "part_time")],
    "other_post": [("是", True), ("否", False)],
    "position_kind": [(kind.label, kind.value) for kind in PositionKind],
}
"""Fields with printed options: what is printed and what each option means."""

LABELS = {
    "name": ["姓名", "申请人", "申请人姓名", "拟任用人"],
    "gender": ["性别"],
    "student_no": ["学号", "研究生学号"],
    "birth_date": ["出生年月", "出生日期", "出生时间"],
    "ethnicity": ["民族"],
    "party_standing": ["政治面貌", "政治面目"],
    "party_joined_on": ["入党时间", "入党年月"],
    "college": ["学院", "所在学院", "学院（系）", "设岗学院", "培养单位"],
    "major": ["专业", "所学专业", "攻读专业"],
    "grade": ["年级", "所在年级"],
    "degree_level": ["培养层次", "学历层次", "攻读学位"],
    "study_mode": ["学习方式", "学习形式"],
    "supervisor": ["导师", "导师姓名", "指导教师"],
    "phone": ["联系电话", "手机", "手机号码", "联系方式"],
    "email": ["电子邮箱", "E-mail", "邮箱"],
    "position_kind": ["拟任岗位类型", "岗位类型", "申请岗位"],
    "start_on": ["上岗时间", "拟上岗时间"],
    "other_post": ["是否受聘其他助教、助管岗位", "是否担任其他助教助管"],
    "academic_standing": ["学习、科研情况", "学习科研情况"],
    "social_experience": ["社会工作经历", "主要社会工作经历"],
    "college_opinion": ["学院意见", "学院审批意见"],
}
LONG = ("academic_standing", "social_experience", "college_opinion")
CONTESTED_WITH = {"gender": "其他"}

_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
_GIVEN = "知夏子涵雨桐思远嘉宁文博一鸣书瑶景行若水明哲清和安之"
_COLLEGES = (
    "机电学院",
    "光电学院",
    "宇航学院",
    "信息与电子学院",
    "管理与经济学院",
    "数学与统计学院",
)
_MAJORS = (
    "机械工程",
    "光学工程",
    "力学",
    "信息与通信工程",
    "应用经济学",
    "兵器科学与技术",
    "马克思主义理论",
)


@dataclass(frozen=True)
class Fact:
    """One answer: as written where there are no printed options, and what it means."""

    written: str
    value: object


def person(random: Random) -> dict[str, Fact]:
    """Every fact of one applicant."""
    pick = random.choice
    facts = {name: Fact(*pick(options)) for name, options in OPTIONS.items()}
    name = pick(_SURNAMES) + "".join(random.sample(_GIVEN, pick((1, 2, 2))))
    number = f"31202{random.randint(10000, 99999)}"
    phone = f"1{pick('3589')}{random.randint(10**8, 10**9 - 1)}"
    email = f"{pick('abcdefgh')}{random.randint(10, 9999)}@bit.edu.cn"
    grade = f"{random.randint(2020, 2026)}级"
    college, major = pick(_COLLEGES), pick(_MAJORS)
    standing, meaning = pick(_STANDINGS)
    facts |= {
        "name": Fact(pick((name, "　".join(name))), name),
        "student_no": Fact(number, number),
        "birth_date": dated(random, 1992, 2003),
        "ethnicity": Fact(*pick((("汉族", "汉族"), ("汉", "汉族"), ("土家族", "土家族")))),
        "party_standing": Fact(standing, meaning),
        "party_joined_on": dated(random, 2014, 2024),
        "college": Fact(college, college),
        "major": Fact(major, major),
        "grade": Fact(grade, grade),
        "degree_level": Fact(*pick(_LEVELS)),
        "supervisor": Fact(*pick((("李明远", "李明远"), ("王建国教授", "王建国")))),
        "phone": Fact(pick((phone, f"{phone[:3]}-{phone[3:7]}-{phone[7:]}")), phone),
        "email": Fact(email, email),
        "start_on": dated(random, 2026, 2026),
        "other_post": Fact(*pick(_OTHER_POST)),
        "position_kind": Fact(*pick(_KINDS)),
        "academic_standing": _text(pick(_STUDIES)),
        "social_experience": _text(pick(_WORK)),
        "college_opinion": _text(pick(("同意推荐。", "同意", "经学院党委研究，同意其上岗。"))),
    }
    return facts


def _text(text: str) -> Fact:
    return Fact(text, text)


_STANDINGS = (
    ("中共党员", "member"),
    ("正式党员", "full"),
    ("中共正式党员", "full"),
    ("预备党员", "probationary"),
    ("中共预备党员", "probationary"),
    ("共青团员", "none"),
    ("群众", "none"),
)
_LEVELS = (
    ("博士研究生", "doctor"),
    ("博士", "doctor"),
    ("硕士研究生", "master"),
    ("硕士", "master"),
)
_OTHER_POST = (("否", False), ("无", False), ("未受聘", False), ("是", True), ("是，助教", True))
_KINDS = (
    ("党建", "party_building"),
    ("团建", "youth_league"),
    ("学术助理", "academic"),
    ("就业", "employment"),
    ("社会实践", "practice"),
    ("文体", "culture_sports"),
    ("信息（宣传）", "publicity"),
    ("宣传", "ambiguous"),
    ("教育管理", "education_management"),
)
_STUDIES = (
    "学位课程平均分90，发表论文两篇。",
    "GPA 3.8/4.0，专业排名 5/120，无不及格课程。",
    "课程成绩优秀，参与国家自然科学基金项目一项。\n发表SCI论文1篇。",
)
_WORK = (
    "曾任研究生会副主席。",
    "2020.9-2021.6 班长\n2021.9至今 党支部书记",
    "本科期间任学院学生会主席，组织活动二十余次。",
)


def dated(random: Random, first: int, last: int) -> Fact:
    """A date in one of the habits of writing, its precision kept."""
    year, month, day = random.randint(first, last), random.randint(1, 12), random.randint(1, 28)
    months, days = f"{year}-{month:02d}", f"{year}-{month:02d}-{day:02d}"
    return Fact(
        *random.choice(
            (
                (f"{year}.{month}", months),
                (f"{year}.{month:02d}", months),
                (f"{year}年{month}月", months),
                (f"{year}-{month:02d}", months),
                (f"{year}/{month}/{day}", days),
                (f"{year}年{month:02d}月{day:02d}日", days),
                (f"{year}{month:02d}{day:02d}", days),
                (f"{year} 年 {month} 月", months),
                (f"{_chinese(year)}年{_MONTHS[month - 1]}月", months),
            )
        )
    )


_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


def _chinese(year: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))

"""Invented people, as they fill in a form, and what their words mean."""

from dataclasses import dataclass, field

from samples.expected import Json

PARTY = {
    "中共正式党员": "full",
    "中共预备党员": "probationary",
    "党员": "member",
    "共青团员": "none",
}
POSITION = {
    "党建": "party_building",
    "团工作": "youth_league",
    "学术": "academic",
    "就业": "employment",
    "实践": "practice",
    "文体": "culture_sports",
    "信息（宣传）": "publicity",
    "教育管理": "education_management",
    "宣传": "ambiguous",
    "党建、就业": "ambiguous",
}
DEGREE = {"博士研究生": "doctor", "硕士研究生": "master", "本科生": "other"}
MODE = {"全日制": "full_time", "非全日制": "part_time"}
OTHER_POST = {
    "否": False,
    "是，受聘计算机导论课助教": True,
    "是，任课程助教，同时为导师课题组助研": True,
    "只担任导师课题组助研": False,
}


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who applies; "" leaves the line of the form blank."""

    name: str
    student_no: str
    college: str
    address: str
    position: str
    gender: str = "男"
    party: str = "中共正式党员"
    degree: str = "博士研究生"
    mode: str = "全日制"
    other_post: str = "否"
    opinion: str = "经研究，同意推荐。"
    experience: str = "曾任学院研究生会副主席，组织过两届学术节。"
    standing: str = "学位课平均分88分，发表学术论文一篇。"
    enrolment: str | None = None  # None: the form has no such line
    phone: str = "13800000000"
    major: str = "控制科学与工程"
    signed: str = "2026年9月3日"
    said: Json = field(default_factory=dict)

    def answers(self) -> dict[str, str]:
        """Label and answer, in the order of the form."""
        opinion = (
            f"{self.opinion}\n负责人签字：周书记\n（公章）\n{self.signed}" if self.opinion else ""
        )
        enrolment = {} if self.enrolment is None else {"学籍状态": self.enrolment}
        return {
            "姓名": self.name,
            "性别": self.gender,
            "学号": self.student_no,
            "政治面貌": self.party,
            "学院": self.college,
            "专业": self.major,
            "培养层次": self.degree,
            "学习方式": self.mode,
            **enrolment,
            "联系电话": self.phone,
            "电子邮箱": self.address,
            "拟任岗位类型": self.position,
            "是否受聘其他助教、助管岗位": self.other_post,
            "学习、科研情况": self.standing,
            "社会工作经历": self.experience,
            "学院意见": opinion,
        }

    def meant(self) -> Json:
        """The fields that a reader must find, by the contract's names."""
        meaning = {
            "name": self.name,
            "gender": self.gender,
            "student_no": self.student_no,
            "party_standing": PARTY.get(self.party),
            "college": self.college,
            "major": self.major,
            "degree_level": DEGREE.get(self.degree),
            "study_mode": MODE.get(self.mode),
            "enrolment": self.enrolment,
            "phone": self.phone,
            "email": self.address,
            "position_kind": POSITION.get(self.position),
            "other_post": OTHER_POST.get(self.other_post),
            "academic_standing": self.standing,
            "social_experience": self.experience,
            "college_opinion": self.opinion,
            "college_approved_on": "2026-09-03" if self.opinion else None,
        }
        return {name: value for name, value in meaning.items() if value not in (None, "")}


CHEN = Applicant(
    "陈思远", "3120240101", "机械与车辆学院", "chensiyuan@bit.edu.cn", "党建", phone="13800000101"
)
LIN = Applicant(
    "林雨桐",
    "3120240102",
    "计算机学院",
    "linyutong@bit.edu.cn",
    "就业",
    gender="女",
    party="中共预备党员",
    phone="13800000102",
    major="计算机科学与技术",
)
SUN = Applicant("孙嘉木", "3120240103", "宇航学院", "sunjiamu@bit.edu.cn", "学术")
HE = Applicant(
    "何一帆", "3120240104", "光电学院", "heyifan@bit.edu.cn", "信息（宣传）", gender="女"
)
TANG = Applicant("唐知夏", "3120240105", "材料学院", "tangzhixia@bit.edu.cn", "文体", gender="女")
WEI = Applicant("魏朗", "3120240106", "自动化学院", "weilang@bit.edu.cn", "实践")
OUYANG = Applicant(
    "欧阳静姝", "3120240107", "数学与统计学院", "ouyangjs@bit.edu.cn", "教育管理", gender="女"
)
SHEN = Applicant("沈亦舟", "3120240108", "物理学院", "shenyizhou@bit.edu.cn", "团工作")
GU = Applicant("顾念慈", "3120240109", "管理与经济学院", "gunianci@bit.edu.cn", "就业", gender="女")
XU = Applicant("许淮", "3120240110", "化学与化工学院", "xuhuai@bit.edu.cn", "学术")
LUO = Applicant("罗喆", "3120240111", "信息与电子学院", "luozhe@bit.edu.cn", "实践")

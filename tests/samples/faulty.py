"""Applications that lack or say something: every outcome of every rule."""

from dataclasses import replace

from samples.applicants import Applicant
from samples.complete import application
from samples.expected import Sample, lacks
from samples.mailing import coremail, foxmail, netease, outlook, qq

CLIENTS = (qq, foxmail, netease, coremail, outlook)

_WHOLE = Applicant("", "", "生命学院", "", "就业", major="生物学")


def person(number: int, name: str, **rest: str | None) -> Applicant:
    """Somebody of 生命学院 whose form has nothing against it but what `rest` changes."""
    defaults = {
        "name": name,
        "student_no": f"31202402{number:02}",
        "address": f"apply{number:02}@bit.edu.cn",
        "phone": f"138000002{number:02}",
    }
    return replace(_WHOLE, **(defaults | rest))


Case = tuple[str, str, Applicant, str, dict[str, str]]
"""Name, line in the table, who, advice, and the outcomes that differ from `OUTCOMES`."""

CASES: tuple[Case, ...] = (
    (
        "part-time",
        "非全日制：Q1a 不符合",
        person(20, "白景行", mode="非全日制"),
        "does_not_meet",
        {"Q1a": "fails", "Q1b": lacks("enrolment")},
    ),
    (
        "study-mode-missing",
        "没有写学习方式：请补充",
        person(21, "程见微", mode=""),
        "needs_person",
        {"Q1a": lacks("study_mode"), "Q1b": lacks("enrolment", "study_mode")},
    ),
    (
        "withdrawn",
        "学籍状态为已退学：Q1b 不符合",
        person(22, "杜若川", enrolment="已退学"),
        "does_not_meet",
        {"Q1b": "fails"},
    ),
    (
        "on-leave",
        "休学：条文没有写明，由人决定",
        person(23, "方既白", enrolment="休学"),
        "needs_person",
        {"Q1b": "person"},
    ),
    (
        "registered",
        "学籍状态写明已注册",
        person(24, "冯清越", enrolment="已注册"),
        "no_obstacle",
        {},
    ),
    (
        "master",
        "硕士研究生：条文为“一般由博士生担当”，由人决定",
        person(25, "葛明远", degree="硕士研究生"),
        "needs_person",
        {"Q1c": "person"},
    ),
    (
        "undergraduate",
        "本科生：Q1c 不符合",
        person(26, "韩书宁", degree="本科生"),
        "does_not_meet",
        {"Q1c": "fails"},
    ),
    (
        "degree-missing",
        "没有写培养层次",
        person(27, "江望舒", degree=""),
        "needs_person",
        {"Q1c": lacks("degree_level")},
    ),
    (
        "league-member",
        "共青团员：Q3a 不符合",
        person(28, "康若愚", party="共青团员"),
        "does_not_meet",
        {"Q3a": "fails"},
    ),
    (
        "probationary-for-party-building",
        "预备党员报党建岗位：Q3b 不符合",
        person(29, "李闻笛", party="中共预备党员", position="党建"),
        "does_not_meet",
        {"Q3b": "fails"},
    ),
    (
        "member-of-which-kind",
        "报党建岗位，只写“党员”：请写明正式或预备",
        person(30, "梁思齐", party="党员", position="党建"),
        "needs_person",
        {"Q3b": "person"},
    ),
    (
        "party-missing",
        "没有写政治面貌",
        person(31, "马行简", party=""),
        "needs_person",
        {"Q3a": lacks("party_standing")},
    ),
    (
        "teaching-assistant",
        "已受聘助教：Q7 不符合",
        person(32, "倪知远", other_post="是，受聘计算机导论课助教"),
        "does_not_meet",
        {"Q7": "fails"},
    ),
    (
        "research-assistant",
        "只任助研，不在“助教、助管”之列",
        person(33, "潘亦舒", other_post="只担任导师课题组助研"),
        "no_obstacle",
        {},
    ),
    (
        "other-post-missing",
        "没有写是否受聘其他岗位",
        person(34, "秦云起", other_post=""),
        "needs_person",
        {"Q7": lacks("other_post")},
    ),
    (
        "no-college-opinion",
        "学院没有签署意见",
        person(35, "任平生", opinion=""),
        "needs_person",
        {"H1": lacks("college_opinion")},
    ),
    (
        "college-disagrees",
        "学院不同意",
        person(36, "宋时雨", opinion="经研究，不同意推荐。"),
        "needs_person",
        {"H1": "person"},
    ),
    (
        "no-student-number",
        "没有写学号",
        person(37, "田野秋", student_no=""),
        "needs_person",
        {"H2": lacks("student_no")},
    ),
    (
        "ambiguous-position",
        "岗位只写“宣传”，学术和信息（宣传）都有宣传",
        person(38, "吴念真", position="宣传", party="中共预备党员"),
        "needs_person",
        {"H2": "person"},
    ),
    (
        "no-experience",
        "社会工作经历写“无”：特别提请注意",
        person(39, "夏初临", experience="无"),
        "no_obstacle",
        {},
    ),
    (
        "much-missing",
        "缺学号、政治面貌、岗位和学院意见：一封信问全",
        person(40, "严既明", student_no="", party="", position="", opinion=""),
        "needs_person",
        {
            "Q3a": lacks("party_standing"),
            "Q3b": lacks("party_standing", "position_kind"),
            "H1": lacks("college_opinion"),
            "H2": lacks("student_no", "position_kind"),
        },
    ),
)


def samples() -> list[Sample]:
    return [
        application(
            f"{number}-{name}",
            shows,
            number,
            applicant,
            CLIENTS[number % len(CLIENTS)],
            advice=advice,
            **outcomes,
        )
        for number, (name, shows, applicant, advice, outcomes) in enumerate(CASES, 20)
    ]

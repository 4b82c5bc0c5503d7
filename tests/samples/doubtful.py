"""Applications on the borders of the rules: what is open, and what only seems so."""

from samples.complete import application
from samples.expected import Sample, lacks
from samples.faulty import CLIENTS, Case, person

CASES: tuple[Case, ...] = (
    (
        "unregistered",
        "学籍状态写明未注册：可能是未到注册日，由人核实",
        person(41, "房砚青", enrolment="未注册"),
        "needs_person",
        {"Q1b": "person"},
    ),
    (
        "prolonged",
        "延期毕业：条文没有写明，由人决定",
        person(42, "费明霁", enrolment="延期毕业"),
        "needs_person",
        {"Q1b": "person"},
    ),
    (
        "enrolment-blank",
        "表上有“学籍状态”一栏而没有填",
        person(43, "甘棠月", enrolment=""),
        "needs_person",
        {"Q1b": lacks("enrolment")},
    ),
    (
        "two-positions",
        "岗位写了两类（党建、就业），本人是预备党员",
        person(44, "龚映雪", position="党建、就业", party="中共预备党员"),
        "needs_person",
        {"Q3b": "person", "H2": "person"},
    ),
    (
        "member-not-for-party-building",
        "只写“党员”，岗位是文体：无论正式、预备都符合",
        person(45, "侯听澜", party="党员", position="文体"),
        "no_obstacle",
        {},
    ),
    (
        "part-time-registered",
        "非全日制而已注册：Q1a 不符合，Q1b 符合",
        person(46, "霍书遥", mode="非全日制", enrolment="已注册"),
        "does_not_meet",
        {"Q1a": "fails"},
    ),
    (
        "teaching-and-research",
        "既任助教又任助研：Q7 不符合",
        person(47, "姜予时", other_post="是，任课程助教，同时为导师课题组助研"),
        "does_not_meet",
        {"Q7": "fails"},
    ),
    (
        "opinion-says-neither",
        "学院意见没有写明是否同意",
        person(48, "景致远", opinion="情况属实，请研究生工作部审批。"),
        "needs_person",
        {"H1": "person"},
    ),
    (
        "nothing-of-study-and-work",
        "学习科研情况、社会工作经历都没有填：由人判断，不算不符合",
        person(49, "柯望川", standing="", experience=""),
        "no_obstacle",
        {"Q4": lacks("academic_standing"), "Q6": lacks("social_experience")},
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
        for number, (name, shows, applicant, advice, outcomes) in enumerate(CASES, 41)
    ]

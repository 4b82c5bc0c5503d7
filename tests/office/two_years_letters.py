"""The letters that two school years must bring forth, and who served when: told by hand."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence

from two_years_expected import SURVEYED, Life
from two_years_people import COLLEGES, ROLES, Assistant, comer


def lives(people: Sequence[Assistant], of: Mapping[str, Assistant]) -> list[Life]:
    """Who served from when until when, as the story tells it."""
    began = dt.date(2026, 9, 7)
    back = dt.date(2026, 9, 25)
    ends = {
        "early": {"last": dt.date(2027, 4, 10), "left_known": dt.date(2027, 6, 1), "leaving": True},
        "dismissed": {"last": dt.date(2027, 6, 1), "left_known": dt.date(2027, 6, 1)},
        "complete": {
            "last": dt.date(2027, 9, 8),
            "left_known": dt.date(2027, 9, 10),
            "leaving": True,
        },
    }
    roles = {of[role].number: more for role, more in ends.items()}
    told = [
        Life(
            one.name,
            one.number,
            COLLEGES.index(one.college),
            back,
            began,
            missed_training=n == 3,
            reported=n == 0,
            **roles.get(one.number, {}),
        )
        for n, one in enumerate(people)
    ]
    new = comer(2, of["complete"].college)
    began = dt.date(2027, 9, 8)
    return [*told, Life(new.name, new.number, COLLEGES.index(new.college), SURVEYED, began)]


def overdue_cases(of: Mapping[str, Assistant]) -> list[tuple[dt.date, int, tuple[str, str, str]]]:
    """What adjustments lack past their day, to which college it is said, and by which clause."""
    autumn, spring = dt.date(2027, 9, 21), dt.date(2028, 3, 14)
    lines = []
    for role in ("twin_one", "incomplete", "wrong_person"):
        leaver = of[role]
        says = f"请提交离岗助理{leaver.name}结合自己工作经历撰写的工作案例"
        lines.append((autumn, leaver, says, "三.1.(2)③"))
    twin, wrong, long = (of[role] for role in ("twin_one", "wrong_person", "a_day_more"))
    one_twin, other_twin = (
        f"{two.name}（学号尾号 {two.number[-4:]}）" for two in (twin, of["twin_two"])
    )
    for one, leaver, author in ((twin, one_twin, other_twin), (wrong, wrong.name, "路人")):
        says = f"所附工作案例写的是{author}，而更换申请写的离岗助理是{leaver}，请核对"
        lines.append((autumn, one, says, "三.1.(2)"))
    says = f"离岗助理{long.name}在岗时间超过一年半，请学院学生工作办公室提交对该助理的评议意见"
    lines.append((spring, long, says, "三.1.(2)③"))
    return [
        (since, COLLEGES.index(who.college), (f"{who.name}（学号尾号 {who.number[-4:]}）", *rest))
        for since, who, *rest in lines
    ]


def expected_letters(everybody: Sequence[Assistant], of: Mapping[str, Assistant]) -> Counter:
    """All but the reminders, from the mails and decisions of the story."""
    letters: Counter = Counter()

    def letter(kind: str, college: str, *people: Assistant) -> None:
        named = frozenset((one.name, one.number[-4:]) for one in people if one.number)
        letters[kind, COLLEGES.index(college), named] += 1

    corrected, again = everybody[-1], comer(9, COLLEGES[0])
    by_college: dict[str, list[Assistant]] = {}
    for one in everybody:
        by_college.setdefault(one.college, []).append(one)
    for college, people in by_college.items():
        numbered = [one for one in people if one is not corrected]
        kind = "completion" if corrected in people else "receipt"
        letter(kind, college, *numbered)
        if college != COLLEGES[1]:
            letter("receipt", college)  # the plans
        if college != COLLEGES[2]:
            letter("receipt", college)  # assessments and summaries
    for day in ("first", "refused", "again"):
        who = corrected if day == "first" else again
        letter("receipt", who.college, who)
    for one in everybody:
        letter("acceptance", one.college, one)
    letter("refusal", again.college, again)
    kinds = {"twin_one": "completion", "incomplete": "completion", "wrong_person": "completion"}
    kinds |= {"complete": "receipt", "late": "receipt", "exactly": "receipt"}
    kinds |= {"a_day_more": "completion"}
    places = {role: n for n, role in enumerate(ROLES[:6])} | {"exactly": 6, "a_day_more": 7}
    for role, kind in kinds.items():
        leaver = of[role]
        twin = [of["twin_two"]] if role == "twin_one" else []  # the author, told by the number
        letter(kind, leaver.college, leaver, comer(places[role], leaver.college), *twin)
    new = comer(places["complete"], of["complete"].college)
    letter("acceptance", new.college, new)
    letter("receipt", new.college, of["complete"])  # the survey; who comes is not told with it
    return letters

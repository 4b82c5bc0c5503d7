"""Random application forms whose every field is known to mean certain values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from applications import form
from hypothesis import strategies as st

from pipeline.domain.findings import Outcome
from pipeline.domain.papers import Field, FieldValue, Paper, Unclear
from pipeline.domain.positions import PositionKind

KINDS = tuple(kind.value for kind in PositionKind)
World = dict[str, str | bool]

# fact -> what may be written: value, raw text, the precise values it may stand for;
# the first of each is what an applicant without obstacle writes
WRITTEN: Mapping[str, tuple[tuple[FieldValue, str, tuple[str | bool, ...]], ...]] = {
    "study_mode": (
        ("full_time", "全日制", ("full_time",)),
        ("part_time", "在职", ("part_time",)),
        ("半天", "半天", ()),
    ),
    "enrolment": (
        ("已注册", "已注册", ("registered",)),
        ("未注册", "未注册", ("unregistered",)),
        ("休学", "休学", ("on_leave",)),
        ("延期毕业", "延期毕业", ("prolonged",)),
        ("退学", "退学", ("left",)),
        ("预计明年毕业", "预计明年毕业", ("other",)),
        (" ", " ", ()),
    ),
    "degree_level": (
        ("doctor", "博士", ("doctor",)),
        ("master", "硕士", ("master",)),
        ("other", "本科", ("other",)),
        ("高工", "高工", ()),
    ),
    "party_standing": (
        ("full", "正式党员", ("full",)),
        ("probationary", "预备党员", ("probationary",)),
        ("none", "群众", ("none",)),
        ("member", "党员", ("full", "probationary")),
    ),
    "position_kind": (
        *((kind, kind, (kind,)) for kind in KINDS),
        ("ambiguous", "宣传", ("academic", "publicity")),
        ("ambiguous", "党建、就业", ("party_building", "employment")),
        ("ambiguous", "服从安排", KINDS),
    ),
    "other_post": ((False, "否", (False,)), (True, "是", (True,)), ("助教", "助教", ())),
    "college_opinion": (
        ("同意", "同意", ("agrees",)),
        ("不同意", "不同意", ("disagrees",)),
        ("拟同意", "拟同意", ("other",)),
    ),
    "social_experience": (("曾任班长", "曾任班长", ("stated",)), ("无", "无", ("none",))),
    "academic_standing": (("良好", "良好", ("良好",)),),
    "name": (("林知夏", "林知夏", ("林知夏",)), ("林之夏", "林之夏", ("林之夏",))),
    "student_no": (("3120260041", "3120260041", ("3120260041",)),),
    "college": (("机械与车辆学院", "机械与车辆学院", ("机械与车辆学院",)),),
}
ALL_VALUES = {
    name: tuple(dict.fromkeys(one for _, _, meant in rows for one in meant))
    for name, rows in WRITTEN.items()
}


@dataclass(frozen=True)
class Known:
    """A form, the values each stated fact may have, and whether it has a line for enrolment."""

    paper: Paper
    meanings: Mapping[str, tuple[str | bool, ...]]
    enrolment_line: bool

    def worlds(self, names: tuple[str, ...]) -> Iterator[World]:
        """Everything that may be true of these facts; what is not stated may be anything."""
        for chosen in product(*(self.meanings.get(name, ALL_VALUES[name]) for name in names)):
            yield dict(zip(names, chosen, strict=True))


@st.composite
def known_forms(draw: st.DrawFn) -> Known:
    fields: list[Field] = []
    unclear: list[Unclear] = []
    meanings: dict[str, tuple[str | bool, ...]] = {}
    careful = draw(st.booleans())
    for name, rows in WRITTEN.items():
        is_good = careful and draw(st.integers(0, 11)) > 0
        meant: list[str | bool] = []
        lines = rows[:1] if is_good else draw(st.lists(st.sampled_from(rows), max_size=2))
        for value, raw, may_be in lines:
            confidence = 1.0 if is_good else draw(st.sampled_from([1.0, 1.0, 0.6, 0.59, 0.2]))
            fields.append(Field(name, value, raw, "表1 行2 列2", confidence))
            meant += may_be if confidence >= 0.6 else ()
        if not is_good and draw(st.integers(0, 5)) == 0:
            unclear.append(Unclear(name, "〇△", "表1 行3 列2", "看不明白"))
        if meant:
            meanings[name] = tuple(dict.fromkeys(meant))
    text = draw(st.sampled_from(["", "学籍状态：\n", "学籍 所在地"]))
    line = "状态" in text or any(one.name == "enrolment" for one in (*fields, *unclear))
    shuffled = draw(st.permutations(fields))
    return Known(form(*shuffled, text=text, unclear=tuple(unclear)), meanings, line)


def outcome_in(rule: str, world: World, line: bool) -> Outcome:
    """The rule read from the regulation by hand, for a world in which everything is known."""
    meets, fails, person = Outcome.MEETS, Outcome.FAILS, Outcome.PERSON
    if rule == "Q1a":
        return meets if world["study_mode"] == "full_time" else fails
    if rule == "Q1b" and not line:
        return meets if world["study_mode"] == "full_time" else person
    if rule == "Q1b":
        return {"registered": meets, "left": fails}.get(str(world["enrolment"]), person)
    if rule == "Q1c":
        return {"doctor": meets, "master": person, "other": fails}[str(world["degree_level"])]
    if rule == "Q3a":
        return fails if world["party_standing"] == "none" else meets
    if rule == "Q3b":
        is_builder = world["position_kind"] == "party_building"
        return fails if is_builder and world["party_standing"] != "full" else meets
    if rule == "Q7":
        return fails if world["other_post"] else meets
    if rule == "H1":
        return meets if world["college_opinion"] == "agrees" else person
    return person


RESTS_ON: Mapping[str, tuple[str, ...]] = {
    "Q1a": ("study_mode",),
    "Q1b": ("enrolment", "study_mode"),
    "Q1c": ("degree_level",),
    "Q2": (),
    "Q3a": ("party_standing",),
    "Q3b": ("party_standing", "position_kind"),
    "Q4": (),
    "Q5": (),
    "Q6": (),
    "Q7": ("other_post",),
    "H1": ("college_opinion",),
}
NEEDED = ("name", "student_no", "college", "position_kind")

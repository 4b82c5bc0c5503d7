"""A number that stands beside another name than the office knows is told, never counted."""

import pytest
from cli.commands import deyu, told
from offices import application, office_in, put, run
from registers.register_files import comma

from pipeline.domain.registers import RegisterKind
from pipeline.office.appointments.owing import obligations
from pipeline.office.decisions.registering import import_register, look_at

SERVING = comma(
    ("学号", "姓名", "学院", "岗位类型", "上岗时间"),
    ("3120220001", "高远", "机电学院", "党建", "2025-09-01"),
    ("b3120220002", "阿依古丽·麦麦提", "机电学院", "就业", "2025-09-01"),
)
CALENDAR = comma(("学期", "开学日期"), ("2026-2027学年第一学期", "2026-09-07"))
HEAD = ("学号", "姓名", "培训日期", "培训名称", "是否到场")
HELD = ("2026-09-10", "岗前培训", "是")


@pytest.fixture
def office(tmp_path):
    with office_in(tmp_path / "home") as office:
        import_register(RegisterKind.CALENDAR, "校历.csv", CALENDAR, office)
        import_register(RegisterKind.ASSISTANTS, "在岗.csv", SERVING, office)
        yield office


def training(*people: tuple[str, str]) -> bytes:
    return comma(HEAD, *((*one, *HELD) for one in people), encoding="utf-8")


def attended(office) -> dict[str, int]:
    rows = obligations(office, everything=True)["obligations"]
    return {
        one["person"]["name"]: one["trainings"]["attended"]
        for one in rows
        if one["obligation"] == "training"
    }


def test_a_number_with_another_name_is_a_mistake_of_its_line(office) -> None:
    data = training(("3120220001", "高 远"), ("B3120220002", "高原"))
    found = import_register(RegisterKind.TRAINING, "培训.csv", data, office)
    (mistake,) = found.mistakes
    assert (mistake.place, mistake.column, mistake.written) == ("第3行", "姓名", "高原")
    assert "学号 B3120220002 已登记的姓名是“阿依古丽·麦麦提”" in mistake.says
    assert found.version is None
    assert set(attended(office).values()) == {0}


def test_numbers_and_names_typed_otherwise_are_the_same_person(office) -> None:
    data = training(("'３１２０２２０００１", "高远"), ("b3120220002 ", "阿依古丽麦麦提"))
    found = import_register(RegisterKind.TRAINING, "培训.csv", data, office)
    assert (found.mistakes, found.version) == ((), 1)
    assert attended(office) == {"高远": 1, "阿依古丽·麦麦提": 1}


def test_who_was_never_appointed_is_named_and_counts_for_nobody(office) -> None:
    data = training(("3120220001", "高远"), ("3120220010", "高远"))
    found = look_at(RegisterKind.TRAINING, "培训.csv", data, office)
    (note,) = [one for one in found.notes if "任用记录" in one]
    assert "高远 3120220010" in note
    assert "3120220001" not in note


def test_other_posts_and_who_serves_are_held_against_the_registrar(office) -> None:
    roster = comma(("学号", "姓名", "学籍状态"), ("3120240001", "张喆", "已注册"))
    import_register(RegisterKind.REGISTRAR_ROSTER, "学籍.csv", roster, office)
    posts = comma(("学号", "姓名", "岗位"), ("3120240001", "张哲瀚", "助教"))
    (mistake,) = look_at(RegisterKind.OTHER_POSTS, "助教.csv", posts, office).mistakes
    assert "张喆" in mistake.says
    serving = comma(
        ("学号", "姓名", "学院", "岗位类型", "上岗时间"),
        ("3120220001", "高媛", "机电学院", "党建", "2025-09-01"),
        ("3120240001", "李四", "机电学院", "就业", "2025-09-01"),
    )
    found = look_at(RegisterKind.ASSISTANTS, "在岗.csv", serving, office)
    assert [one.written for one in found.mistakes] == ["李四"]


def test_a_person_is_found_by_the_number_however_it_is_typed(tmp_path) -> None:
    home = tmp_path / "home"
    with office_in(home) as office:
        run(office, put(tmp_path / "box", application(学号="b3120240001")))
    for typed in ("B3120240001", "b3120240001", "Ｂ３１２０ 240001", "'b3120240001"):
        assert told("person", typed, home=home)["names"] == ["张喆"]
        assert told("list", "--person", typed, home=home)["total"] == 1
    assert told("show", "ａ-2026-0001", home=home)["person"]["student_no"] == "B3120240001"
    assert told("cases", "--term", "26秋", home=home)["total"] == 0
    wrong = deyu("cases", "--term", "去年", home=home)
    assert wrong.returncode == 2
    assert "2026秋季学期" in wrong.stderr


def test_a_number_in_small_letters_is_the_same_persons(office, tmp_path) -> None:
    small, large = {"学号": "d202400001"}, {"学号": "D202400001"}
    forms = (application("<small@x>", **small), application("<large@x>", 导师="赵明", **large))
    run(office, put(tmp_path / "letters", *forms))
    held = comma(("学号", "姓名", "岗位"), ("d202400001", "张喆", "助教"))
    import_register(RegisterKind.OTHER_POSTS, "兼岗.csv", held, office)
    (one,) = office.ledger.applications("D202400001")
    assert (one.revision, one.advice.value) == (2, "needs_person")

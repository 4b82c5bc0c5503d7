"""Answers as people really write them: ticks without boxes, examples left standing, two languages."""

import pytest
from reading.understood import paper_of, values
from reading.word_files import TITLE, lines_of, table_of


def said(*rows: tuple[str, ...]) -> dict:
    width = max(len(row) for row in rows)
    return values(paper_of(table_of([[*row, *[""] * (width - len(row))] for row in rows], TITLE)))


@pytest.mark.parametrize(
    ("label", "written", "field", "value"),
    [
        ("学习形式", "全日制√  非全日制", "study_mode", "full_time"),
        ("学习形式", "全日制 √非全日制", "study_mode", "part_time"),
        ("学习形式", "全日制  非全日制√", "study_mode", "part_time"),
        ("性别", "√男 女", "gender", "男"),
        ("性别", "男/女√", "gender", "女"),
        ("性别", "男（  ） 女（ V ）", "gender", "女"),
        ("性别", "男 √", "gender", "男"),
        ("培养层次", "博士√/硕士", "degree_level", "doctor"),
        ("培养层次", "■博士 □硕士", "degree_level", "doctor"),
        ("培养层次", "●博士 ○硕士", "degree_level", "doctor"),
        ("培养层次", "[√]博士 [ ]硕士", "degree_level", "doctor"),
        ("是否受聘其他助教、助管岗位", "是    否√", "other_post", False),
        ("是否受聘其他助教、助管岗位", "是（√）    否（ ）", "other_post", True),
        ("拟任岗位类型", "党建( √ ) 学术(  )", "position_kind", "party_building"),
        (
            "拟任岗位类型",
            "☑党建助理（负责党支部建设、宣传） □学术助理",
            "position_kind",
            "party_building",
        ),
        ("政治面貌", "中共党员（预备）", "party_standing", "probationary"),
        ("学院意见", "☑同意 □不同意\n负责人：王五  2026.9.3", "college_opinion", "同意"),
        ("学院意见", "□同意 ☑不同意\n签字：", "college_opinion", "不同意"),
    ],
)
def test_what_is_ticked_is_the_answer_however_it_is_ticked(label, written, field, value) -> None:
    assert said(("姓名", "张喆"), (label, written))[field] == value


@pytest.mark.parametrize("written", ["男 √ 女", "男女√", "√男 √女", "☑男 ☑女"])
def test_a_tick_that_may_belong_to_either_side_is_told_as_unclear(written) -> None:
    paper = paper_of(table_of([["姓名", "张喆"], ["性别", written]], TITLE))
    assert "gender" not in values(paper)
    assert [one.name for one in paper.unclear] == ["gender"]


def test_options_in_cells_of_their_own_are_one_answer() -> None:
    assert said(
        ("姓名", "张喆"),
        ("性别", "□男", "☑女"),
        ("拟任岗位类型", "□党建", "□学术", "☑就业"),
        ("培养层次", "☑博士", "□硕士", "学号", "3120240001"),
    ) == {
        "name": "张喆",
        "gender": "女",
        "position_kind": "employment",
        "degree_level": "doctor",
        "student_no": "3120240001",
    }


@pytest.mark.parametrize(
    ("label", "written"),
    [
        ("姓名", "如：张三"),
        ("姓名", "XXX"),
        ("姓名", "＿＿＿＿"),
        ("姓名", "______"),
        ("学号", "----------"),
        ("学号", "（格式：3120XXXXXX）"),
        ("出生年月", "（例：1998年10月）"),
        ("出生年月", "    年   月"),
        ("上岗时间", "格式：2026.9"),
        ("学院", "XX学院"),
        ("导师", "请填写"),
        ("联系电话", "无"),
        ("联系电话", "/"),
        ("电子邮箱", "无"),
        ("电子邮箱", "请在此处填写常用邮箱"),
    ],
)
def test_what_the_form_prints_in_an_empty_field_is_no_answer(label, written) -> None:
    paper = paper_of(table_of([[label, written], ["民族", "汉族"]], TITLE))
    assert values(paper) == {"ethnicity": "汉族"}
    assert paper.unclear == ()


def test_something_still_to_come_is_told_as_unclear() -> None:
    paper = paper_of(table_of([["姓名", "待定"], ["民族", "汉族"]], TITLE))
    assert [(one.name, one.raw) for one in paper.unclear] == [("name", "待定")]


def test_labels_in_two_languages_are_labels() -> None:
    assert said(
        ("姓名 Name", "张喆", "学号/Student ID", "3120240001"),
        ("性别(Gender)", "男", "导师 Supervisor", "李明远"),
        ("手机Phone", "13800000001", "学院\nSchool", "机电学院"),
    ) == {
        "name": "张喆",
        "student_no": "3120240001",
        "gender": "男",
        "supervisor": "李明远",
        "phone": "13800000001",
        "college": "机电学院",
    }


def test_labels_in_english_are_labels() -> None:
    assert said(("Name", "John Smith"), ("Student ID", "3120240001"), ("Gender", "Male")) == {
        "name": "John Smith",
        "student_no": "3120240001",
        "gender": "男",
    }


def test_hints_inside_labels_do_not_hide_them() -> None:
    assert said(
        ("姓名（中文）", "张喆", "联系电话\n（手机）", "13800000001"),
        ("出生年月（例：1998.10）", "1999.1", "政治面貌（正式/预备）", "预备党员"),
        ("学号(10位)", "3120240001", "岗位类型（八选一）", "学术"),
    ) == {
        "name": "张喆",
        "phone": "13800000001",
        "birth_date": "1999-01",
        "party_standing": "probationary",
        "student_no": "3120240001",
        "position_kind": "academic",
    }


def test_the_phones_of_others_are_not_the_applicants() -> None:
    assert said(
        ("姓名", "张喆", "导师电话", "13900000001"),
        ("紧急联系人", "张大山", "联系电话", "13900000002"),
        ("联系电话", "13800000001", "辅导员", "王老师"),
    ) == {"name": "张喆", "phone": "13800000001"}


def test_another_opinion_or_signature_is_not_the_colleges_or_the_name() -> None:
    assert said(
        ("姓名", "张喆"),
        ("本人承诺", "以上属实。\n申请人签名：张大喆\n2026年9月1日"),
        ("导师意见", "同意。李明远 2026.9.1"),
    ) == {"name": "张喆", "supervisor": "李明远"}


def test_labels_joined_in_one_cell_take_the_parts_of_the_answer() -> None:
    assert said(("姓名/学号", "张喆/3120240001"), ("学院、专业", "机电学院、机械工程")) == {
        "name": "张喆",
        "student_no": "3120240001",
        "college": "机电学院",
        "major": "机械工程",
    }


def test_two_different_names_are_both_told() -> None:
    paper = paper_of(table_of([["姓名", "张喆"], ["学号", "3120240001"], ["姓名", "王琪"]], TITLE))
    assert [field.value for field in paper.fields if field.name == "name"] == ["张喆", "王琪"]


def test_a_sentence_is_no_form() -> None:
    paper = paper_of(lines_of("我叫张喆，学号3120240001，是机电学院博士生，想申请党建助理。"))
    assert values(paper) == {}


PRINTED = (
    ("性别", "男/女"),
    ("政治面貌", "中共党员/预备党员/共青团员/群众"),
    ("政治面貌", "党员预备党员团员群众"),
    ("政治面貌", "曾为中共党员，2025年退党"),
    ("政治面貌", "原中共党员，已除名"),
    ("学习方式", "全日制/非全日制"),
    ("拟任岗位类型", "党建/团工作/学术/就业/实践/文体/信息（宣传）/教育管理"),
    ("是否受聘其他助教、助管岗位", "是/否"),
    ("是否受聘其他助教、助管岗位", "□是　□否"),
)


@pytest.mark.parametrize(("label", "printed"), PRINTED)
def test_options_that_are_only_printed_are_no_answer(label, printed) -> None:
    assert said(("姓名", "张喆", label, printed)) == {"name": "张喆"}


@pytest.mark.parametrize(
    ("label", "written", "field", "value"),
    [
        ("性别", "男/女　男", "gender", "男"),
        ("性别", "□男　□女　　女", "gender", "女"),
        ("性别", "男□　女□　　男", "gender", "男"),
        ("政治面貌", "党员预备党员团员预备党员", "party_standing", "probationary"),
        ("政治面貌", "□党员　□预备党员　□其他：共青团员", "party_standing", "none"),
        ("拟任岗位类型", "党建/团工作/学术/就业：学术", "position_kind", "academic"),
        ("拟任岗位类型", "党建/就业", "position_kind", "ambiguous"),
        ("是否受聘其他助教、助管岗位", "□是　□否　　否", "other_post", False),
    ],
)
def test_an_answer_typed_behind_printed_options_counts(label, written, field, value) -> None:
    assert said(("姓名", "张喆", label, written)) == {"name": "张喆", field: value}


def test_two_standings_ticked_are_no_standing() -> None:
    assert said(("姓名", "张喆", "政治面貌", "☑中共党员　☑预备党员")) == {"name": "张喆"}


def test_a_name_spread_out_before_a_label_keeps_its_last_character() -> None:
    paper = paper_of(lines_of(TITLE, "姓名：华　景　和　　　　性别：男"))
    assert values(paper) == {"name": "华景和", "gender": "男"}

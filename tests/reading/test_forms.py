"""Application forms as colleges fill them in: laid out in many ways, one meaning."""

import docx
import pytest
from reading.understood import fields_of, filled, paper_of, values
from reading.word_files import (
    ANSWERS,
    MEANT,
    TITLE,
    add_form,
    cell,
    form,
    lines_of,
    paragraph,
    raw,
    row,
    saved,
    table,
    table_of,
)

from pipeline.domain.papers import PaperKind

OURS = {
    "name": "张喆",
    "gender": "☑男　□女",
    "student_no": "3120240001",
    "birth_date": "1998年10月",
    "ethnicity": "汉族",
    "party_joined_on": "2019年6月",
    "party_standing": "□中共党员（正式）　√中共预备党员　□其他：",
    "college": "机电学院",
    "major": "机械工程",
    "grade": "2024级",
    "degree_level": "☑博士　□硕士",
    "study_mode": "☑全日制　□非全日制",
    "supervisor": "李明远",
    "enrolment": "☑本学期已注册　□未注册　□休学　□保留学籍　□延期毕业",
    "phone": "13800000001",
    "email": "zhang@bit.edu.cn",
    "position_kind": "□党建  □团工作  □学术  ☑就业  □实践  □文体  □信息（宣传）  □教育管理",
    "start_on": "2026.9",
    "other_post": "□是　　☑否",
    "academic_standing": "学位课程平均分90，发表论文两篇。",
    "social_experience": "曾任研究生会副主席。",
    "position_duties": "1. 联系就业单位\n2. 组织招聘宣讲",
    "work_form": "每周值班半天",
    "college_opinion": "同意推荐。",
}


def test_our_own_form_filled_in_says_every_field() -> None:
    paper = paper_of(filled("application_form.docx", OURS))
    assert paper.kind is PaperKind.APPLICATION_FORM
    assert paper.confidence > 0.9
    assert values(paper) == {
        **{name: MEANT[name] for name in MEANT if name != "college_approved_on"},
        "party_standing": "probationary",
        "enrolment": "本学期已注册",
        "position_kind": "employment",
        "position_duties": ("联系就业单位", "组织招聘宣讲"),
        "work_form": "每周值班半天",
    }
    assert paper.unclear == ()


def test_our_own_form_left_blank_says_nothing_and_doubts_nothing() -> None:
    paper = paper_of(filled("application_form.docx", {}))
    assert paper.kind is PaperKind.APPLICATION_FORM
    assert values(paper) == {}
    assert paper.unclear == ()


@pytest.mark.parametrize("left_out", sorted(OURS))
def test_a_field_left_blank_in_our_form_is_an_absent_field_and_moves_no_other(left_out) -> None:
    all_said = fields_of(filled("application_form.docx", OURS))
    answers = {name: text for name, text in OURS.items() if name != left_out}
    said = fields_of(filled("application_form.docx", answers))
    assert said == {name: value for name, value in all_said.items() if name != left_out}


def test_the_usual_form_in_pairs_beside_a_photograph_is_read_whole() -> None:
    assert fields_of(form()) == MEANT


def test_every_value_says_where_it_stands() -> None:
    places = {field.name: (field.place, field.raw) for field in paper_of(form()).fields}
    assert places["name"] == ("表1 行1 列2", "张喆")
    assert places["gender"] == ("表1 行1 列4", "男")
    assert places["start_on"] == ("表1 行9 列2", "2026年9月")
    assert places["academic_standing"][0] == "表1 行10 列2"


def test_a_value_in_running_lines_says_the_paragraph() -> None:
    (name, *_) = paper_of(lines_of(TITLE, "姓名：张喆", "学号：3120240001")).fields
    assert (name.value, name.place) == ("张喆", "段落2")


# Layouts


def _pairs(*lines: str) -> list[str]:
    return [f"{label}{lines[0]}{answer}" for label, answer in ANSWERS.items()]


def test_label_and_value_in_lines_with_a_colon_mean_the_same() -> None:
    assert fields_of(lines_of(TITLE, *_pairs("："))) == MEANT


def test_label_and_value_in_one_cell_with_a_colon_mean_the_same() -> None:
    rows = [[one] for one in _pairs("：")]
    assert fields_of(table_of(rows, TITLE)) == MEANT


def test_label_on_the_first_line_of_its_cell_means_the_same() -> None:
    rows = [[one] for one in _pairs("\n")]
    assert fields_of(table_of(rows, TITLE)) == MEANT


def test_two_columns_label_left_value_right_mean_the_same() -> None:
    assert fields_of(table_of(list(ANSWERS.items()), TITLE)) == MEANT


def test_a_row_of_labels_above_a_row_of_values_means_the_same() -> None:
    labels, answers = list(ANSWERS), list(ANSWERS.values())
    rows = []
    for start in range(0, len(labels), 5):
        rows += [labels[start : start + 5], answers[start : start + 5]]
    assert fields_of(table_of(rows, TITLE)) == MEANT


def test_each_label_above_its_value_in_one_column_means_the_same() -> None:
    rows = [[text] for pair in ANSWERS.items() for text in pair]
    assert fields_of(table_of(rows, TITLE)) == MEANT


def test_several_labels_with_colons_in_one_line_mean_the_same() -> None:
    pairs = _pairs("：")
    lines = ["　　".join(pairs[start : start + 3]) for start in range(0, 18, 3)]
    assert fields_of(lines_of(TITLE, *lines, *pairs[18:])) == MEANT


def test_a_table_inside_a_cell_of_a_layout_table_is_read() -> None:
    document = docx.Document()
    document.add_paragraph(TITLE)
    outer = document.add_table(1, 1)
    inner = outer.cell(0, 0).add_table(len(ANSWERS), 2)
    for number, (label, answer) in enumerate(ANSWERS.items()):
        inner.cell(number, 0).text, inner.cell(number, 1).text = label, answer
    paper = paper_of(saved(document))
    assert values(paper) == MEANT
    assert paper.field("name").place == "表1 行1 列1 表1 行1 列2"


def test_title_inside_the_table_is_the_title() -> None:
    rows = [row(cell(TITLE, '<w:gridSpan w:val="2"/>'))]
    rows += [
        row(cell(label), cell(answer)) for label, answer in ANSWERS.items() if "\n" not in answer
    ]
    paper = paper_of(raw(table(*rows)))
    assert paper.kind is PaperKind.APPLICATION_FORM
    assert paper.confidence > 0.9
    assert values(paper)["name"] == "张喆"


def test_labels_spread_out_with_blanks_and_numbering_are_labels() -> None:
    rows = [
        ["姓　　名", "张喆", "性  别*", "男"],
        ["（1）学 号", "3120240001", "政治\n面貌", "中共正式党员"],
        ["二、所在学院（系）", "机电学院", "拟任岗位\n类型", "党建"],
        ["聯繫電話", "13800000001", "E-mail", "zhang@bit.edu.cn"],
    ]
    said = fields_of(table_of(rows, TITLE))
    expected = [
        "name",
        "gender",
        "student_no",
        "party_standing",
        "college",
        "position_kind",
        "phone",
        "email",
    ]
    assert said == {name: MEANT[name] for name in expected}


# Merged cells


SPAN3 = '<w:gridSpan w:val="3"/>'
DOWN, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_values_in_cells_merged_across_and_down_keep_their_labels() -> None:
    body = table(
        row(cell("姓名"), cell("张喆"), cell("照片", DOWN)),
        row(cell("学号"), cell("3120240001"), cell("", GOES_ON)),
        row(cell("学院"), cell("机电学院"), cell("", GOES_ON)),
        row(cell("拟任岗位类型", DOWN), cell("党建", '<w:gridSpan w:val="2"/>' + DOWN)),
        row(cell("", GOES_ON), cell("", '<w:gridSpan w:val="2"/>' + GOES_ON)),
        row(cell("社会工作经历"), cell("曾任班长。", '<w:gridSpan w:val="2"/>')),
    )
    paper = paper_of(raw(paragraph(TITLE) + body))
    assert values(paper) == {
        "name": "张喆",
        "student_no": "3120240001",
        "college": "机电学院",
        "position_kind": "party_building",
        "social_experience": "曾任班长。",
    }
    assert paper.field("position_kind").place == "表1 行4 列2"


def test_a_section_label_merged_down_the_left_is_no_value() -> None:
    body = table(
        row(cell("基本情况", DOWN), cell("姓名"), cell("张喆"), cell("性别"), cell("男")),
        row(cell("", GOES_ON), cell("学号"), cell("3120240001"), cell("民族"), cell("汉族")),
    )
    said = fields_of(raw(paragraph(TITLE) + body))
    expected = ("name", "gender", "student_no", "ethnicity")
    assert said == {name: MEANT[name] for name in expected}


def test_a_value_split_over_digit_boxes_is_joined() -> None:
    boxes = row(cell("学号"), *(cell(digit) for digit in "3120240001"))
    named = row(cell("姓名"), cell("张喆", '<w:gridSpan w:val="10"/>'))
    assert fields_of(raw(paragraph(TITLE) + table(named, boxes)))["student_no"] == "3120240001"


def test_a_row_that_begins_late_in_the_grid_keeps_its_pairs() -> None:
    body = table(
        row(cell("照片", DOWN), cell("姓名"), cell("张喆")),
        row(cell("学号"), cell("3120240001"), properties='<w:gridBefore w:val="1"/>'),
    )
    said = fields_of(raw(paragraph(TITLE) + body))
    assert (said["name"], said["student_no"]) == ("张喆", "3120240001")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("党建□ 团工作□ 学术√ 就业□ 实践□", "academic"),
        ("□党建\n□团工作\n☑学术\n□就业", "academic"),
        ("党建（ ） 团工作（√） 学术（ ）", "youth_league"),
        ("☑党建 □学术 ☑就业", "ambiguous"),
        ("党建、学术", "ambiguous"),
        ("宣传", "ambiguous"),
        ("信息（宣传）", "publicity"),
        ("党建助理", "party_building"),
        ("文体（文化体育）", "culture_sports"),
        ("研究生德育工作助理（教育管理）", "education_management"),
        ("教育管理岗", "education_management"),
        ("社会实践", "practice"),
        ("团建与团务", "youth_league"),
    ],
)
def test_the_choice_of_position_in_many_writings(written, value) -> None:
    assert fields_of(form(拟任岗位类型=written))["position_kind"] == value


@pytest.mark.parametrize("written", ["□党建 □团工作 □学术", "", "　", "/"])
def test_no_choice_of_position_is_no_position(written) -> None:
    paper = paper_of(form(拟任岗位类型=written))
    assert "position_kind" not in values(paper)
    assert not paper.unclear


# Writings of values


@pytest.mark.parametrize(
    ("changes", "name", "value"),
    [
        ({"学号": "３１２０２４０００１"}, "student_no", "3120240001"),
        ({"学号": "3120 2400 01"}, "student_no", "3120240001"),
        ({"联系电话": "１３８ 0000 0001"}, "phone", "13800000001"),
        ({"联系电话": "+86 138-0000-0001"}, "phone", "13800000001"),
        ({"联系电话": "010-68910000"}, "phone", "010-68910000"),
        ({"电子邮箱": "zhang＠bit.edu.cn"}, "email", "zhang@bit.edu.cn"),
        ({"姓名": "张　喆"}, "name", "张喆"),
        ({"姓名": "阿卜杜拉·麦麦提"}, "name", "阿卜杜拉·麦麦提"),
        ({"姓名": "㐂𠮷"}, "name", "㐂𠮷"),
        ({"出生年月": "１９９８．１０"}, "birth_date", "1998-10"),
        ({"出生年月": "1998年10月12日"}, "birth_date", "1998-10-12"),
        ({"出生年月": "一九九八年十月"}, "birth_date", "1998-10"),
        ({"出生年月": "98.10"}, "birth_date", "1998-10"),
        ({"出生年月": "199810"}, "birth_date", "1998-10"),
        ({"上岗时间": "2026.9—2027.7"}, "start_on", "2026-09"),
        ({"政治面貌": "中共党员"}, "party_standing", "member"),
        ({"政治面貌": "中共预备党员"}, "party_standing", "probationary"),
        ({"政治面貌": "共青团员"}, "party_standing", "none"),
        ({"培养层次": "硕士研究生"}, "degree_level", "master"),
        ({"培养层次": "直博生"}, "degree_level", "doctor"),
        ({"学习方式": "非全日制"}, "study_mode", "part_time"),
        ({"是否受聘其他助教、助管岗位": "是，助教"}, "other_post", True),
        ({"是否受聘其他助教、助管岗位": "无"}, "other_post", False),
        ({"学院": "北京理工大学机电学院"}, "college", "机电学院"),
        (
            {"学习、科研情况": "GPA 3.8/4.0，专业排名 5/120，无不及格课程。"},
            "academic_standing",
            "GPA 3.8/4.0，专业排名 5/120，无不及格课程。",
        ),
        (
            {"学习、科研情况": "平均分：90\n排名：3/60\n挂科：0门"},
            "academic_standing",
            "平均分：90\n排名：3/60\n挂科：0门",
        ),
        ({"社会工作经历": "无"}, "social_experience", "无"),
        (
            {"社会工作经历": "2020.9-2021.6 班长\n2021.9至今 党支部书记"},
            "social_experience",
            "2020.9-2021.6 班长\n2021.9至今 党支部书记",
        ),
    ],
)
def test_one_value_in_many_writings(changes, name, value) -> None:
    assert fields_of(form(**changes)) == MEANT | {name: value}


def test_what_cannot_be_understood_is_told_with_its_place_and_is_no_value() -> None:
    paper = paper_of(form(性别="男女", 学号="待定", 拟任岗位类型="都可以"))
    assert {one.name: (one.raw, one.place) for one in paper.unclear} == {
        "gender": ("男女", "表1 行1 列4"),
        "student_no": ("待定", "表1 行2 列2"),
        "position_kind": ("都可以", "表1 行8 列4"),
    }
    assert all(one.says.endswith("。") for one in paper.unclear)
    assert not {"gender", "student_no", "position_kind"} & values(paper).keys()


def test_an_opinion_with_only_signature_lines_is_no_opinion() -> None:
    said = fields_of(form(学院意见="负责人签字：　　　　\n（公章）\n　　年　　月　　日"))
    assert "college_opinion" not in said
    assert "college_approved_on" not in said


def test_a_hint_printed_above_a_long_answer_is_not_part_of_it() -> None:
    said = fields_of(form(社会工作经历="（请填写主要学生工作经历，可附页）\n曾任班长。"))
    assert said["social_experience"] == "曾任班长。"


def test_the_father_named_in_a_table_of_relatives_is_not_the_applicant() -> None:
    document = docx.Document()
    add_form(document, {k: v for k, v in ANSWERS.items() if k != "姓名"})
    family = document.add_table(3, 4)
    rows = [
        ("家庭成员情况", "姓名", "政治面貌", "联系电话"),
        ("父亲", "张大山", "群众", "13900000002"),
        ("母亲", "王小妹", "群众", "13900000003"),
    ]
    for number, texts in enumerate(rows):
        for column, text in enumerate(texts):
            family.cell(number, column).text = text
    said = fields_of(saved(document))
    assert "name" not in said
    assert said["phone"] == "13800000001"
    assert said["party_standing"] == "full"

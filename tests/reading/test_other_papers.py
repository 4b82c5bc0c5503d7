"""Cases with covers, requests as letters, tables about two people: who and what is told."""

import time

import pytest
from reading.understood import paper_of, values
from reading.word_files import leaf, lines_of, table_of

from pipeline.domain.papers import CONFIDENT, PaperKind
from pipeline.reading.blocks import Paragraph
from pipeline.reading.paper_kinds.papers import read_papers
from pipeline.reading.paper_kinds.prose import college_that_writes, people_in_sentences

STORY = "小李因实验受挫情绪低落，我主动与他谈心，帮助他调整计划，最终顺利通过考核。" * 5
REQUEST = "研究生德育工作助理更换申请表"
BOTH = {
    "leaver_name": "张喆",
    "leaver_student_no": "3120220001",
    "incoming_name": "王琪",
    "incoming_student_no": "3120240002",
}


def test_the_cover_of_a_case_is_not_its_text() -> None:
    paper = paper_of(
        lines_of(
            "北京理工大学",
            "研究生德育工作助理",
            "工作案例",
            "题    目：走进心灵的谈话",
            "学    院：机电学院",
            "姓    名：张喆",
            "二〇二六年六月",
            "一、案例背景",
            STORY,
        )
    )
    assert values(paper) == {
        "title": "走进心灵的谈话",
        "name": "张喆",
        "college": "机电学院",
        "text": f"一、案例背景\n{STORY}",
    }


@pytest.mark.parametrize(
    "head",
    [
        ("研究生德育工作助理工作案例", "走进心灵的谈话", "机电学院  张喆"),
        ("走进心灵的谈话——德育助理工作案例", "作者：张喆"),
        ("工作案例", "《走进心灵的谈话》", "机电学院 张喆 3120220001"),
        ("工作案例", "机电学院 张喆", "走进心灵的谈话"),
    ],
)
def test_the_title_of_a_case_is_found_among_kind_and_author(head) -> None:
    paper = paper_of(lines_of(*head, STORY))
    assert paper.kind is PaperKind.CASE_REPORT
    assert (paper.says("title"), paper.says("text")) == ("走进心灵的谈话", STORY)


def test_an_abstract_is_no_title_and_belongs_to_the_text() -> None:
    paper = paper_of(lines_of("工作案例", "摘要：谈心。", "关键词：谈心；帮扶", STORY))
    assert paper.field("title") is None
    assert paper.says("text") == f"摘要：谈心。\n关键词：谈心；帮扶\n{STORY}"


def test_whom_a_case_is_about_is_no_title_of_it() -> None:
    about = "个案对象：W同学，硕士一年级，男，农村家庭"
    assert paper_of(lines_of("个案报告", about, STORY)).field("title") is None


def test_columns_of_a_list_are_no_answers_of_its_last_label() -> None:
    rows = [
        ["姓名", "学号", "学院", "第一讲", "第二讲", "备注"],
        ["管清华", "3120230244", "材料", "√", "√", ""],
        ["席慕白", "3120230571", "生命", "√", "×", "事假"],
    ]
    paper = paper_of(table_of(rows, "德育助理培训考勤表"))
    assert paper.kind is PaperKind.TRAINING_ATTENDANCE
    assert values(paper) == {}


def test_a_case_in_a_table_has_its_text_without_the_other_cells() -> None:
    rows = [["案例题目", "谈话"], ["姓名", "张喆"], ["学院", "机电学院"], ["案例内容", STORY]]
    paper = paper_of(table_of(rows, "研究生德育工作助理案例报告表"))
    assert values(paper) == {
        "title": "谈话",
        "name": "张喆",
        "college": "机电学院",
        "text": STORY,
    }


TABLES = {
    "a row for each": [
        ["", "姓名", "学号", "培养层次"],
        ["原助理", "张喆", "3120220001", "博士"],
        ["新助理", "王琪", "3120240002", "博士"],
    ],
    "a column for each": [
        ["", "离岗助理", "接任助理"],
        ["姓名", "张喆", "王琪"],
        ["学号", "3120220001", "3120240002"],
    ],
    "a section at the left": [
        ["离岗助理", "姓名", "张喆", "学号", "3120220001"],
        ["接任助理", "姓名", "王琪", "学号", "3120240002"],
    ],
    "a section above": [
        ["离岗助理信息", "", "", ""],
        ["姓名", "张喆", "学号", "3120220001"],
        ["接任助理信息", "", "", ""],
        ["姓名", "王琪", "学号", "3120240002"],
    ],
    "a column each and a number behind it": [
        ["离岗助理", "学号", "接任助理", "学号"],
        ["张喆", "3120220001", "王琪", "3120240002"],
    ],
    "labels of their own": [
        ["离岗助理姓名", "张喆", "离岗助理学号", "3120220001"],
        ["接任助理姓名", "王琪", "接任助理学号", "3120240002"],
    ],
}


@pytest.mark.parametrize("rows", TABLES.values(), ids=TABLES)
def test_a_table_tells_who_leaves_from_who_comes(rows) -> None:
    assert values(paper_of(table_of(rows, REQUEST))) == BOTH


@pytest.mark.parametrize("rows", TABLES.values(), ids=TABLES)
def test_the_two_are_told_apart_in_the_other_order_too(rows) -> None:
    half = len(rows) // 2
    if rows is TABLES["a row for each"]:
        turned = [rows[0], rows[2], rows[1]]
    elif rows is TABLES["a column each and a number behind it"]:
        turned = [row[2:] + row[:2] for row in rows]
    elif rows is TABLES["a column for each"]:
        turned = [[row[0], row[2], row[1]] for row in rows]
    else:
        turned = [*rows[half:], *rows[:half]]
    assert values(paper_of(table_of(turned, REQUEST))) == BOTH


HEADINGS = (
    *(("离岗", "上岗"), ("拟离岗", "拟上岗"), ("离岗人员", "上岗人员"), ("离任", "新任")),
    *(("原任", "现任"), ("现任", "拟任"), ("更换前", "更换后"), ("原助理", "新助理")),
)


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(("leaves", "comes"), HEADINGS)
def test_headings_of_rows_columns_and_sections_say_who_leaves(leaves, comes, turned) -> None:
    people = [[leaves, "张喆", "3120220001"], [comes, "王琪", "3120240002"]]
    people = people[::-1] if turned else people
    layouts = (
        [["", "姓名", "学号"], *people],
        [list(row) for row in zip(["", "姓名", "学号"], *people, strict=True)],
        [[one, "姓名", name, "学号", number] for one, name, number in people],
    )
    for rows in layouts:
        assert values(paper_of(table_of(rows, REQUEST))) == BOTH


TWO_PAIRS = {
    "a row for each": [
        ["", "姓名", "学号"],
        *(["原助理", "张喆", "3120220001"], ["新助理", "王琪", "3120240002"]),
        *(["原助理", "李雷", "3120220003"], ["新助理", "韩梅", "3120240004"]),
    ],
    "a column for each": [
        ["", "离岗助理", "接任助理", "离岗助理", "接任助理"],
        ["姓名", "张喆", "王琪", "李雷", "韩梅"],
    ],
    "a section for each": [
        [whose, "姓名", name, "学号", number]
        for whose, name, number in (
            *(("离岗助理", "张喆", "3120220001"), ("接任助理", "王琪", "3120240002")),
            *(("离岗助理", "李雷", "3120220003"), ("接任助理", "韩梅", "3120240004")),
        )
    ],
    "somebody else in words": [
        *(["离岗助理姓名", "张喆", "离岗助理学号", "3120220001"],),
        *(["接任助理姓名", "王琪", "接任助理学号", "3120240002"],),
        *(["更换原因", "毕业；另李雷（3120220003）一并离岗", "", ""],),
    ],
}


@pytest.mark.parametrize("rows", TWO_PAIRS.values(), ids=TWO_PAIRS)
def test_a_request_for_two_pairs_names_nobody_and_says_why(rows) -> None:
    paper = paper_of(table_of(rows, REQUEST))
    assert not {"leaver_name", "incoming_name"} & values(paper).keys()
    assert "不止一对" in paper.unclear[-1].says


def test_a_letter_for_two_pairs_names_nobody() -> None:
    told = "我院原助理{}（学号：{}）因毕业离岗，拟由{}（学号：{}）接任。"
    pairs = (("张喆", "3120220001", "王琪", "3120240002"), ("李雷", "3120220003", "韩梅", "3120240004"))  # fmt: skip
    paper = paper_of(lines_of("关于更换德育助理的申请", *(told.format(*one) for one in pairs)))
    assert values(paper) == {}
    assert "李雷" in paper.unclear[-1].raw


def test_a_request_written_as_a_letter_is_understood_but_not_surely() -> None:
    paper = paper_of(
        lines_of(
            "关于更换研究生德育工作助理的申请",
            "党委研究生工作部：",
            "我院原党建助理张喆（学号：3120220001）因毕业离岗，拟由王琪（学号：3120240002）接任。",
            "特此申请。",
            "机电学院党委",
            "2026年9月3日",
        )
    )
    assert paper.kind is PaperKind.REPLACEMENT_REQUEST
    assert values(paper) == {
        **BOTH,
        "college": "机电学院",
        "reason": "毕业",
        "requested_on": "2026-09-03",
    }
    assert all(field.confidence < CONFIDENT for field in paper.fields)


def test_a_letter_that_names_one_person_tells_nobody() -> None:
    lines = ("关于更换研究生德育工作助理的申请", "原助理张喆（3120220001）已毕业，人选待定。")
    assert values(paper_of(lines_of(*lines))) == {}


def test_an_opinion_written_as_a_letter_tells_person_and_time() -> None:
    paper = paper_of(
        lines_of(
            "关于张喆同志担任德育工作助理期间的评议意见",
            "张喆，男，机电学院博士生，学号3120220001，2024年9月至2026年7月担任党建助理。"
            "该同志工作认真，同意离岗。",
            "机电学院学生工作办公室",
            "2026年7月1日",
        )
    )
    said = values(paper)
    assert said.pop("opinion").startswith("张喆，男，")
    assert said == {
        "name": "张喆",
        "student_no": "3120220001",
        "college": "机电学院",
        "tenure_months": 22,
        "signed_on": "2026-07-01",
    }


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2024.9-2026.7", {"started_on": "2024-09", "left_on": "2026-07"}),
        ("2024年9月至今", {"started_on": "2024-09"}),
        ("约两年", {}),
    ],
)
def test_a_survey_tells_the_two_ends_of_the_time_in_post(written, told) -> None:
    rows = [["姓名", "张喆"], ["任职起止时间", written], ["您的收获", "很多"]]
    paper = paper_of(table_of(rows, "离岗研究生德育工作助理情况调查问卷"))
    assert paper.kind is PaperKind.LEAVING_SURVEY
    assert values(paper) == {"name": "张喆", "gains": "很多", **told}
    assert "很多" in paper.text


def test_a_form_and_a_case_in_one_file_are_two_papers() -> None:
    form = ("上岗申请表", "姓名：张喆", "学号：3120240001", "学院：机电学院", "岗位类型：党建")
    data = lines_of(*form, "研究生德育工作助理工作案例", "题目：谈话", STORY)
    papers = read_papers(leaf(data)).papers
    assert [(one.kind, one.says("name")) for one in papers] == [
        (PaperKind.APPLICATION_FORM, "张喆"),
        (PaperKind.CASE_REPORT, ""),
    ]


@pytest.mark.parametrize("gap", ["_" * 20_000, " " * 20_000, "\u3000_" * 10_000])
def test_a_line_of_blanks_below_a_letter_costs_no_time(gap: str) -> None:
    blocks = (
        Paragraph(
            "原助理张喆（学号3120220001）因" + gap + "由王琪（学号3120240002）接任。", "段落1"
        ),
        Paragraph(f"机电学院{gap} a b", "段落2"),
    )
    began = time.process_time()
    list(people_in_sentences(blocks))
    list(college_that_writes(blocks))
    assert time.process_time() - began < 2

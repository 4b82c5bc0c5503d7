"""What kind of paper a document is: told by what it says, hardly by how its file is called."""

import pytest
from reading.understood import TEMPLATES, filled, paper_of, values
from reading.word_files import ANSWERS, TITLE, form, lines_of, table_of

from pipeline.domain.papers import PaperKind
from pipeline.reading.paper_kinds.titles import kind_of_title

STORY = (
    "去年冬天的一个晚上，同学小李在宿舍里沉默了很久，室友给我发来消息。"
    "我马上到宿舍去，和他谈了两个小时，第二天又陪他去见了导师。" * 6
)
REPLACED = {
    "college": "机电学院",
    "leaver_name": "张喆",
    "leaver_student_no": "3120220001",
    "incoming_name": "王琪",
    "incoming_student_no": "3120240002",
    "reason": "张喆于2026年7月毕业。",
    "requested_on": "2026年9月3日",
}
LEFT = {
    "name": "张喆",
    "gender": "☑男　□女",
    "student_no": "3120220001",
    "college": "机电学院",
    "phone": "13800000001",
    "position_kind": "☑党建  □团工作  □学术  □就业  □实践  □文体  □信息（宣传）  □教育管理",
    "started_on": "2024年9月",
    "left_on": "2026年7月",
    "gains": "学会了和同学谈心。",
    "difficulties": "时间不够。",
}


# Case reports


CASE_HEADS = [
    ["研究生德育工作助理工作案例", "春风化雨：一次深夜谈心"],
    ["研究生德育工作助理工作案例：春风化雨：一次深夜谈心"],
    ["附件2：工作案例", "题目：春风化雨：一次深夜谈心"],
    ["德育助理案例报告", "", "案例名称：春风化雨：一次深夜谈心"],
]


@pytest.mark.parametrize("head", CASE_HEADS)
def test_a_case_report_tells_its_title_its_author_and_its_text(head) -> None:
    lines = [
        *head,
        "学院：机电学院　姓名：张喆　学号：3120220001",
        "一、背景",
        STORY,
        "二、启示",
        "要早。",
    ]
    paper = paper_of(lines_of(*lines))
    assert paper.kind is PaperKind.CASE_REPORT
    assert values(paper) == {
        "title": "春风化雨：一次深夜谈心",
        "name": "张喆",
        "student_no": "3120220001",
        "college": "机电学院",
        "text": f"一、背景\n{STORY}\n二、启示\n要早。",
    }


def test_a_case_without_the_word_in_its_title_is_known_by_its_headings() -> None:
    paper = paper_of(
        lines_of(
            "春风化雨",
            "机电学院 张喆",
            "一、案例背景",
            STORY,
            "二、案例分析与处理",
            STORY,
            "三、经验与启示",
            "要早。",
        ),
        name="新建文档.docx",
    )
    assert paper.kind is PaperKind.CASE_REPORT
    assert paper.says("title") == "春风化雨"
    assert paper.confidence < 0.9


def test_a_case_known_by_its_file_name_only_is_less_sure() -> None:
    paper = paper_of(lines_of("春风化雨", STORY), name="张喆-工作案例.docx")
    assert paper.kind is PaperKind.CASE_REPORT
    assert paper.confidence <= 0.6
    assert "文件名" in paper.because


# Evaluation opinions


def test_an_evaluation_opinion_in_a_table_tells_person_time_opinion_and_date() -> None:
    rows = [
        ["被评议人", "张喆", "学号", "3120220001"],
        ["学院", "机电学院", "在岗时间", "2024年9月—2026年7月（22个月）"],
        ["评议意见", "工作认真，同学信任。\n学生工作办公室（盖章）\n2026年9月3日", "", ""],
    ]
    paper = paper_of(table_of(rows, "研究生德育工作助理离岗评议意见表"))
    assert paper.kind is PaperKind.EVALUATION_OPINION
    assert values(paper) == {
        "name": "张喆",
        "student_no": "3120220001",
        "college": "机电学院",
        "tenure_months": 22,
        "opinion": "工作认真，同学信任。",
        "signed_on": "2026-09-03",
    }


def test_an_evaluation_opinion_in_running_text_tells_its_opinion_and_date() -> None:
    prose = "张喆同志自2024年9月担任党建助理以来，工作认真，同学信任，圆满完成任务。"
    paper = paper_of(
        lines_of(
            "关于张喆同志的评议意见",
            "姓名：张喆",
            "学号：3120220001",
            prose,
            "机电学院学生工作办公室（盖章）",
            "2026年9月3日",
        )
    )
    assert paper.kind is PaperKind.EVALUATION_OPINION
    assert values(paper) == {
        "name": "张喆",
        "student_no": "3120220001",
        "college": "机电学院",
        "opinion": prose,
        "signed_on": "2026-09-03",
    }


# Replacement requests


def test_our_replacement_form_tells_who_leaves_and_who_comes() -> None:
    paper = paper_of(filled("replacement_request.docx", REPLACED))
    assert paper.kind is PaperKind.REPLACEMENT_REQUEST
    assert values(paper) == {**REPLACED, "requested_on": "2026-09-03"}


def test_a_replacement_with_rows_for_the_two_people_tells_them_apart() -> None:
    rows = [
        ["", "姓名", "学号", "学院"],
        ["离岗助理", "张喆", "3120220001", "机电学院"],
        ["接任助理", "王琪", "3120240002", "机电学院"],
    ]
    said = values(paper_of(table_of(rows, "研究生德育工作助理更换备案表")))
    assert {name: said[name] for name in REPLACED if name in said and "er_" in name} == {
        name: REPLACED[name] for name in ("leaver_name", "leaver_student_no")
    }
    assert said["incoming_name"] == "王琪"
    assert said["incoming_student_no"] == "3120240002"


def test_a_replacement_with_sections_of_lines_tells_the_two_people_apart() -> None:
    paper = paper_of(
        lines_of(
            "关于更换研究生德育工作助理的申请",
            "学院：机电学院",
            "一、离岗助理",
            "姓名：张喆　学号：3120220001",
            "二、接任助理",
            "姓名：王琪　学号：3120240002",
            "更换原因：张喆于2026年7月毕业。",
            "申请日期：2026年9月3日",
        )
    )
    assert paper.kind is PaperKind.REPLACEMENT_REQUEST
    assert values(paper) == {**REPLACED, "requested_on": "2026-09-03"}


# Surveys, registration forms, agreements


def test_our_leaving_survey_tells_person_tenure_and_answers() -> None:
    paper = paper_of(filled("leaving_survey.docx", LEFT))
    assert paper.kind is PaperKind.LEAVING_SURVEY
    assert values(paper) == {
        "name": "张喆",
        "student_no": "3120220001",
        "college": "机电学院",
        "position_kind": "party_building",
        "started_on": "2024-09",
        "left_on": "2026-07",
        "gains": LEFT["gains"],
        "difficulties": LEFT["difficulties"],
    }
    assert "学会了和同学谈心。" in paper.text


def test_the_registration_form_is_no_application() -> None:
    paper = paper_of((TEMPLATES / "registration_form.docx").read_bytes())
    assert paper.kind is PaperKind.REGISTRATION_FORM


def test_the_agreement_is_no_application() -> None:
    paper = paper_of((TEMPLATES / "agreement.docx").read_bytes())
    assert paper.kind is PaperKind.AGREEMENT


# Content counts, names do not


MISLEADING = [
    "工作案例.docx",
    "更换申请.docx",
    "1.docx",
    "新建 Microsoft Word 文档.docx",
    "评议意见.docx",
]


@pytest.mark.parametrize("name", MISLEADING)
def test_an_application_form_is_one_under_any_name(name) -> None:
    assert paper_of(form(), name=name).kind is PaperKind.APPLICATION_FORM


@pytest.mark.parametrize("name", MISLEADING)
def test_a_form_without_title_is_known_by_what_it_asks_for(name) -> None:
    paper = paper_of(table_of(list(ANSWERS.items())), name=name)
    assert paper.kind is PaperKind.APPLICATION_FORM
    assert 0.6 <= paper.confidence < 0.9


OTHERS = {
    "resume": ["个人简历", "姓名：张喆", "学号：3120240001", "教育经历：本科就读于本校"],
    "transcript": ["研究生成绩单", "姓名：张喆", "学号：3120240001", "矩阵分析 92"],
    "leave": ["请假条", "尊敬的老师：因家中有事，请假三天，望批准。", "申请人：张喆"],
    "notice": ["关于做好研究生德育工作助理上岗申请工作的通知", "各学院：现将有关事项通知如下。"],
    "scholarship": ["研究生国家奖学金申请表", "姓名：张喆", "学号：3120240001"],
    "teaching": ["研究生助教岗位申请表", "姓名：张喆", "学号：3120240001"],
    "party": ["入党申请书", "敬爱的党组织：我志愿加入中国共产党。"],
    "explanation": ["上岗申请表填写说明", "一、姓名一栏填写真实姓名。"],
    "thesis": ["基于深度学习的故障诊断", "摘要：本文研究了旋转机械的故障诊断。", STORY],
}


@pytest.mark.parametrize("lines", OTHERS.values(), ids=OTHERS)
@pytest.mark.parametrize("name", ["1.docx", "上岗申请表.docx"])
def test_what_is_none_of_ours_is_unrecognised_and_still_tells_who_wrote(lines, name) -> None:
    paper = paper_of(lines_of(*lines), name=name)
    assert paper.kind is PaperKind.UNRECOGNISED
    if any(line.startswith("姓名") for line in lines):
        assert paper.says("name") == "张喆"
    assert set(values(paper)) <= {"name", "student_no"}


def test_the_words_of_a_kind_in_a_sentence_make_no_paper() -> None:
    sentences = [
        "现将上岗申请表报上，请审阅。",
        "一、上岗申请表",
        "请于9月10日前提交工作案例。",
        "本人已阅读岗位责任书，并同意遵守。",
        "关于报送上岗申请表的通知",
    ]
    assert [kind_of_title(sentence) for sentence in sentences] == [None] * len(sentences)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (TITLE, "application_form"),
        ("北京理工大学研究生德育工作助理上岗申请表（2026版）", "application_form"),
        ("研 究 生 德 育 工 作 助 理 上 岗 申 请 表", "application_form"),
        ("《研究生德育工作助理上岗申请表》", "application_form"),
        ("附件1 研究生德育工作助理上岗申请表", "application_form"),
        ("关于更换研究生德育工作助理的申请", "replacement_request"),
        ("机电学院关于更换德育助理的申请", "replacement_request"),
        ("研究生德育工作助理更换申请表", "replacement_request"),
        ("拟离岗研究生德育工作助理情况调查表", "leaving_survey"),
        ("研究生德育工作助理登记表", "registration_form"),
        ("研究生德育工作助理岗位责任书", "agreement"),
        ("研究生德育工作助理离岗评议意见", "evaluation_opinion"),
        ("学生工作办公室评议意见", "evaluation_opinion"),
        ("关于张喆同志在岗工作的评议意见", "evaluation_opinion"),
        ("研究生德育工作助理工作案例", "case_report"),
        ("机电学院研究生德育工作助理名单", "roster"),
        ("研究生德育工作助理学期工作计划", "term_plan"),
        ("研究生德育工作助理年度述职报告", "yearly_report"),
    ],
)
def test_titles_name_their_kind(line, kind) -> None:
    assert kind_of_title(line) == kind

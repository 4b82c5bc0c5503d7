"""How people choose from printed words: ticks typed beside boxes, rings, dates in boxes, and not at all."""

import pytest
from reading.understood import fields_of, paper_of, values
from reading.word_files import cell, paragraph, raw, row, table, table_of

from pipeline.domain.papers import CONFIDENT
from pipeline.judging.words import enrolment_state, experience
from pipeline.reading.doubts import Doubt
from pipeline.reading.words.choices import degree_level, gender, study_mode
from pipeline.reading.words.posts import other_post, position_kind

TITLE = "研究生德育工作助理上岗申请表"
WHO = ["姓名", "张喆", "学号", "3120240001"]


@pytest.mark.parametrize(
    ("parse", "written", "means"),
    [
        *((gender, one, "男") for one in ("√□男　□女", "□男√ □女", "□√男　□女", "√□男□女")),
        *((gender, one, "男") for one in ("男□√　女□", "√男□　女□", "男√□　女□", "√男　□女")),
        *((gender, one, "女") for one in ("□男　□女√", "□男 √□女", "□男□√女", "□男　√女")),
        (study_mode, "□全日制　√□非全日制", "part_time"),
        (degree_level, "□博士 □硕士√", "master"),
        (position_kind, "□党建 □团工作 √□学术 □就业", "academic"),
        (position_kind, "□党建√ □团工作 □学术 □就业", "party_building"),
    ],
)
def test_a_tick_typed_beside_a_box_belongs_to_the_option_it_touches(parse, written, means) -> None:
    assert parse(written) == means


def test_what_is_printed_behind_the_options_does_not_hide_the_tick() -> None:
    asked = "是否受聘其他助教、助管岗位"
    assert other_post("是□　否☑　如是，请说明：", asked) is False
    assert other_post("是☑　否□　（若有，请注明岗位：　　　）", asked) is True
    assert isinstance(other_post("是□　否☑　如是，请说明：图书馆助管", asked), Doubt)


@pytest.mark.parametrize("written", ["□男√□女", "√ □男　□女", "□男　□女　√"])
def test_a_tick_that_touches_two_options_or_none_is_nobodys(written) -> None:
    assert isinstance(gender(written), Doubt)


@pytest.mark.parametrize(
    ("parse", "written"),
    [
        *((gender, one) for one in ("男　女", "男/女", "□男 □女")),
        *((degree_level, one) for one in ("博士 硕士", "博士研究生　硕士研究生")),
        (study_mode, "全日制　非全日制"),
        (position_kind, "党建 团工作 学术 就业 实践 文体 信息（宣传） 教育管理"),
        *((other_post, one) for one in ("是　否", "是/否", "有　无")),
    ],
)
def test_printed_choices_of_which_none_is_ticked_answer_nothing(parse, written) -> None:
    assert parse(written) is None


def test_choices_printed_in_cells_of_their_own_answer_nothing_either() -> None:
    rows = [
        [*WHO, ""],
        ["性别", "男", "女", "", ""],
        ["政治面貌", "正式党员", "预备党员", "共青团员", "群众"],
        ["培养层次", "博士", "硕士", "学习方式", "全日制"],
        ["岗位类型", "党建", "团工作", "学术", "就业"],
        ["是否受聘其他助教、助管岗位", "是", "否", "", ""],
        ["学院意见", "同意", "不同意", "", ""],
    ]
    said = values(paper_of(table_of(rows, TITLE)))
    assert said == {
        "name": "张喆",
        "student_no": "3120240001",
        "study_mode": "full_time",
        "position_kind": "ambiguous",
    }


# A ring that Word draws around a character


def ringed(char: str, *split: str) -> str:
    codes = split or (rf" eq \o\ac(○,{char})",)
    spelt = "".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{spelt}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def run(text: str, style: str = "") -> str:
    return f'<w:r><w:rPr>{style}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize(
    "ring",
    [
        ringed("男"),
        ringed("男", r"eq \o\ac(", "○", ",男)"),
        r'<w:fldSimple w:instr="EQ \o\ac(○,男)"/>',
    ],
    ids=["one run", "several runs", "one element"],
)
def test_a_character_with_a_ring_is_the_one_that_is_chosen(ring) -> None:
    body = table(
        row(cell("姓名"), cell("张喆")),
        row(cell("性别"), cell(f"<w:p>{ring}{run('　女')}</w:p>")),
        row(cell("培养层次"), cell(f"<w:p>{run('博士　')}{ringed('硕')}{run('士')}</w:p>")),
    )
    assert fields_of(raw(paragraph(TITLE) + body)) == {
        "name": "张喆",
        "gender": "男",
        "degree_level": "master",
    }


def test_other_fields_show_no_code_and_leave_underlined_blanks_alone() -> None:
    blank = run("　张喆　", '<w:u w:val="single"/>')
    line = f"<w:p>{run('姓名')}{blank}{run('学号')}{ringed('', ' PAGE ')}{run('　3120240001　', '<w:u/>')}</w:p>"
    assert fields_of(raw(paragraph(TITLE) + line)) == {"name": "张喆", "student_no": "3120240001"}


# Dates in boxes, traditional characters, opinions of other offices


@pytest.mark.parametrize(
    ("boxes", "means"),
    [
        (["1", "9", "9", "9", "年", "1", "0", "月"], "1999-10"),
        (["1999", "年", "10", "月", "5", "日"], "1999-10-05"),
        (["1999", "年", "10", "月", "", ""], "1999-10"),
    ],
)
def test_a_date_in_boxes_with_year_and_month_printed_between_is_one(boxes, means) -> None:
    said = fields_of(table_of([[*WHO], ["出生年月", *boxes]], TITLE))
    assert said["birth_date"] == means


def test_traditional_characters_say_no_as_well() -> None:
    assert other_post("無", "是否受聘其他助教、助管岗位") is False
    assert experience("無") == "none"
    assert (enrolment_state("休學"), enrolment_state("已註冊")) == ("on_leave", "registered")


@pytest.mark.parametrize("units", ["单位意见", "学工办意见", "用人单位意见"])
@pytest.mark.parametrize("blank", ["", "负责人签字：　　　　年　月　日"])
def test_a_units_consent_beside_a_blank_one_of_the_college_is_only_shown(units, blank) -> None:
    for rows in (
        [WHO, [units, "同意推荐", "", ""], ["学院意见", blank, "", ""]],
        [WHO, ["学院党委意见", blank, "", ""], [units, "同意推荐", "", ""]],
    ):
        told = paper_of(table_of(rows, TITLE)).field("college_opinion")
        assert told.value == "同意推荐"
        assert told.confidence < CONFIDENT


def test_a_units_consent_counts_where_the_college_has_no_line_and_contradicts_where_it_has() -> (
    None
):
    alone = paper_of(table_of([WHO, ["设岗单位意见", "同意推荐", "", ""]], TITLE))
    assert alone.field("college_opinion").confidence >= CONFIDENT
    rows = [WHO, ["学院意见", "同意推荐", "", ""], ["单位意见", "不同意", "", ""]]
    told = [one for one in paper_of(table_of(rows, TITLE)).fields if one.name == "college_opinion"]
    assert {one.value for one in told} == {"同意推荐", "不同意"}

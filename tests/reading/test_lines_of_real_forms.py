"""What real forms of other offices taught about lines, re-created with invented words."""

import pytest
from reading.broken_files import pdf
from reading.understood import fields_of
from reading.word_files import lines_of, table_of

from pipeline.domain.letters import FileType
from pipeline.reading.doubts import Doubt
from pipeline.reading.files.pdf_lines import beside_each_other
from pipeline.reading.words.persons_written import grade, major

LEGIBLE = "Sent by the office of students, room 304"


def test_a_college_named_in_english_is_no_label_with_an_answer() -> None:
    said = fields_of(lines_of("姓名：林知远", "Submitted to", "School of Ocean Studies"))
    assert said["name"] == "林知远"
    assert "college" not in said


def test_the_next_label_of_a_line_is_no_answer() -> None:
    said = fields_of(lines_of("姓名：林知远　专业：　方向：", "学院：海洋学院"))
    assert said == {"name": "林知远", "college": "海洋学院"}


def test_a_site_named_in_running_text_is_nobody() -> None:
    line = "结果可在海洋教育学生信息网（www.example.cn）查询，学历类型为成人教育。"
    assert "name" not in fields_of(lines_of("海洋大学报名登记表", line))


def test_one_character_is_no_major() -> None:
    assert isinstance(major("海", "专业"), Doubt)


def test_a_year_parted_from_its_sign_is_a_grade() -> None:
    assert grade("2023 级", "年级") == "2023级"


@pytest.mark.parametrize("raised", [-5, 5])
def test_an_answer_of_a_pdf_set_higher_or_lower_than_its_label_is_read(raised) -> None:
    data = pdf(LEGIBLE, f"StudentID) Tj 120 {raised} Td (3120240001", "of the title page")
    assert fields_of(data, FileType.PDF)["student_no"] == "3120240001"


@pytest.mark.parametrize(("raised", "read"), [(0, "3120240001"), (13, "3120240001"), (7, None)])
def test_a_number_broken_over_lines_of_a_column_is_whole_or_not_read(raised, read) -> None:
    column = f"StudentID) Tj 120 {raised} Td (312024) Tj 0 -13 Td (00"
    data = pdf(LEGIBLE, " ", f"{column}) Tj 0 -13 Td (01", " ", "of the title page")
    assert fields_of(data, FileType.PDF).get("student_no") == read


def test_a_number_above_that_of_another_label_is_left_alone() -> None:
    below = ") Tj -120 -13 Td (Room) Tj 120 0 Td (304"
    data = pdf(LEGIBLE, f"StudentID) Tj 120 0 Td (3120240001{below}", " ", "of the title page")
    assert fields_of(data, FileType.PDF)["student_no"] == "3120240001"


def test_a_line_beside_two_others_belongs_to_neither() -> None:
    above, below = ((60.0, 100.0, 90.0, 112.0), "联系"), ((60.0, 114.0, 90.0, 126.0), "电话")
    answer = ((120.0, 107.0, 200.0, 119.0), "13800000001")
    assert beside_each_other([above, answer, below]) == [above, answer, below]


def test_running_text_in_columns_is_not_put_together() -> None:
    left = ((60.0, 100.0, 280.0, 112.0), "海" * 41)
    right = ((300.0, 104.0, 520.0, 116.0), "风" * 41)
    assert beside_each_other([left, right]) == [left, right]


def test_a_telephone_behind_a_contact_left_blank_is_not_the_applicants() -> None:
    rows = (("姓名", "林知远", "性别", "女"), ("院校联系人", "", "联系电话", "13800000001"))
    assert fields_of(table_of(rows)) == {"name": "林知远", "gender": "女"}


def test_rows_of_who_handles_a_matter_are_not_the_applicants() -> None:
    rows = (("姓名", "林知远", "学号", "3120240001"), ("经办单位", "联系电话", "13800000002"))
    assert "phone" not in fields_of(table_of(rows))


def test_a_misprinted_label_for_the_ethnic_group_is_known() -> None:
    assert fields_of(table_of((("姓名", "林知远", "名族", "汉"),)))["ethnicity"] == "汉族"


def test_a_word_of_the_next_label_is_no_unit() -> None:
    assert "college" not in fields_of(lines_of("姓名：林知远", "所在单位：    获得奖项："))

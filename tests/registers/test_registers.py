"""Registers are read as they were meant, or every mistake is told and nothing is taken."""

import datetime as dt
import re

import pytest
from register_files import NO_COLLEGES, comma, read, xlsx

from pipeline.domain.people import DegreeLevel, PartyStanding, StudyMode
from pipeline.domain.positions import PositionKind
from pipeline.domain.registers import (
    College,
    EnrolledStudent,
    EnrolmentState,
    OtherPost,
    OtherPostKind,
    PositionDuties,
    RegisterKind,
    ServingAssistant,
    TrainingAttendance,
)
from pipeline.domain.school_calendar import DaySpan, TermDates
from pipeline.errors import RegisterError
from pipeline.registers import cells, columns_of, compare

ROSTER = RegisterKind.REGISTRAR_ROSTER
HEAD = ("学号", "姓名", "学籍状态", "培养层次")


def test_the_college_directory_is_read_below_its_title() -> None:
    data = xlsx(
        ["学院名录（2026年）"],
        ["学院名称", "代码", "简称", "邮箱", "备用"],
        ["机械与车辆学院", "03", "机车学院；机械学院", "JX@bit.edu.cn; b@bit.edu.cn", "x"],
    )
    reading = read(RegisterKind.COLLEGES, data)
    assert reading.lines == (
        College(
            "机械与车辆学院", "03", ("机车学院", "机械学院"), ("jx@bit.edu.cn", "b@bit.edu.cn")
        ),
    )
    assert "备用" in reading.notes[0]


@pytest.mark.parametrize(
    "written",
    ["2026-autumn", "2026-2027-1", "2026—2027学年秋季学期", "2026-2027学年第一学期", "2026秋"],
)
def test_a_term_is_known_by_all_its_names(written: str) -> None:
    (line,) = read(RegisterKind.CALENDAR, comma(("学期", "开学日期"), (written, "2026/9/7"))).lines
    assert line == TermDates("2026-autumn", dt.date(2026, 9, 7))


def test_a_calendar_holds_holidays_and_days_worked_in_exchange() -> None:
    data = comma(
        ("学期", "开学日期", "学期结束", "节假日", "调休上班日"),
        (
            "2026-2027-1",
            "2026-09-07",
            "2027年1月17日",
            "2026-10-01至2026-10-07；2027-01-01",
            "2026-10-10",
        ),
    )
    (line,) = read(RegisterKind.CALENDAR, data).lines
    assert line.holidays[0] == DaySpan(dt.date(2026, 10, 1), dt.date(2026, 10, 7))
    assert (line.ends_on, line.workdays) == (dt.date(2027, 1, 17), (dt.date(2026, 10, 10),))


def test_a_term_in_the_wrong_year_is_a_mistake() -> None:
    reading = read(
        RegisterKind.CALENDAR, comma(("学期", "开学日期"), ("2026-autumn", "2027-09-07"))
    )
    assert [one.column for one in reading.mistakes] == ["开学日期"]


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_a_csv_is_read_in_any_usual_encoding_and_with_any_separator(encoding, separator) -> None:
    text = "\r\n".join(
        separator.join(row) for row in (HEAD, ("3120260001", "张喆", "在读", "博士生"))
    )
    (line,) = read(ROSTER, text.encode(encoding)).lines
    assert line == EnrolledStudent(
        "3120260001", "张喆", EnrolmentState.REGISTERED, degree_level=DegreeLevel.DOCTOR
    )


@pytest.mark.parametrize(
    "written",
    [
        3120260001,
        3120260001.0,
        "3120260001",
        " 3120260001\t",
        "'3120260001",
        "３１２０２６０００１",
    ],
)
def test_a_student_number_is_the_same_text_however_excel_kept_it(written) -> None:
    (line,) = read(ROSTER, xlsx(HEAD, (written, "张喆", "已注册", ""))).lines
    assert line.student_no == "3120260001"


def test_a_number_kept_as_a_formula_in_a_csv_is_read() -> None:
    row = '="3120260001",张喆,在读,'
    (line,) = read(ROSTER, "\n".join((",".join(HEAD), row)).encode()).lines
    assert line.student_no == "3120260001"


def test_a_number_that_excel_has_shortened_is_a_mistake_and_never_guessed() -> None:
    (mistake,) = read(ROSTER, comma(HEAD, ("3.12026E+09", "张喆", "在读", ""))).mistakes
    assert "科学计数法" in mistake.says


def test_dates_are_read_from_cells_texts_and_day_numbers() -> None:
    head = ("学号", "姓名", "学院", "岗位", "上岗日期")
    person = ("3120260001", "张喆", "机车学院", "党建工作")
    for written in (dt.date(2025, 9, 1), "2025.9.1", "2025年9月1日", "20250901", 45901):
        (line,) = read(RegisterKind.ASSISTANTS, xlsx(head, (*person, written))).lines
        assert line == ServingAssistant(
            "3120260001", "张喆", "机械与车辆学院", PositionKind.PARTY_BUILDING, dt.date(2025, 9, 1)
        )


def test_a_cell_merged_downwards_speaks_for_each_line() -> None:
    data = xlsx(
        ("学院", "岗位类型", "岗位职责", "生效日期"),
        ("", "就业", "1. 搜集就业信息\n2. 就业引导", "2026-09-01"),
        ("", "实践", "组织社会实践", "2026-09-01"),
        merged={"A2:A3": "计算机学院"},
    )
    one, two = read(RegisterKind.POSITION_DUTIES, data).lines
    assert one == PositionDuties(
        "计算机学院", PositionKind.EMPLOYMENT, ("搜集就业信息", "就业引导"), dt.date(2026, 9, 1)
    )
    assert two.college == "计算机学院"


def test_a_day_or_an_hour_at_the_beginning_of_a_duty_is_no_numbering() -> None:
    written = "5.4青年节团日\n12.9 纪念活动\n1.5小时每周值班\n1.1 细化\n一、二年级联系\n（一）（二）班联系\n（2）乙事\n三、丙事\n4.丁事"
    head = ("学院", "岗位类型", "岗位职责", "生效日期")
    row = ("计算机学院", "就业", written, "2026-09-01")
    (line,) = read(RegisterKind.POSITION_DUTIES, xlsx(head, row)).lines
    assert line.duties == (*written.split("\n")[:6], "乙事", "丙事", "丁事")


def test_each_duty_has_the_footnote_of_its_line() -> None:
    head = ("学院", "岗位类型", "岗位职责", "责任书脚注", "生效日期")

    def told(footnotes: str):
        row = ("计算机学院", "就业", "1. 甲事\n2. 乙事\n3. 丙事", footnotes, "2026-09-01")
        return read(RegisterKind.POSITION_DUTIES, xlsx(head, row))

    for written, kept in (
        ("", ()),
        ("依据分工表\n无\n—", ("依据分工表", "", "")),
        ("1. 无\n\n2. 甲 & 乙\n3. 丙\n", ("", "甲 & 乙", "丙")),
    ):
        assert told(written).lines[0].footnotes == kept
    for written in ("一", "\n二", "一\n二\n三\n四"):
        (mistake,) = told(written).mistakes
        assert "而岗位职责有 3 条，请逐条对应" in str(mistake)


def test_the_other_registers_are_read_with_all_their_columns() -> None:
    roster = xlsx(
        (*HEAD, "学习方式", "政治面貌", "学期", "学院"),
        ("3120260001", "张喆", "休学", "硕士", "非全日制", "中共党员", "2026-2027-1", "07"),
    )
    assert read(ROSTER, roster).lines == (
        EnrolledStudent(
            "3120260001",
            "张喆",
            EnrolmentState.ON_LEAVE,
            "计算机学院",
            DegreeLevel.MASTER,
            StudyMode.PART_TIME,
            PartyStanding.MEMBER,
            "2026-autumn",
        ),
    )
    posts = comma(
        ("学号", "姓名", "岗位", "单位", "结束日期"),
        ("3120260001", "张喆", "助管", "图书馆", "2027-01-15"),
    )
    assert read(RegisterKind.OTHER_POSTS, posts).lines == (
        OtherPost(
            "3120260001", "张喆", OtherPostKind.ADMINISTRATIVE, "图书馆", None, dt.date(2027, 1, 15)
        ),
    )
    training = comma(
        ("学号", "姓名", "日期", "培训", "签到"),
        ("3120260001", "张喆", "2026-09-20", "岗前培训", "请假"),
    )
    assert read(RegisterKind.TRAINING, training).lines == (
        TrainingAttendance("3120260001", "张喆", dt.date(2026, 9, 20), "岗前培训", attended=False),
    )


def test_a_csv_with_many_names_in_its_cells_is_read_by_its_headings() -> None:
    names = "机车学院；机械学院;车辆学院;三系;03系"
    data = comma(
        ("学院名录",),
        ("学院", "代码", "别称", "报送邮箱"),
        ("机械与车辆学院", "03", names, "a@bit.edu.cn;b@bit.edu.cn;c@bit.edu.cn"),
    )
    [college] = read(RegisterKind.COLLEGES, data).lines
    assert len(college.aliases) == 5
    assert len(college.addresses) == 3


def test_all_mistakes_are_told_at_once_each_with_its_place() -> None:
    data = comma(
        HEAD,
        ("12", "张喆", "在读", "博士"),
        ("3120260002", "", "好像在读", "硕博连读"),
        ("3120260003", "林雨桐", "在读", "博士"),
        ("3120260003", "林雨桐", "休学", "博士"),
    )
    reading = read(ROSTER, data)
    assert [(one.place, one.column) for one in reading.mistakes] == [
        ("第2行", "学号"),
        ("第3行", "姓名"),
        ("第3行", "学籍状态"),
        ("第3行", "培养层次"),
        ("第5行", ""),
    ]
    assert "第4行" in reading.mistakes[-1].says


def test_missing_and_doubled_columns_are_told_by_name() -> None:
    reading = read(ROSTER, comma(("学号", "学号", "姓名"), ("3120260001", "", "张喆")))
    assert [one.column for one in reading.mistakes] == ["学号", "学籍状态"]


def test_a_table_without_the_header_or_without_lines_is_told() -> None:
    assert "表头" in read(ROSTER, comma(("甲", "乙"), ("1", "2"))).mistakes[0].says
    assert "没有内容" in read(ROSTER, comma(HEAD)).mistakes[0].says


def test_an_unknown_college_is_a_mistake_only_when_there_is_a_directory() -> None:
    data = comma((*HEAD, "学院"), ("3120260001", "张喆", "在读", "", "计算机学苑"))
    (mistake,) = read(ROSTER, data).mistakes
    assert "计算机学院" in mistake.says
    assert read(ROSTER, data, NO_COLLEGES).lines[0].college == "计算机学苑"


def test_one_alias_or_address_for_two_colleges_is_a_mistake() -> None:
    data = comma(
        ("学院", "别称", "邮箱"), ("甲学院", "甲", "x@bit.edu.cn"), ("乙学院", "甲", "x@bit.edu.cn")
    )
    assert [one.column for one in read(RegisterKind.COLLEGES, data).mistakes] == [
        "别称",
        "报送邮箱",
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x01\x02\x03",
        b"PK\x03\x04broken",
        b"\xd0\xcf\x11\xe0broken",
        b"%PDF-1.4 \xff\xfe\x00",
    ],
)
def test_what_is_no_table_is_refused_in_words(data: bytes) -> None:
    assert refused(data)


def refused(data: bytes) -> bool:
    try:
        return bool(read(ROSTER, data).mistakes)
    except RegisterError as fault:
        return "xlsx" in fault.way_out


def test_a_file_speaks_only_for_its_own_part_of_a_register() -> None:
    since = dt.date(2026, 9, 1)
    kept = PositionDuties("甲学院", PositionKind.PRACTICE, ("实践",), since)
    before = (kept, PositionDuties("乙学院", PositionKind.PRACTICE, ("旧",), since))
    given = (PositionDuties("乙学院", PositionKind.EMPLOYMENT, ("新",), since),)
    changes = compare(before, given)
    assert changes.after == (given[0], kept)
    assert (changes.added, changes.removed, changes.unchanged) == (given, before[1:], 0)


def test_a_line_that_changes_is_neither_added_nor_removed() -> None:
    one = College("甲学院", "01")
    changes = compare((one,), (College("甲学院", "02"),))
    assert (len(changes.changed), changes.added, changes.removed) == (1, (), ())


def test_every_column_has_a_label_of_its_own() -> None:
    for kind in RegisterKind:
        words = [word for one in columns_of(kind) for word in (one.name, one.label, *one.synonyms)]
        assert len(words) == len(set(words)), kind


@pytest.mark.parametrize(
    ("kind", "data", "told"),
    [
        (
            RegisterKind.OTHER_POSTS,
            comma(
                ("学号", "姓名", "岗位", "聘期开始", "聘期结束"),
                ("3120240001", "张喆", "助教", "2026-09-01", "2026-01-15"),
            ),
            "早于聘期开始",
        ),
        (
            RegisterKind.CALENDAR,
            comma(
                ("学期", "开学日期", "学期结束"),
                ("2026-2027-1", "2026-09-07", "2027-03-17"),
                ("2026-2027-2", "2027-03-01", "2027-07-11"),
            ),
            "重叠",
        ),
        (
            RegisterKind.CALENDAR,
            comma(
                ("学期", "开学日期", "节假日"),
                ("2026-2027-1", "2026-09-07", "2026-10-01至2062-10-07"),
            ),
            "两个月",
        ),
        (
            RegisterKind.ASSISTANTS,
            comma(
                ("学号", "姓名", "学院", "岗位类型", "上岗时间"),
                ("3120240001", "张喆", "计算机学院", "党建", "1925-03-10"),
            ),
            "年份不像",
        ),
    ],
)
def test_a_year_typed_wrong_is_a_mistake(kind, data, told) -> None:
    assert any(told in one.says for one in read(kind, data).mistakes)


@pytest.mark.parametrize("kind", RegisterKind)
def test_every_word_that_the_help_offers_for_a_column_is_taken(kind: RegisterKind) -> None:
    chosen = (cells.enrolment, cells.party_standing, cells.degree_level, cells.study_mode)
    for column in columns_of(kind):
        if column.parse in (*chosen, cells.position_kind, cells.yes_no):
            for word in re.split("[、或]", re.sub("(等|之一)$", "", column.says)):
                column.parse(word)

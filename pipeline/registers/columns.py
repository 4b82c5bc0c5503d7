"""The columns of each register: what they are called, what may stand in them, what it means."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipeline.domain.registers import RegisterKind
from pipeline.registers import cells


@dataclass(frozen=True, slots=True)
class Column:
    """`name` is the field of the line; `label` and `synonyms` are how headers write it."""

    name: str
    label: str
    parse: Callable[[str], object]
    says: str
    required: bool = True
    synonyms: tuple[str, ...] = ()


_NO = Column(
    "student_no", "学号", cells.student_no, "文本，如 3120260001", synonyms=("学生学号", "学籍号")
)
_NAME = Column("name", "姓名", cells.name, "如 张三", synonyms=("学生姓名",))
_COLLEGE = Column(
    "college",
    "学院",
    cells.words,
    "学院全称，或名录中的别称",
    synonyms=("所在学院", "院系", "培养单位", "设岗单位"),
)
_KIND = Column(
    "position_kind",
    "岗位类型",
    cells.position_kind,
    "党建、团工作、学术、就业、实践、文体、信息（宣传）、教育管理之一",
    synonyms=("岗位", "岗位类别"),
)
_DEGREE = Column(
    "degree_level",
    "培养层次",
    cells.degree_level,
    "博士或硕士",
    required=False,
    synonyms=("学历层次", "学生类别", "层次"),
)
_PARTY = Column(
    "party_standing",
    "政治面貌",
    cells.party_standing,
    "正式党员、预备党员、党员、群众等",
    required=False,
)

_COLUMNS: Mapping[RegisterKind, tuple[Column, ...]] = {
    RegisterKind.REGISTRAR_ROSTER: (
        _NO,
        _NAME,
        Column(
            "enrolment",
            "学籍状态",
            cells.enrolment,
            "已注册、未注册、休学、延期、毕业、退学等",
            synonyms=("注册状态", "学籍"),
        ),
        Column(
            _COLLEGE.name, _COLLEGE.label, _COLLEGE.parse, _COLLEGE.says, False, _COLLEGE.synonyms
        ),
        _DEGREE,
        Column(
            "study_mode", "学习方式", cells.study_mode, "全日制或非全日制", False, ("学习形式",)
        ),
        _PARTY,
        Column(
            "term",
            "注册学期",
            cells.term,
            "如 2026-2027-1、2026秋；不写即不限学期",
            False,
            ("学期",),
        ),
    ),
    RegisterKind.OTHER_POSTS: (
        _NO,
        _NAME,
        Column(
            "post",
            "岗位",
            cells.other_post,
            "助教、助管或助研（助研不受限制）",
            synonyms=("岗位类型", "助理类型"),
        ),
        Column("unit", "用人单位", cells.words, "如 图书馆", False, ("单位", "设岗单位")),
        Column(
            "starts_on",
            "聘期开始",
            cells.day,
            "如 2026-09-01；不写即已在岗",
            False,
            ("开始日期", "起始日期"),
        ),
        Column(
            "ends_on",
            "聘期结束",
            cells.day,
            "如 2027-01-15；不写即仍在岗",
            False,
            ("结束日期", "截止日期"),
        ),
    ),
    RegisterKind.COLLEGES: (
        Column("name", "学院", cells.words, "正式全称", synonyms=("学院名称", "学院全称", "名称")),
        Column("code", "代码", cells.plain, "学院代码", False, ("学院代码", "编号")),
        Column("aliases", "别称", cells.texts, "几个别称之间用分号", False, ("简称", "曾用名")),
        Column(
            "addresses",
            "报送邮箱",
            cells.addresses,
            "有权报送的邮箱，几个之间用分号",
            False,
            ("邮箱", "邮箱地址", "电子邮箱"),
        ),
    ),
    RegisterKind.CALENDAR: (
        Column("term", "学期", cells.term, "如 2026-2027-1、2026秋、2026-autumn"),
        Column(
            "begins_on",
            "开学日期",
            cells.day,
            "如 2026-09-07",
            synonyms=("学期开始", "开始日期", "开学"),
        ),
        Column("ends_on", "学期结束", cells.day, "如 2027-01-17", False, ("结束日期", "放假日期")),
        Column(
            "holidays",
            "节假日",
            cells.spans,
            "如 2026-10-01至2026-10-07；2027-01-01",
            False,
            ("假日", "放假"),
        ),
        Column(
            "workdays",
            "调休上班日",
            cells.days,
            "周末上班的日子，如 2026-10-10",
            False,
            ("调休", "上班日"),
        ),
    ),
    RegisterKind.TRAINING: (
        _NO,
        _NAME,
        Column("held_on", "培训日期", cells.day, "如 2026-09-20", synonyms=("日期",)),
        Column("training", "培训名称", cells.words, "如 新上岗助理培训", synonyms=("培训", "名称")),
        Column(
            "attended",
            "是否到场",
            cells.yes_no,
            "是或否",
            synonyms=("出勤", "考勤", "出席", "签到"),
        ),
        Column("note", "备注", cells.words, "如 病假", False),
    ),
    RegisterKind.ASSISTANTS: (
        _NO,
        _NAME,
        _COLLEGE,
        _KIND,
        Column(
            "started_on", "上岗日期", cells.day, "如 2025-09-01", synonyms=("上岗时间", "起始日期")
        ),
        _DEGREE,
        _PARTY,
        Column("agreement", "责任书编号", cells.plain, "没有编号的不写", False, ("编号",)),
    ),
    RegisterKind.POSITION_DUTIES: (
        _COLLEGE,
        _KIND,
        Column(
            "student_no",
            "学号",
            cells.student_no,
            "只对一人时写；不写即对该岗位全体",
            False,
            ("适用人员", "学号（或全体）"),
        ),
        Column(
            "duties",
            "岗位职责",
            cells.paragraphs,
            "同一格里一行一条（按 Alt+Enter 换行），不要一条占一行表格",
            synonyms=("职责", "具体职责", "工作内容"),
        ),
        Column(
            "footnotes",
            "责任书脚注",
            cells.footnotes,
            "同一格里一行一条，依次印作各条职责的脚注；某条没有就写“无”",
            False,
            ("职责脚注", "分工依据"),
        ),
        Column("note", "备注", cells.words, "只供内部查看，不印出", False),
        Column(
            "valid_from", "生效日期", cells.day, "如 2026-09-01", synonyms=("起用日期", "自何日起")
        ),
    ),
}

EVERYBODY = ("全体", "全部", "所有", "all")
"""What colleges write instead of a student number when a line is for everybody."""


def columns_of(kind: RegisterKind) -> tuple[Column, ...]:
    return _COLUMNS[kind]


def header_words(text: str) -> str:
    """A header made comparable: 学号（必填）* is 学号."""
    plain = cells.plain(text).rstrip("*:").lstrip("*").casefold()
    return re.sub(r"\((必填|选填|可选|文本|可空)[^)]*\)$", "", plain)

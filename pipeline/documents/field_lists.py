"""The fields of every document: what its template may print, what staff call it, a specimen."""

from pipeline.documents.printed_fields import PrintedField as Field

_MARKS = Field("marks", "草稿、演示字样", "【样张】", required=True)
_NAME = Field("name", "姓名", "林知夏", required=True)
_STUDENT_NO = Field("student_no", "学号", "3120260417", required=True)
_COLLEGE = Field("college", "学院", "机械与车辆学院", required=True)
_POSITION = Field("position", "岗位类型", "党建")
_TERM = Field("term", "学期", "2026—2027学年秋季学期", required=True)

AGREEMENT_FIELDS = (
    Field("number", "责任书编号", "ZR-2026-0001", required=True),
    Field("version", "第几版", 97, required=True),
    Field("edition", "管理办法版本", "《研究生德育工作助理管理办法（草案）》（2014年7月）"),
    _MARKS,
    Field("college", "设岗单位", "机械与车辆学院", required=True),
    Field("person", "上岗人员", "林知夏（学号 3120260417）", required=True),
    Field("position", "岗位类型", "党建", required=True),
    Field("work_form", "形式", "联系2025级博士1班和第三党支部", required=True),
    Field("basis_1", "依据一", "研究生管理助理、教学助理岗位管理暂行办法", required=True),
    Field("basis_2", "依据二", "研究生德育工作助理管理办法", required=True),
    Field("enacting_words", "“特指定”一词", "特制定", required=True),
    Field("note_1", "注1", "设岗单位填写学院全称。", required=True),
    Field("note_2", "注2", "岗位类型从八类中选定。", required=True),
    Field("note_3", "注3", "形式指联系班级、支部等具体形式。", required=True),
    Field(
        "duties",
        "岗位职责",
        required=True,
        items=(
            Field("text", "一项职责", "联系三个研究生党支部，每月参加一次支部活动。"),
            Field("note", "这项职责的脚注", "见学院分工表。"),
        ),
    ),
    Field("signed_on", "签订日期", "二〇二六年九月十五日", required=True),
)

REGISTRATION_FIELDS = (
    _MARKS,
    _NAME,
    Field("gender", "性别", "女"),
    _STUDENT_NO,
    Field("birth_date", "出生年月", "2000年5月"),
    Field("ethnicity", "民族", "汉族"),
    Field("party_standing", "政治面貌", "中共党员（正式）"),
    Field("party_joined_on", "入党时间", "2021年6月"),
    _COLLEGE,
    Field("major", "专业", "机械工程"),
    Field("grade", "年级", "2026级"),
    Field("degree_level", "培养层次", "博士"),
    Field("supervisor", "导师", "王老师"),
    Field("phone", "联系电话", "010-68910000"),
    Field("email", "电子邮箱", "lin@bit.edu.cn"),
    _POSITION,
    Field("start_on", "上岗时间", "2026年9月1日"),
    Field("agreement_number", "责任书编号", "ZR-2026-0001"),
)

ASSESSMENT_FIELDS = (
    _MARKS,
    _TERM,
    _NAME,
    _STUDENT_NO,
    _COLLEGE,
    _POSITION,
    Field("agreement_number", "责任书编号", "ZR-2026-0001"),
    Field(
        "duties",
        "责任书所列岗位职责",
        items=(Field("text", "一项职责", "联系三个研究生党支部。"),),
        required=True,
    ),
    Field(
        "attendance",
        "培训和会议考勤",
        items=(
            Field("held_on", "日期", "2026年10月12日"),
            Field("title", "培训或会议", "研究生德育工作助理上岗培训"),
            Field("outcome", "到会情况", "到会"),
        ),
        required=True,
    ),
    Field("attendance_summary", "考勤小结", "应到 3 次，实到 3 次"),
)

TERM_PLAN_FIELDS = (_MARKS, _TERM, _NAME, _STUDENT_NO, _COLLEGE, _POSITION)

NOTICE_LETTER_FIELDS = (
    _MARKS,
    Field("number", "通知编号", "N-2026-0001", required=True),
    Field("title", "标题", "关于研究生德育工作助理上岗审查结果的通知", required=True),
    Field(
        "lines",
        "正文各段",
        items=(Field("text", "一段", "你单位报送的申请材料已审查完毕。"),),
        required=True,
    ),
    Field("office", "落款单位", "党委研究生工作部", required=True),
    Field("dated", "落款日期", "二〇二六年九月十五日", required=True),
)

DUE_LIST_FIELDS = (
    _MARKS,
    _TERM,
    Field("college", "学院", "机械与车辆学院", required=True),
    Field("office", "落款单位", "党委研究生工作部"),
    Field("dated", "截至日期", "二〇二六年九月十五日", required=True),
    Field(
        "due",
        "待报送的材料",
        required=True,
        items=(
            Field("person", "姓名", "林知夏"),
            Field("student_no", "学号", "3120260417"),
            Field("paper", "材料", "学期工作计划"),
            Field("clause", "条款", "二.3"),
            Field("due_on", "期限", "2026年9月21日"),
            Field("standing", "情况", "未到"),
        ),
    ),
)

COVER_SHEET_FIELDS = (
    _MARKS,
    _TERM,
    Field("college", "收件学院", "机械与车辆学院", required=True),
    Field("address", "学院报送邮箱", "jixie@bit.edu.cn"),
    Field("office", "寄件单位", "党委研究生工作部", required=True),
    Field("office_address", "寄件单位邮箱", "yangongbu@bit.edu.cn"),
    Field("total", "共几份", 98, required=True),
    Field(
        "enclosed",
        "内装材料",
        required=True,
        items=(
            Field("paper", "材料", "研究生德育工作助理岗位责任书"),
            Field("person", "姓名", "林知夏"),
            Field("student_no", "学号", "3120260417"),
            Field("copies", "份数", 3),
            Field("note", "备注", "草稿，供核对"),
        ),
    ),
)

"""The four forms of clause 三: application, replacement, leaving, registration."""

from composing.grids import Blank, Form, heading, row

from pipeline.domain.positions import PositionKind

KINDS = "  ".join(f"□{kind.label}" for kind in PositionKind)
STANDING = "□中共党员（正式）　□中共预备党员　□其他："
ENROLMENT = "□本学期已注册　□未注册　□休学　□保留学籍　□延期毕业"
YES_OR_NO = "□是　　□否"
MAILBOX = "yangongbu@bit.edu.cn"

APPLICATION = Form(
    title="研究生德育工作助理上岗申请表",
    identifier="deyu:application_form:1",
    rows=(
        row(
            Blank("姓名", "name"),
            Blank("性别", "gender", text="□男　□女"),
            Blank("学号", "student_no"),
        ),
        row(
            Blank("出生年月", "birth_date"),
            Blank("民族", "ethnicity"),
            Blank("入党时间", "party_joined_on"),
        ),
        row(Blank("政治面貌", "party_standing", 5, STANDING)),
        row(Blank("学院", "college", 2), Blank("专业", "major", 2)),
        row(Blank("年级", "grade", 2), Blank("培养层次", "degree_level", 2, "□博士　□硕士")),
        row(
            Blank("学习形式", "study_mode", 2, "□全日制　□非全日制"), Blank("导师", "supervisor", 2)
        ),
        row(Blank("学籍注册情况", "enrolment", 5, ENROLMENT)),
        row(Blank("联系电话", "phone", 2), Blank("电子邮箱", "email", 2)),
        row(Blank("拟任岗位类型", "position_kind", 5, KINDS)),
        row(
            Blank("拟上岗时间", "start_on", 2),
            Blank("是否受聘其他\n助教、助管\n岗位", "other_post", 2, YES_OR_NO),
            height=1.2,
        ),
        row(Blank("学习、科研\n情况", "academic_standing", 5), height=2.3),
        row(Blank("社会工作经历", "social_experience", 5), height=2.3),
        heading("岗位职责与工作形式（由学院填写）"),
        row(Blank("岗位职责", "position_duties", 5), height=2.0),
        row(Blank("工作形式", "work_form", 5), height=1.2),
        row(
            Blank("学院意见", "college_opinion", 5, signed="负责人签字：　　　　　　　（盖章）"),
            height=3.4,
        ),
    ),
    remarks=(
        "选项在□内打√；拟任岗位类型只选一类。",
        "“岗位职责”“工作形式”由设岗学院填写，审查通过后印入岗位责任书。",
        f"学院审批后报研究生工作部，同时将电子版发送至 {MAILBOX}。",
    ),
)

REPLACEMENT = Form(
    title="研究生德育工作助理更换申请",
    identifier="deyu:replacement_request:1",
    rows=(
        row(Blank("学院", "college", 2), Blank("岗位类型", "position_kind", 2)),
        row(Blank("离岗助理姓名", "leaver_name", 2), Blank("离岗助理学号", "leaver_student_no", 2)),
        row(Blank("上岗时间", "started_on", 2), Blank("离岗时间", "left_on", 2)),
        row(
            Blank("新任助理姓名", "incoming_name", 2),
            Blank("新任助理学号", "incoming_student_no", 2),
        ),
        row(Blank("更换原因", "reason", 5), height=4.5),
        row(Blank("申请日期", "requested_on", 5)),
        row(
            Blank("学院意见", "college_opinion", 5, signed="负责人签字：　　　　　　（党委公章）"),
            height=4,
        ),
    ),
    remarks=(
        "本申请由学院填写，打印后加盖学院党委公章，于每学期开学后两周内报研究生工作部。",
        f"同时报送：新任助理《研究生德育工作助理上岗申请表》电子版（发送至 {MAILBOX}）；离岗助理撰写的工作案例。",
        "离岗助理在岗时间超过一年半的，学院学生工作办公室还应提交对该助理的评议意见。",
    ),
)

LEAVING = Form(
    title="拟离岗研究生德育工作助理情况调查表",
    identifier="deyu:leaving_survey:1",
    rows=(
        row(
            Blank("姓名", "name"),
            Blank("性别", "gender", text="□男　□女"),
            Blank("学号", "student_no"),
        ),
        row(Blank("学院", "college", 2), Blank("联系电话", "phone", 2)),
        row(Blank("岗位类型", "position_kind", 5, KINDS)),
        row(Blank("任职开始时间", "started_on", 2), Blank("离岗时间", "left_on", 2)),
        row(Blank("离岗原因", "leaving_reason", 5), height=1.6),
        row(Blank("主要工作\n及成效", "work_done", 5), height=3.2),
        row(Blank("收获与体会", "gains", 5), height=2.8),
        row(Blank("遇到的困难", "difficulties", 5), height=2.4),
        row(Blank("对助理培养与\n管理的意见\n和建议", "suggestions", 5), height=2.8),
        row(Blank("离岗后的去向", "next_step", 5), height=1.2),
        row(Blank("本人签字", "signature", 2), Blank("填表日期", "filled_on", 2)),
    ),
    remarks=(
        "本表由拟离岗助理本人填写，离岗时提交，作为学校建设助理队伍的基础调研资料。",
        f"电子版请发送至 {MAILBOX}。",
    ),
)

CASE = Form(
    title="研究生德育工作助理工作案例",
    identifier="deyu:case_report:1",
    rows=(
        row(Blank("案例题目", "title", 5)),
        row(Blank("姓名", "name", 2), Blank("学号", "student_no", 2)),
        row(Blank("学院", "college", 2), Blank("在岗起止时间", "tenure", 2)),
        row(Blank("岗位类型", "position_kind", 5, KINDS)),
    ),
    remarks=(
        "本案例由离岗助理本人结合工作经历撰写，离岗前至少完成一篇。",
        f"电子版由学院发送至 {MAILBOX}；下面请写正文，可另附页。",
    ),
    below=("正文", ""),
)

REGISTRATION = Form(
    title="研究生德育工作助理登记表",
    identifier="deyu:registration_form:1",
    marked=True,
    rows=(
        row(
            Blank("姓名", "name", text="{{ name }}"),
            Blank("性别", "gender", text="{{ gender }}"),
            Blank("学号", "student_no", text="{{ student_no }}"),
        ),
        row(
            Blank("出生年月", "birth_date", text="{{ birth_date }}"),
            Blank("民族", "ethnicity", text="{{ ethnicity }}"),
            Blank("入党时间", "party_joined_on", text="{{ party_joined_on }}"),
        ),
        row(
            Blank("政治面貌", "party_standing", 2, "{{ party_standing }}"),
            Blank("培养层次", "degree_level", 2, "{{ degree_level }}"),
        ),
        row(
            Blank("学院", "college", 2, "{{ college }}"),
            Blank("专业", "major", 2, "{{ major }}"),
        ),
        row(
            Blank("年级", "grade", 2, "{{ grade }}"),
            Blank("导师", "supervisor", 2, "{{ supervisor }}"),
        ),
        row(
            Blank("联系电话", "phone", 2, "{{ phone }}"),
            Blank("电子邮箱", "email", 2, "{{ email }}"),
        ),
        row(
            Blank("岗位类型", "position_kind", 2, "{{ position }}"),
            Blank("上岗时间", "start_on", 2, "{{ start_on }}"),
        ),
        row(Blank("责任书编号", "agreement_number", 5, "{{ agreement_number }}")),
        row(Blank("所联系的\n班级、支部", "groups", 5), height=2.2),
        row(Blank("学习与工作\n经历", "experience", 5), height=3.6),
        row(Blank("任职期间的\n工作设想", "plans", 5), height=3.6),
        row(Blank("本人签字", "signature", 5, signed="签字：＿＿＿＿＿＿＿＿＿＿"), height=2.4),
    ),
    remarks=(
        "本表由研究生工作部发放纸面版，已印内容如有出入请划改；其余由新上岗助理本人填写。",
        "填写后及时交回研究生工作部。",
    ),
)

TERM_PLAN = Form(
    title="研究生德育工作助理学期工作计划",
    identifier="deyu:term_plan:1",
    marked=True,
    rows=(
        row(
            Blank("姓名", "name", text="{{ name }}"),
            Blank("学号", "student_no", text="{{ student_no }}"),
            Blank("岗位类型", "position_kind", text="{{ position }}"),
        ),
        row(
            Blank("学院", "college", 2, "{{ college }}"),
            Blank("学期", "term", 2, "{{ term }}"),
        ),
        row(Blank("研究生思想\n实际分析", "situation", 5), height=4.2),
        row(Blank("学期工作重点", "focus", 5), height=5.2),
        row(Blank("工作方式与\n进度安排", "methods", 5), height=5.2),
        row(Blank("例会交流\n时间", "presented_on", 2), Blank("本人签字", "signature", 2)),
        row(
            Blank("学院意见", "college_opinion", 5, signed="负责人签字：　　　　　　　（盖章）"),
            height=3.0,
        ),
    ),
    remarks=(
        "每学期制定一份，针对研究生思想实际和学校具体工作的要求，确定工作重点和工作方式（二.3）。",
        f"在学院研究生工作例会上交流汇报后，电子版发送至 {MAILBOX}。",
    ),
)

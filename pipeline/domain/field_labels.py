"""What the office calls each field of a paper, as people read it."""

from collections.abc import Mapping

FIELD_LABELS: Mapping[str, str] = {
    "name": "姓名",
    "gender": "性别",
    "student_no": "学号",
    "birth_date": "出生日期",
    "ethnicity": "民族",
    "party_standing": "政治面貌",
    "party_joined_on": "入党时间",
    "college": "学院",
    "major": "专业",
    "grade": "年级",
    "degree_level": "培养层次",
    "study_mode": "学习形式",
    "enrolment": "学籍状态",
    "enrolment_line": "表上有“学籍状态”一栏",
    "sender_standing": "来信地址",
    "supervisor": "导师",
    "phone": "联系电话",
    "email": "电子邮箱",
    "position_kind": "岗位类型",
    "start_on": "上岗时间",
    "academic_standing": "学习、科研情况",
    "social_experience": "社会工作经历",
    "other_post": "是否担任其他助理岗位",
    "college_opinion": "学院意见",
    "college_approved_on": "学院审批日期",
    "position_duties": "岗位职责",
    "work_form": "形式",
    "title": "题目",
    "text": "正文",
    "tenure_months": "任职月数",
    "period": "所属学期或学年",
    "opinion": "评议意见",
    "signed_on": "签字日期",
    "leaver_name": "离岗人姓名",
    "leaver_student_no": "离岗人学号",
    "incoming_name": "接任人姓名",
    "incoming_student_no": "接任人学号",
    "incoming_start_on": "接任人上岗时间",
    "reason": "理由",
    "requested_on": "申请日期",
    "started_on": "上岗时间",
    "left_on": "离岗时间",
    "leaving_reason": "离岗原因",
    "work_done": "主要工作及成效",
    "gains": "收获与体会",
    "difficulties": "遇到的困难",
    "suggestions": "意见和建议",
    "next_step": "离岗后的去向",
}


def field_label(name: str) -> str:
    """The office's word; a field without one (an answer of a survey) is named as it is."""
    return FIELD_LABELS.get(name, name)

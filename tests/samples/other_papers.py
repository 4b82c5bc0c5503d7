"""Case reports, opinions, replacement requests, surveys, and mail with none of our papers."""

from samples.expected import Sample, mail, paper
from samples.mailing import Sent, coremail, foxmail, netease, outlook, qq
from samples.sheets import of_lines, table_paper

COLLEGE = ("计算机学院研究生工作办公室", "jsj-ygb@bit.edu.cn")

CASE = (
    "春风化雨，润物无声——一次宿舍矛盾的化解",
    "作者：安知夏　学号：3120230301　学院：计算机学院",
    "一、案例背景",
    "开学第三周，同宿舍两位研究生因作息不同发生争执，其中一人提出调换宿舍。",
    "二、处理过程",
    "我先分别与两位同学谈心，了解各自的难处；再请班长和党支部书记一起开了一次宿舍会，"
    "议定了作息公约。此后每周回访一次，连续四周没有再发生争执。",
    "三、工作启示",
    "矛盾往往起于小事，早发现、早沟通，比事后处理更有用。与同学相处要先听后说，"
    "不急于评判，让他们自己商量出办法，我们只在旁边扶一把。",
)


def _case_report() -> Sample:
    file = "工作案例-安知夏.docx"
    subject = "德育助理工作案例"
    data = of_lines("研究生德育工作助理工作案例", *CASE)
    sent = Sent(70, "安知夏", "anzhixia@bit.edu.cn", subject, "提交本学期案例。", [(file, data)])
    fields = {
        "title": CASE[0],
        "name": "安知夏",
        "student_no": "3120230301",
        "college": "计算机学院",
    }
    return Sample(
        "60-case-report",
        qq(sent),
        "工作案例，有题目、作者和正文",
        {
            "mail": mail(subject, "安知夏", "anzhixia@bit.edu.cn"),
            "attachments": [{"name": file, "kind": "case_report", "problem": None}],
            "papers": [paper("case_report", file, fields)],
            "problems": [],
            "judgements": [],
        },
    )


def _case_in_body() -> Sample:
    subject = "案例报告——安静的力量"
    file = "案例.docx"
    data = of_lines(CASE[0], "作者：毕书言　学号：3120230306　学院：计算机学院", *CASE[2:])
    sent = Sent(
        71, "毕书言", "bishuyan@bit.edu.cn", subject, "老师好，案例见附件。", [(file, data)]
    )
    return Sample(
        "61-case-without-title",
        netease(sent),
        "案例没有“工作案例”的标题，从小标题认出",
        {
            "mail": mail(subject, "毕书言", "bishuyan@bit.edu.cn"),
            "attachments": [{"name": file, "kind": "case_report"}],
            "papers": [paper("case_report", file, {"title": CASE[0], "name": "毕书言"})],
            "judgements": [],
        },
    )


def _evaluation() -> Sample:
    file = "评议意见.docx"
    subject = "离岗助理评议意见"
    opinion = "该同学在岗期间认真负责，组织学术论坛六次，群众基础好，评议为优秀。"
    data = table_paper(
        "研究生德育工作助理评议意见",
        [
            ("姓名", "蔡明扬"),
            ("学号", "3120220302"),
            ("学院", "计算机学院"),
            ("在岗时间", "18个月"),
            ("评议意见", f"{opinion}\n学生工作办公室（盖章）\n2026年9月1日"),
        ],
    )
    sent = Sent(72, *COLLEGE, subject, "评议意见见附件。", [(file, data)])
    fields = {
        "name": "蔡明扬",
        "student_no": "3120220302",
        "college": "计算机学院",
        "tenure_months": 18,
        "opinion": opinion,
        "signed_on": "2026-09-01",
    }
    return Sample(
        "62-evaluation-opinion",
        foxmail(sent),
        "学院对离岗助理的评议意见",
        {
            "mail": mail(subject, *COLLEGE),
            "attachments": [{"name": file, "kind": "evaluation_opinion"}],
            "papers": [paper("evaluation_opinion", file, fields)],
            "judgements": [],
        },
    )


def _replacement() -> Sample:
    file = "更换申请.docx"
    subject = "更换德育工作助理的申请"
    data = table_paper(
        "研究生德育工作助理更换申请",
        [
            ("学院", "计算机学院"),
            ("离岗助理姓名", "蔡明扬"),
            ("离岗助理学号", "3120220302"),
            ("接任助理姓名", "邓启航"),
            ("接任助理学号", "3120240303"),
            ("更换原因", "蔡明扬同学将于本学期赴国外联合培养。"),
            ("申请日期", "2026年9月2日"),
        ],
    )
    sent = Sent(73, *COLLEGE, subject, "请审批。", [(file, data)])
    fields = {
        "college": "计算机学院",
        "leaver_name": "蔡明扬",
        "leaver_student_no": "3120220302",
        "incoming_name": "邓启航",
        "incoming_student_no": "3120240303",
        "reason": "蔡明扬同学将于本学期赴国外联合培养。",
        "requested_on": "2026-09-02",
    }
    return Sample(
        "63-replacement-request",
        coremail(sent),
        "学院申请更换助理：谁离岗、谁接任",
        {
            "mail": mail(subject, *COLLEGE),
            "attachments": [{"name": file, "kind": "replacement_request"}],
            "papers": [paper("replacement_request", file, fields)],
            "judgements": [],
        },
    )


def _survey() -> Sample:
    file = "离岗情况调查表.docx"
    subject = "离岗调查表"
    data = table_paper(
        "研究生德育工作助理离岗情况调查表",
        [
            ("姓名", "蔡明扬"),
            ("学号", "3120220302"),
            ("学院", "计算机学院"),
            ("岗位类型", "学术"),
            ("上岗时间", "2025年3月"),
            ("离岗时间", "2026年9月"),
            ("在岗期间最大的收获", "学会了倾听。"),
        ],
    )
    sent = Sent(74, "蔡明扬", "caimingyang@bit.edu.cn", subject, "调查表见附件。", [(file, data)])
    fields = {
        "name": "蔡明扬",
        "student_no": "3120220302",
        "college": "计算机学院",
        "position_kind": "academic",
        "started_on": "2025-03",
        "left_on": "2026-09",
    }
    return Sample(
        "64-leaving-survey",
        outlook(sent),
        "离岗助理填写的调查表",
        {
            "mail": mail(subject, "蔡明扬", "caimingyang@bit.edu.cn"),
            "attachments": [{"name": file, "kind": "leaving_survey"}],
            "papers": [paper("leaving_survey", file, fields)],
            "judgements": [],
        },
    )


def _question() -> Sample:
    subject = "咨询：申请截止时间"
    text = "老师您好，请问本学期德育工作助理的申请什么时候截止？"
    sent = Sent(75, "董知礼", "dongzhili@bit.edu.cn", subject, text)
    return Sample(
        "65-question",
        qq(sent),
        "只是咨询，没有材料",
        {
            "mail": mail(subject, "董知礼", "dongzhili@bit.edu.cn"),
            "attachments": [],
            "papers": [],
            "problems": [],
            "judgements": [],
        },
    )


def _another_form() -> Sample:
    file = "助管岗位申请表.docx"
    subject = "助管申请"
    data = table_paper(
        "研究生助管岗位申请表",
        [
            ("姓名", "樊一诺"),
            ("学号", "3120240305"),
            ("学院", "计算机学院"),
            ("申请理由", "勤工助学"),
        ],
    )
    sent = Sent(76, "樊一诺", "fanyinuo@bit.edu.cn", subject, "请查收。", [(file, data)])
    return Sample(
        "66-another-offices-form",
        foxmail(sent),
        "别的部门的表（助管申请），不当作上岗申请",
        {
            "mail": mail(subject, "樊一诺", "fanyinuo@bit.edu.cn"),
            "attachments": [{"name": file, "kind": "unrecognised"}],
            "papers": [{"kind": "unrecognised", "fields": {"name": {"value": "樊一诺"}}}],
            "judgements": [],
        },
    )


def samples() -> list[Sample]:
    return [
        _case_report(),
        _case_in_body(),
        _evaluation(),
        _replacement(),
        _survey(),
        _question(),
        _another_form(),
    ]

"""Mails that are easily taken for something else, and files at the edge of what is read."""

import zipfile
from io import BytesIO
from pathlib import Path

from samples.applicants import Applicant
from samples.complete import SUBJECT, TEXT, of_one_form
from samples.expected import Sample, judgement, lacks, mail
from samples.machines import NOTHING
from samples.mailing import (
    OFFICE,
    Sent,
    address,
    coremail,
    foxmail,
    multipart,
    netease,
    outlook,
    part,
    qq,
    text_part,
)
from samples.mailing import mail as composed
from samples.mailing import word as encoded
from samples.sheets import WHEN, in_pairs, of_lines

BLANK = Path(__file__).resolve().parents[2] / "templates" / "application_form.docx"


def _applicant(number: int, name: str) -> Applicant:
    return Applicant(
        name,
        f"31202406{number:02}",
        "计算机学院",
        f"apply6{number}@bit.edu.cn",
        "就业",
        phone=f"138000016{number:02}",
    )


def _term_plan() -> Sample:
    file, who = "本学期工作计划.docx", ("阮青梧", "ruanqingwu@bit.edu.cn")
    subject = "德育助理学期工作计划"
    data = of_lines(
        "研究生德育工作助理学期工作计划",
        "姓名：阮青梧　学号：3120230667　学院：计算机学院",
        "一、组织就业分享会两场；二、走访宿舍，每月一次；三、协助党支部开展主题学习。",
    )
    return Sample(
        "67-term-plan",
        coremail(Sent(97, *who, subject, "计划见附件。", [(file, data)])),
        "学期工作计划：归档，不当作申请",
        {
            "mail": mail(subject, *who),
            "attachments": [{"name": file, "kind": "term_plan", "problem": None}],
            "papers": [{"kind": "term_plan", "source": file}],
            "problems": [],
            "judgements": [],
        },
    )


def _blank_form() -> Sample:
    """The office's blank form, sent back before it was filled in."""
    file, who = "研究生德育工作助理上岗申请表.docx", ("单知遥", "shanzhiyao@bit.edu.cn")
    outcomes = {
        "Q1a": lacks("study_mode"),
        "Q1b": lacks("enrolment"),
        "Q1c": lacks("degree_level"),
        "Q3a": lacks("party_standing"),
        "Q3b": lacks("party_standing", "position_kind"),
        "Q4": lacks("academic_standing"),
        "Q6": lacks("social_experience"),
        "Q7": lacks("other_post"),
        "H1": lacks("college_opinion"),
        "H2": lacks("name", "student_no", "college", "position_kind"),
    }
    judged = judgement(file, {}, "needs_person", **outcomes)
    # Whether a line left blank also misses the study mode, which cannot settle it, is left open.
    del next(one for one in judged["findings"] if one["rule"] == "Q1b")["missing"]
    return Sample(
        "68-blank-form",
        qq(Sent(98, *who, SUBJECT, TEXT, [(file, BLANK.read_bytes())])),
        "寄回了没有填写的空白表：各栏都请补充，不判为不符合",
        {
            "mail": mail(SUBJECT, *who),
            "attachments": [{"name": file, "kind": "application_form", "problem": None}],
            "papers": [{"kind": "application_form", "source": file, "fields": {}}],
            "judgements": [judged],
        },
    )


def _thanks() -> Sample:
    who, subject = ("施以宁", "shiyining@bit.edu.cn"), "回复：党委研究生工作部受理回执"
    text = "收到，谢谢老师！"
    return Sample(
        "69-thanks",
        netease(Sent(99, *who, subject, text, more=(b"In-Reply-To: <N-2026-0001@bit.edu.cn>",))),
        "学生回信道谢：是人写的，没有材料",
        {"mail": mail(subject, *who, text=text), **NOTHING},
    )


def _read_receipt() -> Sample:
    who, subject = ("庄既望", "zhuangjiwang@bit.edu.cn"), "已读: 材料补正通知"
    sent = Sent(100, *who, subject, "")
    told = part(
        b"Reporting-UA: bit.edu.cn; Coremail\r\nFinal-Recipient: rfc822; "
        b"zhuangjiwang@bit.edu.cn\r\nDisposition: manual-action/MDN-sent-manually; displayed\r\n",
        b"Content-Type: message/disposition-notification",
    )
    content = multipart(
        "report",
        b"----=_Receipt_100",
        [text_part("您的邮件已被阅读。", "utf-8", "utf-8"), told],
        b" report-type=disposition-notification;",
    )
    data = composed(
        sent, address(sent, "utf-8", "utf-8"), encoded(subject, "utf-8", "utf-8"), content=content
    )
    return Sample(
        "75-read-receipt",
        data,
        "已读回执",
        {"mail": mail(subject, *who, automatic=True), **NOTHING},
    )


def _outlook_reply() -> Sample:
    """Told by its fields alone: the subject looks like a person's."""
    who, subject = ("纪云深", "jiyunshen@bit.edu.cn"), "答复: 材料补正通知"
    more = (b"Auto-Submitted: auto-generated", b"X-Auto-Response-Suppress: All")
    return Sample(
        "76-automatic-by-its-fields",
        outlook(Sent(101, *who, subject, "本人休假至9月15日，急事请联系学院办公室。", more=more)),
        "主题看不出是自动回复，邮件头写明是自动生成",
        {"mail": mail(subject, *who, automatic=True), **NOTHING},
    )


def _after_a_bounce() -> Sample:
    """A person who speaks of bounces and automatic replies is no machine."""
    who, file = _applicant(77, "乔木森"), "上岗申请表.docx"
    subject = "退信后重发：上岗申请表（收到了自动回复，不知是否成功）"
    return Sample(
        "77-person-speaks-of-a-bounce",
        foxmail(Sent(102, who.name, who.address, subject, TEXT, [(file, in_pairs(who))])),
        "主题提到退信和自动回复，却是人写的：要答复",
        of_one_form(who, subject, file),
    )


def _copied() -> Sample:
    who, subject = ("苗向晚", "miaoxiangwan@bit.edu.cn"), "咨询：硕士生可否申请"
    cc = b'"' + encoded("苏老师", "utf-8", "utf-8") + b'" <su@bit.edu.cn>, <jsj-ygb@bit.edu.cn>'
    more = (b"Cc: " + cc, b"Reply-To: <mxw@example.org>")
    text = "老师好，请问硕士生可以申请德育助理吗？"
    told = mail(
        subject,
        *who,
        text=text,
        to=[{"name": "", "address": OFFICE}],
        cc=[
            {"name": "苏老师", "address": "su@bit.edu.cn"},
            {"name": "", "address": "jsj-ygb@bit.edu.cn"},
        ],
        date="2026-09-03T10:43:00+08:00",
        message_id="<103.202609031043@bit.edu.cn>",
    )
    return Sample(
        "78-copied-to-others",
        coremail(Sent(103, *who, subject, text, more=more)),
        "抄送两人，回信地址另写",
        {"mail": told, **NOTHING},
    )


def _cabinet() -> Sample:
    """The marker of a Windows cabinet, which nobody but its own program opens."""
    file, who = "申请材料.rar", ("屈子衿", "quzijin@bit.edu.cn")
    code = "unsupported_type"
    return Sample(
        "88-cabinet",
        netease(Sent(104, *who, SUBJECT, TEXT, [(file, b"MSCF\0\0\0\0" + bytes(range(200)))])),
        "附件名为 rar，实为 cab，本系统不能打开：请改用 zip 或直接附文件",
        {
            "mail": mail(SUBJECT, *who),
            "attachments": [
                {
                    "name": file,
                    "path": [file],
                    "type": "other",
                    "kind": None,
                    "problem": {"code": code},
                }
            ],
            "papers": [],
            "problems": [{"code": code, "source": file}],
            "judgements": [],
        },
    )


def _with_macro(data: bytes) -> bytes:
    """The same form as Word's document with macros, without any macro in it."""
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            changed = old.read(name).replace(
                plain, b"application/vnd.ms-word.document.macroEnabled.main+xml"
            )
            new.writestr(zipfile.ZipInfo(name, WHEN), changed, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _macro() -> Sample:
    """Read, since its text can be; but a problem touches it, so a person looks."""
    who, file = _applicant(89, "水云间"), "上岗申请表.docm"
    data = _with_macro(in_pairs(who))
    told = of_one_form(who, SUBJECT, file, "needs_person", H2="person")
    told["attachments"][0]["problem"] = {"code": "macro"}
    told["problems"] = [{"code": "macro", "source": file}]
    return Sample(
        "89-form-with-macros",
        outlook(Sent(105, who.name, who.address, SUBJECT, TEXT, [(file, data)])),
        "申请表带宏：能读，仍请人看过",
        told,
    )


def _no_date() -> Sample:
    subject, address_ = "咨询岗位", "nodate@bit.edu.cn"
    head = (
        b"From: <nodate@bit.edu.cn>",
        b"To: " + OFFICE.encode(),
        b"Subject: " + encoded(subject, "utf-8", "utf-8"),
        b"Date: sometime on Thursday",
        text_part("请问还有岗位吗？", "utf-8", "utf-8"),
    )
    told = mail(subject, "", address_, date=None, message_id="", text="请问还有岗位吗？")
    return Sample(
        "94-no-date-no-message-id",
        b"\r\n".join(head),
        "日期读不出，也没有 Message-ID",
        {"mail": told, **NOTHING},
    )


def samples() -> list[Sample]:
    return [
        _term_plan(),
        _blank_form(),
        _thanks(),
        _read_receipt(),
        _outlook_reply(),
        _after_a_bounce(),
        _copied(),
        _cabinet(),
        _macro(),
        _no_date(),
    ]

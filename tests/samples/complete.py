"""Applications against which nothing can be said, by every program and in every layout."""

import dataclasses
from collections.abc import Callable

from samples import applicants as people
from samples.applicants import Applicant
from samples.expected import Json, Sample, judgement, mail, paper
from samples.mailing import Sent, coremail, foxmail, netease, old_program, outlook, qq
from samples.sheets import (
    TITLE,
    as_lines,
    as_workbook,
    below_labels,
    fixture,
    in_lines,
    in_our_template,
    in_pairs,
    with_boxes,
)

SUBJECT = "研究生德育工作助理上岗申请"
TEXT = "老师您好：\n附件是我的上岗申请表，请审核。谢谢！"

Client = Callable[[Sent], bytes]


def application(
    name: str,
    shows: str,
    number: int,
    applicant: Applicant,
    client: Client = qq,
    file: str = "",
    data: bytes | None = None,
    advice: str = "no_obstacle",
    subject: str = "",
    type_: str = "docx",
    **outcomes: str,
) -> Sample:
    """A mail with one form, and what it must come out as."""
    file = file or f"上岗申请表-{applicant.name}.docx"
    subject = subject or f"{SUBJECT}（{applicant.name}）"
    data = in_pairs(applicant) if data is None else data
    sent = Sent(number, applicant.name, applicant.address, subject, TEXT, [(file, data)])
    return Sample(
        name,
        client(sent),
        shows,
        of_one_form(applicant, subject, file, advice, type_, **outcomes),
    )


def of_one_form(
    applicant: Applicant,
    subject: str,
    file: str,
    advice: str = "no_obstacle",
    type_: str = "docx",
    **outcomes: str,
) -> Json:
    meant = applicant.meant()
    return {
        "mail": mail(subject, applicant.name, applicant.address),
        "attachments": [
            {
                "name": file,
                "path": [file],
                "type": type_,
                "kind": "application_form",
                "problem": None,
            }
        ],
        "papers": [paper("application_form", file, meant)],
        "problems": [],
        "judgements": [judgement(file, meant, advice, **outcomes)],
    }


def _in_body() -> Sample:
    lee = people.LUO
    sent = Sent(11, lee.name, lee.address, SUBJECT, "\n".join([TITLE, *as_lines(lee)]))
    meant = lee.meant()
    return Sample(
        "11-form-in-the-body",
        coremail(sent),
        "申请表的内容直接写在邮件正文里，没有附件",
        {
            "mail": mail(SUBJECT, lee.name, lee.address),
            "attachments": [],
            "papers": [{"kind": "application_form", "fields": _values(meant)}],
            "judgements": [judgement("正文", meant, "no_obstacle")],
        },
    )


def _values(meant: Json) -> Json:
    return {name: {"value": value} for name, value in meant.items()}


_FILLED_IN = dataclasses.replace(people.GU, party="中共正式党员", enrolment="本学期已注册")

_CASES: tuple[tuple[str, str, Applicant, Client, Json], ...] = (
    ("foxmail", "Foxmail 发来，标签写 GB2312，齐全", people.CHEN, foxmail, {}),
    (
        "qq",
        "QQ 邮箱，只有 html 正文；表格为上格栏目、下格答案",
        people.LIN,
        qq,
        {"data": below_labels(people.LIN)},
    ),
    ("netease", "网易邮箱，GBK，主题为 Q 编码", people.SUN, netease, {}),
    (
        "coremail",
        "学校邮箱网页版，文件名按 RFC 2231 分段；表内在方框中打勾",
        people.HE,
        coremail,
        {"data": with_boxes(people.HE)},
    ),
    ("outlook", "Outlook，签名带图片（图片不算附件）", people.TANG, outlook, {}),
    (
        "raw-names",
        "老邮件程序，主题、姓名、文件名都是未编码的 GBK",
        people.WEI,
        old_program,
        {},
    ),
    (
        "no-table",
        "申请表没有表格，一行一项",
        people.OUYANG,
        foxmail,
        {"data": in_lines(people.OUYANG)},
    ),
    (
        "our-template",
        "用研究生工作部的空白表填写",
        _FILLED_IN,
        outlook,
        {"data": in_our_template(_FILLED_IN)},
    ),
    (
        "workbook",
        "申请表是 Excel 文件",
        people.SHEN,
        qq,
        {"file": "上岗申请表.xlsx", "data": as_workbook(people.SHEN), "type_": "xlsx"},
    ),
    (
        "pdf",
        "申请表另存为 PDF（有文字）",
        people.XU,
        netease,
        {"file": "上岗申请表.pdf", "data": fixture("application.pdf"), "type_": "pdf"},
    ),
)


def _old_word() -> Sample:
    """Saved by LibreOffice, which loses the table of this very file when it opens it again."""
    who = Applicant("郑怀瑾", "3120240483", "体育部", "apply83@bit.edu.cn", "文体")
    sent = Sent(
        83, who.name, who.address, SUBJECT, TEXT, [("申请表.doc", fixture("application.doc"))]
    )
    told = of_one_form(who, SUBJECT, "申请表.doc", type_="doc")
    return Sample("83-legacy-doc", netease(sent), "申请表是旧版 Word 文件（.doc）", told)


def samples() -> list[Sample]:
    whole = [
        application(f"{number:02}-complete-{name}", shows, number, applicant, client, **rest)
        for number, (name, shows, applicant, client, rest) in enumerate(_CASES, 1)
    ]
    return [*whole, _in_body(), _old_word()]

"""What machines send, and must never be answered; and a mail with nothing in it."""

from samples.expected import Sample, mail
from samples.mailing import (
    OFFICE,
    Sent,
    coremail,
    multipart,
    part,
    qq,
    text_part,
)
from samples.mailing import mail as composed
from samples.mailing import word as encoded

NOTHING = {"attachments": [], "papers": [], "problems": [], "judgements": []}


def _bounce() -> Sample:
    address = "mailer-daemon@bit.edu.cn"
    subject = "系统退信"
    sent = Sent(80, "", address, subject, "")
    report = part(
        b"Reporting-MTA: dns; bit.edu.cn\r\n\r\nFinal-Recipient: rfc822; nobody@bit.edu.cn\r\n"
        b"Action: failed\r\nStatus: 5.1.1\r\n",
        b"Content-Type: message/delivery-status",
    )
    lost = part(
        b"From: " + OFFICE.encode() + b"\r\nTo: nobody@bit.edu.cn\r\nSubject: test\r\n",
        b"Content-Type: text/rfc822-headers",
    )
    explained = text_part("您的邮件无法送达：收件人不存在。", "utf-8", "utf-8")
    body = multipart(
        "report", b"----=_Bounce_80", [explained, report, lost], b" report-type=delivery-status;"
    )
    data = composed(
        sent,
        b"<" + address.encode() + b">",
        encoded(subject, "utf-8", "utf-8"),
        b"Auto-Submitted: auto-replied",
        content=body,
    )
    return Sample(
        "70-bounce",
        data,
        "退信：只存档，不答复",
        {"mail": mail(subject, "", address, automatic=True), "papers": [], "judgements": []},
    )


def _out_of_office() -> Sample:
    who = ("汪思源", "wangsiyuan@bit.edu.cn")
    subject = "自动回复：德育助理补正通知"
    sent = Sent(
        81,
        *who,
        subject,
        "我正在外出差，9月10日返校。",
        more=(b"X-Autoreply: yes", b"Precedence: auto_reply"),
    )
    return Sample(
        "71-out-of-office",
        qq(sent),
        "外出自动回复：不答复，以免两台机器互相回信",
        {"mail": mail(subject, *who, automatic=True), **NOTHING},
    )


def _list_mail() -> Sample:
    who = ("研究生院通知", "notice@lists.bit.edu.cn")
    subject = "【通知】关于国庆节放假安排"
    more = (b"List-Id: <graduate.lists.bit.edu.cn>", b"Precedence: list")
    sent = Sent(82, *who, subject, "各位老师同学：现将放假安排通知如下。", more=more)
    return Sample(
        "72-list-mail",
        coremail(sent),
        "邮件列表群发",
        {"mail": mail(subject, *who, automatic=True), **NOTHING},
    )


def _empty() -> Sample:
    address = "apply83@bit.edu.cn"
    data = b"\r\n".join(
        [
            b"From: " + address.encode(),
            b"To: " + OFFICE.encode(),
            b"Date: Thu, 3 Sep 2026 10:23:00 +0800",
            b"Message-ID: <83.202609031023@bit.edu.cn>",
            b"",
            b"",
        ]
    )
    return Sample(
        "73-empty-mail",
        data,
        "空邮件：没有主题、正文和附件",
        {"mail": mail("", "", address, text=""), **NOTHING},
    )


def _own_notice() -> Sample:
    who = ("党委研究生工作部", OFFICE)
    subject = "党委研究生工作部受理回执"
    sent = Sent(84, *who, subject, "您的邮件已收到。", more=(b"X-Deyu-Notice: N-2026-0001",))
    return Sample(
        "74-our-own-notice",
        qq(sent),
        "自己发出的通知又回到收件箱",
        {"mail": mail(subject, *who, automatic=True), **NOTHING},
    )


def samples() -> list[Sample]:
    return [_bounce(), _out_of_office(), _list_mail(), _empty(), _own_notice()]

"""Mails that no person wrote, in the formats of the systems that write them.

Each format is composed with what is known of its header fields, structure and wording; then
again in other charsets, and as relays leave it that strip fields or add their own.
"""

import base64
from collections.abc import Iterator
from dataclasses import dataclass

OUR = "yangongbu@bit.edu.cn"
DOMAINS = ("bit.edu.cn", "163.com", "example.ac.cn")
LOST = ("nobody", "li.lei")


@dataclass(frozen=True, slots=True)
class Format:
    """One system's way: sender, subject, beginning of the text, further fields, structure."""

    name: str
    sender: str
    subject: str
    text: str
    fields: tuple[str, ...] = ()
    report: bool = False
    html: bool = False
    returned: bool = False


_AUTO = "Auto-Submitted: auto-replied"
_NULL = "Return-Path: <>"

BOUNCES = (
    Format("postfix", "MAILER-DAEMON@{d} (Mail Delivery System)", "Undelivered Mail Returned to Sender", "This is the mail system at host mail.{d}.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients.", (_NULL, _AUTO), report=True),
    Format("postfix-delay", "MAILER-DAEMON@{d} (Mail Delivery System)", "Delayed Mail (still being retried)", "This is the mail system at host mail.{d}.\n\n# THIS IS A WARNING ONLY. #", (_AUTO,), report=True),
    Format("postfix-old", "Mail Delivery System <MAILER-DAEMON@{d}>", "Undelivered Mail Returned to Sender", "This is the Postfix program at host mail.{d}.", returned=True),
    Format("exim", "Mail Delivery System <Mailer-Daemon@{d}>", "Mail delivery failed: returning message to sender", "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered", ("X-Failed-Recipients: {r}@{d}", _AUTO)),
    Format("exim-warning", "Mail Delivery System <Mailer-Daemon@{d}>", "Warning: message 1abcDE-00012 delayed 24 hours", "This message was created automatically by mail delivery software."),
    Format("sendmail", "Mail Delivery Subsystem <MAILER-DAEMON@{d}>", "Returned mail: see transcript for details", "The original message was received at Thu, 3 Sep 2026 10:12:00 +0800\n\n   ----- The following addresses had permanent fatal errors -----", ("Auto-Submitted: auto-generated (failure)",), report=True),
    Format("sendmail-warning", "Mail Delivery Subsystem <MAILER-DAEMON@{d}>", "Warning: could not send message for past 4 hours", "    **********************************************\n    **      THIS IS A WARNING MESSAGE ONLY      **"),
    Format("qmail", "MAILER-DAEMON@{d}", "failure notice", "Hi. This is the qmail-send program at {d}.\nI'm afraid I wasn't able to deliver your message to the following addresses.", (_NULL,)),
    Format("qmail-zh", "MAILER-DAEMON@{d}", "退信通知", "Hi. This is the qmail-send program at {d}.\n您的邮件未能成功投递。"),
    Format("courier", "Courier mail server at {d} <@>", "NOTICE: mail delivery status.", "This is a delivery status notification from {d}, running the Courier mail server.", (_NULL,), report=True),
    Format("exchange", "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@{d}>", "Undeliverable: 受理回执 [N-2026-0001]", "Delivery has failed to these recipients or groups:", ("X-MS-Exchange-Message-Is-Ndr:", "Auto-Submitted: auto-replied"), report=True),
    Format("exchange-zh", "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@{d}>", "未送达: 受理回执 [N-2026-0001]", "传递到这些收件人或组时失败:", report=True),
    Format("exchange-bare", "postmaster <postmaster@{d}>", "未能传递: 受理回执", "传递到以下收件人或组失败:", html=True),
    Format("exchange-2003", "System Administrator <postmaster@{d}>", "Undeliverable: receipt", "Your message did not reach some or all of the intended recipients."),
    Format("office365", "postmaster@{d}", "Undeliverable: receipt", "Your message to {r}@{d} couldn't be delivered.", ("X-Auto-Response-Suppress: All",), report=True, html=True),
    Format("coremail", "postmaster@{d}", "系统退信/Systems bounce", "抱歉，您的邮件被退回来了……\n原邮件信息：", ("X-CM-TRANSID: x",), report=True),
    Format("coremail-html", "<postmaster@{d}>", "系统退信", "您的邮件未能成功投递到以下收件人", html=True),
    Format("coremail-weak", "邮件系统 <admin@{d}>", "系统退信", "以下收件人投递失败：{r}@{d}"),
    Format("netease", "Postmaster@163.com", "系统退信", "抱歉，您的邮件被退回来了……", ("X-Coremail-Antispam: x",), html=True, returned=True),
    Format("netease-new", "PostMaster <postmaster@163.com>", "退信：受理回执 [N-2026-0001]", "很抱歉，您发送的邮件被退回，以下是该邮件的相关信息：", html=True),
    Format("qq", "PostMaster <PostMaster@qq.com>", "系统退信/Systems bounce", "很抱歉您发送的邮件被退回，以下是该邮件的相关信息：", ("X-QQ-SSF: 0",), html=True),
    Format("qq-exmail", "腾讯企业邮箱 <postmaster@exmail.qq.com>", "系统退信", "退信原因：收件人邮件地址不存在", html=True),
    Format("aliyun", "postmaster@aliyun.com", "[系统退信]邮件发送失败", "您发往{r}@{d}的邮件未能成功投递", html=True),
    Format("sina", "MAILER-DAEMON@sina.com", "退信通知", "您的邮件无法投递"),
    Format("gmail", "Mail Delivery Subsystem <mailer-daemon@googlemail.com>", "Delivery Status Notification (Failure)", "Address not found\nYour message wasn't delivered to {r}@{d}", (_AUTO, "X-Failed-Recipients: {r}@{d}"), report=True),
    Format("mcafee", "<>", "Delivery Status", "    --- The following addresses had delivery problems ---\n\n<{r}@{d}>   ({r}@{d}... No such user)", returned=True),
    Format("james", "post_master@{d}", "Re:receipt", "Error: Invalid user address\n\nError message below:\n550 - Requested action not taken: no such user here", ("In-Reply-To: <x@y>",)),
    Format("fml-loop", "list-admin@{d}", "Loop Alert: Duplicated Message-ID (list ML)", "Duplicated Message-ID in <list@{d}>.", ("X-MLServer: fml [fml 4.0.3 release]",)),
    Format("hotmail-complaint", "staff@hotmail.com", "complaint about message from 192.0.2.22", "", returned=True),
    Format("yahoo", "MAILER-DAEMON@yahoo.com", "Failure Notice", "Sorry, we were unable to deliver your message to the following address."),
    Format("domino", "Mail Router <postmaster@{d}>", "DELIVERY FAILURE: User {r} not listed in Domino Directory", "Your message\n\n  Subject: receipt\n\nwas not delivered to:", report=True),
    Format("groupwise", "Mailer-Daemon@{d}", "Mail System Error - Returned Mail", "The attached file had the following undeliverable recipient(s):"),
    Format("mdaemon", "MDaemon@{d}", "Permanent Delivery Failure", "The attached message had PERMANENT fatal delivery errors!", ("X-MDaemon-Deliver-To: x",)),
    Format("zimbra", "MAILER-DAEMON@{d}", "Undelivered Mail Returned to Sender", "This is the mail system at host {d}.", report=True),
    Format("ironport", "Mail Delivery System <MAILER-DAEMON@mx.{d}>", "Delivery Status Notification (Failure)", "The following message to <{r}@{d}> was undeliverable.", report=True),
    Format("gateway", "反垃圾邮件网关 <antispam@{d}>", "邮件被拒收", "您发送的邮件未能送达，原因：被收件方网关拒收。"),
    Format("nameless", "Mail Delivery Subsystem <>", "Returned mail: User unknown", "The original message was received at"),
)  # fmt: skip

ANSWERS = (
    Format("oof-outlook", "张老师 <zhang@{d}>", "Automatic reply: 受理回执", "I am out of the office until Monday.", ("Auto-Submitted: auto-generated", "X-Auto-Response-Suppress: All")),
    Format("oof-outlook-zh", "张老师 <zhang@{d}>", "自动答复: 受理回执 [N-2026-0001]", "我正在休假，无法及时回复您的邮件。", ("X-Auto-Response-Suppress: All",)),
    Format("oof-bare", "张老师 <zhang@{d}>", "自动答复: 受理回执", "您好，我这周在外地开会。"),
    Format("oof-qq", "zhang <zhang@qq.com>", "自动回复:受理回执 [N-2026-0001]", "这是来自QQ邮箱的假期自动回复邮件。\n您好，我最近正在休假中，无法亲自回复您的邮件。"),
    Format("oof-163", "zhang <zhang@163.com>", "自动回复：受理回执", "您好，邮件我已收到，会尽快回复。"),
    Format("oof-brackets", "zhang <zhang@{d}>", "[自动回复] 受理回执", "来信收到，谢谢。"),
    Format("oof-foxmail", "zhang <zhang@{d}>", "【自动回复】", "您好，来信已收到。"),
    Format("oof-tw", "Chen <chen@{d}>", "自動回覆: 受理回執", "您好"),
    Format("vacation", "Wang <wang@{d}>", "Out of Office: receipt", "I am away.", ("Precedence: bulk",)),
    Format("vacation-unix", "wang@{d} (Wang)", "away from my mail", "I will not be reading my mail for a while.", ("Precedence: junk", "Auto-Submitted: auto-replied (vacation)")),
    Format("ticket", "服务台 <service@{d}>", "您的请求已受理", "您好：\n本邮件由系统自动发送，请勿直接回复。"),
    Format("no-reply", "通知 <no-reply@{d}>", "通知", "您有新的待办。"),
    Format("mdn", "张老师 <zhang@{d}>", "已读: 受理回执", "您的邮件已于 2026-09-03 阅读。", ("X-MDN: 1",), report=True),
    Format("mdn-bare", "张老师 <zhang@{d}>", "已读回执", "对方已打开您的邮件。"),
    Format("list", "讨论组 <all@{d}>", "[研工通知] 会议", "各位老师", ("List-Id: <all.{d}>", "Precedence: list")),
    Format("listserv", "majordomo@{d}", "Majordomo results", "--"),
    Format("bulk", "学报 <news@{d}>", "征稿启事", "欢迎投稿", ("List-Unsubscribe: <mailto:off@{d}>",)),
)  # fmt: skip

CHARSETS = ("utf-8", "gb18030", "raw")
RELAYED = ("as sent", "stripped", "relayed")


def composed() -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every mail: each format in each charset, domain and state of relaying."""
    for one in (*BOUNCES, *ANSWERS):
        for charset in CHARSETS:
            for number, state in enumerate(RELAYED):
                for lost in LOST:
                    domain = DOMAINS[number % len(DOMAINS)]
                    yield (
                        f"{one.name}/{charset}/{state}/{lost}",
                        _mail(one, charset, state, domain, lost),
                    )


def _mail(one: Format, charset: str, state: str, domain: str, lost: str) -> bytes:
    def filled(text: str) -> str:
        return text.replace("{d}", domain).replace("{r}", lost)

    codec = "gb18030" if charset == "raw" else charset
    fields = [] if state == "stripped" and _strippable(one) else [filled(f) for f in one.fields]
    head = [
        *(f"Received: from relay{n}.{domain} by mx.{domain}; Thu, 3 Sep 2026 10:12:00 +0800" for n in range(2 * (state == "relayed"))),
        *fields,
        f"To: {OUR}",
        "Date: Thu, 3 Sep 2026 10:12:00 +0800",
        "MIME-Version: 1.0",
    ]  # fmt: skip
    lines = [line.encode() for line in head]
    lines += [_field("From", filled(one.sender), charset), _field("Subject", one.subject, charset)]
    text = filled(one.text)
    body = f"<html><body><p>{text}</p></body></html>" if one.html else text
    kind = b"text/html" if one.html else b"text/plain"
    part = [b"Content-Type: %s; charset=%s" % (kind, codec.encode()), b"", body.encode(codec)]
    if not (one.report or one.returned):
        return b"\r\n".join([*lines, *part, b""])
    return b"\r\n".join([*lines, *_multipart(one, part, domain, lost), b""])


def _strippable(one: Format) -> bool:
    """Whether enough is left without its own fields; a list without List-Id is a person's mail."""
    return one.name not in ("vacation-unix", "list", "bulk")


def _multipart(one: Format, part: list[bytes], domain: str, lost: str) -> list[bytes]:
    kind = b"report; report-type=delivery-status" if one.report else b"mixed"
    status = (
        f"Reporting-MTA: dns; mx.{domain}\r\n\r\nFinal-Recipient: rfc822; {lost}@{domain}\r\n"
        "Action: failed\r\nStatus: 5.1.1"
    )
    made = [b'Content-Type: multipart/%s; boundary="b1"' % kind, b"", b"--b1", *part]
    if one.report:
        made += [b"--b1", b"Content-Type: message/delivery-status", b"", status.encode()]
    returned = f"From: {OUR}\r\nTo: {lost}@{domain}\r\nSubject: receipt\r\n\r\nreceipt"
    return [*made, b"--b1", b"Content-Type: message/rfc822", b"", returned.encode(), b"--b1--"]


def _field(name: str, value: str, charset: str) -> bytes:
    if charset == "raw" or value.isascii():
        return f"{name}: ".encode() + value.encode("gb18030")
    words = []
    for piece in value.split(" "):
        if piece.isascii():
            words.append(piece.encode())
        else:
            coded = base64.b64encode(piece.encode(charset)).decode()
            words.append(f"=?{charset}?B?{coded}?=".encode())
    return f"{name}: ".encode() + b" ".join(words)

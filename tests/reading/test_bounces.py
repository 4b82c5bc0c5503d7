"""Machines are never answered; people who write about machines, or like them, are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office.offices import mail
from reading.bounces import BOUNCES, composed
from reading.word_files import form

from pipeline.domain.letters import SenderTrust
from pipeline.reading.mail.letter import read_letter, trust_of

OWN = ("yangongbu@bit.edu.cn", "yjsgzb@bit.edu.cn")


def test_of_hundreds_of_bounces_and_automatic_answers_none_is_taken_for_a_persons() -> None:
    mails = list(composed())
    assert len(mails) >= 700
    assert len(BOUNCES) >= 30
    taken = [name for name, data in mails if not read_letter(data, OWN).automatic]
    assert taken == []


PEOPLE = (
    ("退信怎么办", "老师好，我发的申请表被退信了，请问该发到哪个邮箱？"),
    ("退信：我的申请表发不出去", "老师好，昨天的邮件被系统退回了，现在重新发送。"),
    ("系统退信后重新发送申请表", "老师好，材料见下。"),
    ("邮件发送失败，重新提交", "抱歉，刚才的邮件没有附件，请以这封为准。"),
    ("自动化学院研究生德育助理申请", "老师好，我是自动化学院的博士生。"),
    ("自动化学院 自动回复系统课题组 申请", "老师好"),
    ("回复：自动回复：受理回执", "老师好，您的自动回复我收到了，补交材料。"),
    ("Re: Undeliverable: 申请", "老师好，上次的没有送达。"),
    ("转发：系统退信", "老师，我的邮件被退了，退信内容如下：\n> 抱歉，您的邮件被退回来了"),
    ("关于回执", "收到老师的回执了，请问何时出结果？"),
    ("申请", "抱歉，您的邮件我刚刚看到，未能及时回复，现补交材料。"),
    ("申请", "老师好：\n\n我出差在外，由同学代交。\n\n---- 退信原文 ----\nThis is the mail system at host mail.bit.edu.cn."),
    ("申请", "您的通知提到的材料我已补齐，请查收。"),
    ("通知系统里的材料", "老师好，系统自动生成的登记表打不开。"),
    ("无法投递纸质材料", "老师好，我人在外地，纸质材料无法投递，可以扫描吗？"),
    ("Application for the post", "Dear teachers, please find my application attached."),
    ("休假期间的工作交接", "老师好，我休假期间由李同学代班。"),
    ("已读博士三年，申请德育助理", "老师好"),
    ("转发: 学籍系统提醒", "老师好：我院德育助理收到下面这封提醒，他已被退学，岗位怎么处理？\n学籍系统\n本邮件由系统自动发送，请勿回复。"),
    ("学籍提醒", "老师好，见下。\n\n----- 原始邮件 -----\n发件人: 学籍系统\n本邮件由系统自动发送，请勿回复。"),
    ("回复: 受理回执", "老师好，材料已补充。\n\n> 本邮件由系统自动发出，请勿直接回复。"),
    ("紧急", "我现在外出，不能及时回复邮件，但张三同学失联了，请您马上打我电话。"),
    ("休假通知", "老师好，张三同学从今天起休学，特此报告。"),
    ("不在办公室", "老师好，今天下午学院办公室没有人，材料明天补交。"),
    ("自动回复怎么设置？", "老师好"),
)  # fmt: skip


MACHINES = (
    ("自动回复:回复：请问材料是否齐全？", "来信收到。"),
    ("Automatic reply: Re: 请问何时出结果？", "I will be back on Monday."),
    ("Re: 受理回执（自动回复）", "您好"),
    ("回复: 受理回执 (Auto-Reply)", "您好"),
    ("不在办公室 Re: 受理回执", "您好"),
    ("休假中: 回复: 受理回执", "您好"),
    ("回复: 受理回执 [N-2026-0001]", "我正在休假，无法及时回复您的邮件。"),
    ("AUTO: Li Lei is out of the office (returning 09/10/2026)", "I am away."),
    ("回复: 受理回执", "您的来信已收到，我会尽快回复。\n（系统自动回复）"),
    ("受理回执", "感谢您的来信。此邮件由系统自动回复，请勿回复。"),
    ("来信已收到", "您好！您的来信我已收到。\n（此为系统自动回复，请勿回复本邮件）"),
)  # fmt: skip


@pytest.mark.parametrize(("subject", "text"), MACHINES)
def test_an_answer_that_nobody_wrote_is_none_even_without_a_field_that_says_so(
    subject, text
) -> None:
    assert read_letter(mail(subject, text), OWN).automatic


@pytest.mark.parametrize(("subject", "text"), PEOPLE)
@pytest.mark.parametrize("sender", ["张喆 <zhang@bit.edu.cn>", "系统所办公室 <office3@qq.com>"])
def test_a_person_who_writes_about_a_bounce_is_a_person(subject, text, sender) -> None:
    assert read_letter(mail(subject, text, sender=sender), OWN).automatic == ""


@pytest.mark.parametrize("subject", ["系统退信", "自动回复：申请表", "Undeliverable: 申请", "退信"])
def test_words_alone_never_cost_a_mail_that_brings_a_document(subject) -> None:
    brought = mail(subject, "很抱歉，您的邮件被退回。", {"申请表.docx": form()})
    assert read_letter(brought, OWN).automatic == ""


def test_a_person_may_forward_a_bounce_with_its_report() -> None:
    inner = next(data for name, data in composed() if name.startswith("postfix/"))
    forwarded = (
        b"From: zhang@bit.edu.cn\r\nTo: yangongbu@bit.edu.cn\r\nSubject: =?utf-8?b?5rGC5Yqp?=\r\n"
        b'Content-Type: multipart/mixed; boundary="f"\r\n\r\n--f\r\n\r\nwhat is this?\r\n--f\r\n'
        b"Content-Type: message/rfc822\r\n\r\n" + inner + b"\r\n--f\r\n"
        b"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n--f--\r\n"
    )
    assert read_letter(forwarded, OWN).automatic == ""


@pytest.mark.parametrize("own", OWN)
def test_our_own_addresses_are_never_answered(own) -> None:
    assert read_letter(mail(sender=f"x <{own.upper()}>"), OWN).automatic


@given(st.text(max_size=80), st.text(max_size=200))
def test_whatever_is_written_a_reason_is_one_line(subject, text) -> None:
    data = f"From: a@b.cn\r\nSubject: {subject}\r\n\r\n{text}".encode(errors="replace")
    assert "\n" not in read_letter(data).automatic


def vouched(results: str, sender: str = "zhang@cs.bit.edu.cn", more: bytes = b"") -> SenderTrust:
    head = f"Authentication-Results: {results}\r\nFrom: 张 <{sender}>\r\n".encode()
    return trust_of(more + head + b"Subject: x\r\n\r\nx\r\n", ["mx.bit.edu.cn"])


@pytest.mark.parametrize(
    ("results", "trust"),
    [
        ("mx.bit.edu.cn; dkim=pass header.d=bit.edu.cn", SenderTrust.VERIFIED),
        ("MX.bit.edu.cn 1; spf=pass (a; b) smtp.mailfrom=x@cs.bit.edu.cn", SenderTrust.VERIFIED),
        ("mx.bit.edu.cn;\r\n dkim=fail header.d=bit.edu.cn;\r\n dmarc=pass header.from=bit.edu.cn", SenderTrust.VERIFIED),
        ("mx.bit.edu.cn; dkim=pass header.d=edu.cn", SenderTrust.UNVERIFIED),
        ("mx.bit.edu.cn; dkim=pass header.d=evil-bit.edu.cn", SenderTrust.UNVERIFIED),
        ("mx.bit.edu.cn; spf=pass smtp.mailfrom=x@evil.com", SenderTrust.UNVERIFIED),
        ("mx.bit.edu.cn; dkim=none (dkim=pass header.d=bit.edu.cn)", SenderTrust.UNVERIFIED),
        ("mx.bit.edu.cn; none", SenderTrust.UNVERIFIED),
        ("mx.evil.com; dkim=pass header.d=bit.edu.cn", SenderTrust.UNKNOWN),
        ("", SenderTrust.UNKNOWN),
    ],
)  # fmt: skip
def test_only_our_own_gateway_vouches_for_a_sender(results, trust) -> None:
    assert vouched(results) is trust


def test_the_topmost_word_of_our_gateway_counts_and_one_sender_at_most() -> None:
    good = "mx.bit.edu.cn; dkim=pass header.d=bit.edu.cn"
    above = b"Authentication-Results: mx.bit.edu.cn; dkim=fail header.d=bit.edu.cn\r\n"
    assert vouched(good, more=above) is SenderTrust.UNVERIFIED
    assert vouched(good, more=b"From: other@bit.edu.cn\r\n") is SenderTrust.UNVERIFIED
    assert trust_of(b"Authentication-Results: x; dkim=pass\r\n\r\n", []) is SenderTrust.UNKNOWN

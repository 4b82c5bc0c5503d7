"""Notices as their readers get them, and the mail they travel in."""

import datetime as dt
from dataclasses import replace
from email import message_from_bytes, policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.plans import Ask, NoticeKind
from pipeline.errors import TemplateError
from pipeline.notices.envelope import Envelope, message_id, seal
from pipeline.notices.wording import NoticeWords, PersonLine, Wording
from pipeline.reading.mail.letter import read_letter
from pipeline.shipped import shipped

OFFICE = "党委研究生工作部"
SHIPPED = {
    kind: (shipped("templates") / "notices" / f"{kind.value}.txt").read_text(encoding="utf-8")
    for kind in NoticeKind
}
WORDS = NoticeWords(
    number="N-2026-0001",
    office=OFFICE,
    demo=False,
    edition="《研究生德育工作助理管理办法》",
    received_on="2026年9月3日",
    original_subject="上岗申请",
    who="张喆（学号尾号 0001）",
    position="党建",
    term="2026—2027学年秋季学期",
    college="机电学院",
    reason="名额已满",
    clause="三.1.(1)③",
    quote="党建助理应由正式党员担任",
)
ASKS = (
    Ask("三.1.(1)③", "请写明政治面貌"),
    Ask("三.1.(1)", "请写明学号"),
    Ask("三.1.(1)", "请学院在申请表上写明审批意见后重新发送"),
)
LINE = PersonLine("张喆（学号尾号 0001）", "党建", ASKS, unchanged=False, revised=False)
ENVELOPE = Envelope(
    number="N-2026-0001",
    sender_name=OFFICE,
    sender="yangongbu@bit.edu.cn",
    to="zhang@bit.edu.cn",
    subject="受理回执 [N-2026-0001]",
    date=dt.datetime(2026, 9, 3, 10, tzinfo=dt.UTC),
    message_id="<N-2026-0001.abc@bit.edu.cn>",
    answers="<theirs@bit.edu.cn>",
    references=("<before@bit.edu.cn>",),
)


@pytest.fixture(scope="module")
def wording() -> Wording:
    return Wording(SHIPPED)


@pytest.mark.parametrize("kind", NoticeKind)
@pytest.mark.parametrize("demo", [True, False])
def test_every_notice_is_a_whole_letter(wording: Wording, kind: NoticeKind, demo: bool) -> None:
    subject, body = wording.write(kind, replace(WORDS, demo=demo, people=(LINE,)))
    assert subject.endswith("[N-2026-0001]")
    assert "\n" not in subject
    assert OFFICE in subject
    assert body.rstrip().endswith(OFFICE)
    assert "{" not in subject + body
    assert "\n\n\n" not in body
    assert ("演示" in subject and "演示" in body) == demo
    assert "3120240001" not in subject + body


@pytest.mark.parametrize("kind", [NoticeKind.ACCEPTANCE, NoticeKind.REFUSAL, NoticeKind.CORRECTION])
def test_a_decision_says_how_to_object(wording: Wording, kind: NoticeKind) -> None:
    _, body = wording.write(kind, WORDS)
    assert "异议" in body
    assert "回复本邮件" in body


def test_a_request_lists_everything_with_its_clause(wording: Wording) -> None:
    _, body = wording.write(NoticeKind.COMPLETION, replace(WORDS, people=(LINE, LINE)))
    for number, ask in enumerate(ASKS, 1):
        assert body.count(f"（{number}）{ask.says}——依据 {ask.clause}") == 2
    assert "2. 张喆" in body


def test_a_receipt_promises_nothing(wording: Wording) -> None:
    _, body = wording.write(NoticeKind.RECEIPT, replace(WORDS, people=(replace(LINE, asks=()),)))
    assert "不表示审查结果" in body
    assert "同意" not in body


def test_a_receipt_names_the_attachments_that_nobody_could_open(wording: Wording) -> None:
    words = replace(WORDS, troubles=("文件“成绩.docx”已损坏，请重新发送。",))
    _, body = wording.write(NoticeKind.RECEIPT, words)
    assert "1. 文件“成绩.docx”已损坏，请重新发送。" in body


def test_a_refusal_quotes_its_clause_and_reason(wording: Wording) -> None:
    _, body = wording.write(NoticeKind.REFUSAL, WORDS)
    assert "三.1.(1)③“党建助理应由正式党员担任”" in body
    assert "理由：名额已满" in body


def test_a_tag_in_a_mailed_name_stays_text(wording: Wording) -> None:
    line = replace(LINE, who="{{ 7 * 7 }}{% for x in y %}")
    _, body = wording.write(NoticeKind.COMPLETION, replace(WORDS, people=(line,)))
    assert "{{ 7 * 7 }}{% for x in y %}" in body


@pytest.mark.parametrize(
    "text", ["主题\n{% if %}", "主题\n{{ nobody }}", "主题\n{{ who.__class__.__mro__ }}"]
)
def test_a_broken_template_is_told_with_its_name(text: str) -> None:
    with pytest.raises(TemplateError, match=r"notices/receipt\.txt"):
        Wording(SHIPPED | {NoticeKind.RECEIPT: text}).write(NoticeKind.RECEIPT, WORDS)


@pytest.mark.parametrize(
    ("tag", "says"),
    [
        ("{{ people[0].whom }}", "没有名为“whom”的字段"),
        ("{{ who，term }}", "不能用“，”"),
        ("{{ who", "标签没有写完"),
        ("{{ who who }}", "在“who”之前"),
        ("{% if %}{% endif %}", "在“%}”之前"),
        ("{{ who }", "“}”不该在这里"),
        ("{% iff who %}", "不认识“iff”"),
        ("{% endif %}", "“endif”没有与它成对的 if 或 for"),
        ("{% for one in people %}", "没有用 endif 或 endfor 结束"),
        ("{{ who | cn }}", "不认识“cn”"),
        ("{{ who + 1 }}", "标签的写法不对"),
    ],
)
def test_what_is_wrong_with_a_tag_is_told_in_chinese_with_its_line(tag: str, says: str) -> None:
    own = {NoticeKind.RECEIPT: f"主题\n\n{tag}"}
    with pytest.raises(TemplateError, match=r"notices/receipt\.txt 第 3 行有错：") as told:
        Wording(SHIPPED | own).write(NoticeKind.RECEIPT, replace(WORDS, people=(LINE,)))
    assert says in str(told.value)


def test_the_mail_answers_theirs_and_bears_our_number() -> None:
    mail = message_from_bytes(seal(ENVELOPE, "您好。\n"), policy=policy.default)
    assert mail["In-Reply-To"] == "<theirs@bit.edu.cn>"
    assert mail["References"] == "<before@bit.edu.cn> <theirs@bit.edu.cn>"
    assert mail["X-Deyu-Notice"] == "N-2026-0001"
    assert "Auto-Submitted" not in mail
    assert mail.get_content() == "您好。\r\n"


def test_the_same_notice_is_the_same_bytes() -> None:
    assert seal(ENVELOPE, "您好。\n") == seal(ENVELOPE, "您好。\n")
    assert message_id("N-1", "ab" * 32, "a@bit.edu.cn") == "<N-1.abababababababab@bit.edu.cn>"


@pytest.mark.parametrize(
    ("to", "written"),
    [
        ("a@北理.cn", b"a@xn--djr697e.cn"),
        ("张三@bit.edu.cn", "张三@bit.edu.cn".encode()),
        ('"a b"@c.cn', b'"a b"@c.cn'),
        ("a@[192.0.2.1]", b"a@[192.0.2.1]"),
    ],
)
def test_an_address_is_written_so_that_it_is_still_that_address(to: str, written: bytes) -> None:
    assert b"\r\nTo: " + written + b"\r\n" in seal(replace(ENVELOPE, to=to), "x")


def test_our_own_notice_is_never_answered() -> None:
    assert read_letter(seal(ENVELOPE, "您好。\n")).automatic


@given(
    st.text(max_size=60),
    st.text(max_size=40),
    st.text(max_size=40),
    st.lists(st.text(max_size=30), max_size=3),
)
def test_nothing_mailed_in_becomes_a_header(subject, to, answers, references) -> None:
    hostile = "\r\nBcc: victim@example.com\r\n"
    envelope = replace(
        ENVELOPE,
        subject=subject + hostile,
        to=f"{to}{hostile}@bit.edu.cn",
        answers=answers + hostile,
        references=tuple(one + hostile for one in references),
    )
    mail = message_from_bytes(seal(envelope, "您好。\n"), policy=policy.compat32)
    allowed = {"from", "to", "subject", "date", "message-id", "in-reply-to", "references"}
    allowed |= {"x-deyu-notice", "content-type", "content-transfer-encoding", "mime-version"}
    assert {name.lower() for name in mail} <= allowed
    assert mail["Bcc"] is None

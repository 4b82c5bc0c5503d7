"""Whole applications as programs garble them: labels that lie, words cut amiss, odd endings."""

import base64
from html import escape

from samples.applicants import Applicant
from samples.complete import SUBJECT, TEXT, of_one_form
from samples.expected import Sample, judgement, mail, paper
from samples.mailing import (
    Names,
    Sent,
    address,
    file_part,
    foxmail,
    multipart,
    part,
    qq,
    text_part,
    wrapped,
)
from samples.mailing import mail as composed
from samples.mailing import word as encoded
from samples.sheets import TITLE, in_pairs

QUOTED = (
    "老师好，学号已补在表里，请查收。\n\n------------------ 原始邮件 ------------------\n"
    "发件人: 党委研究生工作部 <yangongbu@bit.edu.cn>\n主题: 材料补正通知\n\n"
    "贺知舟同学：\n您的上岗申请表还缺：学号。请补充后重新发送。"
)


def _person(number: int, name: str, college: str, position: str, **rest: str) -> Applicant:
    return Applicant(
        name,
        f"31202405{number:02}",
        college,
        f"apply{number:02}@bit.edu.cn",
        position,
        phone=f"138000005{number:02}",
        **rest,
    )


def _with_parts(sent: Sent, label: str, text: bytes, names: list[Names], *more: bytes) -> bytes:
    """A mail of a text part and the files of `sent` under `names`; all headers by one label."""
    files = [
        file_part(name, data, written)
        for (name, data), written in zip(sent.files, names, strict=True)
    ]
    content = multipart("mixed", b"----=_Habit_%03d" % sent.number, [text, *files])
    codec = "utf-8" if label == "utf-8" else "gb18030"
    return composed(
        sent,
        address(sent, label, codec),
        encoded(sent.subject, label, codec),
        *more,
        content=content,
    )


def _sample(
    name: str, shows: str, data: bytes, who: Applicant, subject: str, file: str, text: str = TEXT
) -> Sample:
    told = of_one_form(who, subject, file)
    return Sample(name, data, shows, told | {"mail": told["mail"] | {"text": text}})


def _wrong_label() -> Sample:
    """A program that was never told of Chinese calls GBK Latin-1 and ASCII."""
    who, subject, file = _person(12, "江雪融", "生命学院", "就业"), SUBJECT, "江雪融申请表.docx"
    sent = Sent(12, who.name, who.address, subject, TEXT, [(file, in_pairs(who))])
    name = encoded(file, "ISO-8859-1", "gbk")
    text = text_part(TEXT, "us-ascii", "gbk")
    names = [(b'name="%s"' % name, b'filename="%s"' % name)]
    data = _with_parts(sent, "ISO-8859-1", text, names)
    return _sample(
        "12-wrong-charset-label",
        "GBK 的内容标成 ISO-8859-1 和 us-ascii",
        data,
        who,
        subject,
        file,
    )


def _rare_character() -> Sample:
    """A name that only GB18030 can write, under the label GB2312, which has not even 喆."""
    who = _person(13, "李𬱖喆", "物理学院", "学术")
    subject, file = f"{SUBJECT}（{who.name}）", f"申请表-{who.name}.docx"
    sent = Sent(13, who.name, who.address, subject, TEXT, [(file, in_pairs(who))])
    return _sample(
        "13-rare-characters",
        "姓名有生僻字，标签写 GB2312，实为 GB18030 四字节编码",
        foxmail(sent),
        who,
        subject,
        file,
    )


def _cut_amiss(text: str, codec: str, size: int = 17) -> bytes:
    """Encoded words cut at a number of bytes, inside characters too (against RFC 2047, 5)."""
    data = text.encode(codec)
    pieces = [data[start : start + size] for start in range(0, len(data), size)]
    return b" ".join(b"=?%s?B?%s?=" % (codec.encode(), base64.b64encode(one)) for one in pieces)


def _stray_spaces() -> Sample:
    who = _person(14, "宁怀谷", "化学与化工学院", "实践")
    subject, file = f"{SUBJECT}（{who.name}）", f"{who.name}的上岗申请表（终稿）.docx"
    sent = Sent(14, who.name, who.address, subject, TEXT, [(file, in_pairs(who))])
    name = _cut_amiss(file, "utf-8")
    written = file_part(file, sent.files[0][1], (b'name=" %s "' % name, b'filename=" %s "' % name))
    data = composed(
        sent,
        address(sent, "utf-8", "utf-8"),
        _cut_amiss(subject, "utf-8").replace(b" ", b"\r\n\t"),
        content=multipart("mixed", b"----=_Cut_14", [text_part(TEXT, "utf-8", "utf-8"), written]),
    )
    return _sample(
        "14-words-cut-inside-characters",
        "编码段从汉字中间断开，文件名里有多余空格",
        data,
        who,
        subject,
        file,
    )


def _percent() -> Sample:
    """A web form writes the name as in an address; another part says nothing of it."""
    who, subject, file = _person(15, "卓立言", "机电学院", "文体"), SUBJECT, "申请表（卓立言）.docx"
    sent = Sent(15, who.name, who.address, subject, TEXT, [(file, in_pairs(who))])
    extended = b"filename*=UTF-8''" + "".join(f"%{one:02X}" for one in file.encode()).encode()
    plain = b'filename="=?utf-8?B?%s?="' % base64.b64encode(file.encode())
    data = _with_parts(
        sent,
        "utf-8",
        text_part(TEXT, "utf-8", "utf-8"),
        [(b"charset=binary", plain + b";\r\n\t" + extended)],
    )
    return _sample(
        "15-name-written-twice", "文件名同时写成编码段和百分号两种", data, who, subject, file
    )


def _phone() -> Sample:
    """A telephone lays the document inline between two texts."""
    who, subject, file = _person(16, "冉星河", "宇航学院", "团工作"), SUBJECT, "上岗申请表.docx"
    sent = Sent(16, who.name, who.address, subject, TEXT)
    quoted = "".join(f"%{one:02X}" for one in file.encode()).encode()
    document = part(
        wrapped(in_pairs(who)),
        b"Content-Type: application/vnd.openxmlformats-officedocument.wordprocessingml.document;"
        b"\r\n\tname*=utf-8''" + quoted + b";\r\n\tx-apple-part-url=16-A",
        b"Content-Disposition: inline;\r\n\tfilename*=utf-8''" + quoted,
        b"Content-Transfer-Encoding: base64",
    )
    signed = text_part("发自我的 iPhone", "utf-8", "utf-8")
    content = multipart(
        "mixed", b"Apple-Mail-16", [text_part(TEXT, "utf-8", "utf-8"), document, signed]
    )
    data = composed(
        sent,
        address(sent, "utf-8", "utf-8"),
        encoded(subject, "utf-8", "utf-8"),
        b"X-Mailer: iPhone Mail (22A3354)",
        content=content,
    )
    text = f"{TEXT}\n\n发自我的 iPhone"
    return _sample(
        "16-from-a-telephone",
        "手机发来，文件夹在两段正文之间（inline）",
        data,
        who,
        subject,
        file,
        text,
    )


def _table_in_body() -> Sample:
    who = _person(17, "鲍临川", "自动化学院", "信息（宣传）")
    rows = "".join(
        f"<tr><td><p>{label}</p></td><td>{escape(answer).replace(chr(10), '<br>')}</td></tr>"
        for label, answer in who.answers().items()
    )
    text = f"<p>老师好！</p><h3>{TITLE}</h3><table border=1>{rows}</table>"
    meant = who.meant()
    return Sample(
        "17-table-in-the-body",
        qq(Sent(17, who.name, who.address, SUBJECT, text)),
        "申请表的表格直接粘贴在 html 正文里，没有附件",
        {
            "mail": mail(SUBJECT, who.name, who.address),
            "attachments": [],
            "papers": [paper("application_form", "正文", meant)],
            "problems": [],
            "judgements": [judgement("正文", meant, "no_obstacle")],
        },
    )


def _wrong_ending() -> Sample:
    who, subject, file = _person(18, "戚又安", "光电学院", "教育管理"), SUBJECT, "申请表.doc"
    sent = Sent(18, who.name, who.address, subject, TEXT, [(file, in_pairs(who))])
    return _sample(
        "18-docx-named-doc", "文件名写成 .doc，内容是 .docx", foxmail(sent), who, subject, file
    )


def _reply() -> Sample:
    who, file = _person(19, "贺知舟", "数学与统计学院", "学术"), "上岗申请表-贺知舟.docx"
    subject = "回复：材料补正通知"
    files = [(file, in_pairs(who))]
    more = (b"In-Reply-To: <N-2026-0019@bit.edu.cn>", b"References: <N-2026-0019@bit.edu.cn>")
    sent = Sent(19, who.name, who.address, subject, QUOTED, files, more=more)
    return Sample(
        "19-reply-quoting-our-notice",
        foxmail(sent),
        "回复补正通知，正文里引用了原通知：引文不当作申请表",
        of_one_form(who, subject, file),
    )


def samples() -> list[Sample]:
    return [
        _wrong_label(),
        _rare_character(),
        _stray_spaces(),
        _percent(),
        _phone(),
        _table_in_body(),
        _wrong_ending(),
        _reply(),
    ]

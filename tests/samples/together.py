"""What belongs together in one mail, deep in containers, or under the identity of another."""

import zipfile
from io import BytesIO

import docx
from composing.slim import slim
from samples.applicants import Applicant
from samples.complete import SUBJECT, TEXT, of_one_form
from samples.expected import Json, Sample, judgement, mail, paper
from samples.mailing import (
    PNG,
    Sent,
    address,
    coremail,
    foxmail,
    multipart,
    netease,
    part,
    qq,
    text_part,
)
from samples.mailing import mail as composed
from samples.mailing import word as encoded
from samples.sheets import in_pairs, of_lines, table_paper, zipped

COLLEGE = ("生命学院研究生工作办公室", "sm-ygb@bit.edu.cn")
LEAVER = ("蓝田玉", "3120220357")
CASE = (
    "守望相助——陪伴延期同学走出低谷",
    f"作者：{LEAVER[0]}　学号：{LEAVER[1]}　学院：生命学院",
    "一、案例背景",
    "同组一位同学因论文多次退稿情绪低落，连续两周没有到实验室。",
    "二、处理过程",
    "我先约他散步谈心，再同导师和室友商量分工：导师拆小目标，室友留意作息，我每周与他核对一次进度。",
    "三、工作启示",
    "帮助同学要先看见难处，再一起找小而可行的下一步；必要时及时报告学院和心理中心，不独自承担。",
)


def _student(number: int, name: str, position: str = "实践") -> Applicant:
    return Applicant(
        name,
        f"31202403{number:02}",
        "生命学院",
        f"apply3{number}@bit.edu.cn",
        position,
        phone=f"138000013{number:02}",
        major="生物学",
    )


def _listed(name: str, kind: str) -> Json:
    return {"name": name, "path": [name], "type": "docx", "kind": kind, "problem": None}


def _request(incoming: Applicant) -> tuple[bytes, Json]:
    reason = "离岗助理本学期毕业。"
    fields = {
        "college": "生命学院",
        "leaver_name": LEAVER[0],
        "leaver_student_no": LEAVER[1],
        "incoming_name": incoming.name,
        "incoming_student_no": incoming.student_no,
        "reason": reason,
        "requested_on": "2026-09-01",
    }
    rows = [
        ("学院", "生命学院"),
        ("离岗助理姓名", LEAVER[0]),
        ("离岗助理学号", LEAVER[1]),
        ("新任助理姓名", incoming.name),
        ("新任助理学号", incoming.student_no),
        ("更换原因", reason),
        ("申请日期", "2026年9月1日"),
    ]
    return table_paper("研究生德育工作助理更换申请", rows), fields


def _opinion() -> tuple[bytes, Json]:
    opinion = "该生在岗期间认真负责，深受同学信任，评议为优秀。"
    fields = {
        "name": LEAVER[0],
        "student_no": LEAVER[1],
        "college": "生命学院",
        "tenure_months": 24,
        "opinion": opinion,
        "signed_on": "2026-09-01",
    }
    rows = [
        ("姓名", LEAVER[0]),
        ("学号", LEAVER[1]),
        ("学院", "生命学院"),
        ("在岗时间", "两年"),
        ("评议意见", f"{opinion}\n学生工作办公室（盖章）\n2026年9月1日"),
    ]
    return table_paper("研究生德育工作助理评议意见", rows), fields


def _whole_replacement() -> Sample:
    """All that clause 三.2 asks of a college for one replacement, in one mail."""
    incoming = _student(57, "黎初晴", "就业")
    request, requested = _request(incoming)
    opinion, stated = _opinion()
    case = {"title": CASE[0], "name": LEAVER[0], "student_no": LEAVER[1], "college": "生命学院"}
    papers = [
        ("1更换申请.docx", request, "replacement_request", requested),
        ("2上岗申请表.docx", in_pairs(incoming), "application_form", incoming.meant()),
        ("3工作案例.docx", of_lines("研究生德育工作助理工作案例", *CASE), "case_report", case),
        ("4评议意见.docx", opinion, "evaluation_opinion", stated),
    ]
    subject = "生命学院更换德育工作助理的全部材料"
    files = [(name, data) for name, data, _, _ in papers]
    return Sample(
        "57-whole-replacement",
        foxmail(Sent(90, *COLLEGE, subject, "更换一名助理，材料共四份，请审核。", files)),
        "学院更换一名助理：更换申请、新任申请表、离岗案例、评议意见一次报齐",
        {
            "mail": mail(subject, *COLLEGE),
            "attachments": [_listed(name, kind) for name, _, kind, _ in papers],
            "papers": [paper(kind, name, fields) for name, _, kind, fields in papers],
            "problems": [],
            "judgements": [judgement("2上岗申请表.docx", incoming.meant(), "no_obstacle")],
        },
    )


def _with_transcript() -> Sample:
    """A picture that cannot be read stands beside a form that can: the form is not touched."""
    who, file, scan = _student(58, "麦冬阳"), "上岗申请表.docx", "成绩单.png"
    files = [(file, in_pairs(who)), (scan, PNG)]
    told = of_one_form(who, SUBJECT, file)
    picture = {"name": scan, "path": [scan], "type": "image", "problem": {"code": "no_text"}}
    told["attachments"].append(picture)
    told["problems"] = [{"code": "no_text", "source": scan}]
    return Sample(
        "58-form-and-transcript-photo",
        netease(Sent(91, who.name, who.address, SUBJECT, TEXT, files)),
        "申请表可读，另附成绩单照片：照片读不出，不影响申请表",
        told,
    )


def _deep() -> Sample:
    who, file = _student(59, "南风起", "文体"), "申请表.docx"
    packed = zipped({f"材料/{file}": in_pairs(who)})
    inner = coremail(Sent(92, who.name, who.address, SUBJECT, TEXT, [("材料.zip", packed)]))
    outer = f"转发：{SUBJECT}"
    sent = Sent(93, *COLLEGE, outer, "请审核。")
    name = encoded("学生来信.eml", "utf-8", "utf-8")
    forwarded = part(
        inner,
        b'Content-Type: message/rfc822; name="' + name + b'"',
        b'Content-Disposition: attachment; filename="' + name + b'"',
    )
    content = multipart(
        "mixed", b"----=_Deep_59", [text_part(sent.text, "utf-8", "utf-8"), forwarded]
    )
    data = composed(
        sent, address(sent, "utf-8", "utf-8"), encoded(outer, "utf-8", "utf-8"), content=content
    )
    path = ["学生来信.eml", "材料.zip", file]
    source = "/".join(path)
    told = of_one_form(who, outer, file)
    told["mail"] = mail(outer, *COLLEGE)
    told["attachments"][0]["path"] = path
    told["papers"][0]["source"] = source
    told["judgements"][0]["paper"] = source
    return Sample("59-zip-in-a-forwarded-mail", data, "转发的邮件里有压缩包，申请表在包里", told)


def _same_id() -> Sample:
    """A program that gives each mail the same Message-ID: another mail all the same."""
    who, file = _student(60, "欧阳泽", "学术"), "上岗申请表-欧阳泽.docx"
    before = Sent(1, "", "chensiyuan@bit.edu.cn", "", "").message_id
    sent = Sent(94, who.name, who.address, SUBJECT, TEXT, [(file, in_pairs(who))])
    data = foxmail(sent).replace(sent.message_id, before)
    told = of_one_form(who, SUBJECT, file)
    told["mail"]["message_id"] = before.decode()
    return Sample(
        "91-message-id-of-another", data, "Message-ID 与 01 相同而内容不同：是另一封邮件", told
    )


def _two_in_one_file() -> Sample:
    both = [_student(61, "庞若水"), _student(62, "裴云归", "文体")]
    document = docx.Document(BytesIO(in_pairs(both[0])))
    document.add_page_break()
    second = docx.Document(BytesIO(in_pairs(both[1])))
    end = document.element.body[-1]
    for element in list(second.element.body)[:-1]:
        end.addprevious(element)
    file, subject = "两位同学申请表.docx", "生命学院德育工作助理申请表"
    files = [(file, slim(document))]
    return Sample(
        "92-two-forms-in-one-file",
        qq(Sent(95, *COLLEGE, subject, "两位同学的申请表在一个文件里。", files)),
        "一个 Word 文件里有两个人的申请表",
        {
            "mail": mail(subject, *COLLEGE),
            "attachments": [_listed(file, "application_form")],
            "papers": [
                {
                    "kind": "application_form",
                    "fields": {key: {"value": value} for key, value in one.meant().items()},
                }
                for one in both
            ],
            "problems": [],
            "judgements": [
                {
                    "person": {"name": one.name, "student_no": one.student_no},
                    "advice": "no_obstacle",
                }
                for one in both
            ],
        },
    )


def _zip_with_rubbish() -> Sample:
    """A Mac's archive: shadow files beside each file, and a name that climbs out."""
    who, file = _student(63, "曲江流"), "申请表.docx"
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (
            (f"../../材料/{file}", in_pairs(who)),
            (f"__MACOSX/材料/._{file}", b"\0\5\x16\7" + b"\0" * 60),
            ("材料/.DS_Store", b"\0\0\0\1Bud1"),
        ):
            archive.writestr(zipfile.ZipInfo(name, (2026, 9, 1, 8, 0, 0)), data)
    told = of_one_form(who, SUBJECT, file)
    told["attachments"][0]["path"] = ["归档.zip", file]
    told["papers"][0]["source"] = told["judgements"][0]["paper"] = f"归档.zip/{file}"
    return Sample(
        "93-zip-from-a-mac",
        coremail(Sent(96, who.name, who.address, SUBJECT, TEXT, [("归档.zip", stream.getvalue())])),
        "苹果电脑的压缩包：附带文件略去，越界的路径只取文件名",
        told,
    )


def samples() -> list[Sample]:
    return [
        _whole_replacement(),
        _with_transcript(),
        _deep(),
        _same_id(),
        _two_in_one_file(),
        _zip_with_rubbish(),
    ]

"""Forms inside containers, several at once, sent again, sent twice."""

from dataclasses import replace

from reading.composed_mail import tnef, zipped_raw
from samples import faulty
from samples.applicants import Applicant
from samples.complete import SUBJECT, TEXT, of_one_form
from samples.expected import Json, Sample, judgement, mail, paper
from samples.mailing import STREAM, Sent, address, coremail, foxmail, multipart, part, qq, text_part
from samples.mailing import mail as composed
from samples.mailing import word as encoded
from samples.mailing import wrapped as base64_of
from samples.sheets import in_pairs, zipped

COLLEGE = ("机械与车辆学院研工办", "jxcl-ygb@bit.edu.cn")


def _student(number: int, name: str, college: str = "机械与车辆学院", **rest: str) -> Applicant:
    return Applicant(
        name,
        f"31202403{number:02}",
        college,
        f"apply{number:02}@bit.edu.cn",
        rest.pop("position", "实践"),
        phone=f"138000003{number:02}",
        major="机械工程",
        **rest,
    )


def _several(subject: str, who: tuple[str, str], forms: list[tuple[list[str], Applicant]]) -> Json:
    sources = ["/".join(path) for path, _ in forms]
    return {
        "mail": mail(subject, *who),
        "attachments": [
            {"name": path[-1], "path": path, "type": "docx", "kind": "application_form"}
            for path, _ in forms
        ],
        "papers": [
            paper("application_form", source, one.meant())
            for source, (_, one) in zip(sources, forms, strict=True)
        ],
        "problems": [],
        "judgements": [
            judgement(source, one.meant(), "no_obstacle")
            for source, (_, one) in zip(sources, forms, strict=True)
        ],
    }


def _three_files() -> Sample:
    students = [
        _student(50, "付晓棠"),
        _student(51, "高屿"),
        _student(52, "郝念初", position="文体"),
    ]
    files = [(f"{one.name}.docx", in_pairs(one)) for one in students]
    subject = "机械与车辆学院报送德育工作助理申请表3份"
    return Sample(
        "50-college-sends-three",
        foxmail(Sent(50, *COLLEGE, subject, "三位同学的申请表，请查收。", files)),
        "学院一封邮件报送三份申请表",
        _several(subject, COLLEGE, [([f"{one.name}.docx"], one) for one in students]),
    )


def _zip() -> Sample:
    students = [_student(53, "孔令仪"), _student(54, "雷亦明")]
    names = [f"申请表/{one.student_no}{one.name}.docx" for one in students]
    data = zipped({name: in_pairs(one) for name, one in zip(names, students, strict=True)})
    subject = "德育助理申请材料（压缩包）"
    paths = [["材料.zip", name.rpartition("/")[2]] for name in names]
    return Sample(
        "51-zip",
        qq(Sent(51, *COLLEGE, subject, "材料见压缩包。", [("材料.zip", data)])),
        "两份申请表在压缩包的文件夹里",
        _several(subject, COLLEGE, list(zip(paths, students, strict=True))),
    )


def _zip_in_gbk() -> Sample:
    one = _student(55, "孟昭然")
    data = zipped_raw(("申请表-孟昭然.docx".encode("gbk"), in_pairs(one)))
    subject = "上岗申请材料"
    return Sample(
        "52-zip-with-gbk-names",
        coremail(Sent(52, *COLLEGE, subject, "见附件。", [("申请材料.zip", data)])),
        "压缩包里的文件名是 GBK，没有 UTF-8 标记",
        _several(subject, COLLEGE, [(["申请材料.zip", "申请表-孟昭然.docx"], one)]),
    )


def _forwarded() -> Sample:
    one = _student(56, "彭清和")
    inner_subject = f"{SUBJECT}（{one.name}）"
    file = "申请表.docx"
    inner = qq(Sent(56, one.name, one.address, inner_subject, TEXT, [(file, in_pairs(one))]))
    subject = f"转发：{inner_subject}"
    sent = Sent(57, *COLLEGE, subject, "请审核，原邮件附后。")
    body = multipart(
        "mixed",
        b"----=_Forward_57",
        [
            text_part(sent.text, "utf-8", "utf-8"),
            part(inner, b"Content-Type: message/rfc822", b"Content-Disposition: attachment"),
        ],
    )
    data = composed(
        sent, address(sent, "utf-8", "utf-8"), encoded(subject, "utf-8", "utf-8"), content=body
    )
    return Sample(
        "53-forwarded",
        data,
        "学院把学生的邮件作为附件转发，申请表在被转发的邮件里",
        _several(subject, COLLEGE, [(["mail.eml", file], one)]),
    )


def _winmail() -> Sample:
    one = _student(57, "邵知行")
    file = "申请表-邵知行.docx"
    data = tnef(("SQB.DOC".encode("gbk"), file, in_pairs(one)))
    subject = "上岗申请"
    sent = Sent(58, one.name, one.address, subject, "附件为申请表。")
    body = multipart(
        "mixed",
        b"----=_NextPart_000_0058",
        [
            text_part(sent.text, "gb2312", "gb18030"),
            part(
                base64_of(data),
                b'Content-Type: application/ms-tnef; name="winmail.dat"',
                b"Content-Transfer-Encoding: base64",
                b'Content-Disposition: attachment; filename="winmail.dat"',
            ),
        ],
    )
    composed_data = composed(
        sent,
        address(sent, "gb2312", "gb18030"),
        encoded(subject, "gb2312", "gb18030"),
        b"X-MS-Has-Attach: yes",
        content=body,
    )
    return Sample(
        "54-winmail-dat",
        composed_data,
        "Outlook 的 winmail.dat，申请表在里面",
        _several(subject, (one.name, one.address), [(["winmail.dat", file], one)]),
    )


def _corrected() -> Sample:
    """What was asked for after the sample without a student number."""
    before = next(one for name, _, one, _, _ in faulty.CASES if name == "no-student-number")
    one = replace(before, student_no="3120240237")
    subject = f"回复：{SUBJECT}（{one.name}）"
    file = f"上岗申请表-{one.name}（补学号）.docx"
    sent = Sent(59, one.name, one.address, subject, "学号已补，请查收。", [(file, in_pairs(one))])
    return Sample(
        "55-corrected-resend",
        qq(sent),
        "补上学号后重新发送（见 37）",
        of_one_form(one, subject, file),
    )


def _both_in_one() -> Sample:
    """The same form as Word and as a stray copy under an octet-stream label."""
    one = _student(60, "陶令闻")
    data = in_pairs(one)
    subject = "申请表（重复附件）"
    files = [("申请表.docx", data), ("申请表 - 副本.docx", data)]
    made = qq(Sent(60, one.name, one.address, subject, TEXT, files))
    assert STREAM.encode() not in made
    return Sample(
        "56-same-form-twice",
        made,
        "同一份申请表附了两遍，只算一份申请",
        _several(subject, (one.name, one.address), [([name], one) for name, _ in files]),
    )


def samples() -> list[Sample]:
    return [
        _three_files(),
        _zip(),
        _zip_in_gbk(),
        _forwarded(),
        _winmail(),
        _corrected(),
        _both_in_one(),
    ]

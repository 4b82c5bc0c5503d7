"""Attachments that nobody can read: each is told with the way out, and none is lost."""

from reading.broken_files import ole, pdf
from samples.applicants import Applicant
from samples.complete import SUBJECT, TEXT
from samples.expected import Sample, mail
from samples.mailing import PNG, Sent, coremail, foxmail, netease, outlook, qq
from samples.sheets import in_pairs, zipped

CLIENTS = (foxmail, qq, netease, coremail, outlook)


def _one(
    number: int, name: str, shows: str, sender: str, file: str, data: bytes, type_: str, code: str
) -> Sample:
    address = f"apply{number}@bit.edu.cn"
    client = CLIENTS[number % len(CLIENTS)]
    return Sample(
        f"{number}-{name}",
        client(Sent(number, sender, address, SUBJECT, TEXT, [(file, data)])),
        shows,
        {
            "mail": mail(SUBJECT, sender, address),
            "attachments": [{"name": file, "type": type_, "problem": {"code": code}}],
            "papers": [],
            "problems": [{"code": code, "source": file}],
            "judgements": [],
        },
    )


def _locked(data: bytes) -> bytes:
    """The same zip with the encryption flag of its only member set, here and in the directory."""
    changed = bytearray(data)
    changed[6] |= 1
    at = changed.index(b"PK\x01\x02")
    changed[at + 8] |= 1
    return bytes(changed)


_WHOLE = in_pairs(Applicant("余清欢", "3120240491", "体育部", "apply81@bit.edu.cn", "文体"))


_NUMBERS = (80, 81, 82, 84, 85, 86)

_CASES: tuple[tuple[str, str, str, str, bytes, str, str], ...] = (
    (
        "password",
        "申请表加了密码",
        "袁知秋",
        "申请表.docx",
        ole("EncryptionInfo", "EncryptedPackage"),
        "docx",
        "password_protected",
    ),
    ("cut-off", "申请表只传来一半", "余清欢", "申请表.docx", _WHOLE[:-2000], "docx", "damaged"),
    ("empty-file", "附件是 0 字节", "章予安", "申请表.docx", b"", "other", "empty"),
    ("scan", "申请表是拍的照片", "钟离", "申请表.png", PNG, "image", "no_text"),
    ("scan-in-pdf", "PDF 里只有图，没有文字", "朱砚秋", "申请表.pdf", pdf(""), "pdf", "no_text"),
    (
        "zip-with-password",
        "压缩包加了密码",
        "祝青山",
        "材料.zip",
        _locked(zipped({"申请表.docx": _WHOLE})),
        "zip",
        "password_protected",
    ),
)


def _link() -> Sample:
    sender, address = "邹远帆", "apply87@bit.edu.cn"
    text = "老师好，申请表在网盘：https://pan.baidu.com/s/1aBcD 提取码 x7k2，文件名“上岗申请表-邹远帆.docx”。"
    return Sample(
        "87-link-instead",
        netease(Sent(87, sender, address, SUBJECT, text)),
        "没有附件，只给了网盘链接",
        {
            "mail": mail(SUBJECT, sender, address),
            "attachments": [],
            "papers": [],
            "problems": [{"code": "link_instead_of_file"}],
            "judgements": [],
        },
    )


def samples() -> list[Sample]:
    numbered = zip(_NUMBERS, _CASES, strict=True)
    return [*(_one(number, *told) for number, told in numbered), _link()]

"""Papers that came as pictures: real ones, as a scanner, a copier and a telephone save them."""

from samples.complete import SUBJECT, TEXT
from samples.expected import Sample, mail
from samples.mailing import Sent, coremail, foxmail, qq
from scanning.pictures import PICTURES

COLLEGE = ("机电学院学工办", "jidian@bit.edu.cn")


def _of(
    number: int,
    name: str,
    shows: str,
    client,
    sender: tuple[str, str],
    subject: str,
    text: str,
    files: dict[str, tuple[bytes, str, str | None]],
) -> Sample:
    """`files`: bytes, type and what it is supposed to be, by name."""
    attached = [(file, data) for file, (data, _, _) in files.items()]
    return Sample(
        f"{number}-{name}",
        client(Sent(number, *sender, subject, text, attached)),
        shows,
        {
            "mail": mail(subject, *sender),
            "attachments": [
                {
                    "name": file,
                    "type": type_,
                    "kind": None,
                    "problem": {"code": "no_text"},
                    "scan": {"supposed": supposed},
                }
                for file, (_, type_, supposed) in files.items()
            ],
            "papers": [],
            "problems": [{"code": "no_text", "source": file} for file in files],
            "judgements": [],
        },
    )


def samples() -> list[Sample]:
    return [
        _of(
            95,
            "sealed-request-scanned",
            "更换申请盖章后扫描成 PDF：存档，由人分拣，不要求重发",
            foxmail,
            COLLEGE,
            "报送材料",
            "老师好，盖章件见附件，原件另送。",
            {"更换申请（盖章）.pdf": (PICTURES["pdf"], "pdf", "replacement_request")},
        ),
        _of(
            96,
            "signed-papers-photographed",
            "登记表拍照、责任书扫描成三页 TIFF：由人分拣，各记一份纸面材料",
            coremail,
            ("张喆", "zhangzhe@bit.edu.cn"),
            "交回纸面材料",
            "老师好，已签好。",
            {
                "登记表.jpg": (PICTURES["jpg"], "image", "registration_form"),
                "责任书-张喆.tif": (PICTURES["tif"], "image", "agreement"),
            },
        ),
        _of(
            97,
            "form-photographed-from-a-telephone",
            "手机拍的申请表（HEIC），文件名没有说明，主题里写了：请发电子版，附空白表",
            qq,
            ("莫听雨", "apply97@bit.edu.cn"),
            SUBJECT,
            TEXT,
            {"IMG_0421.heic": (PICTURES["heic"], "image", "application_form")},
        ),
    ]

"""Mails byte by byte, with the habits of the programs that colleges and students use."""

import base64
import datetime as dt
import quopri
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import format_datetime
from urllib.parse import quote

OFFICE = "yangongbu@bit.edu.cn"
CHINA = dt.timezone(dt.timedelta(hours=8))
DAY = dt.datetime(2026, 9, 3, 9, 0, tzinfo=CHINA)

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STREAM = "application/octet-stream"

PNG = base64.b64decode(
    b"iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAFElEQVR4nGP8//8/AzbAhFV08EoAAGgLAwf8Q6FDAAAAAElFTkSuQmCC"
)
"""A small picture, as signatures have one."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a person types: who, what, when; `number` makes ids and boundaries differ."""

    number: int
    name: str
    address: str
    subject: str
    text: str
    files: Sequence[tuple[str, bytes]] = ()
    at: dt.datetime = DAY
    more: Sequence[bytes] = ()

    @property
    def when(self) -> dt.datetime:
        return self.at + dt.timedelta(minutes=self.number)

    @property
    def message_id(self) -> bytes:
        host = self.address.partition("@")[2]
        return b"<%d.%s@%s>" % (
            self.number,
            self.when.strftime("%Y%m%d%H%M").encode(),
            host.encode(),
        )


def foxmail(sent: Sent) -> bytes:
    """Everything GB2312 by its label, GB18030 in truth; plain text and html; names in words."""
    plain = text_part(sent.text, "GB2312", "gb18030")
    html = text_part(f"<div>{sent.text}</div>", "GB2312", "gb18030", "html")
    body = multipart("alternative", b"----=_002_NextPart%03d_=----" % sent.number, [plain, html])
    files = [
        file_part(name, data, encoded_name(name, "GB2312", "gb18030")) for name, data in sent.files
    ]
    return mail(
        sent,
        address(sent, "GB2312", "gb18030"),
        word(sent.subject, "GB2312", "gb18030"),
        b"X-Mailer: Foxmail 7.2.25.213[cn]",
        content=_mixed_if(files, body, b"----=_001_NextPart%03d_=----" % sent.number),
    )


def qq(sent: Sent) -> bytes:
    """UTF-8 and base64; the html is all there is; each file name twice."""
    html = text_part(f"<div>{sent.text}</div><div><br></div>", "utf-8", "utf-8", "html")
    files = [
        file_part(name, data, encoded_name(name, "utf-8", "utf-8")) for name, data in sent.files
    ]
    return mail(
        sent,
        address(sent, "utf-8", "utf-8"),
        word(sent.subject, "utf-8", "utf-8"),
        b"X-Mailer: QQMail 2.x",
        b"X-QQ-mid: webmail%03dt1756863000" % sent.number,
        content=_mixed_if(files, html, b"----=_NextPart_66D5%04d_0C7A" % sent.number),
    )


def netease(sent: Sent) -> bytes:
    """GBK, the subject in quoted words, the body quoted-printable."""
    plain = part(
        quopri.encodestring(sent.text.encode("gbk")).replace(b"\n", b"\r\n"),
        b"Content-Type: text/plain; charset=GBK",
        b"Content-Transfer-Encoding: quoted-printable",
    )
    files = [file_part(name, data, encoded_name(name, "GBK", "gbk")) for name, data in sent.files]
    return mail(
        sent,
        address(sent, "GBK", "gbk"),
        quoted_word(sent.subject, "GBK", "gbk"),
        b"X-Mailer: Coremail Webmail Server Version XT5.0.14 (mailtech.cn) 163com",
        b"X-Priority: 3",
        content=_mixed_if(files, plain, b"----=_Part_%05d_1162" % sent.number),
    )


def coremail(sent: Sent) -> bytes:
    """The university's own web mail: UTF-8, names after RFC 2231 cut into continuations."""
    plain = text_part(sent.text, "UTF-8", "utf-8")
    files = [
        file_part(name, data, continued_name(name, "UTF-8", "utf-8")) for name, data in sent.files
    ]
    return mail(
        sent,
        address(sent, "UTF-8", "utf-8"),
        word(sent.subject, "UTF-8", "utf-8"),
        b"X-Mailer: Coremail Webmail Server Version XT6.0.1 (build 20240808) bit.edu.cn",
        content=_mixed_if(files, plain, b"----=_Part_88_%05d" % sent.number),
    )


def outlook(sent: Sent) -> bytes:
    """Html only, a signature with its picture inline, names in both parameters."""
    cid = b"image001.png@01DB%04d" % sent.number
    html = text_part(
        f'<html><body><p class=MsoNormal>{sent.text}</p><p><img src="cid:{cid.decode()}"></p>'
        f"<p>{sent.name}</p></body></html>",
        "gb2312",
        "gb18030",
        "html",
    )
    picture = part(
        wrapped(PNG),
        b'Content-Type: image/png; name="image001.png"',
        b"Content-ID: <" + cid + b">",
        b"Content-Transfer-Encoding: base64",
        b'Content-Disposition: inline; filename="image001.png"',
    )
    body = multipart("related", b"----=_NextPart_001_%04d" % sent.number, [html, picture])
    files = [
        file_part(name, data, extended_name(name, "gb2312", "gb18030")) for name, data in sent.files
    ]
    return mail(
        sent,
        address(sent, "gb2312", "gb18030"),
        word(sent.subject, "gb2312", "gb18030"),
        b"X-Mailer: Microsoft Outlook 16.0",
        b"Thread-Index: AdsAAAAA%04d" % sent.number,
        content=_mixed_if(files, body, b"----=_NextPart_000_%04d" % sent.number),
    )


def old_program(sent: Sent) -> bytes:
    """Raw GBK everywhere, in headers and names too, and no charset said (against RFC 5322)."""
    plain = part(
        sent.text.replace("\n", "\r\n").encode("gbk"),
        b"Content-Type: text/plain",
        b"Content-Transfer-Encoding: 8bit",
    )
    files = [
        file_part(
            name, data, (b'name="%s"' % name.encode("gbk"), b'filename="%s"' % name.encode("gbk"))
        )
        for name, data in sent.files
    ]
    return mail(
        sent,
        sent.name.encode("gbk") + b" <" + sent.address.encode() + b">",
        sent.subject.encode("gbk"),
        b"X-Mailer: DreamMail 4.6.9.2",
        content=_mixed_if(files, plain, b"=====003_Dragon%06d_=====" % sent.number),
    )


def mail(sent: Sent, sender: bytes, subject: bytes, *more: bytes, content: bytes) -> bytes:
    return b"\r\n".join(
        [
            b"From: " + sender,
            b"To: " + OFFICE.encode(),
            b"Subject: " + subject,
            b"Date: " + format_datetime(sent.when).encode(),
            b"Message-ID: " + sent.message_id,
            b"MIME-Version: 1.0",
            *more,
            *sent.more,
            content,
        ]
    )


def _mixed_if(files: list[bytes], body: bytes, boundary: bytes) -> bytes:
    return multipart("mixed", boundary, [body, *files]) if files else body


def multipart(kind: str, boundary: bytes, parts: Sequence[bytes], more: bytes = b"") -> bytes:
    lines = b"".join(b"--" + boundary + b"\r\n" + one + b"\r\n" for one in parts)
    head = b'Content-Type: multipart/%s;%s\r\n\tboundary="%s"\r\n\r\n' % (
        kind.encode(),
        more,
        boundary,
    )
    return head + lines + b"--" + boundary + b"--\r\n"


def part(content: bytes, *headers: bytes) -> bytes:
    return b"\r\n".join([*headers, b"", content])


def text_part(text: str, label: str, codec: str, kind: str = "plain") -> bytes:
    return part(
        wrapped(text.replace("\n", "\r\n").encode(codec)),
        b'Content-Type: text/%s;\r\n\tcharset="%s"' % (kind.encode(), label.encode()),
        b"Content-Transfer-Encoding: base64",
    )


Names = tuple[bytes, bytes]
"""The ``name`` of Content-Type and the ``filename`` of Content-Disposition, as written."""


def file_part(name: str, data: bytes, names: Names) -> bytes:
    kind = {"docx": WORD, "xlsx": SHEET}.get(name.rpartition(".")[2], STREAM)
    return part(
        wrapped(data),
        b"Content-Type: " + kind.encode() + b";\r\n\t" + names[0],
        b"Content-Transfer-Encoding: base64",
        b"Content-Disposition: attachment;\r\n\t" + names[1],
    )


def encoded_name(name: str, label: str, codec: str) -> Names:
    written = word(name, label, codec)
    return b'name="%s"' % written, b'filename="%s"' % written


def extended_name(name: str, label: str, codec: str) -> Names:
    extended = f"{label}''{quote(name.encode(codec), safe='.')}".encode()
    return b'name="%s"' % word(name, label, codec), b"filename*=" + extended


def continued_name(name: str, label: str, codec: str) -> Names:
    """Cut into pieces of 40 characters, even inside a character's bytes (RFC 2231, 3)."""
    written = f"{label}''{quote(name.encode(codec), safe='.')}"
    pieces = [written[start : start + 40] for start in range(0, len(written), 40)]
    told = [b"filename*%d*=%s" % (number, piece.encode()) for number, piece in enumerate(pieces)]
    return b'name="attachment"', b";\r\n\t".join(told)


def address(sent: Sent, label: str, codec: str) -> bytes:
    return b'"' + word(sent.name, label, codec) + b'" <' + sent.address.encode() + b">"


def word(text: str, label: str, codec: str) -> bytes:
    """Encoded words (RFC 2047) of at most 12 characters, folded."""
    pieces = [text[start : start + 12] for start in range(0, len(text), 12)]
    return b"\r\n\t".join(
        b"=?%s?B?%s?=" % (label.encode(), base64.b64encode(piece.encode(codec))) for piece in pieces
    )


def quoted_word(text: str, label: str, codec: str) -> bytes:
    pieces = [text[start : start + 8] for start in range(0, len(text), 8)]
    return b"\r\n ".join(
        b"=?%s?Q?%s?=" % (label.encode(), b"".join(b"=%02X" % byte for byte in piece.encode(codec)))
        for piece in pieces
    )


def wrapped(data: bytes) -> bytes:
    return base64.encodebytes(data).replace(b"\n", b"\r\n").rstrip(b"\r\n")

"""The text of a mail's body: plain text where there is some, else HTML as people see it."""

import re
from collections.abc import Iterator

from lxml import etree

from pipeline.reading.charsets import decode, without_surrogates
from pipeline.reading.message.mime import Part

MAX_TEXT = 2_000_000

_UNWANTED = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u200b\ufeff]")
_LINE_END = re.compile(r"\r\n|[\r\n\x0c\u2028\u2029]")
_MANY_BLANK = re.compile(r"\n{3,}")
META_CHARSET = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE
)
SILENT = frozenset({"script", "style", "head", "title", "template", "object", "noscript"})
BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "tr",
        "table",
        "ul",
        "ol",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "hr",
        "section",
        "article",
        "header",
        "footer",
        "dl",
        "dt",
        "dd",
        "form",
        "center",
        "address",
    ]
)
_CELLS = frozenset({"td", "th"})
_LINKED_FILE = re.compile(
    r"mail\.qq\.com/cgi-bin/ftnExs_|(?:i?wx)\.mail\.qq\.com/ftn/|wx\.mail\.qq\.com/s\?k=|"
    r"exmail\.qq\.com/(?:cgi-bin/ftnExs_|ftn/|s\?k=)|ftn\.qq\.com/|"
    r"(?:163|126|yeah)\.(?:com|net)/large-attachment-download|(?:dashi|fs)\.163\.com/|"
    r"mail\.163\.com/js\d/[^\s\"'<>]{0,80}(?:cloud|large)|"
    r"pan\.baidu\.com/(?:s/|share/)|mail\.10086\.cn/[^\s\"'<>]{0,80}(?:largeattach|disk)|"
    r"mail\.aliyun\.com/[^\s\"'<>]{0,80}(?:netdisk|largefile|bigattach)|"
    r"/coremail/[^\s\"'<>]{0,80}share_link=|mail\.sina\.com\.cn/filecenter/|"
    r"drive\.weixin\.qq\.com/s|share\.weiyun\.com/|cloud\.189\.cn/(?:t/|web/share)|"
    r"(?:aliyundrive|alipan|123pan|cowtransfer)\.com/s/|pan\.quark\.cn/s/|wenshushu\.cn/[fk]/|"
    r"lanzou\w?\.com/|jianguoyun\.com/p/|(?:yun|caiyun)\.139\.com/|"
    r"\b\w{0,8}pan\.[\w-]{1,40}\.edu\.cn/|1drv\.ms/|onedrive\.live\.com/|drive\.google\.com/",
    re.IGNORECASE,
)
_QUOTED_MARKUP = re.compile(
    r"<blockquote\b|\bgmail_quote\b|\bdivRplyFwdMsg\b|"
    r"-{3,}(?:\s|&nbsp;)*(?:转发的?邮件|轉寄|原始(?:邮件|郵件)|回复的原?邮件|original message|forwarded)|"
    r"(?:发件人|寄件者|[写寫]道|\bwrote)(?:</?\w[^<>]{0,200}>|\s|&nbsp;)*[:：]",
    re.IGNORECASE,
)
"""Where the markup of a mail goes over from what its writer wrote to a mail quoted below it."""


def charset_of(part: Part) -> str:
    return part.parameters.get("charset", "")


def markup_of(part: Part) -> str:
    """An HTML part as a string; the charset of its header counts before that of its meta."""
    data = part.content[:MAX_TEXT]
    meta = META_CHARSET.search(data, 0, 4096)
    declared = charset_of(part) or (meta.group(1).decode("ascii", "replace") if meta else "")
    return decode(data, declared)


def text_of_plain(part: Part) -> str:
    return tidy(decode(part.content[:MAX_TEXT], charset_of(part)))


def text_of_html(markup: str) -> str:
    """The text of HTML, quoted mails included; blocks and rows are lines, cells have a tab."""
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    source = without_surrogates(markup).replace("\x00", "")
    if not source.strip():
        return ""
    try:
        root = etree.fromstring(source.encode("utf-8"), parser)
    except (etree.LxmlError, ValueError):
        return ""
    return "" if root is None else tidy("".join(_pieces(root)))


def _pieces(root: etree._Element) -> Iterator[str]:
    silent = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            silent += tag in SILENT
            if tag in _CELLS and element is not root and _is_cell_of_a_form(element):
                yield "" if silent else " ".join("".join(_pieces(element)).split())
                walk.skip_subtree()
                continue
            if tag in BLOCKS:
                yield "\n"
            if element.text and not silent:
                yield element.text if tag == "pre" else _flowing(element.text)
            continue
        silent -= tag in SILENT
        if tag in _CELLS:
            yield "\t"
        elif tag in BLOCKS and tag != "br":
            yield "\n"
        if element.tail and not silent:
            yield _flowing(element.tail)


def _is_cell_of_a_form(cell: etree._Element) -> bool:
    """Whether a cell stands beside others and holds no table: its paragraphs are one answer."""
    row = cell.getparent()
    return row is not None and len(row) > 1 and cell.find(".//table") is None


def _flowing(text: str) -> str:
    return re.sub(r"[ \t\r\n\x0c]+", " ", text)


def tidy(text: str) -> str:
    """Lines ended by LF without trailing space, at most one blank line, no control characters."""
    lines = _LINE_END.sub("\n", text).replace("\u00a0", " ")
    trimmed = "\n".join(line.rstrip() for line in _UNWANTED.sub("", lines).split("\n"))
    return without_surrogates(_MANY_BLANK.sub("\n\n", trimmed)).strip("\n")


def links_to_a_file(text: str) -> bool:
    """Whether text or markup links to a big attachment left at the mail provider's or on a disk."""
    return _LINKED_FILE.search(text) is not None


def own_markup(markup: str) -> str:
    """The beginning of an HTML body, up to the first mail quoted in it."""
    quoted = _QUOTED_MARKUP.search(markup)
    return markup[: quoted.start()] if quoted else markup

"""The text that Outlook keeps of a mail, in a .msg or a winmail.dat: written up to three times."""

from pipeline.reading.charsets import decode
from pipeline.reading.files.rich_text import expanded, text_of_rich
from pipeline.reading.message.body_text import MAX_TEXT, text_of_html, tidy


def text_of_body(plain: str, page: bytes, rich: bytes) -> str:
    """Its plain text; where there is none, that of its HTML, else of its compressed rich text."""
    return (
        tidy(plain[:MAX_TEXT])
        or text_of_html(decode(page[:MAX_TEXT]))
        or tidy(text_of_rich(expanded(rich))[:MAX_TEXT])
    )

"""What the author's program wrote of a mail, without what the servers on its way added.

RFC 5321 section 4.4 and RFC 5322 section 3.6.7: trace fields differ by route.
"""

import hashlib

from pipeline.domain.identity import sha256_of
from pipeline.reading.message.headers import split_head

WRITTEN = frozenset(
    {
        *("from", "sender", "reply-to", "to", "cc", "subject", "date", "message-id"),
        *("in-reply-to", "references", "mime-version", "content-type"),
        *("content-transfer-encoding", "content-disposition", "auto-submitted"),
    }
)


def digest_as_written(data: bytes) -> str:
    """SHA-256, hexadecimal, of the author's header fields and the body; line ends do not count."""
    headers, body = split_head(data)
    written = hashlib.sha256()
    for name, value in headers:
        if name in WRITTEN:
            written.update(f"{name}:{value}\n".encode("utf-8", "backslashreplace"))
    lines = body.replace(b"\r\n", b"\n").replace(b"\r", b"\n").rstrip(b"\n")
    return sha256_of(written.digest() + lines)

"""What makes two mails the same mail."""

import hashlib


def sha256_of(data: bytes) -> str:
    """SHA-256 of the bytes as given, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def identity_of(data: bytes) -> str:
    """SHA-256, hexadecimal, after CRLF, lone LF and lone CR have each become CRLF.

    Servers, mbox files and folders keep the same mail with different line ends.
    """
    one_kind = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return sha256_of(one_kind.replace(b"\n", b"\r\n"))


def head_of(data: bytes) -> str:
    """The sha256 of a mail's header block, without the blank line that ends it."""
    head = data.partition(b"\r\n\r\n")[0] if not data.startswith(b"\r\n") else b""
    return hashlib.sha256(head.rstrip(b"\r\n")).hexdigest()

"""What our own gateway found out about the sender (RFC 8601), and nobody else's word.

Anybody can write an Authentication-Results field into a mail. Only the topmost that bears the
name of our gateway counts; the gateway takes off those that came from outside (section 5).
"""

import re
from collections.abc import Collection

from pipeline.domain.letters import SenderTrust
from pipeline.reading.message.headers import MAX_TEXT, Headers

_COMMENT = re.compile(r"\([^()]*\)")
_METHOD = re.compile(r"(dkim|spf|dmarc)(?:/\d+)?\s*=\s*(\w+)", re.IGNORECASE)
_PROPERTY = re.compile(r"\b(header|smtp|policy)\.(\w+)\s*=\s*\"?([^\s\";]+)", re.IGNORECASE)
_DOMAIN_OF = {
    "dkim": (("header", "d"), ("header", "i")),
    "spf": (("smtp", "mailfrom"), ("smtp", "envelope-from")),
    "dmarc": (("header", "from"),),
}
_PUBLIC = re.compile(r"(?:ac|com|edu|gov|net|org)\.[a-z]{2}")
"""Endings below which everybody registers; they vouch for nobody."""


def sender_trust(headers: Headers, sender: str, gateways: Collection[str]) -> SenderTrust:
    """Whether our gateway says that the sender's domain stands behind the mail."""
    names = {one.casefold() for one in gateways}
    told = next(
        (
            results
            for field, value in headers
            if field == "authentication-results"
            and (results := _results(value))
            and results[0] in names
        ),
        None,
    )
    if told is None:
        return SenderTrust.UNKNOWN
    several = sum(field == "from" for field, _ in headers) > 1
    domain = sender.rpartition("@")[2].casefold()
    verified = bool(domain) and not several and any(_vouches(one, domain) for one in told[1:])
    return SenderTrust.VERIFIED if verified else SenderTrust.UNVERIFIED


def _results(value: str) -> list[str]:
    """The gateway's name in lower case and one piece for each method, comments left out."""
    text = value[:MAX_TEXT]
    while (shorter := _COMMENT.sub(" ", text)) != text:
        text = shorter
    pieces = [piece.strip() for piece in text.split(";")]
    return [pieces[0].split(" ")[0].strip('"').casefold(), *pieces[1:]]


def _vouches(result: str, domain: str) -> bool:
    method = _METHOD.match(result)
    if method is None or method[2].casefold() != "pass":
        return False
    wanted = _DOMAIN_OF[method[1].casefold()]
    return any(
        (kind.casefold(), name.casefold()) in wanted and _aligned(said, domain)
        for kind, name, said in _PROPERTY.findall(result)
    )


def _aligned(said: str, domain: str) -> bool:
    """The same domain, or one above or below it (RFC 7489 section 3.1, relaxed)."""
    given = said.rpartition("@")[2].casefold().rstrip(".")
    if "." not in given or _PUBLIC.fullmatch(given):
        return False
    return given == domain or domain.endswith(f".{given}") or given.endswith(f".{domain}")

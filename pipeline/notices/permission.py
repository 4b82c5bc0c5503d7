"""Which answers may go out without a person, and which mails a person should see at once."""

import unicodedata
from collections.abc import Collection, Sequence

from pipeline.domain.letters import Letter, SenderTrust
from pipeline.domain.plans import NoticeKind, NoticeOrder
from pipeline.domain.written import own_lines


def may_go_by_itself(
    order: NoticeOrder,
    letter: Letter,
    trust: SenderTrust,
    recognised: bool,
    listed: bool,
    automatic: Collection[NoticeKind],
    own_addresses: Collection[str],
) -> bool:
    """Only a receipt for our own papers, to somebody known, who wrote to us by name (RFC 3834).

    `listed`: the sender stands in the college directory, which counts for nothing when our
    gateway looked and found another behind the mail. A mail in which nothing was
    recognised is answered by people, so two machines can never keep each other talking.
    """
    if order.kind not in automatic or not recognised:
        return False
    own = {one.casefold() for one in own_addresses}
    named = any(one.address.casefold() in own for one in (*letter.to, *letter.cc))
    known = listed and trust is not SenderTrust.UNVERIFIED
    return named and (known or trust is SenderTrust.VERIFIED)


def urgent_word(letter: Letter, words: Sequence[str]) -> str:
    """The first word of urgency in the subject or in what the person wrote; "" for none."""
    # An old cry for help that is quoted is no new one.
    written = _folded("\n".join((letter.subject, own_lines(letter.text))))
    return next((word for word in words if _folded(word) in written), "")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()

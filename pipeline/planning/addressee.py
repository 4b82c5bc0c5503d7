"""To whom a mail is answered."""

from pipeline.domain.letters import Letter


def answer_address(letter: Letter) -> str:
    """Reply-To only where it is of the same domain as From: else a stranger could be written to."""
    sender = letter.sender.address
    for other in letter.reply_to:
        if other.address and _domain(other.address) == _domain(sender):
            return other.address
    return sender


def _domain(address: str) -> str:
    return address.rpartition("@")[2].casefold()

"""To whom a mail is answered."""

from pipeline.domain.letters import Letter


def answer_address(letter: Letter) -> str:
    """Reply-To only where it is of the same domain as From: else a stranger could be written to.

    "" where the sender is not to be reached: `root` is nobody's address elsewhere.
    """
    sender = letter.sender.address
    if not all(sender.rpartition("@")):
        return ""
    for other in letter.reply_to:
        if other.address and _domain(other.address) == _domain(sender):
            return other.address
    return sender


def _domain(address: str) -> str:
    return address.rpartition("@")[2].casefold()

"""What may go out without a person: few letters, to few addresses, and a breaker for all.

RFC 3834 section 2 asks responders to limit how often they answer one address.
"""

from pipeline.domain.dispatching import Held
from pipeline.domain.papers import PaperKind
from pipeline.domain.plans import NoticeState
from pipeline.notices.permission import may_go_by_itself
from pipeline.office.filing import file_entry
from pipeline.office.house import OFFICE_OBJECT, SOFTWARE, Office
from pipeline.office.outbox_ports import Allowance
from pipeline.office.registered import directory_of
from pipeline.office.understanding import Understood
from pipeline.planning import Plan

HOUR, DAY = 3600.0, 86400.0
PER_ADDRESS_AND_HOUR = 5
TOO_MANY = "一天内自动发出的回执到了上限（[notices] per_day）"


def goes_by_itself(office: Office, plan: Plan, understood: Understood) -> bool:
    """Whether this mail's receipt is sent without a person, as far as the allowance reaches."""
    letter, order = understood.letter, plan.notice
    if letter is None or order is None:
        return False
    listed = directory_of(office).submitting(letter.sender.address) is not None
    recognised = any(paper.kind is not PaperKind.UNRECOGNISED for paper in understood.electronic)
    house = office.house
    may = may_go_by_itself(
        order, letter, understood.trust, recognised, listed, house.automatic, house.addresses
    )
    return may and allowed(office, order.to)


def allowed(office: Office, to: str) -> bool:
    """Take what one letter to this address uses up; False: a person releases it instead.

    What failed to reach the address stands in the way until a person has settled that notice.
    When the day's allowance for everybody is used up, the breaker opens until a person closes
    it. Must be called while the office is held.
    """
    if office.ledger.outbox.breaker() is not None:
        return False
    now, address = office.now(), to.casefold()
    failed = office.ledger.notices(states=(NoticeState.FAILED,))
    if any(address == one.casefold() for notice in failed for one in notice.to):
        return False
    of_the_address = (
        Allowance(f"hour {address}", PER_ADDRESS_AND_HOUR, HOUR),
        Allowance(f"day {address}", office.house.per_address, DAY),
    )
    if not all(office.ledger.outbox.take(one, now) for one in of_the_address):
        return False
    if office.ledger.outbox.take(Allowance("day", office.house.per_day, DAY), now):
        return True
    hold(office, held=True, says=TOO_MANY)
    return False


def hold(office: Office, held: bool, says: str, by: str = SOFTWARE) -> None:
    """Open or close the breaker, for every receipt that would go by itself."""
    at = office.ledger.clock(office.now())()
    filed = file_entry(
        office.archive,
        OFFICE_OBJECT,
        f"hold-{at:%Y%m%dT%H%M%S%f}",
        at,
        by,
        (OFFICE_OBJECT,),
        Held(held, says),
    )
    office.ledger.record([filed], office.archive.read)

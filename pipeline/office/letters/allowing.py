"""What may go out without a person: few letters, to few addresses, and a breaker for all.

RFC 3834 section 2 asks responders to limit how often they answer one address.
"""

import datetime as dt

from pipeline.domain.dispatching import Held
from pipeline.domain.papers import PaperKind
from pipeline.domain.plans import NoticeState
from pipeline.notices.permission import may_go_by_itself
from pipeline.office.filing import file_entry
from pipeline.office.house import OFFICE_OBJECT, SOFTWARE, Office
from pipeline.office.registered import directory_of
from pipeline.office.understanding import Understood
from pipeline.planning import Plan

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
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
    """Whether one letter more may go to this address; False: a person releases it instead.

    What went out by itself is counted in the notices themselves, over the hour and the day
    before now, so that no stretch of a day holds more. What failed to reach the address stands
    in the way until a person has settled that notice. When the day's number for everybody is
    reached, the breaker opens until a person closes it; then counting begins anew. Must be called
    while the office is held.
    """
    outbox = office.ledger.outbox
    if outbox.breaker() is not None:
        return False
    now, address = office.now(), to.casefold()
    failed = office.ledger.notices(states=(NoticeState.FAILED,))
    if any(address == one.casefold() for notice in failed for one in notice.to):
        return False
    gone = outbox.by_themselves(now - DAY)
    own = [at for at, reader in gone if reader.casefold() == address]
    of_the_hour = sum(at > now - HOUR for at in own)
    if of_the_hour >= PER_ADDRESS_AND_HOUR or len(own) >= office.house.per_address:
        return False
    resumed = outbox.resumed()
    if sum(resumed is None or at > resumed for at, _ in gone) < office.house.per_day:
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

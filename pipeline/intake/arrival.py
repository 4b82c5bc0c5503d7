"""A mail at the moment it arrives: its identity, and when it was received."""

import datetime as dt
from collections.abc import Callable

from pipeline.domain.identity import identity_of, sha256_of
from pipeline.domain.letters import RawMail, ReceivedBy, Sighting
from pipeline.reading.mail.letter import date_header, topmost_received

Clock = Callable[[], dt.datetime]


def arrived(
    data: bytes, sighting: Sighting, now: Clock, server: dt.datetime | None = None
) -> RawMail:
    """The mail with the best clock there is: the server's INTERNALDATE, else the topmost
    Received field, else the Date field, else `now`.
    """
    received_at, received_by = _received(data, now, server)
    return RawMail(
        data=data,
        sha256=sha256_of(data),
        identity=identity_of(data),
        received_at=received_at,
        received_by=received_by,
        sighting=sighting,
    )


def _received(
    data: bytes, now: Clock, server: dt.datetime | None
) -> tuple[dt.datetime, ReceivedBy]:
    if server is not None:
        return server, ReceivedBy.SERVER
    received = topmost_received(data)
    if received is not None:
        return received, ReceivedBy.RECEIVED_HEADER
    date = date_header(data)
    if date is not None:
        return date, ReceivedBy.DATE_HEADER
    return now(), ReceivedBy.NOW

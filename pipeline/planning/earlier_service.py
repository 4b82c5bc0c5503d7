"""Who applies and serves already, or was removed, is a person's to decide on.

三.1.(1)⑦ speaks of other posts only, and 三.3 does not say whether who was removed may come
back: no machine answers either. People are told apart by their numbers.
"""

from collections.abc import Sequence

from pipeline.domain.appointments import (
    SERVING,
    AppointmentStanding,
    AppointmentState,
)
from pipeline.domain.plans import Candidature
from pipeline.planning.doubting import doubted


def with_earlier_service(
    new: Candidature, appointments: Sequence[AppointmentStanding]
) -> Candidature:
    """The candidature with a doubt for each appointment that bears on it."""
    number = new.judgement.person.student_no
    for one in appointments:
        own = bool(new.application) and one.application == new.application
        if not number or one.person.student_no != number or own:
            continue
        if says := earlier_service_says(one):
            new = doubted(new, says)
    return new


def earlier_service_says(one: AppointmentStanding) -> str:
    """What an appointment means for another one of the same person, "" for nothing."""
    where = f"{one.college or '（未写学院）'}（{one.id}）"
    if one.state is AppointmentState.DISMISSED:
        return f"此人曾在{where}任助理，于 {one.ended_on} 被免去职务（三.3），请核实后再定。"
    if one.state in (AppointmentState.PENDING, *SERVING):
        return f"此人已在{where}任助理（{one.state.label}），请核实是续任、换岗还是重复申请。"
    return ""

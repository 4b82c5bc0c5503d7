"""What somebody in a post has stated, for the papers about a term."""

from dataclasses import dataclass

from pipeline.domain.people import DegreeLevel, PartyStanding
from pipeline.domain.registers import RegisterKind, ServingAssistant
from pipeline.office.drawing.holders import Holder
from pipeline.office.filed import newest_revision
from pipeline.office.house import Office


@dataclass(frozen=True, slots=True)
class Stated:
    """What a roster says of somebody besides the post."""

    party_standing: PartyStanding | None = None
    degree_level: DegreeLevel | None = None
    agreement: str = ""


def stated_of(holder: Holder, office: Office) -> Stated:
    """As the newest form states it; of whom there is none, as the imported register does."""
    if holder.application is None:
        number = holder.person.student_no
        lines = office.ledger.register_lines(RegisterKind.ASSISTANTS, number)
        for line in lines:
            if isinstance(line, ServingAssistant):
                return Stated(line.party_standing, line.degree_level, line.agreement)
        return Stated()
    said = {one.name: one.value for one in newest_revision(office, holder.application).fields}
    standing, level = said.get("party_standing"), said.get("degree_level")
    return Stated(
        PartyStanding(standing) if standing in set(PartyStanding) else None,
        DegreeLevel(level) if level in set(DegreeLevel) else None,
        holder.application.agreement,
    )

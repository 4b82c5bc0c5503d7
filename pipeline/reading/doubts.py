"""What understanding a piece of writing may come to."""

from dataclasses import dataclass

from pipeline.domain.papers import FieldValue


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something is written but its meaning is open; `says` tells people what is missing."""

    says: str


Understood = FieldValue | Doubt | None
"""A value, a doubt, or None where nothing is stated."""

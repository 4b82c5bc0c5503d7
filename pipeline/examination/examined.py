"""What an examination finds of one part."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Examined:
    """One part of the office; `says` is how it is, or what is wrong and the way out."""

    name: str
    usable: bool
    says: str

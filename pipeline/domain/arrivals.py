"""Signs of life: something still comes in from a server, however slowly."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class Arrivals:
    """Who is told; that may change while a connection lasts."""

    tell: Callable[[], None] = lambda: None

"""Mail in portions: so few at a time that they fit into memory, so many that it goes quickly."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

MAX_MAILS = 50
MAX_BYTES = 16 * 1024 * 1024

_Item = TypeVar("_Item")


def portions(weighed: Iterable[tuple[_Item, int]]) -> Iterator[tuple[_Item, ...]]:
    """Groups of things with their sizes in bytes, in order; one that is too large goes alone."""
    portion: list[_Item] = []
    total = 0
    for item, size in weighed:
        if portion and (len(portion) >= MAX_MAILS or total + size > MAX_BYTES):
            yield tuple(portion)
            portion, total = [], 0
        portion.append(item)
        total += size
    if portion:
        yield tuple(portion)

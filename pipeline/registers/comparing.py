"""What an import would change: line by line, and only in the parts the file speaks for."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.domain.registers import RegisterLine


@dataclass(frozen=True, slots=True)
class Changes:
    """`after` is the whole register as it would be; `changed` holds (before, after) pairs."""

    added: tuple[RegisterLine, ...]
    changed: tuple[tuple[RegisterLine, RegisterLine], ...]
    removed: tuple[RegisterLine, ...]
    unchanged: int
    after: tuple[RegisterLine, ...]

    @property
    def any(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def compare(before: Sequence[RegisterLine], given: Sequence[RegisterLine]) -> Changes:
    """Lines of `before` outside every scope that `given` speaks for stay as they are."""
    known = {line.key: line for line in before}
    new = {line.key: line for line in given}
    spoken_for = {line.scope for line in given}
    kept = [one for one in before if one.key in new or one.scope not in spoken_for]
    changed = [
        (known[key], line) for key, line in new.items() if key in known and known[key] != line
    ]
    after = {line.key: line for line in kept} | new
    return Changes(
        added=tuple(line for key, line in new.items() if key not in known),
        changed=tuple(changed),
        removed=tuple(one for one in before if one.key not in new and one.scope in spoken_for),
        unchanged=sum(known.get(key) == line for key, line in new.items()),
        after=tuple(after[key] for key in sorted(after)),
    )

"""How two revisions of an application differ, field by field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.domain.field_labels import field_label
from pipeline.domain.papers import Field


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that changed, as it was written before and now; "" where it was not stated."""

    field: str
    before: str
    now: str

    @property
    def says(self) -> str:
        return f"{field_label(self.field)}：“{self.before}”改为“{self.now}”"


def differences(before: Sequence[Field], now: Sequence[Field]) -> tuple[Difference, ...]:
    old, new = _written(before), _written(now)
    return tuple(
        Difference(name, old.get(name, ""), new.get(name, ""))
        for name in dict.fromkeys([*old, *new])
        if old.get(name) != new.get(name)
    )


def _written(fields: Sequence[Field]) -> Mapping[str, str]:
    return {one.name: one.raw for one in fields}

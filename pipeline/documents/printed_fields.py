"""What a template may print: each field with the office's word for it and a specimen value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.documents.values import Context, Value


@dataclass(frozen=True, slots=True)
class PrintedField:
    """One field; `items` are the fields of each item when it is a list.

    `required`: a template without it must not be used. `specimen` is an invented value ("" for a
    list: its items have their own).
    """

    name: str
    label: str
    specimen: str | int = ""
    required: bool = False
    items: tuple["PrintedField", ...] = ()


def labels_of(fields: Sequence[PrintedField]) -> Mapping[str, str]:
    """Names to the office's words, as `fill` wants them; those of items as ``list.item``."""
    return {
        path: one.label
        for field in fields
        for path, one in (
            (field.name, field),
            *((f"{field.name}.{item.name}", item) for item in field.items),
        )
    }


SPECIMEN_ITEMS = 3


def specimen_of(fields: Sequence[PrintedField]) -> Context:
    """A context of invented values in which every list has items."""
    return {one.name: _specimen(one) for one in fields}


def another(value: Value) -> Value:
    """A specimen made into one that no template can have foreseen."""
    if isinstance(value, str):
        return value + value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, Mapping):
        return {name: another(inner) for name, inner in value.items()}
    return [another(inner) for inner in value]


def emptied(fields: Sequence[PrintedField]) -> Context:
    """A context in which nothing is known and every list is empty."""
    return {one.name: _empty(one) for one in fields}


def _specimen(field: PrintedField) -> Value:
    if field.items:
        return [specimen_of(field.items) for _ in range(SPECIMEN_ITEMS)]
    return field.specimen


def _empty(field: PrintedField) -> Value:
    if field.items:
        return []
    return 0 if isinstance(field.specimen, int) else ""

"""What a sample shall come out as: subsets of the JSON of ``deyu check``, thought out by hand."""

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

OUTCOMES = {
    "Q1a": "meets",
    "Q1b": "meets",
    "Q1c": "meets",
    "Q2": "person",
    "Q3a": "meets",
    "Q3b": "meets",
    "Q4": "person",
    "Q5": "person",
    "Q6": "person",
    "Q7": "meets",
    "H1": "meets",
    "H2": "meets",
}
"""Of a form against which nothing can be said: Q2, Q4, Q5 and Q6 are always a person's."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One mail of ``inbox_samples/``; `shows` is its line in the table there (Chinese)."""

    name: str
    data: bytes
    shows: str
    expected: Json

    @property
    def read(self) -> Json:
        """What is expected of ``deyu read``."""
        return {key: value for key, value in self.expected.items() if key != "judgements"}

    @property
    def judged(self) -> Json:
        """What ``deyu check`` adds."""
        return {"judgements": self.expected["judgements"]}


def mail(subject: str, name: str, address: str, automatic: bool = False, **rest: Any) -> Json:
    sender = {"name": name, "address": address}
    return {"subject": subject, "from": sender, "automatic": automatic, **rest}


def paper(kind: str, source: str, fields: Json) -> Json:
    told = {name: {"value": value} for name, value in fields.items()}
    return {"kind": kind, "source": source, "fields": told}


def judgement(source: str, fields: Json, advice: str, **outcomes: str) -> Json:
    """All twelve findings in order; `outcomes` names those that differ from `OUTCOMES`."""
    told = (OUTCOMES | outcomes).items()
    return {
        "paper": source,
        "person": {"name": fields.get("name", ""), "student_no": fields.get("student_no", "")},
        "advice": advice,
        "findings": [_finding(rule, outcome) for rule, outcome in told],
    }


def lacks(*facts: str) -> str:
    """The outcome `person` because the form does not state these facts."""
    return " ".join(("person", *facts))


def _finding(rule: str, told: str) -> Json:
    outcome, *missing = told.split()
    return {"rule": rule, "outcome": outcome, "missing": missing}


def differences(expected: object, found: object, where: str = "") -> list[str]:
    """Where `found` does not hold what `expected` says: dicts by key, lists one by one."""
    if isinstance(expected, dict) and isinstance(found, dict):
        told = []
        for key, value in expected.items():
            place = f"{where}.{key}".lstrip(".")
            if key not in found:
                told.append(f"{place}: is absent, must be {value!r}")
            else:
                told += differences(value, found[key], place)
        return told
    if isinstance(expected, list) and isinstance(found, list):
        if len(expected) != len(found):
            return [f"{where}: {len(found)} entries, must be {len(expected)}: {found!r:.200}"]
        pairs = enumerate(zip(expected, found, strict=True))
        return [one for at, pair in pairs for one in differences(*pair, f"{where}[{at}]")]
    return [] if expected == found else [f"{where}: is {found!r}, must be {expected!r}"]

"""What registers confirm, supply or contradict of the facts a form declares.

A register overrides what the form leaves open; where the two contradict each other neither
counts, and every rule that rests on the fact is a person's (clauses 三.1.(1)①③⑦).
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.domain.extracts import Extract
from pipeline.domain.papers import Paper
from pipeline.domain.people import comparable_name
from pipeline.domain.registers import OtherPost, OtherPostKind, RegisterVersion
from pipeline.domain.school_calendar import term_of
from pipeline.regulation.facts import Fact, Value

COUNTED = (OtherPostKind.TEACHING, OtherPostKind.ADMINISTRATIVE)
"""The posts that 三.1.(1)⑦ names."""

SENDER_UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Record:
    """One fact as a register has it; `value` is its word for it, `meanings` what it may stand for.

    `conflict` says why it cannot be squared with the form; then there is nothing to judge by.
    """

    value: Value
    meanings: tuple[Value, ...]
    register: RegisterVersion
    place: str
    conflict: str = ""

    @property
    def source(self) -> str:
        return f"{self.register.kind.label}第{self.register.version}版"


def records_of(
    paper: Paper,
    facts: Mapping[str, Fact],
    extract: Extract,
    judged_on: dt.date,
    sender: str,
) -> Mapping[str, Record]:
    """By fact, what the registers say of this candidate; facts they are silent on are left out."""
    found = dict(_of_roster(paper, extract, judged_on))
    found |= dict(_of_directory(paper, extract, sender))
    if extract.posts_register is not None:
        found["other_post"] = _of_posts(paper, extract, extract.posts_register, judged_on)
    return {
        name: Record(
            one.value,
            one.meanings or facts[name].meanings(one.value),
            one.register,
            one.place,
            one.conflict,
        )
        for name, one in found.items()
        if name in facts
    }


def _of_roster(paper: Paper, extract: Extract, judged_on: dt.date) -> Iterator[tuple[str, Record]]:
    register, student, person = extract.roster, extract.student, paper.person
    if register is None or not person.student_no:
        return
    place = f"{register.kind.label} {person.student_no}"
    if student is None:
        says = f"{register.kind.label}第{register.version}版里没有学号 {person.student_no}，请核实学号和学籍。"
        yield "enrolment", Record("", (), register, place, says)
        return
    if person.name and comparable_name(person.name) != comparable_name(student.name):
        says = f"学号 {person.student_no} 在{register.kind.label}第{register.version}版里是“{student.name}”，申请表写的是“{person.name}”，请核实是否同一人。"
        yield "name", Record(student.name, (), register, place, says)
        yield "enrolment", Record("", (), register, place, says)
        return
    if person.name:
        yield "name", Record(person.name, (person.name,), register, place)
    yield "student_no", Record(student.student_no, (person.student_no,), register, place)
    if student.term in ("", str(term_of(judged_on))):
        yield "enrolment", Record(student.enrolment.value, (), register, place)
    for name, value in (
        ("study_mode", student.study_mode),
        ("degree_level", student.degree_level),
        ("party_standing", student.party_standing),
    ):
        if value is not None:
            yield name, Record(value.value, (), register, place)


def _of_posts(
    paper: Paper, extract: Extract, register: RegisterVersion, judged_on: dt.date
) -> Record:
    """Whether somebody holds another post when the position begins, or today if it does not say."""
    begins = _begins(paper, judged_on)
    place = f"{register.kind.label} {paper.person.student_no}"
    counted = [one for one in extract.posts if one.post in COUNTED]
    ending = [one for one in counted if _holds(one, judged_on) and not _holds(one, begins)]
    if any(_holds(one, begins) for one in counted):
        return Record(True, (True,), register, place)
    if ending:
        until = "、".join(f"{one.post.label}至{one.ends_on}" for one in ending)
        says = f"{register.kind.label}第{register.version}版载明现任{until}，在上岗日期之前结束，请核实届时是否已离任。"
        return Record(True, (), register, place, says)
    return Record(False, (False,), register, place)


def _begins(paper: Paper, judged_on: dt.date) -> dt.date:
    written = next((str(one.value) for one in paper.fields if one.name == "start_on"), "")
    try:
        begins = dt.date.fromisoformat(
            written if len(written) > len("2026-09") else f"{written}-01"
        )
    except ValueError:
        return judged_on
    return max(begins, judged_on)


def _holds(post: OtherPost, day: dt.date) -> bool:
    begun = post.starts_on is None or post.starts_on <= day
    return begun and (post.ends_on is None or day <= post.ends_on)


def _of_directory(paper: Paper, extract: Extract, sender: str) -> Iterator[tuple[str, Record]]:
    register = extract.colleges
    if register is None:
        return
    place = register.kind.label
    written = next((str(one.value) for one in paper.fields if one.name == "college"), "")
    college = extract.directory.named(written)
    if written and college is None:
        says = f"{place}第{register.version}版里没有“{written}”，请核实是哪个学院。{extract.directory.similar(written)}"
        yield "college", Record(written, (), register, place, says)
    elif college is not None:
        yield "college", Record(college.name, (written,), register, place)
    if college is not None and extract.student is not None and extract.roster is not None:
        enrolled = extract.student.college
        if enrolled and extract.directory.named(enrolled) != college:
            roster = extract.roster
            says = f"{roster.kind.label}第{roster.version}版载明学院为“{enrolled}”，申请表写的是“{written}”，请核实。"
            yield "college", Record(enrolled, (), roster, roster.kind.label, says)
    if sender:
        owner = extract.directory.submitting(sender)
        standing = "unlisted" if owner is None else "listed"
        if owner is not None and college is not None and owner != college:
            standing = "other_college"
        yield "sender_standing", Record(standing, (), register, place)

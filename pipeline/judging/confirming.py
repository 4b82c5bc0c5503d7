"""What registers confirm, supply or contradict of the facts a form declares.

A register overrides what the form leaves open; where the two contradict each other neither
counts, and every rule that rests on the fact is a person's (clauses 三.1.(1)①③⑦).
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.domain.extracts import Extract
from pipeline.domain.papers import CONFIDENT, Paper
from pipeline.domain.people import comparable_name
from pipeline.domain.registers import COUNTED_POSTS, OtherPost, RegisterVersion
from pipeline.domain.school_calendar import term_of
from pipeline.lifecycle.tenure import Days, days_of
from pipeline.regulation.facts import Fact, Value

SENDER_UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Record:
    """One fact as a register has it; `value` is its word for it, `meanings` what it may stand for.

    `conflict` says why it cannot be squared with the form; then there is nothing to judge by.
    `detail` is what its word rests on, for the sentence of a contradiction.
    """

    value: Value
    meanings: tuple[Value, ...]
    register: RegisterVersion
    place: str
    conflict: str = ""
    detail: str = ""

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
        found |= dict(_of_posts(paper, extract, extract.posts_register, judged_on))
    return {
        name: Record(
            one.value,
            one.meanings or facts[name].meanings(one.value),
            one.register,
            one.place,
            one.conflict,
            one.detail,
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
) -> Iterator[tuple[str, Record]]:
    """Whether somebody holds another post on the day, unknown within its month, of the start.

    Held on every possible day it is held, on none and listed for all of them it is not; a post
    that ends before or begins after such a day is a person's. A list that leaves a kind out, or
    ends too early, says nothing of whoever is not on it.
    """
    start = _start(paper, judged_on)
    place = f"{register.kind.label} {paper.person.student_no}"
    held = [
        one
        for one in extract.posts
        if one.post in COUNTED_POSTS and (one.ends_on is None or one.ends_on >= judged_on)
    ]
    told = "、".join(map(_post_in_words, held))
    if any(_held_throughout(one, start) for one in held):
        yield "other_post", Record(True, (True,), register, place, detail=told)
    elif held:
        says = f"{register.kind.label}第{register.version}版载明{told}，请核实上岗时和上岗以后是否仍受聘。"
        yield "other_post", Record(True, (), register, place, says)
    elif paper.person.student_no and extract.posts_until and start.last <= extract.posts_until:
        yield "other_post", Record(False, (False,), register, place)


def _start(paper: Paper, judged_on: dt.date) -> Days:
    """The days on which the position may begin, none of them past; any while it is not stated."""
    written = next(
        (one for one in paper.fields if one.name == "start_on" and one.confidence >= CONFIDENT),
        None,
    )
    stated = days_of(str(written.value)) if written else None
    if stated is None:
        return Days(judged_on, dt.date.max)
    return Days(max(stated.first, judged_on), max(stated.last, judged_on))


def _held_throughout(post: OtherPost, days: Days) -> bool:
    begun = post.starts_on is None or post.starts_on <= days.first
    return begun and (post.ends_on is None or days.last <= post.ends_on)


def _post_in_words(post: OtherPost) -> str:
    """助教（2026-09-07至2027-01-15）, with what is known of its days."""
    since = str(post.starts_on) if post.starts_on else ""
    until = f"至{post.ends_on}" if post.ends_on else "起" if since else "没有写明聘期"
    return f"{post.post.label}（{since}{until}）"


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

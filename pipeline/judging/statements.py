"""What a paper states about each declared fact, ready to be judged."""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from pipeline.domain.extracts import NO_EXTRACT, Extract
from pipeline.domain.papers import CONFIDENT, Field, FieldValue, Paper, Unclear
from pipeline.domain.people import PartyStanding
from pipeline.domain.positions import AMBIGUOUS_KIND
from pipeline.judging.confirming import SENDER_UNCHECKED, Record, records_of
from pipeline.judging.consent import opinion_of_college
from pipeline.judging.consented import consents_to_another
from pipeline.judging.words import (
    enrolment_changes,
    enrolment_state,
    experience,
    of_another_term,
    standing_on,
)
from pipeline.lifecycle.tenure import days_of
from pipeline.regulation.edition import Edition
from pipeline.regulation.facts import Fact, Value
from pipeline.regulation.positions import possible_kinds
from pipeline.regulation.rules import Meanings

ENROLMENT_LINE = "enrolment_line"
SENDER = "sender_standing"
VAGUE = {"enrolment": "other", SENDER: SENDER_UNCHECKED}
"""By fact, the value that claims nothing a register could contradict."""
OPINION, STANDING = "college_opinion", "party_standing"
_ENROLMENT_WORDS = r"学籍(?!所在地|号)|注册|在籍|在校状态|休学|延期"
_ENROLMENT_WORD = re.compile(_ENROLMENT_WORDS)
_ENROLMENT_LABEL = re.compile(
    rf"(?:^|[\t\n])[^\t\n:：，,。；;]{{0,12}}(?:{_ENROLMENT_WORDS})[^\t\n:：，,。；;]{{0,12}}(?=[\t\n]|$)"
    rf"|(?:{_ENROLMENT_WORDS})[^\s，,。；;:：]{{0,8}}[:：]",
)
"""A cell, or a label in a line, that asks for the enrolment in whatever words."""
_SORTED: Mapping[str, Callable[[str], str]] = {
    "enrolment": enrolment_state,
    OPINION: opinion_of_college,
    "social_experience": experience,
}


class Statement(NamedTuple):
    """One fact as the paper states it; a tuple, since every form makes a dozen.

    `meanings` are the precise values it may stand for, () when there is nothing to judge.
    `fields` were judged; `unjudged` are written, but too uncertain or outside the vocabulary;
    `unclear` is written, but the reader made nothing of it. `record` is what a register says;
    `conflict` why the two cannot both be true, and then `meanings` is ().
    """

    fact: Fact
    meanings: Meanings
    fields: tuple[Field, ...]
    unjudged: tuple[Field, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    record: Record | None = None
    conflict: str = ""

    @property
    def confirmed(self) -> bool:
        """Whether the register itself says what is judged by, and not something wider."""
        return self.record is not None and self.meanings == self.record.meanings


def statements_of(
    paper: Paper,
    edition: Edition,
    judged_on: dt.date,
    extract: Extract = NO_EXTRACT,
    sender: str = "",
) -> Mapping[str, Statement]:
    """A statement for every fact the edition declares, by the fact's name."""
    stated = _stated_by_the_form(paper, edition, judged_on)
    if extract is NO_EXTRACT:
        return stated
    records = records_of(paper, edition.facts, extract, judged_on, sender)
    for name, record in records.items():
        stated[name] = _squared(stated[name], record)
    if "enrolment" in records and ENROLMENT_LINE in stated:
        # Whoever the roster speaks of need not be taken as registered for want of a line.
        stated[ENROLMENT_LINE] = stated[ENROLMENT_LINE]._replace(meanings=(True,))
    return stated


def _stated_by_the_form(paper: Paper, edition: Edition, judged_on: dt.date) -> dict[str, Statement]:
    said: dict[str, tuple[list[Field], list[Unclear]]] = {}
    for field in paper.fields:
        if field.name in edition.facts:
            said.setdefault(field.name, ([], []))[0].append(field)
    for unclear in paper.unclear:
        if unclear.name in edition.facts:
            said.setdefault(unclear.name, ([], []))[1].append(unclear)
    stated = dict(_nothing_stated(edition))
    for name, (fields, doubts) in said.items():
        stated[name] = _statement(fields, doubts, edition.facts[name], edition, judged_on)
    if OPINION in said:
        stated[OPINION] = _of_this_candidate(stated[OPINION], paper, stated, edition)
    if STANDING in said:
        standing = _by_the_start(stated[STANDING], paper)
        stated[STANDING] = _once_joined(standing, paper, judged_on)
    if ENROLMENT_LINE in edition.facts:
        has_line = (_has_enrolment_line(paper),)
        stated[ENROLMENT_LINE] = Statement(edition.facts[ENROLMENT_LINE], has_line, ())
    if SENDER in edition.facts:
        stated[SENDER] = Statement(edition.facts[SENDER], (SENDER_UNCHECKED,), ())
    return stated


def _of_this_candidate(
    opinion: Statement, paper: Paper, stated: Mapping[str, Statement], edition: Edition
) -> Statement:
    """The consent, as far as it is to this person in this position."""
    if "agrees" not in opinion.meanings:
        return opinion
    kinds = stated["position_kind"].meanings if "position_kind" in stated else ()
    for field in opinion.fields:
        written = str(field.value)
        if told := consents_to_another(written, paper.person.name, kinds, edition.positions):
            says = f"学院意见写的是“{' '.join(written.split())}”，{told}，请与学院核实。"
            return opinion._replace(meanings=(), conflict=says)
    return opinion


def _by_the_start(standing: Statement, paper: Paper) -> Statement:
    """正式党员（2026.10转正） is probationary today; who turns full by the start is a person's."""
    if standing.meanings != ("probationary",):
        return standing
    start = days_of(paper.says("start_on"))
    turned = start is not None and any(
        one.value == PartyStanding.FULL and "full" in standing_on(one.raw, start.last)
        for one in standing.fields
    )
    return standing._replace(meanings=("full", "probationary")) if turned else standing


def _once_joined(standing: Statement, paper: Paper, judged_on: dt.date) -> Statement:
    """中共党员, to join on a day to come: the day or the standing is a slip."""
    joined = days_of(paper.says("party_joined_on"))
    if joined is None or joined.first <= judged_on or "none" in standing.meanings:
        return standing
    says = f"入党时间写的是“{paper.says('party_joined_on')}”，还没有到，请核实政治面貌和入党时间。"
    return standing._replace(meanings=(), conflict=says)


_BLANK: dict[str, Mapping[str, Statement]] = {}


def _nothing_stated(edition: Edition) -> Mapping[str, Statement]:
    """Of a blank form, kept for each edition by its sha256: most forms leave some facts out."""
    if edition.sha256 not in _BLANK:
        _BLANK[edition.sha256] = {
            name: Statement(fact, (), ()) for name, fact in edition.facts.items()
        }
    return _BLANK[edition.sha256]


def _squared(statement: Statement, record: Record) -> Statement:
    """What holds when form and register are laid beside each other."""
    if statement.conflict:
        return statement
    if record.conflict:
        return statement._replace(meanings=(), record=record, conflict=record.conflict)
    declared = tuple(one for one in statement.meanings if one != VAGUE.get(statement.fact.name))
    if not declared and not _tells_a_change(statement):
        return statement._replace(meanings=record.meanings, record=record)
    common = tuple(one for one in declared if one in record.meanings)
    if common:
        return statement._replace(meanings=common, record=record)
    choice = statement.fact.choice(record.value)
    told = choice.label if choice else "是" if record.value is True else "否"
    label = statement.fact.label
    detail = f"，即{record.detail}" if record.detail else ""
    says = f"申请表与{record.source}不一致：{record.source}载明{label}为“{told}”{detail}，请核实。"
    return statement._replace(meanings=(), record=record, conflict=says)


def _tells_a_change(statement: Statement) -> bool:
    """已提交退学申请: no state a register could confirm, and still not what it says."""
    return statement.fact.name == "enrolment" and any(
        enrolment_changes(str(one.value)) for one in statement.fields
    )


def _statement(
    fields: Sequence[Field],
    unclear: Sequence[Unclear],
    fact: Fact,
    edition: Edition,
    judged_on: dt.date,
) -> Statement:
    if len(fields) == 1 and not unclear and fields[0].confidence >= CONFIDENT:  # as nearly all are
        meant = _meanings(fields[0], fact, edition, judged_on)
        return (
            Statement(fact, meant, (fields[0],)) if meant else Statement(fact, (), (), (fields[0],))
        )
    judged: list[Field] = []
    meanings: dict[Value, None] = {}
    for field in fields:
        if field.confidence < CONFIDENT:
            continue
        if meant := _meanings(field, fact, edition, judged_on):
            judged.append(field)
            # Several values that disagree leave the fact open, exactly like one ambiguous value.
            meanings |= dict.fromkeys(meant)
    unjudged = [] if len(judged) == len(fields) else [one for one in fields if one not in judged]
    return Statement(fact, tuple(meanings), tuple(judged), tuple(unjudged), tuple(unclear))


def _meanings(field: Field, fact: Fact, edition: Edition, judged_on: dt.date) -> tuple[Value, ...]:
    value: FieldValue = field.value
    if fact.name in _SORTED:
        value = _SORTED[fact.name](value) if isinstance(value, str) else ""
    if value == "registered" and of_another_term(str(field.value), judged_on):
        value = "other"
    if fact.name == "position_kind" and value == AMBIGUOUS_KIND:
        return tuple(kind.value for kind in possible_kinds(field.raw, edition.positions))
    if fact.name == STANDING and value == PartyStanding.FULL:
        return standing_on(field.raw, judged_on)
    return fact.meanings(value)


def _has_enrolment_line(paper: Paper) -> bool:
    """Whether the form asks for the enrolment at all; a blank line differs from no line."""
    written: list[Field | Unclear] = [*paper.fields, *paper.unclear]
    if any(one.name == "enrolment" for one in written):
        return True
    text = paper.text.replace(" ", "").replace("\u3000", "")
    # Most forms have none of the words, which is found out faster than that no label has one.
    return bool(_ENROLMENT_WORD.search(text) and _ENROLMENT_LABEL.search(text))

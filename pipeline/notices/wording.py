"""What a notice says: templates in plain text, filled strictly.

A template's first line is the subject, the second is empty, the rest is the body.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from difflib import get_close_matches

from jinja2 import StrictUndefined, TemplateError, meta
from jinja2.sandbox import SandboxedEnvironment

from pipeline.domain.adjustments import AdjustmentStanding
from pipeline.domain.papers import PaperKind
from pipeline.domain.people import Person
from pipeline.domain.plans import Ask, Candidature, NoticeKind, SubmissionState
from pipeline.domain.positions import PositionKind
from pipeline.errors import TemplateError as NoticeTemplateError
from pipeline.tag_faults import line_of, said_of

PAPER_LABELS = {
    PaperKind.APPLICATION_FORM: "上岗申请表",
    PaperKind.REPLACEMENT_REQUEST: "更换申请",
    PaperKind.CASE_REPORT: "工作案例",
    PaperKind.EVALUATION_OPINION: "评议意见",
    PaperKind.LEAVING_SURVEY: "拟离岗情况调查表",
    PaperKind.AGREEMENT: "岗位责任书",
    PaperKind.REGISTRATION_FORM: "登记表",
    PaperKind.POSITION_DUTIES: "岗位职责说明",
    PaperKind.TERM_PLAN: "学期工作计划",
    PaperKind.YEARLY_WRITING: "年度论文或工作总结",
    PaperKind.YEARLY_REPORT: "年度工作汇报",
    PaperKind.ASSESSMENT: "考核材料",
    PaperKind.TRAINING_ATTENDANCE: "培训考勤",
    PaperKind.ROSTER: "名册",
    PaperKind.UNRECOGNISED: "其他材料",
}

_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One candidate in a letter: who, what is still asked; never more than the last four digits.

    `complete` is False where the form lacks something although nothing is asked: it goes to a
    person as it is.
    """

    who: str
    position: str
    asks: tuple[Ask, ...]
    unchanged: bool
    revised: bool
    complete: bool = True
    earlier: bool = False


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One adjustment in a letter: who leaves, who comes, what is still asked of the college."""

    leaver: str
    incoming: str
    asks: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """One thing that is open with a college; `due` is the day in words, "" where none is set.

    `past`: that day is over, whether or not a clause makes it a day to keep.
    """

    who: str
    says: str
    clause: str
    due: str
    overdue: bool
    past: bool = False


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """Everything a notice template may use; `edition` is how the regulation is cited, with 《》."""

    number: str
    office: str
    demo: bool
    edition: str
    received_on: str
    original_subject: str
    people: tuple[PersonLine, ...] = ()
    papers: tuple[str, ...] = ()
    troubles: tuple[str, ...] = ()
    who: str = ""
    position: str = ""
    term: str = ""
    college: str = ""
    reason: str = ""
    clause: str = ""
    quote: str = ""
    earlier: tuple[str, ...] = ()
    cases: tuple[CaseLine, ...] = ()
    asked: tuple[ReminderLine, ...] = ()
    mentioned: tuple[ReminderLine, ...] = ()
    enclosed: str = ""
    enclosed_draft: bool = False
    voided: str = ""
    scans: tuple[str, ...] = ()
    request_scanned: bool = False


def named(person: Person) -> str:
    """Name and last four digits, as far as a letter may say them."""
    name = " ".join(person.name.split()) or "（未写姓名）"
    return f"{name}（学号尾号 {person.student_no[-4:]}）" if person.student_no else name


def position_label(kind: str) -> str:
    return PositionKind(kind).label if kind in set(PositionKind) else "岗位类型待确认"


def person_line(candidature: Candidature) -> PersonLine:
    returned = candidature.state is SubmissionState.TO_COMPLETE
    return PersonLine(
        who=named(candidature.judgement.person),
        position=position_label(candidature.position_kind),
        asks=candidature.asks if returned else (),
        unchanged=candidature.unchanged,
        revised=candidature.revision > 1 and not candidature.unchanged,
        complete=not candidature.asks,
        earlier=candidature.earlier,
    )


def case_line(case: AdjustmentStanding, asks: tuple[Ask, ...], to_college: bool) -> CaseLine:
    """Who comes is told to the college only, not to a leaver who sent a paper."""
    known = to_college and case.incoming.named
    return CaseLine(named(case.leaver), named(case.incoming) if known else "", asks)


def paper_labels(kinds: Sequence[PaperKind]) -> tuple[str, ...]:
    """Labels of papers other than application forms, each once, in order."""
    left_out = (PaperKind.APPLICATION_FORM, PaperKind.UNRECOGNISED)
    return tuple(dict.fromkeys(PAPER_LABELS[kind] for kind in kinds if kind not in left_out))


class Wording:
    """The notice templates of an office, compiled once; raises `TemplateError` if one is broken."""

    def __init__(self, templates: Mapping[NoticeKind, str]) -> None:
        environment = SandboxedEnvironment(
            undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
        )
        self._texts = dict(templates)
        self._compiled = {}
        for kind, text in templates.items():
            try:
                self._compiled[kind] = environment.from_string(text)
                unknown = meta.find_undeclared_variables(environment.parse(text)) - _KNOWN
            except TemplateError as fault:
                raise _broken(kind, said_of(fault), line_of(fault)) from fault
            for name in sorted(unknown):
                near = get_close_matches(name, _KNOWN, n=1)
                meant = f"，是不是“{near[0]}”" if near else ""
                raise _broken(kind, f"没有“{name}”这个字段{meant}", _line_of(name, text))

    def write(self, kind: NoticeKind, words: NoticeWords) -> tuple[str, str]:
        """Subject and body of one notice."""
        try:
            text = self._compiled[kind].render(asdict(words))
        except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as fault:
            raise _broken(kind, said_of(fault), line_of(fault)) from fault
        subject, _, body = text.partition("\n")
        return subject.strip(), _LINES.sub("\n\n", body).strip() + "\n"

    def titles(self) -> Mapping[NoticeKind, tuple[str, ...]]:
        """By template, the titles in 《》 that stand in it as written, whatever edition judges."""
        return {kind: tuple(_TITLE.findall(text)) for kind, text in self._texts.items()}


_KNOWN = frozenset(one.name for one in fields(NoticeWords))
_TITLE = re.compile(r"《[^《》{}\n]+》")


def _line_of(name: str, text: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if name in line)


def _broken(kind: NoticeKind, says: str, line: int) -> NoticeTemplateError:
    place = f"第 {line} 行" if line else ""
    return NoticeTemplateError(
        f"通知模板 notices/{kind.value}.txt {place}有错：{says}。",
        "请改正该模板，或删去本单位的修改稿以恢复随软件提供的模板。",
    )

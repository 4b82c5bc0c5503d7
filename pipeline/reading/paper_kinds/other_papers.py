"""The other papers whose fields the office uses: cases, opinions, surveys."""

import re
from dataclasses import replace

from pipeline.domain.papers import Field, PaperKind, Unclear
from pipeline.reading.blocks import Block, Paragraph, paragraphs_of
from pipeline.reading.forms.fields import fields_from
from pipeline.reading.forms.lines import begins_with_label
from pipeline.reading.forms.people_rows import role_of
from pipeline.reading.forms.whose_lines import REACHED
from pipeline.reading.paper_kinds.case_subjects import of_the_author
from pipeline.reading.paper_kinds.colleges_printed import college_printed
from pipeline.reading.paper_kinds.prose import author_line, college_that_writes, person_in_prose
from pipeline.reading.paper_kinds.titles import kind_of_title, title_after_kind
from pipeline.reading.words.candidates import INLINE, Candidate
from pipeline.reading.words.dates_written import dates_in, is_only_a_date
from pipeline.reading.words.labels import field_of, is_label
from pipeline.reading.words.long_answers import answer_in
from pipeline.reading.words.persons_described import person_described
from pipeline.reading.words.short_texts import tidy

Read = tuple[tuple[Field, ...], tuple[Unclear, ...]]

_PERSON = ("name", "student_no", "college")
PERSONAL = (
    *_PERSON,
    "gender",
    "birth_date",
    "ethnicity",
    "party_standing",
    "party_joined_on",
    "major",
    "grade",
    "degree_level",
    "study_mode",
    "enrolment",
    "supervisor",
    "phone",
    "email",
    "position_kind",
)
"""What any paper may say about the person who wrote it."""

LONGEST_CASE_TITLE, LONGEST_COVER_LINE, COVER_LINES = 50, 24, 15
_TEXT_BEGINS = re.compile(r"\s*(?:案例)?(?:正\s*文|内\s*容)\s*[:：]?\s*")
_FRONT_MATTER = re.compile(r"[【\[]?(?:摘\s*要|关\s*键\s*词|关键字|目\s*录|附件)")
_NO_TITLE = re.compile(r"[:：。；;]$|[:：].*[，,].*[，,]")
_AUTHOR_LINE = re.compile(r"\S{2,20}(?:学院|书院|系)[\s\u3000]+\S{2,5}(?:[\s\u3000]+\d{5,14})?")


def read_personal(candidates: tuple[Candidate, ...], blocks: tuple[Block, ...]) -> Read:
    """Who wrote a paper of another kind or whom it is about, as far as it says."""
    described = tuple(person_described(blocks))
    if described and not any(one.field == "name" for one in candidates):
        # 联系电话 below a notice is that of the office which wrote it.
        candidates = tuple(one for one in candidates if one.field not in REACHED)
    fields, _ = fields_from((*candidates, *described), PERSONAL)
    if not any(one.name in _OF_SOMEBODY for one in fields):
        fields = tuple(one for one in fields if one.name not in REACHED)
    return fields, ()


_OF_SOMEBODY = ("name", "student_no", "gender", "birth_date", "ethnicity")
"""Where a paper says none of these it is about nobody, and a telephone on it is an office's."""


def read_case_report(candidates: tuple[Candidate, ...], blocks: tuple[Block, ...]) -> Read:
    told = (*of_the_author(candidates, blocks), *author_line(blocks))
    fields, unclear = fields_from(told, ("title", *_PERSON))
    if not any(field.name == "title" for field in fields):
        fields = (*_case_title(blocks), *fields)
    title = next((field.raw for field in fields if field.name == "title"), "")
    answers = frozenset(field.raw for field in fields if field.name != "title")
    return (*fields, *_case_text(blocks, title, answers)), unclear


def _case_title(blocks: tuple[Block, ...]) -> tuple[Field, ...]:
    """The line of its own at the top that is not merely the kind of paper."""
    written = [block for block in blocks if isinstance(block, Paragraph) and block.text.strip()]
    for paragraph in written[:4]:
        line = tidy(paragraph.text).strip("—-《》")
        named = title_after_kind(paragraph.text)
        if named:
            return (Field("title", named, paragraph.text, paragraph.place, 0.9),)
        if kind_of_title(line) is not None or is_label(line) or _is_label_line(paragraph):
            continue
        if _AUTHOR_LINE.fullmatch(paragraph.text.strip()) or _FRONT_MATTER.match(line):
            continue
        if len(line) > LONGEST_CASE_TITLE or _NO_TITLE.search(paragraph.text.strip()):
            return ()
        return (Field("title", line, paragraph.text.strip(), paragraph.place, 0.8),)
    return ()


def _case_text(blocks: tuple[Block, ...], title: str, answers: frozenset[str]) -> tuple[Field, ...]:
    """The body of the case: everything that is neither cover nor title nor a line of labels."""
    written = [one for one in paragraphs_of(blocks) if one.text.strip()]
    begins = next((n for n, one in enumerate(written) if _TEXT_BEGINS.fullmatch(one.text)), None)
    if begins is not None:
        written = written[begins + 1 :]
    marks = [n for n, one in enumerate(written[:COVER_LINES]) if _is_of_cover(one, title)]
    cover = max(marks, default=-1) if begins is None else -1
    told = [
        one
        for number, one in enumerate(written)
        if not _is_of_cover(one, title)
        and one.text.strip() not in answers
        and (number > cover or len(one.text) > LONGEST_COVER_LINE)
        and not (number < COVER_LINES and is_only_a_date(one.text))
    ]
    text = "\n".join(paragraph.text.strip() for paragraph in told)
    if len(text) < 2:
        return ()
    return (Field("text", text, text, told[0].place, 0.9),)


def _is_of_cover(paragraph: Paragraph, title: str) -> bool:
    line = paragraph.text.strip()
    return (
        line == title
        or kind_of_title(line) is not None
        or _is_label_line(paragraph)
        or _AUTHOR_LINE.fullmatch(line) is not None
    )


def _is_label_line(paragraph: Paragraph) -> bool:
    return len(paragraph.text) < 120 and (
        field_of(paragraph.text) is not None or begins_with_label(paragraph)
    )


def read_evaluation_opinion(candidates: tuple[Candidate, ...], blocks: tuple[Block, ...]) -> Read:
    candidates = counted_as("tenure", "tenure_months", candidates)
    candidates = (*candidates, *person_in_prose(blocks), *college_that_writes(blocks))
    opinions = [one for one in candidates if one.field == "opinion"]
    if not opinions:
        opinions = list(_prose_opinion(blocks))
        candidates = (*candidates, *opinions)
    signed = [
        Candidate("signed_on", line, one.place, one.confidence, one.label)
        for one in opinions
        if (line := answer_in(one.written).signed)
    ]
    return fields_from((*candidates, *signed), (*_PERSON, "tenure_months", "opinion", "signed_on"))


def _prose_opinion(blocks: tuple[Block, ...]) -> tuple[Candidate, ...]:
    """An opinion written as running text: what follows the title and the lines of labels."""
    lines = [
        block
        for block in blocks
        if isinstance(block, Paragraph)
        and block.text.strip()
        and kind_of_title(block.text) is None
        and not _is_label_line(block)
    ]
    text = "\n".join(line.text.strip() for line in lines)
    if len(text) < 10:
        return ()
    return (Candidate("opinion", text, lines[0].place, INLINE, "正文"),)


SURVEY_ANSWERS = (
    "leaving_reason",
    "work_done",
    "gains",
    "difficulties",
    "suggestions",
    "next_step",
)


def read_leaving_survey(candidates: tuple[Candidate, ...], blocks: tuple[Block, ...]) -> Read:
    """Person, tenure and the answers to what the survey asks."""
    period = [
        Candidate(name, date, one.place, one.confidence, one.label)
        for one in candidates
        if one.field == "tenure"
        for name, date in zip(("started_on", "left_on"), dates_in(one.written), strict=False)
    ]
    told = counted_as("start_on", "started_on", counted_as("reason", "leaving_reason", candidates))
    names = (*_PERSON, "position_kind", "started_on", "left_on", *SURVEY_ANSWERS)
    return fields_from((*told, *period, *college_printed(blocks)), names)


def counted_as(was: str, becomes: str, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Candidates of one field counted for another as well."""
    more = (replace(one, field=becomes) for one in candidates if one.field == was)
    return (*candidates, *more)


_ABOUT_WHO_LEAVES = (
    PaperKind.LEAVING_SURVEY,
    PaperKind.CASE_REPORT,
    PaperKind.EVALUATION_OPINION,
)
_ABOUT_WHO_COMES = (
    PaperKind.APPLICATION_FORM,
    PaperKind.REGISTRATION_FORM,
    PaperKind.AGREEMENT,
)


_LISTS = (PaperKind.ROSTER, PaperKind.TRAINING_ATTENDANCE)


def of_one_person(kind: PaperKind, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Where a paper is about one person, 离岗助理 or 拟上岗助理 is that person.

    A survey may ask for 接任人 too, an application for 原助理: those are somebody else. The cells
    of a list are about many, and name nobody.
    """
    if kind in _LISTS:
        return tuple(one for one in candidates if not one.place.startswith(("表", "工作表")))
    somebody_else = {_ABOUT_WHO_COMES: "leaver", _ABOUT_WHO_LEAVES: "incoming"}
    not_meant = {side for kinds, side in somebody_else.items() if kind in kinds}
    plain = {
        f"{side}_{field}": field
        for side in {"leaver", "incoming"} - not_meant
        for field in ("name", "student_no")
    }
    return tuple(
        replace(one, field=plain.get(one.field, one.field))
        for one in candidates
        if role_of(one.section) not in not_meant
    )

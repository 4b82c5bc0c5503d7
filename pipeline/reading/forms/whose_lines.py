"""Whose a line is: what is told below 秘书：李明 or 联系人信息 is not the applicant's."""

import re
from collections.abc import Iterator

from pipeline.reading.blocks import Paragraph
from pipeline.reading.words.label_words import OTHERS, WITH_A_PHONE
from pipeline.reading.words.labels import field_of, normalised
from pipeline.reading.words.other_people import LONGEST, is_another_person

REACHED = ("phone", "email")
_LABEL = re.compile(r"\s*([^\s：:，,。；;][^：:，,。；;\n]{0,19}?)\s*(?:[：:]|$)")
_THEIRS = frozenset(
    {"name", "gender", "birth_date", "ethnicity", "party_standing", "degree_level", *REACHED}
)


def whose_number(label: str, field: str | None, before: str) -> str:
    """The label of the other person whom a telephone later in the line reaches, "" for nobody."""
    plain = normalised(label)
    if field not in REACHED and (
        any(word in plain for word in WITH_A_PHONE) or is_another_person(label)
    ):
        return plain
    return "" if field in ("name", "student_no") else before


def is_of_others(label: str, field: str | None, before: bool) -> bool:
    """Whether what follows in the line may be somebody else's: 申请教师：…　所在单位：…."""
    if field in ("name", "student_no"):
        return False
    plain = normalised(label)
    return before or field == "supervisor" or any(word in plain for word in OTHERS)


def of_the_applicant(paragraphs: list[Paragraph]) -> Iterator[Paragraph]:
    """The lines without those below the name of, or a heading about, somebody else."""
    told: frozenset[str] | tuple[str, ...] = ()
    for one in paragraphs:
        label = _LABEL.match(one.text) if one.text.strip() else None
        if label is None:
            yield one
            continue
        if told and field_of(label[1]) in told:
            continue
        heads = len(one.text.strip()) <= LONGEST and not label[0].rstrip().endswith(("：", ":"))
        another = is_another_person(label[1])
        told = () if not another else _THEIRS if heads or label.end() == len(one.text) else REACHED
        yield one

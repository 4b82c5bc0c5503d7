"""Word files whose parts go by other names, and templates that bring about what nobody foresaw."""

import re
from pathlib import Path

import pytest
from documents.opened import BODY, FOOTNOTES, members
from documents.word_edits import Change, edited, typed

from pipeline.documents.checking.annotating import annotated
from pipeline.documents.checking.check import Expected, check_template
from pipeline.documents.checking.faults import FaultCode as Code
from pipeline.documents.engine import compile_template, fill
from pipeline.documents.field_lists import AGREEMENT_FIELDS
from pipeline.documents.prefilled import prefill
from pipeline.documents.printed_fields import labels_of, specimen_of
from pipeline.domain.letters import ProblemCode
from pipeline.errors import TemplateError
from pipeline.reading.files.grid import blocks_of_docx

TEMPLATES = Path(__file__).parents[2] / "templates"
AGREEMENT = (TEMPLATES / "agreement.docx").read_bytes()
APPLICATION = (TEMPLATES / "application_form.docx").read_bytes()
STYLES = "word/styles.xml"
WEB_BODY, WEB_NOTES = "word/document2.xml", "word/footnotes2.xml"


def by_word_on_the_web(parts: dict[str, bytes]) -> None:
    """The main parts get a number, as after an edit in the browser."""
    for old, new in ((BODY, WEB_BODY), (FOOTNOTES, WEB_NOTES), (STYLES, "word/styles2.xml")):
        if old not in parts:
            continue
        parts[new] = parts.pop(old)
        folder, name = old.split("/")
        for told in ("[Content_Types].xml", "_rels/.rels", f"{folder}/_rels/document.xml.rels"):
            parts[told] = re.sub(re.escape(name.encode()), new[5:].encode(), parts[told])
    parts["word/_rels/document2.xml.rels"] = parts.pop("word/_rels/document.xml.rels")


def faults_of(data: bytes, shipped: bytes = AGREEMENT) -> list[tuple[Code, str]]:
    fields = AGREEMENT_FIELDS if shipped is AGREEMENT else ()
    return [(one.code, one.says) for one in check_template(data, Expected(fields, shipped))]


def test_a_template_saved_by_word_on_the_web_is_checked_and_filled_like_any_other() -> None:
    own = edited(AGREEMENT, by_word_on_the_web)
    assert faults_of(own) == []
    context, labels = specimen_of(AGREEMENT_FIELDS), labels_of(AGREEMENT_FIELDS)
    drawn = members(fill(compile_template(own), context, labels))
    usual = members(fill(compile_template(AGREEMENT), context, labels))
    assert (drawn[WEB_BODY], drawn[WEB_NOTES]) == (usual[BODY], usual[FOOTNOTES])


def test_what_is_wrong_with_it_is_told_and_marked_where_it_stands() -> None:
    own = edited(AGREEMENT, typed("{{ college }}", "{{ colege }}"), by_word_on_the_web)
    (fault,) = check_template(own, Expected(AGREEMENT_FIELDS, AGREEMENT))
    assert (fault.code, fault.place.paragraph) == (Code.UNKNOWN_FIELD, 3)
    copy = members(annotated(own, [fault]))[WEB_BODY].decode()
    marked = copy[copy.index("<w:commentRangeStart") : copy.index("<w:commentRangeEnd")]
    assert "设岗单位" in re.sub("<[^>]*>", "", marked)


def test_a_blank_saved_by_word_on_the_web_is_prefilled_and_read() -> None:
    own = edited(APPLICATION, by_word_on_the_web)
    assert faults_of(own, APPLICATION) == []
    written = prefill(own, {"name": "林知夏"})
    assert "林知夏" in members(written)[WEB_BODY].decode()
    blocks = blocks_of_docx(written)
    assert not isinstance(blocks, ProblemCode)
    assert blocks == blocks_of_docx(prefill(APPLICATION, {"name": "林知夏"}))


def utf16(parts: dict[str, bytes]) -> None:
    text = parts[BODY].decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    parts[BODY] = text.encode("utf-16")


def test_a_part_in_another_encoding_is_read() -> None:
    assert faults_of(edited(AGREEMENT, utf16)) == []


def stray_part(parts: dict[str, bytes]) -> None:
    parts["word/header9.xml"] = b"<cut off"


THROWING: list[tuple[Change, Code, str]] = [
    (typed("{{ college }}", "{{ college }}{{ college|truncate(2) }}"), Code.TRIAL, "college|truncate"),
    (typed("{{ college }}", "{{ college }}{{ college|dictsort }}"), Code.TRIAL, "college|dictsort"),
    (typed("{{ college }}", "{{ college }}{{ cycler() }}"), Code.TRIAL, "cycler()"),
    (stray_part, Code.UNCHECKED, "另存为新的"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "code", "words"), THROWING)
def test_whatever_a_template_throws_is_a_fault_with_a_sentence(
    change: Change, code: Code, words: str
) -> None:
    ((told, says),) = faults_of(edited(AGREEMENT, change))
    assert told is code
    assert words in says


def test_whatever_a_filter_throws_while_filling_is_told_as_the_templates() -> None:
    own = edited(AGREEMENT, THROWING[0][0])
    with pytest.raises(TemplateError, match="truncate"):
        fill(compile_template(own), specimen_of(AGREEMENT_FIELDS), labels_of(AGREEMENT_FIELDS))

"""Rings that Word lays over a printed word, in rich text and in pages."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading.understood import fields_of
from reading.word_files import leaf

from pipeline.domain.letters import FileType
from pipeline.reading.files.rich_rings import with_rings_written
from pipeline.reading.files.rich_text import text_of_rich
from pipeline.workshop.isolated_reader import IsolatedReader
from pipeline.workshop.libreoffice import LibreOffice

FONT = rb"\rtlch\fcs1 \af0 \ltrch\fcs0 \insrsid42 \hich\af13\dbch\af13\loch\f13 "
RINGED = (
    rb"{\field{\*\fldinst {" + FONT + rb" eq \\\hich\af13\dbch\af13\loch\f13 o\\ac(}{"
    rb"\loch\af13\dbch\f13 \'a1\'f0}{" + FONT + rb",}{\'c4\'d0}{)}}{\fldrslt }}"
)
FORM = (
    rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}}"
    rb"\trowd\cellx2000\cellx4000\cellx6000\cellx9000\intbl "
    rb"\'d0\'d5\'c3\'fb\cell \'cd\'f5\'e7\'f7\cell \'d0\'d4\'b1\'f0\cell " + RINGED + rb" \'c5\'ae"
    rb"\cell\row}"
)


def test_a_ring_in_rich_text_is_a_tick_behind_the_word() -> None:
    assert text_of_rich(with_rings_written(FORM)).split("\t") == [
        "姓名",
        "王琪",
        "性别",
        "男√ 女",
        "\n",
    ]
    unicode_ring = rb"{\field{\*\fldinst {EQ \\o\\ac(\u9675 ?,\u30007 ?)}}{\fldrslt}}"
    assert text_of_rich(b"{\\rtf1 " + with_rings_written(unicode_ring) + b"}") == "男√"


@pytest.mark.parametrize(
    "field",
    [
        rb"{\field{\*\fldinst { PAGE }}{\fldrslt 3}}",
        rb"{\field{\*\fldinst {EQ \\f(1,2)}}{\fldrslt}}",
        rb"{\field{\*\fldinst {EQ \\o\\ac(\u9675 ?,\u30007 ?)}}{\fldrslt}",
        rb"\field\fldinst{",
    ],
)
def test_other_fields_and_broken_ones_stay_as_they_are(field: bytes) -> None:
    assert with_rings_written(field) == field


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([b"{", b"}", b"\\", b"\\field", b"\\fldinst ", RINGED, b"a"])))
def test_spoilt_rich_text_never_raises(parts: list[bytes]) -> None:
    with_rings_written(b"".join(parts))


def test_rich_text_of_nothing_but_fields_is_soon_done_with() -> None:
    began = time.process_time()
    with_rings_written(b"{\\field" * 2_000_000)
    assert time.process_time() - began < 5


@pytest.mark.libreoffice
def test_a_form_in_rich_text_says_what_is_ringed() -> None:
    with LibreOffice() as libreoffice, IsolatedReader(libreoffice) as reader:
        found = reader.read(leaf(FORM, FileType.RTF, "申请表.rtf"))
    said = {one.name: one.value for paper in found.papers for one in paper.fields}
    assert said == {"name": "王琪", "gender": "男"}


def test_a_page_saved_by_word_says_what_is_ringed() -> None:
    field = (
        "<!--[if supportFields]><span lang=EN-US><span style='mso-element:field-begin'></span> "
        "eq \\o\\ac(</span>○<span lang=EN-US>,</span>男<span lang=EN-US>)<span "
        "style='mso-element:field-end'></span></span><![endif]-->"
    )
    other = "<!--[if supportFields]><span> PAGE </span><![endif]--><!-- 别的 -->"
    page = f"<html><meta charset=utf-8><table><tr><td>姓名<td>王琪{other}<td>性别<td>{field} 女</table>"
    assert fields_of(page.encode(), FileType.HTML) == {"name": "王琪", "gender": "男"}

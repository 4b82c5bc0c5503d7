"""The agreement: its legal text, its footnotes, what is printed and what keeps it a draft."""

import dataclasses
import re
from pathlib import Path

import pytest
from docx import Document
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from opened import REFUSED, members, notes, paragraphs, references, root, text

from pipeline.documents.agreement import (
    BLANK,
    AgreementTerms,
    Duty,
    DutySource,
    agreement_context,
    draw_agreement,
    duties_for,
    left_to_hand,
)
from pipeline.documents.field_lists import AGREEMENT_FIELDS
from pipeline.domain.people import Person
from pipeline.domain.positions import PositionKind
from pipeline.regulation.edition import load_edition

TEMPLATE = (Path(__file__).parents[2] / "templates" / "agreement.docx").read_bytes()
EDITION = load_edition("2014-draft")
FOUR_MARKS = ("设岗单位1：", "岗位类型2：", "的形式3，", "具体包括4：")
COLLEGE_DUTIES = ("联系车辆工程系三个研究生党支部。", "协助审核发展材料。")


def persons(*texts: str) -> tuple[Duty, ...]:
    return tuple(Duty(text, DutySource.PERSON) for text in texts)


UNSETTLED = AgreementTerms(
    number="DY-2026-0012",
    version=1,
    person=Person("林知夏", "3120260417"),
    college="机械与车辆学院",
    position_kind=PositionKind.PARTY_BUILDING,
    edition="2014年7月（草案）",
)
SETTLED = dataclasses.replace(
    UNSETTLED,
    duties=duties_for(persons(*COLLEGE_DUTIES), (), ""),
    work_form="联系2025级博士1班",
    basis=("岗位管理暂行办法", "研究生德育工作助理管理办法"),
    notes=("填写学院全称。", "从八类中选定。", "指联系班级等形式。"),
    college_official=True,
    approved=True,
)


def draw(terms: AgreementTerms) -> bytes:
    return draw_agreement(TEMPLATE, terms).data


def without_blanks(written: str) -> str:
    return re.sub(r"[\s_]+", "", written)


def source_lines() -> list[str]:
    """The agreement as the source prints it, from its title to the line of dates."""
    after = EDITION.source.rpartition("\n研究生德育工作助理岗位责任书\n")[2]
    agreement, _, _ = after.partition("[footnoteRef")
    lines = ["研究生德育工作助理岗位责任书", *agreement.splitlines()]
    return [without_blanks(line) for line in lines if line.strip()]


def test_the_unsettled_agreement_says_the_source_word_for_word() -> None:
    blank = dataclasses.replace(UNSETTLED, person=Person(), college="")
    printed = [without_blanks(line) for line in paragraphs(draw(blank)) if without_blanks(line)]
    printed = [
        line.replace("（待研工部确认）", "").replace("岗位类型2：党建", "岗位类型2：")
        for line in printed
    ]
    assert printed == source_lines()


def test_note_four_is_the_sources() -> None:
    (printed,) = re.findall(r"\[1:\s+4 (.+?)\]", EDITION.source)
    assert notes(draw(UNSETTLED))["4"] == printed.strip()


def test_the_four_marks_stand_in_the_order_of_the_source() -> None:
    drawn = draw(SETTLED)
    assert references(drawn) == ["1", "2", "3", "4"]
    body = text(drawn)
    assert [mark in body for mark in FOUR_MARKS] == [True] * 4


def test_footnotes_are_a_real_part_of_the_package() -> None:
    parts = members(draw(SETTLED))
    assert b'PartName="/word/footnotes.xml"' in parts["[Content_Types].xml"]
    assert b"relationships/footnotes" in parts["word/_rels/document.xml.rels"]
    assert (
        b'<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/>' in parts["word/settings.xml"]
    )
    styles = parts["word/styles.xml"].decode()
    assert 'w:styleId="FootnoteText"' in styles
    assert 'w:styleId="FootnoteReference"' in styles


def test_python_docx_opens_it_and_reads_its_properties() -> None:
    from io import BytesIO

    document = Document(BytesIO(draw(SETTLED)))
    assert document.core_properties.title == "研究生德育工作助理岗位责任书（DY-2026-0012）"
    assert document.core_properties.identifier == "deyu:agreement:1"
    assert document.core_properties.language == "zh-CN"


def test_settled_terms_are_printed_and_nothing_is_open() -> None:
    drawn = draw_agreement(TEMPLATE, SETTLED)
    body = text(drawn.data)
    assert not drawn.draft
    assert drawn.warnings == ()
    assert "根据《岗位管理暂行办法》、《研究生德育工作助理管理办法》，特指定以下条款" in body
    assert "林知夏（学号 3120260417）" in body
    assert "以联系2025级博士1班的形式3" in body
    assert "1、联系车辆工程系三个研究生党支部。\n2、协助审核发展材料。" in body
    assert notes(drawn.data)["1"] == "填写学院全称。"
    assert "草稿" not in text(drawn.data, "word/header1.xml")


def test_what_is_not_confirmed_is_visible_and_marked_as_a_draft() -> None:
    drawn = draw_agreement(TEMPLATE, UNSETTLED)
    assert drawn.draft
    assert "根据《（待研工部确认）》、《（待研工部确认）》" in text(drawn.data)
    assert [notes(drawn.data)[id_] for id_ in "123"] == ["（原文缺失，待研究生工作部确认）"] * 3
    assert "草稿" in text(drawn.data, "word/header1.xml")


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"approved": False}, "尚未批准"),
        ({"college_official": False}, "不在学院名录"),
        ({"college": ""}, "设岗单位没有写明"),
        ({"person": Person("林知夏")}, "学号没有写明"),
        ({"person": Person(student_no="3120260417")}, "姓名没有写明"),
        ({"basis": ("岗位管理暂行办法", "")}, "basis_1"),
        ({"notes": ("一", "", "三")}, "注2的文字"),
        ({"duties": ()}, "岗位职责尚未写明"),
        ({"duties": duties_for((), (), "负责党建。")}, "一.2"),
        ({"doubts": ("“特指定”疑为“特制定”。",)}, "疑为"),
    ],
)
def test_each_open_question_alone_keeps_the_draft(change: dict[str, object], word: str) -> None:
    drawn = draw_agreement(TEMPLATE, dataclasses.replace(SETTLED, **change))
    (warning,) = drawn.warnings
    assert word in warning
    assert "草稿" in text(drawn.data, "word/header1.xml")


def test_a_confirmed_erratum_is_printed() -> None:
    drawn = draw(dataclasses.replace(SETTLED, enacting_words="特制定"))
    assert "特制定以下条款" in text(drawn)
    assert "特指定" not in text(drawn)


def test_a_demo_says_so_on_every_page_even_when_nothing_is_open() -> None:
    header = text(draw(dataclasses.replace(SETTLED, demo=True)), "word/header1.xml")
    assert "演示" in header
    assert "草稿" not in header


def test_the_footer_names_the_copy_and_counts_pages() -> None:
    drawn = draw(dataclasses.replace(SETTLED, version=3))
    footer = text(drawn, "word/footer1.xml")
    assert "编号：DY-2026-0012　第 3 版" in footer
    fields = [
        one.text.strip()
        for one in root(drawn, "word/footer1.xml").iter()
        if one.tag.endswith("}instrText")
    ]
    assert fields == ["PAGE", "NUMPAGES"]


def test_the_signing_block_is_kept_together() -> None:
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    body = root(draw(SETTLED))
    styles = root(draw(SETTLED), "word/styles.xml")
    kept = {
        style.get(f"{word}styleId")
        for style in styles.iter(f"{word}style")
        if style.find(f"{word}pPr/{word}keepNext") is not None
    }
    last_five = list(body.iter(f"{word}p"))[-4:]
    for paragraph in last_five[:-1]:
        own = paragraph.find(f"{word}pPr/{word}keepNext")
        style = paragraph.find(f"{word}pPr/{word}pStyle").get(f"{word}val")
        assert own is not None or style in kept


def test_a_note_on_a_duty_becomes_footnote_five() -> None:
    noted = (
        Duty("负责甲事。", DutySource.COLLEGE),
        Duty("负责乙事。", DutySource.PERSON, note="依据 R&D <分工表>。"),
        Duty("负责丙事。", DutySource.PERSON, note="第二行\n另起。"),
    )
    drawn = draw(dataclasses.replace(SETTLED, duties=noted))
    assert references(drawn) == ["1", "2", "3", "4", "5", "6"]
    assert notes(drawn)["5"] == "依据 R&D <分工表>。"
    assert notes(drawn)["6"] == "第二行另起。"
    assert "2、负责乙事。5\n3、负责丙事。6" in text(drawn)


def test_the_persons_own_duties_come_first_then_the_colleges_then_the_regulations() -> None:
    duties = duties_for(
        persons("1、甲事", "（2）乙事", "③丙事", "4.5万字以内的文稿", " "), (), "一般文字"
    )
    assert [duty.text for duty in duties] == ["甲事", "乙事", "丙事", "4.5万字以内的文稿"]
    assert {duty.source for duty in duties} == {DutySource.PERSON}
    college = (Duty("1、全院通用", DutySource.COLLEGE, "见学院分工表"),)
    assert duties_for(persons("甲事"), college, "一般文字")[0].text == "甲事"
    assert duties_for(persons(" "), college, "一般文字") == (
        Duty("全院通用", DutySource.COLLEGE, "见学院分工表"),
    )


def test_without_the_colleges_words_the_regulations_are_a_proposal() -> None:
    words = EDITION.position(PositionKind.ACADEMIC).duties
    (duty,) = duties_for((), (), words)
    assert (duty.text, duty.source) == (words, DutySource.REGULATION_PROPOSAL)
    assert duties_for((), (), "") == ()


def test_the_same_terms_give_the_same_bytes() -> None:
    assert draw(SETTLED) == draw(dataclasses.replace(SETTLED))


PRINTABLE = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters=REFUSED)
    | st.sampled_from("\n{}%#_<>&"),
    min_size=1,
).filter(str.strip)


@settings(max_examples=80, deadline=None)
@given(PRINTABLE, PRINTABLE, st.lists(PRINTABLE, min_size=1, max_size=4))
def test_whatever_people_write_is_printed_as_they_wrote_it(
    name: str, form: str, duties: list[str]
) -> None:
    listed = tuple(Duty(text, DutySource.PERSON, note=text) for text in duties)
    terms = dataclasses.replace(SETTLED, person=Person(name), work_form=form, duties=listed)
    assume(not left_to_hand(terms))  # ";" states no form of work and is a line to write on
    drawn = draw(terms)
    body = text(drawn)
    assert f"二、上岗人员：　{name}　" in body
    assert f"以{form}的形式3，" in body
    for number, duty in enumerate(duties, 1):
        assert f"{number}、{duty}{number + 4}" in body
        assert notes(drawn)[str(number + 4)] == duty.replace("\n", "").strip()


def test_a_setting_of_blanks_is_not_a_confirmation() -> None:
    drawn = draw_agreement(
        TEMPLATE, dataclasses.replace(SETTLED, basis=("办法", " "), notes=("一", "\n", "三"))
    )
    assert len(drawn.warnings) == 2
    assert notes(drawn.data)["2"] == "（原文缺失，待研究生工作部确认）"
    assert "《办法》、《（待研工部确认）》" in text(drawn.data)


def test_titles_are_printed_in_one_pair_of_quotation_marks() -> None:
    quoted = dataclasses.replace(SETTLED, basis=("《甲办法》", "乙办法"))
    assert "根据《甲办法》、《乙办法》" in text(draw(quoted))


def test_every_field_of_the_template_is_described() -> None:
    assert set(agreement_context(SETTLED)) == {one.name for one in AGREEMENT_FIELDS}


@pytest.mark.parametrize("written", ["无", "待定", "（见附件）", "另行通知", "", " "])
def test_a_form_of_work_that_states_none_is_a_line_to_write_on(written) -> None:
    assert agreement_context(dataclasses.replace(SETTLED, work_form=written))["work_form"] == BLANK
    drawn = draw_agreement(TEMPLATE, dataclasses.replace(SETTLED, work_form=written))
    assert not drawn.draft
    (said,) = left_to_hand(dataclasses.replace(SETTLED, work_form=written))
    assert "手填" in said


def test_a_stated_form_of_work_leaves_nothing_to_say() -> None:
    assert left_to_hand(SETTLED) == ()

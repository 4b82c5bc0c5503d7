"""What stands in one file with a paper: its heading again, words above it, somebody else's form."""

import time

import docx
import pytest
from reading.word_files import leaf, lines_of, saved

from pipeline.domain.letters import FileType
from pipeline.domain.papers import Paper, PaperKind
from pipeline.reading.paper_kinds.papers import read_papers
from pipeline.reading.paper_kinds.segments import ENCLOSED

FORM = (
    "研究生德育工作助理上岗申请表",
    "姓名：张喆",
    "学号：3120240001",
    "政治面貌：中共党员",
    "岗位类别：党建工作助理",
    "社会工作经历：班长",
    "学院意见：同意推荐",
)
OPINION = ("研究生德育工作助理评议意见", "姓名：张喆", "学号：3120240001")


def papers_in(*lines: str) -> tuple[Paper, ...]:
    return read_papers(leaf(lines_of(*lines), FileType.DOCX, "材料.docx")).papers


def kinds_in(*lines: str) -> tuple[str, ...]:
    return tuple(paper.kind.value for paper in papers_in(*lines))


@pytest.mark.parametrize(
    "second",
    [
        ("姓名：（见附页）", "学号：待定", *FORM[3:]),
        tuple(line.replace("党建", "就业") for line in FORM[3:]),
    ],
)
def test_a_form_of_whom_nothing_can_be_read_is_not_the_form_above_it(second) -> None:
    first, other = papers_in(*FORM, FORM[0], *second)
    assert first.person.name == "张喆"
    assert [one.raw for one in first.fields if one.name == "position_kind"] == ["党建工作助理"]
    assert other.kind is PaperKind.APPLICATION_FORM
    assert other.person.name == ""


def test_a_heading_that_repeats_the_kind_begins_no_second_paper() -> None:
    said = "张喆同志在岗期间工作认真负责，团结同学，学院同意其离岗，特此评议。"
    assert kinds_in(*OPINION, said, "评议意见", "经学院党委会议讨论，同意该德育助理离岗。") == (
        "evaluation_opinion",
    )


@pytest.mark.parametrize(
    "above",
    [
        "老师好：我院拟任用的党建助理张喆同学的上岗申请表如下，学院已经审核，请您查收，谢谢。",
        "老师好，申请表直接贴在下面了，签字盖章的纸质版周四随交换箱送到研究生工作部。",
    ],
)
def test_words_that_only_cover_a_form_are_no_paper(above) -> None:
    assert kinds_in(above, *FORM) == ("application_form",)


@pytest.mark.parametrize(
    "above",
    [
        "张喆同学因个人原因自愿放弃德育助理岗位，下面的申请表作废，特此说明，请查收。",
        "学院意见：张喆同学曾受通报批评，学院不同意其担任研究生德育工作助理。请查收。",
        "更正说明：张喆的学号应为3120240009，以此为准，附后的申请表写错了，抱歉。",
        "兹证明张喆（学号3120240001）为我院在读硕士研究生，中共正式党员，情况如下。",
    ],
)
def test_words_above_a_form_that_say_more_than_that_it_follows_are_kept(above) -> None:
    first, form = papers_in(above, *FORM)
    assert above in first.text
    assert form.kind is PaperKind.APPLICATION_FORM


@pytest.mark.parametrize(
    ("above", "kind"),
    [
        (
            "我院就业助理佘山因身体原因休养，改由王琪担任，王琪的申请表附后，请审阅。",
            "replacement_request",
        ),
        (
            "张喆同学任德育助理两年，工作踏实，深受好评，评价为优秀。情况如下。学院党委",
            "evaluation_opinion",
        ),
    ],
)
def test_a_letter_above_a_form_that_is_a_paper_itself_is_one(above, kind) -> None:
    assert kinds_in(above, *FORM) == (kind, "application_form")


def test_three_hundred_blank_forms_in_a_file_are_each_read_once() -> None:
    blank = "\n".join(f"{line.partition('：')[0]}：" for line in FORM[1:])
    text = (
        f"{FORM[0]}\n{blank}\n请如实填写各项内容并按时交到研究生工作部办公室，谢谢配合工作。\n"
        * 300
    )
    begun = time.perf_counter()
    papers = read_papers(leaf(text.encode(), FileType.TEXT, "空表.txt")).papers
    assert len(papers) == 300
    assert time.perf_counter() - begun < 3


def test_blanks_behind_the_word_for_an_enclosure_take_no_time() -> None:
    begun = time.perf_counter()
    assert ENCLOSED.match("附件 2 ：申请表")
    assert ENCLOSED.match("附" + " " * 5000 + "x") is None
    assert time.perf_counter() - begun < 0.5


def test_words_in_the_page_header_alone_are_shown_and_make_no_paper() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "机电学院研究生德育工作助理名单"
    reading = read_papers(leaf(saved(document)))
    assert (reading.papers, reading.problem) == ((), None)
    assert reading.text == "机电学院研究生德育工作助理名单"

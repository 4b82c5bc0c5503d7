"""Our own blank forms: filled in, sent through other programs, known again, read with certainty."""

import io
import re
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from reading.test_forms import OURS
from reading.understood import TEMPLATES, filled, paper_of, values
from reading.word_files import leaf, tick

from pipeline.documents.catalogue import CATALOGUE, DrawnFor
from pipeline.domain.papers import PaperKind
from pipeline.reading.paper_kinds.papers import read_papers

BLANKS = [one.kind.value for one in CATALOGUE if one.drawn_for is DrawnFor.ANYBODY]
CASE_TEXT = "一次谈心，从一位同学的沉默说起。后来他当了班长。"
FILLED = {
    "application_form": OURS,
    "replacement_request": {
        "college": "机电学院",
        "leaver_name": "张喆",
        "leaver_student_no": "3120240001",
        "incoming_name": "王琪",
        "incoming_student_no": "3120240002",
        "reason": "毕业离校。",
        "requested_on": "2026年9月7日",
    },
    "leaving_survey": {
        "name": "张喆",
        "student_no": "3120240001",
        "college": "机电学院",
        "position_kind": "☑就业",
        "started_on": "2024.9",
        "left_on": "2026.7",
        "leaving_reason": "毕业",
        "work_done": "组织招聘会十场。",
        "gains": "学会倾听。",
        "difficulties": "时间紧。",
        "suggestions": "多办培训。",
        "next_step": "选调生",
    },
    "case_report": {
        "title": "春风化雨",
        "name": "张喆",
        "student_no": "3120240001",
        "college": "机电学院",
        "tenure": "2024.9-2026.7",
    },
}
SAID = {
    "replacement_request": FILLED["replacement_request"] | {"requested_on": "2026-09-07"},
    "leaving_survey": FILLED["leaving_survey"]
    | {"position_kind": "employment", "started_on": "2024-09", "left_on": "2026-07"},
    "case_report": {k: v for k, v in FILLED["case_report"].items() if k != "tenure"}
    | {"text": CASE_TEXT},
}


def returned(kind: str) -> bytes:
    """The blank of this kind, filled in; a case is written below its cover."""
    data = filled(f"{kind}.docx", FILLED[kind])
    if kind != "case_report":
        return data
    document = docx.Document(io.BytesIO(data))
    document.paragraphs[-1].text = CASE_TEXT
    return saved(document)


def saved(document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def ticked(data: bytes, *tags: str) -> bytes:
    """The same with these boxes ticked, as Word does it on a click."""
    document = docx.Document(io.BytesIO(data))
    tick(document, tags)
    return saved(document)


TYPED = {name: text for name, text in OURS.items() if not re.search("[□☑√]", text)}
TICKED = (
    "gender.女",
    "party_standing.中共党员（正式）",
    "degree_level.硕士",
    "study_mode.非全日制",
    "enrolment.休学",
    "position_kind.信息（宣传）",
    "other_post.是",
)


def read_certain(data: bytes, kind: str):
    paper = paper_of(data, name="1.docx")
    assert paper.kind is PaperKind(kind)
    assert paper.confidence == 1.0
    assert "研究生工作部发出" in paper.because
    assert paper.unclear == ()
    assert {one.confidence for one in paper.fields if one.name != "text"} <= {1.0}
    return values(paper)


@pytest.mark.parametrize("kind", BLANKS)
def test_a_blank_is_known_and_says_nothing(kind) -> None:
    assert read_certain((TEMPLATES / f"{kind}.docx").read_bytes(), kind) == {}


@pytest.mark.parametrize("kind", SAID)
def test_every_blank_filled_in_says_all_that_was_written(kind) -> None:
    assert read_certain(returned(kind), kind) == SAID[kind]


def test_boxes_ticked_by_a_click_say_what_they_stand_for() -> None:
    said = read_certain(ticked(filled("application_form.docx", TYPED), *TICKED), "application_form")
    assert {name: said[name] for name in said if name not in TYPED} == {
        "gender": "女",
        "party_standing": "full",
        "degree_level": "master",
        "study_mode": "part_time",
        "enrolment": "休学",
        "position_kind": "publicity",
        "other_post": True,
    }


def test_two_kinds_ticked_are_ambiguous() -> None:
    both = ("position_kind.党建", "position_kind.就业")
    said = values(paper_of(ticked(filled("application_form.docx", TYPED), *both)))
    assert said["position_kind"] == "ambiguous"


def test_a_form_keeps_its_kind_whatever_became_of_title_and_labels() -> None:
    document = docx.Document(io.BytesIO(filled("application_form.docx", OURS)))
    document.paragraphs[0].text = "申请"
    document.tables[0].cell(0, 0).text = "我的大名"
    said = read_certain(saved(document), "application_form")
    assert said["name"] == "张喆"


def test_a_form_without_its_identifier_is_known_by_its_bookmarks() -> None:
    document = docx.Document(io.BytesIO(filled("application_form.docx", OURS)))
    document.core_properties.identifier = ""
    document.paragraphs[0].text = "申请"
    paper = paper_of(saved(document))
    assert (paper.kind, paper.confidence) == (PaperKind.APPLICATION_FORM, 1.0)
    assert "书签" in paper.because


def test_a_cell_that_lost_its_bookmark_is_read_by_its_label() -> None:
    document = docx.Document(io.BytesIO(filled("application_form.docx", OURS)))
    for mark in list(document.element.body.iter(qn("w:bookmarkStart"))):
        if mark.get(qn("w:name")) in ("name", "position_kind"):
            mark.getparent().remove(mark)
    said = values(paper_of(saved(document)))
    assert said == values(paper_of(filled("application_form.docx", OURS)))


def test_an_identifier_alone_does_not_make_another_paper_ours() -> None:
    document = docx.Document()
    document.core_properties.identifier = "deyu:application_form:1"
    document.add_paragraph("关于召开会议的通知")
    document.add_paragraph("请各学院准时参加。")
    assert paper_of(saved(document)).kind is PaperKind.UNRECOGNISED


def test_a_second_copy_in_the_same_file_is_a_paper_of_its_own() -> None:
    document = docx.Document(io.BytesIO(filled("application_form.docx", OURS)))
    second = docx.Document(io.BytesIO(filled("application_form.docx", OURS | {"name": "王琪"})))
    body = document.element.body
    for element in list(second.element.body)[:-1]:
        for mark in list(element.iter(qn("w:bookmarkStart"))):
            mark.getparent().remove(mark)
        body.insert(len(body) - 1, element)
    papers = read_papers(leaf(saved(document))).papers
    assert [paper.says("name") for paper in papers] == ["张喆", "王琪"]
    assert [paper.kind for paper in papers] == [PaperKind.APPLICATION_FORM] * 2
    assert values(papers[0]) == values(papers[1]) | {"name": "张喆"}


def test_the_college_has_a_block_of_its_own_in_the_application_form() -> None:
    document = docx.Document(str(TEMPLATES / "application_form.docx"))
    rows = ["|".join(dict.fromkeys(c.text for c in row.cells)) for row in document.tables[0].rows]
    start = rows.index("岗位职责与工作形式（由学院填写）")
    assert [row.split("|")[0] for row in rows[start + 1 : start + 3]] == ["岗位职责", "工作形式"]


@pytest.mark.libreoffice
@pytest.mark.slow
def test_forms_saved_by_libreoffice_and_over_doc_say_the_same(tmp_path: Path) -> None:
    forms = {kind: returned(kind) for kind in FILLED}
    forms["ticked"] = ticked(filled("application_form.docx", TYPED), *TICKED)
    forms["blank"] = (TEMPLATES / "application_form.docx").read_bytes()
    for name, data in forms.items():
        (tmp_path / f"{name}.docx").write_bytes(data)
    again = converted(tmp_path, "docx:MS Word 2007 XML", tmp_path.glob("*.docx"), "again")
    old = converted(tmp_path, "doc:MS Word 97", tmp_path.glob("*.docx"), "old")
    over_doc = converted(tmp_path, "docx:MS Word 2007 XML", old.glob("*.doc"), "over_doc")
    for name, data in forms.items():
        kind = "application_form" if name in ("ticked", "blank") else name
        for folder in (again, over_doc):
            back = (folder / f"{name}.docx").read_bytes()
            assert read_certain(back, kind) == read_certain(data, kind), (name, folder.name)


def converted(home: Path, to: str, files, folder: str) -> Path:
    out = home / folder
    words = ["soffice", f"-env:UserInstallation=file://{home}/profile", "--headless"]
    words += ["--convert-to", to, "--outdir", str(out), *map(str, sorted(files))]
    subprocess.run(words, check=True, capture_output=True, timeout=300)
    assert list(out.iterdir())
    assert all(zipfile.is_zipfile(one) for one in out.glob("*.docx"))
    return out

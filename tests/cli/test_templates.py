"""``deyu templates`` as staff call it."""

from pathlib import Path

from cli.commands import deyu, told
from documents.word_edits import edited, typed
from docx import Document

from pipeline.shipped import shipped

SHIPPED = (shipped("templates") / "agreement.docx").read_bytes()


def test_a_broken_template_is_told_with_its_place_and_annotated(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "agreement.docx"
    own.parent.mkdir()
    own.write_bytes(edited(SHIPPED, typed("{{ college }}", "{{ colege }}")))
    (checked,) = told("templates", "check", own, "--annotate", home=tmp_path, code=1)["templates"]
    (fault,) = checked["faults"]
    assert (checked["kind"], checked["sound"], fault["code"]) == (
        "agreement",
        False,
        "unknown_field",
    )
    assert (fault["part"], fault["paragraph"], fault["page"]) == ("正文", 3, 1)
    assert len(list(Document(checked["annotated"]).comments)) == 1
    listed = told("templates", "list", home=tmp_path)["templates"]
    assert [one["kind"] for one in listed if not one["sound"]] == ["agreement"]


def test_what_is_no_template_is_told_with_the_way_out(tmp_path: Path) -> None:
    ended = deyu("templates", "check", __file__, home=tmp_path)
    assert ended.returncode == 2
    assert "--kind" in ended.stderr

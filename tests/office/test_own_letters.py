"""Letters that an office has written itself: what they cite, and what is wrong with them."""

from pathlib import Path

import pytest
from offices import office_in
from regulation.copied_edition import doctors_only, spoil

from pipeline.errors import TemplateError
from pipeline.examination import examine
from pipeline.office.letters.old_titles import old_titles
from pipeline.office.looking.status import status
from pipeline.shipped import shipped

TITLE = "北京理工大学研究生德育工作助理管理办法"


def own_letter(home: Path, old: str, new: str) -> None:
    text = (shipped("templates") / "notices" / "refusal.txt").read_text("utf-8")
    assert old in text
    folder = home / "templates" / "notices"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "refusal.txt").write_text(text.replace(old, new), "utf-8")


def test_a_letter_that_writes_the_title_out_is_told_when_another_edition_is_in_force(
    tmp_path: Path,
) -> None:
    own_letter(tmp_path, "{{ edition }}", f"《{TITLE}（草案）》")
    with office_in(tmp_path) as office:
        assert old_titles(office) == ()  # it is the one in force
    spoil(doctors_only(tmp_path, "2026-01-01"), "edition.yaml", "（草案）", "（2026年修订）")
    with office_in(tmp_path) as office:
        (told,) = old_titles(office)
        assert "notices/refusal.txt" in told
        assert f"现在依据的是《{TITLE}（2026年修订）》" in told
        assert "{{ edition }}" in told
        assert told in status(office).alarms
    assert [one.says for one in examine(tmp_path) if not one.usable] == [told]
    own_letter(tmp_path, "{{ edition }}", f"《{TITLE}（2026年修订）》、《学生手册》")
    with office_in(tmp_path) as office:
        assert old_titles(office) == ()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("{{ reason }}", "{{ reson }}", "第 14 行有错：没有“reson”这个字段，是不是“reason”？"),
        ("{% if clause %}", "{% if claus %}", "没有“claus”这个字段，是不是“clause”？"),
        ("{% endif %}", "", "有错"),
    ],
)
def test_a_letter_spoilt_by_hand_is_told_before_any_mail_is_fetched(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    own_letter(tmp_path, old, new)
    with pytest.raises(TemplateError) as fault, office_in(tmp_path):
        pass
    assert "notices/refusal.txt" in str(fault.value)
    assert says.rstrip("？") in str(fault.value)
    assert any("refusal.txt" in one.says and not one.usable for one in examine(tmp_path))

"""Drafts as files, for an office without a mail server."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dispatch.file_drafts import FileDrafts
from pipeline.errors import OfficeError
from pipeline.notices.envelope import message_id as id_of


def notice(number: str, identity: str = "0123456789abcdef") -> tuple[bytes, str]:
    message_id = id_of(number, identity, "office@example.invalid")
    return f"Subject: x\r\nMessage-ID: {message_id}\r\n\r\ntext\r\n".encode(), message_id


def test_a_draft_is_a_file_named_after_its_notice(tmp_path: Path) -> None:
    drafts = FileDrafts(tmp_path / "drafts")
    data, message_id = notice("N-2026-0001")
    assert drafts.present() == frozenset()
    where = drafts.lay(data, message_id)
    assert Path(where) == tmp_path / "drafts" / "N-2026-0001.eml"
    assert Path(where).read_bytes() == data
    assert drafts.present() == {message_id}
    assert drafts.name == str(tmp_path / "drafts")


def test_the_same_draft_again_is_the_same_file(tmp_path: Path) -> None:
    drafts = FileDrafts(tmp_path)
    assert drafts.lay(*notice("N-2026-0001")) == drafts.lay(*notice("N-2026-0001"))
    assert [path.name for path in tmp_path.iterdir()] == ["N-2026-0001.eml"]


def test_another_notice_of_the_same_number_overwrites_nothing(tmp_path: Path) -> None:
    drafts = FileDrafts(tmp_path)
    laid = [drafts.lay(*notice("N-2026-0001", identity)) for identity in ("aa", "bb", "bb")]
    assert [Path(path).name for path in laid] == [
        "N-2026-0001.eml",
        "N-2026-0001-2.eml",
        "N-2026-0001-2.eml",
    ]
    assert len(drafts.present()) == 2


def test_a_file_that_a_person_threw_away_is_not_there(tmp_path: Path) -> None:
    drafts = FileDrafts(tmp_path)
    Path(drafts.lay(*notice("N-2026-0001"))).unlink()
    assert drafts.present() == frozenset()


def test_files_of_others_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Message-ID: <note@example.invalid>")
    (tmp_path / "body.eml").write_bytes(b"Subject: x\n\nMessage-ID: <quoted@example.invalid>\n")
    (tmp_path / "folded.eml").write_bytes(b"message-id:\r\n <own@example.invalid>\r\n\r\n")
    (tmp_path / "folder.eml").mkdir()
    (tmp_path / ".half.tmp").write_bytes(notice("N-2026-0009")[0])
    assert FileDrafts(tmp_path).present() == {"<own@example.invalid>"}


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_whatever_the_message_id_the_file_stays_in_the_folder(
    tmp_path_factory: pytest.TempPathFactory, local: str
) -> None:
    folder = tmp_path_factory.mktemp("drafts")
    where = Path(FileDrafts(folder).lay(b"x", f"<{local}@example.invalid>"))
    assert where.parent == folder
    assert where.read_bytes() == b"x"
    assert [path.name for path in folder.iterdir()] == [where.name]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("a file in the way")
    with pytest.raises(OfficeError, match="草稿文件夹") as told:
        FileDrafts(tmp_path / "drafts").lay(*notice("N-2026-0001"))
    assert "权限" in told.value.way_out


def test_nothing_half_written_stays_when_the_disk_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OfficeError, match="磁盘满了"):
        FileDrafts(tmp_path).lay(*notice("N-2026-0001"))
    assert list(tmp_path.iterdir()) == []

"""Filing and reading back; the layout and the bytes as OCFL 1.1 wants them."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import ocfl
import pytest
from filed import APPLICATION, AT, MAIL, every_file, filled, heads, put, together
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.archive import OcflArchive, verify
from pipeline.archive.layout import object_path
from pipeline.errors import ArchiveError
from pipeline.office.ports import Addition


def judged(root: Path) -> str:
    """What the reference implementation says against a storage root; empty when it is valid."""
    judge = ocfl.StorageRoot(root=str(root))
    valid = judge.validate(max_errors=5) and judge.num_objects == judge.good_objects
    assert judge.num_objects > 0
    return "" if valid else f"{judge.log.messages} {judge.errors}"


def test_what_was_filed_is_read_back_byte_for_byte(tmp_path: Path) -> None:
    archive = filled(tmp_path / "archive")
    assert archive.read(MAIL, "message.eml") == b"Subject: hello\r\n\r\nbody\r\n"
    assert archive.read(MAIL, "reading.json").decode() == "张喆"
    assert archive.read(APPLICATION, "agreement.docx") == b"PK" * 403
    assert archive.paths(MAIL) == (
        "copy.eml",
        "entries/handle.json",
        "entries/take-in.json",
        "message.eml",
        "reading.json",
    )
    assert sorted(archive.objects()) == [APPLICATION, MAIL]


def test_the_reference_implementation_finds_the_root_valid(tmp_path: Path) -> None:
    filled(tmp_path / "archive")
    assert judged(tmp_path / "archive") == ""


def test_the_reference_implementation_would_find_a_fault(tmp_path: Path) -> None:
    filled(tmp_path / "archive")
    spoilt = next((tmp_path / "archive").rglob("message.eml"))
    spoilt.chmod(0o644)
    spoilt.write_bytes(b"other")
    assert judged(tmp_path / "archive") != ""


def test_an_entry_that_lies_there_is_not_written_again(tmp_path: Path) -> None:
    archive = filled(tmp_path / "archive")
    before = {path: path.read_bytes() for path in every_file(tmp_path)}
    again = put(archive, MAIL, "take-in", message__eml=b"something else")
    assert not again.new
    assert again.version == 2
    assert {path: path.read_bytes() for path in every_file(tmp_path)} == before


def test_an_earlier_version_stays_as_it_was(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    archive = OcflArchive(root)
    put(archive, MAIL, "one", record__json=b"first")
    first = {path: path.read_bytes() for path in every_file(root) if "/v1/" in path.as_posix()}
    put(archive, MAIL, "two", record__json=b"second")
    assert archive.read(MAIL, "record.json") == b"second"
    assert {path: path.read_bytes() for path in first} == first


def test_the_same_bytes_are_stored_once_in_an_object(tmp_path: Path) -> None:
    archive = OcflArchive(tmp_path / "archive")
    put(archive, MAIL, "one", a__docx=b"the same", b__docx=b"the same")
    put(archive, MAIL, "two", c__docx=b"the same")
    stored = [path for path in every_file(tmp_path / "archive") if path.read_bytes() == b"the same"]
    assert len(stored) == 1
    assert {archive.read(MAIL, f"{name}.docx") for name in "abc"} == {b"the same"}
    assert judged(tmp_path / "archive") == ""


def test_a_person_without_this_software_reads_it_with_a_text_editor(tmp_path: Path) -> None:
    filled(tmp_path / "archive")
    inventories = (tmp_path / "archive").glob("???/???/???/*/inventory.json")
    found = {one.parent.name: json.loads(one.read_text("utf-8")) for one in inventories}
    document = found["urn%3adeyu%3amail%3a0123456789abcdef"]
    assert document["head"] == "v2"
    assert document["versions"]["v1"]["user"]["name"] == "王老师"
    assert document["versions"]["v1"]["created"] == AT.isoformat()
    assert (tmp_path / "archive" / "0=ocfl_1.1").read_text() == "ocfl_1.1\n"


def test_nothing_is_left_in_the_staging_folder(tmp_path: Path) -> None:
    filled(tmp_path / "archive")
    assert [path.name for path in (tmp_path / "archive-staging").iterdir()] == ["lock"]


ODD_NAMES = [
    "attachments/申请表 (终稿)—张喆.docx",
    "attachments/" + "很" * 120 + ".docx",
    "attachments/bell\x07.docx",
    "attachments/lone \udce4 surrogate.docx",
    "attachments/back\\slash:colon*?.docx",
    "attachments/nul\x00.docx",
]


@pytest.mark.parametrize("name", ODD_NAMES, ids=ascii)
def test_a_file_of_any_name_is_kept_under_that_name(tmp_path: Path, name: str) -> None:
    archive = OcflArchive(tmp_path / "archive")
    files = {name: b"bytes", "entries/one.json": b"{}"}
    archive.file([Addition(MAIL, "one", files, AT, "deyu", "take_in")])
    assert archive.read(MAIL, name) == b"bytes"
    assert name in archive.paths(MAIL)
    assert verify(tmp_path / "archive", heads(archive)).sound


@pytest.mark.parametrize("name", ["../escape", "/etc/passwd", "a//b", "a/./b", "", "entries"])
def test_a_path_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    archive = OcflArchive(tmp_path / "archive")
    files = {name: b"", "entries/one.json": b""}
    with pytest.raises(ValueError, match="leads elsewhere"):
        archive.file([Addition(MAIL, "one", files, AT, "deyu", "x")])
    assert not (tmp_path / "archive").exists()


@pytest.mark.parametrize("object_id", ["一", "../../x", "x" * 400, "a/b", "urn:x:\udce4", " "])
def test_an_object_of_any_id_is_found_again(tmp_path: Path, object_id: str) -> None:
    archive = OcflArchive(tmp_path / "archive")
    put(archive, object_id, "one", a__txt=b"bytes")
    assert list(archive.objects()) == [object_id]
    assert archive.read(object_id, "a.txt") == b"bytes"
    assert verify(tmp_path / "archive", heads(archive)).sound


def test_a_folder_that_is_something_else_is_not_written_into(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "holiday.jpg").write_bytes(b"")
    with pytest.raises(ArchiveError, match="不是本系统的档案"):
        put(OcflArchive(tmp_path / "archive"), MAIL, "one")
    assert [one.name for one in (tmp_path / "archive").iterdir()] == ["holiday.jpg"]


def test_damaged_bytes_are_never_handed_out(tmp_path: Path) -> None:
    archive = filled(tmp_path / "archive")
    spoilt = next((tmp_path / "archive").rglob("message.eml"))
    spoilt.chmod(0o644)
    spoilt.write_bytes(spoilt.read_bytes().replace(b"hello", b"hallo"))
    with pytest.raises(ArchiveError, match="内容已改变"):
        archive.read(MAIL, "message.eml")


def test_a_damaged_inventory_stops_writing_into_that_object(tmp_path: Path) -> None:
    archive = filled(tmp_path / "archive")
    spoilt = next((tmp_path / "archive").glob("???/???/???/*application*/inventory.json"))
    spoilt.chmod(0o644)
    spoilt.write_bytes(spoilt.read_bytes()[:-40])
    before = {path: path.read_bytes() for path in every_file(tmp_path / "archive")}
    with pytest.raises(ArchiveError, match=r"inventory\.json"):
        put(archive, APPLICATION, "draw-4")
    assert {path: path.read_bytes() for path in every_file(tmp_path / "archive")} == before


def test_many_processes_file_into_one_object_and_nothing_is_lost(tmp_path: Path) -> None:
    script = Path(__file__).with_name("filing.py")
    started = [
        subprocess.Popen([sys.executable, script, tmp_path / "archive", str(start), "8"])
        for start in (0, 100, 200)
    ]
    assert [one.wait(120) for one in started] == [0, 0, 0]
    archive = OcflArchive(tmp_path / "archive")
    head = archive.head(MAIL)
    assert head is not None
    assert head.version == 24
    assert len([path for path in archive.paths(MAIL) if path.startswith("entries/")]) == 24
    assert verify(tmp_path / "archive", heads(archive)).sound


def test_reading_needs_no_lock(tmp_path: Path) -> None:
    archive = filled(tmp_path / "archive")
    faults: list[Exception] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                assert archive.read(MAIL, "message.eml")
                assert archive.paths(MAIL)
            except (ArchiveError, AssertionError) as fault:
                faults.append(fault)

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(20):
        put(archive, MAIL, f"entry-{number}", record__json=str(number).encode())
    done.set()
    reader.join()
    assert faults == []


names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40).map(
    lambda name: "attachments/" + name.replace("/", "_").strip(".") + "x"
)


@settings(max_examples=25, deadline=None)
@given(versions=st.lists(st.dictionaries(names, st.binary(max_size=50)), min_size=1, max_size=4))
def test_any_history_comes_back_and_is_valid(tmp_path_factory, versions) -> None:
    root = tmp_path_factory.mktemp("any") / "archive"
    archive = OcflArchive(root)
    expected: dict[str, bytes] = {}
    for number, files in enumerate(versions):
        content = {**files, f"entries/{number}.json": b"{}"}
        archive.file([Addition(MAIL, str(number), content, AT, "deyu", "x")])
        expected |= content
    assert {path: archive.read(MAIL, path) for path in archive.paths(MAIL)} == expected
    assert verify(root, heads(archive)).sound
    assert judged(root) == ""


def test_nothing_moves_in_before_all_of_it_is_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    synced: set[str] = set()
    fsync = os.fsync

    def noted(handle: int) -> None:
        synced.add(str(Path(f"/proc/self/fd/{handle}").readlink()))
        fsync(handle)

    def crash(point: str) -> None:
        steps.append(point)
        if point == "synced":
            work = tmp_path / "archive-staging" / "work"
            lying = {str(path) for path in (work.parent, work, *work.rglob("*"))}
            assert len(lying) > 60
            assert lying <= synced

    OcflArchive(tmp_path / "archive").file(together()[:1])
    monkeypatch.setattr(os, "fsync", noted)
    OcflArchive(tmp_path / "archive", crash).file(together(7))
    assert steps[:2] == ["staged", "synced"]
    assert steps.count("renamed") == 7
    assert steps[-1] == "moved_in"
    moved = [tmp_path / "archive" / object_path(one.object_id) for one in together(7)[1:]]
    assert {str(path.parent) for path in moved} <= synced


def test_an_object_gets_one_version_at_a_time(tmp_path: Path) -> None:
    archive = OcflArchive(tmp_path / "archive")
    with pytest.raises(ValueError, match="one version at a time"):
        archive.file([together()[0], together()[0]])

"""Damage of every sort to every file: found, and the file is named."""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filed import APPLICATION, MAIL, every_file, filled, heads, put
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.archive import Kind, OcflArchive, Verification, verify


def flipped(at: float) -> Callable[[Path], None]:
    def flip(path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[min(int(at * len(data)), len(data) - 1)] ^= 1
        rewrite(path, bytes(data))

    return flip


def rewrite(path: Path, data: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(data)


def turned_into_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def linked(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


DAMAGE: dict[str, Callable[[Path], None]] = {
    "first byte": flipped(0),
    "middle byte": flipped(0.5),
    "last byte": flipped(1),
    "cut by one": lambda path: rewrite(path, path.read_bytes()[:-1]),
    "cut in half": lambda path: rewrite(path, path.read_bytes()[: path.stat().st_size // 2]),
    "one more": lambda path: rewrite(path, path.read_bytes() + b"\n"),
    "zeroed": lambda path: rewrite(path, bytes(path.stat().st_size)),
    "emptied": lambda path: rewrite(path, b""),
    "deleted": Path.unlink,
    "renamed": lambda path: path.rename(path.with_name(path.name + ".bak")),
    "turned into a folder": turned_into_folder,
    "replaced by a link": linked,
    "dangling link": lambda path: (path.unlink(), path.symlink_to("nowhere"))[0],
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("kept") / "archive"
    filled(root)
    return root


def copy_of(kept: Path, folder: Path) -> Path:
    return Path(shutil.copytree(kept, folder / "archive"))


def named(found: Verification) -> set[str]:
    return {one.path for one in found.failures}


def test_a_sound_archive_is_told_so_with_its_counts(kept: Path) -> None:
    found = verify(kept, heads(OcflArchive(kept)))
    assert (found.sound, found.could_check, found.failures) == (True, True, ())
    assert found.checked.objects == 2
    files = every_file(kept)
    assert found.checked.files == len(files)
    assert found.checked.bytes == sum(path.stat().st_size for path in files)


@pytest.mark.parametrize("damage", DAMAGE)
def test_every_damage_to_every_file_is_found_and_the_file_named(
    kept: Path, tmp_path: Path, damage: str
) -> None:
    known = heads(OcflArchive(kept))
    for number, file in enumerate(path.relative_to(kept) for path in every_file(kept)):
        root = copy_of(kept, tmp_path / str(number))
        DAMAGE[damage](root / file)
        found = verify(root, known)
        assert not found.sound, file
        assert any(one in file.as_posix() for one in named(found)), (file, named(found))
        shutil.rmtree(root)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_change_of_one_byte_is_found_without_the_ledger(kept: Path, data) -> None:
    file = data.draw(st.sampled_from(every_file(kept)))
    before = file.read_bytes()
    at = data.draw(st.integers(0, len(before) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda one: one != before[at]))
    try:
        rewrite(file, before[:at] + bytes([byte]) + before[at + 1 :])
        found = verify(kept, None)
        assert not found.sound
        assert any(file.is_relative_to(kept / one) for one in named(found)), named(found)
    finally:
        rewrite(file, before)


def test_a_file_that_nobody_filed_is_found_wherever_it_lies(kept: Path, tmp_path: Path) -> None:
    folders = [kept, *(path for path in kept.rglob("*") if path.is_dir())]
    for number, folder in enumerate(path.relative_to(kept) for path in folders):
        root = copy_of(kept, tmp_path / str(number))
        (root / folder / "Thumbs.db").write_bytes(b"x")
        found = verify(root, None)
        assert named(found) == {(folder / "Thumbs.db").as_posix()}
        assert found.failures[0].kind is Kind.UNTRACKED


def test_an_empty_folder_inside_an_object_is_found(kept: Path, tmp_path: Path) -> None:
    root = copy_of(kept, tmp_path)
    folder = next(root.glob("???/???/???/*mail*")) / "v1/content/new"
    folder.mkdir()
    assert named(verify(root, None)) == {folder.relative_to(root).as_posix()}


def test_two_files_that_were_swapped_are_both_named(kept: Path, tmp_path: Path) -> None:
    root = copy_of(kept, tmp_path)
    one, other = sorted(root.rglob("v?/content/agreement.docx"))[:2]
    one.rename(root / "between")
    other.rename(one)
    (root / "between").rename(other)
    assert named(verify(root, None)) == {path.relative_to(root).as_posix() for path in (one, other)}


def test_a_new_time_of_change_is_no_damage(kept: Path, tmp_path: Path) -> None:
    root = copy_of(kept, tmp_path)
    for path in root.rglob("*"):
        os.utime(path, (0, 0))
        path.chmod(0o777)
    assert verify(root, heads(OcflArchive(kept))).sound


def test_an_object_replaced_by_another_sound_one_is_found_by_the_ledger(
    kept: Path, tmp_path: Path
) -> None:
    other = OcflArchive(tmp_path / "other" / "archive")
    put(other, MAIL, "take-in", message__eml=b"forged")
    put(other, MAIL, "handle")
    root = copy_of(kept, tmp_path)
    mine = next(root.glob("???/???/???/*mail*"))
    shutil.rmtree(mine)
    shutil.copytree(next((tmp_path / "other" / "archive").glob("???/???/???/*")), mine)
    assert verify(root, None).sound
    found = verify(root, heads(OcflArchive(kept)))
    assert [(one.kind, one.object) for one in found.failures] == [
        (Kind.LEDGER_DIGEST_DIFFERS, MAIL)
    ]


def test_an_object_rolled_back_to_an_older_version_is_found_by_the_ledger(
    kept: Path, tmp_path: Path
) -> None:
    known = heads(OcflArchive(kept))
    root = copy_of(kept, tmp_path)
    folder = next(root.glob("???/???/???/*application*"))
    shutil.rmtree(folder / "v3")
    for name in ("inventory.json", "inventory.json.sha512"):
        rewrite(folder / name, (folder / "v2" / name).read_bytes())
    assert verify(root, None).sound
    found = verify(root, known)
    assert [(one.kind, one.object) for one in found.failures] == [
        (Kind.LEDGER_DIGEST_DIFFERS, APPLICATION)
    ]


def test_an_object_that_is_gone_is_found_by_the_ledger(kept: Path, tmp_path: Path) -> None:
    root = copy_of(kept, tmp_path)
    shutil.rmtree(next(root.glob("???/???/???/*mail*")))
    found = verify(root, heads(OcflArchive(kept)))
    assert [(one.kind, one.object) for one in found.failures] == [
        (Kind.LEDGER_MISSING_OBJECT, MAIL)
    ]


def test_what_the_ledger_does_not_know_is_told(kept: Path) -> None:
    known = heads(OcflArchive(kept))
    del known[MAIL]
    known[APPLICATION] = (1, "")
    found = verify(kept, known)
    assert {(one.kind, one.object) for one in found.failures} == {
        (Kind.OBJECT_WITHOUT_ROW, MAIL),
        (Kind.LEDGER_DIGEST_DIFFERS, APPLICATION),
    }


def test_an_object_in_the_wrong_place_is_found(kept: Path, tmp_path: Path) -> None:
    root = copy_of(kept, tmp_path)
    folder = next(root.glob("???/???/???/*mail*"))
    shutil.copytree(folder, folder.with_name("another"))
    found = verify(root, None)
    assert [one.kind for one in found.failures] == [Kind.INVALID_OBJECT]
    assert found.failures[0].path.endswith("another")


def test_a_root_that_is_gone_is_no_clean_bill(tmp_path: Path, kept: Path) -> None:
    assert verify(tmp_path / "none", {}).sound
    found = verify(tmp_path / "none", heads(OcflArchive(kept)))
    assert not found.sound
    assert {one.kind for one in found.failures} == {Kind.MISSING, Kind.LEDGER_MISSING_OBJECT}


def test_a_root_that_is_a_file_could_not_be_checked(tmp_path: Path) -> None:
    (tmp_path / "archive").write_bytes(b"")
    found = verify(tmp_path / "archive", None)
    assert (found.sound, found.could_check) == (False, False)


def test_the_rows_of_the_four_properties_follow_the_damage(kept: Path, tmp_path: Path) -> None:
    sound = {(one.dimension, one.name): one.result for one in verify(kept, None).checks}
    assert {dimension for dimension, _ in sound} == {"真实性", "完整性", "可用性", "安全性"}
    assert sound["真实性", "固化信息有效性"] == "通过"
    assert sound["真实性", "信息包一致性"] == "待人工"
    root = copy_of(kept, tmp_path)
    rewrite(next(root.rglob("message.eml")), b"other")
    found = {(one.dimension, one.name): one.result for one in verify(root, None).checks}
    assert found["真实性", "固化信息有效性"] == "未通过"
    assert found["安全性", "病毒检测"] == "待人工"


def test_noise_in_place_of_an_inventory_never_breaks_the_check(kept: Path, tmp_path: Path) -> None:
    chance = random.Random(6)
    root = copy_of(kept, tmp_path)
    folder = next(root.glob("???/???/???/*mail*"))
    whole = (folder / "inventory.json").read_bytes()
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 30)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        rewrite(folder / "inventory.json", bytes(data))
        assert not verify(root, None).sound


@pytest.mark.parametrize("stray", ["notes.txt", "mine/letter.eml"])
def test_what_lies_in_the_staging_folder_and_is_not_ours_is_told(
    kept: Path, tmp_path: Path, stray: str
) -> None:
    root = shutil.copytree(kept, tmp_path / "archive")
    staging = tmp_path / "archive-staging"
    staging.mkdir()
    (staging / "lock").touch()
    assert verify(root, None).sound
    (staging / stray).parent.mkdir(exist_ok=True)
    (staging / stray).write_text("x")
    [told] = verify(root, None).failures
    assert (told.kind, told.path) == (Kind.UNTRACKED, f"archive-staging/{stray.split('/')[0]}")

"""A register is imported whole or not at all, and lies in the archive with its file."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from offices import office_in, put, run
from registers.register_files import comma

from pipeline.archive import verify
from pipeline.domain.registers import RegisterKind
from pipeline.office.decisions.registering import import_register, look_at
from pipeline.office.house import register_object
from pipeline.office.mails.rebuilding import rebuild
from pipeline.office.registered import calendar_of, directory_of

HERE = Path(__file__).parent
KIND = RegisterKind.COLLEGES
HEAD = ("学院", "代码", "邮箱")
FIRST = comma(HEAD, ("计算机学院", "07", "cs@bit.edu.cn"), ("机械与车辆学院", "03", ""))
SECOND = comma(HEAD, ("计算机学院", "07", "new@bit.edu.cn"))
BROKEN = comma(HEAD, ("计算机学院", "07", "no address"), ("", "03", ""))


def test_looking_changes_nothing_and_applying_keeps_the_file(tmp_path: Path) -> None:
    with office_in(tmp_path) as office:
        found = look_at(KIND, "名录.csv", FIRST, office)
        assert (len(found.changes.added), office.ledger.register_versions(KIND)) == (2, ())
        assert import_register(KIND, "名录.csv", FIRST, office).version == 1
        assert office.archive.read(register_object(KIND), "given/1-名录.csv") == FIRST
        assert directory_of(office).submitting("CS@bit.edu.cn").name == "计算机学院"


def test_the_same_file_again_makes_no_version(tmp_path: Path) -> None:
    with office_in(tmp_path) as office:
        import_register(KIND, "a.csv", FIRST, office)
        assert import_register(KIND, "a.csv", FIRST, office).version is None
        assert len(office.ledger.register_versions(KIND)) == 1


def test_a_file_with_mistakes_leaves_the_last_good_one(tmp_path: Path) -> None:
    with office_in(tmp_path) as office:
        import_register(KIND, "a.csv", FIRST, office)
        before = directory_of(office)
        broken = import_register(KIND, "b.csv", BROKEN, office)
        assert (len(broken.mistakes), broken.version) == (2, None)
        assert directory_of(office) == before


def test_a_rebuilt_ledger_knows_every_version_and_the_newest_lines(tmp_path: Path) -> None:
    with office_in(tmp_path) as office:
        import_register(KIND, "a.csv", FIRST, office)
        import_register(KIND, "b.csv", SECOND, office)
        calendar = comma(("学期", "开学日期"), ("2026-2027-1", "2026-09-07"))
        import_register(RegisterKind.CALENDAR, "c.csv", calendar, office)
        versions, known = office.ledger.register_versions(KIND), directory_of(office)
        assert [one.name for one in known.colleges] == ["计算机学院"]
        rebuild(office)
        assert (office.ledger.register_versions(KIND), directory_of(office)) == (versions, known)
        assert calendar_of(office).dates_of("2026-autumn").begins_on.day == 7


CRASHING = """
import os, signal, sys
from pathlib import Path
from offices import office_in
from pipeline.domain.registers import RegisterKind
from pipeline.office.decisions.registering import import_register
point = sys.argv[2]
def crash(reached):
    if reached == point:
        os.kill(os.getpid(), signal.SIGKILL)
with office_in(Path(sys.argv[1]), crash) as office:
    import_register(RegisterKind.COLLEGES, "b.csv", Path(sys.argv[3]).read_bytes(), office)
"""


@pytest.mark.parametrize(
    ("point", "next_act"),
    [("version_renamed", "import"), ("register_filed", "import"), ("record", "run")],
)
def test_a_killed_import_is_finished_by_the_next_act(tmp_path: Path, point, next_act) -> None:
    home, file = tmp_path / "home", tmp_path / "b.csv"
    file.write_bytes(SECOND)
    with office_in(home) as office:
        import_register(KIND, "a.csv", FIRST, office)
    ended = subprocess.run(
        [sys.executable, "-c", CRASHING, str(home), point, str(file)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join((str(HERE), str(HERE.parent)))},
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL
    with office_in(home) as office:
        assert len(directory_of(office).colleges) == 2
        if next_act == "import":
            import_register(KIND, "b.csv", SECOND, office)
        else:
            run(office, put(tmp_path / "box"))
        known = directory_of(office)
        assert [one.name for one in known.colleges] == ["计算机学院"]
        assert len(office.ledger.register_versions(KIND)) == 2
        assert verify(home / "archive", office.ledger.heads()).sound
        rebuild(office)
        assert directory_of(office) == known

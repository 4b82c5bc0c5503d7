"""What `deyu doctor` finds wrong with a machine."""

import datetime as dt
import errno
from pathlib import Path

import pytest

from pipeline.examination import machine
from pipeline.ledger.owners import Alive

NOW = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)

MOUNTS = """\
24 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
60 24 0:50 / /srv/office rw,relatime shared:9 - nfs4 server:/office rw
61 60 254:1 / /srv/office/local rw,relatime shared:10 - xfs /dev/vdb rw
62 24 0:51 / /mnt/with\\040blank rw - cifs //server/share rw
63 24 0:52 / /mnt/ssh rw master:3 - fuse.sshfs host:/ rw
"""


@pytest.mark.parametrize(
    ("place", "usable"),
    [
        ("/var/lib/deyu/ledger.sqlite3", True),
        ("/srv/office/home/ledger.sqlite3", False),
        ("/srv/office/local/home", True),
        ("/srv/officeelsewhere", True),
        ("/mnt/with blank/home", False),
        ("/mnt/ssh/home", False),
    ],
)
def test_a_database_on_a_network_share_is_found(place: str, usable: bool) -> None:
    assert machine.share(Path(place), MOUNTS).usable is usable


def test_a_disk_with_room_is_usable_and_one_that_is_nearly_full_is_not(tmp_path: Path) -> None:
    assert machine.disk(tmp_path, 0).usable
    told = machine.disk(tmp_path, 1 << 40)
    assert not told.usable
    assert "reserve_mb" in told.says
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_is_yet_to_be_made_is_no_fault(tmp_path: Path) -> None:
    assert machine.disk(tmp_path / "home" / "archive", 0).usable
    assert not (tmp_path / "home").exists()


def test_a_disk_that_cannot_be_written_is_told_with_the_way_out() -> None:
    # Nobody, root included, can make a file there.
    told = machine.disk(Path("/proc/self"), 0)
    assert not told.usable
    assert "写不进去" in told.says


@pytest.mark.parametrize(
    ("code", "way_out"), [(errno.EROFS, "只读"), (errno.ENOSPC, "满了"), (errno.EACCES, "权限")]
)
def test_each_kind_of_refusal_has_its_way_out(code: int, way_out: str) -> None:
    assert way_out in machine._way_out(OSError(code, "x"))


@pytest.mark.parametrize(
    ("now", "entry", "mail", "usable"),
    [
        (NOW, NOW, None, True),
        (NOW, NOW - HOUR, NOW - HOUR, True),
        (NOW, NOW + dt.timedelta(minutes=1), NOW + dt.timedelta(minutes=1), True),
        (NOW, NOW + HOUR, None, False),
        (NOW, NOW, NOW + HOUR, False),
        (dt.datetime(1970, 1, 1, tzinfo=dt.UTC), NOW, None, False),
    ],
)
def test_a_clock_behind_what_has_happened_is_wrong(now, entry, mail, usable) -> None:
    told = machine.clock(now, entry, mail)
    assert told.usable is usable
    assert usable or "校准" in told.says


def test_two_services_on_one_home_are_told_and_two_machines_are_a_fault() -> None:
    one, two = Alive("a", 11, "here", "deyu run"), Alive("b", 12, "here", "deyu run")
    assert machine.processes([], "here").says == "没有。"
    told = machine.processes([one, two], "here")
    assert told.usable
    assert "进程 11" in told.says
    assert "进程 12" in told.says
    assert not machine.processes([one, Alive("c", 13, "there", "deyu run")], "here").usable

"""What the machine may do to an office: its disk, where that disk is, its clock, its processes."""

import datetime as dt
import errno
import os
import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import reason_of
from pipeline.examination.examined import Examined
from pipeline.ledger.owners import Alive

SHARES = re.compile(
    r"nfs\d?|cifs|smb\d?|smbfs|9p|afs|ceph|lustre|ncpfs|virtiofs|fuse\.(sshfs|glusterfs|davfs2?|rclone)"
)
"""File systems on which SQLite's locks and shared memory cannot be relied on."""

MOUNTS = Path("/proc/self/mountinfo")

OLDEST_NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""Before this software was written; a clock that says so is wrong."""

AHEAD = dt.timedelta(minutes=5)


def disk(place: Path, reserve_mb: int) -> Examined:
    """Whether something can be written there for good, and whether enough room is left."""
    name = f"磁盘 {place}"
    if not place.is_dir():
        return _to_be_made(name, place)
    try:
        with tempfile.TemporaryFile(dir=place) as file:
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
    except OSError as fault:
        return Examined(
            name, usable=False, says=f"写不进去（{reason_of(fault)}）。{_way_out(fault)}"
        )
    free = shutil.disk_usage(place).free >> 20
    if free <= reserve_mb:
        return Examined(
            name,
            usable=False,
            says=f"只剩 {free} MiB，已到保留的 {reserve_mb} MiB，deyu run 会暂停收信。"
            "请腾出空间；保留多少由 office.toml 的 reserve_mb 决定。",
        )
    return Examined(name, usable=True, says=f"能写；余 {free} MiB。")


def _to_be_made(name: str, place: Path) -> Examined:
    above = next(one for one in place.parents if one.exists())
    if os.access(above, os.W_OK | os.X_OK):
        return Examined(name, usable=True, says="还没有，第一次运行时会建。")
    return Examined(name, usable=False, says=f"还没有，{above} 又不能写；请检查权限。")


def _way_out(fault: OSError) -> str:
    match fault.errno:
        case errno.EROFS:
            return "磁盘是只读的：请重新挂载为可写，或把工作目录移到别处。"
        case errno.ENOSPC | errno.EDQUOT:
            return "磁盘满了：请腾出空间。"
        case _:
            return "请检查权限和磁盘。"


def share(place: Path, mountinfo: str) -> Examined:
    """Whether a place lies on a network share; `mountinfo` as Linux writes it (proc(5))."""
    kind = _file_system(place, mountinfo)
    if kind and SHARES.fullmatch(kind):
        return Examined(
            "数据库所在的磁盘",
            usable=False,
            says=f"{place} 在网络共享（{kind}）上，SQLite 在那里会损坏。"
            "请把工作目录移到本机磁盘；备份可以放在网络共享上。",
        )
    return Examined("数据库所在的磁盘", usable=True, says=f"本机磁盘（{kind or '类型不明'}）。")


def _file_system(place: Path, mountinfo: str) -> str:
    """The type of the file system whose mount point is the longest that leads to the place."""
    found, longest = "", -1
    for line in mountinfo.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split()
        if len(fields) < 5 or not after:
            continue
        point = Path(re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), fields[4]))
        if place.is_relative_to(point) and len(point.parts) >= longest:
            found, longest = after.split()[0], len(point.parts)
    return found


def clock(now: dt.datetime, newest_entry: dt.datetime, newest_mail: dt.datetime | None) -> Examined:
    """Whether this machine's clock can be right: nothing that happened may lie ahead of it."""
    name, way_out = "时钟", "请校准本机的时钟（例如 timedatectl set-ntp true）。"
    if now < OLDEST_NOW:
        return Examined(name, usable=False, says=f"本机时间是 {now:%Y-%m-%d}，太早了。{way_out}")
    if newest_entry - now > AHEAD:
        says = f"最新的一条记录写于 {newest_entry:%Y-%m-%d %H:%M}（UTC），比本机时间还晚。"
        return Examined(name, usable=False, says=says + way_out)
    if newest_mail is not None and newest_mail - now > AHEAD:
        says = f"邮箱里最新的邮件收于 {newest_mail:%Y-%m-%d %H:%M %z}，比本机时间还晚。"
        return Examined(name, usable=False, says=says + way_out)
    return Examined(name, usable=True, says=f"本机时间 {now:%Y-%m-%d %H:%M}（UTC），没有发现不对。")


def processes(alive: Sequence[Alive], host: str) -> Examined:
    """Who works on this home now. Several may; not from several machines."""
    name = "正在运行的 deyu"
    at_work = [one for one in alive if one.doing]
    strangers = sorted({one.host for one in at_work if one.host != host})
    listed = "、".join(f"{one.doing}（进程 {one.pid}）" for one in at_work)
    if strangers:
        return Examined(
            name,
            usable=False,
            says=f"另一台机器（{'、'.join(strangers)}）也在用这个工作目录。请只留一台：SQLite 不能两台机器同时用。",
        )
    if sum(one.doing == "deyu run" for one in at_work) > 1:
        return Examined(
            name,
            usable=True,
            says=f"有 {len(at_work)} 个：{listed}。它们会分工，不会重复；如果不是有意的，请停掉多余的。",
        )
    return Examined(name, usable=True, says=f"{listed}。" if at_work else "没有。")

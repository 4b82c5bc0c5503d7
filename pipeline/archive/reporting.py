"""The rows of the 四性检测 (DA/T 70-2018) that a verification can answer, and those it cannot.

The standard's own item codes are left out until the department's archives confirm them.
"""

from collections.abc import Collection, Iterable

from pipeline.archive.verification import Check, Failure, Kind, Result

_BY_DIGEST = {Kind.CHANGED, Kind.INVALID_OBJECT, Kind.UNREADABLE}
_BY_LEDGER = {Kind.LEDGER_DIGEST_DIFFERS}
_BY_COUNT = {Kind.LEDGER_MISSING_OBJECT, Kind.OBJECT_WITHOUT_ROW}
_BY_CONTENT = {Kind.MISSING, Kind.UNTRACKED}
_BY_READING = {Kind.INVALID_OBJECT, Kind.UNREADABLE}
_BY_PROCESS = {Kind.INTERRUPTED}


def checks_of(failures: Collection[Failure], with_ledger: bool) -> tuple[Check, ...]:
    """All rows; those that need the ledger wait for a person when there was none."""
    found = [one.kind for one in failures]
    return (
        _row("真实性", "固化信息有效性", found, _BY_DIGEST, "逐个文件比对 SHA-512 摘要"),
        _ledger_row("真实性", "信息包一致性", found, _BY_LEDGER, with_ledger),
        _ledger_row("完整性", "总件数相符", found, _BY_COUNT, with_ledger),
        _row("完整性", "内容数据完整", found, _BY_CONTENT, "没有缺少的文件，没有多余的文件"),
        _row("可用性", "信息包中元数据可读", found, _BY_READING, "每个对象的目录文件都能读出"),
        Check("可用性", "内容数据可读", Result.MANUAL, "请抽查打开若干附件"),
        _row("安全性", "归档过程安全", found, _BY_PROCESS, "没有中断的写入"),
        Check("安全性", "病毒检测", Result.MANUAL, "请用本单位的杀毒软件扫描档案文件夹"),
    )


def _row(dimension: str, name: str, found: Iterable[Kind], by: set[Kind], basis: str) -> Check:
    faults = sum(kind in by for kind in found)
    if faults:
        return Check(dimension, name, Result.FAILED, f"{basis}：发现 {faults} 处问题")
    return Check(dimension, name, Result.PASSED, basis)


def _ledger_row(
    dimension: str, name: str, found: Iterable[Kind], by: set[Kind], with_ledger: bool
) -> Check:
    if not with_ledger:
        return Check(dimension, name, Result.MANUAL, "没有数据库可以比对")
    return _row(dimension, name, found, by, "逐件与数据库比对")

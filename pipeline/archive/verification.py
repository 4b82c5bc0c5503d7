"""What a verification finds, as values; the words that people read stand here too."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is wrong with one file or object."""

    CHANGED = "changed"
    MISSING = "missing"
    UNTRACKED = "untracked"
    UNREADABLE = "unreadable"
    INVALID_OBJECT = "invalid_object"
    INTERRUPTED = "interrupted"
    LEDGER_MISSING_OBJECT = "ledger_missing_object"
    LEDGER_DIGEST_DIFFERS = "ledger_digest_differs"
    OBJECT_WITHOUT_ROW = "object_without_row"


SAYS = {
    Kind.CHANGED: "文件 {path} 的内容已改变，请从备份中恢复它。",
    Kind.MISSING: "缺少文件 {path}，请从备份中恢复它。",
    Kind.UNTRACKED: "{path} 不属于档案，请查明是谁放在那里的，再把它移走。",
    Kind.UNREADABLE: "{path} 读不出来，请检查磁盘和文件权限。",
    Kind.INVALID_OBJECT: "{path} 的目录文件 inventory.json 已损坏，无法核验其中的文件；"
    "请从备份中恢复整个文件夹。",
    Kind.INTERRUPTED: "{path}：上一次写入被中断（断电或被终止）；"
    "下一次 deyu run 会自动补完，什么也没有丢失。",
    Kind.LEDGER_MISSING_OBJECT: "数据库记得对象 {object}，档案里却没有；请从备份中恢复它。",
    Kind.LEDGER_DIGEST_DIFFERS: "对象 {object} 与数据库所记的不是同一份：整个对象被替换或退回到"
    "旧版本了；请与备份比对。",
    Kind.OBJECT_WITHOUT_ROW: "对象 {object} 在档案里，数据库却没有记到这一版；"
    "请运行 deyu run，仍如此则运行 deyu rebuild。",
}


@dataclass(frozen=True, slots=True)
class Failure:
    """One fault; `path` is relative to the root, `object` is empty where no object is known."""

    kind: Kind
    object: str
    path: str
    says: str


def failure(kind: Kind, object_id: str, path: str) -> Failure:
    return Failure(kind, object_id, path, SAYS[kind].format(object=object_id, path=path))


@dataclass(frozen=True, slots=True)
class Counts:
    """How much was read."""

    objects: int
    files: int
    bytes: int


class Result(StrEnum):
    """The outcome of one check, in the words of the archives' own report."""

    PASSED = "通过"
    FAILED = "未通过"
    MANUAL = "待人工"


@dataclass(frozen=True, slots=True)
class Check:
    """One row of the 四性检测 (DA/T 70-2018): `dimension` is one of the four properties."""

    dimension: str
    name: str
    result: Result
    says: str


@dataclass(frozen=True, slots=True)
class Verification:
    """The report; `could_check` is False when the root itself could not be read."""

    sound: bool
    could_check: bool
    checked: Counts
    failures: tuple[Failure, ...]
    checks: tuple[Check, ...]

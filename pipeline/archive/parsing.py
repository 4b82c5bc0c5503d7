"""Reading an inventory that may be damaged or forged: a value, or `InventoryFault`, never a crash.

Only what our own writer writes is accepted; anything else in the archive is not ours.
"""

import datetime as dt
import json
import re
from typing import NoReturn

from pipeline.archive.inventory import (
    ALGORITHM,
    TYPE,
    Inventory,
    VersionRecord,
    fits,
    logical_faults,
    version_of,
)

MOST_BYTES = 64 * 1024 * 1024
"""An inventory of this size names some 200,000 files; no object of an office comes near."""

_DIGEST = re.compile(r"[0-9a-f]{128}")
_VERSION = re.compile(r"v[1-9][0-9]{0,8}")
_CONTENT = re.compile(r"v[1-9][0-9]{0,8}/content/(.+)", re.DOTALL)


class InventoryFault(ValueError):
    """Why these bytes are no inventory of ours, as a Chinese clause."""


def decode(data: bytes) -> Inventory:
    """The inventory that `pipeline.archive.inventory.encode` wrote; raises `InventoryFault`."""
    if len(data) > MOST_BYTES:
        raise InventoryFault("大得不合理")
    try:
        document = json.loads(
            data.decode("utf-8"), object_pairs_hook=_object, parse_constant=_no_constant
        )
    except InventoryFault:
        raise
    except (ValueError, RecursionError) as fault:
        raise InventoryFault("不是能读的 JSON") from fault
    keys = {"id", "type", "digestAlgorithm", "head", "manifest", "versions"}
    document = _keyed(document, keys, "总目录")
    if document["type"] != TYPE or document["digestAlgorithm"] != ALGORITHM:
        raise InventoryFault("类型或摘要算法不是本档案所用的")
    versions = _versions(document["versions"])
    if document["head"] != f"v{len(versions)}":
        raise InventoryFault("最新版本号与版本列表不符")
    inventory = Inventory(
        _text(document["id"], "编号"), _by_path(document["manifest"], "文件清单"), versions
    )
    _require_coherent(inventory)
    return inventory


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    document = dict(pairs)
    if len(document) != len(pairs):
        raise InventoryFault("同一项写了两次")
    return document


def _no_constant(name: str) -> NoReturn:
    raise InventoryFault(f"含有不允许的 {name}")


def _keyed(value: object, keys: set[str], where: str) -> dict[str, object]:
    if not isinstance(value, dict) or set(value) != keys:
        raise InventoryFault(f"{where}的项目不齐或多余")
    return value


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise InventoryFault(f"{where}不是文字")
    return value


def _versions(value: object) -> tuple[VersionRecord, ...]:
    if not isinstance(value, dict) or not value:
        raise InventoryFault("没有版本列表")
    if list(value) != [f"v{number}" for number in range(1, len(value) + 1)]:
        raise InventoryFault("版本号不连续")
    return tuple(_version(one) for one in value.values())


def _version(value: object) -> VersionRecord:
    record = _keyed(value, {"created", "message", "user", "state"}, "版本记录")
    user = _keyed(record["user"], {"name"}, "经办人")
    created = _text(record["created"], "时间")
    try:
        aware = dt.datetime.fromisoformat(created).tzinfo is not None
    except ValueError:
        aware = False
    if not aware:
        raise InventoryFault("版本时间写法不对")
    state = _by_path(record["state"], "版本内容")
    if logical_faults(state):
        raise InventoryFault("版本内容中有不允许的文件名")
    return VersionRecord(
        created, _text(user["name"], "经办人"), _text(record["message"], "说明"), state
    )


def _by_path(value: object, where: str) -> dict[str, str]:
    """Digest of each path, from JSON that lists the paths of each digest."""
    if not isinstance(value, dict):
        raise InventoryFault(f"{where}的写法不对")
    paths: dict[str, str] = {}
    for digest, listed in value.items():
        if not _DIGEST.fullmatch(digest) or not isinstance(listed, list) or not listed:
            raise InventoryFault(f"{where}的写法不对")
        for path in listed:
            if _text(path, where) in paths:
                raise InventoryFault(f"{where}中有重复的文件")
            paths[path] = digest
    return paths


def _require_coherent(inventory: Inventory) -> None:
    """Manifest and states name the same digests, and no path leads out of the object."""
    for path in inventory.manifest:
        found = _CONTENT.fullmatch(path)
        if found is None or not fits(path) or logical_faults([found[1]]):
            raise InventoryFault("文件清单中有不允许的路径")
        if version_of(path) > inventory.head:
            raise InventoryFault("文件清单中有不存在的版本")
    if logical_faults(inventory.manifest):
        raise InventoryFault("文件清单中有不允许的路径")
    used = {digest for record in inventory.versions for digest in record.state.values()}
    if used != set(inventory.manifest.values()):
        raise InventoryFault("文件清单与各版本内容不符")

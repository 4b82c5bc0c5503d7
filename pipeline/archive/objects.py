"""Reading one object: its inventory, and the bytes that the inventory vouches for."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from pipeline.archive.inventory import Inventory, encode, sha512
from pipeline.archive.layout import INVENTORY
from pipeline.archive.parsing import InventoryFault, decode
from pipeline.errors import ArchiveError


@dataclass(frozen=True, slots=True)
class Filed:
    """One version of an object.

    `digest` is the sha512 (hex) of its inventory; `new` says that this call wrote it.
    """

    object_id: str
    version: int
    digest: str
    new: bool


def filed(inventory: Inventory, new: bool) -> Filed:
    return Filed(inventory.id, inventory.head, sha512(encode(inventory)), new)


def inventory_in(folder: Path, object_id: str) -> Inventory | None:
    """The newest inventory of the object in `folder`; None when there is no such folder.

    Raises `ArchiveError` when the folder is there but its inventory is not this object's.
    """
    inventory = any_inventory_in(folder, object_id)
    if inventory is not None and inventory.id != object_id:
        raise _damaged(object_id, "目录文件 inventory.json 属于另一个对象")
    return inventory


def any_inventory_in(folder: Path, name: str) -> Inventory | None:
    """The same for a folder of which only the `name` to tell people is known."""
    try:
        data = (folder / INVENTORY).read_bytes()
    except FileNotFoundError:
        if not folder.exists():
            return None
        raise _damaged(name, "缺少目录文件 inventory.json") from None
    try:
        return decode(data)
    except InventoryFault as fault:
        raise _damaged(name, f"目录文件 inventory.json {fault}") from fault


def content(folder: Path, inventory: Inventory, logical_path: str) -> bytes:
    """The bytes of one file of the newest version, checked against their digest.

    Raises `ArchiveError` when there is no such file or its bytes have changed.
    """
    digest = inventory.state.get(logical_path)
    if digest is None:
        raise ArchiveError(
            f"档案对象 {inventory.id} 中没有文件 {logical_path}。",
            "数据库可能比档案新，请运行 deyu verify 核验，再运行 deyu rebuild。",
        )
    data = (folder / inventory.lying(digest)).read_bytes()
    if hashlib.sha512(data).hexdigest() != digest:
        raise _damaged(inventory.id, f"文件 {logical_path} 的内容已改变")
    return data


def _damaged(object_id: str, says: str) -> ArchiveError:
    return ArchiveError(
        f"档案对象 {object_id} 已损坏：{says}。",
        "请运行 deyu verify 查看全部损坏处，并从备份中恢复这个对象；在此之前请勿改动档案。",
    )

"""Where everything lies in the storage root, and the fixed bytes of its declarations.

Objects lie by extension 0003 (hash and id n-tuples): ``abc/def/012/<percent-encoded id>``,
the tuples from the sha256 of the id. The default parameters of the extension are used.
"""

import hashlib
import json
import re
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

ROOT_DECLARATION = "0=ocfl_1.1"
OBJECT_DECLARATION = "0=ocfl_object_1.1"
OBJECT_DECLARATION_BYTES = b"ocfl_object_1.1\n"

INVENTORY = "inventory.json"
SIDECAR = "inventory.json.sha512"

EXTENSION = "0003-hash-and-id-n-tuple-storage-layout"
LAYOUT_FILE = "ocfl_layout.json"
TUPLE_SIZE = 3
TUPLES = 3

_LONGEST_NAME = 100
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]")


def _json(document: dict[str, str | int]) -> bytes:
    return (json.dumps(document, indent=2) + "\n").encode()


ROOT_FILES: dict[str, bytes] = {
    ROOT_DECLARATION: b"ocfl_1.1\n",
    LAYOUT_FILE: _json(
        {
            "extension": EXTENSION,
            "description": "Three folders of three hex digits from the sha256 of the object's id,"
            " then a folder named after the percent-encoded id.",
        }
    ),
    f"extensions/{EXTENSION}/config.json": _json(
        {
            "extensionName": EXTENSION,
            "digestAlgorithm": "sha256",
            "tupleSize": TUPLE_SIZE,
            "numberOfTuples": TUPLES,
        }
    ),
}
"""Every file of the root that belongs to no object, byte for byte."""


def staging_of(root: Path) -> Path:
    """The folder beside the root in which everything is made before it is moved in."""
    return root.with_name(f"{root.name}-staging")


LOCK = "lock"
WORK = "work"
"""Inside the staging folder: what is locked while writing, and what is being written."""


def id_digest(object_id: str) -> str:
    """The sha256 (hex) that decides where an object lies and which lock guards it."""
    return hashlib.sha256(object_id.encode(errors="surrogatepass")).hexdigest()


def object_path(object_id: str) -> PurePosixPath:
    """The object's folder, relative to the root (extension 0003)."""
    digest = id_digest(object_id)
    tuples = [digest[at * TUPLE_SIZE : (at + 1) * TUPLE_SIZE] for at in range(TUPLES)]
    name = _UNSAFE.sub(lambda found: _percent(found[0]), object_id)
    if len(name) > _LONGEST_NAME:
        name = f"{name[:_LONGEST_NAME]}-{digest}"
    return PurePosixPath(*tuples, name)


def id_at(path: PurePosixPath) -> str | None:
    """The id that a folder's name spells out; None when it is cut short or not of this layout."""
    try:
        object_id = unquote(path.name, errors="strict")
    except UnicodeDecodeError:
        return None
    return object_id if object_path(object_id) == path else None


def sidecar(digest: str) -> bytes:
    """The bytes of ``inventory.json.sha512``."""
    return f"{digest}  {INVENTORY}\n".encode()


def _percent(character: str) -> str:
    return "".join(f"%{byte:02x}" for byte in character.encode(errors="surrogatepass"))

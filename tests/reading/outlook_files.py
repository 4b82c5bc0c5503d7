"""Compound files with storages, as Outlook saves a mail ([MS-CFB], [MS-OXMSG])."""

SECTOR = 512
LEAST = 4096
"""Shorter streams would lie in a stream of their own; padding keeps the composer short."""

Tree = dict[str, "bytes | Tree"]


def msg(tree: Tree) -> bytes:
    """A compound file of this tree: bytes are streams, dictionaries storages."""
    names, kinds, children, contents = ["Root Entry"], [5], {0: []}, {}

    def add(branch: Tree, parent: int) -> None:
        for name, value in branch.items():
            number = len(names)
            names.append(name)
            children[parent].append(number)
            kinds.append(2 if isinstance(value, bytes) else 1)
            if isinstance(value, bytes):
                contents[number] = value.ljust(LEAST, b"\0")
            else:
                children[number] = []
                add(value, number)

    add({"__properties_version1.0": b"", **tree}, 0)
    directory_sectors = -(-len(names) * 128 // SECTOR)
    starts, chain, body = {}, [0xFFFFFFFE] * directory_sectors, b""
    for index in range(directory_sectors - 1):
        chain[index] = index + 1
    for number, data in contents.items():
        count = -(-len(data) // SECTOR)
        starts[number] = len(chain)
        chain += [len(chain) + offset + 1 for offset in range(count - 1)] + [0xFFFFFFFE]
        body += data.ljust(count * SECTOR, b"\0")
    tables = 1
    while (len(chain) + tables) * 4 > tables * SECTOR:
        tables += 1
    entries = b"".join(
        _entry(n, names, kinds, children, starts, contents) for n in range(len(names))
    )
    table = b"".join(one.to_bytes(4, "little") for one in [*chain, *[0xFFFFFFFD] * tables])
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + b"\x3e\0\x03\0\xfe\xff\x09\0\x06\0"
    head += b"\0" * 10 + tables.to_bytes(4, "little") + (0).to_bytes(4, "little") + b"\0" * 4
    head += (
        LEAST.to_bytes(4, "little")
        + b"\xfe\xff\xff\xff"
        + b"\0" * 4
        + b"\xfe\xff\xff\xff"
        + b"\0" * 4
    )
    places = [len(chain) + number for number in range(tables)]
    head += b"".join(one.to_bytes(4, "little") for one in places).ljust(436, b"\xff")
    return (
        head
        + entries.ljust(directory_sectors * SECTOR, b"\0")
        + body
        + table.ljust(tables * SECTOR, b"\xff")
    )


def _entry(number, names, kinds, children, starts, contents) -> bytes:
    written = names[number].encode("utf-16-le")
    none = b"\xff" * 4
    siblings = next((kids for kids in children.values() if number in kids), [])
    at = siblings.index(number) + 1 if siblings else 0
    right = siblings[at].to_bytes(4, "little") if 0 < at < len(siblings) else none
    kids = children.get(number)
    child = kids[0].to_bytes(4, "little") if kids else none
    entry = written.ljust(64, b"\0") + (len(written) + 2).to_bytes(2, "little")
    entry += bytes([kinds[number], 1]) + none + right + child
    start = starts.get(number, 0xFFFFFFFE).to_bytes(4, "little")
    return entry.ljust(116, b"\0") + start + len(contents.get(number, b"")).to_bytes(8, "little")


def wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def attached(name: str, data: bytes, **more: bytes) -> Tree:
    return {"__substg1.0_3707001F": wide(name), "__substg1.0_37010102": data, **more}


WRAPPED = (
    rb"{\rtf1\ansi\ansicpg936\fromhtml1 \deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}"
    rb"{\f1\fcharset136 PMingLiU;}}{\colortbl\red0\green0\blue0;}{\*\generator Microsoft;}"
    rb"{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 \'c0\'cf\'ca\'a6\'ba\'c3\htmlrtf }\htmlrtf0 "
    rb"{\*\htmltag84 &nbsp;}\htmlrtf \'a0\htmlrtf0 {\f1\'b1\'69}\'86\'b4\'96\'7c\par"
    rb"\uc1\u21894?\u-10179?\u-8704?\uc2\u24352\'d5\'c5\line {\pict\bin4 }}{{89}\{\~\}}"
)


def as_stored(rich: bytes) -> bytes:
    return (
        len(rich + b"\0" * 12).to_bytes(4, "little")
        + len(rich).to_bytes(4, "little")
        + (b"MELA" + b"\0" * 4 + rich)
    )


def packed(rich: bytes) -> bytes:
    """Compressed without any reference: a byte of flags before each eight literals."""
    out = b"".join(b"\0" + rich[at : at + 8] for at in range(0, len(rich), 8))
    return (
        (len(out) + 12).to_bytes(4, "little")
        + len(rich).to_bytes(4, "little")
        + (b"LZFu" + b"\0" * 4 + out)
    )

"""The sample mails as a bad line, a careless gateway or an attacker might have left them."""

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

SAMPLES = sorted((Path(__file__).parents[2] / "inbox_samples").glob("*.eml"))
PARTS_MOST_CHANGES_HIT = 4096
"""Heads, boundaries and encoded words lie there; a form in base64 is long and dull."""

WORDS = (
    *(b"=?gb2312?B?", b"=?utf-8?Q?=E5=BC", b"?=", b"=?x-unknown?b?1cXU8w==?=", b"\xd5\xc5\x86\xb4"),
    *(b"charset=gb2312", b"charset=utf-16", b'charset="', b"filename*0*=utf-8''%E7", b"filename="),
    *(b"boundary=", b'boundary=""', b"--", b"\r\n--", b"\r\n\r\n", b"\n", b"\r", b"\0", b"\x1a"),
    *(b"Content-Transfer-Encoding: quoted-printable\r\n", b"Content-Transfer-Encoding: uuencode\r\n"),
    *(b"Content-Type: message/rfc822\r\n", b"Content-Type: multipart/digest; boundary=x\r\n"),
    *(b"Content-Type: text/html; charset=hz\r\n", b"From: <@>,;:\r\n", b"Date: 99 Foo 0000 99:99\r\n"),
    *(b"From \r\n", b"\xff\xfe", b"\xef\xbb\xbf", b"=", b"=\r\n", b"%", b";", b'"', b"(" * 50, b"<" * 50),
)  # fmt: skip

Change = Callable[[bytearray, random.Random], bytearray]


def mutated(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """`count` mails: each a sample with one to five changes, and what was done to it."""
    chance = random.Random(seed)
    whole = [path.read_bytes() for path in SAMPLES]
    for number in range(count):
        index = chance.randrange(len(whole))
        data = bytearray(whole[index])
        done = []
        for _ in range(chance.choice((1, 1, 2, 3, 5))):
            change = chance.choice(CHANGES)
            data = change(data, chance) or bytearray(b"\n")
            done.append(change.__name__)
        if not chance.randrange(12):
            other = whole[chance.randrange(len(whole))]
            data = data[: _place(data, chance)] + other[_place(other, chance) :]
            done.append("spliced")
        yield f"{number} {SAMPLES[index].name} {'+'.join(done)}", bytes(data)


def _place(data: bytes | bytearray, chance: random.Random) -> int:
    near = min(len(data), PARTS_MOST_CHANGES_HIT)
    return chance.randrange((near if chance.randrange(3) else len(data)) or 1)


def flipped(data: bytearray, chance: random.Random) -> bytearray:
    data[_place(data, chance)] ^= 1 << chance.randrange(8)
    return data


def cut(data: bytearray, chance: random.Random) -> bytearray:
    return data[: _place(data, chance)]


def shortened(data: bytearray, chance: random.Random) -> bytearray:
    at = _place(data, chance)
    del data[at : at + chance.choice((1, 3, 40, 900))]
    return data


def doubled(data: bytearray, chance: random.Random) -> bytearray:
    at = _place(data, chance)
    piece = data[at : at + chance.choice((1, 70, 3000))]
    return data[:at] + piece * chance.choice((2, 2, 9)) + data[at:]


def worded(data: bytearray, chance: random.Random) -> bytearray:
    at = _place(data, chance)
    return data[:at] + chance.choice(WORDS) + data[at:]


def noisy(data: bytearray, chance: random.Random) -> bytearray:
    at = _place(data, chance)
    return data[:at] + chance.randbytes(chance.choice((1, 8, 200))) + data[at:]


def reordered(data: bytearray, chance: random.Random) -> bytearray:
    lines = data.splitlines(keepends=True)
    one, two = (chance.randrange(min(len(lines), 80)) for _ in range(2))
    lines[one], lines[two] = lines[two], lines[one]
    return bytearray(b"".join(lines))


def ended_otherwise(data: bytearray, chance: random.Random) -> bytearray:
    end = chance.choice((b"\n", b"\r", b"\r\r\n"))
    return bytearray(re.sub(rb"\r?\n", end, bytes(data)))


def eight_bits_lost(data: bytearray, chance: random.Random) -> bytearray:
    at = _place(data, chance)
    return data[:at] + bytearray(byte & 0x7F for byte in data[at:])


def relabelled(data: bytearray, chance: random.Random) -> bytearray:
    old, new = chance.choice(
        (
            (rb"base64", b"quoted-printable"),
            (rb"quoted-printable", b"base64"),
            (rb"base64", b"x-unknown"),
            (rb"(?i)utf-8", b"gb2312"),
            (rb"(?i)gb[k2318]\w*", b"utf-8"),
            (rb"multipart/\w+", b"message/rfc822"),
            (rb"multipart/\w+", b"multipart/parallel"),
            (rb"application/[\w.-]+", b"application/ms-tnef"),
            (rb"boundary=", b"boundary*0="),
        )
    )
    return bytearray(re.sub(old, new, bytes(data)))


CHANGES: tuple[Change, ...] = (
    flipped, cut, shortened, doubled, worded, noisy, reordered, ended_otherwise,
    eight_bits_lost, relabelled,
)  # fmt: skip

"""Files that no college means to send, yet one day does: cut, spoilt, mislabelled, noise."""

import random
from collections.abc import Callable, Iterator

from offices import application, mail
from reading.word_files import form

Spoil = Callable[[bytes, random.Random], bytes]


def cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def flipped(data: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(chance.randrange(1, 200)):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def zeroed(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    length = min(len(data) - start, chance.randrange(1, 5_000))
    return data[:start] + bytes(length) + data[start + length :]


def shuffled(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\r\n")
    chance.shuffle(lines)
    return b"\r\n".join(lines)


def doubled(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + data


def noise(_: bytes, chance: random.Random) -> bytes:
    return chance.randbytes(chance.randrange(0, 3_000))


def deep(data: bytes, chance: random.Random) -> bytes:
    depth = chance.randrange(2, 400)
    heads = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (number, number)
        for number in range(depth)
    )
    return b"Subject: deep\r\n" + heads + data


SPOILS: tuple[Spoil, ...] = (cut, flipped, zeroed, shuffled, doubled, noise, deep)


def broken_files(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Names and bytes: mails spoilt, mails with a spoilt form, bare spoilt forms, noise."""
    chance = random.Random(seed)
    whole, sheet = application(), form()
    for number in range(count):
        spoil = SPOILS[number % len(SPOILS)]
        match chance.randrange(3):
            case 0:
                yield f"{number:04}.eml", spoil(whole, chance)
            case 1:
                data = mail(files={"申请表.docx": spoil(sheet, chance)}, subject=f"申请 {number}")
                yield f"{number:04}.eml", data
            case _:
                yield f"{number:04}.docx", spoil(sheet, chance)

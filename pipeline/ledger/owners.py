"""Who holds leases: one locked file a process, which the system lets go of when it dies.

A lease would end by itself after a minute. The file tells at once that its owner is dead, so
that what a killed run left can be taken up without waiting; an owner without a file (another
machine) is waited for.
"""

import fcntl
import json
import os
import socket
import uuid
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

FOLDER = "alive"


@dataclass(frozen=True, slots=True)
class Alive:
    """A process that works on this home now, as it told about itself."""

    id: str
    pid: int
    host: str
    doing: str


class Owner:
    """This process. Its file is made when it first holds something."""

    def __init__(self, home: Path, doing: str) -> None:
        self._folder = home / FOLDER
        self._doing = doing
        self._handle: int | None = None
        self.id = uuid.uuid4().hex

    def appear(self) -> None:
        if self._handle is not None:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        told = {"pid": os.getpid(), "host": socket.gethostname(), "doing": self._doing}
        # Made aside and renamed once it is locked: nobody may find it unlocked and bury the living.
        aside = self._folder / f"{self.id}.new"
        handle = os.open(aside, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        os.write(handle, json.dumps(told).encode())
        fcntl.flock(handle, fcntl.LOCK_EX)
        aside.rename(self._folder / self.id)
        self._handle = handle

    def vanish(self) -> None:
        if self._handle is None:
            return
        with suppress(OSError):
            (self._folder / self.id).unlink()
        os.close(self._handle)
        self._handle = None

    def is_dead(self, other: str) -> bool:
        """Whether another owner of this machine has died; False when that cannot be told."""
        return other != self.id and _is_free(self._folder / other)

    def dead(self) -> tuple[str, ...]:
        """Owners that died at this home and left their files."""
        found = [one.name for one in self._folder.glob("*") if not one.suffix]
        return tuple(one for one in found if self.is_dead(one))

    def bury(self, other: str) -> None:
        with suppress(OSError):
            (self._folder / other).unlink()


def _is_free(path: Path) -> bool:
    try:
        handle = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(handle)
    return True


def alive_at(home: Path) -> tuple[Alive, ...]:
    """The processes that hold, or held, something at this home and live."""
    found = []
    for path in sorted((home / FOLDER).glob("*")):
        if path.suffix or _is_free(path):
            continue
        with suppress(OSError, ValueError, KeyError, TypeError):
            told = json.loads(path.read_bytes())
            found.append(Alive(path.name, int(told["pid"]), str(told["host"]), str(told["doing"])))
    return tuple(found)

"""File into an archive in this process, to die at a named point if one is named.

python filing.py ROOT START COUNT [POINT [NTH]]
python filing.py ROOT together - [POINT [NTH]]

COUNT entries of one mail, one after the other and numbered from START; or one entry in each of
several objects, all at once. The process dies at POINT, reached for the NTH time.
"""

import os
import signal
import sys
from pathlib import Path

from filed import MAIL, put, together

from pipeline.archive import OcflArchive


def main(root: str, start: str, count: str, point: str = "", nth: str = "1") -> None:
    times = 0

    def crash(reached: str) -> None:
        nonlocal times
        times += reached == point
        if times == int(nth):
            os.kill(os.getpid(), signal.SIGKILL)

    archive = OcflArchive(Path(root), crash)
    if start == "together":
        archive.file(together())
        return
    for number in range(int(start), int(start) + int(count)):
        put(archive, MAIL, f"entry-{number}", record__json=str(number).encode())


if __name__ == "__main__":
    main(*sys.argv[1:])

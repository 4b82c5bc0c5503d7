"""File versions in this process, to die at a named point if one is named.

python filing.py ROOT OBJECT START COUNT [POINT]
"""

import os
import signal
import sys
from pathlib import Path

from filed import put

from pipeline.archive import OcflArchive


def main(root: str, object_id: str, start: int, count: int, point: str) -> None:
    def crash(reached: str) -> None:
        if reached == point:
            os.kill(os.getpid(), signal.SIGKILL)

    archive = OcflArchive(Path(root), crash)
    for number in range(start, start + count):
        put(archive, object_id, f"entry-{number}", record__json=str(number).encode())


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), "".join(sys.argv[5:]))

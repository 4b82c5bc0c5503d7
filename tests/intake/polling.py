"""Poll a mailbox once in this process and die at a named point, as by ``kill -9``.

python polling.py HOME PORT POINT NTH
"""

import sys
from pathlib import Path

from office.crashing import killing
from offices_at_servers import inbox_of, office_in, take_in_all

if __name__ == "__main__":
    home, port, point, nth = sys.argv[1:]
    with office_in(Path(home), killing(point, int(nth))) as office:
        take_in_all(office, inbox_of(int(port)))

"""How long help takes, and loading the office, as a multiple of starting a bare interpreter.

    python benchmarks/start_up.py

Both are started in turn, ROUNDS times each; the medians are compared.
"""

import statistics
import subprocess
import sys
import time

ROUNDS = 15
BARE = (sys.executable, "-c", "pass")
COMMANDS = {
    "deyu --help": (sys.executable, "-m", "pipeline", "--help"),
    "deyu --version": (sys.executable, "-m", "pipeline", "--version"),
    "deyu list --help": (sys.executable, "-m", "pipeline", "list", "--help"),
    "deyu run --help": (sys.executable, "-m", "pipeline", "run", "--help"),
    "loading the office": (sys.executable, "-c", "import pipeline.assembly, pipeline.cli.looking"),
}


def seconds(words: tuple[str, ...]) -> float:
    begun = time.perf_counter()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def main() -> None:
    taken: dict[str, list[float]] = {name: [] for name in ("bare interpreter", *COMMANDS)}
    for _ in range(ROUNDS):
        taken["bare interpreter"].append(seconds(BARE))
        for name, words in COMMANDS.items():
            taken[name].append(seconds(words))
    bare = statistics.median(taken["bare interpreter"])
    for name, times in taken.items():
        print(f"{name:20} {statistics.median(times) / bare:5.1f} x a bare interpreter")


if __name__ == "__main__":
    main()

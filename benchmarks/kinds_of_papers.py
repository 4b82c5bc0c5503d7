"""Kinds of papers that nobody learned from: lots read with what all the other lots teach.

Prints for each lot how many papers are told rightly, taken for another kind, and not recognised:
by titles and labels alone, and as the reader does it, with weighed words.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from reading.learn_kinds import Sorted, learn, lots  # noqa: E402

from pipeline.domain.papers import PaperKind  # noqa: E402
from pipeline.reading.paper_kinds import kinds, words_weighed  # noqa: E402
from pipeline.reading.paper_kinds.papers import TITLE_LINES  # noqa: E402

ROUNDS = 5
"""In each, every fifth lot is left out and the rest learned from."""


def told(paper: Sorted) -> PaperKind:
    lines = tuple(line for line in paper.text.split("\n") if line.strip())[:TITLE_LINES]
    return kinds.recognise(lines, frozenset(), "材料.docx", paper.text).kind


def counted(papers: list[Sorted], tell: Callable[[Sorted], PaperKind]) -> str:
    results = Counter(_result(tell(paper), paper) for paper in papers)
    return " ".join(f"{results[one]:>4}" for one in ("right", "another", "not recognised"))


def _result(kind: PaperKind, paper: Sorted) -> str:
    if kind in (paper.kind, *paper.also):
        return "right"
    return "not recognised" if kind is PaperKind.UNRECOGNISED else "another"


def by_titles(paper: Sorted) -> PaperKind:
    with patch.object(kinds, "may_be_ours", lambda text: False):
        return told(paper)


def left_out() -> Iterator[tuple[str, ...]]:
    names = [name for name in lots() if name.startswith(("lot", "none"))]
    for begin in range(ROUNDS):
        yield tuple(names[begin::ROUNDS])


def main() -> None:
    every = lots()
    print("right, taken for another, not recognised: by titles and labels | with weighed words")
    for names in left_out():
        others = (paper for name, them in every.items() if name not in names for paper in them)
        weights = words_weighed.weights_written(learn(others))
        with patch.object(words_weighed, "learned", lambda weights=weights: weights):
            for name in names:
                papers = every[name]
                told_so = f"{counted(papers, by_titles)}  |  {counted(papers, told)}"
                print(f"{name:10} {len(papers):>4} papers: {told_so}", flush=True)


if __name__ == "__main__":
    main()

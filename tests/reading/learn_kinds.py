"""Learn from sorted papers what their words speak for: `python tests/reading/learn_kinds.py`.

A file of `papers_sorted/` holds papers by one hand: a line `@@ kind` and the text, again and
again; `@@ kind also other` where the regulation leaves it open. `lot-*` are papers as colleges mail
them, `none-*` what is none of ours, `forms-of-offices` forms of other offices, `short-papers` and
`titles` a title with hardly a word below it. Writes `word_weights.tsv`; the same papers give the
same weights. Nothing is learned from `papers_held_back/`, two such lots.
"""

import hashlib
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

from pipeline.domain.papers import PaperKind  # noqa: E402
from pipeline.reading.paper_kinds.words_weighed import (  # noqa: E402
    Weights,
    may_be_ours,
    shares_of,
    weighed_parts,
    written_down,
)

FOLDER = Path(__file__).parent / "papers_sorted"
HELD_BACK = Path(__file__).parent / "papers_held_back"
WRITTEN_TO = ROOT / "pipeline/reading/paper_kinds/word_weights.tsv"
FEWEST_PAPERS = 3
"""A word in fewer papers than this is not listed: it may be somebody's name."""
TRUST = 100.0
"""The inverse strength with which logistic regression draws weights towards nothing."""
LEAST_WEIGHT = 0.1
"""What speaks less than this is left out: it would be five words of six."""


@dataclass(frozen=True)
class Sorted:
    kind: PaperKind
    also: tuple[PaperKind, ...]
    text: str


def lot(path: Path) -> Iterator[Sorted]:
    for part in ("\n" + path.read_text("utf-8")).split("\n@@ ")[1:]:
        head, _, text = part.partition("\n")
        kind, *also = head.replace(" also ", " ").split()
        yield Sorted(PaperKind(kind), tuple(map(PaperKind, also)), text)


def lots(folder: Path = FOLDER) -> dict[str, list[Sorted]]:
    return {path.stem: list(lot(path)) for path in sorted(folder.glob("*.txt"))}


def learn(papers: Iterable[Sorted]) -> str:
    """The file of weights that these papers teach."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    papers = [paper for paper in papers if may_be_ours(paper.text)]
    parts = [weighed_parts(paper.text) for paper in papers]
    counted = Counter(word for one in parts for word in shares_of(*one, {}, 1.0))
    others = _rarity(0, len(papers))
    rarity = {
        word: _rarity(times, len(papers))
        for word, times in counted.items()
        if times >= FEWEST_PAPERS
    }
    vectors = [
        {word: share for word, share in shares_of(*one, rarity, others).items() if word in rarity}
        for one in parts
    ]
    vectorizer = DictVectorizer()
    rows = vectorizer.fit_transform(vectors)
    model = LogisticRegression(C=TRUST, max_iter=5000)
    model.fit(rows, [paper.kind.value for paper in papers])
    kinds = [PaperKind(name) for name in model.classes_]
    starts = tuple(zip(kinds, map(float, model.intercept_), strict=True))
    words = {
        word: tuple(
            (index, float(weight))
            for index, weight in enumerate(model.coef_[:, column])
            if abs(weight) >= LEAST_WEIGHT
        )
        for column, word in enumerate(vectorizer.feature_names_)
    }
    return written_down(Weights(starts, rarity, others, words))


def digest_of(folder: Path = FOLDER) -> str:
    """The sha256 of all that is learned from, as the weights name it."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.txt")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _rarity(times: int, papers: int) -> float:
    return round(math.log((1 + papers) / (1 + times)) + 1, 2)


if __name__ == "__main__":
    everything = learn(paper for one in lots().values() for paper in one)
    WRITTEN_TO.write_text(f"{digest_of()}\n{everything}", "utf-8")

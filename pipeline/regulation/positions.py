"""The kinds of position of an edition, and which kinds a written position may mean."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.domain.positions import PositionKind
from pipeline.regulation.sheets import Entry, similar

ALL_KINDS = tuple(PositionKind)
_TICKED = "☑☒✓✔√■●◉"
_UNTICKED = "□☐○◯"
_CHOSEN = re.compile(f"[{_TICKED}]([^{_TICKED}{_UNTICKED}]*)")
_FILLER = re.compile(
    r"德育|研究生|助理|岗位|岗|类型|类别|类|工作|拟任|方向|第[一二三12３]志愿|优先|首选|次选|兼任|兼|以及|及|与|和|或|等"
    r"|[\s、,，;；/／|\\+＋&。.:：()（）\[\]【】·—\-]"
)


@dataclass(frozen=True, slots=True)
class Position:
    """One kind (一.2): the list's word, the clause, the heading as printed, duties verbatim."""

    kind: PositionKind
    label: str
    clause: str
    printed: str
    duties: str
    synonyms: tuple[str, ...]
    note: str
    line: int


@dataclass(frozen=True, slots=True)
class SharedWord:
    """A word that may mean several kinds; the machine does not guess."""

    word: str
    kinds: tuple[PositionKind, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Positions:
    """`words` are all that name a kind, the longest first, each with the kinds it may mean."""

    kinds: tuple[Position, ...]
    shared: tuple[SharedWord, ...]
    words: tuple[tuple[str, tuple[PositionKind, ...]], ...]

    def of(self, kind: PositionKind) -> Position:
        return next(position for position in self.kinds if position.kind is kind)


def possible_kinds(raw: str, positions: Positions) -> tuple[PositionKind, ...]:
    """Which kinds a position that is not clear may stand for, told from the words written.

    All eight unless the words account for at least two kinds and for nothing else: a wrong
    narrowing could let a rule decide what a person should.
    """
    written = _plain(raw)
    ticked = _CHOSEN.findall(written)
    text = "、".join(ticked) if ticked else written
    found: set[PositionKind] = set()
    for word, kinds in positions.words:
        if word in text:
            found.update(kinds)
            text = text.replace(word, "、")
    if _FILLER.sub("", text) or len(found) < 2:
        return ALL_KINDS
    return tuple(kind for kind in ALL_KINDS if kind in found)


def _words(
    positions: Sequence[Position], shared: Sequence[SharedWord]
) -> tuple[tuple[str, tuple[PositionKind, ...]], ...]:
    words = {_plain(one.word): one.kinds for one in shared}
    for position in positions:
        words |= {_plain(word): (position.kind,) for word in (position.label, *position.synonyms)}
    return tuple(sorted(words.items(), key=lambda one: len(one[0]), reverse=True))


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def read_positions(sheet: Entry) -> Positions:
    kinds = tuple(p for entry in sheet.entries("positions") if (p := _read_position(entry)))
    known = [position.kind for position in kinds]
    for kind in ALL_KINDS:
        if known.count(kind) != 1:
            sheet.fault(f"岗位类别 {kind} 应当写且只写一次，现有{known.count(kind)}次。")
    shared = tuple(_read_shared(entry) for entry in sheet.entries("shared", required=False))
    sheet.close()
    return Positions(kinds, shared, _words(kinds, shared))


def _read_position(entry: Entry) -> Position | None:
    kind = _kind(entry, entry.text("kind"))
    position = Position(
        kind=kind or PositionKind.PARTY_BUILDING,
        label=entry.text("label"),
        clause=entry.text("clause"),
        printed=entry.text("printed"),
        duties=entry.text("duties"),
        synonyms=entry.texts("synonyms"),
        note=entry.text("note", required=False),
        line=entry.line,
    )
    entry.close()
    return position if kind else None


def _read_shared(entry: Entry) -> SharedWord:
    kinds = tuple(kind for word in entry.texts("kinds") if (kind := _kind(entry, word)))
    shared = SharedWord(entry.text("word"), kinds, entry.text("because"))
    entry.close()
    return shared


def _kind(entry: Entry, written: str) -> PositionKind | None:
    if written in set(PositionKind):
        return PositionKind(written)
    entry.fault(f"岗位类别“{written}”不认识。{similar(written, ALL_KINDS)}", "kind")
    return None

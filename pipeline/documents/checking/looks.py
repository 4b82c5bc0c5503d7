"""Whether a reader can see a text: what the run, its styles and the document's defaults make of it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from pipeline.documents.checking.paragraphs import W

_UNSEEN = ("vanish", "webHidden", "strike", "dstrike")
_OFF = ("0", "false", "off", "none")
_PAPER = "FFFFFF"
_BRIGHT_THEME = ("background1", "light1")
_HIGHLIGHTS = {"black": "000000", "white": _PAPER}
_RGB = re.compile(r"[0-9A-Fa-f]{6}")
_TOO_LIKE = 0x20
"""Of 255 steps of red, green and blue: nearer to its ground than this, a letter is not seen."""

_TOO_SMALL = 10  # half points
_TOO_NARROW = 20  # per cent
_USUAL_SIZE = 20  # half points, where nothing is said (ECMA-376 part 1, 17.3.2.38)
_TWIPS = 10  # in a half point
_SINGLE = 240  # of an automatic line
_AIR = 2  # lines squeezed to less than half overlap

Element = etree._Element
Said = Mapping[str, Mapping[str, str]]
"""The properties of letters or of lines by their names, each with its attributes."""


@dataclass(slots=True)
class Looks:
    """The styles of one document; `styles` is the root of its styles part, None when it has none."""

    styles: Element | None
    _by_id: dict[str, Element] = field(default_factory=dict)
    _made: dict[tuple[str, ...], Said] = field(default_factory=dict)
    _usual: str = ""

    def __post_init__(self) -> None:
        for one in self.styles.iter(f"{W}style") if self.styles is not None else ():
            name = one.get(f"{W}styleId") or ""
            self._by_id[name] = one
            if one.get(f"{W}type") == "paragraph" and one.get(f"{W}default", "0") not in _OFF:
                self._usual = name

    def unseen(self, text: Element) -> bool:
        """Whether this `w:t` is hidden, struck out, of the ground's colour, or too small to read."""
        run = text.getparent()
        paragraph = next(text.iterancestors(f"{W}p"), None)
        if run is None or paragraph is None:
            return False
        own, lined = _said(run.find(f"{W}rPr")), _said(paragraph.find(f"{W}pPr"))
        style = _value(lined, "pStyle") or self._usual
        letters = _over(own, self._of_styles("rPr", style, _value(own, "rStyle")))
        lines = _over(lined, self._of_styles("pPr", style))
        size = _number(letters.get("sz", {}), "val", _USUAL_SIZE)
        return (
            any(name in letters and letters[name].get("val", "1") not in _OFF for name in _UNSEEN)
            or size < _TOO_SMALL
            or _number(letters.get("w", {}), "val", 100) < _TOO_NARROW
            or _colourless(letters, lines, paragraph)
            or min(_line(lines, size), _row(paragraph)) < size * _TWIPS
        )

    def _of_styles(self, kind: str, *names: str) -> Said:
        """What the document's defaults say and these styles over them, the last on top."""
        key = (kind, *names)
        if key not in self._made:
            said: Said = {}
            if self.styles is not None:
                said = _said(self.styles.find(f"{W}docDefaults/{W}{kind}Default/{W}{kind}"))
            for name in names:
                for style in reversed(list(self._based(name))):
                    said = _over(_said(style.find(f"{W}{kind}")), said)
            self._made[key] = said
        return self._made[key]

    def _based(self, name: str) -> Iterator[Element]:
        """The style and what it is based on; one that is based on itself ends there."""
        met: set[str] = set()
        while name in self._by_id and name not in met:
            met.add(name)
            yield self._by_id[name]
            name = _value(_said(self._by_id[name]), "basedOn")


def _said(properties: Element | None) -> Said:
    if properties is None:
        return {}
    return {
        str(one.tag).rpartition("}")[2]: {
            str(name).rpartition("}")[2]: str(value) for name, value in one.attrib.items()
        }
        for one in properties
    }


def _over(nearer: Said, farther: Said) -> Said:
    """The nearer counts; of the spacing each measure by itself (ECMA-376 part 1, 17.3.1.33)."""
    spacing = {**farther.get("spacing", {}), **nearer.get("spacing", {})}
    return {**farther, **nearer, "spacing": spacing}


def _value(said: Said, name: str) -> str:
    return said.get(name, {}).get("val", "")


def _number(attributes: Mapping[str, str], name: str, usual: float) -> float:
    try:
        return float(attributes.get(name, "").rstrip("%"))
    except ValueError:
        return usual


def _colourless(letters: Said, lines: Said, paragraph: Element) -> bool:
    said = letters.get("color", {})
    colour = said.get("val", "auto")
    if said.get("themeColor") in _BRIGHT_THEME and "themeShade" not in said:
        colour = _PAPER
    ground = _ground(letters, lines, paragraph)
    if not (_RGB.fullmatch(colour) and _RGB.fullmatch(ground)):
        return False
    pairs = zip(bytes.fromhex(colour), bytes.fromhex(ground), strict=True)
    return all(abs(one - other) < _TOO_LIKE for one, other in pairs)


def _ground(letters: Said, lines: Said, paragraph: Element) -> str:
    """The colour behind the letters; "" for one that is not known here."""
    marked = _value(letters, "highlight") or "none"
    if marked != "none":
        return _HIGHLIGHTS.get(marked, "")
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    around = _said(None if cell is None else cell.find(f"{W}tcPr"))
    for said in (letters.get("shd", {}), lines.get("shd", {}), around.get("shd", {})):
        if "themeFill" in said:
            return ""
        if said.get("fill", "auto") != "auto":
            return said["fill"]
    return _PAPER


def _line(lines: Said, size: float) -> float:
    """How high a line of the paragraph is at most, in twips."""
    said = lines.get("spacing", {})
    height = _number(said, "line", _SINGLE)
    match said.get("lineRule", "auto"):
        case "exact":
            return height
        case "auto":
            return size * _TWIPS * _AIR * height / _SINGLE
    return float("inf")


def _row(paragraph: Element) -> float:
    """The least height of the rows around it that may not grow, in twips."""
    said = (
        _said(row.find(f"{W}trPr")).get("trHeight", {}) for row in paragraph.iterancestors(f"{W}tr")
    )
    heights = (_number(one, "val", float("inf")) for one in said if one.get("hRule") == "exact")
    return min(heights, default=float("inf"))

"""The visible text of a Word paragraph (ECMA-376 part 1, 17.3), with boxes ticked or not.

Deleted, hidden and struck-through text and prompts of empty content controls are left out.
"""

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from pipeline.reading.blocks import Paragraph, Span
from pipeline.reading.files.circled import CODE, shown_by

Element = etree._Element

TICKED, UNTICKED, CROSSED, TICK = "☑", "□", "☒", "√"
_SYMBOLS = {
    0xFE: TICKED,
    0x52: TICKED,
    0xFD: CROSSED,
    0x54: CROSSED,
    0xFC: TICK,
    0x50: TICK,
    0x6E: TICKED,
    0x78: CROSSED,
    0xFB: CROSSED,
    0xA8: UNTICKED,
    0x6F: UNTICKED,
    0x71: UNTICKED,
    0x72: UNTICKED,
    0xA3: UNTICKED,
    0x2A: UNTICKED,
}
_PRIVATE = {0xF000 + code: glyph for code, glyph in _SYMBOLS.items() if code != 0x2A}
_INVISIBLE = (
    "pPr",
    "rPr",
    "del",
    "moveFrom",
    "sdtPr",
    "tblPr",
    "tcPr",
    "rt",
    "annotation",
    "txbxContent",
)
_UNSEEN = ("vanish", "strike", "dstrike")
_SHOWN_TICKED = frozenset("☑☒√✓✔■")
"""What a program that does not know check boxes may have been made to show in one."""

_OFF = frozenset({"0", "false", "off", "none"})


@lru_cache(maxsize=4096)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def local(element: Element) -> str:
    """The name without its namespace (transitional and strict files differ there)."""
    return _local(element.tag)


def child(element: Element, *names: str) -> Element | None:
    """The descendant reached by the first child of each name."""
    for name in names:
        found = next(element.iterchildren("{*}" + name), None)
        if found is None:
            return None
        element = found
    return element


def value_of(element: Element | None, attribute: str = "val") -> str:
    if element is None:
        return ""
    return next((str(v) for k, v in element.items() if _local(str(k)) == attribute), "")


def is_on(element: Element | None) -> bool:
    """Whether an on-off property is there and not switched off (17.17.4)."""
    return element is not None and value_of(element).lower() not in _OFF


def paragraph_of(element: Element, place: str) -> Paragraph:
    """What a paragraph shows, with the stretches of it that are underlined."""
    texts: list[str] = []
    underlined: list[Span] = []
    length, code = 0, ""
    for text, is_underlined in (*pieces(element), ("", False)):
        if text[:1] == CODE:
            code += text[1:]
            continue
        if code:
            texts.append(shown_by(code))
            length += len(texts[-1])
            code = ""
        if is_underlined and text:
            start = length
            if underlined and underlined[-1][1] == length:
                start = underlined.pop()[0]
            underlined.append((start, length + len(text)))
        texts.append(text)
        length += len(text)
    return Paragraph("".join(texts), place, tuple(underlined))


def pieces(element: Element, underlined: bool = False) -> Iterator[tuple[str, bool]]:
    """Stretches of visible text inside a paragraph and whether each is underlined."""
    for one in element:
        name = local(one)
        if not name or name in _INVISIBLE:
            continue
        if name == "r":
            yield from _run(one)
        elif name == "sdt":
            yield from _content_control(one)
        elif name == "AlternateContent":
            yield from pieces(chosen_of(one), underlined)
        elif name in _GLYPHS:
            yield _GLYPHS[name](one), underlined
        else:
            yield from pieces(one, underlined)


def chosen_of(alternatives: Element) -> Element:
    """One of the alternatives, which all show the same (part 3, 10.2)."""
    chosen = child(alternatives, "Choice")
    fallback = child(alternatives, "Fallback")
    if chosen is not None:
        return chosen
    return alternatives if fallback is None else fallback


def _run(run: Element) -> Iterator[tuple[str, bool]]:
    properties = child(run, "rPr")
    told = {} if properties is None else {local(one): one for one in properties}
    if told and any(is_on(told.get(name)) for name in _UNSEEN):
        return
    underlined = is_on(told.get("u"))
    symbols = value_of(told.get("rFonts"), "ascii").lower().startswith("wingdings")
    for text, _ in pieces(run, underlined):
        yield (_as_symbols(text) if symbols else text), underlined


def _as_symbols(text: str) -> str:
    return "".join(_SYMBOLS.get(ord(char), char) for char in text)


def _content_control(control: Element) -> Iterator[tuple[str, bool]]:
    properties = child(control, "sdtPr")
    content = child(control, "sdtContent")
    box = None if properties is None else child(properties, "checkbox")
    if box is not None:
        shown = "" if content is None else "".join(text for text, _ in pieces(content)).strip()
        checked = value_of(child(box, "checked")) in ("1", "true") or bool(
            _SHOWN_TICKED & set(shown)
        )
        yield (TICKED if checked else UNTICKED), False
    elif content is not None and not is_prompting(control):
        yield from pieces(content)


def is_prompting(control: Element) -> bool:
    """Whether a content control shows only its prompt (单击此处输入文字)."""
    return is_on(child(control, "sdtPr", "showingPlcHdr"))


def _text(element: Element) -> str:
    return (element.text or "").translate(_PRIVATE)


def _symbol(element: Element) -> str:
    code = value_of(element, "char")
    try:
        return glyph_of(int(code, 16))
    except ValueError:
        return ""


def glyph_of(code: int) -> str:
    """The box or tick that a code of a symbol font shows, "" for any other."""
    return _SYMBOLS.get(code & 0xFF, "")


def _legacy_box(element: Element) -> str:
    """A check box of the old form fields, drawn where its field begins."""
    box = child(element, "ffData", "checkBox")
    if box is None:
        return _chosen_entry(child(element, "ffData", "ddList"))
    checked = child(box, "checked")
    state = child(box, "default") if checked is None else checked
    return TICKED if is_on(state) else UNTICKED


def _chosen_entry(choices: Element | None) -> str:
    """The entry of an old drop-down that was chosen (17.16.9); what nobody chose says nothing."""
    chosen = value_of(None if choices is None else child(choices, "result"))
    entries = [one for one in (() if choices is None else choices) if local(one) == "listEntry"]
    if not chosen.isdecimal() or len(chosen) > 4 or int(chosen) >= len(entries):
        return ""
    return value_of(entries[int(chosen)])


def _code(element: Element) -> str:
    return CODE + (element.text or "")


def _simple_field(element: Element) -> str:
    """A field whose code is an attribute; what it shows otherwise stands in its runs."""
    return shown_by(value_of(element, "instr")) or "".join(text for text, _ in pieces(element))


_GLYPHS = {
    "t": _text,
    "instrText": _code,
    "fldSimple": _simple_field,
    "tab": lambda _: "\t",
    "ptab": lambda _: "\t",
    "br": lambda _: "\n",
    "cr": lambda _: "\n",
    "noBreakHyphen": lambda _: "-",
    "sym": _symbol,
    "fldChar": _legacy_box,
}

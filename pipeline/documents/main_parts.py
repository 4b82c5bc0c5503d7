"""Which members of a Word file are its main parts: the usual names are Word's habit, no law.

Word on the web numbers them (``word/document2.xml``). A part is what its relationship says
(ECMA-376 part 1, 11.3), so here each goes by the name that Word gives it on a disk.
"""

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO

from docx.opc.constants import RELATIONSHIP_TYPE as RT

from pipeline.documents.template_parts import parsed

BODY = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
FOOTNOTES = "word/footnotes.xml"
COMMENTS = "word/comments.xml"
SETTINGS = "word/settings.xml"
STYLES = "word/styles.xml"

_OF_THE_PACKAGE = "_rels/.rels"
_BESIDE_THE_BODY = {
    RT.FOOTNOTES: FOOTNOTES,
    RT.COMMENTS: COMMENTS,
    RT.SETTINGS: SETTINGS,
    RT.STYLES: STYLES,
}


def members_of(data: bytes) -> dict[str, bytes]:
    """Every member of a package by its own name."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def parts_of(data: bytes) -> dict[str, bytes]:
    """Every member, the main parts by their usual names.

    Raises what zipfile and lxml raise for a damaged file.
    """
    members = members_of(data)
    own = main_names(members)
    others = {name: raw for name, raw in members.items() if name not in own.values()}
    return others | {usual: members[name] for usual, name in own.items()}


def main_names(members: Mapping[str, bytes]) -> dict[str, str]:
    """The usual name of each main part to the one that it has in this package."""
    body = next((to for kind, to in _related(members, "") if kind == RT.OFFICE_DOCUMENT), BODY)
    found = {BODY: body, RELATIONS: _relations_of(body)}
    for kind, name in _related(members, body):
        if kind in _BESIDE_THE_BODY:
            found[_BESIDE_THE_BODY[kind]] = name
    return {usual: name for usual, name in found.items() if name in members}


def _related(members: Mapping[str, bytes], part: str) -> Iterator[tuple[str, str]]:
    """The kind and the member of each relationship of a part, of the package itself for ""."""
    relations = members.get(_relations_of(part))
    if relations is None:
        return
    for one in parsed(relations):
        target = posixpath.join("/", posixpath.dirname(part), one.get("Target") or "")
        yield one.get("Type") or "", posixpath.normpath(target).lstrip("/")


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels") if part else _OF_THE_PACKAGE

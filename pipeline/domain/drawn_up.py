"""Entries about documents: what was drawn up, and from which version of a template."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DrawnUp:
    """A document was drawn up; its bytes are filed beside this entry.

    `application` is "" for a paper about a whole term; `printed` is the file that says what was
    printed into the template, "" in older entries. `reasons` are those of the warnings that make
    it a draft; the others only tell staff something. Empty in older entries.
    """

    application: str
    kind: str
    number: str
    file: str
    sha256: str
    template_sha256: str
    edition: str
    draft: bool
    warnings: tuple[str, ...]
    printed: str = ""
    version: int = 1
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TemplateAdopted:
    """A version of a Word template was used for the first time; `own` is the office's own."""

    kind: str
    sha256: str
    file: str
    own: bool
    edition: str

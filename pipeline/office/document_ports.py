"""What drawing up needs of the outside: a place for documents, templates, a printer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


class Documents(Protocol):
    """Where drawn-up documents lie for people to open."""

    def put(self, name: str, data: bytes) -> str:
        """Lay a file there, replacing one of the same name; answers its path."""
        ...

    def read(self, name: str) -> bytes | None:
        """What lies there under this name, None when nothing does."""
        ...

    def remove(self, name: str) -> None:
        """Take a file away; nothing when there is none."""
        ...

    def bundle(self, name: str, names: Sequence[str]) -> str:
        """Put files that lie there into one zip beside them; answers its path."""
        ...


class Templates(Protocol):
    """Word templates by file name: the office's own, and those that come with the product."""

    def own(self, name: str) -> bytes | None: ...

    def shipped(self, name: str) -> bytes: ...

    def place(self, name: str) -> str:
        """Where the office's own version lies or would lie, for people."""
        ...

    def names(self, folder: str) -> tuple[str, ...]:
        """What lies in a folder beside the office's own versions, in the order of the names."""
        ...


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF, and which fonts stood in for those the document asks for: Chinese sentences."""

    data: bytes
    pages: int
    substitutes: tuple[str, ...] = ()


class Printer(Protocol):
    """Makes PDF of documents, archival (PDF/A-2b) or plain; raises `OfficeError` when it cannot.

    So many threads as `at_once` may print at the same time.
    """

    at_once: int

    def print(self, data: bytes, suffix: str, source: str) -> Printed:
        """`source` is the sha256 of the document, which the PDF keeps."""
        ...

    def unprintable(self, data: bytes) -> tuple[str, ...]:
        """Which characters of a document no font on this machine has: Chinese sentences."""
        ...

    def is_print_of(self, pdf: bytes, source: str) -> bool:
        """Whether this PDF was printed, this way, from the document with that sha256."""
        ...

    def copies(self, pdf: bytes, number: int) -> bytes:
        """The pages so many times, each copy beginning on a sheet of its own."""
        ...

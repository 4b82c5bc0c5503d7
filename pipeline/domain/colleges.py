"""The college directory: which college a name means, and who may submit for it."""

import difflib
from dataclasses import dataclass

from pipeline.domain.registers import College
from pipeline.domain.written import in_one_piece


@dataclass(frozen=True, slots=True)
class CollegeDirectory:
    """All colleges of the register; empty while none has been imported."""

    colleges: tuple[College, ...] = ()

    def named(self, written: str) -> College | None:
        """The college that a name, alias or code means; None when it is none, or there is no list."""
        word = _comparable(written)
        return next((one for one in self.colleges if word and word in _names(one)), None)

    def submitting(self, address: str) -> College | None:
        """The college for which mail from this address may submit; None when it is not listed."""
        wanted = address.strip().casefold()
        return next((one for one in self.colleges if wanted in one.addresses), None)

    def similar(self, written: str) -> str:
        """A hint for a name that is no college's, "" when nothing is near."""
        near = difflib.get_close_matches(written, [one.name for one in self.colleges], n=1)
        return f"是不是“{near[0]}”？" if near else ""


NO_COLLEGES = CollegeDirectory()


def _names(college: College) -> set[str]:
    words = (college.name, college.code, *college.aliases)
    return {_comparable(word) for word in words if word}


def _comparable(text: str) -> str:
    return in_one_piece(text).casefold()

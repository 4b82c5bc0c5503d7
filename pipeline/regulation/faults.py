"""What is wrong with an edition's files, told with file, line and the way out."""

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.errors import RegulationError


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One mistake in an edition; `line` counts from 1, 0 means the file as a whole."""

    file: str
    line: int
    says: str

    def __str__(self) -> str:
        place = f"{self.file} 第{self.line}行" if self.line else self.file
        return f"{place}：{self.says}"


class FaultyEditionError(RegulationError):
    """An edition with mistakes: all of them are in `faults`, sorted by file and line."""

    def __init__(self, edition: str, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        told = "\n".join(f"  {fault}" for fault in self.faults)
        super().__init__(
            f"条例版本“{edition}”有{len(self.faults)}处错误：\n{told}\n",
            "请逐处改正，再用 deyu rules check 检查。",
        )

"""Register files: a table in, lines of a register out, with every mistake at once. Pure."""

from pipeline.registers.checks import Mistake
from pipeline.registers.columns import columns_of
from pipeline.registers.comparing import Changes, compare
from pipeline.registers.lines import RegisterReading, read_register

__all__ = ["Changes", "Mistake", "RegisterReading", "columns_of", "compare", "read_register"]

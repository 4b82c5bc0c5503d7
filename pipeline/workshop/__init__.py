"""Child processes: the one that reads mailed-in files within limits, and LibreOffice."""

from pipeline.workshop.isolated_reader import IsolatedReader

__all__ = ["IsolatedReader"]

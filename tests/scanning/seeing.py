"""What looks at pictures, gathered here so that it is imported only where the extra is installed."""

from pipeline.scanning.layout import blocks_of_page
from pipeline.scanning.pages import LONG_SIDE, MAX_PAGES, pages_of
from pipeline.scanning.papers import read_scan
from pipeline.scanning.recognition import Written
from pipeline.scanning.ruling import Box, tables_of
from pipeline.scanning.straightening import straightened

__all__ = [
    "LONG_SIDE",
    "MAX_PAGES",
    "Box",
    "Written",
    "blocks_of_page",
    "pages_of",
    "read_scan",
    "straightened",
    "tables_of",
]

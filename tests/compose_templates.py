"""Compose the Word templates that come with the product: ``python tests/compose_templates.py``.

The same sources give the same bytes. Staff edit the templates in Word; this is how they began.
"""

import sys
from pathlib import Path

from composing import agreement

COMPOSED = {"agreement.docx": agreement.compose}
TEMPLATES = Path(__file__).parent.parent / "templates"


def compose_into(folder: Path) -> None:
    for name, compose in COMPOSED.items():
        (folder / name).write_bytes(compose())


if __name__ == "__main__":
    compose_into(Path(sys.argv[1]) if len(sys.argv) > 1 else TEMPLATES)

"""Compose the Word templates that come with the product: ``python tests/compose_templates.py``.

The same sources give the same bytes. Staff edit the templates in Word; this is how they began.
"""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from composing import agreement, forms, grids, papers

COMPOSED: dict[str, Callable[[], bytes]] = {
    "agreement.docx": agreement.compose,
    "application_form.docx": partial(grids.compose, forms.APPLICATION),
    "replacement_request.docx": partial(grids.compose, forms.REPLACEMENT),
    "case_report.docx": partial(grids.compose, forms.CASE),
    "leaving_survey.docx": partial(grids.compose, forms.LEAVING),
    "registration_form.docx": partial(grids.compose, forms.REGISTRATION),
    "term_plan.docx": partial(grids.compose, forms.TERM_PLAN),
    "assessment.docx": papers.compose_assessment,
    "notice_letter.docx": papers.compose_letter,
    "due_list.docx": papers.compose_due_list,
    "cover_sheet.docx": papers.compose_cover_sheet,
}
TEMPLATES = Path(__file__).parent.parent / "templates"


def compose_into(folder: Path) -> None:
    for name, compose in COMPOSED.items():
        (folder / name).write_bytes(compose())


if __name__ == "__main__":
    compose_into(Path(sys.argv[1]) if len(sys.argv) > 1 else TEMPLATES)

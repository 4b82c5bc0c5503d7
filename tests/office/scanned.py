"""Mails with pictures taken in, and what became of them."""

from office.offices import put, run

from pipeline.office.looking.showing import show
from pipeline.office.queries import ListQuery
from pipeline.reading.mail.letter import read_letter


def take(office, tmp_path, data: bytes, silent: bool = False):
    """The row of the newest submission, after this mail was handled."""
    box = tmp_path / f"box{len(list(tmp_path.iterdir()))}"
    run(office, put(box, data), silent)
    return office.ledger.submissions(ListQuery("", "", "", "", "", 1, ""))[0][0]


def letters(office, submission: str):
    return [
        (one.kind, read_letter(office.archive.read(one.object_id, one.file)))
        for one in office.ledger.notices(submission=submission)
    ]


def scan_of(office, submission: str, number: int = 0):
    return show(submission, office)["scans"][number]

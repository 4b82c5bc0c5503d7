"""Notices as people read them before they release them."""

from pipeline.errors import NotFoundError
from pipeline.office.house import Office
from pipeline.office.rows import NoticeRow
from pipeline.reading.letter import read_letter


def notice_text(id_: str, office: Office) -> tuple[NoticeRow, str]:
    """A notice and its text as it was filed; raises `NotFoundError`."""
    found = office.ledger.notices(id=id_)
    if not found:
        raise NotFoundError(f"没有编号为“{id_}”的通知。", "请用 deyu outbox list 查看编号。")
    (notice,) = found
    return notice, read_letter(office.archive.read(notice.object_id, notice.file)).text

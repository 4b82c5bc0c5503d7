"""Whether the mailbox adds up: what lies in a folder = stored + known not to come."""

import datetime as dt
from collections.abc import Iterator

from pipeline.domain.folders import FolderState
from pipeline.office.house import Office

SHOWN = 10


def adds_up(folders: tuple[FolderState, ...]) -> bool:
    """Whether the last count of every folder found no mail that is nowhere."""
    return not any(one.unaccounted for one in folders)


def folder_alarms(office: Office) -> Iterator[str]:
    """What a person must know of the folders, each with the way out."""
    for one in office.ledger.folders.states():
        if one.trouble:
            yield f"{one.source} 自 {_moment(one.trouble_since, office)} 起{one.trouble}"
        if one.unaccounted:
            yield (
                f"{one.source} 里有 {one.messages} 封邮件，其中 {one.unaccounted} 封没有收下，"
                "请运行 deyu run --once；仍然如此，请告诉维护程序的人。"
            )
        if one.undelivered:
            shown = "、".join(str(uid) for uid in one.undelivered[:SHOWN])
            more = " 等" if len(one.undelivered) > SHOWN else ""
            yield (
                f"{one.source} 里有 {len(one.undelivered)} 封邮件，服务器给不出内容"
                f"（UID {shown}{more}，自 {_moment(one.since, office)} 起），会一再重试；"
                "请在邮箱网页版里查看：打得开的转发给本邮箱，打不开的移出这个文件夹。"
            )
    if office.room() <= 0:
        yield "磁盘快满了，已暂停收信；请腾出空间，有了空间会自动接着收。"


def _moment(moment: dt.datetime | None, office: Office) -> str:
    return f"{moment.astimezone(office.house.timezone):%Y-%m-%d %H:%M}" if moment else ""

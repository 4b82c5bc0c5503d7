"""The kinds of value that ``office.toml`` may hold, each with what it refuses and the way out.

A validation runs with the context `Place`: relative paths lie in the office home, a date
without a time begins at midnight in the office's time zone.
"""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeVar, cast
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, Strict, ValidationInfo
from pydantic_core import PydanticCustomError

from pipeline.domain.plans import NoticeKind


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when the settings hold."""

    home: Path
    zone: ZoneInfo


REFUSED = "refused"


def refused(wrong: str, way_out: str) -> PydanticCustomError:
    """The error of a value that is refused for a reason of the office's own."""
    return PydanticCustomError(REFUSED, "{wrong} {way_out}", {"wrong": wrong, "way_out": way_out})


def _one_line(text: str) -> str:
    stripped = text.strip()
    if not stripped:
        raise refused("不能是空的", "请填写内容；不需要这一项时，请整行删去。")
    if not stripped.isprintable():
        raise refused("含有换行或控制字符", "请写成一行普通文字。")
    return stripped


def _host(text: str) -> str:
    host = _one_line(text)
    if "/" in host or any(character.isspace() for character in host):
        raise refused(
            "不是主机名",
            "请只写主机名或 IP 地址，例如 imap.example.edu.cn，不带 imap:// 之类的前缀。",
        )
    return host


def _address(text: str) -> str:
    address = _one_line(text)
    name, at, domain = address.partition("@")
    blank = any(character.isspace() or character in "<>,;" for character in address)
    if blank or not (name and at and domain) or "@" in domain:
        raise refused("不是电子邮件地址", "请只写地址本身，例如 yangongbu@bit.edu.cn。")
    return address


_T = TypeVar("_T")


def _not_empty(values: tuple[_T, ...]) -> tuple[_T, ...]:
    if not values:
        raise refused("至少要有一项", "请填写；要用默认值时，请整行删去。")
    return values


def _place(info: ValidationInfo) -> Place:
    return cast(Place, info.context)


def _file_path(value: object, info: ValidationInfo) -> Path:
    if not isinstance(value, str):
        raise refused("不是文件名", '请写成引号里的文字，例如 "ca.pem"。')
    return _place(info).home / Path(_one_line(value)).expanduser()


def _moment(value: object, info: ValidationInfo) -> dt.datetime:
    """A moment of a date, a date-time with offset, or either written as text."""
    if isinstance(value, str):
        value = _written_moment(value)
    if isinstance(value, dt.datetime):
        if value.tzinfo is None:
            raise refused(
                "有时刻却没有时区",
                "请写上时区，例如 2026-09-01T08:00:00+08:00；也可以只写日期 2026-09-01。",
            )
        return value
    if isinstance(value, dt.date):
        return dt.datetime.combine(value, dt.time(), tzinfo=_place(info).zone)
    raise refused("不是日期", "请写日期 2026-09-01，或带时区的时刻 2026-09-01T08:00:00+08:00。")


def _written_moment(text: str) -> dt.date | None:
    for kind in (dt.date, dt.datetime):
        try:
            return kind.fromisoformat(text.strip())
        except ValueError:
            continue
    return None


def _automatic(values: tuple[NoticeKind, ...]) -> tuple[NoticeKind, ...]:
    """Only what promises nothing: requests and decisions are released by people."""
    if any(kind is not NoticeKind.RECEIPT for kind in values):
        raise refused(
            "只有受理回执（receipt）可以自动发出",
            '请写 ["receipt"]；都要由人核准时写 []。补正通知和审查结果一律由人核准后发出。',
        )
    return values


OneLine = Annotated[str, AfterValidator(_one_line)]
Host = Annotated[str, AfterValidator(_host)]
Port = Annotated[int, Strict(), Field(ge=1, le=65535)]
Seconds = Annotated[int, Strict(), Field(ge=5, le=3600)]
Count = Annotated[int, Strict(), Field(ge=1, le=10_000)]
Automatic = Annotated[tuple[NoticeKind, ...], AfterValidator(_automatic)]
Flag = Annotated[bool, Strict()]
FilePath = Annotated[Path, BeforeValidator(_file_path)]
Folders = Annotated[tuple[OneLine, ...], AfterValidator(_not_empty)]
Addresses = Annotated[
    tuple[Annotated[str, AfterValidator(_address)], ...], AfterValidator(_not_empty)
]
Moment = Annotated[dt.datetime, BeforeValidator(_moment)]

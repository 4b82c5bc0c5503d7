"""Which edition judges: those that come with the product and those of the office's own home."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from pipeline.errors import RegulationError
from pipeline.regulation.edition import (
    Edition,
    edition_from,
    load_edition,
    read_edition,
    shipped_editions,
)
from pipeline.regulation.faults import Fault, FaultyEditionError
from pipeline.regulation.lint import check


@dataclass(frozen=True, slots=True)
class Editions:
    """`base` is the edition the office's settings name; `own` are those in its home.

    An edition that says from when it is in force judges what is submitted from that day on;
    one that does not, such as a draft, judges only because the settings name it.
    """

    base: Edition
    own: tuple[Edition, ...] = ()
    gone: tuple[Edition, ...] = ()
    """Those in force that are no longer in the home: as the archive keeps them, they judge on."""
    faults: tuple[Fault, ...] = ()
    """What is wrong with editions in the home; in their place stands the last good wording."""

    def on(self, day: dt.date) -> Edition:
        """The edition in force on the day of a submission."""
        begun = [
            one for one in (*self.gone, *self.own) if one.in_force_from and one.in_force_from <= day
        ]
        newest = max(
            begun,
            key=lambda one: (one.in_force_from or day, one in self.own, one.id),
            default=None,
        )
        return newest or self.base

    @property
    def warning(self) -> str:
        """What people are told of the faults, "" when there are none."""
        if not self.faults:
            return ""
        told = "\n".join(f"  {fault}" for fault in self.faults)
        return (
            f"工作目录的条例版本有 {len(self.faults)} 处错误，仍按原来的版本判断：\n{told}\n"
            "请逐处改正，再用 deyu rules check 检查。"
        )

    @property
    def all(self) -> tuple[Edition, ...]:
        """Those that may judge: the settings' own, and those with a day from which they do."""
        dated = (
            one for one in (*self.own, *self.gone) if one.in_force_from and one.id != self.base.id
        )
        return (self.base, *dated)

    def of_wording(self, sha256: str) -> Edition | None:
        """The edition of exactly this wording, None where it is not at hand."""
        at_hand = (self.base, *self.own, *self.gone)
        return next((one for one in at_hand if one.sha256 == sha256), None)

    def named(self, name: str) -> Edition:
        """Any edition at hand; raises `RegulationError` when there is none of this name."""
        at_hand = {one.id: one for one in (*self.gone, *self.own, self.base)}
        if name in at_hand:
            return at_hand[name]
        if name in shipped_editions():
            return load_edition(name)
        known = "、".join(dict.fromkeys([*shipped_editions(), *at_hand]))
        raise RegulationError(
            f"没有名为“{name}”的条例版本。",
            f"可用的版本：{known}；正在编写的，请写它的文件夹。",
        )


Kept = Callable[[str], Mapping[str, bytes] | None]
"""The files of an edition as the archive last kept them, None where it never judged."""


def editions_at(
    folder: Traversable,
    name: str,
    kept: Kept = lambda _: None,
    in_force: Sequence[str] = (),
) -> Editions:
    """The editions of an office's folder beside those shipped; `name` is the settings' own.

    For one that is broken stands what was kept of it, and one that never judged does not begin
    to. Of those kept `in_force` that the folder no longer has, what was kept stands as well. Raises `FaultyEditionError` with all faults when the settings' own is such a one.
    """
    own: list[Edition] = []
    faults: list[Fault] = []
    for one, edition, wrong in own_editions(folder):
        faults += [Fault(f"{one.name}/{fault.file}", fault.line, fault.says) for fault in wrong]
        if wrong:
            content = kept(one.name)
            edition = edition_from(content, one.name) if content else None
        own += [edition] if edition else []
    gone = gone_editions(folder, kept, in_force)
    faults += [gone_fault(one) for one in gone]
    base = next((one for one in (*own, *gone) if one.id == name), None)
    shipped = name in shipped_editions()
    if base is None and not shipped and any(fault.file.startswith(f"{name}/") for fault in faults):
        raise FaultyEditionError("、".join(sorted({f.file.split("/")[0] for f in faults})), faults)
    if base is None and not shipped:
        known = "、".join([*shipped_editions(), *(one.id for one in own)])
        raise RegulationError(
            f"没有名为“{name}”的条例版本。",
            f"可用的版本：{known}；请改正设置 [regulation] edition。",
        )
    return Editions(base or load_edition(name), tuple(own), gone, tuple(sorted(faults)))


def gone_editions(folder: Traversable, kept: Kept, in_force: Sequence[str]) -> tuple[Edition, ...]:
    """Those in force that the folder no longer has, as they were kept."""
    present = {one.name for one in folder.iterdir() if one.is_dir()} if folder.is_dir() else set()
    contents = ((one, kept(one)) for one in in_force if one not in {*present, *shipped_editions()})
    return tuple(edition_from(content, one) for one, content in contents if content)


def gone_fault(edition: Edition) -> Fault:
    """That an edition in force has gone from the home, and the way out."""
    return Fault(
        f"{edition.id}/edition.yaml",
        0,
        f"本版自 {edition.in_force_from} 起施行，文件夹却不在工作目录的 editions 里了。"
        "请把文件夹放回原处；确实不再施行的，放回后删去 in_force_from 和 decided_by。",
    )


def own_editions(
    folder: Traversable,
) -> Iterator[tuple[Traversable, Edition | None, tuple[Fault, ...]]]:
    """Each edition of an office's folder by name: None when it cannot be read, and its faults."""
    if not folder.is_dir():
        return
    for one in sorted(folder.iterdir(), key=lambda one: one.name):
        if one.is_dir():
            yield (one, *_read(one))


def _read(folder: Traversable) -> tuple[Edition | None, tuple[Fault, ...]]:
    try:
        edition = read_edition(folder)
    except FaultyEditionError as error:
        return None, error.faults
    faults = list(check(edition))
    if edition.id != folder.name:
        faults.append(Fault("edition.yaml", 0, f"id“{edition.id}”与文件夹名不同，请改成一样。"))
    if edition.id in shipped_editions():
        faults.append(Fault("edition.yaml", 0, "随软件附带的版本不能改写，请另起 id 和文件夹名。"))
    return edition, tuple(faults)

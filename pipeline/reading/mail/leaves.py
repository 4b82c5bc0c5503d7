"""Leaf files: whatever was attached, unpacked until it holds no other files.

Containers are archives, winmail.dat and forwarded mails, in each other and under any name.
One that is not opened is itself a leaf with its problem.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.domain.identity import sha256_of
from pipeline.domain.letters import FileType, LeafFile, Problem, ProblemCode
from pipeline.reading.containers import archives, zips
from pipeline.reading.containers.zips import Member
from pipeline.reading.files.file_problems import BODY, MAIL_TOO_DEEP, TOO_MANY_FILES, problem
from pipeline.reading.files.sniff import Sniffed, sniff
from pipeline.reading.files.sniff_ole import OLE_MAGIC
from pipeline.reading.mail import outlook, tnef
from pipeline.reading.mail.contents import Attachment, contents_of
from pipeline.reading.message.headers import first, text_of
from pipeline.reading.message.mime import Part, parse
from pipeline.reading.message.names import FORWARDED, invented_name, safe_name

MAX_CONTAINERS_DEEP = 6
MAX_LEAVES = 1000
MAX_BYTES = 256 << 20

_CONTAINERS = frozenset(
    {FileType.ZIP, FileType.RAR, FileType.SEVEN_ZIP, FileType.TNEF, FileType.EML}
)
_CONTAINER_NAMES = {FileType.EML: FORWARDED, FileType.TNEF: "winmail.dat"}


@dataclass(slots=True)
class Unpacking:
    """One mail or file being unpacked; its limits hold over everything found in it."""

    files: list[LeafFile] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    page: str = ""
    room: int = MAX_BYTES
    nameless: int = 0
    opens_archives: bool = True

    def take_mail(self, mail: Part, steps: tuple[str, ...]) -> None:
        """The text and the attachments of a mail; `steps` lead to it, () for the mail itself."""
        contents = contents_of(mail)
        if not steps:
            self.page = contents.page
        else:
            subject = text_of(first(mail.headers, "subject"))
            self.texts.append(f"---- 转发的邮件：{subject} ----")
        text = contents.text or self._text_in_winmail(contents.attachments)
        if text:
            self.texts.append(text)
        source = "/".join((*steps, BODY))
        if contents.links_to_a_file:
            self._note(problem(ProblemCode.LINK_INSTEAD_OF_FILE, source, ""))
        if contents.cut:
            self._note(Problem(ProblemCode.TOO_DEEP, source, MAIL_TOO_DEEP))
        for attachment in contents.attachments:
            self.take_file(attachment.name, attachment.data, steps, is_mail=attachment.is_mail)

    def _text_in_winmail(self, attachments: Sequence[Attachment]) -> str:
        """That of a mail whose only text Outlook wrapped together with its files."""
        if not self.opens_archives:
            return ""
        wrapped = (one.data for one in attachments if sniff(one.data).type is FileType.TNEF)
        return next(filter(None, map(tnef.text_of, wrapped)), "")

    def take_file(
        self, written: str, data: bytes, steps: tuple[str, ...], *, is_mail: bool = False
    ) -> None:
        """One file as it was attached or packed; opened when it is a container."""
        if len(self.files) >= MAX_LEAVES:
            self._note(Problem(ProblemCode.TOO_LARGE, "/".join((*steps, BODY)), TOO_MANY_FILES))
            return
        seen = Sniffed(FileType.EML) if is_mail and data.strip() else sniff(data)
        name = safe_name(written) or self._invented(seen.type, data, is_mail)
        path = (*steps, name)
        if seen.problem or not (seen.type in _CONTAINERS or archives.opener_of(data)):
            self._leaf(path, data, seen.type, seen.problem)
        elif len(steps) >= MAX_CONTAINERS_DEEP:
            self._leaf(path, data, seen.type, ProblemCode.TOO_DEEP)
        elif data.startswith(OLE_MAGIC):
            self._take_outlook(path, data)
        elif seen.type is FileType.EML:
            self.take_mail(parse(data), path)
        else:
            self._open(path, data, seen.type)

    def _take_outlook(self, path: tuple[str, ...], data: bytes) -> None:
        """A mail as Outlook saves it; it may hold more of them."""
        message: outlook.Message | ProblemCode = ProblemCode.UNREADABLE
        if self.opens_archives:
            message = outlook.read_message(data, MAX_CONTAINERS_DEEP - len(path))
        if isinstance(message, ProblemCode):
            self._leaf(path, data, FileType.EML, message)
        else:
            self._take_message(path, message)

    def _take_message(self, path: tuple[str, ...], message: outlook.Message) -> None:
        self.texts.append(f"---- 转发的邮件：{message.subject} ----")
        if message.text:
            self.texts.append(message.text)
        for one in message.enclosed:
            if one.message is None:
                self.take_file(one.name, one.data, path)
            else:
                self._take_message((*path, safe_name(one.name) or FORWARDED), one.message)

    def _open(self, path: tuple[str, ...], data: bytes, kind: FileType) -> None:
        members = self._members(data, kind) if self.opens_archives else ProblemCode.UNREADABLE
        if isinstance(members, ProblemCode):
            self._leaf(path, data, kind, members)
            return
        self.room -= sum(len(member.data) for member in members)
        for member in members:
            self._take_member(member, path)

    def _members(self, data: bytes, kind: FileType) -> tuple[Member, ...] | ProblemCode:
        if kind is FileType.TNEF:
            return tnef.members_of(data)
        if kind is FileType.ZIP:
            return zips.members_of(data, self.room)
        return archives.members_of(data, self.room)

    def _take_member(self, member: Member, steps: tuple[str, ...]) -> None:
        if member.problem is None:
            self.take_file(member.name, member.data, steps)
            return
        name = safe_name(member.name) or self._invented(FileType.OTHER, b"", False)
        self._leaf((*steps, name), member.data, FileType.OTHER, member.problem)

    def _leaf(
        self, path: tuple[str, ...], data: bytes, kind: FileType, code: ProblemCode | None
    ) -> None:
        trouble = problem(code, "/".join(path), path[-1]) if code else None
        self.files.append(LeafFile(path[-1], path, kind, data, sha256_of(data), trouble))

    def _invented(self, kind: FileType, data: bytes, is_mail: bool) -> str:
        if is_mail:
            return FORWARDED
        if kind in _CONTAINER_NAMES:
            return _CONTAINER_NAMES[kind]
        self.nameless += 1
        return invented_name(self.nameless, kind, data)

    def _note(self, one: Problem) -> None:
        if one not in self.problems:
            self.problems.append(one)

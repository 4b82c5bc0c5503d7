"""Understanding one mail or one file: read, then judged. Touches no archive."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from pipeline.domain.extracts import NO_EXTRACT, Extract
from pipeline.domain.findings import Judgement
from pipeline.domain.letters import (
    FileType,
    LeafFile,
    Letter,
    Problem,
    ProblemCode,
    SenderTrust,
)
from pipeline.domain.papers import FileReading, Paper, PaperKind
from pipeline.domain.scans import NOBODY, Scan
from pipeline.judging import judge
from pipeline.office.ports import Reader
from pipeline.reading.files.sniff import is_mail
from pipeline.reading.mail.letter import date_header, topmost_received, trust_of
from pipeline.reading.paper_kinds.scan_words import supposed_of
from pipeline.regulation.edition import Edition

ExtractOf = Callable[[str], Extract]
"""What the registers hold about the person with a student number, "" for nobody in particular."""

BODY = "正文"
"""The source of a paper that is the mail's own text."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A leaf file, the kind of its first paper (None when it holds none) and its problem.

    `scan` says what it is supposed to be where it is the picture of something.
    """

    leaf: LeafFile
    kind: PaperKind | None
    problem: Problem | None
    scan: Scan | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood of one mail, or of one bare file (then `letter` is None)."""

    letter: Letter | None
    files: tuple[ReadFile, ...]
    papers: tuple[Paper, ...]
    problems: tuple[Problem, ...]
    trust: SenderTrust = SenderTrust.UNKNOWN

    @property
    def electronic(self) -> tuple[Paper, ...]:
        """The papers that were not recognised from a picture."""
        return tuple(one for one in self.papers if not one.scanned)

    @property
    def forms(self) -> tuple[Paper, ...]:
        """The application forms that may be judged, in the order they were found."""
        return tuple(one for one in self.electronic if one.kind is PaperKind.APPLICATION_FORM)

    @property
    def scans(self) -> tuple[Scan, ...]:
        return tuple(file.scan for file in self.files if file.scan is not None)


def understand_mail(
    data: bytes,
    reader: Reader,
    own_addresses: tuple[str, ...],
    gateways: tuple[str, ...] = (),
) -> Understood:
    """Read a mail and all it holds; `gateways` are those whose word about a sender counts."""
    letter = reader.take_apart_mail(data, own_addresses)
    body = FileReading((), None) if letter.automatic else reader.read_body(letter)
    problems = (*letter.problems, *((body.problem,) if body.problem else ()))
    understood = _understood(letter, letter.files, problems, body.papers, reader)
    return replace(understood, trust=trust_of(data, gateways))


def understand_file(name: str, data: bytes, reader: Reader) -> Understood:
    leaves, problems = reader.take_apart_file(name, data)
    return _understood(None, leaves, problems, (), reader)


def understand_anything(
    name: str, data: bytes, reader: Reader, own_addresses: tuple[str, ...]
) -> Understood:
    """A mail, by its name or its content; else a bare file."""
    if name.lower().endswith(".eml") or is_mail(data):
        return understand_mail(data, reader, own_addresses)
    return understand_file(name, data, reader)


def received_on(data: bytes, zone: dt.tzinfo) -> dt.date | None:
    """The day on which a mail outside the archive was received, as its header tells it."""
    moment = topmost_received(data) or date_header(data)
    return moment.astimezone(zone).date() if moment else None


def _understood(
    letter: Letter | None,
    leaves: tuple[LeafFile, ...],
    problems: tuple[Problem, ...],
    body: tuple[Paper, ...],
    reader: Reader,
) -> Understood:
    files: list[ReadFile] = []
    papers: list[Paper] = []
    for leaf in leaves:
        reading = reader.read(leaf) if readable(leaf) else FileReading((), leaf.problem)
        problem = reading.problem or leaf.problem
        kind = reading.papers[0].kind if reading.papers else None
        files.append(ReadFile(leaf, kind, problem))
        papers.extend(replace(paper, source=leaf.source) for paper in reading.papers)
    told = [*problems, *(file.problem for file in files if file.problem)]
    everything = (*papers, *body)
    with_scans = tuple(replace(file, scan=_scan(file, letter, everything)) for file in files)
    return Understood(letter, with_scans, everything, tuple(dict.fromkeys(told)))


def _scan(file: ReadFile, letter: Letter | None, papers: tuple[Paper, ...]) -> Scan | None:
    """What a picture is supposed to be: by the text recognised in it, else by names and words."""
    leaf, problem = file.leaf, file.problem
    seen = next((one for one in papers if one.scanned and one.source == leaf.source), None)
    unread = problem is not None and problem.code is ProblemCode.NO_TEXT
    if seen is None and not unread and leaf.type is not FileType.IMAGE:
        return None
    if seen is not None and seen.kind is not PaperKind.UNRECOGNISED:
        because = f"识别出的文字：{seen.because}"
        return Scan(leaf.source, seen.kind, because, person=seen.person)
    came = [one.kind for one in papers if not one.scanned]
    subject, text = (letter.subject, letter.text) if letter else ("", "")
    told = supposed_of(leaf.path, subject, text, came)
    person = seen.person if seen else NOBODY
    return Scan(leaf.source, told.kind, told.because, told.of_no_concern, person)


def readable(leaf: LeafFile) -> bool:
    """A file whose container could not be opened, or that is empty, is not read."""
    return bool(leaf.data) and (leaf.problem is None or leaf.problem.code in READ_ALL_THE_SAME)


READ_ALL_THE_SAME = frozenset({"macro", "wrong_type"})
"""Problems that are told but do not keep a file from being read."""


def judge_forms(
    understood: Understood,
    edition: Edition,
    judged_on: dt.date,
    extract_of: ExtractOf = lambda student_no: NO_EXTRACT,
) -> tuple[Judgement, ...]:
    """A judgement for each application form; `extract_of` tells what the registers hold."""
    sender = understood.letter.sender.address if understood.letter else ""
    troubled = {file.leaf.source for file in understood.files if file.problem}
    return tuple(
        judge(
            form,
            edition,
            judged_on,
            form.source in troubled,
            extract_of(form.person.student_no),
            sender,
        )
        for form in understood.forms
    )

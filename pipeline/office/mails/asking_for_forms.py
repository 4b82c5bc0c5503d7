"""The letter that follows when a person finds that a picture is an application form.

Clauses: 三.1.(1), 三.1.(2)②: the form comes as an electronic file. It is asked for once a mail,
by the answer to the mail itself or by this letter; a person releases it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipeline.domain.appointments import PaperItemKind
from pipeline.domain.entries import Entry, Handled
from pipeline.domain.papers import PaperKind
from pipeline.domain.plans import Notice, NoticeKind, NoticeState
from pipeline.domain.scans import Sorted
from pipeline.lifecycle.adjustments import FORM_CLAUSE
from pipeline.office.drawing.enclosing import blank_form
from pipeline.office.filed import letter_of, reading_of, thread_of
from pipeline.office.filing import entries_of
from pipeline.office.house import Office, mail_object
from pipeline.office.rows import NoticeRow, SubmissionRow
from pipeline.office.writing import NoticeDraft, letter_head, write_notice
from pipeline.planning import answer_address, ask_for_form


@dataclass(frozen=True, slots=True)
class Asked:
    """The notice that asks for the form, and its bytes by path; or by which notice it was asked
    before (`before`), or why nothing can be asked (`says`).
    """

    notices: tuple[Notice, ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()
    before: str = ""
    says: str = ""

    @property
    def awaited(self) -> bool:
        return not self.says


def ask(
    submission: SubmissionRow,
    identity: str,
    body: Sorted,
    scans: Sequence[dict[str, Any]],
    entry: str,
    office: Office,
) -> Asked | None:
    """What follows from an application form of which only a picture came, None for anything else;
    `scans` are all those of the mail, `entry` is the id of the act.
    """
    form = body.item is PaperItemKind.APPROVED_APPLICATION
    if not form or body.about or submission.applications:
        return None
    before = _asked_before(submission, identity, office)
    if before:
        return Asked(before=before)
    letter = letter_of(identity, office)
    to = answer_address(letter)
    if submission.silent or letter.automatic or not to:
        return Asked(says="这封邮件按设置不予答复，没有起草索要电子版的信，请您另行联系。")
    received_on = office.house.day_of(submission.received_at)
    number = office.ledger.numbers("N", office.today().year, [f"{entry}/notice"])[0]
    enclosed = blank_form(office)
    words = replace(
        letter_head(office, number, received_on, submission.subject),
        troubles=(ask_for_form([body.source], further_pages=_further(body, scans)).says,),
        enclosed=enclosed.named,
    )
    answers, references = thread_of(office, identity)
    draft = NoticeDraft(
        NoticeKind.COMPLETION,
        to,
        submission.id,
        "",
        identity,
        answers,
        references,
        enclosures=enclosed.files,
    )
    notice, data = write_notice(office, draft, words, office.ledger.clock(office.now())())
    return Asked((notice,), ((notice.file, data),))


def _further(body: Sorted, scans: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    """The pictures that still wait and of which nothing tells what they are."""
    return tuple(
        one["source"]
        for one in scans
        if one["to_be_sorted"] and one["supposed"] is None and one["source"] != body.source
    )


def _asked_before(submission: SubmissionRow, identity: str, office: Office) -> str:
    """The notice that asks for the form already, "" for none; what was called off by a correction
    asks for nothing.
    """
    standing = {one.id: one for one in office.ledger.notices(submission=submission.id)}
    for one in entries_of(office.archive, mail_object(identity)):
        for notice in _asking(one.entry, submission, office):
            if standing[notice.id].state is not NoticeState.CANCELLED:
                return notice.id
    return ""


def _asking(entry: Entry, submission: SubmissionRow, office: Office) -> tuple[Notice, ...]:
    body = entry.body
    if isinstance(body, Sorted):
        return body.notices
    if not isinstance(body, Handled):
        return ()
    reading = reading_of(submission.id, office) or {"attachments": ()}
    supposed = [one["scan"]["supposed"] for one in reading["attachments"] if one.get("scan")]
    in_a_case = any(asks.clause == FORM_CLAUSE for one in body.collected for asks in one.asks)
    if PaperKind.APPLICATION_FORM.value not in supposed and not in_a_case:
        return ()
    return tuple(one for one in body.notices if one.kind is NoticeKind.COMPLETION)


def letters_of(source: str, identity: str, office: Office) -> tuple[NoticeRow, ...]:
    """The letters that ask for the form because of this file, as far as they still may go."""
    made = [
        notice.id
        for one in entries_of(office.archive, mail_object(identity))
        if isinstance(one.entry.body, Sorted) and one.entry.body.source == source
        for notice in one.entry.body.notices
    ]
    rows = (one for one in office.ledger.notices() if one.id in made)
    return tuple(one for one in rows if one.state is not NoticeState.CANCELLED)


def is_a_form_alone(done: dict[str, Any] | None) -> bool:
    """Whether a scan was sorted as a form that nothing else in the office goes with."""
    form = PaperItemKind.APPROVED_APPLICATION.value
    return done is not None and done["item"] == form and not done["about"]


def says_of_letters(body: Sorted, asked: Asked | None, letters: tuple[NoticeRow, ...]) -> list[str]:
    """What became of the request for the electronic form, for who sorts."""
    told = [f"{one} 不再发出。" for one in body.withdrawn_notices]
    told += [
        f"{one.id} 要的是这份申请表的电子版，已在您手上或已发出，还没发的请不要发。"
        for one in letters
        if one.reached
    ]
    if asked is None:
        return told
    told += [f"已起草 {one.id}，请对方报电子版，附空白表，由您发出。" for one in asked.notices]
    told += [f"{asked.before} 已要过电子版，没有再写信。"] if asked.before else []
    told += [asked.says] if asked.says else []
    return [*told, "电子版已在别的信里的，请再登记一次，加上 --for A-编号，就不再索要。"]

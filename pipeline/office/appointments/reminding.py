"""Reminders to colleges: one letter a week with all that is open, each thing asked for once."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from pipeline.domain.adjustments import AdjustmentStanding
from pipeline.domain.obligations import Owed
from pipeline.domain.plans import Notice, NoticeKind, SubmissionState
from pipeline.domain.registers import RegisterKind
from pipeline.domain.reminders import AskedMatter, Reminded
from pipeline.lifecycle.reminders import (
    Matter,
    Reminder,
    matters_of_cases,
    matters_of_obligations,
    reminders_due,
)
from pipeline.notices.wording import ReminderLine, named
from pipeline.office.appointments.owing import owed
from pipeline.office.filing import file_entry
from pipeline.office.house import OFFICE_OBJECT, SOFTWARE, Office
from pipeline.office.lengths import lengths_of
from pipeline.office.registered import calendar_of, directory_of
from pipeline.office.writing import NoticeDraft, chinese_day, letter_head, write_notice


def remind(office: Office) -> int:
    """Write the letters of this week; answers how many. Nothing is sent: people release them."""
    with office.act():
        return sum(_write(one, office) for one in _due(office))


def _due(office: Office) -> tuple[Reminder, ...]:
    school = calendar_of(office)
    if not school.terms:
        return ()
    today = office.today()
    lives = office.ledger.lives
    cases = lives.adjustments()
    letters = _asked_by_letter(cases, office)
    matters = (
        *matters_of_cases(cases, school, today, office.house.timezone, letters, lengths_of(office)),
        *matters_of_obligations(_of_our_time(office), today),
    )
    return reminders_due(matters, lives.asked(), lives.reminded(), today)


def _of_our_time(office: Office) -> tuple[Owed, ...]:
    """What is owed, without what was due before the office knew who serves.

    Whoever a register of who serves brought handed such papers in, if at all, to people, not here.
    """
    versions = office.ledger.register_versions(RegisterKind.ASSISTANTS)
    known_since = min((office.house.day_of(one.imported_at) for one in versions), default=None)
    approved = {one.id for one in office.ledger.lives.appointments() if one.application}
    return tuple(
        one
        for one in owed(office)
        if one.appointment in approved
        or one.due_on is None
        or known_since is None
        or one.due_on >= known_since
    )


def _asked_by_letter(cases: Sequence[AdjustmentStanding], office: Office) -> dict[str, dt.datetime]:
    """When the newest letter was written that asks for what an open case lacks."""
    written = {}
    for case in cases:
        if case.state is not SubmissionState.TO_COMPLETE:
            continue
        mails = {one.submission for one in case.materials}
        asked = [
            one.created_at
            for mail in mails
            for one in office.ledger.notices(submission=mail)
            if one.kind is NoticeKind.COMPLETION
        ]
        if asked:
            written[case.id] = max(asked)
    return written


def _write(reminder: Reminder, office: Office) -> bool:
    """File the letter with what it asks for; False when the college has no address."""
    to = address_of(reminder.college, office)
    if not to:
        return False
    key = f"remind-{reminder.week}-{reminder.college}"
    number = office.ledger.numbers("N", office.today().year, [key])[0]
    at = office.ledger.clock(office.now())()
    notice, data = _letter(reminder, number, to, office, key)
    body = Reminded(
        college=reminder.college,
        week=reminder.week,
        matters=tuple(AskedMatter(one.key, one.stands) for one in reminder.asked),
        notices=(notice,),
    )
    about = tuple(dict.fromkeys(one.key.partition("/")[0] for one in reminder.asked))
    filed = file_entry(
        office.archive,
        OFFICE_OBJECT,
        f"remind-{number}",
        at,
        SOFTWARE,
        about,
        body,
        {notice.file: data},
    )
    office.crash("reminder_filed")
    office.ledger.record([filed], office.archive.read)
    return True


def address_of(college: str, office: Office) -> str:
    """The college's first address in the directory, else whoever sent its newest adjustment."""
    known = directory_of(office).named(college)
    if known is not None and known.addresses:
        return known.addresses[0]
    cases = office.ledger.lives.adjustments(colleges=[college])
    return next((one.sender for one in reversed(cases) if one.college == college), "")


def _letter(
    reminder: Reminder, number: str, to: str, office: Office, key: str
) -> tuple[Notice, bytes]:
    words = replace(
        letter_head(office, number, None, ""),
        college=reminder.college,
        asked=tuple(_line(one, office.today()) for one in reminder.asked),
        mentioned=tuple(_line(one, office.today()) for one in reminder.mentioned),
    )
    draft = NoticeDraft(NoticeKind.REMINDER, to, "", "", number, "", ())
    return write_notice(office, draft, words, office.ledger.clock(office.now())())


def _line(matter: Matter, today: dt.date) -> ReminderLine:
    return ReminderLine(
        who=named(matter.person),
        says=matter.ask.says,
        clause=matter.ask.clause,
        due=chinese_day(matter.due_on) if matter.due_on else "",
        overdue=matter.overdue,
        past=matter.due_on is not None and matter.due_on < today,
    )

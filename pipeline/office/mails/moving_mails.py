"""A person brings a mail back into the queue, or files one that nothing more follows from.

No letter follows from either. What a mail brought (applications, adjustments, scans) has acts
of its own, and is never put aside by these.
"""

from pipeline.domain.mail_moves import MailAct, MailMoved
from pipeline.domain.plans import STATE_LABELS, SubmissionState
from pipeline.errors import DecisionRefusedError
from pipeline.office.appointments.recording_checks import Telling
from pipeline.office.catching_up import catch_up
from pipeline.office.filed import reading_of
from pipeline.office.filing import file_entry
from pipeline.office.house import Office, mail_object, not_found
from pipeline.office.mails.scans import scans_json
from pipeline.office.orders import DecisionResult
from pipeline.office.rows import SubmissionRow

_S = SubmissionState
AFTER = {MailAct.FILE: _S.FILED, MailAct.REOPEN: _S.TO_SORT}


def holds(submission: SubmissionRow, office: Office) -> dict[str, str]:
    """The applications and adjustments of a mail that are decided on, each with whom it names."""
    applications = {one.id: one.person.name for one in submission.applications}
    cases = {
        one.id: f"{one.leaver.name}离岗"
        for one in office.ledger.lives.adjustments(submission=submission.id)
        if one.application not in applications
    }
    return applications | cases


def move_mail(id_: str, act: MailAct, telling: Telling, office: Office) -> DecisionResult:
    """File a mail or bring it back; told twice, it changes nothing.

    Raises `NotFoundError`, `DecisionRefusedError` where something else must be done first.
    """
    if office.ledger.submission(id_) is None:
        raise not_found(id_)
    identity = office.ledger.identity_of(id_)
    with office.act():
        catch_up(id_, mail_object(identity), office)
        row = _row(id_, office)
        stands = row.own_state is AFTER[act]
        if not stands:
            _require_allowed(row, act, identity, office)
        entry = (
            _last(id_, identity, office) if stands else _file(row, act, telling, identity, office)
        )
        return DecisionResult(id_, _row(id_, office).state, entry, (), (), unchanged=stands)


def _require_allowed(row: SubmissionRow, act: MailAct, identity: str, office: Office) -> None:
    held = "、".join(holds(row, office))
    waits = row.own_state is _S.TO_SORT or (row.own_state is _S.TO_COMPLETE and not held)
    back = row.own_state is _S.SET_ASIDE or (row.own_state is _S.FILED and not held)
    if not (waits if act is MailAct.FILE else back):
        raise DecisionRefusedError(
            f"{row.id} 现在是“{STATE_LABELS[row.state]}”，不能{_WORDS[act]}。",
            f"请对其中的 {held} 作决定。" if held else f"请用 deyu show {row.id} 查看。",
        )
    if act is MailAct.FILE:
        scans = scans_json(reading_of(row.id, office), identity, office)
        left = "、".join(f"“{one['source']}”" for one in scans if one["to_be_sorted"])
        if left:
            raise DecisionRefusedError(
                f"{row.id} 里还有没有分拣的图片或扫描件：{left}。",
                f"请先用 deyu record {row.id} sort 说明是什么（none 是不属于本办公室的）。",
            )


_WORDS = {MailAct.FILE: "直接归档", MailAct.REOPEN: "放回待分拣"}


def _file(row: SubmissionRow, act: MailAct, telling: Telling, identity: str, office: Office) -> str:
    times = sum(one.act == "move_mail" for one in office.ledger.history(row.id))
    filed = file_entry(
        office.archive,
        mail_object(identity),
        f"move-mail-{identity[:32]}-{times + 1}",
        office.ledger.clock(office.now())(),
        telling.by,
        (row.id,),
        MailMoved(row.id, AFTER[act], telling.reason, office.system_user, False),
    )
    office.crash("told_filed")
    office.ledger.record([filed], office.archive.read)
    office.crash("told")
    return filed.entry.id


def _last(id_: str, identity: str, office: Office) -> str:
    """The entry that brought the mail to where it stands."""
    acts = ("handle", "sort", "move_mail")
    own = [one for one in office.ledger.history(id_) if one.object_id == mail_object(identity)]
    return [one.id for one in own if one.act in acts][-1]


def _row(id_: str, office: Office) -> SubmissionRow:
    row = office.ledger.submission(id_)
    assert row is not None  # it was there when the act began
    return row

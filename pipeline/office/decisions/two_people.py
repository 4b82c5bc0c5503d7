"""Two people for one decision (`[people] four_eyes`): the first proposes, another confirms."""

import re

from pipeline.domain.entries import Decided, Proposed
from pipeline.domain.people import comparable_name
from pipeline.errors import DecisionRefusedError
from pipeline.office.filing import entries_of, file_entry
from pipeline.office.house import Office, application_object
from pipeline.office.orders import DecisionOrder, DecisionResult
from pipeline.office.rows import ApplicationRow

_REMARK = re.compile(r"[(（\[【〔][^)）\]】〕]*[)）\]】〕]?")


def first_of_two(
    application: ApplicationRow, order: DecisionOrder, office: Office
) -> DecisionResult | str:
    """Who proposed this decision before; else the order is filed as a proposal and answered.

    Raises `DecisionRefusedError` when the same person, however typed, would confirm their own.
    """
    bodies = [
        one.entry
        for one in sorted(
            entries_of(office.archive, application_object(application.id)),
            key=lambda filed: filed.entry.at,
        )
        if isinstance(one.entry.body, Proposed | Decided)
    ]
    last = bodies[-1] if bodies else None
    if (
        last is not None
        and isinstance(last.body, Proposed)
        and _same(last.body, application, order)
    ):
        if _signer(last.by) == _signer(order.by):
            raise DecisionRefusedError(
                f"{application.id} 的初审意见是 {last.by} 提出的，须由另一人复核。",
                "请另一位工作人员用同样的命令、写自己的 --by 复核。",
            )
        return last.by
    times = sum(isinstance(one.body, Proposed) for one in bodies)
    return _propose(application, order, times + 1, office)


def _signer(by: str) -> str:
    """Whose name it is, without a remark in brackets: 王老师（复核） is 王老师."""
    return comparable_name(_REMARK.sub("", by)) or comparable_name(by)


def _propose(
    application: ApplicationRow, order: DecisionOrder, number: int, office: Office
) -> DecisionResult:
    body = Proposed(
        application=application.id,
        revision=application.revision,
        decision=order.decision,
        reason=order.reason,
        clause=order.clause,
        judged=order.judged,
        system_user=office.system_user,
        verified=False,
    )
    filed = file_entry(
        office.archive,
        application_object(application.id),
        f"propose-{application.id}-{number}",
        office.ledger.clock(office.now())(),
        order.by,
        (application.id, application.submission),
        body,
    )
    office.crash("proposed")
    office.ledger.record([filed], office.archive.read)
    return DecisionResult(application.id, application.state, filed.entry.id, (), (), False, True)


def _same(proposed: Proposed, application: ApplicationRow, order: DecisionOrder) -> bool:
    """Whether the second confirms what the first proposed: decision, revision, ground, judgement."""
    told = (proposed.decision, proposed.revision, proposed.clause, set(proposed.judged))
    return told == (order.decision, application.revision, order.clause, set(order.judged))

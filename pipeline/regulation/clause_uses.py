"""Where every clause of the source is taken up: judged, tracked, printed, or left to people."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.regulation.clauses import Clause, canonical, flat
from pipeline.regulation.coverage import How
from pipeline.regulation.edition import Edition


@dataclass(frozen=True, slots=True)
class Use:
    """One way in which a clause is taken up; `says` is for people."""

    how: How
    says: str


def uses_of(edition: Edition) -> tuple[tuple[Clause, tuple[Use, ...]], ...]:
    """Every clause in the order of the source with all its uses; () where nothing takes it up."""
    cited = list(citations(edition))
    return tuple(
        (clause, tuple(use for address, quote, use in cited if _speaks_of(clause, address, quote)))
        if not _is_heading(clause, edition.clauses)
        else (clause, (Use(How.HEADING, "只有标题，内容见以下各项。"),))
        for clause in edition.clauses
    )


def citations(edition: Edition) -> Iterator[tuple[str, str, Use]]:
    """Everything that takes up a clause: its address, the words quoted, and how."""
    for rule in edition.rules:
        says = f"规则 {rule.id}（{rule.title}）" + ("，总由人判断" if rule.judge else "")
        yield rule.clause, rule.quote, Use(How.JUDGED, says)
    for duty in edition.obligations:
        yield duty.clause, duty.quote, Use(How.TRACKED, f"应尽事项：{duty.label}")
        for heading in duty.headings:
            yield duty.clause, heading, Use(How.TRACKED, f"{duty.label}应有的内容")
    for position in edition.positions.kinds:
        yield position.clause, position.duties, Use(How.DOCUMENT, "责任书岗位职责的建议文字")
    for text in edition.agreement:
        yield text.clause, text.text, Use(How.DOCUMENT, f"责任书：{text.label}")
    for entry in edition.coverage:
        yield entry.clause, entry.quote, Use(entry.how, entry.because)


def _speaks_of(clause: Clause, address: str, quote: str) -> bool:
    """A quotation speaks of the clause its words stand in: the one named, its tail or its items."""
    return canonical(clause.address).startswith(canonical(address)) and flat(quote) in flat(
        clause.text
    )


def _is_heading(clause: Clause, clauses: tuple[Clause, ...]) -> bool:
    words = any(mark in clause.text for mark in "。；：")
    below = any(one.address.startswith(f"{clause.address}.") for one in clauses)
    return below and not words


def coverage_page(edition: Edition) -> str:
    """The table of all clauses as a page of the documentation, in Markdown."""
    rows = [
        f"| {clause.address} | {clause.line} | {_beginning(clause.text)} | {_told(uses)} |"
        for clause, uses in uses_of(edition)
    ]
    return "\n".join(
        [
            f"# 条款着落表：{edition.title}",
            "",
            f"版本 `{edition.id}`。由 `deyu rules clauses --page` 生成，请勿手改；改条例版本的文件后重新生成。",
            "核对：由规则判断。跟踪：由应尽事项、期限、登记或状态跟踪。写进文书：印在责任书、表格或通知里。由人：不由机器管，写明理由。",
            "",
            "| 条款 | 原文行 | 开头 | 着落 |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _told(uses: tuple[Use, ...]) -> str:
    return "<br>".join(f"**{use.how.label}**　{use.says}" for use in dict.fromkeys(uses))


def _beginning(text: str) -> str:
    plain = flat(text).replace("|", "\\|")
    return plain if len(plain) <= 24 else f"{plain[:24]}…"

"""An edition of the regulation: one folder, read whole or refused with all its mistakes."""

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable

from pipeline.domain.editions import cited
from pipeline.domain.lengths import Counting, Lengths
from pipeline.domain.obligations import Obligation
from pipeline.domain.positions import PositionKind
from pipeline.errors import RegulationError, reason_of
from pipeline.regulation.agreement import AgreementText, read_agreement
from pipeline.regulation.clauses import Clause, parse_clauses
from pipeline.regulation.coverage import Coverage, Item, read_coverage
from pipeline.regulation.errata import Erratum, read_errata
from pipeline.regulation.facts import Fact, read_facts
from pipeline.regulation.faults import Fault, FaultyEditionError
from pipeline.regulation.obligations import read_obligations
from pipeline.regulation.parameters import (
    ADJUSTMENT,
    LEAST_SERVICE,
    OPINION_PAST,
    Parameter,
    read_parameters,
)
from pipeline.regulation.positions import Position, Positions, read_positions
from pipeline.regulation.rules import Rule, read_rules
from pipeline.regulation.sheets import Entry, open_sheet

SOURCE = "source.txt"
SHEETS = (
    "edition.yaml",
    "errata.yaml",
    "facts.yaml",
    "rules.yaml",
    "positions.yaml",
    "agreement.yaml",
    "obligations.yaml",
    "parameters.yaml",
    "coverage.yaml",
)


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition. `sha256` is over all its files (see `folder_sha256`), `content` its files by name,
    `source` verbatim.

    `in_force_from` is None for one that is in force by the office's setting only, such as a
    draft; else `decided_by` says who put it in force. `qualifications` is the address of the clause whose items every applicant must satisfy.
    """

    id: str
    title: str
    status: str
    dated: str
    note: str
    qualifications: str
    in_force_from: dt.date | None
    decided_by: str
    sha256: str
    content: Mapping[str, bytes] = field(repr=False, compare=False)
    source: str
    clauses: tuple[Clause, ...]
    errata: tuple[Erratum, ...]
    facts: Mapping[str, Fact]
    rules: tuple[Rule, ...]
    positions: Positions
    agreement: tuple[AgreementText, ...]
    obligations: tuple[Obligation, ...]
    parameters: Mapping[str, Parameter]
    coverage: tuple[Coverage, ...]
    items: tuple[Item, ...]

    @property
    def cited(self) -> str:
        """How letters name it."""
        return cited(self.title, self.in_force_from)

    @property
    def printed(self) -> str:
        """How papers name it, so that two drafts of one title are told apart: 《…（草案）》（2014年7月）."""
        dated = self.dated
        if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", dated):
            parts = zip(dated.split("-"), "年月日", strict=False)
            dated = "".join(f"{int(number)}{unit}" for number, unit in parts)
        return f"{self.cited}（{dated}）"

    def lengths(self, counting: Counting) -> Lengths:
        """Its months and days; `counting` is the office's, since no clause says."""
        return Lengths(
            self.parameters[LEAST_SERVICE].value,
            self.parameters[OPINION_PAST].value,
            self.parameters[ADJUSTMENT].value,
            counting,
        )

    def rule(self, rule_id: str) -> Rule:
        """Raises `RegulationError` when there is no such rule."""
        found = next((rule for rule in self.rules if rule.id.lower() == rule_id.lower()), None)
        if found is None:
            known = "、".join(rule.id for rule in self.rules)
            raise RegulationError(
                f"条例版本“{self.id}”没有规则“{rule_id}”。", f"可用的规则：{known}。"
            )
        return found

    def position(self, kind: PositionKind) -> Position:
        return self.positions.of(kind)


def shipped_editions() -> tuple[str, ...]:
    """Names of the editions that come with the product, oldest first."""
    return tuple(sorted(folder.name for folder in _shipped().iterdir() if folder.is_dir()))


def load_edition(name: str) -> Edition:
    """An edition that comes with the product; raises `RegulationError`."""
    names = shipped_editions()
    if name not in names:
        raise RegulationError(
            f"没有名为“{name}”的条例版本。",
            f"可用的版本：{'、'.join(names)}；请改正设置 [regulation] edition。",
        )
    return read_edition(_shipped() / name)


def read_edition(folder: Traversable) -> Edition:
    """An edition from its folder; raises `FaultyEditionError` with every mistake of shape.

    Whether the content is right (quotes, clauses, cases) is `pipeline.regulation.lint`'s.
    """
    return edition_from(folder_content(folder), folder.name)


def edition_from(content: Mapping[str, bytes], name: str) -> Edition:
    """An edition from its files by name; `name` is what it is called when it is refused."""
    faults: list[Fault] = []
    sheets = {
        sheet: open_sheet(_text(sheet, content, faults), sheet, faults)
        for sheet in SHEETS
        if sheet in content
    }
    absent = [one for one in (SOURCE, *SHEETS) if one not in content]
    faults += [Fault(one, 0, "缺少这个文件，请从随软件附带的版本复制。") for one in absent]
    if faults:
        raise FaultyEditionError(name, faults)
    edition = _build(content, sheets, faults)
    if faults:
        raise FaultyEditionError(name, faults)
    return edition


def _build(
    content: Mapping[str, bytes], sheets: Mapping[str, Entry], faults: list[Fault]
) -> Edition:
    source = _text(SOURCE, content, faults)
    head = sheets["edition.yaml"]
    facts = {fact.name: fact for fact in read_facts(sheets["facts.yaml"])}
    coverage, items = read_coverage(sheets["coverage.yaml"])
    edition = Edition(
        id=head.text("id"),
        title=head.text("title"),
        status=head.text("status"),
        dated=head.text("dated"),
        note=head.text("note"),
        qualifications=head.text("qualifications"),
        in_force_from=_day(head, "in_force_from"),
        decided_by=head.text("decided_by", required="in_force_from" in head),
        sha256=content_sha256(content),
        content=content,
        source=source,
        clauses=parse_clauses(source),
        errata=read_errata(sheets["errata.yaml"]),
        facts=facts,
        rules=read_rules(sheets["rules.yaml"], facts),
        positions=read_positions(sheets["positions.yaml"]),
        agreement=read_agreement(sheets["agreement.yaml"]),
        obligations=read_obligations(sheets["obligations.yaml"]),
        parameters={one.name: one for one in read_parameters(sheets["parameters.yaml"])},
        coverage=coverage,
        items=items,
    )
    head.close()
    return edition


def _day(head: Entry, key: str) -> dt.date | None:
    written = head.text(key, required=False)
    try:
        return dt.date.fromisoformat(written) if written else None
    except ValueError:
        head.fault(f"“{written}”不是日期，请写成 2027-03-01 的样子。", key)
        return None


def folder_content(folder: Traversable) -> dict[str, bytes]:
    """The files of an edition by name: all ``.txt`` and ``.yaml`` of the folder."""
    try:
        found = [file for file in folder.iterdir() if file.name.endswith((".txt", ".yaml"))]
        return {file.name: file.read_bytes() for file in sorted(found, key=lambda file: file.name)}
    except OSError as error:
        raise RegulationError(
            f"条例版本的文件夹“{folder.name}”读不出来：{reason_of(error)}。",
            "请检查文件夹是否存在、能否读取。",
        ) from error


def content_sha256(content: Mapping[str, bytes]) -> str:
    """The identity of an edition: sha256 of the lines ``sha256sum`` prints for its files.

    In a shell, within the folder: ``LC_ALL=C sha256sum *.txt *.yaml | LC_ALL=C sort -k2 | sha256sum``.
    """
    lines = (f"{hashlib.sha256(content[name]).hexdigest()}  {name}\n" for name in sorted(content))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _text(name: str, content: Mapping[str, bytes], faults: list[Fault]) -> str:
    try:
        return content[name].decode("utf-8-sig" if name != SOURCE else "utf-8")
    except UnicodeDecodeError:
        faults.append(Fault(name, 0, "不是 UTF-8 编码，请用文本编辑器另存为 UTF-8。"))
        return ""


def _shipped() -> Traversable:
    return files("pipeline.regulation") / "editions"

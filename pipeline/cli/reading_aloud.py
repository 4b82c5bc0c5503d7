"""What was read and judged, as lines for people."""

from collections.abc import Iterator
from typing import Any

from pipeline.cli.printing import say, table
from pipeline.domain.field_labels import field_label
from pipeline.domain.papers import CONFIDENT, PaperKind
from pipeline.domain.value_labels import value_label
from pipeline.notices.wording import PAPER_LABELS

Json = dict[str, Any]

ADVICE = {
    "no_obstacle": "未见障碍（机审意见，由人决定）",
    "needs_person": "需要人工核实",
    "does_not_meet": "有不符合项",
}
OUTCOME = {"meets": "符合", "fails": "不符合", "person": "人工"}
LONGEST = 60


def print_reading(file: str, document: Json, explain: bool) -> None:
    say(f"■ {file}")
    mail = document["mail"]
    if mail:
        who = " ".join(part for part in mail["from"].values() if part)
        say(f"  主题：{mail['subject']}")
        say(f"  发件人：{who}　日期：{mail['date'] or '（读不出）'}")
        if mail["automatic"]:
            say("  这是自动发出的邮件，不作答复。")
    for one in document["attachments"]:
        kind = kind_label(one["kind"]) if one["kind"] else "不是表格材料"
        trouble = f"　问题：{one['problem']['says']}" if one["problem"] else ""
        say(f"  附件：{'/'.join(one['path'])}（{one['type']}，{kind}）{trouble}")
    for paper in document["papers"]:
        print_paper(paper, explain)
    for judgement in document.get("judgements", ()):
        print_judgement(judgement)
    for problem in document["problems"]:
        say(f"  问题：{problem['says']}")


def print_paper(paper: Json, explain: bool = False) -> None:
    seen = "，由图片识别，待人确认" if paper.get("scanned") else ""
    say(f"  材料：{kind_label(paper['kind'])}（{paper['source']}）{seen}")
    if explain and paper["because"]:
        say(f"    认定依据：{paper['because']}（把握 {paper['confidence']}）")
    rows = []
    for name, field in paper["fields"].items():
        row = ["    " + field_label(name), shown(name, field["value"]), field["place"]]
        if explain:
            how = SEEN if paper.get("scanned") else why(field)
            row += [f"原文“{short(field['raw'])}”", how]
        rows.append(row)
    table(rows)
    for one in paper["unclear"]:
        say(f"    {field_label(one['field'])}：{one['says']}（{one['place']}）")
    if explain:
        for line in page_with_values(paper):
            say(f"    │ {line}")


WAYS = (
    (1.0, "在“{label}”旁边的一格里"),
    (0.9, "在“{label}”下面的一格里"),
    (0.75, "和“{label}”写在同一格里"),
    (0.7, "写在“{label}”后面，同一行"),
    (0.65, "同一行里和“{label}”用空格隔开，或写在它前面"),
    (0.6, "从“{label}”一并写的几项里分出来"),
    (0.0, "从文句的样子看出来，没有栏目"),
)
"""How a value was found, by the least confidence of each way (`reading.candidates`)."""


SEEN = "由图片识别，须人工核对"


def why(field: Json) -> str:
    """Where a value was found and how far that may be relied on."""
    way = next(says for least, says in WAYS if field["confidence"] >= least)
    told = way.format(label=field["label"] or "标题")
    judged = "" if field["confidence"] >= CONFIDENT else "，只供参考，不用于核对"
    return f"{told}（把握 {field['confidence']}{judged}）"


def page_with_values(paper: Json) -> Iterator[str]:
    """The paper's lines as they stand; behind each the fields that were read from it."""
    waiting = dict(paper["fields"])
    for line in paper["text"].splitlines():
        found = [name for name, field in waiting.items() if _stands_in(field, line)]
        for name in found:
            del waiting[name]
        mark = f"　◀ {'、'.join(map(field_label, found))}" if found else ""
        yield line.replace("\t", " ┆ ") + mark


def _stands_in(field: Json, line: str) -> bool:
    """Whether a line holds a value's first words and, where it has one, its label's last."""
    written = "".join(field["raw"].split("\n")[0].split())
    label = field["label"].split()
    plain = "".join(line.split())
    return bool(written) and written in plain and (not label or label[-1] in plain)


def print_judgement(judgement: Json) -> None:
    person = judgement["person"]
    say(f"  核对：{person['name'] or '（未写姓名）'} {person['student_no']}")
    say(f"    机审意见：{ADVICE[judgement['advice']]}")
    table(
        [
            [f"    {one['rule']}", OUTCOME[one["outcome"]], one["clause"], one["says"]]
            for one in judgement["findings"]
        ]
    )


def kind_label(kind: str) -> str:
    return PAPER_LABELS[PaperKind(kind)]


def shown(name: str, value: object) -> str:
    """One value of the field `name`, in the office's words."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return short("；".join(map(str, value)))
    return short(value_label(name, str(value)))


def short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"

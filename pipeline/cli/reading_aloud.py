"""What was read and judged, as lines for people."""

from collections.abc import Iterator
from typing import Any

from pipeline.cli.printing import say, table
from pipeline.domain.field_labels import field_label
from pipeline.explaining.words import ADVICE, OUTCOME, SEEN, kind_label, value_in_words, why

Json = dict[str, Any]

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


def shown(name: str, value: object) -> str:
    """One value of the field `name`, in the office's words, on one line."""
    return short(value_in_words(name, value))


def short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"

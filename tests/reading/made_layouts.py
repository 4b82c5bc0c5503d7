"""Application forms in layouts made by chance, each from a seed, with what they mean."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from reading.made_marks import answer_paras, digit_boxes, label_paras, label_text, nested, para, run
from reading.made_people import LABELS, LONG, Fact, dated, person
from reading.word_files import TITLE, cell, raw, row, table

HINTS = ("（请简要填写，可附页）", "（300字以内）", "")
SIGNATURES = (
    "负责人签字：　　　　　　（盖章）",
    "学院盖章：",
    "签字：　　　　　年　　月　　日",
)
NOISE = (
    ("籍贯", "河北保定"),
    ("身份证号", "11010519900101123X"),
    ("家庭住址", "某省某县"),
    ("健康状况", "良好"),
)
UNDERLINE = '<w:u w:val="single"/>'


@dataclass
class Made:
    """A form while it is made: its body, and the value of every field that it answers."""

    random: Random
    facts: dict[str, Fact]
    body: list[str] = field(default_factory=list)
    means: dict[str, object] = field(default_factory=dict)

    def label(self, name: str) -> str:
        return label_text(self.random, self.random.choice(LABELS[name]))

    def plain(self, name: str) -> str:
        self.means[name] = self.facts[name].value
        return self.facts[name].written

    def answer(self, name: str) -> str:
        if self.random.random() < 0.04:
            return para()
        content, value = answer_paras(self.random, name, self.facts[name])
        self.means[name] = value
        return content


def made(seed: int) -> tuple[bytes, dict[str, object]]:
    """A Word file and what it says; the same seed gives the same form."""
    random = Random(seed)  # no secret
    form = Made(random, person(random))
    names = [name for name in LABELS if name not in LONG]
    if random.random() < 0.3:
        random.shuffle(names)
    form.body.append(para(run(random.choice((TITLE, "德育助理上岗申请表", TITLE + "（样表）")))))
    for _ in range(random.choice((0, 0, 0, 1))):
        names = _header_line(form, names)
    random.choice(_LAYOUTS)(form, names)
    _long_answers(form)
    if random.random() < 0.35:
        form.body.append(_family(random))
    return raw("".join(form.body)), form.means


def _header_line(form: Made, names: list[str]) -> list[str]:
    """A line above the table for some of the fields, in one of its three habits."""
    asked = ["college", "major", "grade"]
    if form.random.random() < 0.5:
        gap = form.random.choice(("　　", "    ", "\t"))
        line = gap.join(f"{LABELS[name][0]}：{form.plain(name)}" for name in asked)
        form.body.append(para(run(line)))
    elif form.random.random() < 0.5:
        runs = []
        for name in asked:
            runs += [run(LABELS[name][0]), run(f" {form.plain(name)} ", UNDERLINE)]
        form.body.append(para(*runs))
    else:
        words = {"college": "学院", "major": "专业"}
        runs = []
        for name, word in words.items():
            runs += [run(f" {form.plain(name)} ", UNDERLINE), run(f" {word} ")]
        form.body.append(para(*runs))
        asked = list(words)
    return [name for name in names if name not in asked]


def _pairs(form: Made, names: list[str]) -> None:
    """Label and answer side by side, merged as it comes, perhaps with section and photograph."""
    random = form.random
    section, photo = random.random() < 0.3, random.random() < 0.4
    per_row = random.choice((1, 2, 2, 3))
    chunks = [names[i : i + per_row] for i in range(0, len(names), per_row)]
    rows = []
    for number, chunk in enumerate(chunks):
        cells = []
        if section:
            merge = '<w:vMerge w:val="restart"/>' if number == 0 else "<w:vMerge/>"
            title = "".join(para(run(char)) for char in "基本情况") if number == 0 else para()
            cells.append(cell(title, merge))
        for name in chunk:
            cells += _pair(form, name, wide=len(chunk) < per_row)
        if photo and number < 4 and len(chunk) == per_row:
            merge = '<w:vMerge w:val="restart"/>' if number == 0 else "<w:vMerge/>"
            cells.append(cell("照片" if number == 0 else para(), merge))
        rows.append(row(*cells))
        if random.random() < 0.15:
            rows.append(_noise(random, per_row, section))
    form.body.append(table(*rows))


def _pair(form: Made, name: str, wide: bool) -> list[str]:
    span = '<w:gridSpan w:val="3"/>' if wide else ""
    label = cell(label_paras(form.random, form.label(name)))
    if name == "student_no" and form.random.random() < 0.12:
        return [label, *digit_boxes(form.plain(name))]
    if form.random.random() < 0.04:
        inner = nested(LABELS[name][0], para(run(form.plain(name))))
        return [cell(inner, '<w:gridSpan w:val="2"/>')]
    return [label, cell(form.answer(name), span)]


def _noise(random: Random, per_row: int, section: bool) -> str:
    cells = [cell(para(), "<w:vMerge/>")] if section else []
    for label, answer in random.sample(NOISE, min(per_row, len(NOISE))):
        cells += [cell(label), cell(answer)]
    return row(*cells)


def _one_cell(form: Made, names: list[str]) -> None:
    """Label and answer in the same cell, parted by a colon or a line."""
    random = form.random
    rows = []
    for name in names:
        colon = random.choice(("：", "：", ":", "：　"))
        rows.append(cell(para(run(f"{random.choice(LABELS[name])}{colon}{form.plain(name)}"))))
    if len(rows) % 2:
        rows.append(cell(para()))
    form.body.append(table(*(row(*rows[i : i + 2]) for i in range(0, len(rows), 2))))


def _above(form: Made, names: list[str]) -> None:
    """A row of labels over a row of answers."""
    rows = []
    for start in range(0, len(names), 4):
        chunk = names[start : start + 4]
        if len(chunk) < 2:
            rows.append(row(*_pair(form, chunk[0], wide=False)))
            continue
        rows.append(row(*(cell(para(run(form.random.choice(LABELS[name])))) for name in chunk)))
        rows.append(row(*(cell(para(run(form.plain(name)))) for name in chunk)))
    form.body.append(table(*rows))


def _lines(form: Made, names: list[str]) -> None:
    """Running lines with colons, one or several labels in each."""
    per_line = form.random.choice((1, 1, 2, 3))
    gap = form.random.choice(("　　　　", "    ", "\t", "；"))
    for start in range(0, len(names), per_line):
        chunk = names[start : start + per_line]
        texts = [f"{form.random.choice(LABELS[name])}：{form.plain(name)}" for name in chunk]
        form.body.append(para(run(gap.join(texts))))


def _underlined(form: Made, names: list[str]) -> None:
    """Answers on underlined blanks."""
    for start in range(0, len(names), 2):
        runs = []
        for name in names[start : start + 2]:
            colon = form.random.choice(("：", ""))
            runs += [run(f"{LABELS[name][0]}{colon}"), run(f"  {form.plain(name)}  ", UNDERLINE)]
            runs.append(run("　"))
        form.body.append(para(*runs))


def _in_a_box(form: Made, names: list[str]) -> None:
    """A text box with lines."""
    inner = "".join(para(run(f"{LABELS[name][0]}：{form.plain(name)}")) for name in names)
    box = f"<w:txbxContent>{inner}</w:txbxContent>"
    form.body.append(
        f"<w:p><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


_LAYOUTS: tuple[Callable[[Made, list[str]], None], ...] = (
    *(_pairs,) * 6,
    _one_cell,
    _above,
    _lines,
    _underlined,
    _in_a_box,
)


def _long_answers(form: Made) -> None:
    """Long answers with hints above and signature lines below, in a table of their own."""
    random = form.random
    rows = []
    for name in LONG:
        hint = random.choice(HINTS)
        text = form.plain(name) if random.random() < 0.95 else ""
        lines = [para(run(hint))] if hint else []
        lines += [para(run(line)) for line in text.split("\n")]
        lines += [para(), para()]
        if name == "college_opinion":
            lines.append(para(run(random.choice(SIGNATURES[:2]))))
            signed = dated(random, 2026, 2026) if random.random() < 0.6 else None
            lines.append(para(run(signed.written if signed else "　　年　　月　　日")))
            if signed:
                form.means["college_approved_on"] = signed.value
        label = random.choice(LABELS[name])
        if random.random() < 0.2 and len(label) <= 4:
            shown = "".join(para(run(char)) for char in label)
        else:
            shown = para(run(label))
        rows.append(row(cell(shown), cell("".join(lines))))
    form.body.append(table(*rows))


def _family(random: Random) -> str:
    """A table of relatives that asks for 姓名, 政治面貌 and 联系电话 once more."""
    head = ("姓名", "与本人关系", "政治面貌", "联系电话")
    people = (
        ("张大山", "父亲", "群众", "13900000002"),
        ("王小妹", "母亲", "中共党员", "13900000003"),
    )
    section = '<w:vMerge w:val="restart"/>'
    rows = [row(cell("家庭成员", section), *(cell(one) for one in head))]
    rows += [row(cell(para(), "<w:vMerge/>"), *(cell(one) for one in texts)) for texts in people]
    if random.random() < 0.5:
        rows = [row(*(cell(one) for one in head))] + [
            row(*(cell(one) for one in texts)) for texts in people
        ]
    return para() + table(*rows)

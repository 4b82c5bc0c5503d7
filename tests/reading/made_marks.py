"""How made layouts write a label and an answer: as XML of a cell's paragraphs."""

from random import Random
from xml.sax.saxutils import escape

from reading.made_people import OPTIONS, Fact
from reading.word_files import cell, row
from reading.word_files import table as a_table

_TRADITIONAL = str.maketrans(
    "别专业学号联系电话党时间导师岗位类历", "別專業學號聯繫電話黨時間導師崗位類歷"
)
_SYMBOLS = ("00A8", "00FE")


def run(text: str, style: str = "") -> str:
    parts = escape(text).split("\n")
    inner = "<w:br/>".join(f'<w:t xml:space="preserve">{part}</w:t>' for part in parts)
    return f"<w:r><w:rPr>{style}</w:rPr>{inner}</w:r>"


def para(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def label_text(random: Random, label: str) -> str:
    """A label in one of its spellings."""
    return random.choice(
        (
            *(label,) * 6,
            "　".join(label) if len(label) <= 4 else label,
            "  ".join(label) if len(label) == 2 else label,
            f"{label}：",
            f"*{label}",
            f"{label}（必填）",
            f"1.{label}",
            label[:2] + "\n" + label[2:] if len(label) >= 4 else label,
            label.translate(_TRADITIONAL),
        )
    )


def label_paras(random: Random, spelt: str) -> str:
    """A label's paragraphs; sometimes each character is a run of its own."""
    if random.random() < 0.2:
        return para(*(run(one) for one in spelt))
    if "\n" in spelt and random.random() < 0.5:
        return "".join(para(run(line)) for line in spelt.split("\n"))
    return para(run(spelt))


def answer_paras(random: Random, field: str, fact: Fact) -> tuple[str, object]:
    """The paragraphs of an answer, and what they mean."""
    if field in OPTIONS and random.random() < 0.5:
        return ticked(random, field)
    return written(random, fact.written), fact.value


def written(random: Random, text: str) -> str:
    """A plain answer: as a run, by runs, in a control, as a tracked insertion beside a deletion."""
    way = random.randrange(9)
    if way == 0 and "\n" not in text:
        return para(*(run(one) for one in text))
    if way == 1:
        return para(
            f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>"
        )
    if way == 2:
        gone = '<w:del w:id="1"><w:r><w:delText>原来的</w:delText></w:r></w:del>'
        return para(gone, f'<w:ins w:id="2">{run(text)}</w:ins>')
    if way == 3:
        return para(run(f"　{text}　", '<w:u w:val="single"/>'))
    if way == 4:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{para(run(text))}</w:sdtContent></w:sdt>"
    return "".join(para(run(line)) for line in text.split("\n"))


def ticked(random: Random, field: str) -> tuple[str, object]:
    """Printed options of which one is chosen, in one of the ways people do it."""
    options = OPTIONS[field]
    chosen = random.randrange(len(options))
    words = [word for word, _ in options]
    ways = (_before, _before, _behind, _bracketed, _symbols, _controls, _legacy, _typed)
    return random.choice(ways)(random, words, chosen), options[chosen][1]


def _before(random: Random, words: list[str], chosen: int) -> str:
    empty, full = random.choice((("□", "☑"), ("□", "√"), ("□", "■"), ("☐", "☒"), ("○", "●")))
    gap = random.choice(("  ", "　", " ", "\n"))
    texts = [(full if i == chosen else empty) + word for i, word in enumerate(words)]
    return para(run(gap.join(texts)))


def _behind(random: Random, words: list[str], chosen: int) -> str:
    full = random.choice(("☑", "√"))
    texts = [word + (full if i == chosen else "□") for i, word in enumerate(words)]
    return para(run("  ".join(texts)))


def _bracketed(random: Random, words: list[str], chosen: int) -> str:
    texts = [word + ("（√）" if i == chosen else "（ ）") for i, word in enumerate(words)]
    return para(run("  ".join(texts)))


def _symbols(random: Random, words: list[str], chosen: int) -> str:
    runs = []
    for i, word in enumerate(words):
        runs.append(f'<w:r><w:sym w:font="Wingdings" w:char="F{_SYMBOLS[i == chosen][1:]}"/></w:r>')
        runs.append(run(f"{word}  "))
    return para(*runs)


def _controls(random: Random, words: list[str], chosen: int) -> str:
    runs = []
    for i, word in enumerate(words):
        state = int(i == chosen)
        runs.append(
            f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox></w:sdtPr>'
            f"<w:sdtContent><w:r><w:t>{'☐☒'[state]}</w:t></w:r></w:sdtContent></w:sdt>"
        )
        runs.append(run(f"{word}  "))
    return para(*runs)


def _legacy(random: Random, words: list[str], chosen: int) -> str:
    runs = []
    for i, word in enumerate(words):
        state = "<w:checked/>" if i == chosen else '<w:default w:val="0"/>'
        runs.append(
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:sizeAuto/>'
            f'{state}</w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
        runs.append(run(f"{word}  "))
    return para(*runs)


def _typed(random: Random, words: list[str], chosen: int) -> str:
    """The boxes are left alone and the answer is typed behind them."""
    return para(run("  ".join(f"□{word}" for word in words) + f"　　{words[chosen]}"))


def digit_boxes(text: str) -> list[str]:
    return [cell(para(run(char))) for char in text]


def nested(label: str, answer: str) -> str:
    """A cell's content that is a table of its own."""
    return a_table(row(cell(para(run(label))), cell(answer))) + "<w:p/>"

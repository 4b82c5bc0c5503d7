"""The kind of a paper by how all its words weigh, where no usual title names it.

The weights were learned from papers that people had sorted (docs/decisions/0038); they lie in
`word_weights.tsv`, a line for each character and each pair of characters, and are read, not run.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import groupby, pairwise

from pipeline.domain.papers import PaperKind
from pipeline.domain.written import in_one_piece

TOP_LINES, LONGEST_TOP_LINE, LENGTH = 3, 60, 800
"""What is weighed: the first lines, each so far, as a title; and the first characters of all."""
SIGN = 0.5
"""What a sign counts beside the shares of words, whose squares add up to 1."""
MOST_SHOWN, SHORTEST_SHOWN, LONGEST_SHOWN = 3, 2, 10
_AT_THE_TOP = "^"
_BETWEEN_LINES = "$"
_DIGITS = re.compile(r"\d+")
_WRITTEN = re.compile(r"[\u3400-\u9fff]{2}")
_LETTER_HEAD = re.compile(
    r"-+(?:原始邮件|转发邮件|邮件原文|forwarded.*)-+|(?:发件人|收件人|抄送|日期|时间|发送时间|附件|from|to|date)[:：].*"
    r"|.{0,12}(?:老师|研工部|研究生工作部|领导|部里|您好|你好)(?:们?好|您好|同志)?[:：,，!！。]?",
    re.IGNORECASE,
)
"""What a mail pasted into a file begins with, and whom a letter greets: no title."""
_SUBJECT = re.compile(r"^(?:主题|标题|subject)[:：](?:转发[:：]|fw[:：]|回复[:：])?", re.IGNORECASE)
_SPEAKS = re.compile(
    r"(?:党建|团工作|学术|就业|实践|文体|信息|宣传|教育管理)岗|助\s*理|德\s*[助育]|[上离離在到]\s*[岗崗]"
    r"|[岗崗]\s*位\s*(?:[类類]|[职職]\s*[责責])|[签簽]到|考勤|出勤|[个個]案|案例|[评評][议議]|述[职職]"
    r"|[学學]期.{0,8}(?:[计計][划劃]|打算|安排)"
)
"""What stands in every paper of ours, here and there in others': without it nothing is weighed."""
OTHER_POSTS = re.compile(
    r"(?<!教育)管理助理|(?:教学|科研|行政|财务|教务|学业|心理|学生|班级|班主任|课程|实验室?|项目|图书馆?|资产|人事"
    r"|外事|招生|安全|技术|办公室?|后勤|院长|校长|主任|部长|书记)助理|助理(?:研究员|教授|工程师|馆员|会计师)"
    r"|班主任|学生会|研究生会|支部书记|志愿者|辅导员|三助|勤工"
)
_SIGNS = {
    "德育助理": re.compile(
        r"德育(?:工作)?助理|德助|(?:党建|团工作|学术|就业|实践|文体|信息|宣传|教育管理|离岗|离任"
        r"|在岗|上岗|研究生)(?:工作)?助理"
    ),
    "助理": re.compile("助理"),
    "德育": re.compile("德育"),
    "上岗": re.compile("[上离在]岗"),
    "他岗": OTHER_POSTS,
    "他事": re.compile("奖学金|助学金|津贴|酬金|报销|采购|优秀|座谈|通知|公示|须知|办法|导师"),
}
"""What stands out of the words: where such a writing is found, or that it is nowhere."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned: kinds with where each starts; how rare a word is, and what it speaks for.

    What a word speaks for is the place of a kind among `starts`, and how loudly.
    """

    starts: tuple[tuple[PaperKind, float], ...]
    rarity: Mapping[str, float]
    rarity_of_others: float
    words: Mapping[str, tuple[tuple[int, float], ...]]


@dataclass(frozen=True, slots=True)
class Weighed:
    """The likeliest of our kinds, how likely, and how likely it is that it is none of ours."""

    kind: PaperKind
    likelihood: float
    none_of_ours: float


def may_be_ours(text: str) -> bool:
    """Whether anything speaks of assistants, posts or the papers that they write."""
    return _SPEAKS.search(text) is not None


def weigh(text: str) -> Weighed:
    """What kind of paper a text is, its page header first; likelihoods from 0 to 1."""
    weights = learned()
    top, whole = weighed_parts(text)
    shares = shares_of(top, whole, weights.rarity, weights.rarity_of_others)
    scores = [start for _, start in weights.starts]
    for word, share in shares.items():
        for index, weight in weights.words.get(word, ()):
            scores[index] += weight * share
    highest = max(scores)
    parts = [math.exp(score - highest) for score in scores]
    likely = {
        kind: part / sum(parts) for (kind, _), part in zip(weights.starts, parts, strict=True)
    }
    none_of_ours = likely.pop(PaperKind.UNRECOGNISED)
    kind = max(likely, key=likely.__getitem__)
    return Weighed(kind, likely[kind], none_of_ours)


def weighed_parts(text: str) -> tuple[str, str]:
    """The top and the whole of a text as they are weighed: in one piece, digits as one 0."""
    lines = [_DIGITS.sub("0", in_one_piece(line)) for line in _first_lines(text)]
    said = [_SUBJECT.sub("", line) for line in lines if not _LETTER_HEAD.fullmatch(line)]
    top = _BETWEEN_LINES.join(line[:LONGEST_TOP_LINE] for line in said[:TOP_LINES])
    return f"{_BETWEEN_LINES}{top}{_BETWEEN_LINES}", _BETWEEN_LINES.join(lines)[:LENGTH]


def _first_lines(text: str) -> Iterator[str]:
    """Written lines as far as anything of them can be weighed."""
    length = 0
    for line in text.split("\n"):
        written = "".join(line.split())
        if written:
            yield written[: LENGTH * 2]
        length += len(written)
        if length > LENGTH * 2:
            return


def shares_of(
    top: str, whole: str, rarity: Mapping[str, float], rarity_of_others: float
) -> dict[str, float]:
    """How much of a text each character and pair is; the squares of either part add up to 1."""
    shares = dict.fromkeys(_signs(top, whole), SIGN)
    for part, sign in ((top, _AT_THE_TOP), (whole, "")):
        counted = Counter(part)
        counted.update(map("".join, pairwise(part)))
        raw = {
            sign + word: (1 + math.log(times)) * rarity.get(sign + word, rarity_of_others)
            for word, times in counted.items()
        }
        length = math.sqrt(sum(one * one for one in raw.values())) or 1.0
        shares.update({word: one / length for word, one in raw.items()})
    return shares


def _signs(top: str, whole: str) -> Iterator[str]:
    for name, pattern in _SIGNS.items():
        if pattern.search(top):
            yield f"?{name}在题"
        elif pattern.search(whole):
            yield f"?{name}在文"
        else:
            yield f"?无{name}"


@lru_cache(maxsize=1)
def learned() -> Weights:
    """The weights that lie beside this module."""
    written = resources.files(__package__).joinpath("word_weights.tsv").read_text("utf-8")
    _digest_of_what_taught_them, _, weights = written.partition("\n")
    return weights_written(weights)


def weights_written(written: str) -> Weights:
    """Weights from their file: kinds with where each starts, an empty line, then the words.

    A word's line holds the word, how rare it is, and what it speaks for or against: the place of
    a kind and a weight. All numbers are hundredths; the word of nothing is every other word.
    """
    head, _, body = written.partition("\n\n")
    starts = tuple(
        (PaperKind(kind), int(start) / 100)
        for kind, start in (line.split("\t") for line in head.split("\n"))
    )
    rarity: dict[str, float] = {}
    words: dict[str, tuple[tuple[int, float], ...]] = {}
    for line in body.splitlines():
        word, rare, weights = line.split("\t")
        rarity[word] = int(rare) / 100
        pairs = (one.split(":") for one in weights.split())
        words[word] = tuple((int(place), int(weight) / 100) for place, weight in pairs)
    others = rarity.pop("")
    del words[""]
    return Weights(starts, rarity, others, words)


def written_down(weights: Weights) -> str:
    """The file of weights that `weights_written` reads."""
    kinds = "\n".join(f"{kind}\t{round(start * 100)}" for kind, start in weights.starts)
    lines = [f"\t{round(weights.rarity_of_others * 100)}\t"]
    for word, speaks in weights.words.items():
        told = " ".join(f"{place}:{round(weight * 100)}" for place, weight in speaks)
        lines.append(f"{word}\t{round(weights.rarity[word] * 100)}\t{told}")
    return f"{kinds}\n\n" + "\n".join(lines) + "\n"


def telling_words(text: str, kind: PaperKind) -> tuple[str, ...]:
    """The pieces of a text that spoke loudest for a kind, for people to see.

    Signs, figures and letters part pieces: 0年0月 is how a day is weighed, and stands nowhere.
    """
    weights = learned()
    top, whole = weighed_parts(text)
    shares = shares_of(top, whole, weights.rarity, weights.rarity_of_others)
    place = [one for one, _ in weights.starts].index(kind)
    spoke: dict[str, float] = {}
    for word, share in shares.items():
        weight = dict(weights.words.get(word, ())).get(place, 0.0)
        bare = word.removeprefix(_AT_THE_TOP)
        spoke[bare] = spoke.get(bare, 0.0) + share * weight
    pieces: dict[str, float] = {}
    for line in whole.split(_BETWEEN_LINES):
        both = (line[at : at + 2] for at in range(len(line) - 1))
        pairs = [spoke.get(pair, 0.0) if _WRITTEN.fullmatch(pair) else 0.0 for pair in both]
        for begin, end in _runs_above_nothing(pairs):
            pieces[line[begin : end + 1]] = sum(pairs[begin:end])
    fit = [one for one in pieces if SHORTEST_SHOWN <= len(one) <= LONGEST_SHOWN]
    shown: list[str] = []
    for piece in sorted(fit, key=pieces.__getitem__, reverse=True):
        if not any(piece in one or one in piece for one in shown):
            shown.append(piece)
    return tuple(shown[:MOST_SHOWN])


def _runs_above_nothing(values: list[float]) -> Iterator[tuple[int, int]]:
    for speaks, places in groupby(range(len(values)), lambda at: values[at] > 0):
        found = list(places)
        if speaks:
            yield found[0], found[-1] + 1

"""What kind of paper a document is: by its title first, then by how its words weigh."""

import re
from dataclasses import dataclass

from pipeline.domain.papers import PaperKind
from pipeline.domain.written import in_one_piece
from pipeline.reading.paper_kinds.kinds_by_labels import kind_by_headings, kind_by_labels
from pipeline.reading.paper_kinds.titles import (
    heads_another_paper,
    is_plain_title,
    is_title_of_a_sheet,
    kind_of_title,
    splits,
)
from pipeline.reading.paper_kinds.words_weighed import (
    LENGTH,
    OTHER_POSTS,
    Weighed,
    may_be_ours,
    telling_words,
    weigh,
)

LIKELY_ENOUGH = 0.35
"""How likely a kind must be. At 0.2 twice as many papers were taken for another kind."""
CONTRADICTED = 0.8
"""How likely it is none of ours where a title is not believed."""
TITLED, TITLED_ABOVE, BY_WORDS, BY_LABELS, BY_NAME = 0.98, 0.95, 0.75, 0.75, 0.6
DOUBTED = 0.7
"""As much, where the title names somebody or something besides us."""
OUTSPOKEN = 0.5
"""How likely another kind must be to be believed rather than a title."""
TOP = 3
LONGEST_QUESTION = 100
"""How many characters a letter has that only asks how something is done."""
FEWEST_OF_OURS, FEWEST_WORDS_OF_A_CASE, MOST_LABELS_OF_A_CASE = 2, 150, 6
_ONLY_OURS_ASKS = frozenset(
    {
        "party_standing",
        "position_kind",
        "other_post",
        "college_opinion",
        "academic_standing",
        "social_experience",
    }
)
_LIKE_A_TITLE = re.compile(r"[^，,。；;：:！!？?]{2,60}")
_ANOTHER_MATTER = {
    PaperKind.APPLICATION_FORM: re.compile(
        r"离岗|离任|辞|退出|放弃|撤回|撤销|取消|评优|优秀|十佳|变更|更正|更换|变动|交接|请假|延长|经费|报销|活动|竞赛|比赛|培训"
        r"|大赛|本科生"
    ),
    PaperKind.EVALUATION_OPINION: re.compile("自我(?:鉴定|评价|总结)|自评"),
    PaperKind.AGREEMENT: re.compile("安全(?!学院)|消防|保密|廉政|廉洁"),
    PaperKind.LEAVING_SURVEY: re.compile(r"退休|教职工|教师(?!教育|学院)|干部"),
    PaperKind.POSITION_DUTIES: re.compile(r"招聘|启事|公告"),
    PaperKind.YEARLY_REPORT: re.compile(
        r"(?:重要|突发|紧急|异常|特殊)(?:事件|学生)?情况的?(?:报告|反映|汇报)表?"
    ),
    PaperKind.REGISTRATION_FORM: re.compile("导师|教师(?!教育|学院)|党员|志愿"),
    PaperKind.REPLACEMENT_REQUEST: re.compile(
        r"撤回|撤销|取消|放弃|(?:办公室?|办公地点|电脑|设备|联系方式|电话|时间|数量|编制|岗位|导师|宿舍)的(?:申请|请示|函|报告)"
    ),
}
"""What no paper of a kind is about, however like one its words are."""
_ANOTHER_POST = re.compile(f"{OTHER_POSTS.pattern}|助教|助管|助研")
_NO_PAPER = re.compile("示例|范例|范本|作废|填[写表]说明|参考[格样]式|[格样]式参考|供参考")
_VOID = re.compile(r"\W*(?:示例|范例|范本|作废|参考[格样]式|仅?供参考)\W*")
"""A line of its own that makes a form none, wherever at the top it stands."""
_OF_CONSEQUENCE = frozenset(
    {
        PaperKind.APPLICATION_FORM,
        PaperKind.REPLACEMENT_REQUEST,
        PaperKind.EVALUATION_OPINION,
        PaperKind.AGREEMENT,
    }
)
_TELLS = re.compile(
    r"(?:答复|批复|回复|复函|通知|公告|公示|通报|证明|纪要|会议记录|常见问题|问答|解答)(?:[（(].*)?$"
)
"""How the title of a paper ends that answers or tells, and asks for nothing."""
_ASKS = re.compile(
    "(?:哪些|什么)(?:材料|手续|流程|格式|条件)|(?:怎么|怎样|如何)(?:办|写|填|交|申请|处理)"
)
"""How something is done; whether it may be done is asked by requests too."""
_WANTS_CONSENT = re.compile("批准|批示|审批|备案|同意|妥否|当否")
_TAKES_BACK = re.compile(
    r"(?:申请|请示|函)[书表]?(?:现|请|已|予以|申请)*(?:撤回|撤销|取消|作废|不再办理|暂不办理|暂缓办理)"
    r"|(?:现|特|拟|请|申请|决定|要求|希望|予以|想)(?:撤回|撤销|收回)[^，。；]{0,30}(?:申请|请示|函)"
    r"|不予(?:批准|同意|通过|办理)|未获(?:批准|同意|通过)|此[件事].{0,8}已办结"
)
_OF_A_CHANGE, _OF_LEAVING = {"leaver_name", "incoming_name"}, {"left_on", "next_step"}
_NAMES_THE_POST = re.compile("助理|德助|[上离在]岗")
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}$")


@dataclass(frozen=True, slots=True)
class Recognised:
    """A kind with how sure it is, and why, in Chinese."""

    kind: PaperKind
    confidence: float
    because: str


_NONE = Recognised(PaperKind.UNRECOGNISED, 0.3, "标题、用词和栏目都不是本系统认识的材料")
_TOLD = Recognised(
    PaperKind.UNRECOGNISED, 0.6, "用词像本系统认识的材料，但这是答复、告知、询问或撤回，不据此办理"
)


def recognise(
    lines: tuple[str, ...],
    asked: frozenset[str],
    name: str,
    text: str = "",
    header: tuple[str, ...] = (),
) -> Recognised:
    """The kind of a paper from its first lines, the fields it asks for, its text, its file name.

    A page header (`header`) may bear the title as well as the top of the page does.
    """
    whole = "\n".join((*header, text))
    top = (*lines[:TOP], *header)
    title = _title_among((*lines, *header), asked)
    at_once = title is not None and title.tells_at_once
    weighed = weigh(whole) if not at_once and may_be_ours(whole) else None
    found = (
        _by_title(title, weighed)
        or _by_words(whole, weighed)
        or _by_labels(top, asked, whole)
        or _by_name(name, whole, asked, text)
    )
    heads = (*lines, *header)[: title.number + 1] if at_once and title else top
    if found is None or _about_another_matter(found.kind, heads, asked) or _is_voided(top):
        return _NONE
    only_tells = found.confidence <= BY_WORDS and _only_tells(found.kind, top, text)
    return _TOLD if only_tells else found


def _only_tells(kind: PaperKind, top: tuple[str, ...], text: str) -> bool:
    """Whether what no title names answers, asks or takes back: nothing may follow from its words."""
    if kind not in _OF_CONSEQUENCE:
        return False
    if any(map(_TELLS.search, _like_titles(top))):
        return True
    if kind is PaperKind.EVALUATION_OPINION:
        return False
    begins = "".join(text[: LENGTH * 2].split())
    asks = len(begins) < LONGEST_QUESTION and not _WANTS_CONSENT.search(begins)
    return bool((asks and _ASKS.search(begins)) or _TAKES_BACK.search(begins))


def _is_voided(top: tuple[str, ...]) -> bool:
    return any(map(_VOID.fullmatch, map(in_one_piece, top)))


def _like_titles(top: tuple[str, ...]) -> list[str]:
    """Lines in one piece that could be titles; what a tab parts are cells."""
    written = (in_one_piece(line) for line in top if "\t" not in line.strip())
    return [line for line in written if _LIKE_A_TITLE.fullmatch(line)]


def _about_another_matter(kind: PaperKind, heads: tuple[str, ...], asked: frozenset[str]) -> bool:
    """Whether a line at the top is of a sample, another post or matter, or labels of a change.

    `heads` ends with a title that tells at once: below it 学生会主席 is an answer.
    """
    titles = _like_titles(heads)
    if any(map(_NO_PAPER.search, titles)):
        return True
    if kind is PaperKind.APPLICATION_FORM and (asked >= _OF_A_CHANGE or asked >= _OF_LEAVING):
        return True
    pattern = _ANOTHER_MATTER.get(kind)
    return pattern is not None and any(
        pattern.search(line) or (_ANOTHER_POST.search(line) and "德育" not in line)
        for line in titles
    )


@dataclass(frozen=True, slots=True)
class _Title:
    """A line that names a kind, its number among the lines; plain if it names nobody but us."""

    kind: PaperKind
    line: str
    number: int
    is_plain: bool

    @property
    def tells_at_once(self) -> bool:
        """Whether nothing else need be weighed: plain, at the top, and the post is named."""
        return self.is_plain and self.number < TOP and _NAMES_THE_POST.search(self.line) is not None


def _title_among(lines: tuple[str, ...], asked: frozenset[str]) -> _Title | None:
    """The first line that names a kind; below the title of a notice only one that splits.

    The labels of two people bear out the title of a request as well as plain words do; the labels
    of an application are those of any post's.
    """
    headed = False
    for number, line in enumerate(lines):
        kind = kind_of_title(line)
        if kind is None:
            headed = headed or heads_another_paper(line)
        elif not headed or splits(kind):
            borne_out = kind is not PaperKind.APPLICATION_FORM and kind is kind_by_labels(asked)
            plain = borne_out or (not headed and is_plain_title(line))
            return _Title(kind, " ".join(line.split()), number, plain)
    return None


def _by_title(title: _Title | None, weighed: Weighed | None) -> Recognised | None:
    """By a title that is plain, or that the words do not contradict."""
    if title is None or (weighed is None and not title.is_plain):
        return None
    if weighed is not None:
        if weighed.none_of_ours >= (CONTRADICTED if title.is_plain else DOUBTED):
            because = f"标题是“{title.line}”，但正文说的不是德育工作助理的事"
            return Recognised(PaperKind.UNRECOGNISED, 0.6, because)
        if weighed.kind is not title.kind and weighed.likelihood >= OUTSPOKEN:
            return None
    sure = TITLED if title.number < TOP else TITLED_ABOVE
    return Recognised(title.kind, sure, f"标题是“{title.line}”")


def _by_words(text: str, weighed: Weighed | None) -> Recognised | None:
    if weighed is None or weighed.likelihood < LIKELY_ENOUGH:
        return None
    told = "”“".join(telling_words(text, weighed.kind))
    because = "没有常见的标题，从全文用词判断" + (f"，最有分量的是“{told}”" if told else "")
    return Recognised(weighed.kind, BY_WORDS, because)


def _by_labels(top: tuple[str, ...], asked: frozenset[str], text: str) -> Recognised | None:
    """By labels or headings, where no title tells of another paper."""
    if any(map(is_title_of_a_sheet, top)):
        return None
    kind = kind_by_labels(asked)
    if kind is not None:
        return Recognised(kind, BY_LABELS, "没有标题，从所列栏目判断")
    kind = kind_by_headings(text)
    return Recognised(kind, BY_LABELS, "没有标题，从各段的小标题判断") if kind else None


def _by_name(name: str, whole: str, asked: frozenset[str], text: str) -> Recognised | None:
    """By the file's name read as a title, where the content is at least like it."""
    stem = _SUFFIX.sub("", name)
    named = f"{stem}\n{whole}"
    because = f"没有标题，文件名是“{name}”"
    if may_be_ours(named):
        weighed = weigh(named)
        is_so = weighed.likelihood >= OUTSPOKEN and weigh(stem).kind is weighed.kind
        told = weighed.kind if is_so else None
    else:
        told = kind_of_title(stem) if is_plain_title(stem) else None
    if told is None or not _bears_out(told, asked, text):
        return None
    return Recognised(told, BY_NAME, because)


def _bears_out(kind: PaperKind, asked: frozenset[str], text: str) -> bool:
    """Whether the content is at least like what the file's name promises."""
    if kind is PaperKind.APPLICATION_FORM:
        return "name" in asked and len(asked & _ONLY_OURS_ASKS) >= FEWEST_OF_OURS
    if kind is PaperKind.CASE_REPORT:
        return len(text) >= FEWEST_WORDS_OF_A_CASE and len(asked) <= MOST_LABELS_OF_A_CASE
    return True

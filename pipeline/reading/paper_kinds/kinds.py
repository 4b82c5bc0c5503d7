"""What kind of paper a document is: by its title first, then by the labels it asks for."""

import re
from dataclasses import dataclass

from pipeline.domain.papers import PaperKind
from pipeline.domain.written import simplified
from pipeline.reading.paper_kinds.kinds_by_labels import kind_by_labels
from pipeline.reading.paper_kinds.kinds_by_words import (
    NEVER_OURS,
    heads_another_paper,
    in_one_piece,
    kind_by_text,
    kind_by_title_words,
    speaks_of_assistants,
)

LONGEST_TITLE = 60
TITLE_AMONG = 5
FEWEST_CASE_HEADINGS = 2
FEWEST_WORDS_OF_A_CASE, MOST_LABELS_OF_A_CASE = 150, 6
TITLED, TITLED_ABOVE, BY_LABELS, BY_NAME = 0.98, 0.95, 0.75, 0.6

_TITLES: tuple[tuple[PaperKind, str], ...] = (
    (
        PaperKind.REPLACEMENT_REQUEST,
        r"更换(申请|备案|审批)(表|书)?|助理(调整|变更)(申请|备案|审批)(表|书)?"
        r"|(申请)?(更换|调整|变更).{0,16}助理.{0,8}的(申请|请示|报告|函|备案)(表|书)?"
        r"|助理.{0,4}(更换|调整|变更)的?(申请|请示|报告|函|备案)(表|书)?",
    ),
    (PaperKind.LEAVING_SURVEY, r"离岗.{0,16}(调查|调研)(表|问卷)?|离岗.{0,12}情况(登记表?|表)"),
    (PaperKind.REGISTRATION_FORM, r"(助理|上岗)(上岗|(基本)?信息)?登记表"),
    (PaperKind.AGREEMENT, r"(岗位|助理|工作|岗位工作)责任[书状]"),
    (
        PaperKind.EVALUATION_OPINION,
        r"评议(意见)?(书|表)?|(离岗|离任)(鉴定|评价)(意见)?(书|表)?"
        r"|(离岗|离任)(考核|考评)(评议|评价)?意见(书|表)?"
        r"|(在岗|任职)(期间)?(工作)?(表现|情况)的?(鉴定|评价)(意见)?(书|表)?",
    ),
    (
        PaperKind.CASE_REPORT,
        r"(助理|工作|德育|教育|辅导|典型)案例(报告|分析)?(表|书)?|案例(报告|分析)(表|书)?|个案报告",
    ),
    (
        PaperKind.APPLICATION_FORM,
        r"(上岗|助理岗位?|助理|岗位聘用|德育助理)([(][^()]{1,10}[)])?(聘用|聘任|岗位)?申请(登记|审批)?(表|书)?|上岗申请(表|书)?"
        r"|申请(担任|兼任|从事).{0,10}助理(申请|信息|情况|登记)?(表|书)"
        r"|(?<!不再|继续)担任.{0,14}助理的申请书?",
    ),
    (
        PaperKind.ASSESSMENT,
        r"(考核|考评)(评估)?(登记)?(表|结果|意见|汇总表|评分表)|(年度|学期|学年|期末)(考核|考评)"
        r"|助理(工作)?(考核|考评)",
    ),
    (
        PaperKind.TRAINING_ATTENDANCE,
        r"(培训)?(考勤|签到)(记录|情况)?(表|册|单)?|培训.{0,6}(名单|记录)"
        r"|培训(出席|出勤|参加|考勤|签到)情况的?(统计|记录|汇总)(表)?",
    ),
    (
        PaperKind.TERM_PLAN,
        r"(学期|助理|德育|工作)(工作)?计划(书|表)?|学期工作打算|助理(本学期|学期)?工作安排",
    ),
    (
        PaperKind.YEARLY_REPORT,
        r"(年度|助理|德育)?(工作)?(述职|工作汇报|年度汇报)(报告|材料)?|述职报告"
        r"|(德育|助理).{0,12}(工作|年度)的?(报告|汇报)(材料|表)?",
    ),
    (
        PaperKind.YEARLY_WRITING,
        r"(年度|学年|助理|德育)?(工作)?(工作总结|工作论文|年度论文|年度总结|学年总结)(报告)?"
        r"|助理(年度|学年)?工作小结|年度(工作)?小结",
    ),
    (
        PaperKind.ROSTER,
        r"(助理|在岗|上岗)(人员)?(申请|推荐)?(人员)?(信息|情况)?(名单|名册|汇总表|一览表|统计表|花名册|信息表)|花名册"
        r"|(报送|上报).{0,20}助理(人员)?(名单|名册)的(函|报告)",
    ),
    (
        PaperKind.POSITION_DUTIES,
        r"岗位职责(说明|说明书|一览表|汇总表|[及与和]?分工(表|方案)?|表)?"
        r"|助理(岗位)?(设置)?[及与和]?职责的?(说明|规定)|助理(工作|岗位)?分工(表|方案|说明)?|助理岗位说明书",
    ),
)
_END = r"(?:[（(〔\[【][^）)〕\]】]{0,30}[）)〕\]】]|模板|样表|电子版|\d{4}.{0,8}|[-—_][\u4e00-\u9fff·]{2,6})?"
_START = r"(?:附件?\d{0,2}[:：.、]?)?[-—–《“【\[]{0,2}(?P<before>[^，,。；;：:！!？?、□☑]{0,40}?)"
_PATTERNS = tuple(
    (kind, re.compile(rf"{_START}(?P<title>{words})[》”】\]]?(?P<after>{_END})"))
    for kind, words in _TITLES
)
_CASE_NAMED = re.compile(
    r"[-—]*(?:研究生)?(?:德育)?(?:工作)?(?:助理)?(?:工作)?案例[:：—-]+(.{2,50})"
)
_CASE_BELOW = re.compile(
    r"[（(](?:研究生)?(?:德育)?(?:工作)?(?:助理)?(?:工作)?案例(?:报告|分析)?[)）]"
)
"""（研究生德育工作助理工作案例）, below the title of the case itself."""
_NAMED_BEFORE = re.compile(
    r"[《“]?(.{3,40}?)[》”]?\s?[-—–]{1,2}(?:研究生)?(?:德育)?(?:工作)?(?:助理)?(?:工作)?案例(?:报告|分析)?"
)
_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.]|[（(][一二三四五六七八九十\d]+[)）]|\d+[、.)](?!\d))"
)
_NOT_OURS = re.compile(
    r"助教|助管|助研|奖学金|助学金|入党|入团|请假|辅导员|参考|须知|通知|填写说明|的说明"
)
_TO_BE_DONE = re.compile(
    r"(?:请|认真|切实|各位助理|各学院)*(?:开展|做好|进行|完成|提交|填写|撰写|现将)"
)
_A_PAPER = re.compile(r"[表书册单函]$|(?:申请|请示|报告|备案)$")
"""请认真做好助理年度考核 tells what to do, and names no paper."""
_SPLITTING = frozenset(
    {
        PaperKind.APPLICATION_FORM,
        PaperKind.REPLACEMENT_REQUEST,
        PaperKind.CASE_REPORT,
        PaperKind.EVALUATION_OPINION,
        PaperKind.LEAVING_SURVEY,
        PaperKind.AGREEMENT,
        PaperKind.REGISTRATION_FORM,
    }
)


@dataclass(frozen=True, slots=True)
class Recognised:
    """A kind with how sure it is, and why, in Chinese."""

    kind: PaperKind
    confidence: float
    because: str


def is_title(line: str) -> bool:
    return kind_of_title(line) is not None


def kind_of_title(line: str) -> PaperKind | None:
    """The kind a line names if it is a title; numbered headings and sentences are none."""
    text = in_one_piece(line)
    if not text or len(text) > LONGEST_TITLE or _NUMBERED.match(text):
        return None
    if _CASE_NAMED.fullmatch(text) or _CASE_BELOW.fullmatch(text):
        return PaperKind.CASE_REPORT
    for kind, pattern in _PATTERNS:
        found = pattern.fullmatch(text)
        if not found or _NOT_OURS.search(found["before"]):
            continue
        if kind is not PaperKind.CASE_REPORT and NEVER_OURS.search(text):
            continue
        if _A_PAPER.search(found["title"]) or not _TO_BE_DONE.match(found["before"]):
            return kind
    return None


def splits(kind: PaperKind) -> bool:
    """Whether a title of this kind begins a paper of its own wherever it stands."""
    return kind in _SPLITTING


def title_after_kind(line: str) -> str:
    """The title of a case named on the same line as its kind: 工作案例：春风化雨."""
    text = " ".join(line.split())
    found = _CASE_NAMED.fullmatch(text) or _NAMED_BEFORE.fullmatch(text)
    return found[1].strip() if found else ""


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
    text = simplified(text)
    headed = False
    top = (*lines[:TITLE_AMONG], *header)
    for number, line in enumerate((*lines, *header)):
        kind = kind_of_title(line)
        headed = headed or (kind is None and heads_another_paper(line))
        if kind and not (headed and not splits(kind)) and _of_assistants(kind, line, text):
            shown = " ".join(line.split())
            return Recognised(kind, TITLED if number < 3 else TITLED_ABOVE, f"标题是“{shown}”")
    other = _title_of_another(top, text)
    if other:
        return Recognised(PaperKind.UNRECOGNISED, 0.6, f"标题是“{other}”，不是本系统认识的材料")
    kind = kind_by_title_words(top, text)
    if kind is not None and (
        kind is not PaperKind.APPLICATION_FORM or _bears_out(kind, asked, text)
    ):
        return Recognised(kind, BY_LABELS, "从标题的用词和正文判断")
    kind = kind_by_labels(asked)
    if kind is not None:
        return Recognised(kind, BY_LABELS, "没有标题，从所列栏目判断")
    headings = {found[1] for found in _CASE_HEADING.finditer(text)}
    if len(headings) >= FEWEST_CASE_HEADINGS and any("案例" in one for one in headings):
        return Recognised(PaperKind.CASE_REPORT, BY_LABELS, "没有标题，从案例的小标题判断")
    if "德育" in text and all(sign.search(text) for sign in _OF_A_THESIS):
        because = "没有标题，有摘要、关键词和参考文献，写的是德育工作"
        return Recognised(PaperKind.YEARLY_WRITING, BY_LABELS, because)
    kind = kind_by_text(lines, text)
    if kind is not None:
        return Recognised(kind, BY_LABELS, "没有标题，从写给谁、写的什么事判断")
    kind = kind_of_title(re.sub(r"\.[A-Za-z0-9]{1,5}$", "", name))
    if kind is not None and _bears_out(kind, asked, text):
        return Recognised(kind, BY_NAME, f"没有标题，文件名是“{name}”")
    return Recognised(PaperKind.UNRECOGNISED, 0.3, "标题和栏目都不是本系统认识的材料")


_ATTENDANCE_OF_ANY = re.compile(
    r"[\d年月日第一二三四五六七八九十次期春秋季学院研究生-]*(?:培训)?(?:考勤|签到)"
)


def _of_assistants(kind: PaperKind, title: str, text: str) -> bool:
    """A training of safety or for a job is no training of assistants unless the paper speaks of them."""
    if kind is not PaperKind.TRAINING_ATTENDANCE or _HOLDS_A_POST.search(title):
        return True
    return _ATTENDANCE_OF_ANY.match(title) is not None or speaks_of_assistants(text)


_OF_A_THESIS = tuple(
    re.compile(
        rf"^[ \t\u3000]*[【\[]?{sign}[】\]]?(?:[ \t\u3000]*(?:[:：]|$)|[ \t\u3000]+\S)",
        re.MULTILINE,
    )
    for sign in (
        r"(?:内容)?摘[ \t\u3000]*要",
        r"关[ \t\u3000]*键[ \t\u3000]*词",
        r"参[ \t\u3000]*考[ \t\u3000]*文[ \t\u3000]*献",
    )
)
_SHEET = re.compile(
    r"[^:：，,。；;□☑]{2,36}(?:表|书|卡|单|册|证明|证|协议|合同|函|简历)(?:[（(《][^（）()]{0,20}[）)》])?"
)
_HOLDS_A_POST = re.compile(r"助理|德育|德助")


def _title_of_another(lines: tuple[str, ...], text: str) -> str:
    """The title of a form of some other office, "" when there is none.

    A title with neither 助理 nor 德育 counts, unless the text is about 德育 all the same.
    """
    for line in lines:
        title = in_one_piece(line)
        if len(title) < 5 or not _SHEET.fullmatch(title) or _NUMBERED.match(title):
            continue
        if _NOT_OURS.search(title) or NEVER_OURS.search(title):
            return title
        if not _HOLDS_A_POST.search(title) and not speaks_of_assistants(text):
            return title
    return ""


_CASE_HEADING = re.compile(
    r"^[ \t\u3000]*(?:(?:[一二三四五六七八九十\d]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)])[ \t\u3000]*)?"
    r"(案例(?:背景|简介|概述|概况|描述|介绍|经过|回顾|过程|内容|情况|分析|处理|反思|启示|总结|思考|点评|评析)"
    r"|(?:工作|经验)?(?:与|和)?(?:启示|反思|思考))[^，。；：:\n]{0,10}(?:[：:][^\n]*)?$",
    re.MULTILINE,
)
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


def _bears_out(kind: PaperKind, asked: frozenset[str], text: str) -> bool:
    """Whether the content is at least like what the file's name promises."""
    if kind is PaperKind.APPLICATION_FORM:
        return "name" in asked and len(asked & _ONLY_OURS_ASKS) >= 2
    if kind is PaperKind.CASE_REPORT:
        return len(text) >= FEWEST_WORDS_OF_A_CASE and len(asked) <= MOST_LABELS_OF_A_CASE
    return True

"""What kind of paper a line names, if it is the title of one."""

import re

from pipeline.domain.papers import PaperKind
from pipeline.domain.written import in_one_piece

LONGEST_TITLE = 60

_TITLES: tuple[tuple[PaperKind, str], ...] = (
    (
        PaperKind.REPLACEMENT_REQUEST,
        r"更换(申请|备案|审批)(表|书)?|助理(调整|变更)(申请|备案|审批)(表|书)?"
        r"|(更换|调整|变更)(我院)?(研究生)?(德育)?(工作)?助理的?(申请|请示|报告|函|备案)(表|书)?",
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
        r"(学期|助理|德育|工作)(工作)?计划(书|表)?|学期工作打算|助理(本学期|学期)工作安排",
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
_CASE_PART = re.compile(r"[【\[]?案例分析[】\]]?")
"""A heading in a case, and no title."""
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
_OF_US = re.compile(
    r"[\u4e00-\u9fff]{2,14}?(?:大学|学院|书院|研究院|院|系)|^(?!班主任|学生会|辅导员|团支)[\u4e00-\u9fff·]{2,3}(?=\d)|^[\u4e00-\u9fff·]{2,5}[-—_]|\d+|[-—()（）]"
    r"|学年|年度?|[新本上下](?=学期|半年)|第[一二](?:学期)?|[春秋]季?|学期|研究生|德育(?:工作)?(?=助理)|工作|助理|岗位|上岗|在岗|离岗|离任|拟|新任|关于|对|的"
    r"|党建|团|学术|就业|实践|文体|信息|宣传|教育管理"
)
_NO_TITLE = re.compile(r"[，,。；;！!？?□☑]|[:：].{12}|[:：]$")
_BRACKETS = re.compile(r"[（(〔\[【][^）)〕\]】]{0,30}[）)〕\]】]")
_HEADS_ANOTHER = re.compile(
    r"招聘(?!.{0,4}(?:申请|报名|登记))|启事|公告|公示|通知$|议程|方案$|要求$|手册$|办法$|证明$"
)
_SHEET = re.compile(
    r"[^:：，,。；;□☑]{4,36}(?:表|书|卡|单|册|证明|协议|合同|函|简历)(?:[（(《][^（）()]{0,20}[）)》])?"
)
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


def is_title(line: str) -> bool:
    return kind_of_title(line) is not None


def kind_of_title(line: str) -> PaperKind | None:
    """The kind a line names if it is a title; numbered headings and sentences are none."""
    text = in_one_piece(line)
    if not text or len(text) > LONGEST_TITLE or _NUMBERED.match(text):
        return None
    if _CASE_PART.fullmatch(text):
        return None
    if _CASE_NAMED.fullmatch(text) or _CASE_BELOW.fullmatch(text):
        return PaperKind.CASE_REPORT
    for kind, pattern in _PATTERNS:
        found = pattern.fullmatch(text)
        if not found or _NOT_OURS.search(found["before"]):
            continue
        if _A_PAPER.search(found["title"]) or not _TO_BE_DONE.match(found["before"]):
            return kind
    return None


def is_plain_title(line: str) -> bool:
    """Whether a title names nothing but us: 机电学院2026年研究生德育助理名单, not 班主任工作计划."""
    text = in_one_piece(line)
    if _CASE_NAMED.fullmatch(text) or _CASE_BELOW.fullmatch(text):
        return True
    matches = (pattern.fullmatch(text) for _, pattern in _PATTERNS)
    found = next((one for one in matches if one), None)
    if found is None:
        return False
    begins = found["title"][:2]
    return _OF_US.sub("", found["before"] + begins) in ("", begins)


def heads_another_paper(line: str) -> bool:
    """Whether a line is the title of a notice, a programme or the like."""
    written = in_one_piece(line)
    if len(written) > LONGEST_TITLE or _NO_TITLE.search(written):
        return False
    return _HEADS_ANOTHER.search(_BRACKETS.sub("", written)) is not None


def is_title_of_a_sheet(line: str) -> bool:
    """Whether a line is the title of a form or list of whatever office."""
    title = in_one_piece(line)
    return _SHEET.fullmatch(title) is not None and not _NUMBERED.match(title)


def splits(kind: PaperKind) -> bool:
    """Whether a title of this kind begins a paper of its own wherever it stands."""
    return kind in _SPLITTING


def title_after_kind(line: str) -> str:
    """The title of a case named on the same line as its kind: 工作案例：春风化雨."""
    text = " ".join(line.split())
    found = _CASE_NAMED.fullmatch(text) or _NAMED_BEFORE.fullmatch(text)
    return found[1].strip() if found else ""

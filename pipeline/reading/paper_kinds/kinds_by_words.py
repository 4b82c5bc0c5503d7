"""The kind of a paper that no usual title names: by its title's words, or who writes to whom of what.

Everything here asks that the paper speaks of assistants; what could be of another office stays
unrecognised.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.domain.papers import PaperKind
from pipeline.domain.written import simplified

LONGEST_TITLE_IN_WORDS = 40
TOP_LINES = 2
FEWEST_ASPECTS = 4

_ASSISTANT = re.compile(
    r"德育(?:工作)?助理|德助|德育"
    r"|(?:党建|团工作|学术|就业|实践|文体|信息|宣传|教育管理|离岗|离任|在岗|上岗|研究生)(?:工作)?助理"
    r"|助理(?:工作)?培训"
)
_ASSISTANT_IN_TITLE = re.compile(rf"{_ASSISTANT.pattern}|^(?:各)?助理|助理工作")
_ANY_ASSISTANT = re.compile(r"助理")
_I_AM_ONE = re.compile(
    r"(?:我是|本人是?|作为|我担任|本人担任|我作为)[^，。；\n]{0,20}助理|我的?德育助理"
    r"|^[-—\s]*[^，。；：:\n]{0,16}助理[ \u3000]+[\u4e00-\u9fff]{2,4}$",
    re.MULTILINE,
)
"""我是党建助理周思远, and the line of an author: ——就业助理 田甜."""
NEVER_OURS = re.compile(
    r"(?<!教育)管理助理|教学助理|德育(?:考核|测评|学分|课程|处)|勤工|民主|津贴|酬金|经费|待遇|电脑|设备|座谈|讲座|党课|答辩|培训时间"
    r"|导师.{0,2}(?:更换|变更|调整)|(?:更换|变更|调整)导师"
    r"|助理(?:岗位|工作)?(?:(?:评优|评奖|调岗|离岗|离任|辞职|请假)(?:申请|审批)|信息变更)表"
    r"|优秀.{0,10}助理.{0,6}(?:申请|推荐|申报|评选|名单)"
    r"|^(?!.*德育).*(?:图书馆?|科研|财务|行政|实验室?|项目|机关|后勤|学生|办公室?|院长|校长|主任|部长)助理"
    r"|^(?!.*(?:助理|德育)).*(?:(?:教职工|教师|退休|干部).*离岗|离岗(?:创业|进修|退养))"
    r"|(?:更换|调整|变更).{0,16}助理(?:的|岗位|工作|人员)*(?:联系|电话|邮箱|办公|地点|数量|名额|编制|职数|时间|职责|制度|考核)"
    r"|培训班?(?:工作)?(?:总结|小结|计划|安排|报名|申请)|面试|欢送|月度|每月|月工作|周工作"
    r"|(?:迎新|论坛|讲座|活动|党日|社会实践|比赛|竞赛|晚会)(?:工作)?(?:总结|计划|安排)"
    r"|综合素质|素质测评|德育(?:考核|鉴定|测评|评价|学?分|成绩)|培训.{0,6}(?:考核|考试|结业)"
    r"|(?:工作部|支部|班级|研究生会|学生会|本科生)(?!.*助理).{0,10}(?:总结|计划|安排)"
)
"""Other posts, matters and writers, wherever a title names them; a case may be about any of them."""
_NO_TITLE = re.compile(r"[，,。；;！!？?□☑]|[:：].{12}|[:：]$")
_NUMBERED = re.compile(
    r"[一二三四五六七八九十\d]{1,3}[、.．)）]|[（(][一二三四五六七八九十\d]{1,3}[)）]"
)
_ANOTHER_MATTER = re.compile(
    r"助教|助管|助研|助理(?:研究员|教授|工程师|管理员)|奖学金|助学金|入党|入团|请假|辅导员|参考|须知|通知|填写|样表|^请|提交|撰写|邮件"
    r"|津贴|酬金|工资|报销|经费|采购|场地|获奖|表彰|评优|优秀|民主|党员|班级|课程|开题|思想汇报|新闻|简报|办法|细则"
    r"|会议|例会|座谈|活动|手册|满意|心理|咨询|方案|制度|公示|标准|指标"
)


@dataclass(frozen=True, slots=True)
class _Words:
    """Words a title must hold, in any order, and those that make it a paper of another kind.

    `own`: the assistant must be named in the title itself; else the text may do it.
    `written_by_one`: where the title names none, the writer must say to be one.
    """

    kind: PaperKind
    all_of: tuple[str, ...]
    none_of: str = r"^\b$"
    own: bool = False
    written_by_one: bool = False


_TITLES = (
    _Words(
        PaperKind.REPLACEMENT_REQUEST,
        (
            r"更换|换人|替换|轮换|接替|接任|人选|改派|另派|重新选派|(?:人员|岗位|助理).{0,4}(?:调整|变更|变动)",
            r"申请|请示|报告|函|备案|说明",
        ),
        r"职责|分工|培训|计划|总结|考核|导师|案例|支部|支委|委员|班委|干部|设备|电脑|宿舍|专业|时间|地点|薪|补助|内容",
    ),
    _Words(
        PaperKind.LEAVING_SURVEY,
        (r"离岗|离任|卸任", r"调查|调研|问卷|摸底|采集|反馈|情况表|情况登记"),
        r"评议|鉴定|案例|名单|汇总|统计",
        own=True,
    ),
    _Words(
        PaperKind.EVALUATION_OPINION,
        (r"离岗|离任|在岗|任职|期间|表现", r"评议|鉴定|评语|评价|(?:考核|考评)意见"),
        r"自我|自评|本人|汇总|名单|调查",
    ),
    _Words(PaperKind.CASE_REPORT, (r"案例|个案", r"工作|报告|分析|纪实|实录|帮扶|典型")),
    _Words(
        PaperKind.APPLICATION_FORM,
        (
            r"应聘|竞聘|竞岗|竞选|自荐|上岗|岗位|任职|聘用|聘任|担任",
            r"(?:申请|报名|应聘)(?:登记)?(?:表|书)?$",
        ),
        r"更换|调整|变更|离岗|退出|辞|终止|延长|续",
        own=True,
    ),
    _Words(
        PaperKind.ASSESSMENT,
        (r"考核|考评|评估|测评", r"表|汇总|结果|得分|成绩|评分|情况$"),
        r"培训|离岗|离任|工作量|论文|总结|报告",
        own=True,
    ),
    _Words(
        PaperKind.TRAINING_ATTENDANCE,
        (r"培训", r"签到|签名|考勤|出勤|缺勤|点名|到场|到会|到课"),
    ),
    _Words(
        PaperKind.REGISTRATION_FORM,
        (
            r"助理.{0,3}(?:基本|个人)?(?:信息|情况)?登记(?:表|卡)?$|德助(?:基本|个人)?信息登记(?:表|卡)?$",
        ),
        r"交接|移交|离岗|离任|考核|值班|考勤|签到|谈话|培训|健康|服装|银行",
    ),
    _Words(PaperKind.AGREEMENT, (r"助理.*责任[书状]$",), r"安全|保密|廉政|汇总|统计", own=True),
    _Words(
        PaperKind.ROSTER,
        (
            r"助理.*(?:名单|名册|通讯录|联系(?:电话|方式)(?:汇总|一览)?表)$"
            r"|助理.*(?:队伍|人员|情况).*(?:一览|统计|汇总)表?$|(?:在岗|现任|新任).*助理.*(?:一览|统计|汇总)表?$",
        ),
        r"培训|考核|考评|参会|缺|未|请示|职责|分工|考勤|签到|录用|面试|候选|报名|离岗|离任|群|聚餐|调查|值班|案例|总结|论文",
        own=True,
    ),
    _Words(
        PaperKind.TERM_PLAN,
        (r"计划|打算|安排|设想|工作规划", r"学期|[春秋]季|学年|工作"),
        r"培养|发展|职业|论文|考试|教学|讲座|实验|培训|值班|总结|考核|评选|招聘|选拔|聘任",
        written_by_one=True,
    ),
    _Words(
        PaperKind.YEARLY_REPORT,
        (
            r"述职|履职|工作.{0,4}(?:汇报|报告)|工作情况的(?:汇报|报告)|汇报.{0,10}工作",
            r"年|述职|履职",
        ),
        r"更换|调整|名单|报送|案例|调研|社会实践|学期|培训",
        written_by_one=True,
    ),
    _Words(
        PaperKind.YEARLY_WRITING,
        (r"总结|小结|回顾|论文", r"年"),
        r"培训|社会实践|支部|实习|考核|思想|名单|汇总|毕业论文|学位论文|学术论文",
        written_by_one=True,
    ),
    _Words(
        PaperKind.POSITION_DUTIES,
        (r"职责|分工|岗位说明|工作内容", r"(?:说明书?|一览表?|规定|函|分工表?|职责|表)$"),
        r"责任书|考核|申请|调整|招聘",
    ),
)
_BRACKETS = re.compile(r"[（(〔\[【][^）)〕\]】]{0,30}[）)〕\]】]")


def in_one_piece(line: str) -> str:
    """A line as titles are compared: simplified, NFKC, without white space."""
    return simplified("".join(unicodedata.normalize("NFKC", line).split()))


def kind_by_title_words(lines: Iterable[str], text: str) -> PaperKind | None:
    """The kind whose words a title among the first lines puts together freely."""
    for line in lines:
        if heads_another_paper(line):
            return None
        written = in_one_piece(line)
        if len(written) > LONGEST_TITLE_IN_WORDS or _NO_TITLE.search(written):
            continue
        if (
            _NUMBERED.match(written)
            or _ANOTHER_MATTER.search(written)
            or NEVER_OURS.search(written)
        ):
            continue
        bare = _BRACKETS.sub("", written)
        for words in _TITLES:
            # 育人故事（工作案例）: a case has a title of its own, and its kind in brackets.
            title = written if words.kind is PaperKind.CASE_REPORT else bare
            if _named(words, title) and _ours(words, written, text):
                return words.kind
    return None


def _named(words: _Words, title: str) -> bool:
    if re.search(words.none_of, title):
        return False
    return all(re.search(one, title) for one in words.all_of)


def _ours(words: _Words, title: str, text: str) -> bool:
    if _ASSISTANT_IN_TITLE.search(title):
        return True
    if _ANY_ASSISTANT.search(title) and speaks_of_assistants(text):
        return True
    if words.own:
        return False
    return (
        _I_AM_ONE.search(text) is not None if words.written_by_one else speaks_of_assistants(text)
    )


def speaks_of_assistants(text: str) -> bool:
    return _ASSISTANT.search(text) is not None


_HEADS_ANOTHER = re.compile(
    r"招聘(?!.{0,4}(?:申请|报名|登记))|启事|公告|公示|通知$|议程|方案$|要求$|手册$|办法$|证明$"
)


def heads_another_paper(line: str) -> bool:
    """Whether a line is the title of a notice, a programme or the like."""
    written = in_one_piece(line)
    if len(written) > LONGEST_TITLE_IN_WORDS or _NO_TITLE.search(written):
        return False
    return _HEADS_ANOTHER.search(_BRACKETS.sub("", written)) is not None


_TO_THE_OFFICE = re.compile(
    r"(?:尊敬的)?(?:党委)?(?:研究生工作部|研工部)(?:各位)?(?:领导|老师)?[:：,，]?.{0,6}"
)
_TO_THE_PARTY_COMMITTEE = re.compile(r"(?:尊敬的)?(?:学?院)(?:党委|党总支)[^，。]{0,8}[:：]")
_TAKES_OVER = re.compile(r"接任|接替|换成|更换为|调整为")
_ENCLOSES_OR_ASKS = re.compile(r"附件|随信|随函|请问|[？?]")
_JUDGES = re.compile(r"评议")
_SIGNED_BY_A_COLLEGE = re.compile(
    r"(?:学院|书院|学工办|学生工作办公室|党委|党总支)(?:[（(](?:盖章|公章|章)[）)])?[ \u3000]*$",
    re.MULTILINE,
)
_IN_OFFICE = re.compile(r"任职期间|在岗期间|担任[^，。]{0,12}助理")
_REPORTS = re.compile(r"汇报|述职")
_A_YEAR = re.compile(r"一年|每年|年度|学年")
_PLANS = re.compile(r"(?:制定|拟定|制订)[^，。；\n]{0,12}计划")
_ASSISTANT_I_AM = re.compile(r"(?:我|本人)[^，。；\n]{0,12}助理")
_UNDERTAKES = ("设岗单位", "上岗人员", "责任")
_ASPECTS = re.compile(r"^[^\n\t]{0,4}(政治素质|思想方法|敬业精神|工作能力|业务水平)", re.MULTILINE)
"""What an assessment weighs (三.3)."""


def kind_by_text(lines: tuple[str, ...], text: str) -> PaperKind | None:
    """The kind of a paper without a title, by who writes to whom about what."""
    if all(word in text for word in _UNDERTAKES) and "签字" in text:
        return PaperKind.AGREEMENT
    if len(set(_ASPECTS.findall(text))) >= FEWEST_ASPECTS and re.search(r"助理|岗位", text):
        return PaperKind.ASSESSMENT
    if not speaks_of_assistants(text) or not lines:
        return None
    top = simplified("".join(lines[:1]))
    if _TO_THE_OFFICE.fullmatch(top):
        return _kind_of_letter(text)
    if _TO_THE_PARTY_COMMITTEE.match(top) and _I_AM_ONE.search(text):
        reports = _REPORTS.search(text) and _A_YEAR.search(text)
        return PaperKind.YEARLY_REPORT if reports and "申请" not in text else None
    above = simplified("".join(lines[:TOP_LINES]))
    if _ASSISTANT_I_AM.search(above) and _PLANS.search(above) and "学期" in above:
        return PaperKind.TERM_PLAN
    return None


def _kind_of_letter(text: str) -> PaperKind | None:
    """What a college asks of the office or tells it; a covering letter asks nothing itself."""
    if _ENCLOSES_OR_ASKS.search(text) or not _SIGNED_BY_A_COLLEGE.search(text):
        return None
    if _TAKES_OVER.search(text):
        return PaperKind.REPLACEMENT_REQUEST
    if _JUDGES.search(text) and _IN_OFFICE.search(text):
        return PaperKind.EVALUATION_OPINION
    return None

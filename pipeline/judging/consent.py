"""What a college's opinion says of its consent: every word of it must be one that is listed here."""

import re
from enum import Enum
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from pipeline.judging.written import plain


class Word(Enum):
    """What a listed word adds to an opinion; STOP ends a clause, UNKNOWN is every other word."""

    CONSENT = "consent"
    REFUSAL = "refusal"
    PERSON = "person"
    OBJECT = "object"
    BESIDE = "beside"
    STOP = "stop"
    UNKNOWN = "unknown"


_CONSENT = "同意 批准 准予 予以批准 予以通过 审核通过 审查通过 审批通过"
_REFUSAL = (
    "不同意 不批准 不准 不通过 不推荐 不合格 反对 否决 退回 未同意 没有同意 未批准 没有批准 未通过 没有通过"
    " 未获同意 未获批准 未获通过 不予同意 不予批准 不予通过 不予推荐 不宜批准 不宜推荐 不能同意 不能批准"
    " 不符合条件 不符合要求 未符合条件"
)
_PERSON = (
    "该 该生 该同学 该同志 同学 同志 学生 研究生 博士 硕士 博士生 硕士生 博士研究生 硕士研究生 其 申请人"
    " 党员 正式党员 中共党员 预备党员 干部 学生干部 导师"
)
_OBJECT = (
    "我 我院 我系 本院 本系 学院 学校 推荐 上报 报送 聘用 聘任 录用 任用 上岗 担任 任 出任 从事 作为 到 在 为 的 和 与 及 且 并 已"
    " 申报 申请 申请表 报名 岗 岗位 职务 职位 工作 助理 德育 德育助理 德育工作 德育工作助理 研究生德育助理 研究生德育工作助理"
    " 党建 党务 团建 团工作 团学 共青团 学术 就业 实践 文体 信息 宣传 信息宣传 教育管理 一职 一名 学年 学期 年度 本学期 本学年"
    " 不再兼任助教 不再兼任助管 不再担任助教 不再担任助管 不再兼任其他助教 不再兼任其他助管 不再兼任其他岗位"
    " 签字 签名 签章 盖章 公章 章 负责人 书记 党委书记 副书记 党委副书记 院长 副院长 主任 分管领导 主管领导 日期 年 月 日 聘期 春季 秋季 春季学期 秋季学期"
)
_WHO = (
    "本 院 系 院系 书院 学部 单位 设岗单位 用人单位 培养单位 党委 分党委 院党委 学院党委 党总支 总支 党委会 党政联席会 党政联席会议"
    " 联席会 班子 领导班子 党政领导 领导 学工办 学工组 学生工作办公室 学生工作组 工作组 研究生办公室 研工组"
)
_HOW = (
    "经 经过 通过 根据 按 按照 由我院 由学院 研究 集体研究 讨论 集体 决定 会议 会 考察 考核 审核 审查 审议 审定 核实 核对 评议 民主 民主评议"
    " 选拔 面试 笔试 资格审查 资格 公示 公示期 综合 全面 认真 严格 充分 一致 特 特此 现 兹 已经 均 地 得 了 对"
    " 以上 上述 所填 填写 内容 材料 情况 属实 无误 真实 完整 齐全 有效 程序 规定 有关 相关 文件 办法 要求 条件 标准 任职 符合 具备 满足 完全"
    " 无异议 公示无异议 无不同意见 没有不同意见 无任何异议 无反对意见 意见 意见为"
)
_PRAISE = (
    "表现 思想 政治 思想政治 政治立场 立场 坚定 觉悟 政治觉悟 政治素质 素质 素养 思想品德 品德 品行 道德 作风 正派 端正 过硬 学习 学业 成绩 学业成绩 科研"
    " 科研能力 能力 工作能力 组织 组织能力 协调 沟通 表达 管理 管理能力 责任心 责任感 事业心 热情 热心 积极 主动 踏实 刻苦 勤奋 负责 认真负责 扎实 严谨 诚恳 诚实 真诚"
    " 待人 待人真诚 为人 团结 团结同学 乐于助人 助人 服务 服务意识 奉献 奉献精神 精神 意识 大局 进取 上进 努力 优秀 良好 突出 优异 优良 较好 较强 强 高 较高 好 很好 很强 很高"
    " 出色 品学兼优 热爱 善于 擅长 乐于 全日制 共青团员 群众关系 曾任 曾担任 任过 主席 副主席 部长 副部长 班长 副班长 团支书 团支部书记 党支部书记 支部书记 支委 委员 研究生会 学生会 胜任 能够 能 具有 丰富 经验 学生工作 社会工作 平时 日常 期间 在校 在读 一直 始终 十分 非常 特别 各方面 方面 群众基础 威信"
    " 无违纪 无违纪行为 无违纪记录 无违规违纪 无违规违纪行为 无违法违纪行为 无任何违纪行为 未发现违纪行为 无不良记录"
)
_LISTED = {
    word: kind
    for kind, words in (
        (Word.BESIDE, f"{_WHO} {_HOW} {_PRAISE}"),
        (Word.OBJECT, _OBJECT),
        (Word.PERSON, _PERSON),
        (Word.CONSENT, _CONSENT),
        (Word.REFUSAL, _REFUSAL),
    )
    for word in words.split()
}
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范石姚谭廖邹熊金陆郝"
    "孔崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易武乔贺赖龚庞樊殷施洪翟安颜倪严牛温芦季俞章鲁葛韦毕聂焦向"
)
_NAME = rf"[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}"
SOMEBODY = rf"{_NAME}(?=同学|同志)|(?<=同意|推荐|批准|聘任|聘用){_NAME}(?=担任|出任|上岗|任)"
"""Whose name an opinion tells."""
_DAY = r"[〇○零一二三四五六七八九十\d]{2,4}[年.\-/][〇○零一二三四五六七八九十\d]{1,3}[月.\-/](?:[〇○零一二三四五六七八九十\d]{1,3}日?)?"
_SHAPES = {
    "name": (Word.PERSON, SOMEBODY),
    "signature": (
        Word.OBJECT,
        rf"(?:{_NAME})?{_DAY}|(?<=[:：]){_NAME}(?![\u4e00-\u9fff])|[{_SURNAMES}](?=副?书记|副?院长|主任)",
    ),
    "length": (Word.OBJECT, r"20\d\d[年\-—~]*(?:20\d\d)?|[一二两三]个?(?:年|学期)"),
    "edition": (Word.BESIDE, r"《[^《》]{2,30}》"),
    "passed_on": (
        Word.OBJECT,
        r"(?:上?报送?|推荐[至到]|呈报)(?:学校|研工部|研究生工作部|党委研究生工作部)(?:审[批核定])?|望批准(?=$|[,，.。;；])",
    ),
    "before": (
        Word.BESIDE,
        r"经(?:党?支部|导师|本人|家长|班级|个人|[和与及、])+同意(?=[,，.。;；、]|学院)",
    ),
    "of_others": (
        Word.UNKNOWN,
        r"(?:导师|(?:党|团)?支部(?:书记)?|辅导员|班主任|指导教师|本人|申请人|学校|研工部|研究生工作部|家长"
        r"|(?:研究生院|(?:研究生|学生)会|(?<!院)系|接收单位|(?:面试|考核)(?:小?组)?|导师推荐)(?=意见))(?:意见)?[:：]?(?=(?:均|已|一致|表示)*同意)",
    ),
    "stop": (Word.STOP, r"[,，.。;；:：、!！()（）]"),
}
"""What is told by its shape: who signed when, to whom it goes on, who else agrees."""
_WORDS = "|".join(
    f"{first}(?:{'|'.join(sorted((word[1:] for word in words), key=len, reverse=True))})"
    for first, words in groupby(sorted(_LISTED), key=itemgetter(0))
)
"""The longest word that stands there; told apart by the first character, which is much faster."""
_TOKEN = re.compile(
    "|".join((*(f"(?P<{name}>{shape})" for name, (_, shape) in _SHAPES.items()), _WORDS, ".")),
    re.DOTALL,
)


@lru_cache(maxsize=2000)  # a college writes the same under all its forms
def opinion_of_college(written: str) -> str:
    """Whether a college's opinion ``agrees``, ``disagrees``, or says something ``other``.

    It agrees when a clause consents and no word of it is unknown: 同意撤换, 难以同意, 同意，但须…
    and whatever else may weaken a consent are for a person, without being listed.
    """
    text = plain(written)
    if not text:
        return ""
    clauses = _clauses(text)
    consents = [clause for clause in clauses if Word.CONSENT in clause]
    if not consents:
        return "disagrees" if any(map(_refuses, clauses)) else "other"
    known = all(map(_WEAKENING.isdisjoint, clauses))
    return "agrees" if known and all(map(_consents, consents)) else "other"


_WEAKENING = frozenset({Word.UNKNOWN, Word.REFUSAL})


def _consents(clause: list[Word]) -> bool:
    """经党委研究，同意该生上岗: neither somebody else agrees (该生同意), nor to 公示 or 考核."""
    at = clause.index(Word.CONSENT)
    theirs = at > 0 and clause[at - 1] is Word.PERSON
    return not theirs and Word.BESIDE not in clause[at:]


def _refuses(clause: list[Word]) -> bool:
    return Word.REFUSAL in clause and Word.UNKNOWN not in clause


def _clauses(text: str) -> list[list[Word]]:
    clauses: list[list[Word]] = [[]]
    for token in _TOKEN.finditer(text):
        kind = _KIND_OF_SHAPE.get(token.lastgroup) or _LISTED.get(token[0], Word.UNKNOWN)
        if kind is Word.STOP:
            clauses.append([])
        else:
            clauses[-1].append(kind)
    return clauses


_KIND_OF_SHAPE: dict[str | None, Word] = {name: kind for name, (kind, _) in _SHAPES.items()}

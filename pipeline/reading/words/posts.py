"""Positions: which kind is applied for, and whether another assistant post is held."""

import re

from pipeline.domain.positions import AMBIGUOUS_KIND, PositionKind
from pipeline.reading.doubts import Doubt, Understood
from pipeline.reading.words.choices import chosen, compact
from pipeline.reading.words.labels import normalised

_WORDS: dict[PositionKind, str] = {
    PositionKind.PARTY_BUILDING: "党建 党务 党支部 支部建设 党建与组织",
    PositionKind.YOUTH_LEAGUE: "团工作 团建 共青团 团务 团学 团委 团总支 团支部 团的工作 青年工作",
    PositionKind.ACADEMIC: "学术 科研学术 学术科研 学术科技 学术活动 学术论坛 学风建设",
    PositionKind.EMPLOYMENT: "就业 就业指导 就业引导 就业创业 职业发展",
    PositionKind.PRACTICE: "实践 社会实践 实习实践",
    PositionKind.CULTURE_SPORTS: "文体 文化体育 文艺体育 文娱 文艺",
    PositionKind.PUBLICITY: "信息(宣传) 信息宣传 宣传信息 宣传(信息) 信息、宣传 新闻宣传 信息工作 信息助理 信息员 信息化 信息/宣传 信息与宣传 信息和宣传",
    PositionKind.EDUCATION_MANAGEMENT: "教育管理 教管 教育与管理 奖助 奖贷助 奖助贷 资助",
}
_PLAIN_PUBLICITY = "宣传"
_PRINTED_KINDS = 6
"""So many kinds in one cell are the form's list, of which nobody ticked any."""
_KIND_OF = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_KINDS = re.compile(
    "|".join(
        re.escape(word) for word in sorted([*_KIND_OF, _PLAIN_PUBLICITY], key=len, reverse=True)
    )
)
_CODES = {kind.value: kind for kind in PositionKind}


def position_kind(written: str, _label: str = "") -> Understood:
    """岗位类型; two kinds in one cell and a bare 宣传 (一.2.(3) and (7)) are ``ambiguous``."""
    text = chosen(_without_printed_list(written))
    if not isinstance(text, str):
        return text
    plain = compact(text)
    if plain in _CODES:
        return plain
    if len({_KIND_OF.get(word) for word in _KINDS.findall(plain)}) >= _PRINTED_KINDS:
        return None
    if _OF_STUDENTS.match(plain) or _ANOTHER_POST.search(_DESCRIBED.sub("", plain)):
        return Doubt("写的是别的岗位或职务，不是德育工作助理的岗位")
    if "党团" in plain:
        return AMBIGUOUS_KIND
    plain = plain.replace("社团", "社_").replace("集团", "集_")
    joined = plain.replace("信息(宣传)", "信息宣传").replace("宣传(信息)", "信息宣传")
    head = _PIECES.split(joined)[0]
    if len(_kinds_named(_PIECES.split(_DESCRIBED.sub("", joined)))) > 1:
        return AMBIGUOUS_KIND
    outside = _IN_BRACKETS.sub("", _DESCRIBED.sub("", joined))
    named = {_KIND_OF[word] for word in _KINDS.findall(outside) if word in _KIND_OF}
    if len(named) > 1:
        return AMBIGUOUS_KIND
    for part in (head, plain):
        words = _KINDS.findall(part)
        if (
            _PLAIN_PUBLICITY in words
            or len({_KIND_OF[word] for word in words if word in _KIND_OF}) > 1
        ):
            return AMBIGUOUS_KIND
        if words:
            return _KIND_OF[words[0]].value if not _DENIED.search(part) else AMBIGUOUS_KIND
    if re.search(r"(?<![社集])团(?!队)", head) and len(head) <= 6:
        return PositionKind.YOUTH_LEAGUE.value
    return Doubt("看不出是八类岗位中的哪一类")


_OF_STUDENTS = re.compile(r"副?(?:主席|部长|社长|班长|队长)(?!助理)|部员|干事")
"""部长（学术部）: an office among students, whatever its department is called."""


_ANOTHER_POST = re.compile(
    r"(?<!德育)(?:助管|助教|助研|辅导员|班主任)|(?<!教育)管理助理|(?:教学|科研)助理|书记(?!助理)|(?:中心|办公室|处|基地)(?!.*德育)"
    r"|(?:研究生|学生)(?:会|联合会)|[部社会]长|主席|教学实践"
)
"""信息化办公室助管, 党支部书记: a post of another sort, whatever words it has with ours."""


def _without_printed_list(written: str) -> str:
    """What is written before the form's own list in brackets: 学术（党建/团工作/学术/…）."""
    answer, *listed = re.split(r"[（(](?![\s√✓✔VvＶ)）]|.[)）])", written, maxsplit=1)
    kinds = {_KIND_OF.get(word) for word in _KINDS.findall("".join(listed))}
    return answer if len(kinds) >= _PRINTED_KINDS and _KINDS.search(answer) else written


_DENIED = re.compile(r"非|除.*外|以外|不|^原|曾|前任")
_DESCRIBED = re.compile(r"(负责|主要|包括|含|协助|从事|组织)[^)]*")
_IN_BRACKETS = re.compile(r"[(][^()]*[)]")
_PIECES = re.compile(r"[(),:,。;、/]")
_ROUND_A_KIND = re.compile(
    r"工作|助理|岗位?|方向|类|首选|次选|第[一二三]志愿|兼任?|或者?|和|与|及|以及|服从调剂|也|亦|均|都|可以?|愿意?|[12]"
)


def _kinds_named(pieces: list[str]) -> set[str]:
    """Kinds that a piece names and nothing else: what describes a post names none."""
    words = {_ROUND_A_KIND.sub("", piece.replace("团工作", "团建")) for piece in pieces}
    known = {_KIND_OF[word].value for word in words if word in _KIND_OF}
    return known | ({_PLAIN_PUBLICITY} & words)


_POST = r"助教|助管|教学助理|管理助理|辅导员|班主任"
_NONE_HELD = re.compile(
    rf"(?:未|没有?|无|不|非|并未|尚未|从未)[^,，;；。、()]{{0,14}}?(?:{_POST}|岗位?|受聘|担任|兼任|聘用|其他)[^,，;；。()]*"
)
_COUNTED = re.compile(r"助教|助管|教学助理|管理助理")
_RESEARCH = re.compile(r"助研|研究助理|科研助理")
_NO = re.compile(r"否|无|没有|未|不|暂无|no|none")
_PLAIN_NO = re.compile(
    r"(?:(?:目前|暂|现|均|都|皆)*(?:否|无|没有?|不是|未|未有|无兼职|不担任|不兼任|不受聘)|no|none|n/?a)[()]*"
)
_YES = re.compile(r"是|有|已|yes")
_OPEN = "看不出是否受聘其他助教、助管岗位"
_WHO = re.compile(r"^(?:本人|申请人|该生|该同学|目前|现在|现|当前)+")
_OWN_POST = re.compile(r"德育|本岗位|该岗位")
_HINT = re.compile(r"[(（]\s*(请|填写|填|如|例)[^)）]*[)）]")
_HELD = re.compile(
    r"(是|有|现任|担任|兼任|受聘|应聘为|聘用|聘为|被聘|任|从事|承担|了|于|在|为|的|一名|[一二两123]个|[一二两123]项"
    r"|本学期|本学年|今年|固定|兼职|助教|助管|助研|教学助理|管理助理|岗位?|工作|职务|一职|同时|并|及|和|导师|课题组|研究生|本科生|课程?"
    r"|《[^》]{1,30}》|[\u4e00-\u9fff]{1,12}(院|系|部|处|中心|课程?|办公室|实验室|图书馆|教研室)|[,，、:：;；。.()（）])+"
)
"""All that may stand beside the name of a post for it to be held now, and nothing else."""


_HALF_DENIED = re.compile(
    r"[未没无不非].{0,14}?(?:[而但]?是|而|但|[只仅]|除)[^否]{0,6}?(?:助|岗|[三受聘任])"
    r"|[未没无不](?:有|是)?(?:偿|固定|正式|编制|签|长期|全职|专职|带薪|报酬|合同)|否则|是.{0,3}[,，、(].{0,3}[未没无]|[未没无][^,，]{0,6}[,，、(].{0,2}[是有](?:$|助)"
)
"""不是助教是助管, 无固定岗位, 是，未受聘: denied in part, or answered both ways."""


_TRANSLATED = re.compile("(?<=^[是否有无])(?:yes|no)$")
_ANY_POST = re.compile(
    "(?:有无|是否有)?其[他它](?:兼职|兼任)?(?:岗位)?|是否兼任|兼任其[他它]岗位|他岗受聘"
)
"""Labels that do not say of what sort: any office among students may be meant."""
_ASKS_FOR_NONE = re.compile(r"(?:目前|现在|当前|现|本人)*(?:是否)?(?:未|没有|无(?!其他岗位情况))")


def other_post(written: str, label: str = "") -> Understood:
    """Whether another 助教 or 助管 post is held, whichever way round the form asks.

    助研 alone is no such post (contract, Q7).
    """
    text = chosen(_HINT.sub("", written))
    if not isinstance(text, str):
        return text
    plain = _WHO.sub("", compact(text).strip("。.,，;；!()"))
    asks_for_none = _ASKS_FOR_NONE.match(normalised(label)) is not None
    plain = _TRANSLATED.sub("", plain)
    if _HALF_DENIED.search(plain):
        return Doubt(_OPEN)
    stripped = _NONE_HELD.sub("", plain)
    if _COUNTED.search(stripped):
        held = plain == stripped and _HELD.fullmatch(plain) and not _OWN_POST.search(plain)
        return True if held else Doubt("看不出现在是否受聘其他助教、助管岗位")
    if _RESEARCH.search(plain):
        return False if not re.search(r"等|其他|以及", stripped) else Doubt(_OPEN)
    if _NO.match(plain):
        if asks_for_none and plain in ("否", "不是", "no"):
            return True
        return False if _PLAIN_NO.fullmatch(plain) or plain != stripped else Doubt(_OPEN)
    if plain in ("是", "是的", "yes", "有", "已受聘", "已担任", "已聘用"):
        if _ANY_POST.fullmatch(normalised(label)):
            return Doubt(_OPEN)
        if plain in ("是", "是的", "yes"):
            return not asks_for_none
        return Doubt(_OPEN) if asks_for_none else True
    return False if plain != stripped and not stripped.strip("是,，。、") else Doubt(_OPEN)

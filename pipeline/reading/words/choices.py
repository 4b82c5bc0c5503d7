"""Fields with a few possible values: gender, party standing, degree level, study mode."""

import re
import unicodedata

from pipeline.domain.written import simplified
from pipeline.reading.doubts import Doubt, Understood
from pipeline.reading.words.options import is_printed_pair, options_in, typed_behind_slashes

_NOTHING = re.compile(r"[\s/\\\-—–_.。、·()（）]*")


def compact(written: str) -> str:
    return "".join(simplified(unicodedata.normalize("NFKC", written)).split()).lower()


def chosen(written: str) -> str | Doubt | None:
    """The writing, or of printed options the ticked ones joined by 、; None if nothing is said."""
    options = options_in(written)
    if options is not None:
        if options.unclear:
            return Doubt("看不出勾选的是哪一项")
        return "、".join(options.ticked) or None
    typed = typed_behind_slashes(written)
    if typed is not None:
        return typed or None
    return None if _NOTHING.fullmatch(written) or is_printed_pair(written) else written


_DENIED_SEX = re.compile(r"(?:非|不是|并非|原|误)[男女]|[男女]性?.*(?:导师|配偶|伴侣|误|改)")


def gender(written: str, _label: str = "") -> Understood:
    text = chosen(written)
    if not isinstance(text, str):
        return text
    plain = compact(text)
    if _DENIED_SEX.search(plain):
        return Doubt("看不出是男还是女")
    male = bool(re.search(r"男|(?<![a-z])male|^m$", plain))
    female = bool(re.search(r"女|female|^f$", plain))
    if male == female:
        return Doubt("看不出是男还是女")
    return "男" if male else "女"


_OTHER_PARTIES = re.compile(
    r"(民革|民盟|民建|民进|农工党?|农工民主党|致公党?|九三学社|台盟|民主党派|无党派)(党员|盟员|会员|社员|成员|人士)?"
    r"|中国国民党革命委员会|中国民主(同盟|建国会|促进会)"
)
_NOT_A_MEMBER = re.compile(
    r"(非|不是|未加入|尚未加入)(中共|中国共产党|共产)?(党员|党)?|未入党|入党积极分子|积极分子|(重点)?发展对象"
    r"|(共青)?团员|群众|无党派|入党申请人|已(递交|提交)入党申请书?|保留团籍"
)
_PROBATIONARY = re.compile(r"预备|probationary")
_TURNED_FULL = re.compile(
    r"(已|按期|正式|如期)+(于[^、,，。]{0,14})?转(为)?正|转(为)?正式党员|正式党员|正式|(?<!待)(?<!未)(?<!将)转正(时间|日期|于)?[:：(]?\d{4}|\d[日月]?转正"
)
_NOT_YET = re.compile(
    r"(未|待|将|拟|预计|尚未|即将)(于[^、,，。]{0,14})?(按期)?转正(时间|日期)?[:：(]?|非正式"
)
_MEMBER = re.compile(r"中共|党员|共产党|partymember|cpc")


def party_standing(written: str, label: str = "") -> Understood:
    """政治面貌. 党员 without saying which is ``member`` (contract)."""
    text = chosen(written)
    if not isinstance(text, str):
        return text
    ticked = options_in(written)
    if ticked is not None and len({_meant(one) for one in ticked.ticked}) > 1:
        return Doubt("勾选了不止一项政治面貌")
    return _meant(text, label)


def _meant(text: str, label: str = "") -> Understood:
    plain = _typed_behind(compact(text))
    if not plain:
        return None
    if "是否" in label and plain in ("是", "否", "yes", "no"):
        return "member" if plain in ("是", "yes") else "none"
    if _EITHER.search(plain):
        return "member"
    rest = _NOT_YET.sub("预备", _OTHER_PARTIES.sub("", plain))
    outside = _OTHER_PARTIES.search(plain) is not None or _NOT_A_MEMBER.search(rest) is not None
    rest = _NOT_A_MEMBER.sub("", rest)
    if not _BESIDE_A_STANDING.fullmatch(rest):
        return Doubt("写的是从前或将来的政治面貌，或有变动，看不出现在是哪一种")
    if _STILL_TO_TURN.search(plain):
        return "probationary"
    full = _TURNED_FULL.search(rest) is not None
    probationary = _PROBATIONARY.search(rest) is not None
    member = full or probationary or _MEMBER.search(rest) is not None
    if outside == member:
        return Doubt("看不出政治面貌是哪一种")
    if outside:
        return "none"
    if full and probationary:
        return _turned(rest)
    return "full" if full else "probationary" if probationary else "member"


_EITHER = re.compile(
    r"党员\((?:含|包括)(?:中共)?预备(?:党员)?\)|^(?:中共)?(?:正式)?党员[/或、](?:中共)?预备党员$"
)
"""What drop-down lists offer to both: it does not say which."""
_BESIDE_A_STANDING = re.compile(
    r"(?:中共|中国共产党|共产党员|共产党|党员|正式|预备|接收|吸收|转为?(?:正式|正手续中|正中|正)?|已经?|按期|如期|到期|届满|成为"
    r"|(?:[未待将拟应可]|预计|尚未|申请)(?=.{0,16}转(?:为)?正)|入党|入团|加入|时间|日期|党龄|党支部|支部|书记|委员"
    r"|是|为|于|在|的|了|现|目前|本人|今年(?:\d{1,2}月)?发展的|年|月|日|元月|学生|研究生|身份|政治面貌|一名|满|[〇零一二三四五六七八九十]|\d"
    r"|full|probationary|partymember|member|of|the|communist|party|china|cpc|[.、,，;；:：/()（）\-—~·|])*+"
)
"""All that may stand beside a standing for it to be said plainly, and to be today's."""
_STANDING = re.compile(
    r"[/、,，|]*(?P<word>(?:中共)?(?:正式|预备)?党员|(?:共青)?团员|群众|(?:入党)?积极分子|民主党派(?:人士)?|无党派(?:人士)?|其他)"
)


def _typed_behind(plain: str) -> str:
    """The answer typed behind printed options without boxes; "" where they stand alone."""
    words, reached = [], 0
    while found := _STANDING.match(plain, reached):
        words.append(re.sub("^(?:中共|共青|入党)", "", found["word"]))
        reached = found.end()
    if reached < len(plain) or len(words) < 3:
        return plain
    return plain[_last_start(plain) :] if words[-1] in words[:-1] else ""


def _last_start(plain: str) -> int:
    return [found.start("word") for found in _STANDING.finditer(plain)][-1]


_STILL_TO_TURN = re.compile(
    r"(?:[未待将拟应可]|预计|尚未|到期|届满)[^,，;；]{0,16}转(?:为)?正|申请转正|转正(?:手续)?中"
)
"""预计2026年12月转正: probationary until then. A day alone is compared with the day of judging."""


def _turned(text: str) -> Understood:
    """Both words are written: clear only where the one is said to have become the other."""
    if re.search(r"转为?正式|(已经?|按期|如期)(于[^、,，。]{0,14})?转为?正", text):
        return "full"
    return Doubt("既写了预备党员又写了转正，看不出现在是预备党员还是正式党员")


_PATHS = re.compile(r"硕博连读|本硕博连?读?|硕转博|硕博一贯|硕博贯通|贯通培养|博硕连读")
_STAGE = re.compile(r"(博士|硕士)(生|研究生)?阶段|已?(转入|进入)(博士|硕士)")


_NOT_STUDIED_FOR = re.compile(
    r"博士后|以上|(?:已获|获得|取得|已取得|授予)[^,，。]{0,8}学位|申博|考博|考硕|博导|硕导|导师|报考|^拟|推免|保研|(?:本科|大[一二三四五]).*[硕博]"
    r"|(?:非|不是|并非|准|原|曾)(?:在读|全日制)*[博硕]|[博硕]士?(?:研究生|生)?[(,，]?已?(?:毕业|肄业|结业|退学)(?!班|年级)|已毕业"
)
"""A degree held, hoped for, denied, or somebody else's."""
_PRINTED_LEVELS = re.compile(r"(?<=.)[(](?:硕士?/博士?|博士?/硕士?)[)]$")
"""The choice that forms print behind the blank: 硕士（硕士/博士）."""
_DEGREE_HELD = re.compile(r"学历|学位|学历\W*学位")


def degree_level(written: str, label: str = "") -> Understood:
    """培养层次. A path through both degrees is open unless its stage is stated.

    A bare 学历 or 学位 may be the degree already held: 本科 there says nothing of the studies.
    """
    text = chosen(written)
    if not isinstance(text, str):
        return text
    plain = _PRINTED_LEVELS.sub("", compact(text))
    stage = _STAGE.search(plain)
    if stage:
        return "doctor" if "博" in stage[0] else "master"
    if _PATHS.search(plain):
        return Doubt("没有写明现在是博士阶段还是硕士阶段")
    if _NOT_STUDIED_FOR.search(plain):
        return Doubt("看不出是博士研究生还是硕士研究生")
    doctor = bool(re.search(r"博(?!物|弈|览|彩|爱|客|雅|学)|phd|ph\.d|doctor", plain))
    master = bool(re.search(r"硕(?!果)|master|mba|mpa", plain))
    if doctor and master:
        return Doubt("既写了博士又写了硕士")
    if doctor or master:
        return "doctor" if doctor else "master"
    if re.search(r"本科|学士|专科|大专|bachelor|undergraduate", plain):
        held = _DEGREE_HELD.fullmatch(compact(label).strip(":"))
        return Doubt("看不出写的是已有的学历还是在读的层次") if held else "other"
    return Doubt("看不出是博士研究生还是硕士研究生")


_PART_TIME = re.compile(r"非全日?制?|不脱产|半脱产|业余|非脱产|兼读|part[- ]?time")
_FULL_TIME = re.compile(r"全日制?|全时|脱产|full[- ]?time")


_BESIDE_A_MODE = re.compile(
    r"(?:[非不]?(?:定向|委培|公费|自费|自筹)|在职|统招|统分|普通|就业|培养|学习|攻读|就读|修读|方式|形式|类别|类型|学制|本人|该生|[是为系属]|在读|在校"
    r"|硕士|博士|学硕|专硕|学博|专博|直博|研究生|学生|生|学位|学术型?|专业型?|工程|阶段|[一二三四五]年级?|\d{1,4}[年级]?"
    r"|study|student|master|doctor(?:al)?|phd|graduate|[、,，/;；:：()（）.\-—·|])*+"
)
"""All that may stand beside 全日制 for it to be said plainly: 不是, 原, 拟转 are none of it."""


_YES_OR_NO = re.compile(r"(?:(?P<yes>是的?|yes)|否|不是|no)(?![\u4e00-\u9fff])")
_OPEN_MODE = "看不出是全日制还是非全日制"


def study_mode(written: str, label: str = "") -> Understood:
    """学习方式. The word 非全日制 contains 全日制 and is looked for first."""
    text = chosen(written)
    if not isinstance(text, str):
        return text
    plain = compact(text).replace("非在职", "全日制")
    said = _YES_OR_NO.match(plain) if "全" in label and "非全" not in label else None
    if said:
        answer = "full_time" if said["yes"] else "part_time"
        more = plain[said.end() :].strip("(),，、。")
        return answer if not more or study_mode(more) == answer else Doubt(_OPEN_MODE)
    part = _PART_TIME.search(plain) is not None
    if not part and "在职" in plain:
        return Doubt("在职不等于非全日制，看不出是全日制还是非全日制")
    rest = _PART_TIME.sub("", plain)
    full = _FULL_TIME.search(rest) is not None
    if part == full or not _BESIDE_A_MODE.fullmatch(_FULL_TIME.sub("", rest)):
        return Doubt(_OPEN_MODE)
    return "full_time" if full else "part_time"

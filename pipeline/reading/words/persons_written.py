"""Who somebody is and where they belong: name, supervisor, ethnic group, college, major, grade."""

import re
import unicodedata

from pipeline.reading.doubts import Doubt, Understood
from pipeline.reading.words.choices import chosen, compact
from pipeline.reading.words.dates_written import dates_in
from pipeline.reading.words.labels import looks_like_label, normalised
from pipeline.reading.words.short_texts import short_text, tidy


def name(written: str, label: str = "") -> Understood:
    whole = unicodedata.normalize("NFC", written.strip())  # é may be e and an accent
    alone = _WHO_ELSE.sub("", _COLLEGE_BEHIND.sub("", _AND_MORE.sub(r"\1", whole)))
    pieces = [one for one in alone.split() if _HAN.fullmatch(one)]
    if len(pieces) > 1 and sum(map(len, pieces)) > _LONGEST_NAME and not _is_spread(pieces):
        return Doubt("看不出姓名，或写了不止一人")
    if _AN_EXAMPLE.search(alone):
        return None
    if _IN_DOUBT.search(alone):
        return Doubt("看不出写的是谁的姓名")
    text = short_text(re.sub(r"[（(][^（）()]*[)）]", "", alone), label)
    if not isinstance(text, str):
        return text
    text = re.sub(r"(同学|同志|签[字名])$", "", text)
    return Doubt("看不出姓名") if text and _names_nobody(text) else text or None


def _names_nobody(text: str) -> bool:
    return (
        _NAME.fullmatch(text) is None
        or looks_like_label(text)
        or _NOBODY.match(text) is not None
        or _NO_NAME.search(text) is not None
    )


def _is_spread(pieces: list[str]) -> bool:
    return (
        all(len(one) == 1 for one in pieces)
        or pieces[0] in TWO_CHARACTER_SURNAMES
        or (len(pieces[0]) == 1 and len(pieces) == 2)
    )


_HAN = re.compile(r"[\u3400-\u9fff]+")
_LONGEST_NAME = 3
TWO_CHARACTER_SURNAMES = frozenset(
    re.findall(
        "..",
        "欧阳上官司马诸葛夏侯皇甫尉迟公孙慕容令狐东方司徒端木申屠司空宇文长孙鲜于闾丘赫连"
        "澹台公冶宗政濮阳淳于太叔轩辕钟离呼延南宫西门独孤拓跋万俟闻人",
    )
)
_WHO_ELSE = re.compile(
    r"(?<=[\u3400-\u9fff])[\s,，、]+(?:[男女]|博士|硕士|同学|同志|老师|\d{4}级|学号[:：]?\s?[\w-]{5,16})$"
)
_AND_MORE = re.compile(
    r"^([\u3400-\u9fff]{2,4})[，,]\s*[男女]\s*[，,；;](?!.*[，,（(][男女][，,）)]).*$", re.DOTALL
)
"""张三，女，学号3120…，2024级硕士: what else is told of the one person."""
_NOBODY = re.compile(r"(?:同意|研究生|本人|测试|.?某+|[xX×]+|无名)$|.*老师$")


_AN_EXAMPLE = re.compile(r"[（(【\[](?:示|样|范)?例[)）】\]]")
_IN_DOUBT = re.compile(
    r"[（(](?:[^（）()]*(?:导师|老师|教师|书记|教授|代|原|旧|误|更正))[^（）()]*[)）]|改为|改成|→"
)
"""张三（导师） is not who applies, and 张三改为李四 is not for us to settle."""
_NO_NAME = re.compile(
    r"学院$|书院$|党员|团员$|群众|博士|硕士|研究生|本科生|全日制|^(?:以上|以下|上述|合计|共计|同上|见附|空缺|拟聘|未定|待聘|已毕业|已离|退学)"
    r"|.[族]$|.人员$|[任岗替聘]人$|工程$|专业$|(?:书记|秘书|教授|主任|院长|干事|委员|助理|负责人)$|等人?$|简况$|情况$|简介$|培训$|工作部$|^导师|^(?:党建|就业|学术|文体|团建)"
)
"""What another line of the form asks for, an office, or a word that puts off."""


_COLLEGE_BEHIND = re.compile(r"(?<=[\u3400-\u9fff])[ \u3000]{1,10}\S{2,16}(?:学院|书院)$")
_NAME = re.compile(
    r"[^\W\d_]{2,6}|(?=.{3,40}$)[^\W\d_]+(?:[·•・.．\-' ]+[^\W\d_]+)+[.．]?|[A-Za-z]{2,20}"
)
_TITLE = re.compile(
    r"(?<=..)(?:教授|副教授|(?:副?主任|主治|住院)医师|(?:高级|教授级高级)?工程师|讲师|研究员|副研究员|院士|老师|博导|硕导|博士|高工|特聘|助理|青年)+$"
)
_TITLE_BEFORE = re.compile(r"^(?:prof(?:essor)?|dr)\.?\s{0,3}(?=\S)", re.IGNORECASE)


def supervisor(written: str, label: str = "") -> Understood:
    """A name without the title behind it; of two supervisors both names as written."""
    text = short_text(re.sub(r"[（(][^（）()]*[)）]", "", written), label)
    if not isinstance(text, str):
        return text
    names = [
        _TITLE.sub("", _TITLE_BEFORE.sub("", one.strip()))
        for one in re.split(r"[、,，/;；]", text)
        if one.strip()
    ]
    if not names or any(
        _NAME.fullmatch(one) is None or _NO_TUTOR.search(one) or looks_like_label(one)
        for one in names
    ):
        return Doubt("看不出导师姓名")
    return "、".join(names)


_NO_TUTOR = re.compile("导师|同意|支持|欢迎|推荐|属实|批准|可以")


def college(written: str, label: str = "") -> Understood:
    """The name as an office would write it; which college it is a directory tells later."""
    text = short_text(_SEAL.sub("", written), label)
    if not isinstance(text, str):
        return text
    text = _PARTY_BRANCH.sub("", text)
    asked = normalised(label).removesuffix("名称")
    plausible = _NAMED if asked in _EMPLOYERS else _PLAUSIBLE
    if _SYSTEM.fullmatch(asked) and not plausible.search(text):
        return Doubt("看不出学院")
    text = _UNIT_BEHIND.split(" ".join(written.split()) if _UNIT_BEHIND.search(written) else text)[
        0
    ]
    if dates_in(text) or _NO_COLLEGE.search(text) or looks_like_label(text):
        return Doubt("看不出学院")
    return re.sub(r"^北京理工大学(?=.)", "", tidy(text)) or None


_SEAL = re.compile(r"[（(]\s*(?:加?\s*盖?\s*公?\s*章)\s*[)）]")
_PARTY_BRANCH = re.compile(
    r"(?<=学院)(?:(?:(?:19|20)?\d{2}级|研究生|本科|博士|硕士|学生|第).{0,20}支部|研究生会|学生会|分?团委|分?党委|党总支|学生工作办公室|学工[办组])$"
)
"""What follows the college in 农学院2023级博士生党支部, 管理学院研究生会 and 机电学院党委."""
_NO_COLLEGE = re.compile(
    r"学院.*(?:/|、|现|转|改).*学院|(?<!北京理工)大学(?![院生])|同意|请|审[批核]|批准|属实|推荐|博士|硕士|本科|党员|全日制|[:：。]|.{30}|\d{5}|[班年级]$|支部$|^.$|意见$|[办负][^，]{0,2}人$"
)
_NAMED = re.compile(r"学院|院系|书院|学部|院所|二级单位")


def asks_for_the_college(label: str) -> bool:
    """Whether a label says 学院 or as much; under 基层单位 or 系 something narrower may stand."""
    return _NAMED.search(normalised(label)) is not None


_SYSTEM = re.compile(
    r"(?:所在|所属)?(?:系部?|系别|院部)|(?:所在|所属|填报|设岗|推荐|报送|用人|申请|基层|填表)?单位|院别|学校院系"
)
"""Labels under which something else than a college may stand."""
_EMPLOYERS = ("用人单位", "设岗单位", "单位")
"""Labels under which a firm or an institute may stand."""
_PLAUSIBLE = re.compile(r"(?:学院|书院|系|部|所|院|中心)(?:[（(].*)?$")
_UNIT_BEHIND = re.compile(
    r"(?<![ \u3000_])[ \u3000_]+(?:学院|院系|系|学院[（(]系[)）])(?=[ \u3000_]|$)"
)
"""The word that forms print behind the blank for a college: 机电学院　　学院."""


def major(written: str, label: str = "") -> Understood:
    text = short_text(_CLASS_BEHIND.sub("", _GRADE_BEFORE.sub("", written.strip())), label)
    if not isinstance(text, str):
        return text
    text = _LEVEL_BEHIND.sub("", text)
    if _NO_MAJOR.search(text) or _ONLY_A_LEVEL.fullmatch(text) or looks_like_label(text):
        return Doubt("看不出专业")
    return text


_NO_MAJOR = re.compile(r"\d{4}|\d班|[一二三四五六]班$|[:：，。]|学院$|^.$")
_ONLY_A_LEVEL = re.compile(r"(?:全日制|非全日制|在读)*(?:博士|硕士|本科|专科)?(?:研究生|学生|生)?")
_LEVEL_BEHIND = re.compile(r"(?<=..)\s*[（(](?:在读)?(?:博士|硕士)(?:研究生|生)?[）)]$")
_CLASS_BEHIND = re.compile(r"(?<![\s、,，])[\s、,，]+\S{1,10}班$")
_GRADE_BEFORE = re.compile(r"^(?:19|20)\d{2}级?[\s、,，]+(?=\S)")


def grade(written: str, label: str = "") -> Understood:
    text = short_text(_PARTED_YEAR.sub("", written), label)
    if not isinstance(text, str):
        return text
    year = re.match(r"(?:(?:19|20)\d{2}|\d{2})级?(?=\s|[（(])", text)
    if year:
        return year[0]
    return text if _GRADE.search(text) and len(text) <= 20 else Doubt("看不出年级")


_PARTED_YEAR = re.compile(r"(?<=\d)[ \u3000\n]+(?=级)")
"""What a PDF leaves between digits and characters, or a narrow cell: 2023 级."""
_GRADE = re.compile(r"\d{2}|[一二三四五六]年级|[研博硕直大][一二三四五六\d]|[一二三四五六\d]年")


def ethnicity(written: str, label: str = "") -> Understood:
    """The group by its official name where it is one of the 56: 汉, □汉族 ☑其他：黎族."""
    ticked = chosen(written)
    text = short_text(ticked, label) if isinstance(ticked, str) else ticked
    if not isinstance(text, str):
        return text
    text = _OTHER_GROUP.sub("", text)
    name = compact(text).removesuffix("族")
    if name in ETHNIC_GROUPS:
        return f"{name}族"
    plain = re.fullmatch(r"[\u3400-\u9fff]{1,8}族|其他|外籍|外国籍", text)
    return text if plain and not _NOT_A_GROUP.search(text) else Doubt("看不出民族")


_NOT_A_GROUP = re.compile("少数民族|[原非不现改为是父母]|族.+族")
_OTHER_GROUP = re.compile(r"^(?:其[他它]|少数民族)(?:民族)?\s*[:：(（]\s*(?=\S)|(?<=族)[)）]$")
ETHNIC_GROUPS = frozenset(
    [
        "汉",
        "蒙古",
        "回",
        "藏",
        "维吾尔",
        "苗",
        "彝",
        "壮",
        "布依",
        "朝鲜",
        "满",
        "侗",
        "瑶",
        "白",
        "土家",
        "哈尼",
        "哈萨克",
        "傣",
        "黎",
        "傈僳",
        "佤",
        "畲",
        "高山",
        "拉祜",
        "水",
        "东乡",
        "纳西",
        "景颇",
        "柯尔克孜",
        "土",
        "达斡尔",
        "仫佬",
        "羌",
        "布朗",
        "撒拉",
        "毛南",
        "仡佬",
        "锡伯",
        "阿昌",
        "普米",
        "塔吉克",
        "怒",
        "乌孜别克",
        "俄罗斯",
        "鄂温克",
        "德昂",
        "保安",
        "裕固",
        "京",
        "塔塔尔",
        "独龙",
        "鄂伦春",
        "赫哲",
        "门巴",
        "珞巴",
        "基诺",
    ]
)
"""The 56 groups by their official names, without 族 (GB/T 3304)."""

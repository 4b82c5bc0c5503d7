"""Labels of forms: many spellings, one field."""

import re
import unicodedata
from functools import lru_cache

from pipeline.domain.written import simplified
from pipeline.reading.words.label_grammar import field_put_together
from pipeline.reading.words.label_words import LABELS, LEAVER_AND_INCOMING, OTHERS, STRUCTURE

LONGEST = 40

_WHITE = re.compile(r"[\s_\u200b\ufeff\u3000]+")
_NUMBERING = re.compile(
    r"^(?:[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[、.．)）]|(?<=[)）]))|[*★※●◆•·#]+)+"
)
_REMARK = re.compile(r"[(\[【〔][^()\[\]【】〔〕]{0,60}[)\]】〕]")
_NOT_ASKED = re.compile(
    r"[(\[【](?:导师|父亲?|母亲?|父母|家长|配偶|办公?|家庭?|宅|紧急|联系人|秘书|负责人|辅导员|旧|原|本科|农历|阴历)[)\]】]"
)
"""姓名(导师), 联系电话(家), 学号(本科), 出生日期(农历): somebody else's, or not what is asked for."""
_OPTIONS = re.compile(r"[□☑☐√✓✔]|([(\[])[)\]].*\1[)\]]")
"""Boxes to tick, or brackets left empty for a tick: the printed options of an answer."""
_SEPARATORS = re.compile(r"[()/\\、,，·・\-—及与和或“”\"]")
_PREFIX = re.compile(
    r"^(?:学生|团员|党员|本人|申请人|研究生|拟上岗助理|拟任用人|助理|现|个人|所在|所属|就读|主要|目前|当前"
    r"|在校|最新|常用|有效|移动|校内|申报人|报名人|应聘人|竞聘人|候选人|该生|毕业生|考生|持卡人|宿舍长|寝室长)+"
)
_ABOUT = (
    r"(?:被(?:推荐|处分|考核|考察|评议|评价|资助|培养|发展|介绍|聘用|调查|测评|考评|鉴定|访谈|帮扶|谈话|提名)"
    r"|受(?:处分|资助|奖励|表彰|聘)|拟?(?:请假|休学|复学|延期|免修|补办|办理|离校|借款|贷款|申请|申报|报名|应聘|竞聘|聘任|候选|参评|参赛|参训|受助|获奖|违纪|报考|填写|离岗|上岗))"
)
_PERSON = "(?:人员|人|者|学生|同学|对象|助理)"
_VISITED = "(?:走访|访谈|谈话|帮扶|慰问|转介|结对)(?:对象|学生)"
"""走访人 would be who visits."""
_WHOSE_NAME = re.compile(rf"{_ABOUT}(?:{_PERSON}(?:姓名|名字)?|姓名|名字)|{_VISITED}(?:姓名)?")
"""姓名 of whoever the paper is about: 被推荐人姓名, 违纪学生."""
_THEIRS = re.compile(rf"(?:{_ABOUT}{_PERSON}|{_VISITED})(.{{2,6}})|{_ABOUT}(学号)")
"""Anything else of theirs: 受聘人学号, 受助学生电话."""
_ABOUT_SOMEBODY = re.compile("(?:简介|介绍|陈述|情况|说明)$")
"""作者简介 asks for more than a name."""
_SUFFIX = re.compile(r"(?:情况|简介|内容|说明|详述|陈述|介绍|必填|签名|签字)$")
_TAIL = re.compile(r"(?:及|和|/|、|与)?(?:qq号?|邮编|微信号?|签名|签字|盖章|公章|手机|名称|全称)$")
_TRANSLATION = re.compile(r"(?<=[\u4e00-\u9fff])[/:|,-]?[a-z][a-z.'&/-]*$")
"""The English that bilingual forms print after the Chinese (姓名 Name)."""
_YOU = re.compile("^[您你]的?")
_FIELD_OF = {
    word: name for name, words in reversed(LABELS.items()) for word in words.lower().split()
} | {word: name for name in LEAVER_AND_INCOMING for word in LABELS[name].split()}
_OTHERS = re.compile("|".join(OTHERS))
_LETTER = re.compile(r"[^\W\d_]")
_ASSISTANT = re.compile("(?:研究生)?(?:兼职)?德育(?:工作)?助理")
"""What the post is called in full: 原德育助理 is 原助理."""
_MEANT = {
    **{
        "政冶": "政治",
        "正治": "政治",
        "面貎": "面貌",
        "面藐": "面貌",
        "民簇": "民族",
        "性另": "性别",
    },
    **{
        "姓各": "姓名",
        "学呈": "学号",
        "电活": "电话",
        "联糸": "联系",
        "邮厢": "邮箱",
        "岗立": "岗位",
    },
    **{"原囚": "原因", "时问": "时间", "申清": "申请", "意贝": "意见"},
}
_SLIPS = re.compile("|".join(_MEANT))
"""Words that no label has, typed for those that look or are typed alike."""
_VARIANTS = {
    "院(系)": "院系",
    "系(院)": "院系",
    "院(部)": "学院",
    "院/系": "院系",
    "学院(系)": "学院",
    "(院)系": "院系",
    "学院/系": "学院",
    "学院(部)": "学院",
    "学院(中心)": "学院",
    "系(部)": "系部",
    "系、部": "系部",
}


@lru_cache(maxsize=8192)
def normalised(written: str) -> str:
    """A label without the habits of spelling: width, blanks, traditional forms, numbering."""
    text = simplified(unicodedata.normalize("NFKC", written).lower())
    text = _WHITE.sub("", text)
    if "院" in text or "系" in text:
        for variant, plain in _VARIANTS.items():
            text = text.replace(variant, plain)
    text = _SLIPS.sub(lambda slip: _MEANT[slip[0]], text)
    return _NUMBERING.sub("", _ASSISTANT.sub("助理", text)).strip(":;,。.*")


def may_hold_label(written: str) -> bool:
    """No label is without a letter; a sheet of numbers is done with at once."""
    return _LETTER.search(written) is not None


@lru_cache(maxsize=8192)
def field_of(written: str) -> str | None:
    """The field a label asks for, or None when the text is no label we know."""
    if len(written) > 4 * LONGEST or not may_hold_label(written):
        return None
    text = normalised(written)
    if not text or len(text) > LONGEST or _OPTIONS.search(text) or _NOT_ASKED.search(text):
        return None
    text = _YOU.sub("", text)
    bare = _REMARK.sub("", text).strip(":")
    for one in (text, bare, _SEPARATORS.sub("", text), _SEPARATORS.sub("", bare)):
        if one in _FIELD_OF:
            return _FIELD_OF[one]
    bare = _TRANSLATION.sub("", bare)
    if bare in _FIELD_OF:
        return _FIELD_OF[bare]
    theirs = _asked_of_them(bare)
    if theirs is not None:
        return theirs
    if _OTHERS.search(bare):
        return None
    together = field_put_together(_SEPARATORS.sub("", bare))
    if together is not None:
        return together
    for pattern in (_PREFIX, _TAIL, _SUFFIX):
        bare = pattern.sub("", bare)
        asked = _FIELD_OF.get(_SEPARATORS.sub("", bare))
        if asked is not None:
            return None if asked == "name" and _ABOUT_SOMEBODY.search(text) else asked
    return None


def _asked_of_them(label: str) -> str | None:
    """被推荐人, 违纪学生学号, 受助学生电话: what is asked of whoever the paper is about."""
    if _WHOSE_NAME.fullmatch(label):
        return "name"
    theirs = _THEIRS.fullmatch(label)
    return _FIELD_OF.get(theirs[1] or theirs[2]) if theirs else None


@lru_cache(maxsize=8192)
def is_label(written: str) -> bool:
    """Whether a text is a label, of a field or of something that is not extracted."""
    if not may_hold_label(written):
        return False
    if field_of(written) is not None:
        return True
    bare = _REMARK.sub("", normalised(written[:200])) if len(written) <= 200 else ""
    if bare and (bare in STRUCTURE or _SEPARATORS.sub("", bare) in STRUCTURE):
        return True
    if _NOT_ASKED.search(normalised(written)) and field_of(bare) is not None:
        return True
    former = _FORMER.sub("", bare)
    return 1 < len(former) < len(bare) and field_of(former) is not None


_FORMER = re.compile(r"^(?:原|拟?转[入出])")
"""What somebody belonged to before, or wants to: 原专业, 拟转入学院; asked for, not extracted."""


_LIKE_A_LABEL = re.compile(
    r".{1,8}(?:情况|时间|年月|日期|关系|姓名|电话|意见|名称|职业|收入|年龄|称谓|状况|排名|名次|奖项|金额|备注|签名|签字"
    r"|签章|盖章|公章|编号|号码|地点|地址|住址|类型|类别|等级|学年|学期|人数|次数|比例|分数|成绩|经历|简历|程度|水平|特长|职务|职称"
    r"|邮编|账号|卡号|户口|性质|学号|性别|籍贯|宿舍)"
    r"|是否.{1,10}|(?:家庭|家长|监护人|紧急联系|父亲|母亲).{0,8}|(?:序|编|学|工|证|账|卡|座|排|档案)号"
)
"""How labels end that no dictionary has: 获奖时间, 审核意见, 家庭人均年收入."""


@lru_cache(maxsize=8192)
def looks_like_label(written: str) -> bool:
    """Whether a text is a label, or at least built like one; never a long answer."""
    if is_label(written):
        return True
    text = _REMARK.sub("", normalised(written)) if len(written) <= 40 else ""
    return 0 < len(text) <= 12 and _LIKE_A_LABEL.fullmatch(text) is not None

"""Words of the form sorted into values of facts; what is not plainly said is never guessed."""

import datetime as dt
import re
import unicodedata

_TICKED = "☑☒✓✔√■●◉"
_UNTICKED = "□☐○◯"
_CHOSEN = re.compile(f"[{_TICKED}]([^{_TICKED}{_UNTICKED}]*)")

_LEFT = re.compile(
    r"(已经?|现已|业已|因故|因病|本人)*(于?\d{2,4}年(\d{1,2}月)?(\d{1,2}日)?)?(已经?|被)*"
    r"(退学|毕业|结业|肄业|开除学籍|开除|除名|(取消|注销)学籍|转学|离校|硕士毕业|博士毕业)"
    r"(处理|离校|了)*"
)
_ENGLISH_LEFT = re.compile(r"(has)?(left|expelled|graduated|withdrawn|withdrew|droppedout)")
_UNREGISTERED = re.compile(
    r"(未|没有?|尚未|暂未|不)(能|曾|正式|按时|完成|办理|进行)*(注册|报到|在籍|在册)|unregistered|notregistered"
)
_ON_LEAVE = re.compile(r"休学|停学|保留(入学资格|学籍)|onleave|leaveofabsence|suspended")
_PROLONGED = re.compile(r"延期|延长|延毕|超期|prolonged|extended")
_NOT_SO = re.compile(
    r"复学|(未|没有?|无|非|不|拟|曾|申请)(经|有|曾|是|会|在|办理|申请|处于)*"
    r"(休学|停学|保留|延期|延长|延毕|超期)"
)
_REGISTERED = re.compile(r"注册|在籍|在读|在校|在册|有学籍|学籍正常|registered|enrolled")
_PLAIN_REGISTERED = re.compile(r"正常|是|有")
_NOTHING_ELSE = re.compile(
    r"(本学期|本学年|本年度|当前|目前|现|已经?|正式|按时|按期|正常|完成|办理|注册|在籍|在册|在读|在校|学习|报到|具?有|我校|本校|北京理工大学"
    r"|学籍|学生|研究生|博士|硕士|生|全日制|状态|情况|手续|良好|是|有效|均|并|且|为|的|了|年级?|级|第?[一二三四五六]|\d{2,4}|春季?|秋季?|学年|学期"
    r"|registered|enrolled|fulltime|full-time|active|currently|student|[,，、/;；:：().\-—]|/)+"
)
"""All that may stand beside 注册 or 在读 for somebody to be registered now."""

_OPPOSED = re.compile(
    r"不(予|能|宜|可|拟|便|再)*(以)?(同意(?!见)|批准|通过|推荐|准|合格)|未(予|能|获)*(同意|批准|通过)|没有(同意|批准)"
    r"|(?<!不)(?<!无)(?<!没有)反对|否决|退回|(不|未)(符合|合格)|暂不|暂缓"
)
_NO_DISSENT = re.compile(r"(无|没有)(任何|其他)*不同意见")
_REQUESTED = re.compile(
    r"((?<!申)请|希望|望(?=予|批|同)|盼|需|须|待(?!人))[^,.;。、]{0,12}?(同意|批准|准予|审[核查批]通过)"
)
_AGREES = re.compile(r"同意|批准|准予|审[核查批]通过|予以通过")
_OF_SOMETHING_ELSE = re.compile(
    r"(不再?担任|不再?参加|不任|退出|撤回|撤销|放弃|取消|离岗|卸任|免去|辞去|撤换|调离|调岗|辞职|解聘|休学|退学|转学|免职|停职)(?!.{0,4}(助教|助管|其他))"
)
_OF_OTHERS = re.compile(
    r"(?<![\u4e00-\u9fff])经?(导师|本人|家长|班级|支部|个人)[^,.;。、]{0,4}同意"
)
"""Somebody else's consent, which is not the college's."""
_HALF = re.compile(
    r"(?:不(?!错)|未(?!见|发现)|难(?!得|能)|无(?!异议|违纪)|非(?!常))[^,.;。、]{0,6}(同意|批准|通过)|不足|不够|未过半|待(审|批|定|议|公示)|推荐其他(同学|人)|下次|另一|有异议|保留意见|部分同意|[×✗✘]"
)
"""Consent that is weakened or denied from further away: 不太同意, 难以同意, 未经同意."""
_CONDITION = re.compile(
    r"是否|能否|与否|建议|不同意见|请(研工部|研究生工作部|领导|学校|上级).{0,8}(同意|批准|审)|拟同意|原则上?同意|(待|等).{1,20}(后|再)|如果|如(?=转|能|获|通过|符|经)|若|但|前提|条件是|另议|[?]"
    r"|(须|需|应|必须|尚待|尚须|尚需)(先|尽快|及时|另行|再)?(补|提交|提供|办理|取得|转正|辞|解除|符合|经)"
)
_NO_EXPERIENCE = re.compile(
    r"(本人|目前|暂时|暂|均|尚|从|并)*(无|没有|未有|未曾|未曾?(参加|担任|从事)过?|n/?a|none)"
    r"(任何|相关|过|参加|担任|从事|具体|社会|学生|工作|实践|经历|经验|职务|任职|干部)*|[/\\—–-]+"
)


def enrolment_state(written: str) -> str:
    """Which value of the fact ``enrolment`` a 学籍 line states, ``other`` when none plainly.

    Only a line that says nothing else counts as left, so 预计毕业 and 应届毕业生 do not.
    """
    text = _plain(written)
    if not text:
        return ""
    if _LEFT.fullmatch(text) or _ENGLISH_LEFT.fullmatch(text):
        return "left"
    stated = [
        state
        for state, pattern in (
            ("unregistered", _UNREGISTERED),
            ("on_leave", _ON_LEAVE),
            ("prolonged", _PROLONGED),
        )
        if pattern.search(text)
    ]
    if stated:
        return stated[0] if len(stated) == 1 and not _NOT_SO.search(text) else "other"
    registered = _REGISTERED.search(text) or _PLAIN_REGISTERED.fullmatch(text)
    return "registered" if registered and _NOTHING_ELSE.fullmatch(text) else "other"


def opinion_of_college(written: str) -> str:
    """Whether a college's opinion ``agrees``, ``disagrees``, or says something ``other``."""
    text = _plain(written)
    if not text:
        return ""
    text = _NO_DISSENT.sub("", text)
    opposed = bool(_OPPOSED.search(text))
    text = _OF_OTHERS.sub("", text)
    agreed = bool(_AGREES.search(_REQUESTED.sub("", _OPPOSED.sub("", text))))
    if opposed:
        return "other" if agreed else "disagrees"
    doubted = _CONDITION.search(text) or _OF_SOMETHING_ELSE.search(text) or _HALF.search(text)
    return "agrees" if agreed and not doubted else "other"


_TURN = re.compile(
    r"(20\d{2})\D{1,2}(\d{1,2})(?!\d)(?:(?!20\d\d)[^,，;；]){0,8}转(?:为)?正"
    r"|转(?:为)?正[^,，;；\d]{0,8}(20\d{2})\D{1,2}(\d{1,2})(?!\d)"
)


def standing_on(written: str, day: dt.date) -> tuple[str, ...]:
    """What 正式党员 with a day of turning full (2026.12转正) means on a day: until then 预备."""
    turn = _TURN.search(unicodedata.normalize("NFKC", written))
    if turn is None:
        return ("full",)
    year, month = (int(one) for one in turn.groups() if one)
    if (year, month) == (day.year, day.month):
        return ("full", "probationary")
    return ("full",) if (year, month) < (day.year, day.month) else ("probationary",)


def experience(written: str) -> str:
    """Whether social experience is ``stated``, or said to be ``none``."""
    text = _plain(written)
    if not text:
        return ""
    return "none" if _NO_EXPERIENCE.fullmatch(text) else "stated"


def _plain(written: str) -> str:
    """Without white space and end marks; of ticked boxes only what is ticked, "" if none is."""
    text = "".join(unicodedata.normalize("NFKC", written).split()).casefold()
    if re.search(f"[{_TICKED}]", text):
        text = ",".join(_CHOSEN.findall(text))
    elif re.search(f"[{_UNTICKED}]", text):
        return ""
    return text.strip("。.,，;；:：!！、")

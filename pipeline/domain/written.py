"""What was written: the writer's own lines, numbers before answers, and how text is compared."""

import re
import unicodedata

_CHINESE = "\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef\U00020000-\U0003ffff"
_BETWEEN = re.compile(rf"(?<=[{_CHINESE}])\s+(?=[{_CHINESE}])")
_WHITE = re.compile(r"\s+")


_QUOTED_LINE = re.compile(r"\s*[>＞]")
_QUOTED_MAIL = re.compile(
    r"\s*(?:-{3,}\s*(?:转发的?邮件|轉寄|原始(?:邮件|郵件)|回复的原?邮件|original message|forwarded)|"
    r"发件人\s*[:：]|寄件者\s*[:：]|在.{4,80}[写寫]道\s*[:：]?\s*$|on .{6,120}wrote\s*:\s*$|"
    r"begin forwarded message)",
    re.IGNORECASE,
)


def own_lines(text: str) -> str:
    """What the writer of a mail wrote: up to the first mail quoted whole, without quoted lines."""
    lines: list[str] = []
    for line in text.splitlines():
        if _QUOTED_MAIL.match(line):
            break
        if not _QUOTED_LINE.match(line):
            lines.append(line)
    return "\n".join(lines)


NUMBERING = r"(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.．、)）](?![(（]?[\d一二三四五六七八九十])|[①-⑳])\s*"
"""A number before one of several answers; 5.4 is a day, 1.5 hours, 一、二年级 two years."""

_NUMBERED = re.compile(rf"\A\s*{NUMBERING}")


def without_numbering(line: str) -> str:
    """An answer without the number that its writer gave it."""
    return _NUMBERED.sub("", line)


_UNSEEN = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_FORMULA = re.compile(r'="(.*)"')


def plain_number(written: str) -> str:
    """A student number, or one that the office gave, in its one form: plain digits and capitals.

    Without white space, marks that nobody sees, and what Excel puts around a number kept as text.
    """
    text = _UNSEEN.sub("", unicodedata.normalize("NFKC", written))
    formula = _FORMULA.fullmatch(text)
    return (formula[1] if formula else text).strip("'’‘`").upper()


def comparable(text: str) -> str:
    """NFKC, case folded, no white space between Chinese characters, elsewhere one blank."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return _BETWEEN.sub("", _WHITE.sub(" ", folded)).strip()


_SIMPLIFIED = str.maketrans(
    "別專業學號聯繫電話級黨時間內導師層職務歷現單擬崗位類係貌審見籍狀態製習經會實踐體團設應屆碩請諾郵眾衆預備員滿漢蘇羅蒙親屬機碼齡貫獎懲題論報資"
    "處辦賬個檔參選計劃總結評議蓋簽標寫稱絡證讀責負關簡達輔課術與況樣歲門擔記書長後續離進調換傳動養從開數組織網園區隊無註冊畢獲幹為該還讓過說認復薦"
    "訓對紀啟協約鑑鑒匯彙問談幫於項積極領規則檢訪義",
    "别专业学号联系电话级党时间内导师层职务历现单拟岗位类系貌审见籍状态制习经会实践体团设应届硕请诺邮众众预备员满汉苏罗蒙亲属机码龄贯奖惩题论报资"
    "处办账个档参选计划总结评议盖签标写称络证读责负关简达辅课术与况样岁门担记书长后续离进调换传动养从开数组织网园区队无注册毕获干为该还让过说认复荐"
    "训对纪启协约鉴鉴汇汇问谈帮于项积极领规则检访义",
)


def simplified(text: str) -> str:
    """The words of forms and of their answers in simplified characters."""
    return text.translate(_SIMPLIFIED)


def in_one_piece(text: str) -> str:
    """Writing as titles are compared: NFKC, simplified, without white space."""
    return simplified("".join(unicodedata.normalize("NFKC", text).split()))

"""Telephone numbers: which of several is the applicant's own mobile one."""

import re
import unicodedata

from pipeline.reading.doubts import Doubt, Understood
from pipeline.reading.words.choices import compact
from pipeline.reading.words.short_texts import NO_ANSWER, NOTHING

_MOBILE = re.compile(r"(?<!\d)(?:\+?86[\s-]?|0)?(1[3-9]\d(?:[\s-]?\d{4}){2})(?!\d)")


_QQ = re.compile(r"(?:qq|微信)[^\d\n]{0,6}\d{5,12}", re.IGNORECASE)
_OWN_BEHIND = re.compile(r"(1[3-9]\d{9})[ （(]{1,2}本人(?![:：])")
_OWN_NUMBER = re.compile(r"本人(?![)）])[^\d\n]{0,6}(?=[\d+])")
_SOMEBODY = (
    r"父亲?|母亲?|爸爸?|妈妈?|家长|家人|监护人|紧急联系人?|导师|辅导员|班主任|配偶|室友|舍友"
    r"|同学|领导|联络员|老师|教师|教授|书记|秘书|主任|办公室|学工办|研工办|代收|他人"
)
_OTHERS_NUMBER = re.compile(
    rf"(?:{_SOMEBODY})[^\d\n]{{0,8}}(?=1\d{{10}}|0\d{{2,3}})|\d{{7}} ?[（(][^（）()\d]{{0,6}}(?:{_SOMEBODY}|[办父母家]|(?<!本|请)人)[^（）()\d]{{0,4}}[)）]"
)
FORMER = re.compile(r"旧|原|停用|作废|不用|曾用|以前|改为|改成|更改|更换|换成|→|->")
"""Of two numbers one is told to be out of use; which, is for a person to say."""
_NAMED_MOBILE = re.compile(r"(?:移动电话|手机)[^\d\n]{0,6}(?=[\d+])")
"""Where several numbers are told with what they are: 固定电话：…　移动电话：…."""


def phone(written: str, _label: str = "") -> Understood:
    plain = unicodedata.normalize("NFKC", written)
    if NOTHING.fullmatch(plain) or compact(plain) in NO_ANSWER:
        return None
    plain = _QQ.sub("", plain)
    behind = _OWN_BEHIND.search(plain)
    if behind:
        return behind[1]
    own = _OWN_NUMBER.search(plain)
    if own is None and _OTHERS_NUMBER.search(plain):
        return Doubt("看不出是不是本人的电话")
    plain = plain[own.start() :] if own else plain
    named = _NAMED_MOBILE.search(plain)
    from_there = plain[named.end() :] if named else plain
    told = {re.sub(r"\D", "", one) for one in _MOBILE.findall(from_there)}
    if len(told) > 1 and own is None and FORMER.search(plain):
        return Doubt("写了不止一个电话，看不出用哪一个")
    mobile = _MOBILE.search(from_there) or _MOBILE.search("".join(plain.split()))
    if mobile:
        return re.sub(r"\D", "", mobile[1])
    if _NO_LINE.search(plain):
        return Doubt("看不出电话号码")
    landline = re.search(r"(?<!\d)(?:\(?0\d{2,3}\)?[\s-]?)?\d{7,8}(?:-\d{1,6})?(?!\d)", plain)
    return landline[0].strip() if landline else Doubt("看不出电话号码")


_NO_LINE = re.compile(r"\+(?!86)\d|^\s*(?:19|20)\d{2}(?:0[1-9]|1[0-2])[0-3]\d\s*$")
"""A number abroad, of which we would take a part, or a day."""


def is_fixed_line(written: str) -> bool:
    """固定电话：…: a number with its own label; the mobile one stands in the next cell."""
    return _FIXED_LINE.match(written) is not None


_FIXED_LINE = re.compile(r"(?:固定|住宅|家庭|宿舍|办公)电话[:：](?!.*(?:移动电话|手机))", re.DOTALL)

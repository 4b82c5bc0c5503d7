"""What a picture may be, told by its name and, where that says nothing, by what the mail says.

Nothing of this is more than a proposal: a person sorts every scan (三.1.(1)(2), 责.尾).
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.domain.papers import PaperKind
from pipeline.reading.paper_kinds.titles import kind_of_title

MOST_TEXT = 2000
"""Characters of a mail's text that are looked at."""

_WORDS: tuple[tuple[PaperKind, str], ...] = (
    (
        PaperKind.REPLACEMENT_REQUEST,
        r"更换申请|(?:更换|调整|变更).{0,12}助理.{0,8}(?:申请|请示|报告|表)",
    ),
    (PaperKind.AGREEMENT, r"责任书"),
    (PaperKind.REGISTRATION_FORM, r"登记表"),
    (PaperKind.EVALUATION_OPINION, r"评议(?:意见|书|表)"),
    (PaperKind.LEAVING_SURVEY, r"(?:离岗|情况)调查表|离岗.{0,8}调查"),
    (PaperKind.CASE_REPORT, r"工作案例|案例报告"),
    (PaperKind.APPLICATION_FORM, r"上岗申请|申请(?:表|书)"),
)
_PATTERNS = tuple((kind, re.compile(words)) for kind, words in _WORDS)
_ANOTHER_OFFICE = re.compile(r"助教|助管|助研|奖学金|助学金|奖助|入党|请假")
_NO_PAPER = re.compile(
    r"成绩|照片|寸照|头像|身份证|学生证|一卡通|证书|证明|奖状|获奖|简历|论文|发票|二维码|截图|logo",
    re.IGNORECASE,
)
_WHOLE_NAME = re.compile(r"\.[A-Za-z0-9]{1,5}$")


@dataclass(frozen=True, slots=True)
class Supposed:
    """The kind that words tell, None for none; `because` says which words, in Chinese."""

    kind: PaperKind | None
    because: str
    of_no_concern: bool = False


def supposed_of(
    path: Sequence[str], subject: str, text: str, came: Iterable[PaperKind] = ()
) -> Supposed:
    """What a picture at this path may be; `came` are kinds the mail holds in electronic form.

    The name speaks first, then the folder or archive it lies in, then the mail: of what the mail
    speaks of, what came electronically needs no picture.
    """
    for step in reversed(path):
        told = _by_name(step)
        if told is not None:
            return told
    already = frozenset(came)
    for where, words in (("主题", subject), ("正文", text[:MOST_TEXT])):
        kinds = [kind for kind in _kinds_in(words) if kind not in already]
        if len(kinds) == 1:
            return Supposed(kinds[0], f"邮件{where}里提到")
        if kinds:
            return Supposed(None, f"邮件{where}里提到几种材料")
    return Supposed(None, "文件名和邮件都没有说明")


def _by_name(step: str) -> Supposed | None:
    stem = _plain(_WHOLE_NAME.sub("", step))
    kind = kind_of_title(stem)
    kinds = [kind] if kind else list(_kinds_in(stem))
    named = f"文件名是“{step}”"
    if kinds and not kind and _ANOTHER_OFFICE.search(stem):
        return Supposed(None, named)
    if kinds:
        several = f"文件名“{step}”提到几种材料"
        return Supposed(kinds[0], named) if len(kinds) == 1 else Supposed(None, several)
    if _NO_PAPER.search(stem) or _ANOTHER_OFFICE.search(stem):
        return Supposed(None, named, of_no_concern=True)
    return None


def _kinds_in(words: str) -> Iterable[PaperKind]:
    plain = _plain(words)
    if PaperKind.APPLICATION_FORM in (found := [k for k, p in _PATTERNS if p.search(plain)]):
        # 更换申请表 speaks of one paper, not of two.
        left = _PATTERNS[0][1].sub("", plain)
        return found if _PATTERNS[-1][1].search(left) else found[:-1]
    return found


def _plain(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).split())

"""Labels that name somebody else than whom a paper is about: 学院联系人, 研究生秘书, 分管领导."""

import re
from functools import lru_cache

from pipeline.reading.words.labels import field_of, normalised

LONGEST = 16
_ROLE = (
    r"(?:联系|联络|经办|经手|填表|填报|制表|报送|代理|代填|代办|受托|被委托|保证|担保|见证|证明|推荐|介绍|审核"
    r"|审批|接收|接待|监护|责任|举报|记录|资助|来访|转介|收款|同住)人员?"
    r"|(?:学院|部门|单位|院系|课题组|科室|党委|班级|支部)负责人|联络员|教师|老师|导师|领导|(?<!支部)书记|秘书"
    r"|主任|院长|处长|科长|辅导员|班主任|室友|舍友|班长|团支书|父亲|母亲|父母|配偶|家长|家属|亲属|房东"
)
_ANOTHER = re.compile(rf"(?:[^，,。；;：:]{{0,8}})?(?:{_ROLE})")
_ABOUT = re.compile(
    r"(?:的)?(?:基本)?(?:信息|情况|资料|姓名|名字)?(?:[(（][签字名盖章]{1,4}[)）])?$"
)
_ROLE_WORD = re.compile(_ROLE)


@lru_cache(maxsize=8192)
def is_another_person(written: str) -> bool:
    """Whether a label says that what follows is of somebody else; 导师 alone asks for a field."""
    if len(written) > 2 * LONGEST or not _ROLE_WORD.search(written) or field_of(written):
        return False
    label = _ABOUT.sub("", normalised(written))
    return len(label) <= LONGEST and _ANOTHER.fullmatch(label) is not None

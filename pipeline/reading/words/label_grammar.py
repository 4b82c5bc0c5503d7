"""Labels that every form words anew, told by their parts: 目前有无兼任助教/助管, 继任助理学号."""

import re

_ASSISTANT = r"(?:研究生)?(?:德育)?(?:工作)?"
_NOW = r"(?:目前|现在|当前|现|本人|本学期|本学年|学年内|同时|除本岗位?以?外|还)*"
_HOLDS = r"(?:已经?|兼|聘|有|被|在|担任|受聘|兼任|聘用|聘任|应聘|从事|承担|兼职|于|为|或)*"
_WHICH = (
    r"(?:(?:其[他它]|别的)?(?:助教|助管|助研|三助一?辅?)+"
    r"|其[他它](?:助理|(?:受聘|兼任|聘用|聘任)?(?=岗)|(?=聘|受聘)))"
)
_BEHIND = r"(?:助理)?(?:岗位?|职务|工作|职位)?(?:工作)?的?(?:聘用|受聘|兼任|聘任|任职|担任)?"
_OTHER_POST = re.compile(
    rf"{_NOW}(?:是否|有无|有没有){_NOW}{_HOLDS}{_WHICH}{_BEHIND}"
    rf"|{_NOW}{_HOLDS}(?:的{_WHICH}{_BEHIND}|{_WHICH}{_BEHIND}情况)"
    rf"|{_NOW}(?:兼任|受聘)(?:其[他它])?(?:助教助管|助管助教)(?:岗位?)?"
    r"|(?:现有)?其[他它](?:助教助管|助管助教|三助)(?:岗位?)?"
)
"""担任其他助教岗位 without 是否, 情况 or the like is an answer, and no label."""
_START = re.compile(
    r"(?:拟|预计|预定|计划|可|申请|最早|正式|开始)*(?:上岗|到岗|入岗|起聘|聘任|聘用|受聘|任职|上任)(?:开始|起始|起)?(?:时间|日期|年月|日)"
    r"|拟?聘期|拟开始(?:工作)?(?:时间|日期)|(?:什么时候|何时)能?(?:上岗|到岗)"
)
_POSITION = re.compile(
    rf"(?:拟|现|所|想|申请|申报|应聘|竞聘|意向|聘用|聘任|担任|从事|上岗|任职|接任|继任|离岗|离任|报名|任|聘|的)*{_ASSISTANT}(?:助理)?岗位(?:类型|类别|名称|性质|意向|是)?"
)
_REASON = re.compile(
    r"拟?(?:离岗|离任|卸任|更换|调整|变更|替换)的?(?:主要|具体)?(?:原因|理由|事由)(?:及?说明)?"
)
_CHANGED_ON = re.compile(r"拟?(?:更换|调整|变更|替换|交接)(?:时间|日期)")
_LEAVES = r"离岗|离任|卸任|原任|被更换|被替换|更换前|变更前|调整前|替换前"
_COMES = r"新上岗|新任|接岗|接任|接替|继任|拟任|更换后|变更后|调整后|替换后"
_SOMEBODY = rf"(?:的)?{_ASSISTANT}(?:助理|人员|人|者|学生|同学)"
_OF_TWO = re.compile(
    rf"拟?(?:(?P<leaver>(?:{_LEAVES})(?:{_SOMEBODY})?|原{_SOMEBODY})|(?:{_COMES})(?:{_SOMEBODY})?|新{_SOMEBODY})的?"
    r"(?P<what>姓名|名字|学号)"
)


def field_put_together(label: str) -> str | None:
    """The field that a normalised label without remarks and separators asks for, or None."""
    two = _OF_TWO.fullmatch(label)
    if two:
        of_whom = "leaver" if two["leaver"] else "incoming"
        return f"{of_whom}_student_no" if two["what"] == "学号" else f"{of_whom}_name"
    for field, shape in (
        ("other_post", _OTHER_POST),
        ("start_on", _START),
        ("reason", _REASON),
        ("start_on", _CHANGED_ON),
        ("position_kind", _POSITION),
    ):
        if shape.fullmatch(label):
            return field
    return None

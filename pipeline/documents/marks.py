"""The red words over a page that nobody must take for the signed paper."""

DEMO_MARK = "演示：人物、数据均为虚构"
UNCONFIRMED = "草稿：尚有未确认事项，不得签署"
NOT_APPROVED = "草稿：尚未批准上岗，只供预览"


def marks(draft: str, demo: bool) -> str:
    """The marks of a page in one line; "" for a paper that may be signed."""
    return "　".join(f"【{mark}】" for mark in (draft, DEMO_MARK if demo else "") if mark)

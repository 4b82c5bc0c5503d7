"""What the sender is told when a file cannot be used as it came."""

from pipeline.domain.letters import Problem, ProblemCode

SAYS = {
    ProblemCode.PASSWORD_PROTECTED: "文件“{name}”设有密码，无法打开。请去掉密码后重新发送，不要在邮件中发送密码。",
    ProblemCode.DAMAGED: "文件“{name}”不完整或已损坏，无法打开。请在本机确认能够打开后重新发送。",
    ProblemCode.EMPTY: "文件“{name}”是空的（0 字节）。请重新添加附件后发送。",
    ProblemCode.TOO_LARGE: "文件“{name}”超过了可处理的大小或数量。请只保留需要的材料，分几封邮件发送。",
    ProblemCode.TOO_DEEP: "文件“{name}”套了太多层压缩包或转发邮件。请把材料直接作为附件发送。",
    ProblemCode.UNSAFE_ARCHIVE: "压缩包“{name}”的内容异常，为安全起见没有打开。请把材料直接作为附件发送。",
    ProblemCode.MACRO: "文件“{name}”带有宏。请另存为不带宏的 Word 文档（.docx）后重新发送。",
    ProblemCode.UNSUPPORTED_TYPE: "文件“{name}”的格式本系统不能打开。请改用 zip 压缩包，或把材料直接作为附件发送。",
    ProblemCode.UNREADABLE: "压缩包“{name}”无法打开：展开它时出错或耗时过久。请把材料直接作为附件发送。",
    ProblemCode.LINK_INSTEAD_OF_FILE: "正文里有网盘或超大附件的链接，本系统不下载链接中的文件。请把其中的材料直接作为附件发送，已随信附上的不必再发。",
}
BODY = "正文"
TOO_MANY_FILES = "邮件里的附件太多，只处理了前面的一部分。请只保留需要的材料，分几封邮件发送。"
MAIL_TOO_DEEP = "邮件的结构嵌套过深，有一部分没有读取。请新建一封邮件，把材料直接作为附件发送。"


def problem(code: ProblemCode, source: str, name: str) -> Problem:
    """A problem with the sentence for its code; `source` is the path joined by slashes."""
    return Problem(code, source, SAYS[code].format(name=name))

"""What the sender is told when a file was opened but cannot be read as a paper."""

from pipeline.domain.letters import LeafFile, Problem, ProblemCode
from pipeline.reading.files.sniff_ole import OLE_MAGIC

SAYS = {
    ProblemCode.PASSWORD_PROTECTED: "文件“{name}”设有密码，无法读取。请去掉密码后重新发送，不要在邮件中发送密码。",
    ProblemCode.DAMAGED: "文件“{name}”不完整或已损坏，无法读取。请在本机确认能够打开后，另存为 .docx 重新发送。",
    ProblemCode.EMPTY: "文件“{name}”里没有内容。请确认填写并保存后重新发送。",
    ProblemCode.TOO_LARGE: "文件“{name}”过大，无法读取。请去掉其中的图片和无关内容，另存为 .docx 后重新发送。",
    ProblemCode.MACRO: "文件“{name}”带有宏。请另存为不带宏的 Word 文档（.docx）后重新发送。",
    ProblemCode.UNSUPPORTED_TYPE: "文件“{name}”的格式本系统不能读取。请另存为 .docx 或 PDF 后重新发送。",
    ProblemCode.UNREADABLE: "文件“{name}”读不出内容。请另存为 .docx 后重新发送。",
}
WRONG_TYPE = "文件“{name}”的名字像{promised}，内容却不是，无法打开。请在本机打开原件，另存为{promised}后重新发送。"
_PROMISED = {
    "Word 文档": ("doc", "docx", "docm", "dot", "dotx", "wps", "rtf", "odt"),
    "Excel 表格": ("xls", "xlsx", "xlsm", "et", "ods"),
    "PDF 文件": ("pdf",),
    "图片": ("jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff"),
    "压缩包": ("zip", "rar", "7z", "tar", "gz"),
}
SCANNED = "文件“{name}”是扫描件，没有可读的文字，已原样存档，由工作人员查看。"
PICTURE = "文件“{name}”是图片，没有可读的文字，已原样存档，由工作人员查看。"
SOME_PAGES = (
    "文件“{name}”的第 {pages} 页是图片或扫描页，没有作为电子件读取，已原样存档，由工作人员查看。"
)
LATER_PAGES = "文件“{name}”页数太多，从第 {first} 页起没有读取。请把申请材料单独存成一个文件发送。"
MANY_PAPERS = "文件“{name}”里的表格太多，只读取了前面的一部分。请每人一份，分成几个文件发送。"


def problem_of(leaf: LeafFile, code: ProblemCode, says: str = "") -> Problem:
    return Problem(code, leaf.source, (says or SAYS[code]).format(name=leaf.name))


def unknown_content(leaf: LeafFile) -> Problem:
    """Of a file that nothing here reads: the wrong type when its name promised one that is.

    An unknown compound file may be what it says, saved by an office program that we do not know.
    """
    ending = leaf.name.rpartition(".")[2].lower()
    promised = next((word for word, endings in _PROMISED.items() if ending in endings), "")
    if not promised or leaf.data.startswith(OLE_MAGIC):
        return problem_of(leaf, ProblemCode.UNSUPPORTED_TYPE)
    says = WRONG_TYPE.format(name=leaf.name, promised=promised)
    return Problem(ProblemCode.WRONG_TYPE, leaf.source, says)

"""``deyu templates``: Word templates checked, listed, explained and tried out."""

from collections.abc import Sequence
from pathlib import Path

import click

from pipeline.cli.choices import one_of_documents
from pipeline.cli.printing import home_option, json_option, say, table, tell, the_home
from pipeline.dispatch.documents_folder import DocumentsFolder
from pipeline.dispatch.template_folder import TemplateFolder
from pipeline.documents.catalogue import DocumentKind, entry_of
from pipeline.documents.checking.annotating import annotated
from pipeline.documents.checking.faults import FaultCode, TemplateFault
from pipeline.documents.inserts import InsertKind
from pipeline.editions_in_force import edition_of
from pipeline.errors import ExitCode, OfficeError, TemplateError, reason_of
from pipeline.office.drawing.examining_templates import (
    ExaminedTemplate,
    examined,
    examined_all,
    flat,
    kind_of,
    placeable,
    preview,
    with_templates,
)
from pipeline.office.drawing.templates import whole

_KINDS = one_of_documents(*(one.kind for one in with_templates()))
ANNOTATED = "_批注.docx"


@click.group(help="Word 模板：检查、清单、可用字段、样张。")
def templates() -> None:
    """Only a place for its commands."""


@templates.command(
    help="检查模板的写法；不写文件时检查本单位正在用的全部模板。有错误时退出码为 1。"
)
@click.argument("files", nargs=-1, metavar="[文件...]", type=click.Path(path_type=Path))
@click.option("--kind", type=_KINDS, help="是哪一种文书的模板（默认由文件自己的标记或文件名看出）")
@click.option("--annotate", is_flag=True, help="另存一份副本，把错误写成 Word 批注")
@json_option
@home_option
def check(
    files: tuple[Path, ...], kind: str | None, annotate: bool, as_json: bool, home: Path | None
) -> int:
    folder, edition = _folder(home), edition_of(the_home(home))
    if files:
        found = []
        for path in files:
            data = whole(_read(path), folder)
            meant = DocumentKind(kind) if kind else kind_of(data, path.name)
            found.append(examined(meant, data, str(path), True, folder, edition))
    else:
        found = list(examined_all(folder, edition))
    copies = {one.place: _annotated(one) for one in found if annotate and one.own and one.faults}
    if as_json:
        tell({"templates": [_json(one, copies.get(one.place)) for one in found]})
    else:
        for one in found:
            _print(one, copies.get(one.place))
    return ExitCode.DONE if all(one.sound for one in found) else ExitCode.FOUND


@templates.command("list", help="各种文书：条款、谁填、用的哪个模板、能不能用。")
@json_option
@home_option
def list_(as_json: bool, home: Path | None) -> None:
    found = list(examined_all(_folder(home), edition_of(the_home(home))))
    if as_json:
        tell({"templates": [_listed_json(one) for one in found]})
        return
    rows = [
        [
            one.kind.value,
            entry_of(one.kind).title,
            entry_of(one.kind).clause,
            "本单位" if one.own else "随软件",
            "可用" if one.sound else f"{len(one.faults)} 处错误，未采用",
        ]
        for one in found
    ]
    table(rows, head=["种类", "文书", "条款", "模板", "情况"])


@templates.command(help="一种文书的模板可以印哪些字段、放哪些图片和附文。")
@click.argument("kind", type=_KINDS)
@json_option
@home_option
def fields(kind: str, as_json: bool, home: Path | None) -> None:
    entry, folder = entry_of(DocumentKind(kind)), _folder(home)
    rows = [
        (name, one.label, "必有" if one.required else "", "" if one.items else str(one.specimen))
        for name, one in flat(entry.fields)
    ]
    lying = placeable(folder)
    if as_json:
        keys = ("name", "label", "required", "specimen")
        told = [dict(zip(keys, (a, b, bool(c), d), strict=True)) for a, b, c, d in rows]
        files = {one.folder: list(names) for one, names in lying.items()}
        tell({"kind": kind, "title": entry.title, "clause": entry.clause, "fields": told, **files})
    elif not rows:
        say(f"《{entry.title}》是表格，不用标签；各栏由书签找到，请保留书签。")
    else:
        table(rows, head=["字段", "含义", "", "样例"])
        say(
            "名称里带 [] 的是列表：先写 {%p for 项 in 列表 %}，再用 项.字段，最后写 {%p endfor %}。"
        )
        for one, names in lying.items():
            say(f"{_PLACED[one]}文件放在 {folder.place(one.folder)}，{_there_are(names)}。")


_PLACED = {
    InsertKind.PICTURE: f"放图片写 {InsertKind.PICTURE.example}：30 是宽度（毫米），"
    "正文、页眉、页脚都可以。",
    InsertKind.ANNEX: f"放附文（另一份 Word 文件的正文）写 {InsertKind.ANNEX.example}，独占一段，"
    "只能在正文里。",
}


def _there_are(names: Sequence[str]) -> str:
    return f"现有：{'、'.join(names)}" if names else "现在还没有"


@templates.command("preview", help="用虚构的内容试填模板，看看样子。")
@click.argument("kind", type=_KINDS)
@click.option("--file", "path", type=click.Path(path_type=Path), help="要试的模板（默认正在用的）")
@click.option("--out", type=click.Path(path_type=Path), help="放到哪个文件夹（默认当前文件夹）")
@click.option("--pdf", is_flag=True, help="另存一份 PDF（需要 LibreOffice）")
@json_option
@home_option
def preview_(
    kind: str,
    path: Path | None,
    out: Path | None,
    pdf: bool,
    as_json: bool,
    home: Path | None,
) -> int:
    meant = DocumentKind(kind)
    folder, edition = _folder(home), edition_of(the_home(home))
    if path is not None:
        one = examined(meant, whole(_read(path), folder), str(path), True, folder, edition)
    else:
        one = next(each for each in examined_all(folder, edition) if each.kind is meant)
    if not one.sound:
        _print(one, None)
        return ExitCode.FOUND
    files = DocumentsFolder(out or Path())
    made = preview(meant, one.data)
    told = {"kind": kind, "path": files.put(f"{kind}_样张.docx", made)}
    if not as_json:
        say(told["path"])
    if pdf:
        from pipeline.assembly import printer

        with printer(the_home(home)) as prints:
            printed = prints.print(made, ".docx", one.sha256).data
        told["pdf"] = files.put(f"{kind}_样张.pdf", printed)
        if not as_json:
            say(told["pdf"])
    if as_json:
        tell(told)
    return ExitCode.DONE


def _folder(home: Path | None) -> TemplateFolder:
    from pipeline.assembly import templates_of

    return templates_of(the_home(home))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise TemplateError(
            f"模板 {path} 读不出来（{reason_of(fault)}）。", "请核对路径和文件的权限。"
        ) from fault


def _annotated(one: ExaminedTemplate) -> str | None:
    """Where the copy with comments lies; None for what is no Word file at all, or an odd one."""
    if any(fault.code in (FaultCode.NOT_WORD, FaultCode.UNCHECKED) for fault in one.faults):
        return None
    path = Path(one.place)
    copy = path.with_name(f"{path.stem}{ANNOTATED}")
    try:
        copy.write_bytes(annotated(one.data, one.faults))
    except OSError as fault:
        raise OfficeError(
            f"批注副本 {copy} 写不进去（{reason_of(fault)}）。", "请检查磁盘空间和权限。"
        ) from fault
    return str(copy)


def _print(one: ExaminedTemplate, copy: str | None) -> None:
    say(f"{one.place}：" + (f"{len(one.faults)} 处问题。" if one.faults else "没有问题。"))
    for fault in one.faults:
        say(f"  · {fault}")
    if copy:
        say(f"  批注副本：{copy}")


def _json(one: ExaminedTemplate, copy: str | None) -> dict[str, object]:
    return {
        "kind": one.kind.value,
        "path": one.place,
        "own": one.own,
        "sha256": one.sha256,
        "sound": one.sound,
        "annotated": copy,
        "faults": [_fault_json(fault) for fault in one.faults],
    }


def _fault_json(fault: TemplateFault) -> dict[str, object]:
    return {
        "severity": fault.severity.value,
        "code": fault.code.value,
        "part": fault.place.label,
        "paragraph": fault.place.paragraph or None,
        "page": fault.place.page or None,
        "note": fault.place.note or None,
        "place": str(fault.place),
        "quoted": fault.quoted,
        "says": fault.says,
    }


def _listed_json(one: ExaminedTemplate) -> dict[str, object]:
    entry = entry_of(one.kind)
    return {
        "kind": one.kind.value,
        "title": entry.title,
        "clause": entry.clause,
        "drawn_for": entry.drawn_for.value,
        "filled_by": entry.filled_by,
        "template": entry.template,
        "own": one.own,
        "sha256": one.sha256,
        "sound": one.sound,
        "faults": len(one.faults),
    }

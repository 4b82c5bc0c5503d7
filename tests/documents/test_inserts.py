"""Pictures and Word files that a template places: as docxtpl makes them, strict, the same bytes."""

import re
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import jinja2
import pytest
from documents.test_engine import MAILED_IN, canonical
from docx import Document
from docx.document import Document as DocumentType
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2.sandbox import SandboxedEnvironment
from opened import members, notes, paragraphs, text
from small_templates import picture, template, with_table

from pipeline.documents.catalogue import CATALOGUE
from pipeline.documents.checking.check import Expected, check_template
from pipeline.documents.checking.faults import FaultCode as Code
from pipeline.documents.checking.inserts import named_in
from pipeline.documents.engine import compile_template, fill
from pipeline.documents.inserts import inserts_in, with_inserts
from pipeline.documents.printed_fields import PrintedField
from pipeline.documents.values import UnprintableTextError
from pipeline.errors import TemplateError

AGREEMENT = (Path(__file__).parents[2] / "templates" / "agreement.docx").read_bytes()
PICTURE, ANNEX = '{{ picture("院徽.png", 30) }}', '{{p annex("细则.docx") }}'
NAME = (PrintedField("name", "姓名", "林知夏"), PrintedField("all", "各项", items=(PrintedField("x", "一项", "一"),)))  # fmt: skip


def annex(change: Callable[[DocumentType], None] | None = None) -> bytes:
    """An office's own Word file: a style of its own, a numbered list, a table, a picture, a link."""

    def whole(document: DocumentType) -> None:
        document.styles.add_style("细则正文", 1)
        document.add_paragraph("第一条　每周值班 & 记录", "细则正文")
        document.add_paragraph("甲", "List Number")
        document.add_paragraph("乙", "List Number")
        with_table(document)
        for row in document.tables[0].rows:
            for cell in row.cells:
                cell.text = "格"
        document.add_paragraph().add_run().add_picture(BytesIO(picture(size=(9, 9))), Mm(9))
        if change:
            change(document)

    return template(change=whole)


FILES = {"pictures/院徽.png": picture(), "annexes/细则.docx": annex()}


def everywhere(document: DocumentType) -> None:
    """In the header, the body, a loop, a cell; the Word file between paragraphs."""
    section = document.sections[0]
    section.header.paragraphs[0].text = '{{ picture("院徽.png", 20) }}{{ name }}'
    section.footer.paragraphs[0].text = "{{ name }}"
    document.add_paragraph("前" + PICTURE + "后{{ name }}")
    for line in ("{%p for one in all %}", '{{ one.x }}{{ picture("院徽.png", width=12.5) }}', "{%p endfor %}"):  # fmt: skip
        document.add_paragraph(line)
    for line in ("{%p if name %}", ANNEX, "{%p endif %}"):
        document.add_paragraph(line)
    document.add_table(rows=1, cols=2).rows[0].cells[1].text = PICTURE
    document.core_properties.title = "题：{{ name }}"


@pytest.mark.parametrize("condition", ["name", 'name == "别人"'])
@pytest.mark.parametrize("first", [True, False])
def test_an_annex_may_bring_the_picture_that_a_tag_places_too(first: bool, condition: str) -> None:
    lines = [PICTURE, "{%p if " + condition + " %}", ANNEX, "{%p endif %}"]
    lines = lines if first else [*lines[1:], lines[0]]
    same = annex(lambda made: made.add_picture(BytesIO(FILES["pictures/院徽.png"]), Mm(30)))
    source = with_inserts(template("{{ name }}", *lines), {**FILES, "annexes/细则.docx": same})
    assert check_template(source, Expected(NAME, template())) == ()
    compiled = compile_template(source)
    drawn = fill(compiled, {"name": "别人", "all": []})
    assert b"<pic:pic" in members(drawn)["word/document.xml"]
    assert fill(compiled, {"name": "别人", "all": []}) == drawn
    assert list(members(drawn).values()).count(FILES["pictures/院徽.png"]) == 1


def test_what_placing_throws_is_told_as_the_templates_and_found_by_the_check() -> None:
    def with_odd_mark(made: DocumentType) -> None:
        mark = OxmlElement("w:bookmarkStart")
        mark.set(qn("w:id"), "甲")
        made.paragraphs[0]._p.append(mark)

    lines = ("{{ name }}", '{%p if name == "别人" %}', ANNEX, "{%p endif %}")
    source = with_inserts(template(*lines), {"annexes/细则.docx": annex(with_odd_mark)})
    (fault,) = check_template(source, Expected(NAME, template()))
    assert fault.code is Code.INSERT_DAMAGED
    assert "附文“细则.docx”放不进这份文件" in fault.says
    with pytest.raises(TemplateError):
        fill(compile_template(source), {"name": "别人", "all": []})


def by_docxtpl(source: bytes, context: dict[str, object]) -> dict[str, bytes]:
    environment = SandboxedEnvironment(autoescape=True, undefined=jinja2.StrictUndefined)
    document = DocxTemplate(BytesIO(source))
    placing = {
        "picture": lambda name, width: InlineImage(
            document, BytesIO(FILES[f"pictures/{name}"]), Mm(width)
        ),
        "annex": lambda name: document.new_subdoc(BytesIO(FILES[f"annexes/{name}"])),
    }
    document.render({**context, **placing, "note": lambda _: ""}, jinja_env=environment)
    written = BytesIO()
    document.save(written)
    return members(written.getvalue())


def compared(name: str, content: bytes) -> bytes:
    """Canonical; docxcompose marks each list with a number by chance, and docxtpl numbers only the
    drawings of the body."""
    xml = re.sub(rb'<w:nsid w:val="[0-9A-F]+"', b"<w:nsid", canonical(name, content))
    if name.startswith("word/header"):
        xml = re.sub(rb'(<wp:docPr id=)"[0-9]+"', rb"\1", xml)
    return xml


@pytest.mark.parametrize(
    ("source", "context"),
    [
        (template(change=everywhere), {"name": "甲", "all": [{"x": "一"}, {"x": "二"}]}),
        (template(change=everywhere), {"name": "a\nb\tc", "all": []}),
        (template(PICTURE, ANNEX, PICTURE), {}),
        (template(ANNEX), {}),
        (template("只有{{ name }}", '{% if name %}{{ picture("院徽.png", 9) }}{% endif %}'), {"name": ""}),
    ],
)  # fmt: skip
def test_every_part_equals_docxtpls(source: bytes, context: dict[str, object]) -> None:
    whole = with_inserts(source, FILES)
    ours, theirs = members(fill(compile_template(whole), context)), by_docxtpl(source, context)
    assert sorted(ours) == sorted(theirs)
    assert [
        name for name in ours if compared(name, ours[name]) != compared(name, theirs[name])
    ] == []


def test_no_drawing_has_the_number_of_another() -> None:
    def change(document: DocumentType) -> None:
        everywhere(document)
        document.sections[0].header.paragraphs[0].add_run(PICTURE)
        document.sections[0].footer.paragraphs[0].add_run(PICTURE)

    source = with_inserts(template(change=change), FILES)
    drawn = members(fill(compile_template(source), {"name": "林", "all": [{"x": "一"}] * 3}))
    parts = [raw.decode() for name, raw in drawn.items() if name.endswith(".xml")]
    numbers = re.findall(r'<wp:docPr [^>]*?id="(\d+)"', "".join(parts))
    assert len(numbers) == len(set(numbers)) == 9


def test_what_was_placed_stands_there_and_is_whole() -> None:
    whole = with_inserts(template(change=everywhere), FILES)
    drawn = fill(compile_template(whole), {"name": "林", "all": [{"x": "一"}]})
    body = members(drawn)["word/document.xml"].decode()
    assert "第一条　每周值班 & 记录" in text(drawn)
    assert len(re.findall("<pic:pic[ >]", body)) == 4  # two, one of the loop, the annex's own
    assert len(re.findall(b"<pic:pic[ >]", members(drawn)["word/header1.xml"])) == 1
    opened = Document(BytesIO(drawn))
    assert {
        one.target_part.blob for one in opened.part.rels.values() if one.reltype == RT.IMAGE
    } == {
        FILES["pictures/院徽.png"],
        picture(size=(9, 9)),
    }
    assert "细则正文" in [one.name for one in opened.styles]
    assert not [name for name in members(drawn) if "inserts" in name]


@pytest.mark.parametrize("value", [*MAILED_IN, PICTURE])
def test_mailed_in_text_prints_literally_beside_what_is_placed(value: str) -> None:
    source = with_inserts(edited_agreement(), FILES)
    words = compile_template(source).parts[0].names - {"note", "picture", "annex", "duties"}
    context = dict.fromkeys(
        words | {"marks", "number", "version", "note_1", "note_2", "note_3"}, value
    )
    drawn = fill(
        compile_template(source),
        {**context, "edition": "", "duties": [{"text": value, "note": value}]},
    )
    assert f"1、{value}" in text(drawn)
    assert f"编号：{value}" in text(drawn, "word/footer1.xml")
    assert text(drawn, "word/header1.xml") == value
    printed = ["".join(one.split()) for one in notes(drawn).values()]
    assert printed.count("".join(value.split())) == 4  # each once, that of the duty too
    assert "第一条　每周值班 & 记录" in paragraphs(drawn)


def edited_agreement() -> bytes:
    document = Document(BytesIO(AGREEMENT))
    document.add_section()  # plain docxtpl would fill the footnotes twice
    document.add_paragraph(PICTURE)
    document.add_paragraph(ANNEX)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def test_the_way_through_docxtpl_is_as_strict() -> None:
    def drawn(*lines: str, **context: object) -> bytes:
        return fill(compile_template(with_inserts(template(PICTURE, *lines), FILES)), context)

    for line, says in (
        ("{{ nmae }}", "正文约第 2 段“{{ nmae }}”有错：没有名为“nmae”的字段"),
        ("{{ picture.__self__ }}", "不允许的写法"),
        ("{{ picture('没有.png', 9) }}", "没有名为“没有.png”的图片"),
        ("{{p annex('../细则.docx') }}", "没有名为“../细则.docx”的附文"),
        ("{{ name|safe }}", "填写后结构不完整"),
        ("{{r note(name) }}", "没有脚注部分"),
    ):
        with pytest.raises(TemplateError) as caught:
            drawn(line, name="张<三")
        assert says in str(caught.value)
    with pytest.raises(UnprintableTextError, match="字段“name”的第 2 个字符"):
        drawn("{{ name }}", name="张\x07")


def test_the_same_input_gives_the_same_bytes_in_any_process() -> None:
    source = with_inserts(template(change=everywhere), FILES)
    assert source == with_inserts(source, FILES)
    context = {"name": "甲", "all": [{"x": "一"}, {"x": "二"}]}
    drawn = fill(compile_template(source), context)
    assert fill(compile_template.__wrapped__(source), context) == drawn
    program = (
        "import sys; from pipeline.documents.engine import compile_template, fill;"
        f"sys.stdout.buffer.write(fill(compile_template(sys.stdin.buffer.read()), {context!r}))"
    )
    elsewhere = subprocess.run(
        [sys.executable, "-c", program],
        input=source,
        capture_output=True,
        check=True,
        env={"PYTHONHASHSEED": "7"},
    )
    assert elsewhere.stdout == drawn


def test_a_template_names_its_files_and_takes_them_along() -> None:
    source = template(change=everywhere)
    assert sorted(one.file for one in named_in(source)) == [
        "annexes/细则.docx",
        "pictures/院徽.png",
    ]
    assert with_inserts(source, {}) == source
    whole = with_inserts(source, FILES)
    assert inserts_in(whole) == FILES
    assert Document(BytesIO(whole)).paragraphs  # still a Word file
    other = with_inserts(whole, {"pictures/院徽.png": picture(size=(1, 1))})
    assert inserts_in(other)["annexes/细则.docx"] == FILES["annexes/细则.docx"]
    assert compile_template(other).sha256 != compile_template(whole).sha256


def marked(document: DocumentType) -> None:
    """A bookmark with the number that Word gives the first one of every file."""
    paragraph = document.add_paragraph("处")
    for end in ("Start", "End"):
        mark = OxmlElement(f"w:bookmark{end}")
        mark.set(qn("w:id"), "0")
        paragraph._p.append(mark)


def test_bookmarks_of_an_annex_have_numbers_of_their_own() -> None:
    files = {**FILES, "annexes/细则.docx": annex(marked)}
    source = with_inserts(template(ANNEX, ANNEX, change=marked), files)
    root = Document(BytesIO(fill(compile_template(source), {}))).element
    starts = [one.get(qn("w:id")) for one in root.iter(qn("w:bookmarkStart"))]
    ends = [one.get(qn("w:id")) for one in root.iter(qn("w:bookmarkEnd"))]
    assert starts == ends
    assert len(set(starts)) == 3


def faults(*lines: str, files: dict[str, bytes] = FILES, fields=NAME, change=None) -> list[tuple[Code, str]]:  # fmt: skip
    source = template(*lines, change=change)
    expected = Expected(fields, template("x"), lying=tuple(files))
    found = check_template(with_inserts(source, files), expected)
    return [(one.code, str(one)) for one in found]


def test_what_is_written_right_gives_no_alarm() -> None:
    curly = "{{ picture(“院徽.png”, 30) }}"
    assert faults(change=everywhere) == []
    assert faults(curly, "{{picture('院徽.png',width=30)}}") == []


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        ('{{ picture("校徽.png", 30) }}', Code.INSERT_MISSING, "没有名为“校徽.png”的图片：您是不是想写“院徽.png”？不然请把文件放进工作目录的 templates/pictures/"),
        ('{{p annex("完全不同的一份.docx") }}', Code.INSERT_MISSING, "的附文：请把文件放进"),
        ('{{p annex("附则.docx") }}', Code.INSERT_MISSING, "templates/annexes/"),
        ('{{ picture("院徽.png") }}', Code.INSERT_TAG, "30 是宽度（毫米）"),
        ('{{ picture("院徽.gif", 30) }}', Code.INSERT_TAG, "png 或 jpg"),
        ('{{ picture("../院徽.png", 30) }}', Code.INSERT_TAG, "不带路径"),
        ("{{ picture(name, 30) }}", Code.INSERT_TAG, "引号里写"),
        ('{{ picture("院徽.png", 30)|upper }}', Code.INSERT_TAG, "图片要写成"),
        ('{{p picture("院徽.png", 30) }}', Code.INSERT_TAG, "图片要写成"),
        ('{{ annex("细则.docx") }}', Code.INSERT_TAG, "独占一段"),
        ('见{{p annex("细则.docx") }}', Code.TEXT_BESIDE_TAG, "独占一段"),
        ('{{ picture（"院徽.png", 30） }}', Code.FULL_WIDTH, "全角"),
        ('{{ picture("院徽.png", 300) }}', Code.INSERT_TOO_BIG, "5 到 170"),
        ("{{ picture }}", Code.INSERT_TAG, "图片要写成"),
        ('{{ pictur("院徽.png", 30) }}', Code.UNKNOWN_FIELD, "想写 picture"),
        ("{%p if picture %}", Code.INSERT_TAG, "图片要写成"),
    ],
)  # fmt: skip
def test_a_tag_that_places_is_told_what_is_wrong(line: str, code: Code, says: str) -> None:
    found = faults(line, "{%p endif %}") if "{%" in line else faults(line)
    assert [one[0] for one in found] == [code], found
    assert says in found[0][1]


def test_places_where_nothing_can_be_placed_are_told() -> None:
    def headed(document: DocumentType) -> None:
        document.sections[0].header.paragraphs[0].text = ANNEX
        document.core_properties.title = PICTURE

    assert [one[0] for one in faults(change=headed)] == [Code.INSERT_TAG] * 2
    ((code, says),) = faults(PICTURE, fields=())
    assert (code, "请直接在 Word 里插入" in says) == (Code.INSERT_TAG, True)


def sections(document: DocumentType) -> None:
    document.add_section()


def put_in_whole(document: DocumentType) -> None:
    """A revision around a paragraph, not within it."""
    paragraph = document.paragraphs[0]._p
    revision = OxmlElement("w:ins")
    paragraph.addprevious(revision)
    revision.append(paragraph)


def tagged(document: DocumentType) -> None:
    document.add_paragraph("{{ name }}")


@pytest.mark.parametrize(
    ("file", "data", "code", "says"),
    [
        ("pictures/院徽.png", picture()[:-40], Code.INSERT_DAMAGED, "“院徽.png”打不开或已损坏"),
        ("pictures/院徽.png", b"", Code.INSERT_DAMAGED, "“院徽.png”打不开或已损坏"),
        ("pictures/院徽.png", picture("GIF"), Code.INSERT_KIND, "没有坏，但它是 GIF 图片"),
        ("pictures/院徽.png", picture("GIF")[:-8], Code.INSERT_DAMAGED, "打不开或已损坏"),
        ("pictures/院徽.png", picture("BMP"), Code.INSERT_KIND, "另存为 PNG"),
        (
            "pictures/院徽.png",
            picture("JPEG")[:2] + picture("JPEG")[20:],
            Code.INSERT_KIND,
            "少见的一种 JPEG",
        ),
        ("pictures/院徽.png", picture("JPEG", mode="CMYK"), Code.INSERT_KIND, "CMYK"),
        ("pictures/院徽.png", picture() + bytes(3 * 2**20), Code.INSERT_TOO_BIG, "2 MB 以内"),
        ("pictures/院徽.png", picture(size=(6000, 5000)), Code.INSERT_TOO_BIG, "6000×5000"),
        ("pictures/院徽.png", picture(size=(10, 100)), Code.INSERT_TOO_BIG, "会高 300 毫米"),
        ("annexes/细则.docx", b"%PDF", Code.INSERT_DAMAGED, "“细则.docx”打不开"),
        ("annexes/细则.docx", annex(tagged), Code.INSERT_DAMAGED, "不填标签"),
        ("annexes/细则.docx", annex(put_in_whole), Code.INSERT_DAMAGED, "修订"),
        ("annexes/细则.docx", annex(sections), Code.INSERT_DAMAGED, "分节符"),
        ("annexes/细则.docx", AGREEMENT, Code.INSERT_DAMAGED, "标签"),
    ],
)
def test_a_file_that_cannot_be_placed_is_told_by_name(
    file: str, data: bytes, code: Code, says: str
) -> None:
    found = faults(PICTURE, ANNEX, files={**FILES, file: data})
    assert [one[0] for one in found] == [code], found
    assert says in found[0][1]


def test_an_annex_that_only_some_papers_carry_is_tried_as_well() -> None:
    def dangling(document: DocumentType) -> None:
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), "rId99")
        document.add_paragraph("见")._p.append(link)

    lines = ('{%p if name == "没有这个人" %}', ANNEX, "{%p endif %}")
    ((code, says),) = faults(*lines, files={**FILES, "annexes/细则.docx": annex(dangling)})
    assert (code, "附文“细则.docx”放不进这份文件" in says) == (Code.INSERT_DAMAGED, True)
    assert faults(*lines) == []


def test_no_field_takes_the_place_of_a_tag() -> None:
    names = {one.name for entry in CATALOGUE for one in entry.fields}
    assert not names & {"note", "picture", "annex"}


def test_a_jpeg_is_a_picture_too() -> None:
    line = '{{ picture("照片.JPG", 30) }}'
    assert faults(line, files={"pictures/照片.JPG": picture("JPEG")}) == []

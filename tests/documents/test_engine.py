"""The template engine: docxtpl's language and output, without what docxtpl lets pass."""

import contextlib
import re
import string
import zipfile
from io import BytesIO
from pathlib import Path

import jinja2
import pytest
from docxtpl import DocxTemplate
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree
from opened import REFUSED, members, notes, paragraphs, root, text
from small_templates import in_pieces, picture, template, with_table

from pipeline.documents.checking.check import Expected, check_template
from pipeline.documents.engine import compile_template, fill
from pipeline.documents.inserts import with_inserts
from pipeline.documents.printed_fields import PrintedField
from pipeline.documents.values import Context, UnprintableTextError
from pipeline.errors import TemplateError

AGREEMENT = (Path(__file__).parents[2] / "templates" / "agreement.docx").read_bytes()
MAILED_IN = [
    "{{7*7}}",
    "{% x",
    "{%p for a in b %}",
    "{# gone #}",
    "{_{ a }_}",
    "{_{_{_%%_}_}",
    "张<三 & R&D",
    "</w:t></w:r></w:p><w:p><w:r><w:t>伪造的段落",
    "&lt;b&gt; &#20;",
    "]]>",
    "“甲”\"乙\"'丙'",
    "  两端有空格  ",
    "第一行\n第二行\t制表",
    "｛｛ x ｝｝",
    "𠮷野家 ☺️ \u200b",
]


def agreement_context(value: str = "甲", duties: int = 2) -> Context:
    words = ["number", "version", "edition", "marks", "college", "person", "position", "work_form"]
    words += ["basis_1", "basis_2", "enacting_words", "note_1", "note_2", "note_3", "signed_on"]
    listed = [{"text": f"{value}{n}", "note": ""} for n in range(duties)]
    return {word: f"{word}{value}" for word in words} | {"duties": listed}


def filled(source: bytes, **context: object) -> bytes:
    return fill(compile_template(source), context)


def by_docxtpl(source: bytes, context: Context) -> dict[str, bytes]:
    environment = SandboxedEnvironment(autoescape=True, undefined=jinja2.StrictUndefined)
    document = DocxTemplate(BytesIO(source))
    document.render({**context, "note": lambda _: ""}, jinja_env=environment)
    written = BytesIO()
    document.save(written)
    return members(written.getvalue())


def canonical(name: str, content: bytes) -> bytes:
    if not name.endswith((".xml", ".rels")):
        return content
    return etree.tostring(etree.fromstring(content), method="c14n")


def table_and_footer(document: object) -> None:
    with_table(document)
    document.sections[0].header.paragraphs[0].text = "{{ a }}"
    document.sections[0].footer.paragraphs[0].text = "{% if b %}{{ b }}{% endif %}"
    document.core_properties.title = "题：{{ a }}"


CASES = [
    *(
        (AGREEMENT, agreement_context(value, n))
        for n, value in enumerate(("甲", "a\nb", "c\td", ""))
    ),
    (AGREEMENT, agreement_context("很长的话。" * 40, 30)),
    (
        template("{{ a }}", "{%p if b %}", "有{{ b }}", "{%p endif %}", change=table_and_footer),
        {"a": "x", "b": "y", "rows": [{"a": "1", "b": "<2>"}, {"a": "3\n4", "b": "5"}]},
    ),
    (template(change=in_pieces("前{{ a }}中{% if a %}有{% endif %}后")), {"a": "甲乙"}),
    (template("{_{ a }_} {_% b %_} {{ a }}"), {"a": "x"}),
    (template("没有标签"), {}),
]


@pytest.mark.parametrize(("source", "context"), CASES)
def test_every_part_equals_docxtpls(source: bytes, context: Context) -> None:
    ours, theirs = members(fill(compile_template(source), context)), by_docxtpl(source, context)
    assert sorted(ours) == sorted(theirs)
    differing = [
        name for name in ours if canonical(name, ours[name]) != canonical(name, theirs[name])
    ]
    assert differing == []


@pytest.mark.parametrize("value", MAILED_IN)
def test_mailed_in_text_prints_literally_wherever_it_stands(value: str) -> None:
    drawn = fill(compile_template(AGREEMENT), agreement_context(value))
    assert f"岗位类型2：　position{value}　" in text(drawn)
    assert f"1、{value}0" in text(drawn)
    assert f"编号：number{value}" in text(drawn, "word/footer1.xml")
    assert text(drawn, "word/header1.xml") == f"marks{value}"
    assert f"note_2{value}" in text(drawn, "word/footnotes.xml")
    title = root(drawn, "docProps/core.xml").findtext("{http://purl.org/dc/elements/1.1/}title")
    assert title == f"研究生德育工作助理岗位责任书（number{value}）"


PRINTABLE = st.text(
    st.one_of(
        st.characters(exclude_categories=("Cs", "Cc"), exclude_characters=REFUSED),
        st.sampled_from("\n\t{}%#_<>&\"'[]/" + string.ascii_letters),
    )
)
PIECES = st.lists(st.sampled_from(["{", "}", "%", "_", "{{", "_}", "&", "<w:p>", "a", "\n"])).map(
    "".join
)


@settings(max_examples=150, deadline=None)
@given(PRINTABLE | PIECES, PRINTABLE | PIECES)
def test_any_printable_text_prints_literally(first: str, second: str) -> None:
    source = template("{{ a }}{{ b }}", "{% for one in all %}{{ one.c }}{% endfor %}")
    drawn = filled(source, a=first, b=second, all=[{"c": second}])
    assert paragraphs(drawn) == [first + second, second]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(
        [*map(chr, [*range(9), *range(11, 32), *range(127, 160)]), "\ud800", "\ufffe", "\uffff"]
    )
)
def test_control_characters_are_refused_by_the_name_of_the_field(character: str) -> None:
    source = compile_template(template("{{ a }}"))
    context = {"a": "", "duties": [{"text": "好"}, {"text": f"张{character}"}]}
    with pytest.raises(UnprintableTextError, match="字段“岗位职责第 2 项·text”的第 2 个字符"):
        fill(source, context, {"duties": "岗位职责"})


def test_the_same_content_gives_the_same_bytes_and_a_template_is_compiled_once() -> None:
    copy = bytes(bytearray(AGREEMENT))
    assert compile_template(copy) is compile_template(AGREEMENT)
    assert fill(compile_template(copy), agreement_context()) == fill(
        compile_template.__wrapped__(AGREEMENT), agreement_context()
    )


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("尊敬的{{ nmae }}：", "正文约第 1 段“尊敬的{{ nmae }}：”有错：没有名为“nmae”的字段"),
        ("{{ person.nmae }}", "没有名为“nmae”的字段"),
        ("{% endfro %}", "不认识“endfro”"),
        ("{{ a|cn }}", "不认识“cn”"),
        ("{% if a %}没有结束", "没有用 endif 或 endfor 结束"),
        ("{{ a b }}", "标签的写法不对"),
        ("{{ ''.__class__.__mro__ }}", "不允许的写法"),
        ("{{ a + 1 }}", "标签的写法不对"),
        ("{{ a / 0 }}", "标签的写法不对"),
    ],
)
def test_a_broken_tag_is_told_in_chinese_with_its_place(written: str, says: str) -> None:
    with pytest.raises(TemplateError) as caught:
        filled(template(written), a="x", person={"name": "x"})
    assert says in str(caught.value)


def test_a_fault_in_a_footer_is_told_as_one() -> None:
    def change(document: object) -> None:
        document.sections[0].footer.paragraphs[0].text = "第{{ page }}页"

    with pytest.raises(TemplateError, match=re.escape("页脚约第 1 段“第{{ page }}页”")):
        filled(template("正文", change=change))


def test_markup_let_through_by_a_template_is_parsed_strictly() -> None:
    with pytest.raises(TemplateError, match="正文填写后结构不完整"):
        filled(template("{{ a|safe }}"), a="张<三")


def test_a_note_without_a_footnotes_part_is_refused() -> None:
    with pytest.raises(TemplateError, match="没有脚注部分"):
        filled(template("{{r note(a) }}"), a="注")
    assert paragraphs(filled(template("甲{{r note(a) }}"), a="")) == ["甲"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7", AGREEMENT[:5000]])
def test_what_is_no_word_file_is_no_template(data: bytes) -> None:
    with pytest.raises(TemplateError, match="不是完好的 Word 文档"):
        compile_template(data)


def test_two_sections_do_not_render_a_footnote_twice() -> None:
    document = DocxTemplate(BytesIO(AGREEMENT)).get_docx()
    document.add_section()
    written = BytesIO()
    document.save(written)
    drawn = fill(compile_template(written.getvalue()), agreement_context("{{7*7}}"))
    assert notes(drawn)["1"] == "note_1{{7*7}}"


@settings(max_examples=120, deadline=None)
@given(st.integers(0, len(AGREEMENT) - 1), st.integers(1, 40), st.binary(max_size=20))
def test_a_damaged_template_is_refused_or_whole(start: int, cut: int, instead: bytes) -> None:
    damaged = AGREEMENT[:start] + instead + AGREEMENT[start + cut :]
    with contextlib.suppress(TemplateError):
        compiled = compile_template.__wrapped__(damaged)
        assert len(compiled.parts) == len(compile_template(AGREEMENT).parts)


def without(name: str, *, replaced: bytes = b"") -> bytes:
    """The agreement's template with one member taken away or put otherwise."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for member, raw in members(AGREEMENT).items():
            if member == name and not replaced:
                continue
            package.writestr(member, replaced if member == name else raw)
    return written.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("word/document.xml", b""),
        ("[Content_Types].xml", b""),
        ("word/document.xml", b"<a/>"),
        ("word/footnotes.xml", b"<a"),
        ("_rels/.rels", b"<a/>"),
        ("[Content_Types].xml", b'<Types><Override PartName="/word/document.xml"/></Types>'),
    ],
)
def test_a_template_with_a_damaged_part_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(TemplateError, match="不是完好的 Word 文档"):
        compile_template(without(name, replaced=content))


def test_a_template_without_properties_gives_the_same_bytes_at_any_time() -> None:
    relations = members(AGREEMENT)["_rels/.rels"].decode()
    bare = without(
        "_rels/.rels", replaced=re.sub("<Relationship [^>]*core[^>]*/>", "", relations).encode()
    )
    core = members(fill(compile_template(bare), agreement_context()))["docProps/core.xml"].decode()
    assert re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core) == ["1980-01-01T00:00:00Z"]
    assert "python-docx" not in core


@pytest.mark.parametrize("name", ["R&D研究院", "甲<乙>&丙", "&lt;b&gt;"])
def test_words_in_quotation_marks_are_those_that_were_typed(name: str) -> None:
    source = template(f'{{% if a == "{name}" %}}是{{{{ "{name}" }}}}{{% else %}}否{{% endif %}}')
    assert text(filled(source, a=name)).strip() == f"是{name}"
    assert text(filled(source, a="别的")).strip() == "否"


def test_a_picture_may_have_an_ampersand_in_its_name() -> None:
    files = {"pictures/R&D.png": picture()}
    source = with_inserts(template('{{ a }}{{ picture("R&D.png", 20) }}'), files)
    expected = Expected((PrintedField("a", "甲项", "甲"),), template("{{ a }}"))
    assert check_template(source, expected) == ()
    assert any("media/" in name for name in members(filled(source, a="甲")))

"""Words that a template makes unreadable without hiding them: by styles, colour, size and height."""

import pytest
from test_seen_by_readers import faults_of, replaced, shipped
from word_edits import Change, edited

from pipeline.documents.catalogue import DocumentKind
from pipeline.documents.checking.faults import FaultCode as Code

STYLES, HEADER = "word/styles.xml", "word/header1.xml"
START = "4、研究生个别人"
WHITE_ON_RED = '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="C00000"/>'


def looking(letters: str, lines: str = "") -> Change:
    """The clause with these properties of its run and of its paragraph."""
    return replaced(
        rf"(<w:p><w:pPr>(?:(?!</w:p>).)*?)(</w:pPr>(?:(?!</w:p>).)*?)(<w:r>)(<w:t[^>]*>{START})",
        rf"\g<1>{lines}\g<2>\g<3><w:rPr>{letters}</w:rPr>\g<4>",
    )


def styled(name: str, kind: str, letters: str, below: str = "") -> Change:
    based = f'<w:basedOn w:val="{below}"/>' if below else ""
    style = f'<w:style w:type="{kind}" w:styleId="{name}">{based}<w:rPr>{letters}</w:rPr></w:style>'
    return replaced("</w:styles>", style + "</w:styles>", STYLES)


def in_a_row(height: int) -> Change:
    return replaced(
        rf"(<w:p>(?:(?!</w:p>|<w:p>).)*?{START}.*?</w:p>)",
        rf'<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:trPr><w:trHeight w:val="{height}" w:hRule="exact"/>'
        r"</w:trPr><w:tc><w:tcPr/>\1</w:tc></w:tr></w:tbl><w:p/>",
    )


def in_the_paragraph_style(name: str) -> Change:
    return replaced(
        rf'<w:pStyle w:val="[A-Za-z]+"/>((?:(?!</w:p>).)*?{START})',
        rf'<w:pStyle w:val="{name}"/>\1',
    )


VANISH, IN_STYLE = "<w:vanish/>", '<w:rStyle w:val="Low"/>'
UNREADABLE: dict[str, tuple[Change, ...]] = {
    "hidden by a character style": (styled("Low", "character", VANISH), looking(IN_STYLE)),
    "hidden by what a style is based on": (
        styled("Root", "character", VANISH),
        styled("Low", "character", "", "Root"),
        looking(IN_STYLE),
    ),
    "hidden by a paragraph style": (
        styled("LowP", "paragraph", VANISH),
        in_the_paragraph_style("LowP"),
    ),
    "struck out by a character style": (
        styled("Low", "character", "<w:strike/>"),
        looking(IN_STYLE),
    ),
    "white": (looking('<w:color w:val="FFFFFF"/>'),),
    "almost white": (looking('<w:color w:val="F5F5F5"/>'),),
    "of the theme's paper": (looking('<w:color w:val="000000" w:themeColor="background1"/>'),),
    "black on black": (looking('<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>'),),
    "of a point": (looking('<w:sz w:val="2"/>'),),
    "pressed together": (looking('<w:w w:val="1"/>'),),
    "in a low line": (looking("", '<w:spacing w:line="1" w:lineRule="exact"/>'),),
    "in a squeezed line": (looking("", '<w:spacing w:line="14" w:lineRule="auto"/>'),),
    "in a low row": (in_a_row(10),),
}


@pytest.mark.parametrize("changes", UNREADABLE.values(), ids=UNREADABLE)
def test_a_clause_that_nobody_can_read_is_told(changes: tuple[Change, ...]) -> None:
    found = faults_of(edited(shipped(DocumentKind.AGREEMENT), *changes))
    assert {one.code for one in found} == {Code.CHANGED_TEXT}
    assert "责.五.(一).4" in str(found[0])
    assert "字的颜色和底色一样" in str(found[0])


def test_a_document_that_hides_by_default_is_told() -> None:
    change = replaced("<w:rPrDefault><w:rPr>", f"<w:rPrDefault><w:rPr>{VANISH}", STYLES)
    assert faults_of(edited(shipped(DocumentKind.AGREEMENT), change))


@pytest.mark.parametrize("letters", ['<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>'])
def test_a_draft_mark_that_nobody_can_read_is_told(letters: str) -> None:
    change = replaced(r"<w:b/>(?:<w:color[^>]*>)?", letters, HEADER)
    found = faults_of(edited(shipped(DocumentKind.AGREEMENT), change))
    assert {one.code for one in found} == {Code.MISSING_FIELD}
    assert "草稿、演示字样" in str(found[0])


READABLE: dict[str, tuple[Change, ...]] = {
    "white on red": (looking(WHITE_ON_RED),),
    "grey of the theme": (
        looking('<w:color w:val="7F7F7F" w:themeColor="background1" w:themeShade="80"/>'),
    ),
    "made seen again": (
        styled("Low", "character", VANISH),
        looking(IN_STYLE + '<w:vanish w:val="0"/>'),
    ),
    "small": (looking('<w:sz w:val="15"/>'),),
    "exact line of its height": (looking("", '<w:spacing w:line="300" w:lineRule="exact"/>'),),
    "row that holds it": (in_a_row(1400),),
}


@pytest.mark.parametrize("changes", READABLE.values(), ids=READABLE)
def test_what_can_be_read_gives_no_alarm(changes: tuple[Change, ...]) -> None:
    assert [str(one) for one in faults_of(edited(shipped(DocumentKind.AGREEMENT), *changes))] == []


def test_a_style_based_on_itself_ends() -> None:
    changes = (styled("Low", "character", "", "Low"), looking(IN_STYLE))
    assert faults_of(edited(shipped(DocumentKind.AGREEMENT), *changes)) == ()

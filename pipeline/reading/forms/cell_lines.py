"""The lines of one cell, as label and answer are looked for in them."""

from pipeline.reading.blocks import Paragraph
from pipeline.reading.words.labels import field_of


def with_whole_label(lines: list[Paragraph]) -> list[Paragraph]:
    """Lines whose first label, broken over two of them (学习 / 方式：), is one again."""
    if len(lines) < 2:
        return lines
    head, colon, _ = lines[1].text.replace("：", ":").partition(":")
    label = lines[0].text.strip() + head.strip()
    if not colon or field_of(lines[0].text) or field_of(head) or not field_of(label):
        return lines
    joined = Paragraph(lines[0].text.strip() + lines[1].text.strip(), lines[1].place)
    return [joined, *lines[2:]]


def single_lines(paragraphs: tuple[Paragraph, ...]) -> list[Paragraph]:
    """Paragraphs with line breaks inside taken apart (their underlining is lost)."""
    lines: list[Paragraph] = []
    for paragraph in paragraphs:
        if "\n" not in paragraph.text:
            lines.append(paragraph)
        else:
            lines.extend(Paragraph(line, paragraph.place) for line in paragraph.text.split("\n"))
    return lines

"""Bold, italic, underline, headings and lists of a Word document."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.importers import word
from annotator.importers.word_numbering import bullet, counted_as
from annotator.project.stored_text import normalise_text
from tests.importers.word_files import paragraph, root, run, word_file

_STYLES = root(
    "styles",
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Overskrift2"><w:name w:val="heading 2"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="Overskrift2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Outlined"><w:pPr><w:outlineLvl w:val="7"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Asked"><w:basedOn w:val="Normal"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Strong"><w:rPr><w:b/></w:rPr></w:style>',
)


def looks(folder: Path, body: str, **parts: str) -> list[tuple[str, str]]:
    document = word.read(word_file(folder, body, **parts))
    return [(document.text[span.start : span.end], span.style) for span in document.formats]


def styled(style: str, content: str) -> str:
    return paragraph(content, f'<w:pStyle w:val="{style}"/>')


def test_looks_of_runs_become_spans_and_neighbours_become_one(tmp_path: Path) -> None:
    body = paragraph(run("P1", "<w:b/>") + run(": ", "<w:b/><w:i/>") + run("yes", '<w:u w:val="single"/>') + run("!"))
    assert looks(tmp_path, body) == [("P1: ", "bold"), (": ", "italic"), ("yes", "underline")]


_RUNS = st.lists(st.tuples(st.text("ab Å😀\u2028\ufeff", max_size=6), st.booleans()), min_size=1, max_size=8)


@given(_RUNS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_spans_cover_exactly_the_bold_characters(tmp_path: Path, runs: list[tuple[str, bool]]) -> None:
    content = "".join(run(text, "<w:b/>" if is_bold else "") for text, is_bold in runs)
    document = word.read(word_file(tmp_path, paragraph(run("P1: ")) + paragraph(content)))
    kept = [(normalise_text(text), is_bold) for text, is_bold in runs]
    assert document.text == "P1: \n" + "".join(text for text, _ in kept)
    bold = "".join("b" * len(text) if is_bold else "-" * len(text) for text, is_bold in kept)
    for span in document.formats:
        assert set(bold[span.start - 5 : span.end - 5]) == {"b"}
        bold = bold[: span.start - 5] + "." * (span.end - span.start) + bold[span.end - 5 :]
    uncovered = [document.text[place + 5] for place, mark in enumerate(bold) if mark == "b"]
    assert set(uncovered) <= {"\n"}


def test_switched_off_looks_are_none(tmp_path: Path) -> None:
    body = paragraph(run("a", '<w:b w:val="0"/><w:u w:val="none"/><w:i w:val="false"/>'))
    assert looks(tmp_path, body) == []


def test_bold_comes_through_styles_and_two_of_them_cancel_out(tmp_path: Path) -> None:
    strong = '<w:rStyle w:val="Strong"/>'
    body = styled("Asked", run("a") + run("b", strong) + run("c", '<w:b w:val="0"/>')) + paragraph(run("d", strong))
    assert looks(tmp_path, body, styles=_STYLES) == [("a", "bold"), ("d", "bold")]


def test_heading_is_known_in_every_language_and_by_its_outline_level(tmp_path: Path) -> None:
    body = styled("Overskrift2", run("Om jobben")) + styled("Mine", run("own")) + styled("Outlined", run("deep"))
    body += styled("Loop", run("text")) + paragraph(run("direct"), '<w:outlineLvl w:val="0"/>')
    assert looks(tmp_path, body, styles=_STYLES) == [
        *(("Om jobben", "heading2"), ("own", "heading2"), ("deep", "heading6"), ("direct", "heading1"))
    ]


def test_heading_with_a_soft_break_covers_each_line(tmp_path: Path) -> None:
    body = styled("Mine", "<w:r><w:t>one</w:t><w:br/><w:t>two</w:t></w:r>")
    assert looks(tmp_path, body, styles=_STYLES) == [("one", "heading2"), ("two", "heading2")]


def _level(index: int, number_format: str, text: str, extra: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


_NUMBERING = root(
    "numbering",
    '<w:abstractNum w:abstractNumId="0">'
    f"{_level(0, 'decimal', '%1.')}{_level(1, 'lowerLetter', '%1.%2)')}</w:abstractNum>"
    f'<w:abstractNum w:abstractNumId="1">{_level(0, "bullet", "&#xF0B7;")}{_level(1, "bullet", "-")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>',
)


def item(text: str, numbering: int, level: int = 0) -> str:
    return paragraph(run(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{numbering}"/></w:numPr>')


def test_list_markers_are_part_of_the_text_and_count_as_word_counts(tmp_path: Path) -> None:
    body = item("one", 1) + item("sub", 1, 1) + item("sub", 1, 1) + item("two", 1) + item("sub", 1, 1)
    body += (
        item("dot", 2) + item("dash", 2, 1) + item("anew", 3) + item("three", 1) + item("none", 0) + item("lost", 99)
    )
    document = word.read(word_file(tmp_path, body, numbering=_NUMBERING))
    assert document.text.split("\n") == [
        *("1. one", "1.a) sub", "1.b) sub", "2. two", "2.a) sub", "• dot", "- dash"),
        *("5. anew", "3. three", "none", "lost"),
    ]
    assert {span.style for span in document.formats} == {"list"}
    assert len(document.formats) == 9


def test_list_by_style_is_numbered(tmp_path: Path) -> None:
    document = docx.Document()
    for style in ("List Number", "List Number", "List Bullet"):
        document.add_paragraph("thing", style=style)
    document.save(str(tmp_path / "a.docx"))
    assert word.read(tmp_path / "a.docx").text == "1. thing\n2. thing\n• thing"


@pytest.mark.parametrize(
    ("count", "number_format", "written"),
    [
        *((1, "decimal", "1"), (7, "decimalZero", "07"), (27, "lowerLetter", "aa"), (28, "upperLetter", "BB")),
        *((14, "lowerRoman", "xiv"), (1994, "upperRoman", "MCMXCIV"), (21, "chineseCounting", "二十一")),
        *((12, "ordinal", "12th"), (23, "ordinal", "23rd"), (5, "none", ""), (0, "lowerLetter", "0")),
    ],
)
def test_counts_are_written_in_words_own_formats(count: int, number_format: str, written: str) -> None:
    assert counted_as(count, number_format) == written


def test_bullets_of_symbol_fonts_become_ones_that_any_font_shows() -> None:
    assert [bullet(text) for text in ("\uf0b7", "o", "–", "")] == ["•", "◦", "–", "•"]

"""The styles that an extract pack is set in: large type, much room, and paragraph numbers that step back."""

from __future__ import annotations

from annotator.analysis.pack_marks import NUMBER_STYLE
from annotator.exporters.word_styles import WordStyle

_GREY = "595959"
_PALE = "BFBFBF"
# Room for a paragraph number of four digits before the words.
_NUMBER_TWIPS = 624
_FONT = '<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia"/>'


def pack_styles(size_pt: float, text_twips: int) -> tuple[WordStyle, ...]:
    """The styles for words of this size, between margins of this distance (twips)."""
    return (
        WordStyle("Normal", "Normal", based_on=""),
        WordStyle("Default Paragraph Font", "DefaultParagraphFont", based_on="", kind="character", is_listed=False),
        *_of_the_top(),
        *_of_headings(),
        *_of_words(size_pt),
        *_of_what_stands_below(text_twips),
    )


def _of_the_top() -> tuple[WordStyle, ...]:
    return (
        WordStyle(
            "Extract Title",
            "ExtractTitle",
            f"<w:pPr><w:keepNext/>{_spacing(0, 160, 240)}{_NO_INDENT}</w:pPr>{_run(22, '<w:b/><w:bCs/>')}",
        ),
        WordStyle(
            "Extract Instruction",
            "ExtractInstruction",
            '<w:pPr><w:pBdr><w:left w:val="single" w:sz="18" w:space="10" w:color="BFBFBF"/></w:pBdr>'
            f'{_spacing(0, 120, 300)}<w:ind w:left="260" w:right="0" w:firstLine="0"/></w:pPr>{_run(11)}',
        ),
    )


def _of_headings() -> tuple[WordStyle, ...]:
    return (
        WordStyle(
            "Extract Heading",
            "ExtractHeading",
            '<w:pPr><w:keepNext/><w:keepLines/><w:pBdr><w:top w:val="single" w:sz="4" w:space="8" '
            f'w:color="{_PALE}"/></w:pBdr>{_spacing(520, 140, 240)}{_NO_INDENT}<w:outlineLvl w:val="0"/></w:pPr>'
            f"{_run(10, colour=_GREY)}",
            followed_by="",
        ),
        WordStyle(
            "Extract Heading Number",
            "ExtractHeadingNumber",
            _run(16, "<w:b/><w:bCs/>", "000000"),
            "Default Paragraph Font",
            kind="character",
        ),
    )


def _of_words(size_pt: float) -> tuple[WordStyle, ...]:
    return (
        WordStyle(
            "Extract Words",
            "ExtractWords",
            f'<w:pPr><w:tabs><w:tab w:val="left" w:pos="{_NUMBER_TWIPS}"/></w:tabs>{_spacing(0, 140, 348)}'
            f'<w:ind w:left="{_NUMBER_TWIPS}" w:right="0" w:hanging="{_NUMBER_TWIPS}"/></w:pPr>'
            f"{_run(size_pt, _FONT)}",
        ),
        WordStyle(
            NUMBER_STYLE,
            NUMBER_STYLE.replace(" ", ""),
            _run(9, '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/>', _GREY),
            "Default Paragraph Font",
            kind="character",
        ),
    )


def _of_what_stands_below(text_twips: int) -> tuple[WordStyle, ...]:
    return (
        WordStyle(
            "Extract Codes",
            "ExtractCodes",
            f'<w:pPr>{_spacing(0, 120, 260)}<w:ind w:left="{_NUMBER_TWIPS}" w:right="0" w:firstLine="0"/></w:pPr>'
            f"{_run(10, '<w:i/><w:iCs/>', _GREY)}",
        ),
        WordStyle(
            "Extract Line",
            "ExtractLine",
            f'<w:pPr><w:tabs><w:tab w:val="right" w:leader="underscore" w:pos="{text_twips}"/></w:tabs>'
            '<w:spacing w:before="0" w:after="0" w:line="520" w:lineRule="exact"/>'
            f"{_NO_INDENT}</w:pPr>{_run(11, colour=_PALE)}",
        ),
    )


_NO_INDENT = '<w:ind w:left="0" w:right="0" w:firstLine="0"/>'


def _spacing(before: int, after: int, line: int) -> str:
    """Room above and below in twips, and the height of a line in 240ths."""
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _run(size_pt: float, lead: str = "", colour: str = "") -> str:
    half_points = round(size_pt * 2)
    shade = f'<w:color w:val="{colour}"/>' if colour else ""
    return f'<w:rPr>{lead}{shade}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr>'

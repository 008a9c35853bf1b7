"""Text as WordprocessingML: escaped, free of what XML forbids, and marked where it runs from right to left."""

from __future__ import annotations

import re
import unicodedata
from html import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_FORBIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_RIGHT_TO_LEFT = "\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff"
_forbidden = re.compile(f"[{_FORBIDDEN}]")
_right_to_left = re.compile(f"[{_RIGHT_TO_LEFT}]")
_line_break = re.compile("\r\n|\r|\n")

# Finds a character that keeps a text from standing in `<w:t>` as it is.
needs_care = re.compile(f"[&<>\t\n\r{_FORBIDDEN}{_RIGHT_TO_LEFT}]").search

RUN_START = '<w:r><w:t xml:space="preserve">'
RUN_END = "</w:t></w:r>"


def without_forbidden(text: str) -> str:
    """The text without the characters that XML 1.0 forbids: controls, halves of characters, non-characters."""
    return _forbidden.sub("", text)


def xml_text(text: str) -> str:
    """The text escaped for the inside of an element, without the characters that XML 1.0 forbids."""
    return escape(without_forbidden(text), quote=False)


def xml_attribute(text: str) -> str:
    """The text escaped for the inside of double quotes, on one line, without the characters that XML 1.0 forbids."""
    return escape(without_forbidden(" ".join(lines(text))))


def is_right_to_left(text: str) -> bool:
    """Whether the first character with a strong direction is written from right to left."""
    if not _right_to_left.search(text):
        return False
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((direction for direction in directions if direction in ("L", "R", "AL")), "L") != "L"


def lines(text: str) -> list[str]:
    """The text's lines: each becomes a paragraph of its own."""
    return _line_break.split(text)


def run(text: str, character_style: str = "") -> str:
    """One run of a single line; `character_style` is a style id."""
    style = f'<w:rStyle w:val="{character_style}"/>' if character_style else ""
    direction = "<w:rtl/>" if is_right_to_left(text) else ""
    properties = f"<w:rPr>{style}{direction}</w:rPr>" if style or direction else ""
    pieces = (f'<w:t xml:space="preserve">{xml_text(piece)}</w:t>' for piece in text.split("\t"))
    return f"<w:r>{properties}{'<w:tab/>'.join(pieces)}</w:r>"


def paragraph(style: str, text: str, *, runs: str | None = None, before: str = "", section: str = "") -> str:
    """One paragraph of one line of text in the style with the id `style`.

    `runs` is XML in place of a plain run of the text, which then only tells the direction; `before` are properties
    that come early in the schema (keepNext, pageBreakBefore), `section` those of the page section that ends here.
    """
    direction = "<w:bidi/>" if is_right_to_left(text) else ""
    content = runs if runs is not None else run(text) if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{before}{direction}{section}</w:pPr>{content}</w:p>'


def paragraphs(style: str, text: str, *, before: str = "", section: str = "") -> str:
    """A paragraph per line of the text; the section's properties stand in the last."""
    *first, last = lines(text)
    made = [paragraph(style, line, before=before) for line in first]
    return "".join([*made, paragraph(style, last, before=before, section=section)])


def field_xml(instruction: str, result: str) -> str:
    """Runs of a field that Word computes anew on request, with the result that it shows until then."""
    return f"{FIELD_BEGIN}{field_instruction(instruction)}{FIELD_SEPARATE}{run(result)}{FIELD_END}"


FIELD_BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
FIELD_SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def field_instruction(instruction: str) -> str:
    """The run that says what a field shows."""
    return f'<w:r><w:instrText xml:space="preserve"> {xml_text(instruction)} </w:instrText></w:r>'

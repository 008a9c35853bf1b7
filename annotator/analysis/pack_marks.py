"""The names by which an extract pack is known again: what the Word file carries unseen, and what comes back with it.

Each paragraph of an extract stands in a bookmark whose name says from which document and place its words were taken.
So a file is read back even when a word processor has dropped all else that the pack knew of itself. Names of
bookmarks in Word have up to 40 letters, digits and underscores, in capitals or not.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass

from annotator.project.document_texts import sha256_of
from annotator.project.ids import Id

NAMESPACE = "urn:annotator:extract-pack:1"
PROPERTY = "AnnotatorExtractPack"
NUMBER_STYLE = "Extract Number"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_LINE = re.compile(r"X([a-z2-7]{26})_([0-9a-z]{1,8})_([0-9a-z]{1,8})(?:_[0-9a-z]+)?", re.IGNORECASE)
_HEADING = re.compile(r"XH_([0-9]{1,7})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LineMark:
    """Where the words of one paragraph of an extract came from, in code points of the text as it was then."""

    document_id: Id
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class ListedLine:
    """What a pack's list says of a paragraph: the version of the text it was cut from, and a digest of its words."""

    mark: LineMark
    text_id: Id
    sha256: str


def line_name(mark: LineMark, copy: int = 0) -> str:
    """The bookmark of a paragraph; `copy` tells apart the same words that stand in several extracts."""
    document = base64.b32encode(mark.document_id).decode().rstrip("=").lower()
    place = f"{_in_letters(mark.start_char)}_{_in_letters(mark.end_char - mark.start_char)}"
    return f"X{document}_{place}" + (f"_{_in_letters(copy)}" if copy else "")


def line_of(name: str) -> LineMark | None:
    """What the name of a bookmark says, if it is one of ours."""
    match = _LINE.fullmatch(name)
    if match is None:
        return None
    try:
        document = base64.b32decode(match[1].upper() + "======")
    except ValueError:
        return None
    start = int(match[2], 36)
    return LineMark(Id(document), start, start + int(match[3], 36))


def heading_name(number: int) -> str:
    """The bookmark of the heading of the extract with this number."""
    return f"XH_{number}"


def heading_of(name: str) -> int | None:
    """The number of the extract whose heading carries this bookmark."""
    match = _HEADING.fullmatch(name)
    return int(match[1]) if match is not None else None


def digest_of(words: str) -> str:
    """The digest by which words are known again."""
    return sha256_of(words)


def _in_letters(number: int) -> str:
    """A whole number in base 36."""
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
        if number == 0:
            return digits

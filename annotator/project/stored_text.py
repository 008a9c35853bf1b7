"""What a stored text looks like: the one normal form in which positions count.

Positions are half-open spans of Unicode code points in such a text. Formatting spans use the same positions.
Finding paragraphs, turns and words is the business of `annotator.analysis`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

FormatStyle = Literal[
    "bold", "italic", "underline", "heading1", "heading2", "heading3", "heading4", "heading5", "heading6", "list"
]

# Newlines of other systems, and the characters that Qt takes for block breaks or frames.
_LINE_BREAKS = re.compile("\r\n|[\r\u2028\u2029\x0b\x0c\x85\ufdd0\ufdd1]")
# Marks without a width that only say how bytes were ordered, NUL (which C strings end at), and halves of characters.
_DROPPED = re.compile("[\ufeff\x00\ud800-\udfff]")


_FOREIGN = "\r\u2028\u2029\x0b\x0c\x85\ufdd0\ufdd1\ufeff\x00"


@dataclass(frozen=True, slots=True)
class FormatSpan:
    """`text[start:end]` looks like `style`. Headings and lists cover whole paragraphs without their newline."""

    start: int
    end: int
    style: FormatStyle


def normalise_text(text: str) -> str:
    """The text with LF newlines and without BOM, NUL and lone surrogates; all else stays as it stands."""
    return text if is_normal(text) else _DROPPED.sub("", _LINE_BREAKS.sub("\n", text))


def is_normal(text: str) -> bool:
    """Whether `normalise_text` would leave the text as it is."""
    # Looking for one character at a time, and encoding, is ten times as fast as a pattern.
    if any(character in text for character in _FOREIGN):
        return False
    try:
        text.encode()
    except UnicodeEncodeError:  # half a character
        return False
    return True

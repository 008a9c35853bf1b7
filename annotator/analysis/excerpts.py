"""A few words around a place in a text, on one line, with the place set off: what a list of hits shows."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SPACE = re.compile(r"\s")
_LONGEST_HIT_CHARS = 400


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words on one line; `text[start:end]` is the place. Dots say where more of the paragraph was left out."""

    text: str
    start: int
    end: int


def excerpt(text: str, start: int, end: int, before_chars: int = 40, after_chars: int = 120) -> Excerpt:
    """The place with what is around it in its paragraph, cut between words if it can be. A long place is cut too."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    stop = min(end, start + _LONGEST_HIT_CHARS)
    left = _cut_before(text, max(line_start, start - before_chars), start, line_start)
    right = line_end if stop == end and line_end - end <= after_chars else _cut_after(text, stop, after_chars)
    head, tail = ("…" if left > line_start else ""), ("…" if right < line_end else "")
    words = head + _SPACE.sub(" ", text[left:right]) + tail
    first = len(head) + start - left
    return Excerpt(words, first, first + stop - start)


def _cut_before(text: str, at: int, start: int, line_start: int) -> int:
    """Behind the first space from there on, if there is one before the place."""
    if at == line_start:
        return at
    space = text.find(" ", at, start)
    return space + 1 if 0 <= space < start - 1 else at


def _cut_after(text: str, end: int, after_chars: int) -> int:
    at = min(len(text), end + after_chars)
    space = text.rfind(" ", end, at)
    return space if space > end else at

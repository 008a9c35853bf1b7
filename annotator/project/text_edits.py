"""Edits of a text, and where its spans are afterwards: what a correction of a transcript is made of.

Nothing here knows a project. How a span follows its words:

- words put inside it make it longer, words taken out of it make it shorter;
- words put right before or behind it stay outside, but for letters that complete its first or last word: "hous" that
  becomes "house" is coded as a whole. So is the word that is put where one was taken from its end;
- what comes in the place of its own words belongs to it, even where these are all of its words;
- where all its words went, or only white space is left of them, it becomes empty and stays at the place.
"""

from __future__ import annotations

import json
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

Span = tuple[int, int]
_GAP = " \t\u00a0\u202f"


class Edit(NamedTuple):
    """`text[start_char:end_char]` gives way to `words`. Positions are code points."""

    start_char: int
    end_char: int
    words: str

    @property
    def growth(self) -> int:
        """How much longer the text becomes."""
        return len(self.words) - (self.end_char - self.start_char)


@dataclass(frozen=True, slots=True)
class Shift:
    """How far spans that no edit touches are moved; edits without their words: (start, end, new length)."""

    places: tuple[tuple[int, int, int], ...]

    def inverse(self) -> Shift:
        """The shift that takes this one back."""
        moved, by = [], 0
        for start, end, length in self.places:
            moved.append((start + by, start + by + length, end - start))
            by += length - (end - start)
        return Shift(tuple(moved))

    def moves(self, spans: Sequence[tuple[bytes, int, int]]) -> list[tuple[bytes, int]]:
        """(id, by how much) for each (id, start, end) that is moved but not touched."""
        starts, ends = [p[0] for p in self.places], [p[1] for p in self.places]
        by = [0, *accumulate(length - (end - start) for start, end, length in self.places)]
        found = []
        for row_id, start, end in spans:
            before = bisect_left(ends, start)
            if by[before] and before == bisect_right(starts, end):
                found.append((row_id, by[before]))
        return found


class TextEdits:
    """Edits of one text, all counted in the text as it is before them; those that meet become one.

    Raises ValueError where two overlap or one reaches outside the text.
    """

    def __init__(self, text: str, edits: Iterable[Edit]) -> None:
        self.text = text
        self.edits = _joined(text, sorted(edits, key=lambda edit: edit[:2]))
        self._starts = [edit.start_char for edit in self.edits]
        self._ends = [edit.end_char for edit in self.edits]
        self._by = [0, *accumulate(edit.growth for edit in self.edits)]
        self._result: str | None = None

    @property
    def result(self) -> str:
        """The text after the edits."""
        if self._result is None:
            pieces, at = [], 0
            for edit in self.edits:
                pieces += [self.text[at : edit.start_char], edit.words]
                at = edit.end_char
            self._result = "".join([*pieces, self.text[at:]])
        return self._result

    @property
    def growth(self) -> int:
        """How much longer the text becomes."""
        return self._by[-1]

    @property
    def shift(self) -> Shift:
        """What happens to the spans that no edit touches."""
        return Shift(tuple((edit.start_char, edit.end_char, len(edit.words)) for edit in self.edits))

    def touches(self, start: int, end: int) -> bool:
        """Whether an edit is in the span or meets one of its ends."""
        return bisect_left(self._ends, start) < bisect_right(self._starts, end)

    def source_of(self, start: int, end: int) -> Span:
        """The span of the text before from which all in a span of the result comes, whole edits where it meets them."""
        starts = [edit.start_char + by for edit, by in zip(self.edits, self._by, strict=False)]
        ends = [at + len(edit.words) for edit, at in zip(self.edits, starts, strict=True)]
        first, last = bisect_left(ends, start), bisect_right(starts, end)
        left, right = start - self._by[first], end - self._by[last]
        if first < len(starts) and starts[first] <= start:
            left = self._starts[first]
        if last and ends[last - 1] >= end:
            right = self._ends[last - 1]
        return left, right

    def moved(self, start: int, end: int) -> Span:
        """Where a span is afterwards; empty where its words are gone. O(log n) where no edit touches it."""
        first, last = bisect_left(self._ends, start), bisect_right(self._starts, end)
        by = self._by[first]
        if first == last:
            return start + by, end + by
        was_empty = start == end
        for edit in reversed(self.edits[first:last]):
            start, end = self._moved_by(edit, start, end)
        start, end = start + by, end + by
        if not was_empty and not self.result[start:end].strip():
            end = start
        return start, end

    def moved_paragraphs(self, start: int, end: int) -> Span:
        """Where whole paragraphs are afterwards: what is put at their ends belongs to them, up to a line's end."""
        first, last = bisect_left(self._ends, start), bisect_right(self._starts, end)
        by = self._by[first]
        for edit in reversed(self.edits[first:last]):
            if edit.start_char == edit.end_char == end:
                end += len(edit.words.split("\n", 1)[0])
            elif edit.start_char == edit.end_char == start:
                end += len(edit.words)
                start += len(edit.words) - len(edit.words.rsplit("\n", 1)[-1])
            else:
                start, end = self._moved_by(edit, start, end)
        return start + by, end + by

    def _moved_by(self, edit: Edit, start: int, end: int) -> Span:
        """As `moved`, by one edit; what stands before it is as it was."""
        first, last, words = edit
        if first == last or start == end:
            return self._with_put_in(edit, start, end)
        if last <= start:
            return start + edit.growth, end + edit.growth
        if first >= end:
            return start, end
        if start <= first and last <= end:
            return start, end + edit.growth
        if first <= start and end <= last:
            return first, first
        if first < start:
            return first + len(words), end + edit.growth
        return start, first

    def _with_put_in(self, edit: Edit, start: int, end: int) -> Span:
        """Where words are only put in, or the span is only a place."""
        first, last, words = edit
        if start == end:
            if first >= start:
                return start, end
            return (start + edit.growth, end + edit.growth) if last <= start else (first, first)
        if first < start:
            return start + len(words), end + len(words)
        if first == start:
            return start + len(words) - self._completing_start(start, words), end + len(words)
        if first < end:
            return start, end + len(words)
        return start, end + (self._completing_end(end, words) if first == end else 0)

    def _completing_end(self, end: int, words: str) -> int:
        """How many of the first characters that are put behind a span complete its last word."""
        last, behind = self.text[end - 1], self.text[end : end + 1]
        if last in _GAP or (_is_letter(last) and not _is_letter(behind)):
            return _word_length(words)
        return 0

    def _completing_start(self, start: int, words: str) -> int:
        """How many of the last characters that are put before a span complete its first word."""
        first, before = self.text[start], self.text[max(start - 1, 0) : start]
        if first in _GAP or (_is_letter(first) and not _is_letter(before)):
            return _word_length(words[::-1])
        return 0


def composed(first: Sequence[Edit], second: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits that do at once what `first` does and then, counted in its result, `second`."""
    made = list(first)
    for edit in reversed(second):
        _put_in(made, edit)
    return tuple(made)


def as_json(edits: Iterable[Edit]) -> str:
    """Edits as a version of a text stores them."""
    return json.dumps([list(edit) for edit in edits], ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> tuple[Edit, ...]:
    """What `as_json` wrote."""
    return tuple(Edit(*values) for values in json.loads(text))


def _put_in(made: list[Edit], edit: Edit) -> None:
    """Take one more edit, counted in the result of those that are there, into them."""
    by = [0, *accumulate(each.growth for each in made)]
    low = bisect_left(range(len(made)), edit.start_char, key=lambda i: made[i].end_char + by[i + 1])
    high = bisect_right(range(len(made)), edit.end_char, key=lambda i: made[i].start_char + by[i])
    start, end, words = edit.start_char - by[low], edit.end_char - by[high], edit.words
    if low < high:
        head, tail = made[low], made[high - 1]
        before = edit.start_char - (head.start_char + by[low])
        behind = edit.end_char - (tail.start_char + by[high - 1])
        if before >= 0:
            start, words = head.start_char, head.words[:before] + words
        if behind <= len(tail.words):
            end, words = tail.end_char, words + tail.words[behind:]
    made[low:high] = [Edit(start, end, words)] if start < end or words else []


def _joined(text: str, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Sorted edits without those that change nothing, the ones that meet put together."""
    made: list[Edit] = []
    at = 0
    for start, end, words in edits:
        if not at <= start <= end <= len(text):
            raise ValueError(f"an edit from {start} to {end} overlaps another or is outside 0 to {len(text)}")
        at = end
        if made and made[-1].end_char == start:
            before = made.pop()
            start, words = before.start_char, before.words + words
        made.append(Edit(start, end, words))
    return tuple(edit for edit in made if text[edit.start_char : edit.end_char] != edit.words)


def _word_length(words: str) -> int:
    """How many characters at the beginning belong to one word."""
    length = 0
    while length < len(words) and (
        _is_letter(words[length]) or (words[length] in "'’" and _is_letter(words[length + 1 : length + 2]))
    ):
        length += 1
    return length


def _is_letter(character: str) -> bool:
    """Whether it makes a word longer: a letter, mark or digit of a script that parts its words."""
    return bool(character) and unicodedata.category(character)[0] in "LMN" and not _is_unparted(ord(character))


def _is_unparted(code: int) -> bool:
    """Thai to Burmese, Khmer, Japanese and Chinese: no space stands between words."""
    return (
        0x0E00 <= code <= 0x109F
        or 0x1780 <= code <= 0x17FF
        or 0x3040 <= code <= 0x30FF
        or 0x3400 <= code <= 0x9FFF
        or 0xF900 <= code <= 0xFAFF
        or 0x20000 <= code <= 0x3FFFF
    )

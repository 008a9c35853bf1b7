"""Paragraph numbers: what a report cites and the gutter shows. A paragraph is a line with something on it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate, compress, count
from operator import add


class Paragraphs:
    """The paragraphs of one stored text; made once (1 ms per 5,000 lines), then asked in O(log n).

    Positions are code points. Numbers count from 1 and skip lines that hold only white space.
    """

    __slots__ = ("_length", "_lines", "_starts", "line_starts")

    def __init__(self, text: str) -> None:
        lines = text.split("\n")
        self.line_starts = tuple(map(add, accumulate(map(len, lines[:-1]), initial=0), count()))
        words = list(map(str.strip, lines))  # nothing where a line is blank
        self._lines = list(compress(count(), words))
        self._starts = list(compress(self.line_starts, words))
        self._length = len(text)

    @property
    def count(self) -> int:
        """How many paragraphs there are."""
        return len(self._starts)

    def number_at(self, position: int) -> int:
        """The number of the paragraph that holds the position, or of the one before if it is on an empty line.

        Before the first paragraph it is 1; in a text without paragraphs 0.
        """
        return max(bisect_right(self._starts, position), min(1, self.count))

    def span_of(self, number: int) -> tuple[int, int]:
        """Start and end of the paragraph with this number, without its newline. Raises IndexError."""
        if not 1 <= number <= self.count:
            raise IndexError(f"there is no paragraph {number} among {self.count}")
        following = self._lines[number - 1] + 1
        is_last = following == len(self.line_starts)
        return self._starts[number - 1], self._length if is_last else self.line_starts[following] - 1

    def number_of_line(self, line_index: int) -> int | None:
        """The number of the line with this index (from 0), None if it is empty or there is no such line."""
        place = bisect_left(self._lines, line_index)
        return place + 1 if place < self.count and self._lines[place] == line_index else None

"""The turns around a place, as `turns` finds them, for whoever cannot wait until it has looked through a long text.

A line mostly tells by itself whether it opens a turn, or by others near it. Where only the whole text can tell, nothing
is guessed: `OnlyWhole` says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from annotator.analysis.turns import Candidate, Turn, bold_lines, candidate_of_line, is_sure, made_turn
from annotator.project.stored_text import FormatSpan

_NEAR_LINES = 200  # so far a label is looked for that comes again
_MOST_LINES = 3_000  # as many cost about as much as the whole of a megabyte in which nobody has to wait


class OnlyWhole(Exception):
    """The whole text has to be looked through."""


class NearTurns:
    """Answers about one text; each costs by the lines around the place. Positions are code points."""

    def __init__(self, text: str, formats: Iterable[FormatSpan] = ()) -> None:
        self._text = text
        self._formats = formats
        self._candidates: dict[int, Candidate | None] = {}
        self._openings: dict[int, bool] = {}

    def body_start(self, line_start: int) -> int | None:
        """Where what is said begins in a line that opens a turn; None in another. Raises OnlyWhole."""
        found = self._opening(line_start)
        return found.body_start if found is not None else None

    def turn_at(self, position: int) -> Turn | None:
        """The turn that holds a position, or the last one before it; None before the first. Raises OnlyWhole."""
        found = self._next_opening(self._lines_back(self._line_start(position)))
        if found is None:
            return None
        following = self._next_opening(self._lines_on(found.line_start))
        return made_turn(self._text, found, len(self._text) if following is None else following.line_start)

    # ---- inside

    def _next_opening(self, line_starts: Iterable[int]) -> Candidate | None:
        return next((found for start in line_starts if (found := self._opening(start)) is not None), None)

    def _opening(self, line_start: int) -> Candidate | None:
        found = self._candidate(line_start)
        if found is None:
            return None
        if line_start not in self._openings:
            self._openings[line_start] = self._is_opening(found)
        return found

    def _is_opening(self, found: Candidate) -> bool:
        """True where this and the lines around it say so; they never say that it is none. Raises OnlyWhole."""
        count = 1
        for near in (self._lines_on(found.line_start), self._lines_back(found.line_start - 1)):
            for _, start in zip(range(_NEAR_LINES), near, strict=False):
                if is_sure(found, count) and (count > 1 or not found.is_header):
                    return True
                other = self._candidate(start)
                count += other is not None and other.key == found.key
        if is_sure(found, count) and (count > 1 or not found.is_header):
            return True
        raise OnlyWhole

    def _candidate(self, line_start: int) -> Candidate | None:
        if line_start not in self._candidates:
            if len(self._candidates) >= _MOST_LINES:
                raise OnlyWhole
            line = self._text[line_start : self._line_end(line_start)]
            bold_end = self._bold_lines.get(line_start, 0)
            self._candidates[line_start] = candidate_of_line(line, line_start, bold_end)
        return self._candidates[line_start]

    @cached_property
    def _bold_lines(self) -> dict[int, int]:
        return bold_lines(self._text, self._formats)

    def _lines_on(self, line_start: int) -> Iterator[int]:
        """Where the lines after the one that begins here begin."""
        while (end := self._line_end(line_start)) < len(self._text):
            line_start = end + 1
            yield line_start

    def _lines_back(self, position: int) -> Iterator[int]:
        """Where the line that holds a position begins, and those before it, backwards; none before the first."""
        while position >= 0:
            line_start = self._line_start(position)
            yield line_start
            position = line_start - 1

    def _line_start(self, position: int) -> int:
        return self._text.rfind("\n", 0, position) + 1

    def _line_end(self, line_start: int) -> int:
        end = self._text.find("\n", line_start)
        return end if end >= 0 else len(self._text)

"""A transcript that was corrected in several copies: one text, and every span on its words.

All corrections are done again in the order of their times. One that was made in another text than the one it meets is
put in paragraph by paragraph; where both changed a paragraph the later one counts, and the other is named. A span
begins in the text in which somebody put it, and moves with every correction that comes after that.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from annotator.project.ids import Id
from annotator.project.text_edits import Edit, TextEdits
from annotator.project.word_diff import refined

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True, slots=True)
class Revision:
    """One correction: from one text to another, with its own edits where they are known."""

    operation_id: Id
    order: tuple[int, Id]
    before: str
    after: str
    edits: tuple[Edit, ...] | None = None


class GaveWay(NamedTuple):
    """Lines that two changed: what the earlier made of them and the later did, and where each begins in its text."""

    earlier: str
    later: str
    earlier_start: int
    start: int


class Overwritten(NamedTuple):
    """A paragraph that two changed, by whom, and where in the last text the later's words are."""

    earlier_id: Id | None
    later_id: Id
    earlier: str
    later: str
    start: int
    end: int


class PlacedWords(NamedTuple):
    """Where a span is, and the words that it lost, if they are all gone."""

    start: int
    end: int
    lost_words: str

    def moved(self, edits: TextEdits) -> PlacedWords:
        """Where it is after edits."""
        if not edits.edits:
            return self
        start, end = edits.moved(self.start, self.end)
        is_lost = start == end and self.start < self.end
        return PlacedWords(start, end, edits.text[self.start : self.end] if is_lost else self.lost_words)


class TextReplay:
    """The corrections of one document, done again from its first text on."""

    def __init__(self, first: str, revisions: Iterable[Revision]) -> None:
        self._texts = [first]
        self._orders: list[tuple[int, Id]] = []
        self._ids: list[Id] = []
        self.steps: list[TextEdits] = []
        self._overwritten: list[tuple[Id, GaveWay, int]] = []  # with the number of steps after which it was so
        self._steps_with: dict[str, list[int]] = {}
        self._differences: dict[tuple[str, int], TextEdits] = {}
        for revision in sorted(revisions, key=lambda each: each.order):
            self._take(revision)

    @property
    def text(self) -> str:
        """The text that all corrections lead to."""
        return self._texts[-1]

    @property
    def overwritten(self) -> list[Overwritten]:
        """The paragraphs that two changed, as far as what the later made of them still stands."""
        found = []
        for later_id, (earlier, later, earlier_start, start), step in self._overwritten:
            placed = PlacedWords(start, start + len(later), "")
            for edits in self.steps[step:]:
                placed = placed.moved(edits)
            if self.text[placed.start : placed.end] == later:
                earlier_id = self._who_made(step - 1, earlier_start, earlier_start + len(earlier))
                found.append(Overwritten(earlier_id, later_id, earlier, later, placed.start, placed.end))
        return found

    def _who_made(self, step: int, start: int, end: int) -> Id | None:
        """The last correction up to a step that changed what stands in a span after it."""
        for number in range(step - 1, -1, -1):
            edits = self.steps[number]
            source = edits.source_of(start, end)
            if edits.text[slice(*source)] != edits.result[start:end]:
                return self._ids[number]
            start, end = source
        return None

    def place(self, placed: PlacedWords, words: str, order: tuple[int, Id]) -> PlacedWords:
        """Where a span is now that was put at a time on a text."""
        step = bisect_right(self._orders, order)
        since = self._last_with(words, step)
        if since is None:
            placed, since = placed.moved(self._between(words, step)), step
        for edits in self.steps[since:]:
            placed = placed.moved(edits)
        return placed

    def _last_with(self, words: str, step: int) -> int | None:
        """The last step up to another at which the text was just this: from there the edits are known."""
        if not self._steps_with:
            for number, text in enumerate(self._texts):
                self._steps_with.setdefault(text, []).append(number)
        numbers = self._steps_with.get(words, [])
        place = bisect_right(numbers, step)
        return numbers[place - 1] if place else None

    def _between(self, words: str, step: int) -> TextEdits:
        """The edits that make the text of a step of another; worked out once for all spans on that."""
        if (words, step) not in self._differences:
            self._differences[words, step] = edits_between(words, self._texts[step])
        return self._differences[words, step]

    def _take(self, revision: Revision) -> None:
        now = self._texts[-1]
        if now == revision.before and revision.edits is not None:
            edits = TextEdits(now, revision.edits)
        else:
            after, overwritten = three_way(revision.before, now, revision.after)
            edits = edits_between(now, after)
            self._overwritten += [(revision.operation_id, each, len(self.steps) + 1) for each in overwritten]
        self._texts.append(edits.result)
        self._orders.append(revision.order)
        self._ids.append(revision.operation_id)
        self.steps.append(edits)


def edits_between(before: str, after: str) -> TextEdits:
    """The smallest edits that make one text of another."""
    return TextEdits(before, refined(before, [Edit(0, len(before), after)]))


def three_way(base: str, earlier: str, later: str) -> tuple[str, list[GaveWay]]:
    """The text in which both changes of a base are made, line by line; where both changed a line, the later stands.

    Also returns the lines that gave way, with those that stand there and their place in the text that results.
    """
    of_base, of_earlier, of_later = (_LINE.findall(text) for text in (base, earlier, later))
    one, two = _changed(of_base, of_earlier), _changed(of_base, of_later)
    made: list[str] = []
    gave_way: list[GaveWay] = []
    at = length = 0
    while one or two:
        start = min(each[0][0] for each in (one, two) if each)
        end, mine, theirs = _hunk(one, two, start)
        made += of_base[at:start]
        length += sum(map(len, of_base[at:start]))
        earlier_lines = _lines_for(start, end, mine, of_base, of_earlier)
        later_lines = _lines_for(start, end, theirs, of_base, of_later)
        if mine and theirs and earlier_lines != later_lines:
            first, _last, number, _end = mine[0]
            before = sum(map(len, of_earlier[: number - (first - start)]))
            gave_way.append(GaveWay("".join(earlier_lines), "".join(later_lines), before, length))
        stands = later_lines if theirs else earlier_lines
        made += stands
        length += sum(map(len, stands))
        at = end
    made += of_base[at:]
    return "".join(made), gave_way


_Change = tuple[int, int, int, int]


def _changed(base: Sequence[str], other: Sequence[str]) -> list[_Change]:
    codes = SequenceMatcher(None, base, other, autojunk=False).get_opcodes()
    return [(i, i_end, j, j_end) for tag, i, i_end, j, j_end in codes if tag != "equal"]


def _hunk(one: list[_Change], two: list[_Change], start: int) -> tuple[int, list[_Change], list[_Change]]:
    """Take off the changes of both that are about the same lines, from a line of the base on; neighbours are not."""
    end, found = start, ([], [])  # type: tuple[int, tuple[list[_Change], list[_Change]]]
    puts_in = any(changes and changes[0][:2] == (start, start) for changes in (one, two))
    is_growing = True
    while is_growing:
        is_growing = False
        for changes, taken in zip((one, two), found, strict=True):
            while changes and _is_within(changes[0], start, end, puts_in):
                taken.append(changes.pop(0))
                end = max(end, taken[-1][1])
                is_growing = True
    return end, *found


def _is_within(change: _Change, start: int, end: int, puts_in: bool) -> bool:
    """Whether a change is about lines from start to end, or puts others in just where the other side does."""
    first, last = change[:2]
    if start == end:
        return first == start and (first == last or not puts_in)
    return first < end


def _lines_for(start: int, end: int, changes: list[_Change], base: Sequence[str], other: Sequence[str]) -> list[str]:
    """What one side has in the place of some lines of the base."""
    lines: list[str] = []
    at = start
    for first, last, j, j_end in changes:
        lines += [*base[at:first], *other[j:j_end]]
        at = last
    return [*lines, *base[at:end]]


def edits_of(places: Iterable[tuple[int, int, int]], after: str) -> tuple[Edit, ...]:
    """The edits that a logged shift speaks of, with their words from the text that they led to."""
    made: list[Edit] = []
    by = 0
    for start, end, length in places:
        made.append(Edit(start, end, after[start + by : start + by + length]))
        by += length - (end - start)
    return tuple(made)

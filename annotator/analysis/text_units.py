"""The units that people read and code in: the sentences, paragraphs and turns of a stored text.

Found where they are asked for, so that a long text costs nothing until then. Who speaks is told by `turns`; what a
speaker's label is called never belongs to a unit. Positions are code points, spans half-open and without the space
around the words.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import takewhile
from typing import Literal

from annotator.analysis.near_turns import NearTurns, OnlyWhole
from annotator.analysis.sentences import Span, sentences_around, sentences_of
from annotator.analysis.turns import Turn, find_turns
from annotator.project.stored_text import FormatSpan

Unit = Literal["sentence", "paragraph", "turn"]
_LONG_CHARS = 20_000
_WORDS = re.compile(r"\S(?:[^\n]*\S)?")  # of a line, without the space around them


class TextUnits:
    """The units of one text. Each question costs the paragraphs that it touches.

    All turns are found once, when a question goes far or only the whole text answers it; until then just those nearby.
    """

    def __init__(self, text: str, formats: Iterable[FormatSpan] = (), spoken: tuple[Turn, ...] | None = None) -> None:
        self._text = text
        self._formats = formats
        self._near = NearTurns(text, formats)
        if spoken is not None:
            self.spoken = spoken

    @cached_property
    def spoken(self) -> tuple[Turn, ...]:
        """The turns with their labels; 1 MB takes some 25 ms when it is first asked."""
        return find_turns(self._text, self._formats)

    # ---- the unit at a place

    def sentence_at(self, position: int) -> Span:
        """The sentence that holds a position; between two, the one after it, within the paragraph."""
        start, end = self.paragraph_at(position)
        found = (start, end)
        for found in self._sentences_around(position, start, end):
            if found[1] > position:
                return found
        return found

    def paragraph_at(self, position: int) -> Span:
        """The words of the paragraph that holds a position; in an empty one, of the next or else of the one before.

        In a text without words it is (position, position).
        """
        line_start = self._line_start(position)
        words = self._words_of_line(line_start)
        if words is None:
            words = next(self._words_after(self._line_end(line_start) + 1), None)
        if words is None:
            words = next(self._words_before(line_start), None)
        return words if words is not None else (position, position)

    def turn_at(self, position: int) -> Span:
        """The words of the turn that holds a position, or of the paragraph where nobody is labelled."""
        start, _ = self.paragraph_at(position)
        turn = self._turn_from(max(start, self._line_start(position)))
        words = self._trimmed(turn.body_start, turn.end) if turn is not None else None
        return words if words is not None else self.paragraph_at(position)

    def at(self, unit: Unit, position: int) -> Span:
        """The unit of a kind that holds a position."""
        find = {"sentence": self.sentence_at, "paragraph": self.paragraph_at, "turn": self.turn_at}
        return find[unit](position)

    def turn_of_label(self, position: int) -> Span | None:
        """The words of the turn whose label holds a position, the colon too; None elsewhere."""
        turn = self._turn_from(position)
        if turn is None or position >= max(turn.body_start, turn.label_end):
            return None
        return self._trimmed(turn.body_start, turn.end)

    def label_at(self, position: int) -> str | None:
        """The label of whoever speaks at a position; None before the first turn or where nobody is labelled."""
        turn = self._turn_from(position)
        return turn.label if turn is not None else None

    # ---- the units of a span

    def sentences(self, start: int, end: int) -> Iterator[Span]:
        """The sentences that share a character with a span, in order."""
        for paragraph in self.paragraphs(start, end):
            yield from _touching(self._sentences_around(start, *paragraph), start, end)

    def paragraphs(self, start: int, end: int) -> Iterator[Span]:
        """The paragraphs that share a character with a span, in order."""
        for words in self._words_after(self._line_start(start)):
            if words[0] >= end:
                return
            if words[1] > start:
                yield words

    def turns(self, start: int, end: int) -> Iterator[Span]:
        """The turns, and before the first of them the paragraphs, that share a character with a span, in order."""
        found: Span = (start, start)
        for paragraph in self.paragraphs(start, end):
            if paragraph[0] >= found[1]:
                found = self.turn_at(paragraph[0])
                yield from _touching([found], start, end)

    def of(self, unit: Unit, start: int, end: int) -> Iterator[Span]:
        """The units of a kind that share a character with a span, in order."""
        find = {"sentence": self.sentences, "paragraph": self.paragraphs, "turn": self.turns}
        return find[unit](start, end)

    def paragraphs_before(self, position: int) -> Iterator[Span]:
        """The paragraphs that begin before a position, backwards."""
        return self._words_before(position)

    def paragraphs_said_by(self, is_wanted: Callable[[str | None], bool]) -> list[Span]:
        """The paragraphs under labels that are wanted, in order; None stands for what is before the first label.

        All in one go: 1 MB takes some 5 ms, once its turns are found.
        """
        first = self.spoken[0].start if self.spoken else len(self._text)
        parts = [(0, first)] if is_wanted(None) else []
        parts += [(turn.body_start, turn.end) for turn in self.spoken if is_wanted(turn.label)]
        return [found.span() for start, end in parts for found in _WORDS.finditer(self._text, start, end)]

    # ---- the next and the one before

    def after(self, unit: Unit, position: int) -> Span | None:
        """The first unit of a kind that begins at a position or after it."""
        return next((span for span in self.of(unit, position, len(self._text)) if span[0] >= position), None)

    def before(self, unit: Unit, position: int) -> Span | None:
        """The last unit of a kind that begins before a position."""
        if unit == "turn":
            here = next(self._words_before(position), None)
            return self.turn_at(here[0]) if here else None
        for words in self._words_before(position):
            found = [words] if unit == "paragraph" else self._sentences_around(position, *words)
            earlier = deque(takewhile(lambda span: span[0] < position, found), maxlen=1)
            if earlier:
                return earlier[0]
        return None

    # ---- inside

    def _sentences_around(self, position: int, start: int, end: int) -> Iterator[Span]:
        """The sentences of a paragraph; of a very long one, without those that end well before a position."""
        words = self._text[start:end]
        found = sentences_of(words) if len(words) <= _LONG_CHARS else sentences_around(words, position - start)
        return ((start + first, start + last) for first, last in found)

    def _words_after(self, line_start: int) -> Iterator[Span]:
        """The words of the lines from the one that begins here."""
        while line_start <= len(self._text):
            words = self._words_of_line(line_start)
            if words is not None:
                yield words
            line_start = self._line_end(line_start) + 1

    def _words_before(self, position: int) -> Iterator[Span]:
        """The words of the lines that begin before a position and have words before it, backwards."""
        line_start = self._line_start(position)
        while True:
            words = self._words_of_line(line_start)
            if words is not None and words[0] < position:
                yield words
            if line_start == 0:
                return
            line_start = self._line_start(line_start - 1)

    def _words_of_line(self, line_start: int) -> Span | None:
        """What a line says: its words without the space around them and without a speaker's label; None for nothing."""
        body_start = self._body_start(line_start)
        return self._trimmed(line_start if body_start is None else body_start, self._line_end(line_start))

    def _body_start(self, line_start: int) -> int | None:
        """Where what is said begins in a line that opens a turn."""
        if not self._are_all_found:
            try:
                return self._near.body_start(line_start)
            except OnlyWhole:
                pass
        place = bisect_left(self._turn_starts, line_start)
        opens = place < len(self.spoken) and self.spoken[place].start <= self._line_end(line_start)
        return self.spoken[place].body_start if opens else None

    def _turn_from(self, position: int) -> Turn | None:
        """The last turn that begins at a position or before it."""
        if not self._are_all_found:
            try:
                return self._near.turn_at(position)
            except OnlyWhole:
                pass
        place = bisect_right(self._turn_starts, position) - 1
        return self.spoken[place] if place >= 0 else None

    @property
    def _are_all_found(self) -> bool:
        return "spoken" in vars(self)

    def _trimmed(self, start: int, end: int) -> Span | None:
        words = self._text[start:end]
        first, last = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
        return (first, last) if first < last else None

    @cached_property
    def _turn_starts(self) -> list[int]:
        return [turn.start for turn in self.spoken]

    def _line_start(self, position: int) -> int:
        return self._text.rfind("\n", 0, position) + 1

    def _line_end(self, line_start: int) -> int:
        end = self._text.find("\n", line_start)
        return end if end >= 0 else len(self._text)


def _touching(spans: Iterable[Span], start: int, end: int) -> Iterator[Span]:
    """Those of some spans in order that share a character with a span; none is asked for that begins behind it."""
    return (span for span in takewhile(lambda span: span[0] < end, spans) if span[1] > start)

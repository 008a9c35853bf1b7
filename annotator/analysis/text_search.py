"""Where words stand in a text: as typed, any of several, or a regular expression; without case and accents on wish.

Pure functions over stored texts; positions are code points in the text as it is stored, whatever folding did.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from annotator.analysis.folding import FoldedText, Folding, fold, joined_scripts
from annotator.analysis.patterns import compiled, matches

Kind = Literal["words", "any_word", "pattern"]
Span = tuple[int, int]
_TERM = re.compile('"([^"]+)"|“([^”]+)”|([^\\s"“”]+)')
_IN_JOINED_SCRIPT = re.compile(f"[{joined_scripts()}]")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be found.

    "words" is the typed text anywhere, also inside words; "any_word" any of the words and "quoted phrases" that were
    typed; "pattern" a regular expression. Typed quotes, hyphens and spaces find typeset ones, but not in a pattern.
    `ignores_accents` finds å, ä and à for a, ø for o, and Arabic and Hebrew words with and without their vowel signs.
    """

    text: str
    kind: Kind = "words"
    whole_words: bool = False
    ignores_case: bool = True
    ignores_accents: bool = False


class Finder:
    """Finds one thing in many texts. Make it with `finder`."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        is_pattern = wanted.kind == "pattern"
        # A pattern says itself how it treats case; what is folded for it is only what has no other way.
        self.folding = Folding(wanted.ignores_case and not is_pattern, wanted.ignores_accents, not is_pattern)
        self._needles = () if is_pattern else self._folded_terms()
        self._pattern = None
        if is_pattern and wanted.text:
            text = fold(wanted.text, self.folding).folded
            self._pattern = compiled(text, ignores_case=wanted.ignores_case, whole_words=wanted.whole_words)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to find."""
        return self._pattern is None and not self._needles

    def spans(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
        """The places in a stored text, between two positions if given, in order; none is empty or overlaps another.

        Raises PatternTooSlow.
        """
        return self.spans_in(fold(text, self.folding), start, end)

    def spans_in(self, folded: FoldedText, start: int = 0, end: int | None = None) -> Iterator[Span]:
        """As `spans`, in a text that was folded before by `self.folding`."""
        first = folded.folded_position(start)
        last = len(folded.folded) if end is None else folded.folded_position(end)
        done = start
        is_plain = folded.source.isascii()
        for span in self._folded_spans(folded.folded, first, last):
            begin, stop = folded.source_span(*span)
            if not is_plain:
                stop = _with_marks(folded.source, stop)
            if begin >= done and (self._pattern is not None or self._is_wanted(folded.source, begin, stop)):
                yield begin, stop
                done = stop

    def _folded_terms(self) -> tuple[str, ...]:
        wanted = self.wanted
        terms = terms_of(wanted.text) if wanted.kind == "any_word" else (wanted.text,)
        return tuple(dict.fromkeys(needle for term in terms if (needle := fold(term, self.folding).folded).strip()))

    def _folded_spans(self, text: str, start: int, end: int) -> Iterator[Span]:
        if self._pattern is not None:
            return matches(self._pattern, text, start, end, self.wanted.text)
        if len(self._needles) == 1:
            return self._occurrences(text, self._needles[0], start, end)
        found = {span for needle in self._needles for span in self._occurrences(text, needle, start, end)}
        return iter(sorted(found, key=lambda span: (span[0], -span[1])))

    def _occurrences(self, text: str, needle: str, start: int, end: int) -> Iterator[Span]:
        length = len(needle)
        # A whole word may overlap a place that turns out to be the inside of one.
        step = 1 if self.wanted.whole_words else length
        place = text.find(needle, start, end)
        while place >= 0:
            yield place, place + length
            place = text.find(needle, place + step, end)

    def _is_wanted(self, text: str, start: int, end: int) -> bool:
        return not self.wanted.whole_words or (_is_word_end(text, start) and _is_word_end(text, end))


def finder(wanted: Wanted) -> Finder:
    """What finds it. Raises PatternRefused, which says what is wrong with a regular expression."""
    return Finder(wanted)


def terms_of(text: str) -> tuple[str, ...]:
    """The words and "quoted phrases" in what somebody typed."""
    return tuple(next(filter(None, match.groups())) for match in _TERM.finditer(text))


def _with_marks(text: str, end: int) -> int:
    """A letter is found with the marks that stand over and under it."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


def _is_word_end(text: str, position: int) -> bool:
    """Whether no word goes through a position. Scripts without spaces have a word's end everywhere."""
    if not 0 < position < len(text):
        return True
    before, after = text[position - 1], text[position]
    if not (_is_of_word(before) and _is_of_word(after)):
        return True
    return _IN_JOINED_SCRIPT.match(before) is not None or _IN_JOINED_SCRIPT.match(after) is not None


def _is_of_word(sign: str) -> bool:
    return sign == "_" or unicodedata.category(sign)[0] in "LMN"

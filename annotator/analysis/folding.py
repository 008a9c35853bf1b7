"""Texts without case or accents, and the way back: which stored characters a place in such a text stands for.

Folding changes lengths (ß, İ, ﬁ, an é of two characters, vowel signs that go), so each folded text knows its offsets.
Searching in them is the business of `text_search`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

# What word processors put in the place of a typed sign: one character for one.
_ALIKE = (("’‘‛ʼ", "'"), ("“”„‟", '"'), ("‐‑‒–", "-"), ("\u00a0\u202f\u2007\u2009", " "))
_ASCII = bytes(range(128))
_SHORT_CHARS = 16
# Letters that Unicode does not take apart, though people type them without their stroke.
_STROKES = str.maketrans({"ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ı": "i", "ħ": "h", "Ħ": "H"})
_TATWEEL = "\u0640"  # an Arabic letter is only drawn longer by it
# Marks of a lower class belong to the letter itself: the nukta, the virama, the voicing of kana.
_LEAST_ACCENT_CLASS = 10


@dataclass(frozen=True, slots=True)
class Folding:
    """What is left aside: case, accents, and whether quotes, dashes and spaces are typed or typeset."""

    ignores_case: bool
    ignores_accents: bool
    ignores_typesetting: bool


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text, what it is folded to, and the offsets: none where each character stands for one.

    `folded_starts` and `source_starts` are where pieces begin; a piece whose `is_whole` is set stands for its source
    only as a whole, all others character by character.
    """

    source: str
    folded: str
    folded_starts: tuple[int, ...] = ()
    source_starts: tuple[int, ...] = ()
    is_whole: tuple[bool, ...] = ()

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The stored characters for a span of the folded text that is not empty, in code points."""
        if not self.folded_starts:
            return start, end
        first, last = bisect_right(self.folded_starts, start) - 1, bisect_right(self.folded_starts, end - 1) - 1
        begin = self.source_starts[first] + (0 if self.is_whole[first] else start - self.folded_starts[first])
        if self.is_whole[last]:
            return begin, self.source_starts[last + 1] if last + 1 < len(self.source_starts) else len(self.source)
        return begin, self.source_starts[last] + end - self.folded_starts[last]

    def folded_position(self, position: int) -> int:
        """Where a stored position is in the folded text; inside a whole piece, its beginning."""
        if not self.folded_starts:
            return position
        if position >= len(self.source):
            return len(self.folded)
        piece = bisect_right(self.source_starts, position) - 1
        inside = 0 if self.is_whole[piece] else position - self.source_starts[piece]
        return self.folded_starts[piece] + inside


def fold(text: str, folding: Folding) -> FoldedText:
    """The text as it is compared; canonically equal texts fold alike. 10 µs per 60,000 characters of plain English."""
    if text.isascii():
        return FoldedText(text, text.lower() if folding.ignores_case else text)
    alike = _typed(text) if folding.ignores_typesetting else text
    odd = {sign for sign in _signs(alike) if _is_odd(sign, folding)}
    if odd and not folding.ignores_accents and unicodedata.is_normalized("NFC", alike):
        odd = {sign for sign in odd if not _is_mark(sign)}
    if not odd:
        return FoldedText(text, _plain(alike, folding))
    return _in_pieces(text, alike, odd, folding)


def _typed(text: str) -> str:
    for typeset, typed in _ALIKE:
        for sign in typeset:
            text = text.replace(sign, typed)
    return text


def _in_pieces(text: str, alike: str, odd: set[str], folding: Folding) -> FoldedText:
    """The folded text in pieces, since some of its characters stand for fewer or more."""
    parts: list[str] = []
    folded_starts: list[int] = []
    source_starts: list[int] = []
    is_whole: list[bool] = []
    length = 0

    def add(start: int, end: int, whole: bool) -> None:
        nonlocal length
        if start < end:
            part = _of_cluster(alike[start:end], folding) if whole else _plain(alike[start:end], folding)
            folded_starts.append(length)
            source_starts.append(start)
            is_whole.append(whole)
            parts.append(part)
            length += len(part)

    done = 0
    for start, end in _clusters(alike, odd):
        add(done, start, False)
        add(start, end, True)
        done = end
    add(done, len(alike), False)
    return FoldedText(text, "".join(parts), tuple(folded_starts), tuple(source_starts), tuple(is_whole))


def _clusters(text: str, odd: set[str]) -> list[tuple[int, int]]:
    """The spans of odd characters: each with the marks behind it, marks with the character before them."""
    marks = "".join(map(re.escape, sorted(sign for sign in odd if _is_mark(sign))))
    others = "".join(map(re.escape, sorted(sign for sign in odd if not _is_mark(sign))))
    pattern = "|".join([f"[{others}]"] * bool(others) + [f"[{marks}]+"] * bool(marks))
    spans: list[tuple[int, int]] = []
    for match in re.finditer(pattern, text):
        start, end = match.span()
        if not _is_mark(text[start]):
            spans.append((start, end))
        elif spans and spans[-1][1] == start:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((max(start - 1, 0), end))
    return spans


def _plain(text: str, folding: Folding) -> str:
    """Text in which each character folds to one."""
    if text.isascii():
        return text.lower() if folding.ignores_case else text
    if len(text) <= _SHORT_CHARS:
        return "".join(_of_sign(sign, folding) for sign in text)
    folded = (
        text.encode(errors="surrogatepass").lower().decode(errors="surrogatepass") if folding.ignores_case else text
    )
    # A text has few different signs, and replacing one is a hundred times as fast as looking at each character.
    for sign in _signs(folded):
        if (plain := _of_sign(sign, folding)) != sign:
            folded = folded.replace(sign, plain)
    return folded


def _signs(text: str) -> set[str]:
    """The different characters of a text that are not ASCII. What is ASCII is dropped from the bytes: 50 µs a 60 kB."""
    return set(text.encode(errors="surrogatepass").translate(None, _ASCII).decode(errors="surrogatepass"))


@lru_cache(maxsize=1 << 16)
def _of_sign(sign: str, folding: Folding) -> str:
    return _of_cluster(sign, folding)


def _of_cluster(cluster: str, folding: Folding) -> str:
    folded = unicodedata.normalize("NFC", cluster)
    if folding.ignores_case:
        # The dot is left of a Turkish capital: who types "istanbul" means it too.
        folded = unicodedata.normalize("NFC", folded.casefold()).replace("i\u0307", "i")
    if folding.ignores_accents:
        apart = unicodedata.normalize("NFD", folded).replace(_TATWEEL, "")
        kept = (sign for sign in apart if unicodedata.combining(sign) < _LEAST_ACCENT_CLASS)
        folded = unicodedata.normalize("NFC", "".join(kept)).translate(_STROKES)
    return folded


@lru_cache(maxsize=1 << 16)
def _is_odd(sign: str, folding: Folding) -> bool:
    """Whether a character may stand for another number of characters, alone or with its neighbours."""
    return _is_mark(sign) or len(_of_cluster(sign, folding)) != 1 or len(sign.casefold()) != 1


def _is_mark(sign: str) -> bool:
    """Whether a character may melt into the one before it: an accent, or a later letter of a Korean syllable."""
    return unicodedata.combining(sign) > 0 or "\u1160" <= sign <= "\u11ff"


def joined_scripts() -> str:
    """The inside of a character class: scripts that put no spaces between words."""
    ranges = ((0xE00, 0xEFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x2E80, 0x2FDF), (0x3005, 0x3007), (0x3040, 0x30FF))
    later = ((0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in chain(ranges, later))

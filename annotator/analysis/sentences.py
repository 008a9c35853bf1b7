"""Where the sentences of one paragraph are, in any script.

Rules of thumb for the spoken word as it is written down: a full stop ends a sentence unless it belongs to an
abbreviation, an initial, a number or a pause. Paragraphs and turns are the business of `text_units`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

Span = tuple[int, int]

# These end a sentence wherever they stand; in their scripts no space need follow.
_ALWAYS = "。！？｡．।॥۔։።፧។၊။།\u037e"
_CLOSERS = "\"'”’»›)\\]}）】］」』〉》〕\u200e\u200f\u202c\u2069*_"
_OPENERS = "\"'“‘„‚«‹”’¿¡*_\u200e\u200f\u202a-\u202e\u2066-\u2069-–— \t\u00a0\u202f\u3000"
_STOP = re.compile(
    rf"(?P<mark>[{_ALWAYS}][{_ALWAYS}!?…]*|[.!?…؟‽⁇⁈⁉](?:[.!?…؟]|[ \u00a0\u202f](?=\.)(?<=\.[ \u00a0\u202f]))*)"
    rf"(?P<closers>[{_CLOSERS}]*)"
)
_QUOTES = frozenset("\"'”’»›“«‹」』")
_LAST_WORD = re.compile(r"[\w.’'-]*$")
_LAST_WORD_CHARS = 24
_WINDOW_CHARS = 1_000
_FIRST_SIGN = re.compile(rf"[{_OPENERS}]*(.?)")
_PRONOUN = re.compile(r"I(?!\w)")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# After these something always follows; words that are also common ones ("tom", "ex") are not among them ...
_BEFORE_MORE = _set("""
    dr mr mrs ms mx prof sgt capt lt st fr sr sra srta mme mlle dra hr frk vs cf viz approx ca circa e.g i.e resp dept
    f.eks feks bl.a dvs d.v.s jf jfr ifm ift pga p.g.a mht m.h.t mtp evt inkl ekskl t.d f.o.m t.o.m f.ex f.x o.d s.k
    z.b zb d.h bzw ggf evtl vgl bspw u.a sogen zzgl p.ej núm págs pág p.ex n.b
    """)
# ... and after these a number does.
_BEFORE_NUMBER = _set("""
    no nr num p pp s vol fig art sec ch kap kl tlf tel jan feb mar apr jun jul aug sep sept okt oct nov des dec
    """)


@lru_cache(maxsize=32)
def sentences_of(words: str) -> tuple[Span, ...]:
    """The sentences of a paragraph, in order, without the space around them; together they hold all its words.

    Positions are code points in `words`, which has no newline. 60 kB take some 5 ms.
    """
    return tuple(_sentences_from(words, 0))


def sentences_around(words: str, position: int) -> Iterator[Span]:
    """The same sentences, from one that begins before a position on, or from the first; found as they are asked for.

    It costs by what lies around the position, so that a paragraph may be as long as a book.
    """
    size = _WINDOW_CHARS
    while position > size:
        begun = _sure_end(words, position - size, position)
        if begun is not None:
            return _sentences_from(words, begun)
        size *= 4
    return _sentences_from(words, 0)


def _sentences_from(words: str, start: int) -> Iterator[Span]:
    is_small = _begins_small(words)
    for stop in _STOP.finditer(words, start):
        if _ends_here(words, start, stop, is_small):
            yield from _trimmed(words, start, stop.end())
            start = stop.end()
    yield from _trimmed(words, start, len(words))


def _sure_end(words: str, first: int, position: int) -> int | None:
    """The end of a sentence that is one wherever that sentence begins, with words between it and a position."""
    look_from = next((at for at in range(first, position) if words[at].isalnum()), position)  # no mark holds a letter
    is_small = _begins_small(words)
    for stop in _STOP.finditer(words, look_from):
        if not words[stop.end() : position].strip():
            return None
        if _stands_apart(words, stop) and _ends_here(words, 0, stop, is_small):
            return stop.end()
    return None


def _stands_apart(words: str, stop: re.Match[str]) -> bool:
    """Whether no sentence can begin so near before a mark that it matters, as it does for a number that begins one."""
    if stop["mark"][0] in _ALWAYS:
        return True
    before = words[max(0, stop.start() - _LAST_WORD_CHARS) : stop.start()]
    last = before.split()[-1:] if not before[-1:].isspace() and any(map(str.isspace, before)) else []
    return bool(last) and not last[0].isdecimal() and not any(sign in _ALWAYS for sign in last[0])


def _ends_here(words: str, start: int, stop: re.Match[str], is_small: bool) -> bool:
    mark, end = stop["mark"], stop.end()
    if mark[0] in _ALWAYS or end == len(words):
        return True
    if not words[end].isspace():
        return False
    following = words[end : end + 16]
    if mark[-1] not in ".…":
        return not (_QUOTES & set(stop["closers"]) and _is_small(following))
    if len(mark) > 1 or mark == "…":
        return _has_pause_ended(mark, following)
    if _is_part_of_word(words, start, stop.start("mark"), following):
        return False
    return is_small or not _is_small(following)


def _has_pause_ended(mark: str, following: str) -> bool:
    """Whether dots end a sentence: a capital says so, but not the one of "I", which is always there."""
    if "?" in mark or "!" in mark:
        return not _is_small(following)
    first = _first_sign(following)
    return first.isupper() and not _PRONOUN.match(following.lstrip(" \t\u00a0"))


def _is_part_of_word(words: str, start: int, stop: int, following: str) -> bool:
    """Whether a full stop belongs to an abbreviation, an initial, or a number that counts what follows."""
    match = _LAST_WORD.search(words, max(start, stop - _LAST_WORD_CHARS), stop)
    word = match.group() if match else ""
    if len(word) == 1 and word.isupper() and word != "I":
        return True
    plain = word.casefold().strip("'’-")
    if plain in _BEFORE_MORE:
        return True
    if plain in _BEFORE_NUMBER:
        return _first_sign(following).isdecimal()
    return word.isdecimal() and not words[start : stop - len(word)].strip()


def _is_small(following: str) -> bool:
    return _first_sign(following).islower()


def _begins_small(words: str) -> bool:
    """Whether somebody wrote without capitals, so that they cannot tell where a sentence begins."""
    first = next((sign for sign in words[:80] if sign.isalpha()), "")
    return first.islower()


def _first_sign(following: str) -> str:
    match = _FIRST_SIGN.match(following)
    return match[1] if match else ""


def _trimmed(words: str, start: int, end: int) -> list[Span]:
    piece = words[start:end]
    first, last = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
    return [(first, last)] if first < last else []

"""Two long texts that differ somewhere, cut so that one sees where."""

from __future__ import annotations

from itertools import takewhile

_AROUND_CHARS = 60


def where_apart(one: str, other: str, most_chars: int) -> tuple[str, str]:
    """Both texts, of long ones so many characters: from the beginning, or from a little before they begin to differ.

    What is left out is marked by "…".
    """
    same = takewhile(lambda both: both[0] == both[1], zip(one, other, strict=False))
    apart, begin = sum(1 for _ in same), 0
    if max(len(one), len(other)) > most_chars and apart + _AROUND_CHARS > most_chars:
        begin = max(apart - _AROUND_CHARS, 0)
        begin = one.rfind(" ", max(begin - _AROUND_CHARS // 2, 0), begin) + 1 or begin
    return _cut(one, begin, most_chars), _cut(other, begin, most_chars)


def _cut(text: str, begin: int, most_chars: int) -> str:
    end = begin + most_chars
    return f"{'…' if begin else ''}{text[begin:end]}{'…' if end < len(text) else ''}"

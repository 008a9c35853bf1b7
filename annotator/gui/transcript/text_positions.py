"""The one place where stored positions (code points) and Qt's (UTF-16 units) are turned into each other."""

from __future__ import annotations

import re
from bisect import bisect_left

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class TextPositions:
    """Both counts for one stored text. Characters beyond U+FFFF take two units; all others one."""

    def __init__(self, text: str) -> None:
        has_astral = not text.isascii() and len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text)
        self._take([found.start() for found in _ASTRAL.finditer(text)] if has_astral else [])

    def _take(self, astral: list[int]) -> None:
        self._astral = astral
        # The unit at which each of these characters ends.
        self._ends = [at + index + 2 for index, at in enumerate(self._astral)]

    def replaced(self, start: int, end: int, words: str) -> TextPositions:
        """Those of the text in which a span (code points) gave way to other words; the text is not read again."""
        first, last = bisect_left(self._astral, start), bisect_left(self._astral, end)
        by = len(words) - (end - start)
        put_in = [start + found.start() for found in _ASTRAL.finditer(words)]
        made = TextPositions("")
        made._take([*self._astral[:first], *put_in, *(at + by for at in self._astral[last:])])
        return made

    @property
    def are_alike(self) -> bool:
        """Whether both counts are the same in the whole text."""
        return not self._astral

    def to_units(self, position: int) -> int:
        """The UTF-16 position of a code-point position."""
        return position + bisect_left(self._astral, position)

    def to_code_points(self, unit: int) -> int:
        """The code-point position of a UTF-16 position; inside a character, the position before it."""
        before = bisect_left(self._ends, unit + 1)
        inside = before < len(self._astral) and self._ends[before] - 1 == unit
        return unit - before - (1 if inside else 0)

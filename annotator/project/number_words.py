"""Numbers as people write them: which mark parts the decimals and which the thousands, and where both can be meant.

"12,5" and "1,234,567" say it themselves; "12,000" may be twelve thousand or twelve, and only its column can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from math import isfinite
from typing import Literal

DecimalMark = Literal[".", ",", ""]
_OTHER: dict[DecimalMark, DecimalMark] = {".": ",", ",": "."}
_GROUPS: dict[DecimalMark, re.Pattern[str]] = {
    ".": re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?"),
    ",": re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+(,\d*)?"),
}


class TwoReadings(ValueError):
    """A number that is another one where the comma parts thousands. `readings` are both, with a point."""

    def __init__(self, readings: tuple[str, str]) -> None:
        super().__init__(" / ".join(readings))
        self.readings = readings


def number_in(text: str, decimal_mark: DecimalMark = "") -> str:
    """A number with a point for its decimals and nothing between its thousands.

    `decimal_mark` says how its column is written; a number that can only be read the other way is read so. Without
    it a single point parts decimals, as in what is kept. Raises TwoReadings where the comma may be either, and
    ValueError for other words.
    """
    both = readings(text)
    if not both:
        raise ValueError(text)
    if decimal_mark:
        return both.get(decimal_mark) or both[_OTHER[decimal_mark]]
    if "," in text and is_two_numbers(text):
        raise TwoReadings((both["."], both[","]))
    return both.get(".") or both[","]


def readings(text: str) -> dict[DecimalMark, str]:
    """What these words are as a number, by the mark of decimals; empty where they are none."""
    found = {mark: _read(text, mark) for mark in _OTHER}
    return {mark: shown for mark, shown in found.items() if shown is not None}


def is_two_numbers(text: str) -> bool:
    """Whether the words are one number or another, depending on the mark: "12,000", "12.000"."""
    both = readings(text)
    return len(both) == 2 and Decimal(both["."]) != Decimal(both[","])


def decimal_mark_of(cells: Iterable[str]) -> DecimalMark:
    """The mark of decimals in cells written by one hand, where some can only be read so and none otherwise."""
    marks = {mark for cell in cells if ("," in cell or "." in cell) for mark in _only_marks(cell.strip())}
    return marks.pop() if len(marks) == 1 else ""


def _only_marks(cell: str) -> tuple[DecimalMark, ...]:
    found = tuple(readings(cell))
    return found if len(found) == 1 else ()


def _read(text: str, mark: DecimalMark) -> str | None:
    other = _OTHER[mark]
    if _GROUPS[mark].fullmatch(text):
        text = text.replace(other, "")
    shown = text.replace(mark, ".") if other not in text else ""
    try:
        is_number = "_" not in shown and isfinite(float(shown))
    except ValueError:
        return None
    return shown if is_number else None

"""Fractional order keys: strings that sort in the wanted order, with room between any two.

A key is six digits of a whole number and then digits of a fraction, all in base 62, compared byte by byte.
Appending adds one to the whole number, so keys stay short; inserting takes the middle of two neighbours.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from annotator.project.ids import Id

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BASE = len(_DIGITS)
_WHOLE = 6
_MIDDLE = _BASE**_WHOLE // 2


class Ordered(Protocol):
    """A row that has a place among others."""

    @property
    def id(self) -> Id:
        """Its id."""

    @property
    def order_key(self) -> str:
        """Its key."""


def key_between(low: str | None, high: str | None) -> str:
    """A key after `low` and before `high`; None stands for the start or the end of the list.

    Where two copies made the same key (`low >= high`), the result sorts just after `low`.
    """
    if low is None and high is None:
        return _whole_digits(_MIDDLE)
    if high is None:
        return _whole_digits(_whole_value(low or "") + 1)
    if low is None:
        return _whole_digits(_whole_value(high) - 1)
    return _middle(low, high) if low < high else low + _DIGITS[_BASE // 2]


def keys_between(low: str | None, high: str | None, count: int) -> list[str]:
    """`count` keys in rising order between `low` and `high`; of logarithmic length where both are given."""
    if low is None and high is not None:
        return keys_between(_whole_digits(_whole_value(high) - count - 1), None, count)
    if low is None or high is None or low >= high or count == 0:
        keys: list[str] = []
        for _ in range(count):
            low = key_between(low, high)
            keys.append(low)
        return keys
    middle, before = key_between(low, high), (count - 1) // 2
    return [*keys_between(low, middle, before), middle, *keys_between(middle, high, count - 1 - before)]


def keys_for_move(siblings: Sequence[Ordered], moving: Collection[Id], before: Id | None) -> list[str]:
    """Keys that put `moving`, in their order, before one of the siblings or, for None, last.

    `siblings` are in order; those that move may be among them, and so may `before` be one that moves: then it is the
    place where that one was that counts.
    """
    at = next((i for i, sibling in enumerate(siblings) if sibling.id == before), len(siblings))
    above = [sibling.order_key for sibling in siblings[:at] if sibling.id not in moving]
    below = [sibling.order_key for sibling in siblings[at:] if sibling.id not in moving]
    return keys_between(above[-1] if above else None, below[0] if below else None, len(moving))


def _middle(low: str, high: str) -> str:
    digits: list[str] = []
    is_bounded = True
    position = 0
    while True:
        below = _digit(low, position)
        above = _digit(high, position) if is_bounded else _BASE
        middle = (below + above) // 2
        if middle > below:
            return "".join(digits) + _DIGITS[middle]
        digits.append(_DIGITS[below])
        is_bounded = is_bounded and below == above
        position += 1


def _digit(key: str, position: int) -> int:
    return _DIGITS.index(key[position]) if position < len(key) else 0


def _whole_value(key: str) -> int:
    value = 0
    for digit in key[:_WHOLE]:
        value = value * _BASE + _DIGITS.index(digit)
    return value


def _whole_digits(value: int) -> str:
    digits = []
    for _ in range(_WHOLE):
        value, digit = divmod(value, _BASE)
        digits.append(_DIGITS[digit])
    return "".join(reversed(digits))

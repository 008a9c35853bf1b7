"""How much room the words of a transcript get, and how much what stands beside them."""

from __future__ import annotations

from typing import NamedTuple

_FRAME_PX = 18
_EASY_CHARS = 52
_FAIR_CHARS = 40
_LEAST_CHARS = 24
_BRIEF_NAME_PX = 80  # a sign and the beginning of a name


class SideWidths(NamedTuple):
    """What the sides ask for; the right one has a least width, and one in which only its stripes are seen."""

    left_px: int
    right_px: int
    right_least_px: int
    stripes_px: int


def room_beside(whole_px: int, sides: SideWidths, char_px: float, measure_chars: int) -> tuple[int, int]:
    """The margins at the left and right of the words, which keep lines at a readable length.

    Spare room goes to both sides, and what is missing comes from the right. That one gives way to the words down to its
    least width; where that leaves too few characters a line, down to the beginnings of names, and at last to its
    stripes.
    """
    room = whole_px - sides.left_px
    right = max(sides.right_least_px, min(sides.right_px, room - round(char_px * _EASY_CHARS)))
    if room - right < char_px * _FAIR_CHARS:
        right = max(sides.stripes_px + _BRIEF_NAME_PX, room - round(char_px * _FAIR_CHARS))
    if room - right < char_px * _LEAST_CHARS:
        right = sides.stripes_px
    spare = max(0, room - right - round(char_px * measure_chars) - 2 * _FRAME_PX)
    return sides.left_px + spare // 3, right + spare - spare // 3

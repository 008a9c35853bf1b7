"""Sharing the width of a page among a table's columns; the same for Word and for the preview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Room:
    """What a column asks for, in any one unit: no less and no more than these, and its share of what is free."""

    least: float
    most: float
    weight: float


def shared_out(columns: Sequence[Room], width: float) -> list[float]:
    """Widths by weight between the least and the most of each column, together `width` where those allow it.

    As browsers share out flexible boxes: those too narrow by their weight are set to their least, or those too wide
    to their most, whichever is missing more; then the others share again.
    """
    widths = [0.0] * len(columns)
    free = dict(enumerate(columns))
    while free:
        left = width - sum(widths)
        weights = sum(room.weight for room in free.values()) or 1.0
        shares = {place: left * room.weight / weights for place, room in free.items()}
        fitting = {place: min(max(share, free[place].least), free[place].most) for place, share in shares.items()}
        surplus = sum(fitting.values()) - left
        settled = [
            place
            for place, given in fitting.items()
            if abs(surplus) < 1 or (given > shares[place] if surplus > 0 else given < shares[place])
        ]
        for place in settled:
            widths[place] = fitting[place]
            del free[place]
    return widths

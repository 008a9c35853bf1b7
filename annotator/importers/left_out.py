"""What a file holds and the text does not, counted while reading and told in words."""

from __future__ import annotations

from collections import Counter

_PLURALS = {
    "text box": "text boxes",
    "header with text": "headers with text",
    "footer with text": "footers with text",
    "passage of hidden text": "passages of hidden text",
    "symbol of a special font": "symbols of a special font",
}


class LeftOut:
    """A count per kind of thing."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def add(self, kind: str, count: int = 1) -> None:
        """One more of a kind, named in the singular ("picture")."""
        if count:
            self._counts[kind] += count

    def sentences(self) -> tuple[str, ...]:
        """ "2 pictures", "1 text box": in the order of first appearance."""
        return tuple(
            f"{count} {kind if count == 1 else _PLURALS.get(kind, kind + 's')}" for kind, count in self._counts.items()
        )

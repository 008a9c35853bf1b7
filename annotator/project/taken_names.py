"""The names that are taken in a place, kept from one addition to the next.

Whoever adds a thousand codes would else read all of their neighbours a thousand times. What is kept holds only for as
long as nothing else is written: one change anywhere, and it is read anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.project.collection import folded
from annotator.project.ids import Id

if TYPE_CHECKING:
    from annotator.project.project import Project

Row = tuple[str, str, str]  # name, order key, colour


@dataclass(slots=True)
class Place:
    """What stands in one place: the names, folded; the last order key; how often each colour is used."""

    names: set[str] = field(default_factory=set)
    last_key: str | None = None
    colours: Counter[str] = field(default_factory=Counter)

    def take(self, name: str, order_key: str, colour: str) -> None:
        """Let one more stand here, at the end."""
        self.names.add(folded(name))
        self.last_key = order_key
        self.colours[colour] += 1


class TakenNames:
    """The places of one table; `read` gives the rows of a place (None: the top), in order."""

    def __init__(self, project: Project, read: Callable[[Id | None], Iterable[Row]]) -> None:
        self._project = project
        self._read = read
        self._places: dict[Id | None, Place] = {}
        self._written: tuple[int, int] | None = None

    def at(self, place_id: Id | None = None) -> Place:
        """What stands in a place now. It is not to be changed but by `took`."""
        if self._written != self._project.written:
            self._places.clear()
            self._written = self._project.written
        if place_id not in self._places:
            place = self._places[place_id] = Place()
            for row in self._read(place_id):
                place.take(*row)
        return self._places[place_id]

    def took(self, place_id: Id | None, rows: Iterable[Row]) -> None:
        """Rows have just been put at the end of a place, which `at` gave; nothing else has been written since."""
        for row in rows:
            self._places[place_id].take(*row)
        self._written = self._project.written

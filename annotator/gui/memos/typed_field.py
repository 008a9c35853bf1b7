"""What a widget holds against what the file holds: whether somebody is typing, and so what may be shown anew."""

from __future__ import annotations

from collections.abc import Callable

from annotator.project.stored_text import normalise_text


class TypedField:
    """One thing that can be typed: what the file holds of it, and whether the widget holds something else."""

    def __init__(self, read: Callable[[], str], write: Callable[[str], None]) -> None:
        self._read = read
        self._write = write
        self._stored = ""
        self._shown = ""

    @property
    def value(self) -> str:
        """What the widget holds, as it would be stored."""
        return normalise_text(self._read())

    @property
    def is_touched(self) -> bool:
        """Whether somebody typed since it was loaded or saved."""
        return self.value != self._shown

    def load(self, stored: str) -> None:
        """Show what is stored."""
        self._write(stored)
        self._stored, self._shown = stored, self.value

    def follow(self, stored: str) -> None:
        """Show what is stored now, unless somebody is typing here."""
        if not self.is_touched and stored != self._stored:
            self.load(stored)

    def saved(self, value: str) -> None:
        """Know that this value is in the file."""
        self._stored = self._shown = value

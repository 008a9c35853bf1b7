"""Words as units that one selects and steps by, beside the sentences, paragraphs and turns of `analysis.text_units`."""

from __future__ import annotations

from typing import Literal

from annotator.gui.transcript import word_steps
from annotator.gui.transcript.text_view import TextView

Span = tuple[int, int]
Step = Literal["word", "sentence", "paragraph", "turn"]


class ViewUnits:
    """The units of the text that a view shows, words too. Positions are code points."""

    def __init__(self, view: TextView) -> None:
        self._view = view

    def at(self, unit: Step, position: int) -> Span:
        """The unit that holds a position, or the one after it, or else the one before."""
        if unit != "word":
            return self._view.units.at(unit, position)
        return self._word_after(position, inside=True) or self._word_before(position) or (position, position)

    def after(self, unit: Step, position: int) -> Span | None:
        """The first unit that begins at a position or after it."""
        if unit != "word":
            return self._view.units.after(unit, position)
        return self._word_after(position, inside=False)

    def before(self, unit: Step, position: int) -> Span | None:
        """The last unit that begins before a position."""
        return self._word_before(position) if unit == "word" else self._view.units.before(unit, position)

    def _word_after(self, position: int, *, inside: bool) -> Span | None:
        document, here = self._view.document(), self._view.positions.to_units(position)
        end = word_steps.next_end(document, here)
        start = word_steps.previous_start(document, end)
        if start < here and not inside:
            start = word_steps.next_start(document, here)
            end = word_steps.next_end(document, start)
        return self._in_code_points(start, end)

    def _word_before(self, position: int) -> Span | None:
        document = self._view.document()
        start = word_steps.previous_start(document, self._view.positions.to_units(position))
        found = self._in_code_points(start, word_steps.next_end(document, start))
        return found if found is not None and found[0] < position else None

    def _in_code_points(self, start: int, end: int) -> Span | None:
        to_code_points = self._view.positions.to_code_points
        first, last = to_code_points(start), to_code_points(end)
        return (first, last) if first < last and not self._view.stored_text[first:last].isspace() else None

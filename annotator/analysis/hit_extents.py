"""How much of a text is coded for the places that a search found: just these, or what they stand in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from annotator.analysis.text_units import TextUnits
from annotator.project.stored_text import FormatSpan

Span = tuple[int, int]
Extent = Literal["passage", "sentence", "paragraph", "turn"]
EXTENTS: tuple[Extent, ...] = ("passage", "sentence", "paragraph", "turn")


def extents(text: str, formats: Iterable[FormatSpan], hits: Iterable[Span], extent: Extent) -> list[Span]:
    """The spans to be coded, in order, each once, in code points. A hit over several units takes them all as one."""
    if extent == "passage":
        found = (_trimmed(text, *hit) for hit in hits)
        return sorted({span for span in found if span[0] < span[1]})
    units = TextUnits(text, formats)
    spans = {(units.at(extent, start)[0], units.at(extent, end - 1)[1]) for start, end in hits}
    return sorted(span for span in spans if span[0] < span[1])


def _trimmed(text: str, start: int, end: int) -> Span:
    """Without the space at its ends, as a selected passage is coded."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))

"""Whom a report counts, and what they said.

A *case* is who or what a passage speaks for: a participant, or a document that belongs to none (a guidance
document, field notes).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from annotator.project.ids import Id


@dataclass(frozen=True, slots=True)
class Case:
    """A participant, or a document of nobody. `label` is what reports print."""

    id: Id
    label: str
    is_participant: bool


class Segment(NamedTuple):
    """A passage with a code: all codings of the same span with it, by whichever coders.

    A tuple, since a report may have 200,000: a frozen dataclass takes three times as long to make.
    """

    code_id: Id
    document_id: Id
    start_char: int
    end_char: int
    case_id: Id
    coder_ids: tuple[Id, ...]
    coding_ids: tuple[Id, ...]

    @property
    def length_chars(self) -> int:
        return self.end_char - self.start_char

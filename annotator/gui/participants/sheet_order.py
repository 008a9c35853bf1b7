"""How rows of the sheet are put in order, and what the next participant is called; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from annotator.importers.batch import natural_key
from annotator.project.attribute_values import is_number
from annotator.project.collection import folded
from annotator.project.ids import Id
from annotator.project.number_words import number_in

_LAST_NUMBER = re.compile(r"(\d+)(?=\D*$)")


def sorted_ids(ids: Sequence[Id], words: Mapping[Id, str], is_descending: bool) -> list[Id]:
    """Ids by their words: numbers by value, others as people count and without capitals; nothing comes last."""
    filled = [each for each in ids if words[each]]
    ordered = sorted(filled, key=lambda each: _sort_key(words[each]), reverse=is_descending)
    return [*ordered, *(each for each in ids if not words[each])]


def next_label(labels: Sequence[str]) -> str:
    """The label after the last one that has a number ("P08" → "P09"), or "P01"; never one that is there."""
    taken = {folded(label) for label in labels}
    label = next((each for each in reversed(labels) if _LAST_NUMBER.search(each)), "P00")
    while True:
        label = _LAST_NUMBER.sub(lambda match: str(int(match[1]) + 1).zfill(len(match[1])), label)
        if folded(label) not in taken:
            return label


def _sort_key(words: str) -> tuple[int, float, tuple[tuple[int, int, str], ...]]:
    return (0, float(number_in(words, ".")), ()) if is_number(words) else (1, 0.0, natural_key(words))

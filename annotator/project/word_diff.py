"""What really changes where words are put in the place of others: the smallest edits, found word by word.

Somebody who pastes a whole corrected paragraph over the old one has changed a few words of it; only these are edits,
and what is coded in the rest stays where it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from annotator.project.text_edits import Edit

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
# Beyond so many pairs of words, only what is alike at both ends is left out: the comparison would take too long.
_MOST_PAIRS = 4_000_000


def refined(text: str, edits: Iterable[Edit]) -> list[Edit]:
    """The same edits of a text without what they only repeat."""
    return [small for edit in edits for small in _of_one(text, edit)]


def changed_part(old: str, new: str) -> Edit | None:
    """The one edit that makes `new` of `old`, as short as can be; None where they are the same. O(n) in C."""
    if old == new:
        return None
    head = _alike(old, new, from_end=False)
    tail = _alike(old[head:], new[head:], from_end=True)
    return Edit(head, len(old) - tail, new[head : len(new) - tail])


def _of_one(text: str, edit: Edit) -> Iterator[Edit]:
    old, new = text[edit.start_char : edit.end_char], edit.words
    trimmed = changed_part(old, new)
    if trimmed is None:
        return
    if not old or not new:
        yield edit
        return
    old_words, new_words = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(old_words) * len(new_words) > _MOST_PAIRS:
        yield _moved(trimmed, edit.start_char)
        return
    at = edit.start_char
    places = [at]
    for word in old_words:
        places.append(places[-1] + len(word))
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old_words, new_words, autojunk=False).get_opcodes():
        if tag != "equal":
            part = changed_part("".join(old_words[i1:i2]), "".join(new_words[j1:j2]))
            if part is not None:
                yield _moved(part, places[i1])


def _moved(edit: Edit, by: int) -> Edit:
    return Edit(edit.start_char + by, edit.end_char + by, edit.words)


def _alike(old: str, new: str, *, from_end: bool) -> int:
    """How many characters at one end are the same: halving is faster than looking at each."""
    low, high = 0, min(len(old), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        if from_end:
            same = old[len(old) - middle : len(old) - low] == new[len(new) - middle : len(new) - low]
        else:
            same = old[low:middle] == new[low:middle]
        low, high = (middle, high) if same else (low, middle - 1)
    return low

"""What really changes where words are put in the place of others: the smallest edits, found word by word.

Somebody who pastes a whole corrected paragraph over the old one has changed a few words of it; only these are edits,
and what is coded in the rest stays where it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import accumulate

from annotator.project.text_edits import Edit

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
# Beyond so many pairs of words or lines, some 0.2 s, the comparison would take too long.
_MOST_PAIRS = 1_000_000


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
    if old == new:
        return
    if not old or not new:
        yield edit
        return
    for lines in _compared(_LINE, old, new):
        at = edit.start_char + lines.start_char
        for part in _compared(_WORD, old[lines.start_char : lines.end_char], lines.words):
            small = changed_part(old[lines.start_char : lines.end_char][part.start_char : part.end_char], part.words)
            if small is not None:
                yield _moved(small, at + part.start_char)


def _compared(token: re.Pattern[str], old: str, new: str) -> Iterator[Edit]:
    """What changes, in whole tokens; all of it in texts that are too long for that."""
    old_tokens, new_tokens = token.findall(old), token.findall(new)
    if len(old_tokens) * len(new_tokens) > _MOST_PAIRS:
        yield Edit(0, len(old), new)
        return
    places = [0, *accumulate(map(len, old_tokens))]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old_tokens, new_tokens, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Edit(places[i1], places[i2], "".join(new_tokens[j1:j2]))


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

"""What really changes where words are put in the place of others: the smallest edits, found word by word.

Somebody who pastes a whole corrected paragraph over the old one has changed a few words of it; only these are edits,
and what is coded in the rest stays where it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import accumulate

from annotator.project.text_edits import Edit

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
# Beyond these the comparison would take longer than some 0.2 s.
_MOST_TOKENS = 40_000
_MOST_PAIRS = 30_000
_FEW_PAIRS = 1_600


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
    matcher = _matcher(old_tokens, new_tokens)
    if matcher is None:
        yield Edit(0, len(old), new)
        return
    places = [0, *accumulate(map(len, old_tokens))]
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        if tag != "equal":
            for first, last, start, end in _closer(old_tokens[i:i_end], new_tokens[j:j_end]):
                yield Edit(places[i + first], places[i + last], "".join(new_tokens[j + start : j + end]))


def _matcher(old: list[str], new: list[str]) -> SequenceMatcher[str] | None:
    """What finds the tokens that are the same; None where that would take too long.

    Nothing is recognised by a gap alone. Each step costs the pairs of like tokens; where there are many, tokens that
    come again and again (a "yes", a "the") only make what is recognised by others longer.
    """
    if len(old) + len(new) > _MOST_TOKENS:
        return None
    often = len(new) // 100 + 1 if len(new) >= 200 else len(new)  # beyond it, difflib passes a token over on wish
    if _pairs(old, new, len(new)) <= _MOST_PAIRS:
        return SequenceMatcher(str.isspace, old, new, autojunk=False)
    return SequenceMatcher(str.isspace, old, new) if _pairs(old, new, often) <= _MOST_PAIRS else None


def _pairs(old: list[str], new: list[str], most: int) -> int:
    """How many pairs of like tokens there are, without gaps and what comes more often than `most` in `new`."""
    there = Counter(new)
    return sum(
        count * there[token] for token, count in Counter(old).items() if not token.isspace() and there[token] <= most
    )


def _closer(old: list[str], new: list[str]) -> list[tuple[int, int, int, int]]:
    """Which tokens, from where to where, give way to which, where hardly one is the same.

    Where there are few, gaps tell them apart too; where there are as many words as before, each takes one's place.
    """
    if len(old) * len(new) <= _FEW_PAIRS:
        codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        return [(first, last, start, end) for tag, first, last, start, end in codes if tag != "equal"]
    if list(map(str.isspace, old)) == list(map(str.isspace, new)):
        return [(at, at + 1, at, at + 1) for at in range(len(old)) if old[at] != new[at]]
    return [(0, len(old), 0, len(new))]


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

"""Quotations: a passage's own words, where they stand, and which of many passages to print as an example."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple, Protocol, TypeVar

from annotator.analysis.paragraphs import Paragraphs
from annotator.project.ids import Id

ELLIPSIS = " […] "
# An example shorter than this says little, a longer one is skipped over by readers.
GOOD_LENGTHS_CHARS = (60, 400)


class Quotation(NamedTuple):
    """A verbatim slice of a text. `paragraph` is a number or a range of numbers, `citation` "P03, ¶ 12"."""

    text: str
    paragraph: str
    citation: str


def quotation_of(
    text: str, paragraphs: Paragraphs, start_char: int, end_char: int, label: str, longest_chars: int | None = None
) -> Quotation:
    """The words of `text[start_char:end_char]` without white space at the ends, cited with the label.

    Verbatim, but for " […] " in the middle of one that is longer than `longest_chars`.
    """
    passage = text[start_char:end_char]
    words = passage.strip()
    first_char = start_char + passage.find(words)
    first = paragraphs.number_at(first_char)
    last = paragraphs.number_at(first_char + len(words) - 1) if "\n" in words else first
    paragraph = str(first) if first == last else f"{first}–{last}"
    return Quotation(shortened(words, longest_chars), paragraph, f"{label}, ¶ {paragraph}")


def shortened(words: str, longest_chars: int | None) -> str:
    """The beginning and the end with " […] " between, in whole words where there are spaces; short ones as they are."""
    if longest_chars is None or len(words) <= longest_chars:
        return words
    kept = max(longest_chars - len(ELLIPSIS), 3)
    head, tail = words[: kept - kept // 3], words[-(kept // 3) :]
    head = head.rpartition(" ")[0] or head
    tail = tail.partition(" ")[2] or tail
    return f"{head.rstrip()}{ELLIPSIS}{tail.lstrip()}"


class Passage(Protocol):
    """What choosing an example needs to know of a passage."""

    @property
    def case_id(self) -> Id: ...

    @property
    def length_chars(self) -> int: ...


P = TypeVar("P", bound=Passage)


def illustrations(passages: Sequence[P], cases: Sequence[Id], most: int, first: P | None = None) -> list[P]:
    """Up to `most` passages that show what a code means, from as many people as there are.

    Begins with `first` (the code's chosen example). Then each of `cases`, in their order, gives the passage of
    median length among those of a good length (60 to 400 characters), or among all of theirs; then the next
    round. The same passages always give the same choice.
    """
    # One more than are wanted, since the first passage's speaker may be among them.
    own: dict[Id, list[P]] = {case_id: [] for case_id in cases[: most + 1]}
    for passage in passages:
        if passage.case_id in own:
            own[passage.case_id].append(passage)
    ranked = [_typical(each, most + 1) for each in own.values()]
    rounds = (passage for turn in zip_longest(*ranked) for passage in turn if passage is not None)
    chosen = [first] if first is not None else []
    queue = [passage for passage in rounds if passage not in chosen]
    heard = {passage.case_id for passage in chosen}
    # Who is heard in the first passage comes last in the first round.
    queue[: len(ranked)] = sorted(queue[: len(ranked)], key=lambda passage: passage.case_id in heard)
    return [*chosen, *queue][:most]


def _typical(passages: Sequence[P], most: int) -> list[P]:
    """Those of about the median length first, and of a good length before all others."""
    low, high = GOOD_LENGTHS_CHARS
    good = [passage for passage in passages if low <= passage.length_chars <= high]
    lengths = sorted(passage.length_chars for passage in good or passages)
    median = lengths[(len(lengths) - 1) // 2] if lengths else 0
    ordered = sorted(good or passages, key=lambda passage: abs(passage.length_chars - median))
    others = (passage for passage in passages if good and not low <= passage.length_chars <= high)
    return [*ordered, *others][:most]

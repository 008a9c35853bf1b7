"""Which participant is meant by a label that is written a little differently: "P3" for "P03", "Ana" for "Ana_2"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from annotator.project.collection import folded

_DIGITS = re.compile(r"\d+")
_WORDS = re.compile(r"[^\W_]+")
_SHORTEST_WORD = 2  # letters; a single one is in too many names


class Labels:
    """Labels to be found again, by what is written or by what is most likely meant."""

    def __init__(self, labels: Iterable[str]) -> None:
        self._by_name: dict[str, str] = {}
        self._by_key: defaultdict[str, set[str]] = defaultdict(set)
        self._by_word: defaultdict[str, set[str]] = defaultdict(set)
        for label in labels:
            self._by_name.setdefault(folded(label), label)
            self._by_key[label_key(label)].add(label)
            for word in _words(label):
                self._by_word[word].add(label)

    def same(self, label: str) -> str | None:
        """The label that is the same but for capitals and spaces."""
        return self._by_name.get(folded(label))

    def similar(self, label: str) -> str | None:
        """The only label that differs in zeros, spaces and hyphens alone, or else the only one with this word in it."""
        for found in (self._by_key[label_key(label)], self._with_word(label)):
            if len(found) == 1:
                return next(iter(found))
        return None

    def within(self, name: str) -> str | None:
        """The only label that is part of a name, as "P07" is of "Interview P7, second part"."""
        words = _words(name)
        found = {label for word in words for label in self._by_key.get(label_key(word), ())}
        found = found or {label for word in words for label in self._by_word.get(word, ())}
        return next(iter(found)) if len(found) == 1 else None

    def _with_word(self, label: str) -> set[str]:
        words = _words(label)
        return self._by_word.get(words[0], set()) if len(words) == 1 else set()


def label_key(label: str) -> str:
    """What "P03", "p 3" and "P-003" have in common."""
    return _DIGITS.sub(lambda match: str(int(match[0])), "".join(_WORDS.findall(folded(label))))


def _words(label: str) -> list[str]:
    """The words of a label that could stand for it: with a digit or some letters, numbers without zeros before them."""
    words = _WORDS.findall(folded(label))
    return [label_key(word) for word in words if len(word) >= _SHORTEST_WORD and not word.isdigit()]

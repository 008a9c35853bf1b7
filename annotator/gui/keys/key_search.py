"""Finding an action by words of its name or by keys, typed as one likes: "undo", "ctrl i", "Ctrl+Shift", "f6"."""

from __future__ import annotations

from collections.abc import Iterable

# What keys are called on other keyboards, and what they are called here.
_ALIKE = {
    "strg": "ctrl",
    "control": "ctrl",
    "umschalt": "shift",
    "entf": "del",
    "delete": "del",
    "escape": "esc",
    "return": "enter",
    "eingabe": "enter",
}


def holds(query: str, words: str, keys: Iterable[str]) -> bool:
    """Whether every word of the query is in the words, or a part of one and the same combination of keys.

    A single letter means a key: "ctrl i" is the combination, not all words with an i. An empty query is in all.
    """
    asked = [part for piece in query.split() for part in key_parts(piece)]
    folded = words.casefold()
    return any(all(_is_in(part, folded, parts) for part in asked) for parts in ([], *map(key_parts, keys)))


def key_parts(keys: str) -> list[str]:
    """The single keys of a combination: "Ctrl+Shift++" gives "ctrl", "shift", "+"."""
    parts = [part for part in keys.casefold().replace("+", " ").split() if part]
    if keys == "+" or keys.endswith("++"):
        parts.append("+")
    return [_ALIKE.get(part, part) for part in parts]


def _is_in(asked: str, words: str, parts: list[str]) -> bool:
    if len(asked) == 1 and asked.isascii():
        return asked in parts
    return asked in words or any(part.startswith(asked) for part in parts)

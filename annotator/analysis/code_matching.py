"""Which codes somebody means by a few typed letters: parts of names and paths, in any order."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from annotator.project.code_tree import CodeTree
from annotator.project.codes import PATH_SEPARATOR, Code
from annotator.project.collection import folded
from annotator.project.ids import Id

_NO_MATCH = 9


class CodeEntry(NamedTuple):
    """A code as it is searched: by its words without case and accents, or by its names as the project compares them."""

    code_id: Id
    path: tuple[str, ...]
    plain_name: str
    plain_path: str
    names: tuple[str, ...]


def entries(tree: CodeTree) -> list[CodeEntry]:
    """All codes of a codebook, ready to be searched, in the order of the tree."""
    made: dict[Id, CodeEntry] = {}
    for code in tree:  # those above come first
        made[code.id] = _entry(code, made.get(code.parent_id) if code.parent_id is not None else None)
    return list(made.values())


def match(query: str, entries: Iterable[CodeEntry], recent: Sequence[Id] = ()) -> list[CodeEntry]:
    """The codes whose path holds every word of the query, the best first; all of them for an empty query.

    Best is the code that is called just so, then a name that begins so, then names whose words begin so, then names
    that hold all words, then paths. Among equals, the codes of `recent` (the last used first) come before the others,
    which keep their order.
    """
    whole = _plain(PATH_SEPARATOR.join(path_names(query)))
    words = [word for word in whole.split() if word != PATH_SEPARATOR.strip()]
    age = {code_id: place for place, code_id in enumerate(recent)}
    ranked = [(_rank(entry, whole, words), age.get(entry.code_id, len(age)), entry) for entry in entries]
    return [entry for rank, _, entry in sorted(ranked, key=lambda item: item[:2]) if rank != _NO_MATCH]


def exact(query: str, entries: Iterable[CodeEntry]) -> Id | None:
    """The code that the query names: by its path, or by its name where only one has it. As `Codes.find` answers."""
    wanted = tuple(_compared(name) for name in path_names(query))
    if not wanted:
        return None
    namesakes = [entry for entry in entries if entry.names[-1] == wanted[-1]]
    at_path = [entry.code_id for entry in namesakes if entry.names == wanted]
    if at_path or len(wanted) > 1 or len(namesakes) != 1:
        return at_path[0] if at_path else None
    return namesakes[0].code_id


def path_names(query: str) -> tuple[str, ...]:
    """The names in a typed path: "Trust > Hope" gives Trust and Hope; empty steps are left out."""
    steps = f" {query} ".split(PATH_SEPARATOR)
    return tuple(name for step in steps if (name := " ".join(step.split())))


def _entry(code: Code, above: CodeEntry | None) -> CodeEntry:
    plain, compared = _plain(code.name), _compared(code.name)
    if above is None:
        return CodeEntry(code.id, (code.name,), plain, plain, (compared,))
    plain_path = " ".join(f"{above.plain_path}{PATH_SEPARATOR}{plain}".split())
    return CodeEntry(code.id, (*above.path, code.name), plain, plain_path, (*above.names, compared))


def _rank(entry: CodeEntry, whole: str, words: list[str]) -> int:
    if not all(word in entry.plain_path for word in words):
        return _NO_MATCH
    if whole in (entry.plain_name, entry.plain_path):
        return 0
    if entry.plain_name.startswith(whole):
        return 1
    name = f" {entry.plain_name}"
    if all(f" {word}" in name for word in words):
        return 2
    return 3 if all(word in name for word in words) else 4


@lru_cache(maxsize=8192)
def _plain(text: str) -> str:
    """Without case, accents and double spaces, so that "cafe" finds "Café"."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())


_compared = lru_cache(maxsize=8192)(folded)

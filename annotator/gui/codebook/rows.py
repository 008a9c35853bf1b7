"""The rows of the codebook as they are shown: all codes, or those that a filter lets through."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass

from annotator.project.code_tree import CodeTree
from annotator.project.codes import Code
from annotator.project.ids import Id


@dataclass(slots=True)
class Row:
    """One code. `position` is its place among its siblings, `number` its place among all rows."""

    code: Code
    parent: Row | None
    position: int
    number: int
    children: list[Row]


class Rows:
    """The rows, by number and by code."""

    def __init__(self, tree: CodeTree, shown: Set[Id] | None = None) -> None:
        self.tops: list[Row] = []
        self.by_number: list[Row] = []
        self.by_id: dict[Id, Row] = {}
        for code in tree:
            if shown is None or code.id in shown:
                self._add(code)

    def _add(self, code: Code) -> None:
        above = self.by_id.get(code.parent_id) if code.parent_id is not None else None
        siblings = above.children if above is not None else self.tops
        row = Row(code, above, len(siblings), len(self.by_number), [])
        siblings.append(row)
        self.by_number.append(row)
        self.by_id[code.id] = row


def with_those_above(tree: CodeTree, code_ids: Iterable[Id]) -> set[Id]:
    """These codes and all that they lie under."""
    found: set[Id] = set()
    for code_id in code_ids:
        above: Id | None = code_id
        while above is not None and above in tree and above not in found:
            found.add(above)
            above = tree.get(above).parent_id
    return found

"""The rows of the codebook as they are shown: all codes, or those that a filter lets through."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass

from annotator.project.code_tree import CodeTree
from annotator.project.codes import Code
from annotator.project.ids import Id


@dataclass(slots=True)
class Row:
    """One code. `position` is its place among its siblings, `number` what it is known by as long as it is there."""

    code: Code
    parent: Row | None
    position: int
    number: int
    children: list[Row]


class Rows:
    """The rows, by number and by code."""

    def __init__(self, tree: CodeTree, shown: Set[Id] | None = None) -> None:
        self.tops: list[Row] = []
        self.by_number: dict[int, Row] = {}
        self.by_id: dict[Id, Row] = {}
        self._next_number = 0
        for code in tree:
            if shown is None or code.id in shown:
                above = self.by_id.get(code.parent_id) if code.parent_id is not None else None
                self._append(code, above, self.under(above))

    def under(self, above: Row | None) -> list[Row]:
        """The rows right under one, or at the top. Not to be changed but by these verbs."""
        return self.tops if above is None else above.children

    def insert(self, code: Code, above: Row | None, position: int) -> None:
        """Put a new row at a place under another; those behind it make room."""
        siblings = self.under(above)
        self._append(code, above, siblings)
        siblings.insert(position, siblings.pop())
        _count(siblings, position)

    def move(self, row: Row, above: Row | None, position: int) -> None:
        """Put a row at a place under another, or beside its siblings; the place is counted with the row among them."""
        before, siblings = self.under(row.parent), self.under(above)
        if before is siblings and position > row.position:
            position -= 1
        before.pop(row.position)
        _count(before, row.position)
        siblings.insert(position, row)
        row.parent = above
        _count(siblings, 0)

    def remove(self, row: Row) -> None:
        """Take a row away, with all under it."""
        siblings = self.under(row.parent)
        siblings.pop(row.position)
        _count(siblings, row.position)
        going = [row]
        while going:
            each = going.pop()
            going.extend(each.children)
            del self.by_number[each.number], self.by_id[each.code.id]

    def _append(self, code: Code, above: Row | None, siblings: list[Row]) -> None:
        row = Row(code, above, len(siblings), self._next_number, [])
        self._next_number += 1
        siblings.append(row)
        self.by_number[row.number] = self.by_id[code.id] = row


def _count(siblings: list[Row], first: int) -> None:
    for position in range(first, len(siblings)):
        siblings[position].position = position


def with_those_above(tree: CodeTree, code_ids: Iterable[Id]) -> set[Id]:
    """These codes and all that they lie under."""
    found: set[Id] = set()
    for code_id in code_ids:
        above: Id | None = code_id
        while above is not None and above in tree and above not in found:
            found.add(above)
            above = tree.get(above).parent_id
    return found

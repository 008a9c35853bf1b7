"""What was known when: which operations an operation had before it, in the file in which it was done.

Each operation names its parents: the operation that was done before it in its file, and for a merge also the last one
of each copy that came in. So the operations of all copies are one graph, whoever copied a file and how.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from annotator.project.ids import Id

MERGE = "project.merge"
MIGRATE = "project.migrate"
UNDO = "undo"
UNDO_KINDS = (UNDO, "redo")
_MERGE_CODES = "code.merge"


@dataclass(frozen=True, slots=True)
class Node:
    """An operation in the graph."""

    id: Id
    kind: str
    parameters: Mapping[str, Any]
    coder_name: str
    time_us: int
    parents: tuple[Id, ...]
    undoes: Id | None

    @property
    def order(self) -> tuple[int, Id]:
        """Later operations have a later place; the clock of a file is later than all that it has seen."""
        return self.time_us, self.id


class Causality:
    """The graph of some operations; made in one pass, then asked in O(1)."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self.nodes = {node.id: node for node in nodes}
        self._place: dict[Id, tuple[int, int]] = {}  # the chain of each, and its number there
        self._before: list[dict[int, int]] = []  # of each chain: how much of the others its first one had before it
        self._length: list[int] = []
        self._heirs: dict[Id, dict[Id, Id]] = {}
        self._taken_back: set[Id] = set()
        for node in sorted(self.nodes.values(), key=lambda node: node.order):
            self._put(node)

    def had(self, later: Id, earlier: Id) -> bool:
        """Whether an operation had another before it, or is it."""
        chain, number = self._place[earlier]
        own_chain, own_number = self._place[later]
        if chain == own_chain:
            return number <= own_number
        return number <= self._before[own_chain].get(chain, -1)

    def are_concurrent(self, one: Id, other: Id) -> bool:
        """Whether neither was known where the other was done."""
        return not self.had(one, other) and not self.had(other, one)

    def before(self, heads: Iterable[Id]) -> set[Id]:
        """These operations and all that they had before them, as far as they are known here."""
        found: set[Id] = set()
        waiting = [head for head in heads if head in self.nodes]
        while waiting:
            each = waiting.pop()
            while each not in found:
                found.add(each)
                parents = [parent for parent in self.nodes[each].parents if parent in self.nodes]
                if not parents:
                    break
                waiting += parents[1:]
                each = parents[0]
        return found

    def is_merge(self, node_id: Id) -> bool:
        """Whether an operation brings copies together, also where it was taken back and done again."""
        node = self.nodes[node_id]
        return node.kind == MERGE or (node.kind == "redo" and node.parameters.get("of") == MERGE)

    def is_of_merging(self, node_id: Id) -> bool:
        """Whether an operation only brings copies together, or takes that back: it says nothing of its own."""
        node = self.nodes[node_id]
        return node.kind in (MERGE, MIGRATE) or (node.kind in UNDO_KINDS and node.parameters.get("of") == MERGE)

    def know(self, known: Iterable[Id]) -> None:
        """Hear which operations count, and find those that an undo among them takes back."""
        self._taken_back = set()
        undoing = (node for each in known if (node := self.nodes[each]).undoes is not None)
        for node in sorted(undoing, key=lambda node: node.order, reverse=True):
            if node.id not in self._taken_back and node.undoes is not None:
                self._taken_back.add(node.undoes)

    def says_something(self, node_id: Id) -> bool:
        """Whether the values that an operation wrote are meant: not where it was taken back, nor by taking back."""
        return node_id not in self._taken_back and self.nodes[node_id].kind != UNDO

    def heir(self, operation_id: Id, table: str, row_id: Id) -> Id | None:
        """The row that took the place of one that went in an operation: it says the same, or was merged into it."""
        if operation_id not in self._heirs:
            said = self.nodes[operation_id].parameters.get("heirs", ())
            self._heirs[operation_id] = {
                Id(bytes.fromhex(gone)): Id(bytes.fromhex(heir)) for _table, gone, heir in said
            }
        return self._heirs[operation_id].get(row_id) or (self._merged_into(operation_id) if table == "code" else None)

    def _merged_into(self, operation_id: Id) -> Id | None:
        """Into what codes were merged, where it is not said of each."""
        node = self.nodes[operation_id]
        is_merge = _MERGE_CODES in (node.kind, node.parameters.get("of") if node.kind == "redo" else "")
        into = node.parameters.get("into_id") if is_merge else None
        return Id(bytes.fromhex(into)) if into else None

    def _put(self, node: Node) -> None:
        parents = [parent for parent in node.parents if parent in self._place]
        if len(parents) == 1:
            chain, number = self._place[parents[0]]
            if self._length[chain] == number + 1:
                self._place[node.id] = chain, number + 1
                self._length[chain] += 1
                return
        before: dict[int, int] = {}
        for parent in parents:
            chain, number = self._place[parent]
            for each, known in (*self._before[chain].items(), (chain, number)):
                before[each] = max(known, before.get(each, -1))
        self._place[node.id] = len(self._before), 0
        self._before.append(before)
        self._length.append(1)

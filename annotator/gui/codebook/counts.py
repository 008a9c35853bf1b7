"""How many codings each code has, itself and with the codes under it, kept up by what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from annotator.project.code_tree import CodeTree
from annotator.project.ids import Id


class CodeCounts:
    """The counts of one codebook. Made anew when its codes change place; O(depth) for each code that is recounted."""

    def __init__(self, tree: CodeTree, counts: Mapping[Id, int]) -> None:
        self._tree = tree
        self._own = {code.id: counts[code.id] for code in tree}
        self._totals = dict(self._own)
        for code in reversed(list(tree)):
            if code.parent_id in self._totals:
                self._totals[code.parent_id] += self._totals[code.id]

    def own(self, code_id: Id) -> int:
        """How many codings a code has itself."""
        return self._own.get(code_id, 0)

    def total(self, code_id: Id) -> int:
        """How many codings a code and all codes under it have."""
        return self._totals.get(code_id, 0)

    def recount(self, code_ids: Iterable[Id], counts: Mapping[Id, int]) -> set[Id]:
        """Take over the counts of these codes; the codes whose counts are others now, those above them too."""
        touched: set[Id] = set()
        for code_id in code_ids:
            more = counts[code_id] - self._own.get(code_id, 0)
            if not more or code_id not in self._own:
                continue
            self._own[code_id] += more
            for code in self._tree.lineage(code_id):
                self._totals[code.id] += more
                touched.add(code.id)
        return touched

"""How many codings each code has, itself and with the codes under it, kept up by what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from annotator.project.code_tree import CodeTree
from annotator.project.ids import Id


class CodeCounts:
    """The counts of one codebook. O(depth) for each code that is recounted; for one that moves O(siblings too)."""

    def __init__(self, tree: CodeTree, counts: Mapping[Id, int]) -> None:
        self._tree = tree
        codes = list(tree)
        self._own = {code.id: counts.get(code.id, 0) for code in codes}
        self._totals = dict(self._own)
        for code in reversed(codes):
            if code.parent_id in self._totals:
                self._totals[code.parent_id] += self._totals[code.id]

    def own(self, code_id: Id) -> int:
        """How many codings a code has itself."""
        return self._own.get(code_id, 0)

    def total(self, code_id: Id) -> int:
        """How many codings a code and all codes under it have."""
        return self._totals.get(code_id, 0)

    def follow(self, tree: CodeTree, code_ids: Iterable[Id], counts: Mapping[Id, int]) -> set[Id]:
        """Take over that these codes are new, gone or in another place; the codes whose counts may be others now."""
        lines = [each.lineage(code_id) for code_id in code_ids for each in (self._tree, tree) if code_id in each]
        touched = {code.id for line in lines for code in line}
        self._tree = tree
        for code_id in sorted(touched, key=lambda each: tree.depth(each) if each in tree else -1, reverse=True):
            if code_id in tree:
                self._own[code_id] = counts.get(code_id, 0)
                self._totals[code_id] = self._own[code_id] + sum(self._totals[c.id] for c in tree.children(code_id))
            else:
                self._own.pop(code_id, None)
                self._totals.pop(code_id, None)
        return touched

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

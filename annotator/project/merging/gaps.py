"""What was left out of a copy comes when a fuller one is merged into it: that it is missing was nobody's wish there."""

from __future__ import annotations

from collections import defaultdict

from annotator.project.ids import Id
from annotator.project.merging.in_play import REFERENCES, TABLES
from annotator.project.merging.sides import Side
from annotator.project.merging.ties import Tying


class Gaps(Tying):
    """Finds the rows that were left out of mine and are there, and the rows of mine that could not name them."""

    def __init__(self, mine: Side, theirs: Side) -> None:
        super().__init__(mine, theirs)
        self.left_out: dict[str, set[Id]] = defaultdict(set)
        self.poorer_here: dict[str, set[Id]] = defaultdict(set)

    def find_gaps(self) -> bool:
        """Look for what was left out of mine, and say whether there is anything. After `read_alias`."""
        if not self.mine.has_gaps():
            return False
        news = self.theirs.touched(self.their_news)
        for table in TABLES:
            missing = self.theirs.rows(table).keys() - self.mine.rows(table).keys() - news.get(table, set())
            missing = {row_id for row_id in missing if row_id not in self.alias}
            deleted = self.mine.ever_deleted(missing) | self.theirs.ever_deleted(missing)
            self.left_out[table] = missing - deleted
            self.reopened[table] |= missing & deleted  # by somebody, and perhaps taken back
        self._find_poorer()
        return any(self.left_out.values()) or any(self.reopened.values())

    def _find_poorer(self) -> None:
        there_are = {table: self.mine.rows(table).keys() for table in TABLES}
        for table in TABLES:
            columns = [(column, target) for column, (target, rule) in REFERENCES[table].items() if rule == "SET NULL"]
            if not columns:
                continue
            mine, theirs = self.mine.rows(table), self.theirs.rows(table)
            for row_id in mine.keys() & theirs.keys():
                row, there = mine[row_id], theirs[row_id]
                unnamed = ((target, there[column]) for column, target in columns if row[column] is None)
                if any(named is not None and named not in there_are[target] for target, named in unnamed):
                    self.poorer_here[table].add(row_id)

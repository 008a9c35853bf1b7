"""The rows that both sides changed, field by field, and what has to be told of that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from annotator.project.ids import Id
from annotator.project.merging.causality import Node
from annotator.project.merging.folding import DEFINED
from annotator.project.merging.gaps import Gaps
from annotator.project.merging.in_play import REFERENCES, SPAN_COLUMNS, TABLES
from annotator.project.merging.plan import Fold
from annotator.project.merging.registers import Register, Write, values_of
from annotator.project.merging.sides import Row, Side


class Settling(Gaps):
    """Reads what either side changed; where both did, the last write of each field counts."""

    def __init__(self, mine: Side, theirs: Side) -> None:
        super().__init__(mine, theirs)
        self._once_moved: list[tuple[str, list[Id]]] = []  # see `moved`: what earlier merges did
        self._twins: dict[Id, set[Id]] = defaultdict(
            set
        )  # codings that went because another says the same, by that one

    def read_alias(self) -> None:
        """What earlier merges found to be one stays one."""
        for each in self.known:
            node = self.causality.nodes[each]
            for table, gone, heir in node.parameters.get("heirs", ()):
                if table == "coding":
                    self._twins[Id(bytes.fromhex(heir))].add(Id(bytes.fromhex(gone)))
            if self.causality.is_merge(each):
                for table, row in node.parameters.get("revived", ()):
                    self.once_revived[table].add(Id(bytes.fromhex(row)))
                for table, *path in node.parameters.get("moved", ()):
                    self._once_moved.append((table, [Id(bytes.fromhex(row)) for row in path]))
                self._take_chosen(node)
                is_news = each in self.my_news or each in self.their_news
                for table, gone, kept in node.parameters.get("folded", ()):
                    self._take_fold(table, Id(bytes.fromhex(gone)), Id(bytes.fromhex(kept)), each, is_news)
        mine, theirs = self.mine.project.info.id, self.theirs.project.info.id
        if mine != theirs:
            gone_id, kept_id = max(mine, theirs), min(mine, theirs)
            self.alias[gone_id] = kept_id
            self.new_alias[gone_id] = "project"
            self.folds.append(Fold("project", kept_id, gone_id, self.mine.project.info.title))
        for gone_id in self.alias:
            self.family.setdefault(self.canonical(gone_id), []).append(gone_id)

    def _take_chosen(self, node: Node) -> None:
        """What a person chose in a merge is written by it."""
        for table, row, column, value in node.parameters.get("chosen", ()):
            row_id, is_id = Id(bytes.fromhex(row)), column in REFERENCES[table] and value is not None
            write = Write(node.id, row_id, Id(bytes.fromhex(value)) if is_id else value, is_first=False)
            self.chosen[row_id].append((table, column, write))

    def _take_fold(self, table: str, gone_id: Id, kept_id: Id, merge_id: Id, is_news: bool) -> None:
        """Rows that a merge found to be one stay one where somebody has worked on that; else it is seen anew."""
        if table == "project" or self._is_confirmed(merge_id):  # a file holds one project
            self.alias[gone_id] = kept_id
            if is_news:
                self.new_alias[gone_id] = table
            return
        self.pairs.add(frozenset((gone_id, kept_id)))
        self.reopened[table] |= {gone_id, kept_id}
        self._reopen_naming(table, (gone_id, kept_id))

    def _reopen_naming(self, table: str, row_ids: Collection[Id]) -> None:
        """See all rows anew that name some rows of a table; kept tables and queries may name anything."""
        for other in DEFINED:
            for side in (self.mine, self.theirs):
                self.reopened[other] |= side.rows(other).keys()
        for other in TABLES:
            for column, (target, _) in REFERENCES[other].items():
                if target == table:
                    for side in (self.mine, self.theirs):
                        self.reopened[other] |= side.ids_where(other, column, row_ids)

    def _reopen_moved(self) -> None:
        """See anew what named a row that was merged into another, and twins, where the rows they went into changed."""
        touched = {table: self.my_touched.get(table, set()) | self.their_touched.get(table, set()) for table in TABLES}
        wanted: dict[str, set[Id]] = defaultdict(set)
        for table, path in self._once_moved:
            if not touched[table].isdisjoint(path):
                wanted[table] |= set(path)
        for table, row_ids in wanted.items():
            self.reopened[table] |= row_ids
            self._reopen_naming(table, row_ids)
        for heir in self._twins.keys() & touched["coding"]:
            self.reopened["coding"] |= self._twins[heir]

    def _is_confirmed(self, merge_id: Id) -> bool:
        """Whether something was done in a file after a merge."""
        if merge_id not in self.confirmed:
            later = (each for each in self.content if self.causality.had(each, merge_id))
            self.confirmed[merge_id] = next(later, None) is not None
        return self.confirmed[merge_id]

    def read_rows(self) -> None:
        """Take in every row that either side changed, as it comes to be."""
        mine = self.my_touched = self.mine.touched(self.my_news)
        theirs = self.their_touched = self.theirs.touched(self.their_news)
        self._reopen_moved()
        for table in TABLES:
            both = mine.get(table, set()) & theirs.get(table, set())
            aliased = {row for row in mine.get(table, set()) | theirs.get(table, set()) if row in self.alias}
            aliased |= {row for row, writes in self.chosen.items() if writes[0][0] == table}
            aliased |= {row for row, of in self.new_alias.items() if of == table}
            both |= self.reopened[table] | self.once_revived[table] | aliased | {self.canonical(row) for row in aliased}
            both |= self._poorer(table, theirs.get(table, set()) - both) | self.poorer_here[table]
            my_rows = self.mine.rows(table, mine.get(table, set()) | both)
            their_rows = self.theirs.rows(table, theirs.get(table, set()) | both)
            target = self.rows[table]
            for touched, rows in ((mine.get(table, set()), my_rows), (theirs.get(table, set()), their_rows)):
                both |= touched - rows.keys()  # that it is gone there may not count here
                target |= {row_id: rows[row_id] for row_id in touched - both}
            my_rows |= self.mine.rows(table, both - my_rows.keys())
            their_rows |= self.theirs.rows(table, both - their_rows.keys())
            self._resolve(table, both, my_rows, their_rows)
            target |= self.theirs.rows(table, self.left_out[table] - both)
            self.worked_out[table] |= self.left_out[table]
            self.table_of.update(dict.fromkeys(target, table))

    def _poorer(self, table: str, row_ids: Collection[Id]) -> set[Id]:
        """Rows that name less there than here: on purpose, or only because what they name was left out of that copy."""
        columns = [column for column, (_target, on_delete) in REFERENCES[table].items() if on_delete == "SET NULL"]
        if not columns:
            return set()
        mine, theirs = self.mine.rows(table, row_ids), self.theirs.rows(table, row_ids)
        both = [(row, mine[row_id]) for row_id, row in theirs.items() if row_id in mine]
        return {row["id"] for row, own in both if any(row[c] is None and own[c] is not None for c in columns)}

    def _resolve(self, table: str, row_ids: Collection[Id], mine: dict[Id, Row], theirs: dict[Id, Row]) -> None:
        """Work out the rows that both sides changed."""
        groups: dict[Id, set[Id]] = defaultdict(set)
        for row_id in row_ids:
            groups[self.canonical(row_id)].add(row_id)
        found = self.all_registers(groups.keys())
        for kept, members in groups.items():
            register = found.get(kept) or Register(table)
            row = mine.get(kept) or theirs.get(kept)
            self._settle(table, kept, register, row, mine, theirs)
            for gone in members - {kept}:
                self.rows[table][gone] = None

    def _settle(
        self, table: str, row_id: Id, register: Register, row: Row | None, mine: dict[Id, Row], theirs: dict[Id, Row]
    ) -> None:
        self.registers[row_id] = register
        self.worked_out[table].add(row_id)
        if self.is_dead(row_id):
            self.rows[table][row_id] = None
            return
        if row is None and not register.stood:
            self.rows[table][row_id] = None
            return
        values = values_of(register, row, self.causality) | {"id": row_id}
        self.rows[table][row_id] = self._with_spans(table, row_id, values, register, mine, theirs)
        if register.deletes:
            self.tell_kept(table, row_id, values, register)
        self.tell_conflicts(table, row_id, values, register)

    def _with_spans(
        self, table: str, row_id: Id, values: Row, register: Register, mine: dict[Id, Row], theirs: dict[Id, Row]
    ) -> Row:
        """The span or text of a row is that of the side which wrote it last: there it is what came of all it knows."""
        if table not in SPAN_COLUMNS:
            return values
        is_theirs = self._is_placed_there(table, row_id, register)
        side, there = (self.theirs, theirs) if is_theirs else (self.mine, mine)
        row = there.get(row_id) or register.last_deleted(side.known, self.causality)
        row = row or mine.get(row_id) or theirs.get(row_id)
        is_elsewhere = row is not None and self.to(row.get("document_id")) != self.to(values.get("document_id"))
        if row is not None and not is_elsewhere:  # else a merge had tied it to something else, which counts no more
            values |= {column: row[column] for column in SPAN_COLUMNS[table]}
        if table == "memo" and values["document_id"] is None:
            values |= {"start_char": None, "end_char": None}  # one that was tied to its passage by a merge, too
        return values

    def _is_placed_there(self, table: str, row_id: Id, register: Register) -> bool:
        is_mine, is_theirs = (row_id in touched.get(table, ()) for touched in (self.my_touched, self.their_touched))
        if is_mine != is_theirs:
            return is_theirs
        if row_id in self.poorer_here[table] and not is_mine:
            return True
        columns = SPAN_COLUMNS[table]
        winner = max(
            (each for column in columns for each in register.writes.get(column, ())),
            key=lambda each: self.causality.nodes[each.operation_id].order,
            default=None,
        )
        if winner is not None and winner.operation_id in self.my_news | self.their_news:
            return winner.operation_id in self.their_news
        taken_back = {each for column in columns for each in register.taken_back.get(column, ())}
        return self.my_news.isdisjoint(taken_back) and not self.their_news.isdisjoint(taken_back)

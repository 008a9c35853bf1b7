"""What stays: which deletes count, what comes back because it is needed, and what comes back with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from annotator.project.ids import Id
from annotator.project.merging.folding import Folding
from annotator.project.merging.in_play import NEEDED, REFERENCES, TABLES, name_of
from annotator.project.merging.plan import Kept
from annotator.project.merging.registers import GIVING_PLACE, values_of
from annotator.project.merging.sides import Event, Side


class Staying(Folding):
    """A delete counts where who deleted knew all that was written, and nothing that stands needs the row."""

    def __init__(self, mine: Side, theirs: Side) -> None:
        super().__init__(mine, theirs)
        self._losses: dict[Id, dict[tuple[str, Id | None], list[Event]]] = {}  # by operation and needed row
        self.untied: dict[Id, dict[tuple[str, Id | None], list[Event]]] = {}  # by operation and row that was named

    def is_dead(self, row_id: Id) -> bool:
        """Whether a delete of a row counts."""
        return any(self._counts(event) for event in self.register(row_id).standing_deletes(self.causality))

    def _counts(self, event: Event) -> bool:
        """Whether a delete that nothing speaks against in its own row counts.

        It does not where the row went only because another one went, and that one stays.
        """
        if (event.operation_id, event.row_id) in self.overruled:
            return False
        return self._counts_by_itself(event) and not self._is_missed(event)

    def _counts_by_itself(self, event: Event) -> bool:
        assert event.before is not None
        named = [event.before[column] for column in NEEDED[event.table] if event.before.get(column) is not None]
        for parent in map(self.register, named):
            for other in parent.deletes:
                is_same = other.operation_id == event.operation_id
                if is_same and (parent.is_refuted_elsewhere(other, self.causality) or not self._counts(other)):
                    return False
        return True

    def _is_missed(self, event: Event) -> bool:
        """Whether a coding went because another says the same, and that went where this was not known.

        Of codings that each went because of the other, the oldest is missed.
        """
        path = [event.row_id]
        while event.table == "coding":
            heir = self.causality.heir(event.operation_id, "coding", event.row_id)
            if heir is None:
                return len(path) > 1
            if heir in path:
                return path[0] == min(path[path.index(heir) :])
            unaware = [
                each
                for each in self.register(heir).standing_deletes(self.causality)
                if not self.causality.had(each.operation_id, event.operation_id) and self._counts_by_itself(each)
            ]
            if not unaware:
                return False
            path.append(heir)
            event = min(unaware, key=lambda each: self.causality.heir(each.operation_id, "coding", heir) is not None)
        return False

    def overrule_refuted(self) -> None:
        """What went with a row that was edited elsewhere stays with it."""
        for table in TABLES:
            standing = [row_id for row_id, row in self.rows[table].items() if row is not None]
            mine, theirs = (touched.get(table, set()) for touched in (self.my_touched, self.their_touched))
            here = [row_id for row_id in standing if row_id in mine or row_id not in theirs]
            there = [row_id for row_id in standing if row_id in theirs]  # a log has all that its side knows
            self.read_registers(self.mine.ever_deleted(here) | self.theirs.ever_deleted(there))
            for row_id in standing:
                register = self.registers.get(row_id)
                for event in register.deletes if register is not None else ():
                    if register is not None and register.is_refuted_elsewhere(event, self.causality):
                        self.overrule(event.operation_id, table, row_id)

    def overrule(self, operation_id: Id, table: str, row_id: Id) -> None:
        """Let a row's delete not count, nor those of the rows that went in the same operation because they need it."""
        if (operation_id, row_id) in self.overruled:
            return
        self.overruled.add((operation_id, row_id))
        if not self.is_dead(row_id) and self.rows[table].get(row_id) is None:
            self._put_back(table, row_id)
        events = self._gone_with(operation_id, table, row_id)
        self._read_all(events)
        for event in events:
            self.overrule(operation_id, event.table, event.row_id)

    def _gone_with(self, operation_id: Id, table: str, row_id: Id) -> list[Event]:
        """The deletes of the rows that went in an operation and needed a row that went there too."""
        self.read_losses(operation_id)
        return self._losses[operation_id].get((table, row_id), [])

    def read_losses(self, operation_id: Id) -> None:
        """Find which rows went in an operation because of others, and which only ceased to name others that went."""
        if operation_id in self._losses:
            return
        gone, untied = self._losses[operation_id], self.untied[operation_id] = defaultdict(list), defaultdict(list)
        logs = [
            side for side in (self.theirs, self.mine) if operation_id in side.seqs
        ]  # one may lack what was left out
        events = {event.row_id: event for side in logs for event in side.events_of(operation_id)}
        for event in events.values():
            if event.before is None:
                continue
            for column, (target, _) in REFERENCES[event.table].items():
                named = event.before.get(column)
                if event.after is None and column in NEEDED[event.table]:
                    gone[target, named].append(event)
                elif event.after is not None and named is not None and event.after.get(column) is None:
                    untied[target, named].append(event)

    def _read_all(self, events: Iterable[Event]) -> None:
        """Read in few statements what would be asked row by row: a code that comes back may have thousands."""
        ids: dict[str, set[Id]] = defaultdict(set)
        for event in events:
            ids[event.table].add(event.row_id)
        for table, row_ids in ids.items():
            self.read_registers(row_ids)
            self.mine.rows(table, row_ids)
            self.theirs.rows(table, row_ids)

    def _put_back(self, table: str, row_id: Id) -> None:
        self.revived.append((table, row_id))
        self.worked_out[table].add(row_id)
        register = self.register(row_id)
        there = self.mine.rows(table, [row_id]).get(row_id) or self.theirs.rows(table, [row_id]).get(row_id)
        last = next((dict(event.before) for event in reversed(register.deletes) if event.before is not None), None)
        values = values_of(register, there or last, self.causality) | {"id": row_id}
        renamed = {c: self.to(values[c]) for c in REFERENCES[table] if c != "text_id"}
        self.rows[table][row_id] = values | renamed
        self.table_of[row_id] = table
        for event in register.deletes:
            if register.is_refuted_elsewhere(event, self.causality):
                self.overrule(event.operation_id, table, row_id)

    def keep_what_is_needed(self) -> None:
        """Nothing hangs in the air: what a row that stands names comes back, or is what it was merged into."""
        while missing := self._missing():
            for table, row_id in missing:
                path = self.merged_into(table, row_id)
                if path is not None:
                    self.alias[row_id] = path[-1]
                    self.new_alias[row_id] = table
                    self.moved.append((table, path))
                    self.rename_references()
                else:
                    self._revive(table, row_id)

    def _missing(self) -> list[tuple[str, Id]]:
        wanted: dict[str, set[Id]] = defaultdict(set)
        for table, rows in self.rows.items():
            for column, (target, _) in REFERENCES[table].items():
                if column != "text_id":
                    wanted[target] |= {row[column] for row in rows.values() if row is not None and row[column]}
        found = [(target, row_id) for target, ids in wanted.items() for row_id in self._dead_of(target, ids)]
        return sorted({*found, *self._still_used()})

    def _dead_of(self, table: str, row_ids: Collection[Id]) -> Iterator[Id]:
        unsure = {row_id for row_id in row_ids if row_id not in self.rows[table]}
        there = set(self.mine.rows(table, unsure)) if unsure else set()
        for row_id in row_ids:
            if (row_id in self.rows[table] and self.rows[table][row_id] is None) or row_id in unsure - there:
                yield row_id

    def _still_used(self) -> Iterator[tuple[str, Id]]:
        """Rows that are to go while rows that nobody has changed name them: the other side did not know these."""
        gone = {
            table: [row_id for row_id, row in rows.items() if row is None and row_id not in self.alias]
            for table, rows in self.rows.items()
        }
        for other, columns in REFERENCES.items():
            for column, (table, _) in columns.items():
                users = self.mine.ids_where(other, column, gone.get(table, [])) - self.rows[other].keys()
                for row in self.mine.rows(other, users).values():
                    yield table, row[column]

    def merged_into(self, table: str, row_id: Id) -> tuple[Id, ...] | None:
        """The way from a code or person that was merged into another to the one that has taken its place.

        None where there is none; also for the oldest of those that were merged into each other, which comes back.
        """
        path = [row_id]
        while (into := self._heir(table, path[-1])) is not None:
            into = self.canonical(into)
            if into in path:
                oldest = min(path[path.index(into) :])
                return None if oldest == row_id else (*path, oldest)
            path.append(into)
        return tuple(path) if len(path) > 1 else None

    def _heir(self, table: str, row_id: Id) -> Id | None:
        if table not in GIVING_PLACE:
            return None
        found = (
            self.causality.heir(event.operation_id, table, row_id)
            for event in self.register(row_id).standing_deletes(self.causality)
        )
        return next((heir for heir in found if heir is not None), None)

    def _revive(self, table: str, row_id: Id) -> None:
        """Bring a row back that one side deleted, with all that went with it: it is needed."""
        register = self.register(row_id)
        deletes = register.standing_deletes(self.causality)
        for event in deletes[:1]:
            by = self.causality.nodes[event.operation_id].coder_name
            self.kept.append(Kept(table, row_id, name_of(table, dict(event.before or {})), by))
        for event in deletes:
            self.overrule(event.operation_id, table, row_id)
        if self.rows[table].get(row_id) is None:
            self._put_back(table, row_id)

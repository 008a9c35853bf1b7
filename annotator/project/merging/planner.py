"""Works out the plan of a merge from the two sides. Nothing is changed, and which side asks makes no difference."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from annotator.project import schema
from annotator.project.collection import folded
from annotator.project.ids import Id
from annotator.project.merging.causality import MERGE, Causality, Node
from annotator.project.merging.corrections import CorrectedDocuments
from annotator.project.merging.plan import (
    UNSAID_COLUMNS,
    Conflict,
    Fold,
    Kept,
    MergePlan,
    NewText,
    RewrittenParagraph,
    RowWrite,
)
from annotator.project.merging.registers import MERGE_CODES, Register, Write, joined, registers_of, values_of
from annotator.project.merging.sides import Event, Row, Side, references

if TYPE_CHECKING:
    from annotator.project.project import Project

# Where words are, and which: what a merge makes of corrections is nobody's write, so these are read from the rows.
SPAN_COLUMNS = {
    "coding": ("start_char", "end_char", "lost_words"),
    "memo": ("start_char", "end_char"),
    "memo_link": ("start_char", "end_char"),
    "document": ("text_id",),
}
_TABLES = tuple(table.name for table in schema.logged_tables)
_REFERENCES = references()
_CODED = itemgetter("document_id", "code_id", "coder_id", "start_char", "end_char")
_NEEDED = {
    table: tuple(column for column, (_target, on_delete) in columns.items() if on_delete in ("CASCADE", "RESTRICT"))
    for table, columns in _REFERENCES.items()
}


def plan_merge(mine: Project, theirs: Project) -> MergePlan:
    """What it takes to bring what `theirs` has, and `mine` has not, into `mine`. Reads both and changes neither."""
    return Planner(Side(mine), Side(theirs)).plan()


class Planner:
    """The state that two sides come to together, row by row, for the rows that either has changed."""

    def __init__(self, mine: Side, theirs: Side) -> None:
        self.mine, self.theirs = mine, theirs
        self.causality = Causality((theirs.nodes | mine.nodes).values())
        self.known = mine.known | theirs.known
        self.my_news, self.their_news = mine.known - theirs.known, theirs.known - mine.known
        self.content = {each for each in self.known if not self.causality.is_of_merging(each)}
        self._my_content, self._their_content = self.content & mine.known, self.content & self.their_news
        self.alias: dict[Id, Id] = {}
        self.new_alias: dict[Id, str] = {}  # by the row that is gone: its table; not known to both sides yet
        self.rows: dict[str, dict[Id, Row | None]] = {name: {} for name in _TABLES}
        self.table_of: dict[Id, str] = {}
        self.registers: dict[Id, Register] = {}
        self.folds: list[Fold] = []
        self.kept: list[Kept] = []
        self.confirmed: dict[Id, bool] = {}  # by merge
        self.reopened: dict[str, set[Id]] = defaultdict(set)  # rows that a merge found to be one with others
        self.worked_out: dict[str, set[Id]] = defaultdict(set)  # rows made of all that was written in them
        self.chosen: dict[Id, list[tuple[str, str, Write]]] = defaultdict(list)  # by row: table, column
        self.pairs: set[frozenset[Id]] = set()
        self.once_revived: dict[str, set[Id]] = defaultdict(set)  # earlier, and perhaps needed by nobody any more
        self.revived: list[tuple[str, Id]] = []
        self.overruled: set[tuple[Id, Id]] = set()  # deletes that do not count: operation and row
        self.conflicts: list[Conflict] = []
        self.rewritten: list[RewrittenParagraph] = []
        self.new_texts: list[NewText] = []
        self._there: dict[tuple[str, bool], set[Id]] = {}

    def plan(self) -> MergePlan:
        if not self.their_news:
            return MergePlan(my_head=self.mine.head, their_head=self.theirs.head)
        self._read_alias()
        self._read_rows()
        self._overrule_refuted()
        self._fold_all()
        self._rename_references()
        self._break_cycles()
        self._keep_what_is_needed()
        CorrectedDocuments(self, self.my_touched, self.their_touched).settle()
        self._break_cycles()
        return self._made()

    # ---- what is in play

    def _read_alias(self) -> None:
        """What earlier merges found to be one stays one."""
        for each in self.known:
            node = self.causality.nodes[each]
            if node.kind == MERGE or (node.kind == "redo" and self.causality.is_of_merging(each)):
                for table, row in node.parameters.get("revived", ()):
                    self.once_revived[table].add(Id(bytes.fromhex(row)))
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

    def _take_chosen(self, node: Node) -> None:
        """What a person chose in a merge is written by it."""
        for table, row, column, value in node.parameters.get("chosen", ()):
            row_id, is_id = Id(bytes.fromhex(row)), column in _REFERENCES[table] and value is not None
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
        for other in _TABLES:
            for column, (target, _) in _REFERENCES[other].items():
                if target == table:
                    for side in (self.mine, self.theirs):
                        self.reopened[other] |= side.ids_where(other, column, [gone_id, kept_id])

    def _is_confirmed(self, merge_id: Id) -> bool:
        """Whether something was done in a file after a merge."""
        if merge_id not in self.confirmed:
            later = (each for each in self.content if self.causality.had(each, merge_id))
            self.confirmed[merge_id] = next(later, None) is not None
        return self.confirmed[merge_id]

    def canonical(self, row_id: Id) -> Id:
        """The row that a row has become."""
        while row_id in self.alias:
            row_id = self.alias[row_id]
        return row_id

    def _read_rows(self) -> None:
        mine = self.my_touched = self.mine.touched(self.my_news)
        theirs = self.their_touched = self.theirs.touched(self.their_news)
        for table in _TABLES:
            both = mine.get(table, set()) & theirs.get(table, set())
            aliased = {row for row in mine.get(table, set()) | theirs.get(table, set()) if row in self.alias}
            aliased |= {row for row, writes in self.chosen.items() if writes[0][0] == table}
            aliased |= {row for row, of in self.new_alias.items() if of == table}
            both |= self.reopened[table] | self.once_revived[table] | aliased | {self.canonical(row) for row in aliased}
            both |= self._poorer(table, theirs.get(table, set()) - both)
            my_rows = self.mine.rows(table, mine.get(table, set()) | both)
            their_rows = self.theirs.rows(table, theirs.get(table, set()) | both)
            target = self.rows[table]
            for touched, rows in ((mine.get(table, set()), my_rows), (theirs.get(table, set()), their_rows)):
                both |= touched - rows.keys()  # that it is gone there may not count here
                target |= {row_id: rows[row_id] for row_id in touched - both}
            self._resolve(table, both, my_rows, their_rows)
            self.table_of.update(dict.fromkeys(target, table))

    def _poorer(self, table: str, row_ids: Collection[Id]) -> set[Id]:
        """Rows that name less there than here: on purpose, or only because what they name was left out of that copy."""
        columns = [column for column, (_target, on_delete) in _REFERENCES[table].items() if on_delete == "SET NULL"]
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
        found = self._registers(row_ids)
        for kept, members in groups.items():
            register = joined([found[each] for each in members if each in found] or [Register(table)])
            row = mine.get(kept) or theirs.get(kept)
            self._settle(table, kept, register, row, mine, theirs)
            for gone in members - {kept}:
                self.rows[table][gone] = None

    def _settle(
        self, table: str, row_id: Id, register: Register, row: Row | None, mine: dict[Id, Row], theirs: dict[Id, Row]
    ) -> None:
        self.registers[row_id] = register
        self.worked_out[table].add(row_id)
        if self._is_dead(row_id):
            self.rows[table][row_id] = None
            return
        if row is None and not register.stood:
            self.rows[table][row_id] = None
            return
        values = values_of(register, row, self.causality) | {"id": row_id}
        self.rows[table][row_id] = self._with_spans(table, row_id, values, register, mine, theirs)
        if register.deletes:
            self._tell_kept(table, row_id, values, register)
        self._tell_conflicts(table, row_id, values, register)

    def _with_spans(
        self, table: str, row_id: Id, values: Row, register: Register, mine: dict[Id, Row], theirs: dict[Id, Row]
    ) -> Row:
        """The span or text of a row is that of the side which wrote it last: there it is what came of all it knows."""
        if table not in SPAN_COLUMNS:
            return values
        winner = max(
            (each for column in SPAN_COLUMNS[table] for each in register.writes.get(column, ())),
            key=lambda each: self.causality.nodes[each.operation_id].order,
            default=None,
        )
        is_theirs = winner is not None and winner.operation_id in self.their_news
        side, there = (self.theirs, theirs) if is_theirs else (self.mine, mine)
        row = there.get(row_id) or register.last_deleted(side.known, self.causality)
        row = row or mine.get(row_id) or theirs.get(row_id)
        if row is not None:
            values |= {column: row[column] for column in SPAN_COLUMNS[table]}
        return values

    def _registers(self, row_ids: Collection[Id]) -> dict[Id, Register]:
        mine = list(self.mine.events(row_ids, self._my_content))
        theirs = self.theirs.events(row_ids, self._their_content)
        found = registers_of([*mine, *theirs], self.causality)
        for row_id in row_ids:
            for table, column, write in self.chosen.get(row_id, ()):
                found.setdefault(row_id, Register(table)).writes[column].append(write)
        return found

    def register(self, row_id: Id) -> Register:
        """All that is known to have been written in a row."""
        self._read_registers([row_id])
        return self.registers[row_id]

    def _read_registers(self, row_ids: Iterable[Id]) -> None:
        missing = set(row_ids) - self.registers.keys()
        found = self._registers(missing)
        for row_id in missing:
            self.registers[row_id] = found.get(row_id) or Register(self.table_of.get(row_id, ""))

    # ---- what was made twice

    def _fold_all(self) -> None:
        for table in ("coder", "participant", "attribute", "document", "speaker"):
            self._fold(table)
        while self._fold("code"):
            pass
        for table in ("attribute_value", "saved_table", "saved_query", "coding"):
            self._fold(table)

    def _fold(self, table: str) -> int:
        """Let rows that both sides made independently, and that mean the same, be one. Returns how many are gone."""
        first: dict[Any, Id] = {}
        alike: dict[Any, list[Id]] = {}
        for row in self._candidates(table):
            if row["id"] not in self.alias:
                key = self._key(table, row)
                if (other := first.setdefault(key, row["id"])) != row["id"]:
                    alike.setdefault(key, [other]).append(row["id"])
        several = [sorted(row_ids) for row_ids in alike.values()]
        self._read_registers(row_id for row_ids in several for row_id in row_ids)
        count = len(self.folds)
        for row_ids in several:
            kept_ids: list[Id] = []
            for row_id in row_ids:
                kept = next((each for each in kept_ids if self._are_independent(each, row_id)), None)
                if kept is None:
                    kept_ids.append(row_id)
                    continue
                for each in (kept, row_id):
                    if each not in self.rows[table]:
                        self._take_in(table, each)
                self._make_one(table, kept, row_id)
        return len(self.folds) - count

    def _candidates(self, table: str) -> list[Row]:
        """The rows that may have come to be one with others."""
        standing = [row for row in self.rows[table].values() if row is not None]
        if table != "coding":
            others = self.mine.rows(table)
            return [*standing, *(row for row_id, row in others.items() if row_id not in self.rows[table])]
        there = self.mine.rows(table, self.rows[table])
        reopened, elsewhere = self.reopened[table], self._there_are(self.theirs, table)
        found: dict[Id, Row] = {}
        moved: list[Row] = []
        for row in standing:
            row_id = row["id"]
            before = there.get(row_id)
            if before is not None and row is not before and self._has_moved(row, before):
                moved.append(row)
            elif before is not None and row_id not in reopened and row_id in elsewhere:
                continue
            found[row_id] = row
        for row in moved:
            for row_id, other in self.mine.rows(table, self.mine.codings_at(row)).items():
                if row_id not in self.rows[table]:
                    found.setdefault(row_id, other)
        return list(found.values())

    def _has_moved(self, row: Row, before: Row) -> bool:
        return bool(self._coding_key(row) != self._coding_key(before))

    def _are_independent(self, one: Id, other: Id) -> bool:
        """Whether two rows were made where the other was not known."""
        if frozenset((one, other)) in self.pairs:
            return True
        made, made_too = self.register(one).made_by, self.register(other).made_by
        if made is None or made_too is None:
            return not self.mine.known & self.theirs.known
        return self.causality.are_concurrent(made, made_too)

    def _there_are(self, side: Side, table: str) -> set[Id]:
        """The rows in play that a side has now."""
        there = self._there.get((table, side is self.mine))
        if there is None:
            there = self._there[table, side is self.mine] = set(side.rows(table, self.rows[table]))
        return there

    def _key(self, table: str, row: Row) -> Any:
        """What makes two rows of a table the same thing."""
        to = self._to
        if table == "coder":
            return folded(row["name"])
        if table == "participant":
            return folded(row["label"])
        if table == "attribute":
            return folded(row["name"]), row["kind"]
        if table == "document":
            return self._first_text(row)
        if table == "speaker":
            return to(row["document_id"]), folded(row["label"])
        if table == "code":
            return to(row["parent_id"]), folded(row["name"])
        if table == "attribute_value":
            return to(row["attribute_id"]), to(row["participant_id"]), to(row["document_id"])
        if table == "coding":
            return self._coding_key(row)
        return row["name"], row["definition"]

    def _coding_key(self, row: Row) -> tuple[Any, ...]:
        """As `_key`, for which there may be tens of thousands: nearly all name nothing that has become another."""
        key: tuple[Any, ...] = _CODED(row)
        if self.alias.keys().isdisjoint(key):
            return key
        return *map(self.canonical, key[:3]), *key[3:]

    def _to(self, row_id: Id | None) -> Id | None:
        return None if row_id is None else self.canonical(row_id)

    def _first_text(self, row: Row) -> str:
        """The digest of the text that a document had when it came in."""
        first = self.register(row["id"]).writes.get("text_id", ())
        text_id = next((each.value for each in first if each.is_first), row["text_id"])
        return self.mine.digest(text_id) or self.theirs.digest(text_id) or text_id.hex()

    def _make_one(self, table: str, kept_id: Id, gone_id: Id) -> None:
        kept, gone = self.rows[table][kept_id], self.rows[table][gone_id]
        assert kept is not None
        assert gone is not None
        self.alias[gone_id] = kept_id
        self.new_alias[gone_id] = table
        self.rows[table][gone_id] = None
        self.folds.append(Fold(table, kept_id, gone_id, name_of(table, kept)))
        if table == "coding":
            return
        self.registers[kept_id] = joined([self.register(kept_id), self.register(gone_id)])
        values = {**gone, **{column: value for column, value in kept.items() if value not in ("", None)}}
        self.rows[table][kept_id] = values_of(self.registers[kept_id], values, self.causality) | {"id": kept_id}
        if table == "attribute_value" and kept["value"] != gone["value"]:
            last = max((kept_id, gone_id), key=self._made_at)
            self.rows[table][kept_id] = {**kept, "value": (kept if last == kept_id else gone)["value"]}

    def _made_at(self, row_id: Id) -> tuple[int, Id]:
        return max((self.causality.nodes[each].order for each in self.register(row_id).stood), default=(0, row_id))

    def _rename_references(self) -> None:
        """Let rows name what the rows they named have become."""
        if not self.alias:
            return
        for table, rows in self.rows.items():
            columns = [column for column in _REFERENCES[table] if column != "text_id"]
            for row_id, row in rows.items():
                if row is None:
                    continue
                moved = {c: self.canonical(row[c]) for c in columns if row[c] is not None and row[c] in self.alias}
                if moved:
                    rows[row_id] = {**row, **moved}
        self._rename_elsewhere()

    def _rename_elsewhere(self) -> None:
        """Rows that nobody changed may name a row that has just become another."""
        gone = self.new_alias
        for table in _TABLES:
            for column, (target, _) in _REFERENCES[table].items():
                wanted = [row_id for row_id, of in gone.items() if of == target]
                for row_id in self.mine.ids_where(table, column, wanted) - self.rows[table].keys() if wanted else ():
                    self._take_in(table, row_id)

    def _take_in(self, table: str, row_id: Id) -> None:
        row = self.mine.rows(table, [row_id]).get(row_id)
        if row is not None:
            renamed = {c: self._to(row[c]) for c in _REFERENCES[table] if c != "text_id"}
            self.rows[table][row_id] = {**row, **renamed}
            self.table_of[row_id] = table

    # ---- what is needed stays

    def _keep_what_is_needed(self) -> None:
        """Nothing hangs in the air: what a row that stands names comes back, or is what it was merged into."""
        while missing := self._missing():
            for table, row_id in missing:
                into = self._merged_into(row_id) if table == "code" else None
                if into is not None:
                    self.alias[row_id] = into
                    self.new_alias[row_id] = "code"
                    self._rename_references()
                else:
                    self._revive(table, row_id)

    def _missing(self) -> list[tuple[str, Id]]:
        wanted: dict[str, set[Id]] = defaultdict(set)
        for table, rows in self.rows.items():
            for column, (target, _) in _REFERENCES[table].items():
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
        """Rows that are to go while rows that nobody has deleted need them: the other side did not know these."""
        for table in _TABLES:
            for other, columns in _NEEDED.items():
                for column in columns:
                    target = _REFERENCES[other][column][0]
                    if target != table:
                        continue
                    rows = self.rows[table].items()
                    for row_id in [row_id for row_id, row in rows if row is None and row_id not in self.alias]:
                        if self.mine.ids_where(other, column, [row_id]) - self.rows[other].keys():
                            yield table, row_id

    def _merged_into(self, row_id: Id) -> Id | None:
        """The code into which a code was merged that is gone for that."""
        for event in self.register(row_id).standing_deletes(self.causality):
            node = self.causality.nodes[event.operation_id]
            if node.kind == MERGE_CODES and "into_id" in node.parameters:
                return Id(bytes.fromhex(node.parameters["into_id"]))
        return None

    def _revive(self, table: str, row_id: Id) -> None:
        """Bring a row back that one side deleted, with all that went with it: it is needed."""
        register = self.register(row_id)
        deletes = register.standing_deletes(self.causality)
        for event in deletes[:1]:
            by = self.causality.nodes[event.operation_id].coder_name
            self.kept.append(Kept(table, row_id, name_of(table, dict(event.before or {})), by))
        for event in deletes:
            self._overrule(event.operation_id, table, row_id)
        if self.rows[table].get(row_id) is None:
            self._put_back(table, row_id)

    def _overrule(self, operation_id: Id, table: str, row_id: Id) -> None:
        """Let a row's delete not count, nor those of the rows that went in the same operation because they need it."""
        if (operation_id, row_id) in self.overruled:
            return
        self.overruled.add((operation_id, row_id))
        if not self._is_dead(row_id) and self.rows[table].get(row_id) is None:
            self._put_back(table, row_id)
        for event in (self.mine if operation_id in self.mine.seqs else self.theirs).events_of(operation_id):
            if event.after is None and event.before is not None:
                needs = (c for c in _NEEDED[event.table] if _REFERENCES[event.table][c][0] == table)
                if any(event.before.get(column) == row_id for column in needs):
                    self._overrule(operation_id, event.table, event.row_id)

    def _is_dead(self, row_id: Id) -> bool:
        """Whether a delete of a row counts."""
        return any(self._counts(event) for event in self.register(row_id).standing_deletes(self.causality))

    def _counts(self, event: Event) -> bool:
        """Whether a delete that nothing speaks against in its own row counts.

        It does not where the row went only because another one went, and that one stays.
        """
        if (event.operation_id, event.row_id) in self.overruled:
            return False
        assert event.before is not None
        named = [event.before[column] for column in _NEEDED[event.table] if event.before.get(column) is not None]
        for parent in map(self.register, named):
            for other in parent.deletes:
                is_same = other.operation_id == event.operation_id
                if is_same and (parent.is_refuted_elsewhere(other, self.causality) or not self._counts(other)):
                    return False
        return True

    def _put_back(self, table: str, row_id: Id) -> None:
        self.revived.append((table, row_id))
        self.worked_out[table].add(row_id)
        register = self.register(row_id)
        there = self.mine.rows(table, [row_id]).get(row_id) or self.theirs.rows(table, [row_id]).get(row_id)
        last = next((dict(event.before) for event in reversed(register.deletes) if event.before is not None), None)
        values = values_of(register, there or last, self.causality) | {"id": row_id}
        renamed = {c: self._to(values[c]) for c in _REFERENCES[table] if c != "text_id"}
        self.rows[table][row_id] = values | renamed
        self.table_of[row_id] = table

    def _overrule_refuted(self) -> None:
        """What went with a row that was edited elsewhere stays with it."""
        for table in _TABLES:
            standing = [row_id for row_id, row in self.rows[table].items() if row is not None]
            mine, theirs = (touched.get(table, set()) for touched in (self.my_touched, self.their_touched))
            here = [row_id for row_id in standing if row_id in mine or row_id not in theirs]
            there = [row_id for row_id in standing if row_id in theirs]  # a log has all that its side knows
            self._read_registers(self.mine.ever_deleted(here) | self.theirs.ever_deleted(there))
            for row_id in standing:
                register = self.registers.get(row_id)
                for event in register.deletes if register is not None else ():
                    if register is not None and register.is_refuted_elsewhere(event, self.causality):
                        self._overrule(event.operation_id, table, row_id)

    def _break_cycles(self) -> None:
        """Codes that were moved under each other: the one with the newest id goes to the top.

        Codes that are gone count too, for one of them may come back; what is broken must not depend on that.
        """
        parents: dict[Id, Id | None] = {row_id: row["parent_id"] for row_id, row in self.mine.rows("code").items()}
        gone = [row_id for row_id, row in self.rows["code"].items() if row is None and row_id not in self.alias]
        self._read_registers(gone)
        for row_id, row in self.rows["code"].items():
            if row is not None:
                parents[row_id] = row["parent_id"]
            elif row_id not in self.alias:
                parents[row_id] = self._to(values_of(self.register(row_id), None, self.causality).get("parent_id"))
        for row_id in sorted(parents):
            path = [row_id]
            while (parent := parents.get(path[-1])) is not None and parent not in path:
                path.append(parent)
            if parent is not None:
                self._move_to_top(max(path[path.index(parent) :]), parents)

    def _move_to_top(self, code_id: Id, parents: dict[Id, Id | None]) -> None:
        parents[code_id] = None
        if code_id in self.rows["code"] and self.rows["code"][code_id] is None:
            return
        row = self.rows["code"].get(code_id) or self.mine.rows("code", [code_id])[code_id]
        self.rows["code"][code_id] = {**row, "parent_id": None}

    # ---- the plan

    def _made(self) -> MergePlan:
        writes = tuple(self._writes())
        return MergePlan(
            writes=writes,
            new_texts=tuple(self.new_texts),
            conflicts=tuple(self.conflicts),
            folds=tuple(self.folds),
            kept=tuple(self.kept),
            revived=tuple(dict.fromkeys(self.revived)),
            rewritten=tuple(self.rewritten),
            brings=self._brings(writes),
            my_head=self.mine.head,
            their_head=self.theirs.head,
            operation_ids=tuple(self.their_news),
            after_us=max(self.causality.nodes[each].time_us for each in self.known),
        )

    def _writes(self) -> Iterator[RowWrite]:
        """What is other in my rows."""
        for table in _TABLES:
            rows = self.rows[table]
            before = self.mine.rows(table, rows)
            for row_id in sorted(rows):
                row, own = rows[row_id], before.get(row_id)
                if row is not own and row != own:
                    yield RowWrite(table, row_id, own, row)

    def _brings(self, writes: Iterable[RowWrite]) -> dict[str, Counter[str]]:
        """How many rows of each table come, by the coder who made them, or by "" where none is named."""
        names: dict[Any, str] = {
            row_id: row["name"] for side in (self.mine, self.theirs) for row_id, row in side.rows("coder").items()
        }
        counts: dict[str, Counter[str]] = {}
        for write in writes:
            if write.before is None and write.after is not None:
                if write.table not in counts:
                    counts[write.table] = Counter()
                counts[write.table][names.get(write.after.get("coder_id"), "")] += 1
        return counts

    def _tell_conflicts(self, table: str, row_id: Id, values: Row, register: Register) -> None:
        for column in register.writes:
            if column in UNSAID_COLUMNS or column in SPAN_COLUMNS.get(table, ()):
                continue
            mine = register.last_among(column, self.my_news, self.causality)
            theirs = register.last_among(column, self.their_news, self.causality)
            if mine is None or theirs is None or self._said(mine.value) == self._said(theirs.value):
                continue
            nodes = self.causality.nodes
            one, other = nodes[mine.operation_id], nodes[theirs.operation_id]
            self.conflicts.append(
                Conflict(
                    table,
                    row_id,
                    column,
                    name_of(table, values),
                    mine.value,
                    theirs.value,
                    one.coder_name,
                    other.coder_name,
                    one.time_us,
                    other.time_us,
                    other.order > one.order,
                )
            )

    def _said(self, value: Any) -> Any:
        return self.canonical(Id(value)) if isinstance(value, bytes) else value

    def _tell_kept(self, table: str, row_id: Id, values: Row, register: Register) -> None:
        """Say what one side deleted and the other keeps."""
        news = self.my_news | self.their_news
        for event in register.deletes:
            if event.operation_id in news and not self._came_back(register, event.operation_id):
                by = self.causality.nodes[event.operation_id].coder_name
                self.kept.append(Kept(table, row_id, name_of(table, values), by))

    def _came_back(self, register: Register, delete_id: Id) -> bool:
        return any(self.causality.had(stood, delete_id) for stood in register.stood)


def name_of(table: str, row: Row) -> str:
    """What people call a row."""
    return next((str(row[column]) for column in ("name", "label", "title", "value") if row.get(column)), "")


def _id_of(row: Row) -> Id:
    return Id(row["id"])

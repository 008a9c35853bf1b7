"""Works out the plan of a merge from the two sides. Nothing is changed, and which side asks makes no difference.

The steps: what earlier merges found and the rows that both changed (`settling`), deletes that do not count (`staying`),
what was made twice (`folding`), what is needed (`staying`), ties (`ties`), corrected texts (`corrections`), and again
what was made twice: codings are compared by their words in the text that results.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from annotator.project.errors import MergeRefused
from annotator.project.ids import Id
from annotator.project.merging.collecting import collecting_later
from annotator.project.merging.corrections import CorrectedDocuments
from annotator.project.merging.in_play import TABLES
from annotator.project.merging.plan import MergePlan, RowWrite
from annotator.project.merging.registers import values_of
from annotator.project.merging.settling import Settling
from annotator.project.merging.sides import Side

if TYPE_CHECKING:
    from annotator.project.project import Project


def plan_merge(mine: Project, theirs: Project) -> MergePlan:
    """What it takes to bring what `theirs` has, and `mine` has not, into `mine`. Reads both and changes neither.

    Raises MergeRefused where one is a copy without history and the other does not know what was done before it.
    """
    with collecting_later():
        return Planner(Side(mine), Side(theirs)).plan()


class Planner(Settling):
    """The state that two sides come to together, and what is other in it than in mine."""

    def plan(self) -> MergePlan:
        self._require_common_past()
        self.read_alias()
        if not self.find_gaps() and not self.their_news:
            return MergePlan(my_head=self.mine.project.history.head(), their_head=self.theirs.head)
        self.read_rows()
        self.overrule_refuted()
        self.fold_all()
        self.rename_references()
        self.break_cycles()
        self._keep()
        self.tell_words_of_merged()
        CorrectedDocuments(self, self.my_touched, self.their_touched).settle()
        self.fold_codings()
        self.break_cycles()
        return self._made()

    def _keep(self) -> None:
        """Let stay what is needed; what comes back may be one with what is here, and that may need something else."""
        is_new = True
        while is_new:
            self.keep_what_is_needed()
            self.tie_again()
            is_new = self.fold_all()
            if is_new:
                self.rename_references()

    def _require_common_past(self) -> None:
        """Of two copies that were sent without history on different days, nobody can say what was changed between."""
        unknown = (self.mine.forgotten | self.theirs.forgotten) - self.known
        is_stranger = self.mine.project.info.id != self.theirs.project.info.id
        if unknown and self.mine.forgotten != self.theirs.forgotten and not is_stranger:
            reason = (
                "one of the two was sent without its history, and the other does not know what was done before that"
            )
            raise MergeRefused(self.theirs.project.path, reason, "Merge both into the project they were sent from.")

    def break_cycles(self) -> None:
        """Codes that were moved under each other: the one with the newest id goes to the top.

        Codes that are gone count too, for one of them may come back; what is broken must not depend on that.
        """
        parents: dict[Id, Id | None] = {row_id: row["parent_id"] for row_id, row in self.mine.rows("code").items()}
        gone = [row_id for row_id, row in self.rows["code"].items() if row is None and row_id not in self.alias]
        self.read_registers(gone)
        for row_id, row in self.rows["code"].items():
            if row is not None:
                parents[row_id] = row["parent_id"]
            elif row_id not in self.alias:
                parents[row_id] = self.to(values_of(self.register(row_id), None, self.causality).get("parent_id"))
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

    def _made(self) -> MergePlan:
        writes = tuple(self._writes())
        return MergePlan(
            writes=writes,
            new_texts=tuple(self.new_texts),
            conflicts=tuple(self.conflicts),
            folds=tuple(self.folds),
            kept=tuple(self.kept),
            revived=tuple(dict.fromkeys(self.revived)),
            moved=tuple(dict.fromkeys(self.moved)),
            rewritten=tuple(self.rewritten),
            brings=self._brings(writes),
            my_head=self.mine.project.history.head(),
            their_head=self.theirs.head,
            operation_ids=tuple(self.their_news),
            after_us=max(self.causality.nodes[each].time_us for each in self.known),
        )

    def _writes(self) -> Iterator[RowWrite]:
        """What is other in my rows."""
        for table in TABLES:
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

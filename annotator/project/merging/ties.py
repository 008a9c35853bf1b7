"""What hangs on rows that one side took away: it is tied again where they stay, and told where they became others."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.project.ids import Id
from annotator.project.merging.in_play import REFERENCES, TABLES, name_of
from annotator.project.merging.registers import GIVING_PLACE, Write
from annotator.project.merging.sides import Event, Row
from annotator.project.merging.staying import Staying

_PLACE = {"start_char", "end_char"}
_WORDS = {"code": ("definition", "when_to_use", "when_not_to_use"), "participant": ("pseudonym", "note")}


class Tying(Staying):
    """Rows that name others only where these are, and the words of rows that were merged into others."""

    def tie_again(self) -> None:
        """What only ceased to name a row because it went names it again where that stays, if nobody wrote since."""
        merged = {(operation_id, row_id): table for operation_id, table, row_id in self._deletes_of_merged()}
        for (operation_id, row_id), table in merged.items():
            self.overrule(operation_id, table, row_id)
        for operation_id, row_id in sorted(self.overruled):
            self.read_losses(operation_id)
            for table in TABLES:
                events = self.untied[operation_id].get((table, row_id), ())
                if self.rows[table].get(row_id) is None and (operation_id, row_id) not in merged:
                    continue
                for event in events:
                    self._tie(event)
                    # To be seen anew by each merge: this is nobody's write.
                    self.revived += [(table, row_id), (event.table, event.row_id)]
        if merged:
            self.keep_what_is_needed()

    def _deletes_of_merged(self) -> Iterator[tuple[Id, str, Id]]:
        """The plain deletes of rows that were merged into others elsewhere: these have their ties now."""
        for table in GIVING_PLACE:
            for row_id in [row_id for row_id, row in self.rows[table].items() if row is None]:
                if self.merged_into(table, row_id) is not None:
                    for each in self.register(row_id).deletes:
                        if self.causality.heir(each.operation_id, table, row_id) is None:
                            yield each.operation_id, table, row_id

    def _tie(self, event: Event) -> None:
        table, row_id = event.table, event.row_id
        if row_id not in self.rows[table]:
            self.take_in(table, row_id)
        row = self.rows[table].get(row_id)
        if row is None:
            return
        assert event.before is not None
        register = self.register(row_id)
        values = {}
        for column in filter(event.wrote, row):
            winner = register.winner(column, self.causality)
            if winner is None or winner.operation_id == event.operation_id:
                values[column] = event.before[column]
        for column in self._broken(table, values, event):
            values.pop(column, None)
        renamed = {column: self.to(value) for column, value in values.items() if column in REFERENCES[table]}
        self.rows[table][row_id] = row | values | renamed
        self.worked_out[table].add(row_id)

    def _broken(self, table: str, values: Row, event: Event) -> set[str]:
        """What cannot be as it was before: references to what does not stand, and what was said with them."""
        broken = {
            column
            for column, (target, _) in REFERENCES[table].items()
            if values.get(column) is not None and not self._stands(target, Id(values[column]))
        }
        assert event.before is not None
        if "document_id" in broken:
            broken |= _PLACE
        elif "coding_id" in broken and event.before.get("document_id") is None:
            broken |= {"document_id", *_PLACE}  # the passage where the coding was
        return broken | {"once_about"} if broken else broken

    def _stands(self, table: str, row_id: Id) -> bool:
        return self._now(table, row_id) is not None or self.merged_into(table, row_id) is not None

    def _now(self, table: str, row_id: Id) -> Row | None:
        if row_id in self.rows[table]:
            return self.rows[table][row_id]
        return self.mine.rows(table, [row_id]).get(row_id)

    def tell_words_of_merged(self) -> None:
        """Say what was written to a code or person where it was not known that it had been merged into another."""
        for table in GIVING_PLACE:
            for row_id in [row_id for row_id, row in self.rows[table].items() if row is None]:
                path = self.merged_into(table, row_id)
                heir = self._now(table, path[-1]) if path is not None else None
                if heir is not None:
                    for event in self.register(row_id).standing_deletes(self.causality):
                        self._tell_words(event, heir)

    def _tell_words(self, delete: Event, heir: Row) -> None:
        for column in _WORDS[delete.table]:
            register, of_heir = self.register(delete.row_id), self.register(heir["id"]).winner(column, self.causality)
            for news, is_mine in ((self.my_news, True), (self.their_news, False)):
                written = register.last_among(column, news, self.causality)
                is_unknown = written is not None and not self.causality.had(delete.operation_id, written.operation_id)
                if written is None or not is_unknown or not written.value or written.value in heir[column]:
                    continue
                stands = Write(
                    of_heir.operation_id if of_heir else delete.operation_id, heir["id"], heir[column], False
                )
                pair = (written, stands) if is_mine else (stands, written)
                self.add_conflict(delete.table, heir["id"], column, name_of(delete.table, heir), *pair, is_mine)

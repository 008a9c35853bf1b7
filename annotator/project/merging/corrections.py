"""The transcripts that one copy corrected while the other coded or corrected them too."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from annotator.project.document_texts import formats_json, moved_formats
from annotator.project.ids import Id
from annotator.project.memos import shortened
from annotator.project.merging.plan import NewText, RewrittenParagraph
from annotator.project.merging.sides import Event, Row, Side
from annotator.project.merging.texts import PlacedWords, Revision, TextReplay, edits_between, edits_of

if TYPE_CHECKING:
    from annotator.project.merging.in_play import InPlay

CORRECT = "document.correct"
_PLACED = ("coding", "memo", "memo_link")


class CorrectedDocuments:
    """Settles the texts of documents, and where everything on their words is, in the rows of a planner."""

    def __init__(self, planner: InPlay, mine: dict[str, set[Id]], theirs: dict[str, set[Id]]) -> None:
        self._planner = planner
        self._sides = (planner.mine, planner.theirs)
        self._touched = (mine, theirs)
        self._texts: dict[Id, str] = {}

    def settle(self) -> None:
        """Work out all documents that need it."""
        corrected = [self._corrected(side, touched) for side, touched in zip(self._sides, self._touched, strict=True)]
        again = self._folded() | self._worked_out_again()
        if not (corrected[0] | corrected[1] | again):
            return
        worked_on = [
            self._worked_on(touched) | of_side for touched, of_side in zip(self._touched, corrected, strict=True)
        ]
        for document_id in sorted(corrected[0] | corrected[1] | again):
            if self._row(document_id) is None:
                continue
            is_of_both = all(document_id in of_side for of_side in worked_on)
            if document_id in again or is_of_both or (document_id in corrected[1] and self._has_more(document_id)):
                self._replay(document_id)
            elif document_id in corrected[1]:
                self._take_theirs(document_id)

    # ---- which documents

    def _corrected(self, side: Side, touched: dict[str, set[Id]]) -> set[Id]:
        found = set(touched.get("shift", ()))
        news = self._planner.my_news if side is self._planner.mine else self._planner.their_news
        for event in side.events(touched.get("document", set()), news & side.seqs.keys()):
            if event.before is not None and event.wrote("text_id"):
                found.add(event.row_id)
        return {self._planner.canonical(each) for each in found}

    def _worked_on(self, touched: dict[str, set[Id]]) -> set[Id]:
        """The documents of the codings and memos that a side has changed."""
        found: set[Id] = set()
        for table in _PLACED:
            for side in self._sides:
                rows = side.rows(table, touched.get(table, set())).values()
                found |= {self._planner.canonical(row["document_id"]) for row in rows if row["document_id"]}
        return found

    def _folded(self) -> set[Id]:
        """Documents that have become one now, and whose texts are not the same any more."""
        planner = self._planner
        found = set()
        for gone, table in planner.new_alias.items():
            if table != "document":
                continue
            kept = planner.canonical(gone)
            digests = {
                side.digest(row["text_id"])
                for side in self._sides
                for row in side.rows("document", [gone, kept]).values()
            }
            if len(digests) > 1:
                found.add(kept)
        return found

    def _worked_out_again(self) -> set[Id]:
        """Documents that were ever corrected and hold rows whose place neither side can say."""
        planner = self._planner
        found: set[Id] = set()
        for table in _PLACED:
            rows = planner.rows[table]
            for row_id in planner.worked_out[table]:
                row = rows.get(row_id)
                if row is not None and row["document_id"] is not None:
                    found.add(row["document_id"])
        members = [each for document_id in found for each in self._members(document_id)]
        events = planner.events(members, planner.known)
        changed = {event.row_id for event in events if event.before is not None and event.wrote("text_id")}
        return {planner.canonical(each) for each in changed}

    def _members(self, document_id: Id) -> list[Id]:
        alias = self._planner.alias
        return [document_id, *(each for each in alias if self._planner.canonical(each) == document_id)]

    def _row(self, document_id: Id) -> Row | None:
        rows = self._planner.rows["document"]
        if document_id not in rows:
            rows[document_id] = self._planner.mine.rows("document", [document_id]).get(document_id)
        return rows[document_id]

    # ---- only they corrected it, and nobody else touched it

    def _has_more(self, document_id: Id) -> bool:
        """Whether I have rows in a document that they have not, and that they could not move along."""
        members = self._members(document_id)
        for table in _PLACED:
            mine, theirs = (side.ids_where(table, "document_id", members) for side in self._sides)
            if mine - theirs - self._planner.rows[table].keys():
                return True
        return False

    def _take_theirs(self, document_id: Id) -> None:
        """Put my rows where they have them: what they have and I have not is no news, or in play already."""
        members = self._members(document_id)
        for table in _PLACED:
            mine, theirs = (side.ids_where(table, "document_id", members) for side in self._sides)
            rows = self._planner.rows[table]
            rows |= self._planner.theirs.rows(table, (mine & theirs) - rows.keys())

    # ---- both

    def _chosen(self, members: list[Id]) -> Iterator[Revision]:
        """The corrections with which a person chose the words of a paragraph in a merge."""
        planner = self._planner
        for each in filter(planner.causality.is_merge, planner.known):
            node = planner.causality.nodes[each]
            for ids in node.parameters.get("rewrote", ()):
                document_id, before, after = (Id(bytes.fromhex(each)) for each in ids)
                if document_id in members:
                    yield Revision(node.id, node.order, self._words(before), self._words(after))

    def _replay(self, document_id: Id) -> None:
        members = self._members(document_id)
        events = self._planner.events(members, self._planner.known)
        first_id = self._first_text(document_id, events)
        replay = TextReplay(self._words(first_id), [*self._revisions(events), *self._chosen(members)])
        timeline = _Timeline(self._planner, events, first_id)
        self._put_text(document_id, first_id, replay)
        for table in _PLACED:
            self._place_all(table, document_id, members, replay, timeline)
        self._tell_rewritten(document_id, replay)

    def _first_text(self, document_id: Id, events: list[Event]) -> Id:
        order = self._planner.causality.nodes
        for event in sorted(events, key=lambda event: order[event.operation_id].order):
            if event.row_id == document_id and event.before is None and event.after is not None:
                return Id(event.after["text_id"])
        changed = [event for event in events if event.before is not None and event.wrote("text_id")]
        if changed:
            first = min(changed, key=lambda event: order[event.operation_id].order)
            assert first.before is not None
            return Id(first.before["text_id"])
        row = self._row(document_id)
        assert row is not None
        return Id(row["text_id"])

    def _revisions(self, events: list[Event]) -> Iterator[Revision]:
        planner = self._planner
        ids = {event.row_id for event in events}
        shifts = {**self._sides[1].shifts(ids), **self._sides[0].shifts(ids)}
        for event in events:
            if event.operation_id not in planner.content or event.before is None or event.after is None:
                continue
            if not event.wrote("text_id") or not planner.causality.says_something(event.operation_id):
                continue
            before, after = self._words(event.before["text_id"]), self._words(event.after["text_id"])
            places = shifts.get((event.operation_id, event.row_id))
            edits = edits_of(places, after) if places is not None else None
            node = planner.causality.nodes[event.operation_id]
            yield Revision(node.id, node.order, before, after, edits)

    def _words(self, text_id: Id) -> str:
        if text_id not in self._texts:
            found = self._sides[0].text(text_id) or self._sides[1].text(text_id)
            if found is None:
                raise KeyError(text_id.hex())
            self._texts[text_id] = found.text
        return self._texts[text_id]

    def _put_text(self, document_id: Id, first_id: Id, replay: TextReplay) -> None:
        row = self._row(document_id)
        assert row is not None
        for side in self._sides:
            there = side.rows("document", self._members(document_id)).values()
            for each in there:
                if self._words(each["text_id"]) == replay.text:
                    self._planner.rows["document"][document_id] = {**row, "text_id": each["text_id"]}
                    return
        first = self._sides[0].text(first_id) or self._sides[1].text(first_id)
        assert first is not None
        formats = first.formats
        for edits in replay.steps:
            formats = moved_formats(formats, edits)
        stored = formats_json(formats)
        text_id = Id(hashlib.sha256(document_id + stored.encode() + replay.text.encode()).digest()[:16])
        self._planner.new_texts.append(NewText(text_id, replay.text, stored))
        self._planner.rows["document"][document_id] = {**row, "text_id": text_id}

    def _place_all(
        self, table: str, document_id: Id, members: list[Id], replay: TextReplay, timeline: _Timeline
    ) -> None:
        rows = self._planner.rows[table]
        ids = self._planner.mine.ids_where(table, "document_id", members)
        ids |= {row_id for row_id, row in rows.items() if row is not None and row["document_id"] == document_id}
        for row_id, there in self._planner.mine.rows(table, ids - rows.keys()).items():
            rows[row_id] = {**there, "document_id": document_id}
        by_row: dict[Id, list[Event]] = defaultdict(list)
        for event in self._planner.events(ids, self._planner.content):
            by_row[event.row_id].append(event)
        for row_id in ids:
            row = rows[row_id]
            if row is not None and row["document_id"] == document_id and row["start_char"] is not None:
                placed = self._placed(table, row, by_row.get(row_id, []), replay, timeline)
                rows[row_id] = _with_place(table, row, placed)

    def _placed(
        self, table: str, row: Row, events: Iterable[Event], replay: TextReplay, timeline: _Timeline
    ) -> PlacedWords:
        """Where a span is now: from the text on which somebody put it last."""
        nodes = self._planner.causality.nodes
        put = [
            event
            for event in events
            if event.after is not None
            and event.after["start_char"] is not None
            and nodes[event.operation_id].kind != CORRECT
            and (event.before is None or self._planner.causality.says_something(event.operation_id))
            and (event.before is None or any(event.wrote(column) for column in ("start_char", "end_char")))
        ]
        if not put:
            return self._placed_as_it_is(table, row, replay)
        last = max(put, key=lambda event: nodes[event.operation_id].order)
        assert last.after is not None
        words = self._words(timeline.text_at(last.operation_id, Id(last.after["document_id"])))
        after = last.after
        placed = PlacedWords(after["start_char"], after["end_char"], after.get("lost_words", ""))
        return replay.place(placed, words, nodes[last.operation_id].order)

    def _placed_as_it_is(self, table: str, row: Row, replay: TextReplay) -> PlacedWords:
        """Where a span is now of which no log says who put it: from the side that has it, on the words it has there."""
        for side in self._sides:
            there = side.rows(table, [row["id"]]).get(row["id"])
            document = side.rows("document", [there["document_id"]]) if there else {}
            if there and document:
                words = self._words(document[there["document_id"]]["text_id"])
                placed = PlacedWords(there["start_char"], there["end_char"], there.get("lost_words", ""))
                return placed.moved(edits_between(words, replay.text))
        return PlacedWords(row["start_char"], row["end_char"], row.get("lost_words", ""))

    def _tell_rewritten(self, document_id: Id, replay: TextReplay) -> None:
        row = self._row(document_id)
        assert row is not None
        planner, nodes = self._planner, self._planner.causality.nodes
        for each in replay.overwritten:
            is_mine = each.later_id in planner.their_news
            if each.earlier_id is None or each.earlier_id not in (planner.my_news if is_mine else planner.their_news):
                continue  # told when these two came together
            earlier, later = nodes[each.earlier_id], nodes[each.later_id]
            who_and_when = (earlier.coder_name, later.coder_name, earlier.time_us, later.time_us)
            words = (each.earlier, each.later, *who_and_when, is_mine, each.start, each.end)
            planner.rewritten.append(RewrittenParagraph(document_id, row["name"], *words))


class _Timeline:
    """Which text a document had where an operation was done."""

    def __init__(self, planner: InPlay, events: Iterable[Event], first_id: Id) -> None:
        self._nodes = planner.causality.nodes
        self._first = first_id
        self._known: dict[tuple[Id, Id], Id] = {
            (event.row_id, event.operation_id): Id(event.after["text_id"])
            for event in events
            if event.after is not None and (event.before is None or event.wrote("text_id"))
        }

    def text_at(self, operation_id: Id, document_id: Id) -> Id:
        """The id of the text of a document after an operation, in the file in which it was done."""
        path = []
        at: Id | None = operation_id
        while at is not None and (document_id, at) not in self._known:
            path.append(at)
            parents = self._nodes[at].parents if at in self._nodes else ()
            at = parents[0] if parents else None
        found = self._first if at is None else self._known[document_id, at]
        for each in path:
            self._known[document_id, each] = found
        return found


def _with_place(table: str, row: Row, placed: PlacedWords) -> Row:
    made = {**row, "start_char": placed.start, "end_char": placed.end}
    if table == "coding":
        return made | {"lost_words": placed.lost_words}
    if table == "memo_link":
        return made | {"words": row["words"] or placed.lost_words}
    said = shortened(placed.lost_words)
    if not said or said in row["once_about"]:
        return made
    return made | {"once_about": f"{row['once_about']} · {said}" if row["once_about"] else said}

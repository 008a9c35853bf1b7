"""Deciding about differences: each decision is one operation, made from the place and what a person wants of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject

from annotator.analysis.settlements import Settlement
from annotator.gui.compare.comparison import Comparison
from annotator.gui.compare.words import DifferenceWords
from annotator.gui.messages import Notice
from annotator.gui.workspace import Workspace
from annotator.project.consensus import Decision, Outcome, Passage
from annotator.project.ids import Id
from annotator.project.project import Project


class Deciding(QObject):
    """Writes what is decided about the places of a comparison into the consensus."""

    def __init__(self, workspace: Workspace, comparison: Comparison, words: DifferenceWords, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._comparison = comparison
        self._words = words

    def keep(self, number: int, coder_id: Id, note: str) -> bool:
        """Keep one coder's reading; of who did not code the words, that they are not. Returns whether it is decided."""
        reading = self._comparison.differences[number].reading_of(coder_id)
        if reading is None:
            return self.keep_none(number, note)
        kept = [(reading.code_id, start, end) for start, end in reading.spans]
        return self._decide(number, "keep", kept, note, self._words.hands[coder_id].coder.name)

    def keep_all(self, number: int, note: str) -> bool:
        """Keep all words that anybody gave each code. Where all agree, or one alone coded, that is their reading."""
        place = self._comparison.differences[number]
        kept = [(code_id, *span) for code_id in place.code_ids for span in place.union_of(code_id)]
        whose = place.readings[0].coder_id
        if len({reading.spans for reading in place.readings}) == 1 and len(place.code_ids) == 1:
            return self._decide(number, "keep", kept, note, self._words.hands[whose].coder.name)
        return self._decide(number, "all", kept, note)

    def keep_none(self, number: int, note: str) -> bool:
        """Decide that the words are not coded so."""
        return self._decide(number, "neither", (), note)

    def keep_other(self, number: int, code_ids: Sequence[Id], span: tuple[int, int], note: str) -> bool:
        """Give a passage codes of its own instead."""
        return self._decide(number, "third", [(code_id, *span) for code_id in code_ids], note)

    def reopen(self, number: int) -> None:
        """Take a decision back."""
        place, settlement = self._comparison.differences[number], self._comparison.settlement(number)
        document_id = self._comparison.document_id
        if settlement is not None and document_id is not None:
            with self._workspace.attempt():
                self._workspace.project.consensus.reopen(document_id, place.code_ids, *_ids_of(settlement))

    def write_note(self, number: int, note: str) -> bool:
        """Keep a note on a place, decided or not. Returns whether it is stored."""
        settlement = self._comparison.settlement(number)
        consensus = self._workspace.project.consensus
        with self._workspace.attempt():
            if settlement is not None:
                kept = [(c.code_id, c.start_char, c.end_char) for c in settlement.codings]
                decision = self._decision(number, settlement.outcome, kept, note)
                coding_ids, memo_ids = _ids_of(settlement)
                consensus.note(decision, memo_ids, coding_ids=coding_ids)
            else:
                memo = self._comparison.note_on(number)
                old = [memo.id] if memo is not None else []
                title = self.tr("To talk about: {codes}")
                place = self._comparison.differences[number]
                decision = self._decision(number, "keep", (), note, title=title.format(codes=self._words.codes(place)))
                consensus.note(decision, old)
            return True
        return False

    def take_over_agreements(self) -> None:
        """Let the consensus hold all that the coders agree on, as one operation."""
        document_id, agreed = self._comparison.document_id, self.open_agreements()
        if document_id is None or not agreed:
            return
        places = [self._comparison.differences[number] for number in agreed]
        passages = [(place.code_ids[0], place.start, place.end) for place in places]
        with self._workspace.attempt():
            take = partial(_take_over, document_id=document_id, passages=passages)
            done = self._workspace.write(take, len(passages), self.tr("Taking over the agreements…"))
            if done is not None:
                words = self.tr("%n agreement(s) taken over into the consensus.", None, len(passages))
                self._workspace.notice(Notice(words, action="edit.undo"))

    def open_agreements(self) -> list[int]:
        """The agreements that the consensus does not hold yet."""
        places = enumerate(self._comparison.differences)
        return [n for n, place in places if place.is_agreement and not self._comparison.is_settled(n)]

    def _decide(self, number: int, outcome: Outcome, kept: Sequence[Passage], note: str, coder: str = "") -> bool:
        settlement, memo = self._comparison.settlement(number), self._comparison.note_on(number)
        coding_ids, memo_ids = _ids_of(settlement)
        if memo is not None:
            memo_ids.append(memo.id)
        decision = self._decision(number, outcome, kept, note, coder)
        with self._workspace.attempt():
            self._workspace.project.consensus.decide(decision, instead_of=coding_ids, memo_ids=memo_ids)
            return True
        return False

    def _decision(
        self, number: int, outcome: Outcome, kept: Sequence[Passage], note: str, coder: str = "", title: str = ""
    ) -> Decision:
        place, document_id = self._comparison.differences[number], self._comparison.document_id
        assert document_id is not None
        title = title or f"{self._words.codes(place)}: {self._outcome_words(outcome, kept, coder)}"
        span = place.start, place.end
        return Decision(document_id, outcome, place.code_ids, *span, tuple(kept), note, title, coder)

    def _outcome_words(self, outcome: Outcome, kept: Sequence[Passage], coder: str) -> str:
        """What was decided, for the title of a memo."""
        if outcome == "neither":
            return self.tr("not coded")
        if outcome == "keep":
            return self.tr("as {coder}").format(coder=coder) if coder else self.tr("kept")
        if outcome == "all":
            return self.tr("all kept")
        return self.tr("coded “{codes}” instead").format(codes=", ".join(self._words.code(code) for code, *_ in kept))


def _ids_of(settlement: Settlement | None) -> tuple[list[Id], list[Id]]:
    """The consensus codings and the memos of a decision."""
    if settlement is None:
        return [], []
    return [coding.id for coding in settlement.codings], [memo.id for memo in settlement.memos]


def _take_over(project: Project, document_id: Id, passages: Sequence[Passage]) -> int:
    return project.consensus.take_over(document_id, passages)

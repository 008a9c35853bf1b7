"""Consensus: what coders decided together where they had coded differently, as codings by a coder of its own.

What each of them coded stays as it is. A decision is told by the consensus codings it made, and by memos of kind
"consensus": on such a coding, or on the passage where nothing was kept. Each of these memos names one of the codes
that were talked about, so that a decision for a third code, or for none, is found again.
"""

from __future__ import annotations

from collections.abc import Collection as Some
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, Literal

from sqlalchemy import Select, Table, select

from annotator.project import schema
from annotator.project.coders import Coder
from annotator.project.codings import PlacedCoding
from annotator.project.collection import Collection, portions
from annotator.project.ids import Id
from annotator.project.memos import About, Memo

NAME: Final = "Consensus"
ROLE: Final = "consensus"
MEMO_KIND: Final = "consensus"
Outcome = Literal["keep", "all", "third", "neither"]
Passage = tuple[Id, int, int]  # code, start and end in code points
_KINDS: Final = {
    "keep": "consensus.keep",
    "all": "consensus.all",
    "third": "consensus.third",
    "neither": "consensus.neither",
}
_coding, _memo = schema.coding, schema.memo
_PLACED = tuple(_coding.c[name] for name in PlacedCoding._fields)
_MEMO = tuple(_memo.c[name] for name in Memo.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about a place where coders differed: of these codes, from there to there (code points).

    `kept` are the consensus codings. `note` says why; `title` heads the memo that is written where there is a note, or
    where the codings alone would not tell. `coder` names whose reading was kept, for the log.
    """

    document_id: Id
    outcome: Outcome
    code_ids: tuple[Id, ...]
    start_char: int
    end_char: int
    kept: tuple[Passage, ...] = ()
    note: str = ""
    title: str = ""
    coder: str = ""


class Consensus(Collection):
    """The consensus of a project's coders."""

    def coder(self) -> Coder | None:
        """The coder whose codings are the consensus; None until the first decision."""
        return next((coder for coder in self._project.coders.all() if coder.role == ROLE), None)

    def codings_in(self, document_id: Id) -> list[PlacedCoding]:
        """The consensus codings of a document that have words, by place."""
        coder = self.coder()
        if coder is None:
            return []
        is_ours = (_coding.c.document_id == document_id) & (_coding.c.coder_id == coder.id)
        has_words = _coding.c.start_char < _coding.c.end_char
        order = (_coding.c.start_char, _coding.c.end_char, _coding.c.code_id)
        return [PlacedCoding(*row) for row in self._rows(select(*_PLACED).where(is_ours & has_words).order_by(*order))]

    def memos_in(self, document_id: Id) -> list[Memo]:
        """The memos of kind "consensus" on passages of a document, the oldest first."""
        is_ours = (_memo.c.document_id == document_id) & (_memo.c.kind == MEMO_KIND)
        is_placed = _memo.c.start_char.is_not(None)
        return [Memo(*row) for row in self._rows(select(*_MEMO).where(is_ours & is_placed).order_by(_memo.c.id))]

    def decide(self, decision: Decision, *, instead_of: Some[Id] = (), memo_ids: Some[Id] = ()) -> None:
        """Make the consensus codings of a decision and write its note, as one operation.

        `instead_of` are consensus codings, and `memo_ids` their memos, of an earlier decision on the same place; what
        is no consensus is left alone. Raises SpanOutsideText, NotFound.
        """
        names = self._names(decision.code_ids)
        document = self._project.documents.get(decision.document_id).name
        with self._project.operation(_KINDS[decision.outcome], code=names, document=document, coder=decision.coder):
            self._remove(instead_of, memo_ids)
            coder = self._made_coder()
            add = partial(self._project.codings.add, decision.document_id, coder_id=coder.id)
            self._write_memos(decision, [add(code_id, start, end).id for code_id, start, end in decision.kept])

    def note(self, decision: Decision, memo_ids: Some[Id] = (), *, coding_ids: Sequence[Id] | None = None) -> None:
        """Write another note on a place, instead of earlier memos. An empty one only removes what it can.

        `coding_ids` are the consensus codings of a decision, as in `kept`; None: the place is not decided yet.
        """
        names = self._names(decision.code_ids)
        document = self._project.documents.get(decision.document_id).name
        with self._project.operation("consensus.note", code=names, document=document):
            self._remove((), memo_ids)
            if coding_ids is not None:
                self._write_memos(decision, coding_ids)
            elif decision.note:
                about = About(decision.document_id, decision.start_char, decision.end_char)
                self._project.memos.add(decision.note, title=decision.title, kind=MEMO_KIND, about=about)

    def reopen(self, document_id: Id, code_ids: Sequence[Id], coding_ids: Some[Id], memo_ids: Some[Id]) -> None:
        """Take a decision back: its consensus codings and memos go, what the coders coded stays."""
        document = self._project.documents.get(document_id).name
        with self._project.operation("consensus.reopen", code=self._names(code_ids), document=document):
            self._remove(coding_ids, memo_ids)

    def take_over(self, document_id: Id, agreed: Sequence[Passage]) -> int:
        """Make consensus codings of passages that all coded alike, as one operation. Returns how many were added."""
        document = self._project.documents.get(document_id).name
        with self._project.operation("consensus.agree", count=len(agreed), document=document):
            coder_id = self._made_coder().id if agreed else None
            return self._project.codings.add_many(
                {
                    "document_id": document_id,
                    "code_id": code_id,
                    "coder_id": coder_id,
                    "start_char": start,
                    "end_char": end,
                }
                for code_id, start, end in agreed
            )

    def _made_coder(self) -> Coder:
        """The coder of the consensus. Somebody who is called so already is taken for it."""
        found = self.coder()
        if found is not None:
            return found
        namesake = self._project.coders.called(NAME)
        if namesake is not None:
            return self._project.coders.edit(namesake.id, role=ROLE)
        return self._project.coders.add(NAME, role=ROLE)

    def _remove(self, coding_ids: Some[Id], memo_ids: Some[Id]) -> None:
        if memo_ids:
            is_memo = _memo.c.kind == MEMO_KIND
            memos = [r.id for some in portions(memo_ids) for r in self._rows(_ids(_memo, some).where(is_memo))]
            self._project.memos.delete(memos)
        coder = self.coder() if coding_ids else None
        if coder is not None:
            is_ours = _coding.c.coder_id == coder.id
            ours = [r.id for some in portions(coding_ids) for r in self._rows(_ids(_coding, some).where(is_ours))]
            self._project.codings.delete(ours)

    def _write_memos(self, decision: Decision, coding_ids: Sequence[Id]) -> None:
        """A memo on each coding that does not tell by itself what it decides; and one that holds the note."""
        untold = [
            coding_id
            for coding_id, passage in zip(coding_ids, decision.kept, strict=True)
            if not _tells(decision, passage)
        ]
        if not untold and (decision.note or not coding_ids):
            untold = list(coding_ids[:1])
            self._write_memo(decision, decision.note, untold[0] if untold else None)
            return
        for place, coding_id in enumerate(untold):
            self._write_memo(decision, "" if place else decision.note, coding_id)

    def _write_memo(self, decision: Decision, note: str, coding_id: Id | None) -> None:
        about = About(
            decision.document_id,
            decision.start_char,
            decision.end_char,
            code_id=decision.code_ids[0],
            coding_id=coding_id,
        )
        self._project.memos.add(note, title=decision.title, kind=MEMO_KIND, about=about)

    def _names(self, code_ids: Sequence[Id]) -> str:
        return ", ".join(self._project.codes.get(code_id).name for code_id in code_ids)


def _tells(decision: Decision, passage: Passage) -> bool:
    """Whether a consensus coding is found by its code and place alone."""
    code_id, start, end = passage
    return code_id in decision.code_ids and start < decision.end_char and end > decision.start_char


def _ids(table: Table, ids: list[Id]) -> Select[Any]:
    return select(table.c.id).where(table.c.id.in_(ids))

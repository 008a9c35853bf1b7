"""Which memos the list shows: on what is chosen, in a document, on a code, or all; of these, those that hold words."""

from __future__ import annotations

from collections.abc import Set
from typing import Literal

from PySide6.QtCore import QObject

from annotator.gui.meetings.open_meeting import OpenMeeting
from annotator.gui.memos.presence import MemoPresence
from annotator.gui.workspace import Workspace
from annotator.project.changes import Changes
from annotator.project.ids import Id
from annotator.project.memos import About

Scope = Literal["chosen", "document", "code", "project"]
SCOPES: tuple[Scope, ...] = ("chosen", "document", "code", "project")


class MemoScope(QObject):
    """The memos of one scope. "chosen" is the coding if it has a memo, else what was chosen last."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._presence = MemoPresence.of(workspace)
        self._meetings = OpenMeeting.of(workspace)
        self._places: dict[Id, tuple[Id, Id] | None] = {}  # of a coding that has a memo: its document and its code
        self._with_memos: dict[Id, set[Id]] = {}  # the codings that have a memo, by document and by code
        self._is_stale = True
        self._last: Scope = "document"
        self.name: Scope = "chosen"
        self._presence.changed.connect(self._note_stale)
        workspace.code_chosen.connect(lambda: self._note("code"))
        workspace.document_chosen.connect(lambda: self._note("document"))
        workspace.passage_chosen.connect(lambda: self._note("document"))

    def look_where(self, about: About) -> None:
        """Let "chosen" be what a memo is being written about, so that it will be in the list."""
        is_anywhere = about.document_id is not None or about.coding_id is not None
        self._note("code" if about.code_id is not None else "document" if is_anywhere else "project")

    def forget(self, changes: Changes) -> None:
        """Drop what an operation may have made untrue."""
        for coding_id in changes.ids("coding"):
            if coding_id in self._places:
                self._let_go(coding_id)
                self._is_stale = True

    def memo_ids(self, words: str = "") -> list[Id]:
        """The memos of the scope that hold these words in title, text or decisions, in any case; the newest first."""
        wanted = words.casefold().strip()
        memos = (self._presence.memos[memo_id] for memo_id in self._in_scope())
        decisions = {each.memo_id: each.decisions for each in self._meetings.meetings} if wanted else {}
        found = [
            memo
            for memo in memos
            if not wanted or wanted in f"{memo.title}\n{memo.text}\n{decisions.get(memo.id, '')}".casefold()
        ]
        found.sort(key=lambda memo: (-memo.changed_us, memo.id))
        return [memo.id for memo in found]

    @property
    def effective(self) -> Scope:
        """What the scope comes to just now: never "chosen"."""
        if self.name != "chosen":
            return self.name
        if self._last == "code" and self._workspace.code_id is not None:
            return "code"
        return "project" if self._last == "project" or self._workspace.document_id is None else "document"

    def _in_scope(self) -> set[Id]:
        workspace, presence = self._workspace, self._presence
        if self.name == "chosen" and workspace.coding_id is not None:
            on_coding = presence.on("coding_id", workspace.coding_id)
            if on_coding:
                return set(on_coding)
        match self.effective:
            case "document" if workspace.document_id is not None:
                return self._in_document(workspace.document_id)
            case "code" if workspace.code_id is not None:
                return self._on_code(workspace.code_id)
            case "project":
                return set(presence.memos)
        return set()

    def _in_document(self, document_id: Id) -> set[Id]:
        return set(self._presence.on("document_id", document_id)).union(*self._on_codings(document_id))

    def _on_code(self, code_id: Id) -> set[Id]:
        return set(self._presence.on("code_id", code_id)).union(*self._on_codings(code_id))

    def _on_codings(self, place_id: Id) -> list[Set[Id]]:
        """The memos on the codings of a document or a code: a key that goes to another coding asks for them."""
        if self._is_stale:
            self._is_stale = False
            self._find_codings()
        return [self._presence.on("coding_id", coding_id) for coding_id in self._with_memos.get(place_id, ())]

    def _find_codings(self) -> None:
        """Take in which codings have a memo by now, or have none any more."""
        there = self._presence.coding_ids
        for coding_id in self._places.keys() - there:
            self._let_go(coding_id)
        missing = there - self._places.keys()
        self._places.update(dict.fromkeys(missing))
        for coding in self._workspace.project.codings.of_ids(missing):
            self._places[coding.id] = (coding.document_id, coding.code_id)
            for place_id in (coding.document_id, coding.code_id):
                self._with_memos.setdefault(place_id, set()).add(coding.id)

    def _let_go(self, coding_id: Id) -> None:
        for place_id in self._places.pop(coding_id) or ():
            self._with_memos[place_id].discard(coding_id)

    def _note_stale(self) -> None:
        self._is_stale = True

    def _note(self, last: Scope) -> None:
        self._last = last

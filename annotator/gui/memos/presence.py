"""Where there is a memo: asked by every pane that shows a sign for one, kept up by what each operation touched."""

from __future__ import annotations

from collections.abc import Set

from PySide6.QtCore import QObject, Signal

from annotator.gui.workspace import Passage, Workspace
from annotator.project.changes import Changes, Image
from annotator.project.ids import Id
from annotator.project.memos import Memo, Reference

_REFERENCES: tuple[Reference, ...] = ("document_id", "code_id", "coding_id", "participant_id")
_FIELDS = tuple(Memo.__dataclass_fields__)


class MemoPresence(QObject):
    """The memos of an open project that may be seen, in memory, and what they are about.

    `changed` follows a change to any memo, and to whose memos are hidden, as those of others in blind mode. A lookup
    costs the same whatever the number of memos; an update costs what was touched.
    """

    changed = Signal()
    others_seen = Signal()  # with `changed`: what somebody else wrote is hidden now, or shown again

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self.memos: dict[Id, Memo] = {}
        self._hidden: dict[Id, Memo] = {}
        self._on: dict[Reference, dict[Id, set[Id]]] = {reference: {} for reference in _REFERENCES}
        self._read()
        workspace.changed.connect(self._on_change)
        workspace.sight.changed.connect(self._look_anew)

    @classmethod
    def of(cls, workspace: Workspace) -> MemoPresence:
        """The one instance of a workspace, made when it is first asked for."""
        return workspace.findChild(cls) or cls(workspace)

    @property
    def coding_ids(self) -> Set[Id]:
        """The codings that have a memo."""
        return self._on["coding_id"].keys()

    @property
    def code_ids(self) -> Set[Id]:
        """The codes that have a memo."""
        return self._on["code_id"].keys()

    @property
    def document_ids(self) -> Set[Id]:
        """The documents that have a memo on the whole or on a passage. Memos on codings are not among them."""
        return self._on["document_id"].keys()

    def passages(self, document_id: Id) -> list[Passage]:
        """The passages of a document that have a memo, by place; memos on codings are not among them."""
        memos = (self.memos[memo_id] for memo_id in self.on("document_id", document_id))
        spans = {(memo.start_char, memo.end_char) for memo in memos}
        placed = sorted((start, end) for start, end in spans if start is not None and end is not None)
        return [Passage(document_id, start, end) for start, end in placed]

    def on(self, reference: Reference, row_id: Id) -> Set[Id]:
        """The ids of the memos on a document (or its passages), a code, a coding or a participant."""
        return self._on[reference].get(row_id, frozenset())

    def _on_change(self, changes: Changes) -> None:
        moved = [key for key in changes.corrected_ids if self.passages(key)]
        if not changes.touches("memo") and not moved:
            return
        for row in changes.of("memo"):
            self._take(row.row_id)
            if row.after is not None:
                self._put(memo_of(row.after))
        for document_id in moved:
            self._place_anew(document_id)
        self.changed.emit()

    def _place_anew(self, document_id: Id) -> None:
        """The words of a document are others: its memos may have moved along without changes of their own."""
        for memo in self._workspace.project.memos.of_document(document_id):
            for there in (self.memos, self._hidden):
                if memo.id in there:
                    there[memo.id] = memo

    def _read(self) -> None:
        for memo in self._workspace.project.memos.all():
            self._put(memo)

    def _look_anew(self) -> None:
        """Others may be seen now."""
        hides = self._workspace.sight.hides_coder
        moved = [memo for memo in self.memos.values() if hides(memo.coder_id)]
        moved += [memo for memo in self._hidden.values() if not hides(memo.coder_id)]
        for memo in moved:
            self._take(memo.id)
            self._put(memo)
        if moved:
            self.changed.emit()
            self.others_seen.emit()

    def _put(self, memo: Memo) -> None:
        if self._workspace.sight.hides_coder(memo.coder_id):
            self._hidden[memo.id] = memo
            return
        self.memos[memo.id] = memo
        for reference in _REFERENCES:
            if (row_id := getattr(memo, reference)) is not None:
                self._on[reference].setdefault(row_id, set()).add(memo.id)

    def _take(self, memo_id: Id) -> None:
        self._hidden.pop(memo_id, None)
        memo = self.memos.pop(memo_id, None)
        for reference in _REFERENCES if memo is not None else ():
            row_id = getattr(memo, reference)
            if row_id is None:
                continue
            there = self._on[reference][row_id]
            there.discard(memo_id)
            if not there:
                del self._on[reference][row_id]


def memo_of(image: Image) -> Memo:
    """The memo that a row image of the log holds."""
    return Memo(**{name: image[name] for name in _FIELDS})

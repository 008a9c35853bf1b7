"""What stands beside a hit: its paragraph, who speaks, which codes are there. Found out a document at a time.

The rows are painted without it first: nothing waits for a document to be looked through.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.analysis.paragraphs import Paragraphs
from annotator.analysis.turns import Turn, find_turns
from annotator.gui.finding.hit_list import Hit
from annotator.gui.workspace import Workspace
from annotator.project.changes import Changes
from annotator.project.codings import Coding
from annotator.project.errors import AnnotatorError
from annotator.project.ids import Id

_MOST_DOCUMENTS = 64


class DocumentFacts:
    """One document's paragraphs, turns and codings that may be seen."""

    def __init__(self, text: str, codings: list[Coding]) -> None:
        self._paragraphs = Paragraphs(text)
        self._turns: tuple[Turn, ...] = find_turns(text)
        self._turn_starts = [turn.start for turn in self._turns]
        self._codings = codings

    def paragraph(self, hit: Hit) -> int:
        """The number of the paragraph in which a hit begins."""
        return self._paragraphs.number_at(hit.start)

    def speaker(self, hit: Hit) -> str:
        """The label of who says it, or nothing."""
        place = bisect_right(self._turn_starts, hit.start) - 1
        return self._turns[place].label if place >= 0 and hit.start < self._turns[place].end else ""

    def code_ids(self, hit: Hit) -> list[Id]:
        """The codes that lie on a part of a hit, each once."""
        return list(dict.fromkeys(c.code_id for c in self._on(hit)))

    def _on(self, hit: Hit) -> Iterator[Coding]:
        return (coding for coding in self._codings if coding.start_char < hit.end and coding.end_char > hit.start)


class HitFacts(QObject):
    """The facts of the documents in sight; `found` says that there are more of them."""

    found = Signal()

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._facts: OrderedDict[Id, DocumentFacts] = OrderedDict()
        self._asked: OrderedDict[Id, str] = OrderedDict()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._find_next)
        workspace.changed.connect(self._on_change)
        workspace.sight.changed.connect(self._forget_all)

    def of(self, hit: Hit) -> DocumentFacts | None:
        """The facts of a hit's document, or None: then they will be found out."""
        document_id = hit.source.id
        if document_id in self._facts:
            self._facts.move_to_end(document_id)
            return self._facts[document_id]
        self._asked[document_id] = hit.source.text
        self._timer.start()
        return None

    def close(self) -> None:
        """Find out no more."""
        self._timer.stop()

    def _find_next(self) -> None:
        """Those of the document that was asked for last: it is the one that is still in sight."""
        if not self._asked:
            self._timer.stop()
            return
        document_id, text = self._asked.popitem()
        sight = self._workspace.sight
        try:
            codings = self._workspace.project.codings.of_document(document_id)
        except AnnotatorError:  # the drive has gone; whoever acts is told
            codings = []
        seen = [coding for coding in codings if not sight.hides_coder(coding.coder_id)]
        self._facts[document_id] = DocumentFacts(text, seen)
        while len(self._facts) > _MOST_DOCUMENTS:
            self._facts.popitem(last=False)
        while len(self._asked) > _MOST_DOCUMENTS:
            self._asked.popitem(last=False)
        self.found.emit()

    def _on_change(self, changes: Changes) -> None:
        gone = changes.ids("coding", "document_id") | changes.ids("document")
        for document_id in gone & self._facts.keys():
            del self._facts[document_id]
        if gone or changes.touches("code"):
            self.found.emit()

    def _forget_all(self) -> None:
        self._facts.clear()
        self.found.emit()

"""The texts in which the search room looks, held in memory: read in small portions, kept up by what changed."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.analysis.searched_texts import FoldedTexts, Place, Source, of_code, of_document, of_memo
from annotator.gui.meetings.open_meeting import OpenMeeting
from annotator.gui.memos.presence import MemoPresence
from annotator.gui.workspace import Workspace
from annotator.project.changes import Changes
from annotator.project.documents import Document
from annotator.project.errors import AnnotatorError
from annotator.project.ids import Id

_PORTION_DOCUMENTS = 8
_PORTION_MS = 8.0


@dataclass(frozen=True, slots=True)
class Title:
    """What a hit's document, memo or code is called, and quietly beside it whose it is or what it is about."""

    name: str
    about: str = ""


class Library(QObject):
    """Sources by place, in the order in which they are listed.

    `stale` says that there are others now. Memos that may not be seen are not among them.
    """

    ready = Signal()  # all texts have been read
    stale = Signal()
    failed = Signal(object)  # the texts cannot be read

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._memos = MemoPresence.of(workspace)
        self._meetings = OpenMeeting.of(workspace)
        self.folded = FoldedTexts()
        self._texts: dict[Id, Source] = {}
        self._documents: dict[Id, Document] | None = None
        self._labels: dict[Id, str] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._read_portion)
        workspace.changed.connect(self._on_change)
        self._memos.changed.connect(self.stale)

    def is_ready(self, places: frozenset[Place]) -> bool:
        """Whether `sources` can answer. If not, they are being read, and `ready` will follow."""
        if "texts" not in places or not self._missing():
            return True
        self._timer.start()
        return False

    def sources(self, places: frozenset[Place], only: str = "") -> list[Source]:
        """The texts of these places; of transcripts only those whose name or participant's label holds some words."""
        found: list[Source] = []
        if "texts" in places:
            wanted = {document.id for document in self._all_documents().values() if self._is_called(document, only)}
            found += [
                source for row_id in self._all_documents() if (source := self._texts.get(row_id)) and row_id in wanted
            ]
        if "memos" in places:
            memos = sorted(self._memos.memos.values(), key=lambda memo: -memo.changed_us)
            decisions = {each.memo_id: each.decisions for each in self._meetings.meetings}
            found += [source for memo in memos for source in of_memo(memo, decisions.get(memo.id, ""))]
        if "codes" in places:
            found += [source for code in self._workspace.tree for source in of_code(code)]
        return found

    @property
    def has_documents(self) -> bool:
        """Whether there is a transcript at all."""
        return bool(self._all_documents())

    def document(self, document_id: Id) -> Document | None:
        """A document as the list names it."""
        return self._all_documents().get(document_id)

    def participant(self, document: Document) -> str:
        """The label of a document's participant, or nothing."""
        if self._labels is None:
            self._labels = {one.id: one.label for one in self._workspace.project.participants.all()}
        return self._labels.get(document.participant_id, "") if document.participant_id else ""

    def close(self) -> None:
        """Read no more."""
        self._timer.stop()

    def _is_called(self, document: Document, only: str) -> bool:
        words = f"{document.name} {self.participant(document)}".casefold() if only else ""
        return all(word in words for word in only.casefold().split())

    def _all_documents(self) -> dict[Id, Document]:
        if self._documents is None:
            self._documents = {document.id: document for document in self._workspace.project.documents.all()}
        return self._documents

    def _missing(self) -> list[Id]:
        return [document_id for document_id in self._all_documents() if document_id not in self._texts]

    def _read_portion(self) -> None:
        """Some texts, for no longer than the window may stand still."""
        begun, missing = perf_counter(), self._missing()
        try:
            while missing and (perf_counter() - begun) * 1000 < _PORTION_MS:
                portion, missing = missing[:_PORTION_DOCUMENTS], missing[_PORTION_DOCUMENTS:]
                texts = self._workspace.project.documents.texts(portion)
                for document_id in portion:
                    self._texts[document_id] = of_document(self._all_documents()[document_id], texts[document_id])
        except AnnotatorError as error:
            self._timer.stop()
            self.failed.emit(error)
            return
        if not missing:
            self._timer.stop()
            self.ready.emit()

    def _on_change(self, changes: Changes) -> None:
        if changes.touches("document"):
            self._follow_documents()
        if changes.touches("participant"):
            self._labels = None
        if changes.touches("document", "code", "participant"):
            self.stale.emit()

    def _follow_documents(self) -> None:
        """Forget the texts of documents that have another one now, or are gone."""
        before, self._documents = self._documents or {}, None
        for document_id in list(self._texts):
            now = self._all_documents().get(document_id)
            known = before.get(document_id)
            if now is None or known is None or now.text_id != known.text_id:
                del self._texts[document_id]

"""The documents of a project as rows: name, codings, participant, and a sign where there is a memo.

Kept up to date from what an operation touched; reads no texts. Who a document's speakers are is asked for when its
row is shown first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QByteArray, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from annotator.gui.documents.kinds import kind_words
from annotator.gui.figures import figure
from annotator.gui.memos.presence import MemoPresence
from annotator.gui.two_lines import FIGURE, SECOND_LINE, SIGN
from annotator.gui.workspace import Workspace
from annotator.project.changes import Changes, RowChange
from annotator.project.documents import Document
from annotator.project.ids import Id

Index = QModelIndex | QPersistentModelIndex
DOCUMENT_ID = Qt.ItemDataRole.UserRole
MIME_TYPE = "application/x-annotator-documents"


class DocumentsModel(QAbstractListModel):
    """The documents in their order, those that fit the filter."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._documents: list[Document] = workspace.project.documents.all()
        self._labels = {person.id: person.label for person in workspace.project.participants.all()}
        self._people: dict[Id, str] = {}
        self._memos = MemoPresence.of(workspace)
        self._words = ""
        self._shown: list[Document] = self._documents
        self._rows: dict[Id, int] = {}
        self._number()

    # ---- asking

    @property
    def is_empty(self) -> bool:
        """Whether the project has no documents at all."""
        return not self._documents

    def row_of(self, document_id: Id | None) -> int:
        """The row of a document, or -1 where it is not shown."""
        return self._rows.get(document_id, -1) if document_id is not None else -1

    def id_at(self, row: int) -> Id | None:
        """The document in a row."""
        return self._shown[row].id if 0 <= row < len(self._shown) else None

    def people(self, document: Document) -> str:
        """Who speaks in a document, as labels: "P03", or "P03, P04"."""
        if document.id not in self._people:
            self._people[document.id] = self._found_people(document)
        return self._people[document.id]

    # ---- changing what is shown

    def filter(self, words: str) -> None:
        """Show the documents whose name, kind or participants hold these words, in capitals or not."""
        self._words = words.strip().casefold()
        self._show()

    def take(self, changes: Changes) -> None:
        """Follow what an operation did. Rows are made anew only if documents came, went, moved or are filtered."""
        if changes.touches("participant"):
            self._labels = {person.id: person.label for person in self._workspace.project.participants.all()}
            self._people.clear()
        for document_id in changes.ids("speaker", "document_id"):
            self._people.pop(document_id, None)
        if changes.touches("document"):
            self._take_documents(list(changes.of("document")))
        elif changes.touches("participant"):
            self._repaint(document.id for document in self._shown)
        else:
            touched = (("coding", "document_id"), ("memo", "document_id"), ("speaker", "document_id"))
            self._repaint({row_id for table, column in touched for row_id in changes.ids(table, column)})

    def repaint_all(self) -> None:
        """Draw all rows again, because other codings and memos may be seen now."""
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))

    def repaint_open(self, *document_ids: Id | None) -> None:
        """Draw these rows again, because another document is open now."""
        self._repaint(row_id for row_id in document_ids if row_id is not None)

    # ---- what Qt asks for

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        document = self._shown[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return document.name
        if role == DOCUMENT_ID:
            return document.id
        if role == SECOND_LINE:
            return self.people(document) or kind_words(document.kind)
        if role == FIGURE:
            return self.figure(document.id)
        if role == SIGN:
            return "memo" if document.id in self._memos.document_ids else ""
        if role == Qt.ItemDataRole.FontRole:
            return _bold() if document.id == self._workspace.document_id else None
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._in_words(document, "\n" if role == Qt.ItemDataRole.ToolTipRole else ", ")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if not self._workspace.project.is_read_only:
            flags |= Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Rename the document, as the inline editor wants."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        document = self._shown[index.row()]
        if str(value).strip() in ("", document.name):
            return False
        with self._workspace.attempt():
            self._workspace.project.documents.rename(document.id, str(value))
        return True

    def mimeTypes(self) -> list[str]:
        return [MIME_TYPE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        rows = sorted({index.row() for index in indexes})
        data = QMimeData()
        data.setData(MIME_TYPE, QByteArray(b"".join(self._shown[row].id for row in rows)))
        return data

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    # ---- following

    def figure(self, document_id: Id) -> str:
        """How many codings a document has, as the list shows it."""
        count = self._workspace.counts_by_document[document_id]
        return figure(count) if count else "–"

    def _take_documents(self, rows: list[RowChange]) -> None:
        for row in rows:
            self._people.pop(row.row_id, None)
        images = [(row.before, row.after) for row in rows]
        stays = all(old and new and old["order_key"] == new["order_key"] for old, new in images)
        changed = {row.row_id for row in rows}
        if stays and not self._words:
            for row_id in changed:
                at = self._rows[row_id]
                self._documents[at] = self._workspace.project.documents.get(row_id)
            self._repaint(changed)
        else:
            self._documents = self._workspace.project.documents.all()
            self._show()

    def _show(self) -> None:
        self.beginResetModel()
        self._shown = [one for one in self._documents if self._fits(one)] if self._words else self._documents
        self._number()
        self.endResetModel()

    def _number(self) -> None:
        self._rows = {document.id: row for row, document in enumerate(self._shown)}

    def _fits(self, document: Document) -> bool:
        return (
            any(self._words in words.casefold() for words in (document.name, kind_words(document.kind)))
            or self._words in self.people(document).casefold()
        )

    def _repaint(self, document_ids: Iterable[Id]) -> None:
        for row in {self.row_of(row_id) for row_id in document_ids} - {-1}:
            self.dataChanged.emit(self.index(row), self.index(row))

    # ---- words

    def _found_people(self, document: Document) -> str:
        ids = [document.participant_id]
        if document.participant_id is None:
            ids = [speaker.participant_id for speaker in self._workspace.project.documents.speakers(document.id)]
        return ", ".join(dict.fromkeys(self._labels[one] for one in ids if one in self._labels))

    def _in_words(self, document: Document, between: str) -> str:
        count = self._workspace.counts_by_document[document.id]
        words = [document.name, kind_words(document.kind), self.people(document)]
        words.append(self.tr("%n coding(s)", None, count) if count else self.tr("no codings yet"))
        if memos := self._memos.on("document_id", document.id):
            words.append(self.tr("%n memo(s)", None, len(memos)))
        return between.join(word for word in words if word)


def _bold() -> QFont:
    font = QFont()
    font.setWeight(QFont.Weight.DemiBold)
    return font

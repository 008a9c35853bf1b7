"""The choice of the document that is compared; each says by how many coders it has been coded."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

from annotator.project.documents import Document
from annotator.project.ids import Id

_MARK = "\u200e"  # left to right: the count behind an Arabic or Hebrew name is no part of it


class DocumentChoice(QComboBox):
    """Letters find a document by its name here, whatever they are the keys of elsewhere."""

    document_chosen = Signal(object)  # Id

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Document"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(16)
        self._ids: list[Id] = []
        self.activated.connect(self._tell)

    def show_documents(self, documents: Iterable[Document], coder_counts: dict[Id, int], chosen: Id | None) -> None:
        """Offer these documents."""
        rows = [(document.id, document.name, coder_counts.get(document.id, 0)) for document in documents]
        words = [f"{name}{_MARK}  ·  {self.tr('%n coder(s)', None, count)}" for _, name, count in rows]
        if words != [self.itemText(row) for row in range(self.count())]:
            self.clear()
            self.addItems(words)
            for row, (_, name, _count) in enumerate(rows):
                self.setItemData(row, name, Qt.ItemDataRole.ToolTipRole)
        self._ids = [document_id for document_id, _, _ in rows]
        self.setCurrentIndex(self._ids.index(chosen) if chosen in self._ids else -1)
        self.setToolTip(self.currentText())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_letter(event):
            event.accept()
            return True
        return super().event(event)

    def _tell(self, row: int) -> None:
        self.document_chosen.emit(self._ids[row])


def _is_letter(event: QKeyEvent) -> bool:
    is_command = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    return bool(event.text()) and event.text().isprintable() and not is_command

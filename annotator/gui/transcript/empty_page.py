"""What stands in the place of a transcript while none is shown: what to do, and the button for it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from annotator.gui.icon_button import IconButton


class EmptyPage(QWidget):
    """A hint, and the offer to import where there is nothing to choose yet."""

    import_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = QLabel()
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = IconButton("import", self.tr("Import transcripts…"))
        self.button.clicked.connect(self.import_wanted)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(self._hint)
        column.addSpacing(8)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(3)

    def offer(self, *, has_documents: bool) -> None:
        """Say what to do where there are documents to choose from, or none yet."""
        if has_documents:
            self._hint.setText(self.tr("Choose a document at the left to read and code it."))
        else:
            self._hint.setText(self.tr("There is no transcript here yet.\nImport one, or drop files on the window."))
        self.button.setVisible(not has_documents)

"""The example of a code: the words of the coding that shows best what the code means, and the way there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from annotator.analysis.paragraphs import Paragraphs
from annotator.gui import theme
from annotator.gui.workspace import Passage, Workspace
from annotator.project.codings import Coding
from annotator.project.errors import NotFound
from annotator.project.ids import Id

_MOST_CHARS = 400


class ExampleQuotation(QWidget):
    """Shows the words as they stand in the transcript. A click, or the button, goes there."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._coding: Coding | None = None
        self.title = QLabel(self.tr("Example"))
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setCursor(Qt.CursorShape.PointingHandCursor)
        self.button = QPushButton()
        self.button.setFlat(True)
        self.button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID_PX)
        for part in (self.title, self.words, self.button):
            column.addWidget(part)

    def show_coding(self, coding_id: Id | None) -> None:
        """Show the words of a coding, or nothing."""
        self._coding = self._found(coding_id)
        self.setVisible(self._coding is not None)
        if self._coding is None:
            return
        documents = self._workspace.project.documents
        text = documents.text(self._coding.document_id).text
        words = text[self._coding.start_char : self._coding.end_char] or self.tr("words that a correction took out")
        number = Paragraphs(text).number_at(self._coding.start_char)
        name = documents.get(self._coding.document_id).name
        self.words.setText(f"“{words if len(words) <= _MOST_CHARS else words[:_MOST_CHARS] + ' […]'}”")
        self.words.setToolTip("" if len(words) <= _MOST_CHARS else self.tr("Click to read all of it in its place"))
        self.words.setAccessibleName(self.tr("Example: {words}").format(words=words))
        self._name_button(self.tr("¶ {number} in {document}").format(number=number, document=name))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.words.geometry().contains(event.position().toPoint()):
            self._go()
        else:
            super().mouseReleaseEvent(event)

    def _found(self, coding_id: Id | None) -> Coding | None:
        if coding_id is None:
            return None
        try:
            coding = self._workspace.project.codings.get(coding_id)
        except NotFound:  # it was uncoded; the code still names it, for an undo
            return None
        return None if self._workspace.sight.hides_coder(coding.coder_id) else coding

    def _name_button(self, words: str) -> None:
        shown = self.button.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, 200)
        self.button.setText(shown.replace("&", "&&"))
        self.button.setToolTip(words)
        self.button.setAccessibleName(self.tr("Go to the example: {place}").format(place=words))

    def _go(self) -> None:
        if self._coding is not None:
            coding = self._coding
            self._workspace.go_to(Passage(coding.document_id, coding.start_char, coding.end_char))
            self._workspace.choose_coding(coding.id)

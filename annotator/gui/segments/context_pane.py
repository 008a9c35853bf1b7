"""The chosen segment as it stands: its paragraphs and their neighbours from the stored text, its words marked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QPalette, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QTextEdit, QVBoxLayout, QWidget

from annotator.analysis.paragraphs import Paragraphs
from annotator.analysis.segment_material import Place, SegmentMaterial
from annotator.gui import settings, theme
from annotator.gui.memos.elided_label import ElidedLabel
from annotator.gui.segments.stored_texts import StoredTexts
from annotator.gui.transcript.text_positions import TextPositions
from annotator.project.codes import PATH_SEPARATOR

_CHOICE = "segments_context"
_NEIGHBOURS = (0, 1, 3, 8)


class ContextPane(QWidget):
    """Shows one segment at a time. How many paragraphs stand around it is remembered."""

    place_wanted = Signal(object)  # Place
    _shown: tuple[Place, SegmentMaterial] | None = None

    def __init__(self, texts: StoredTexts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self.title = ElidedLabel()
        self.text = QTextEdit()
        self.neighbours = QComboBox()
        self.go_button = QPushButton(self.tr("Show in the transcript"))
        self._lay_out()
        self.neighbours.currentIndexChanged.connect(self._on_neighbours)
        self.go_button.clicked.connect(self._go)
        self.show_place(None, None)

    def show_place(self, place: Place | None, material: SegmentMaterial | None) -> None:
        """Show a segment, or say that none is chosen."""
        self._shown = (place, material) if place is not None and material is not None else None
        self.go_button.setEnabled(self._shown is not None)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._shown is not None:
            self._draw()

    def _draw(self) -> None:
        if self._shown is None:
            self.title.say(self.tr("Choose a segment to see it whole, with what stands around it."))
            self.text.clear()
            return
        place, material = self._shown
        self.title.say(self._title(place, material))
        text = self._texts.of(place.document_id)
        if place.end > len(text):  # the text is another one now, and the list not yet
            self.text.clear()
            return
        begin, end = self._around(place, text)
        self.text.setPlainText(text[begin:end])
        self._mark(text[begin:end], place.start - begin, place.end - begin, self._colour(place, material))

    def _around(self, place: Place, text: str) -> tuple[int, int]:
        """The span of the segment's paragraphs and their neighbours, in code points."""
        paragraphs = Paragraphs(text)
        if not paragraphs.count:
            return place.start, place.end
        more = _NEIGHBOURS[self.neighbours.currentIndex()]
        first = max(paragraphs.number_at(place.start) - more, 1)
        last = min(paragraphs.number_at(max(place.end - 1, place.start)) + more, paragraphs.count)
        begin, _ = paragraphs.span_of(first)
        _, end = paragraphs.span_of(last)
        return min(begin, place.start), max(end, place.end)

    def _mark(self, shown: str, start: int, end: int, colour: str) -> None:
        """Mark the words by a ground and a line under them, and bring their beginning into sight."""
        positions = TextPositions(shown)
        mark = QTextEdit.ExtraSelection()
        form = QTextCharFormat()
        form.setBackground(theme.tint((colour,), self.palette().color(QPalette.ColorRole.Base)))
        form.setFontUnderline(True)
        form.setUnderlineColor(theme.stripe_colour(colour, self.palette().color(QPalette.ColorRole.Base)))
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(positions.to_units(start))
        self.text.setTextCursor(cursor)
        cursor.setPosition(positions.to_units(end), QTextCursor.MoveMode.KeepAnchor)
        mark.cursor = cursor
        mark.format = form
        self.text.setExtraSelections([mark])
        top = self.text.cursorRect().top() + self.text.verticalScrollBar().value()
        self.text.verticalScrollBar().setValue(top - self.text.viewport().height() // 4)

    def _title(self, place: Place, material: SegmentMaterial) -> str:
        person = material.participant_of(place)
        parts = (
            PATH_SEPARATOR.join(material.paths.get(place.code_id, ())),
            material.documents[place.document_id].name,
            person.label if person is not None else "",
            f"¶ {place.first}" if place.first == place.last else f"¶ {place.first}–{place.last}",
            material.coders[place.coder_id].name,
        )
        return " · ".join(part for part in parts if part)

    def _colour(self, place: Place, material: SegmentMaterial) -> str:
        if place.code_id in material.tree:
            return material.tree.get(place.code_id).colour
        return QColor(Qt.GlobalColor.gray).name()

    def _on_neighbours(self) -> None:
        settings.save_choice(_CHOICE, self.neighbours.currentIndex())
        self._draw()

    def _go(self) -> None:
        if self._shown is not None:
            self.place_wanted.emit(self._shown[0])

    def _lay_out(self) -> None:
        self.text.setReadOnly(True)
        self.text.setFrameShape(QTextEdit.Shape.NoFrame)
        self.text.setAccessibleName(self.tr("The chosen segment in its place"))
        self.text.document().setDocumentMargin(theme.DOCUMENT_MARGIN_PX)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.neighbours.addItems(
            [
                self.tr("its paragraphs"),
                self.tr("1 paragraph around it"),
                self.tr("3 paragraphs around it"),
                self.tr("8 paragraphs around it"),
            ]
        )
        self.neighbours.setAccessibleName(self.tr("How much is shown around the segment"))
        kept = settings.choice(_CHOICE, "1")
        self.neighbours.setCurrentIndex(int(kept) if kept in {"0", "1", "2", "3"} else 1)
        top = QHBoxLayout()
        top.setContentsMargins(3 * theme.GRID_PX, theme.GRID_PX, 2 * theme.GRID_PX, theme.GRID_PX)
        top.addWidget(self.title, 1)
        top.addWidget(self.neighbours)
        top.addWidget(self.go_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.text, 1)

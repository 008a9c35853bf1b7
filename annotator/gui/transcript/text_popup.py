"""The small popup in which the words of transcripts are set: font, size, room between lines and length of lines."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QPushButton, QVBoxLayout, QWidget

from annotator.gui import theme
from annotator.gui.transcript.typography import LINE_HEIGHTS_PERCENT, MEASURES_CHARS, SIZES_PT, Typography

_LEAST_FIELD_CHARS = 18


class TextPopup(QFrame):
    """Four choices, each shown in the transcript as soon as it is made."""

    chosen = Signal(object)  # Typography

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(self.tr("Text of the transcript"))
        self._typography = Typography()
        self.family = self._field(self.tr("Font"), self._families())
        self.size_pt = self._field(self.tr("Size"), ((f"{size:g} pt", size) for size in SIZES_PT))
        self.line_height = self._field(
            self.tr("Line spacing"), ((self.tr("{percent} %").format(percent=n), n) for n in LINE_HEIGHTS_PERCENT)
        )
        self.measure = self._field(
            self.tr("Length of lines"), ((self.tr("{count} characters").format(count=n), n) for n in MEASURES_CHARS)
        )
        self.usual = QPushButton(self.tr("Back to the &usual"))
        self.usual.setAutoDefault(True)
        self.usual.clicked.connect(lambda: self._choose(Typography()))
        self._lay_out()

    def open_at(self, place: QPoint, typography: Typography) -> None:
        """Show the choices as they are now, with the popup's corner at a place of the screen."""
        self._show(typography)
        self.adjustSize()
        room = self.screen().availableGeometry()
        self.move(
            max(room.left(), min(place.x(), room.right() - self.width())),
            max(room.top(), min(place.y(), room.bottom() - self.height())),
        )
        self.show()
        self.size_pt.setFocus(Qt.FocusReason.PopupFocusReason)

    def _families(self) -> list[tuple[str, str]]:
        names = sorted({name for name in QFontDatabase.families() if not QFontDatabase.isPrivateFamily(name)})
        return [(self.tr("As in the window"), ""), *((name, name) for name in names)]

    def _field(self, name: str, items: Iterable[tuple[str, object]]) -> QComboBox:
        field = QComboBox(self)
        field.setAccessibleName(name)
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        field.setMinimumContentsLength(_LEAST_FIELD_CHARS)
        for words, value in items:
            field.addItem(words, value)
        field.activated.connect(self._take)
        return field

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(2 * theme.GRID_PX)
        form.addRow(self.tr("&Font"), self.family)  # given as text, the letter leads to the field
        form.addRow(self.tr("&Size"), self.size_pt)
        form.addRow(self.tr("&Line spacing"), self.line_height)
        form.addRow(self.tr("L&ength of lines"), self.measure)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(self.usual, 0, Qt.AlignmentFlag.AlignRight)

    def _show(self, typography: Typography) -> None:
        self._typography = typography
        for field, value in (
            (self.family, typography.family),
            (self.size_pt, typography.size_pt),
            (self.line_height, typography.line_height_percent),
            (self.measure, typography.measure_chars),
        ):
            field.setCurrentIndex(_nearest(field, value))

    def _take(self) -> None:
        values = (self.family, self.size_pt, self.line_height, self.measure)
        self._choose(Typography(*(field.currentData() for field in values)))

    def _choose(self, typography: Typography) -> None:
        self._show(typography)
        self.chosen.emit(typography)


def _nearest(field: QComboBox, value: str | float) -> int:
    """The item that holds a value, or the number that is nearest to it."""
    held = [field.itemData(index) for index in range(field.count())]
    if isinstance(value, str):
        return held.index(value) if value in held else 0
    return min(range(len(held)), key=lambda index: abs(held[index] - value))

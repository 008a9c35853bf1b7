"""A chip: one thing that was chosen, with its sign and a cross that takes it away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QWidget

from annotator.gui import theme

_ICON_PX = 14
_GAP_PX = theme.GRID_PX
_SIDE_PX = theme.GRID_PX + 2
_MOST_PX = 220
_LEAST_PX = 72


class Chip(QAbstractButton):
    """Shows a name; a click on the cross, Delete or Backspace asks for it to be taken away."""

    removal_wanted = Signal()

    def __init__(self, words: str, tooltip: str, icon: QIcon | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(words)
        self.setToolTip(tooltip)
        self.setAccessibleName(tooltip)
        self.setAccessibleDescription(self.tr("Delete takes it away"))
        if icon is not None:
            self.setIcon(icon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        sign = 0 if self.icon().isNull() else _ICON_PX + _GAP_PX
        width = metrics.horizontalAdvance(self.text()) + sign + _ICON_PX + _GAP_PX + 2 * _SIDE_PX + 2
        return QSize(min(width, _MOST_PX), metrics.height() + _GAP_PX + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(_LEAST_PX, self.sizeHint().width()), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self._cross().adjusted(-_GAP_PX, -_GAP_PX, _GAP_PX, _GAP_PX).contains(event.position().toPoint()):
            self.removal_wanted.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        painter.setPen(palette.color(QPalette.ColorRole.Mid))
        painter.setBrush(palette.color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), _GAP_PX, _GAP_PX)
        words = self.rect().adjusted(_SIDE_PX, 0, -(_SIDE_PX + _ICON_PX + _GAP_PX), 0)
        if not self.icon().isNull():
            self.icon().paint(painter, self._mirrored(QRect(words.x(), self._top(), _ICON_PX, _ICON_PX)))
            words.setLeft(words.left() + _ICON_PX + _GAP_PX)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, words.width())
        leading = QStyle.visualAlignment(
            self.layoutDirection(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        painter.drawText(self._mirrored(words), int(leading), shown)
        theme.icon("close", theme.quiet_colour(palette)).paint(painter, self._cross())
        if self.hasFocus():
            self._draw_focus(painter)
        painter.end()

    def _draw_focus(self, painter: QPainter) -> None:
        painter.setPen(self.palette().color(QPalette.ColorRole.Highlight))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), _GAP_PX, _GAP_PX)

    def _cross(self) -> QRect:
        size = _ICON_PX - 2
        place = QPoint(self.width() - _SIDE_PX - size, (self.height() - size) // 2)
        return self._mirrored(QRect(place, QSize(size, size)))

    def _top(self) -> int:
        return (self.height() - _ICON_PX) // 2

    def _mirrored(self, box: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), box)

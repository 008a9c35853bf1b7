"""The room of the panel under the list: as high as it wants to be, but never more than its share; then it scrolls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

_SHARE = 0.62


class PanelArea(QScrollArea):
    """Holds one widget in a splitter."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._inside = inside
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def bring_into_sight(self, part: QWidget) -> None:
        """Scroll until all of a part of the panel is seen, once it has its place."""
        QTimer.singleShot(0, part, lambda: self.ensureWidgetVisible(part, 0, 0))

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        above = self.parentWidget()
        most = int(above.height() * _SHARE) if above is not None else 0
        wanted = self._inside.minimumSizeHint()
        return QSize(wanted.width(), min(wanted.height(), most))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Where the widget wants another height, so does its room."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

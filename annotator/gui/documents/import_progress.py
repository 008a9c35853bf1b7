"""The slim strip that shows how far an import is, with a way to stop it. It covers nothing that is being worked on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMainWindow, QProgressBar, QPushButton, QWidget

from annotator.gui import theme

_HEIGHT_PX = 10 * theme.GRID_PX


class ImportProgress(QFrame):
    """Lies over the lower edge of a window, above its status bar, while it is shown."""

    cancel_wanted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAccessibleName(self.tr("Import"))
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setFixedHeight(_HEIGHT_PX)
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(3 * theme.GRID_PX)
        self.bar.setAccessibleName(self.tr("Progress of the import"))
        self.cancel_button = QPushButton(self.tr("Cancel import"))
        self.cancel_button.clicked.connect(self.cancel_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * theme.GRID_PX, theme.GRID_PX, theme.GRID_PX, theme.GRID_PX)
        row.setSpacing(2 * theme.GRID_PX)
        row.addWidget(self.words, 2)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel_button)
        window.installEventFilter(self)
        self.hide()

    def show_step(self, done: int, total: int, name: str) -> None:
        """Say which file is being read. A total of 0 means that it is not known yet."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        words = self.tr("Reading {number} of {total}: {name}").format(
            number=min(done + 1, total), total=total, name=name
        )
        room = max(80, self.width() // 2)
        shown = words if name else self.tr("Finding the speakers…")
        self.words.setText(self.words.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideMiddle, room))

    def appear(self) -> None:
        """Show the strip where the window is now. The keyboard stays where it is."""
        self._lie_down()
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self._lie_down()
        return False

    def _lie_down(self) -> None:
        window = self.parentWidget()
        assert window is not None
        below_px = window.statusBar().height() if isinstance(window, QMainWindow) else 0
        self.setGeometry(0, window.height() - below_px - _HEIGHT_PX, window.width(), _HEIGHT_PX)

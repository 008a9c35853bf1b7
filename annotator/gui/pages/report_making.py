"""The line above the preview that says how far the tables are, and lets a person stop them and go on later."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from annotator.gui import theme
from annotator.gui.memos.elided_label import ElidedLabel

_SHOWN_AFTER_MS = 400


class MakingLine(QWidget):
    """Shows itself where the making takes long, and after it was stopped."""

    stop_wanted = Signal()
    make_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = ElidedLabel()
        self.bar = QProgressBar(textVisible=False)
        self.stop_button = QPushButton(self.tr("Stop"))
        self.make_button = QPushButton(self.tr("Make the tables"))
        self._patience = QTimer(self, singleShot=True, interval=_SHOWN_AFTER_MS)
        self._patience.timeout.connect(self.show)
        self._prepare()
        self.hide()

    def begin(self) -> None:
        """The tables are being made; the line shows itself unless they are done soon."""
        self._say(self.tr("Making the tables…"), is_running=True)
        self.bar.setRange(0, 0)
        if self.isHidden():
            self._patience.start()

    def tell(self, done: int, total: int, table: str) -> None:
        """How far they are, and which one is made now."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.words.say(
            self.tr("Making the tables: {table}…").format(table=QCoreApplication.translate("reports", table))
        )

    def end(self) -> None:
        """All tables are made, or none can be."""
        self._patience.stop()
        self.hide()

    def say_stopped(self) -> None:
        """They were stopped: say that what is shown is older, and offer to make them."""
        self._patience.stop()
        self._say(
            self.tr("Stopped. The tables below may be older than the project or what is chosen."), is_running=False
        )
        self.show()

    def _say(self, words: str, *, is_running: bool) -> None:
        self.words.say(words)
        self.bar.setVisible(is_running)
        self.stop_button.setVisible(is_running)
        self.make_button.setVisible(not is_running)

    def _prepare(self) -> None:
        self.bar.setAccessibleName(self.tr("How far the tables are"))
        self.bar.setFixedWidth(180)
        self.stop_button.setToolTip(self.tr("Stop making the tables; exporting makes them anew"))
        self.stop_button.clicked.connect(self.stop_wanted)
        self.make_button.clicked.connect(self.make_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * theme.GRID_PX, theme.GRID_PX, 3 * theme.GRID_PX, theme.GRID_PX)
        row.setSpacing(2 * theme.GRID_PX)
        row.addWidget(self.words, 1)
        for widget in (self.bar, self.stop_button, self.make_button):
            row.addWidget(widget)

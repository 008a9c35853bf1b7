"""What the room of merging shows before a file is chosen: what it is for, and the ways to begin."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from annotator.gui import theme
from annotator.gui.icon_button import IconButton
from annotator.gui.merging import words
from annotator.gui.merging.section import QuietLabel

_WIDTH_PX = 560


class StartView(QWidget):
    """Offers to choose copies, those that were merged before, and to make one."""

    choosing_wanted = Signal()
    file_wanted = Signal(object)  # Path
    copy_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self.choose_button = IconButton("merge", self.tr("Choose copies to merge…"))
        self.copy_button = IconButton("export", self.tr("Make a copy for somebody…"))
        self.drop_words = QuietLabel(self.tr("or drop the files here"))
        self.recent_words = QuietLabel(self.tr("Merged before; look again whether there is something new:"))
        self.recent_buttons: list[QPushButton] = []
        self.choose_button.clicked.connect(self.choosing_wanted)
        self.copy_button.clicked.connect(self.copy_wanted)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(2 * theme.GRID_PX)
        self._lay_out()

    def show_recent(self, paths: Sequence[Path]) -> None:
        """Offer files that were merged before."""
        for button in self.recent_buttons:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.recent_buttons = [self._recent_button(path) for path in paths]
        self.recent_words.setVisible(bool(paths))
        for button in self.recent_buttons:
            self._column.insertWidget(self._column.count() - 1, button, 0, Qt.AlignmentFlag.AlignHCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        margins = self._column.contentsMargins()
        width = min(_WIDTH_PX, event.size().width() - margins.left() - margins.right())
        self.words.setFixedSize(width, self.words.heightForWidth(width))

    def _recent_button(self, path: Path) -> QPushButton:
        button = QPushButton(words.short_name(path.name).replace("&", "&&"))
        button.setFlat(True)
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        button.setToolTip(str(path))
        button.setAccessibleName(self.tr("Look at {file}").format(file=path.name))
        button.clicked.connect(partial(self.file_wanted.emit, path))
        return button

    def _lay_out(self) -> None:
        self.words.setText(
            self.tr(
                "Send everybody a copy of the project and let them code. When a copy comes back, merge it: you see "
                "all that it brings before anything happens, nothing is lost, and one Undo takes it back."
            )
        )
        self._column.addStretch(2)
        rows = (self.words, self.choose_button, self.drop_words, self.copy_button, self.recent_words)
        for widget in rows:
            self._column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.insertSpacing(2, 2 * theme.GRID_PX)
        self._column.insertSpacing(5, 2 * theme.GRID_PX)
        self._column.insertSpacing(7, 2 * theme.GRID_PX)
        self._column.addStretch(3)

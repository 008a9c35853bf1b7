"""The line that names the Word template of the report."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLabel, QPushButton, QToolButton, QWidget

from annotator.gui import theme
from annotator.gui.memos.elided_label import ElidedLabel


class TemplateLine(QWidget):
    """A Word document whose styles, page and header the report takes, or none."""

    chosen = Signal(str)  # the path, or nothing

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = ""
        self._name = ElidedLabel()
        self._clear = QToolButton(autoRaise=True)
        choose = QPushButton(self.tr("Choose…"))
        choose.setAccessibleName(self.tr("Choose a Word template"))
        choose.setToolTip(
            self.tr("A Word document whose styles, page and header the report takes, such as a journal's")
        )
        choose.clicked.connect(self.choose)
        self._clear.setAccessibleName(self.tr("Use no template"))
        self._clear.setToolTip(self._clear.accessibleName())
        self._clear.clicked.connect(lambda: self.chosen.emit(""))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.GRID_PX)
        grid.addWidget(QLabel(self.tr("Word template:")), 0, 0, 1, 3)
        grid.addWidget(self._name, 1, 0)
        grid.addWidget(self._clear, 1, 1)
        grid.addWidget(choose, 1, 2)
        grid.setColumnStretch(0, 1)

    def show_path(self, path: str) -> None:
        """Name the template; nothing means none."""
        self._path = path
        self._name.say(Path(path).name if path else self.tr("None: plain, sober styles"))
        self._clear.setIcon(theme.icon("close"))
        self._clear.setEnabled(bool(path))

    def choose(self) -> None:
        """Ask for a document."""
        dialog = QFileDialog(
            self, self.tr("Word template"), str(Path(self._path).parent if self._path else Path.home())
        )
        dialog.setNameFilter(self.tr("Word documents and templates (*.docx *.dotx *.docm *.dotm)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.chosen)
        dialog.open()

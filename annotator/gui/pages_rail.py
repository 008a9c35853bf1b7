"""The rail at the left of the window: one button for each room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QToolBar, QWidget

from annotator.gui.actions import Actions

_ICON = QSize(20, 20)


class PagesRail(QToolBar):
    """Goes to the rooms of a project."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Pages"))
        self.setObjectName("pagesRail")
        self.setMovable(False)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setIconSize(_ICON)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        group = QActionGroup(self)
        for name, label in self._rooms():
            actions[name].setIconText(label)
            group.addAction(actions[name])
            self.addAction(actions[name])

    def _rooms(self) -> tuple[tuple[str, str], ...]:
        return (
            ("go.code", self.tr("Code")),
            ("go.segments", self.tr("Segments")),
            ("go.search", self.tr("Search")),
            ("go.participants", self.tr("Participants")),
            ("go.compare", self.tr("Compare")),
            ("go.merge", self.tr("Merge")),
            ("go.history", self.tr("History")),
            ("go.report", self.tr("Report")),
        )

"""A room of the window on a screen, over a real project, and what it told: the desk of whoever tests one room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from annotator.gui.actions import Actions
from annotator.gui.messages import Notice
from annotator.gui.workspace import Passage, Workspace
from annotator.project.project import Project


class RoomDesk:
    """A room that says by `is_fresh` whether it shows what the project holds."""

    page: Any

    def __init__(self, project: Project, qtbot: QtBot, make: Callable[[Workspace, Actions], Any]) -> None:
        self.project = project
        self.qtbot = qtbot
        self.notices: list[Notice] = []
        self.places: list[Passage] = []
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.workspace = Workspace(project, self.window)
        self.workspace.noticed.connect(self.notices.append)
        self.workspace.place_wanted.connect(self.places.append)
        self.actions = Actions(self.window)
        self.page = make(self.workspace, self.actions)
        self.window.setCentralWidget(self.page)
        self.window.resize(1180, 660)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.settle()

    def settle(self) -> None:
        """Wait until all that is shown is what the project holds."""
        QApplication.processEvents()
        self.qtbot.waitUntil(lambda: self.page.is_fresh, timeout=10_000)
        QApplication.processEvents()
        self.actions.enable(self.workspace.conditions() | self.page.conditions())

"""The whole window over a real project: the desk of whoever tests what goes through several rooms."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.gui.main_window import MainWindow
from annotator.gui.workspace import Workspace
from annotator.project.project import Project


class WholeWindow:
    """The window at 1280 x 720, with the keyboard in it and the project open."""

    def __init__(self, qtbot: QtBot, path: Path) -> None:
        self.qtbot = qtbot
        self.window = MainWindow()
        qtbot.addWidget(self.window)
        self.window.resize(1280, 720)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.window.begin()
        self.open(path)

    def open(self, path: Path) -> None:
        """Open a project in place of the one that is open."""
        assert self.window.open_project(path)
        QApplication.processEvents()

    @property
    def workspace(self) -> Workspace:
        assert self.window.workspace is not None
        return self.window.workspace

    @property
    def project(self) -> Project:
        return self.workspace.project

"""A window with the room of participants in it, and the hands to use it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from annotator.gui.actions import Actions
from annotator.gui.messages import Notice
from annotator.gui.participants.cells_view import CellsView
from annotator.gui.participants.page import ParticipantsPage
from annotator.gui.workspace import Workspace
from annotator.project.project import Project

PLAIN = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@dataclass
class PeopleWindow:
    """The room, its window, and what it told."""

    qtbot: QtBot
    project: Project
    workspace: Workspace
    window: QMainWindow
    actions: Actions
    page: ParticipantsPage
    notices: list[Notice]

    @property
    def view(self) -> CellsView:
        """The list that is shown."""
        return self.page._cells()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        """Press a key where the keyboard is."""
        self.qtbot.keyClick(QApplication.focusWidget() or self.view, key, modifiers)
        QApplication.processEvents()  # what an editor holds is taken over a moment after its key

    def type(self, text: str) -> None:
        """Type where the keyboard is."""
        for letter in text:  # the first one opens the editor, which takes the others
            self.qtbot.keyClicks(QApplication.focusWidget() or self.view, letter)

    def go(self, row: int, heading: str) -> None:
        """Let the cell in this row, under this heading, be the current one."""
        self.view.go(row, self.column(heading))

    def select(self, row: int, heading: str, rows: int, columns: int) -> None:
        """Select a range by Shift and the arrow keys."""
        self.go(row, heading)
        for _ in range(rows - 1):
            self.key(Qt.Key.Key_Down, SHIFT)
        for _ in range(columns - 1):
            self.key(Qt.Key.Key_Right, SHIFT)

    def column(self, heading: str) -> int:
        """The column under a heading."""
        model = self.view.model()
        heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
        return heads.index(heading)

    def shown(self, heading: str) -> list[str]:
        """What stands under a heading."""
        model, column = self.view.model(), self.column(heading)
        return [str(model.index(row, column).data() or "") for row in range(model.rowCount())]

    def do(self, name: str) -> None:
        """Choose an action that can be done now."""
        self.actions.enable(self.workspace.conditions() | self.page.conditions())
        assert self.actions[name].isEnabled(), name
        self.actions[name].trigger()

    def clip(self, text: str) -> None:
        """Copy something in another program."""
        QGuiApplication.clipboard().setText(text)

    @property
    def clipboard(self) -> str:
        """What another program would paste."""
        return QGuiApplication.clipboard().text()

    def values(self) -> dict[str, dict[str, str]]:
        """What the project says, by label and attribute."""
        people = self.project.participants
        names = {attribute.id: attribute.name for attribute in people.attributes()}
        found: dict[str, dict[str, str]] = {person.label: {} for person in people.all()}
        labels = {person.id: person.label for person in people.all()}
        for (person, attribute), value in people.values().items():
            found[labels[person]][names[attribute]] = value
        return found

    def operations(self) -> int:
        """How many operations the project has."""
        return len(self.project.history.operations())


def open_room(qtbot: QtBot, project: Project) -> PeopleWindow:
    """The room of a project, on the screen, with the keyboard in it."""
    workspace = Workspace(project)
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = Actions(window)
    page = ParticipantsPage(workspace, actions, window)
    window.setCentralWidget(page)
    window.resize(1200, 600)
    notices: list[Notice] = []
    workspace.noticed.connect(notices.append)
    workspace.conditions_changed.connect(lambda: actions.enable(workspace.conditions() | page.conditions()))
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    page.setFocus()
    actions.enable(workspace.conditions() | page.conditions())
    qtbot.waitUntil(lambda: page.counts.is_fresh, timeout=10_000)
    return PeopleWindow(qtbot, project, workspace, window, actions, page, notices)

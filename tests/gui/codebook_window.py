"""A window with a codebook panel over a real project, and the hands of its user."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from annotator.gui.actions import Actions
from annotator.gui.codebook.code_row import CodeRow
from annotator.gui.codebook.panel import CodebookPanel
from annotator.gui.messages import Notice
from annotator.gui.workspace import Passage, Workspace
from annotator.project.ids import Id
from annotator.project.project import Project

TEXT = "I: What helped?\nP: She kept the kettle warm until I came.\nP: And she never once asked me to hurry.\n"
_KEPT = Qt.KeyboardModifier.NoModifier


class CodebookWindow:
    """The panel on a screen."""

    def __init__(self, project: Project, qtbot: QtBot) -> None:
        self.project = project
        self.qtbot = qtbot
        self.notices: list[Notice] = []
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.workspace = Workspace(project, self.window)
        self.workspace.noticed.connect(self.notices.append)
        self.actions = Actions(self.window)
        self.panel = CodebookPanel(self.workspace, self.actions)
        self.tree = self.panel.tree
        self.field = self.panel.finder.field
        self.window.setCentralWidget(self.panel)
        self.window.resize(290, 640)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        self.tree.setFocus()

    def code(self, name: str) -> Id:
        """The id of a code of this name or path."""
        return self.project.codes.find(name).id

    def rows(self) -> list[str]:
        """The rows on the screen from top to bottom, each with two spaces for a level, and its count."""
        delegate = self.tree.itemDelegate()
        assert isinstance(delegate, CodeRow)
        shown, index = [], self.panel.model.index(0, 0)
        while index.isValid():
            level, above = 0, index.parent()
            while above.isValid():
                level, above = level + 1, above.parent()
            shown.append(f"{'  ' * level}{index.data()} {delegate.count_shown(index)}")
            index = self.tree.indexBelow(index)
        return shown

    def place(self, name: str) -> QPoint:
        """The middle of a row, in the viewport."""
        return self.tree.visualRect(self.panel.model.index_of(self.code(name))).center()

    def click(self, name: str, modifier: Qt.KeyboardModifier = _KEPT) -> None:
        """Click a row."""
        self.qtbot.mouseClick(self.tree.viewport(), Qt.MouseButton.LeftButton, modifier, self.place(name))

    def select(self, *names: str) -> None:
        """Click the first, and the others with Ctrl."""
        self.click(names[0])
        for name in names[1:]:
            self.click(name, Qt.KeyboardModifier.ControlModifier)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _KEPT) -> None:
        """Press a key where the keyboard is."""
        self.qtbot.keyClick(QApplication.focusWidget() or self.tree, key, modifier)

    def type(self, text: str) -> None:
        """Type where the keyboard is."""
        self.qtbot.keyClicks(QApplication.focusWidget(), text)

    def drop(self, data: QMimeData, at: QPoint) -> bool:
        """Drag something over the tree and let go of it; whether it was taken."""
        actions = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
        rest = (actions, data, Qt.MouseButton.LeftButton, _KEPT)
        viewport = self.tree.viewport()
        QApplication.sendEvent(viewport, QDragEnterEvent(at, *rest))
        QApplication.sendEvent(viewport, QDragMoveEvent(at, *rest))
        drop = QDropEvent(at.toPointF(), *rest)
        drop.setAccepted(False)
        QApplication.sendEvent(viewport, drop)
        return drop.isAccepted()

    def select_words(self, words: str, document_name: str = "Interview 1") -> Passage:
        """Select words of the transcript, as its view would."""
        document = self.project.documents.find(document_name)
        start = self.project.documents.text(document.id).text.index(words)
        passage = Passage(document.id, start, start + len(words))
        self.workspace.choose_document(document.id)
        self.workspace.choose_passage(passage)
        return passage


def filled(project: Project, paths: Sequence[str]) -> Project:
    """The project with a transcript and codes at these paths."""
    project.documents.add("Interview 1", TEXT)
    for path in paths:
        project.codes.ensure(path)
    return project


def give(project: Project, name: str, words: str) -> Id:
    """Code words of the transcript; the id of the coding."""
    document = project.documents.find("Interview 1")
    start = TEXT.index(words)
    return project.codings.add(document.id, project.codes.find(name).id, start, start + len(words)).id

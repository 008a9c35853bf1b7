"""The window with Anna's study, and the copies that come back to her, for the tests of the room of merging."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from annotator.gui.merging.bring_in import BringIn
from annotator.gui.merging.page import MergePage
from annotator.gui.merging.send_view import SendView
from annotator.project.copy_contents import CopyWishes
from annotator.project.project import Project
from annotator.project.send_copy import send_copy
from tests.gui.whole_window import WholeWindow

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KIOSK = "I: Who came?\nP1: The man with the lamp came, and later his sister.\n"
HARBOUR = "I: And the harbour?\nP2: Nobody sings there in winter.\n"
Work = Callable[[Project], object]


def make_study(folder: Path) -> Path:
    """Two interviews, two codes, a coding by Anna."""
    path = folder / "Choir.annot"
    with Project.create(path, title="Choir", coder_name="Anna") as project:
        kiosk = project.documents.add("Kiosk", KIOSK, participant="P1")
        project.documents.add("Harbour", HARBOUR, participant="P2")
        light = project.codes.ensure("Light")
        project.codes.ensure("Silence")
        project.codings.add(kiosk.id, light.id, KIOSK.index("The man"), KIOSK.index(" came,"))
    return path


def copy_for(study: Path, coder: str) -> Path:
    """A copy as it is sent to somebody."""
    path = study.with_name(f"{coder}.annot")
    send_copy(study, path, CopyWishes(coder, "Anna"))
    return path


def work_in(path: Path, work: Work) -> Path:
    """Let the receiver of a copy do something in it."""
    with Project.open(path, coder_name=path.stem) as project:
        work(project)
    return path


def copy_by(study: Path, coder: str, work: Work) -> Path:
    """A copy that was sent to somebody who did something in it."""
    return work_in(copy_for(study, coder), work)


def code_words(project: Project, words: str, code: str) -> None:
    """Give words of the first interview a code."""
    start = KIOSK.index(words)
    document = project.documents.find("Kiosk")
    project.codings.add(document.id, project.codes.ensure(code).id, start, start + len(words))


class MergeWindow(WholeWindow):
    """Anna at the window, in the room of merging."""

    def __init__(self, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch
        monkeypatch.setenv("ANNOTATOR_CODER", "Anna")
        super().__init__(qtbot, path)
        self.trigger("go.merge")

    @property
    def page(self) -> MergePage:
        assert self.window.rooms is not None
        page = self.window.rooms._pages["merge"]
        assert isinstance(page, MergePage)
        return page

    @property
    def bring_in(self) -> BringIn:
        return self.page.bring_in

    @property
    def send(self) -> SendView:
        return self.page.send

    def trigger(self, action: str) -> None:
        self.window.actions_[action].trigger()
        QApplication.processEvents()

    def press(self, button: QWidget) -> None:
        assert button.isVisible()
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def choose(self, *paths: Path) -> None:
        """Ctrl+Shift+J, choose these, and wait until the first is worked out."""
        self.monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path) for path in paths], ""))
        self.key(Qt.Key.Key_J, CTRL | SHIFT)
        self.settle()

    def drop(self, *paths: Path) -> bool:
        """Let go of files over the room. Returns whether they were taken."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        middle, copying = self.bring_in.rect().center(), Qt.DropAction.CopyAction
        left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        entering = QDragEnterEvent(QPoint(middle), copying, data, left, plain)
        entering.ignore()
        QApplication.sendEvent(self.bring_in, entering)
        if entering.isAccepted():
            QApplication.sendEvent(self.bring_in, QDropEvent(middle.toPointF(), copying, data, left, plain))
            self.settle()
        return entering.isAccepted()

    def settle(self) -> None:
        """Wait until nothing is being worked out."""
        self.qtbot.waitUntil(lambda: not self.bring_in.is_busy, timeout=10_000)
        QApplication.processEvents()

    def words(self) -> str:
        """All that the plan says, whether folded or not."""
        assert self.bring_in.view is not None
        from annotator.gui.merging.section import Section

        headings = [each.heading.text() for each in self.bring_in.view.findChildren(Section)]
        labels = [label.text() for label in self.bring_in.view.findChildren(QLabel)]
        return "\n".join([*headings, *labels])

    def notice(self) -> str:
        return self.window.notice_bar.text

    def save_as(self, path: Path) -> None:
        """Press "Save the copy" and say where."""
        self.monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
        self.press(self.send.save_button)

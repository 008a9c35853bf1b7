"""The room where copies go out and come home: one half brings them in, the other sends one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from annotator.gui import theme
from annotator.gui.actions import Actions
from annotator.gui.merging.bring_in import BringIn
from annotator.gui.merging.send_view import SendView
from annotator.gui.workspace import Workspace

_BRING_IN, _SEND = 0, 1


class MergePage(QWidget):
    """Two halves, one in sight."""

    def __init__(self, workspace: Workspace, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self.tabs = QTabBar()
        self.bring_in = BringIn(workspace)
        self.send = SendView(workspace)
        self._stack = QStackedWidget()
        self._lay_out()
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.bring_in.copy_wanted.connect(self.show_sending)
        self.setFocusProxy(self.tabs)

    def show_sending(self) -> None:
        """Let a copy be made, with the keyboard in the name of who gets it."""
        self.tabs.setCurrentIndex(_SEND)
        self.send.form.receiver.setFocus()

    def choose_and_merge(self) -> None:
        """Ask for copies and look at them."""
        self.tabs.setCurrentIndex(_BRING_IN)
        self.bring_in.choose_files()

    def look_at(self, paths: Sequence[Path]) -> None:
        """Look at what merging these files would do."""
        self.tabs.setCurrentIndex(_BRING_IN)
        self.bring_in.look_at(paths)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button at which the keyboard is, as the space bar does."""
        button = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(button, QAbstractButton):
            if not event.isAutoRepeat():  # a key that is held must not merge one copy after the other
                button.click()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.bring_in.close_down()
        self.send.close_down()
        event.accept()

    def _lay_out(self) -> None:
        self.tabs.setAccessibleName(self.tr("Bring copies in, or send one"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setDocumentMode(True)
        for words in (self.tr("Bring copies in"), self.tr("Send a copy")):
            self.tabs.addTab(words)
        self._stack.addWidget(self.bring_in)
        self._stack.addWidget(self.send)
        head = QHBoxLayout()
        head.setContentsMargins(4 * theme.GRID_PX, theme.GRID_PX, 4 * theme.GRID_PX, 0)
        head.addWidget(self.tabs)
        head.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

"""Where meetings are in the window: a dock under the transcript, which makes its pane when it is first shown."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QWidget

from annotator.gui.actions import Actions
from annotator.gui.bottom_dock import BottomDock
from annotator.gui.meetings.panel import MeetingPanel
from annotator.gui.workspace import Workspace

_FIRST_HEIGHT_PX = 280


class MeetingDock(BottomDock):
    """Hidden until somebody wants it, and then where it was left."""

    def __init__(self, workspace: Workspace, actions: Actions, page: QMainWindow) -> None:
        super().__init__(page, _FIRST_HEIGHT_PX)
        self._workspace = workspace
        self._actions = actions
        self.panel: MeetingPanel | None = None
        self.setObjectName("meetingDock")
        self.setWindowTitle(self.tr("Meetings"))
        self.holder.shown.connect(self.made_panel)

    def open(self) -> None:
        """Show the pane and put the keyboard into it."""
        self.show_in_room()
        self.made_panel().focus_widget().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def begin(self) -> None:
        """Begin a new meeting in the pane."""
        self.show_in_room()
        self.made_panel().begin()

    def focus_widget(self) -> QWidget:
        """What takes the keyboard in the pane."""
        return self.panel.focus_widget() if self.panel is not None else self.holder

    def store(self) -> bool:
        """Store what is being typed. Returns whether nothing is left that could be lost."""
        return self.panel.store() if self.panel is not None else True

    def close_panel(self) -> None:
        """End all work, for good."""
        if self.panel is not None:
            self.panel.close()

    def made_panel(self) -> MeetingPanel:
        """The pane, made where it is missing."""
        if self.panel is None:
            self.panel = MeetingPanel(self._workspace, self._actions, self.holder)
            self.holder.take(self.panel)
            self.panel.left.connect(self.left)
        return self.panel

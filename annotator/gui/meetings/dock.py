"""Where meetings are in the window: a dock under the transcript, which makes its pane when it is first shown."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QVBoxLayout, QWidget

from annotator.gui.actions import Actions
from annotator.gui.meetings.panel import MeetingPanel
from annotator.gui.workspace import Workspace

_FIRST_HEIGHT_PX = 280
_AREA = Qt.DockWidgetArea.BottomDockWidgetArea


class MeetingDock(QDockWidget):
    """Hidden until somebody wants it, and then where it was left."""

    left = Signal()  # Escape: back to the transcript

    def __init__(self, workspace: Workspace, actions: Actions, page: QMainWindow) -> None:
        super().__init__(page)
        self._workspace = workspace
        self._actions = actions
        self._page = page
        self.panel: MeetingPanel | None = None
        self.setObjectName("meetingDock")
        self.setWindowTitle(self.tr("Meetings"))
        self._holder = _Holder(self)
        self._holder.shown.connect(self.made_panel)
        self.setWidget(self._holder)
        page.addDockWidget(_AREA, self)
        self.hide()

    def open(self) -> None:
        """Show the pane and put the keyboard into it."""
        self._show()
        self.made_panel().focus_widget().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def begin(self) -> None:
        """Begin a new meeting in the pane."""
        self._show()
        self.made_panel().begin()

    def put_back(self) -> None:
        """Hide the pane, and let it be under the transcript when it is opened again."""
        self.setFloating(False)
        self._page.addDockWidget(_AREA, self)
        self.hide()

    def focus_widget(self) -> QWidget:
        """What takes the keyboard in the pane."""
        return self.panel.focus_widget() if self.panel is not None else self._holder

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
            self.panel = MeetingPanel(self._workspace, self._actions, self._holder)
            self._holder.take(self.panel)
            self.panel.left.connect(self.left)
        return self.panel

    def _show(self) -> None:
        was_hidden = self.isHidden()
        self.show()
        self.raise_()
        if was_hidden and not self.isFloating() and self.height() < _FIRST_HEIGHT_PX:
            self._page.resizeDocks([self], [_FIRST_HEIGHT_PX], Qt.Orientation.Vertical)


class _Holder(QWidget):
    """The place of the pane, which says when it is shown."""

    shown = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def take(self, panel: QWidget) -> None:
        """Hold the pane."""
        self._column.addWidget(panel)
        self.setFocusProxy(panel)

    def sizeHint(self) -> QSize:
        return QSize(600, _FIRST_HEIGHT_PX)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

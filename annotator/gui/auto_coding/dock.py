"""Where auto-coding is in the window: a dock under the transcript, which makes its pane when it is first shown."""

from __future__ import annotations

from PySide6.QtWidgets import QMainWindow, QWidget

from annotator.gui.auto_coding.panel import AutoCodingPanel
from annotator.gui.bottom_dock import BottomDock
from annotator.gui.workspace import Workspace

_FIRST_HEIGHT_PX = 300


class AutoCodingDock(BottomDock):
    """Hidden until somebody wants it, and then where it was left."""

    def __init__(self, workspace: Workspace, page: QMainWindow) -> None:
        super().__init__(page, _FIRST_HEIGHT_PX)
        self._workspace = workspace
        self.panel: AutoCodingPanel | None = None
        self.setObjectName("autoCodingDock")
        self.setWindowTitle(self.tr("Auto-Coding"))
        self.holder.shown.connect(self._make_panel)

    def open(self) -> None:
        """Show the pane and put the keyboard in its rule."""
        self.show_in_room()
        self._make_panel().begin()

    def focus_widget(self) -> QWidget:
        """What takes the keyboard in the pane."""
        return self.panel.focus_widget() if self.panel is not None else self.holder

    def close_panel(self) -> None:
        """End all work, for good."""
        if self.panel is not None:
            self.panel.close()

    def _make_panel(self) -> AutoCodingPanel:
        if self.panel is None:
            self.panel = AutoCodingPanel(self._workspace, self.holder)
            self.holder.take(self.panel)
            self.panel.left.connect(self._leave)
        return self.panel

    def _leave(self) -> None:
        self.hide()
        self.left.emit()

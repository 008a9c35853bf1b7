"""Where auto-coding is in the window: a dock under the transcript, which makes its pane when it is first shown."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QVBoxLayout, QWidget

from annotator.gui.auto_coding.panel import AutoCodingPanel
from annotator.gui.workspace import Workspace

_FIRST_HEIGHT_PX = 300
_AREA = Qt.DockWidgetArea.BottomDockWidgetArea


class AutoCodingDock(QDockWidget):
    """Hidden until somebody wants it, and then where it was left."""

    left = Signal()  # Escape: back to the transcript

    def __init__(self, workspace: Workspace, page: QMainWindow) -> None:
        super().__init__(page)
        self._workspace = workspace
        self._page = page
        self.panel: AutoCodingPanel | None = None
        self.setObjectName("autoCodingDock")
        self.setWindowTitle(self.tr("Auto-Coding"))
        self._holder = _Holder(self)
        self._holder.shown.connect(self._make_panel)
        self.setWidget(self._holder)
        page.addDockWidget(_AREA, self)
        self.hide()

    def open(self) -> None:
        """Show the pane and put the keyboard in its rule."""
        was_hidden = self.isHidden()
        self.show()
        self.raise_()
        if was_hidden and not self.isFloating() and self.height() < _FIRST_HEIGHT_PX:
            self._page.resizeDocks([self], [_FIRST_HEIGHT_PX], Qt.Orientation.Vertical)
        self._make_panel().begin()

    def put_back(self) -> None:
        """Hide the pane, and let it be under the transcript when it is opened again."""
        self.setFloating(False)
        self._page.addDockWidget(_AREA, self)
        self.hide()

    def focus_widget(self) -> QWidget:
        """What takes the keyboard in the pane."""
        return self.panel.focus_widget() if self.panel is not None else self._holder

    def close_panel(self) -> None:
        """End all work, for good."""
        if self.panel is not None:
            self.panel.close()

    def _make_panel(self) -> AutoCodingPanel:
        if self.panel is None:
            self.panel = AutoCodingPanel(self._workspace, self._holder)
            self._holder.take(self.panel)
            self.panel.left.connect(self._leave)
        return self.panel

    def _leave(self) -> None:
        self.hide()
        self.left.emit()


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

"""The room where transcripts are coded: documents, transcript, codebook and memos, in docks that can be moved."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QTabBar, QWidget

from annotator.gui import settings
from annotator.gui.actions import Actions
from annotator.gui.auto_coding.dock import AutoCodingDock
from annotator.gui.codebook.panel import CodebookPanel
from annotator.gui.codebook.pins import Pins
from annotator.gui.documents.panel import DocumentsPanel
from annotator.gui.meetings.dock import MeetingDock
from annotator.gui.memos.panel import MemosPanel
from annotator.gui.memos.presence import MemoPresence
from annotator.gui.transcript.memo_here import MemoWanted
from annotator.gui.transcript.page import TranscriptPage
from annotator.gui.workspace import Workspace
from annotator.project.ids import Id
from annotator.project.memos import About

_LAYOUT = "code_page"
_FIRST_AREAS = {
    "documents": Qt.DockWidgetArea.LeftDockWidgetArea,
    "codebook": Qt.DockWidgetArea.RightDockWidgetArea,
    "memos": Qt.DockWidgetArea.LeftDockWidgetArea,
    "codings_here": Qt.DockWidgetArea.BottomDockWidgetArea,
}
_FIRST_WIDTHS_PX = [220, 264]
_FIRST_HEIGHTS_PX = [300, 300]
_LOW_PX = 560


class CodePage(QMainWindow):
    """Documents at the left, the transcript in the middle, the codebook and the memos at the right."""

    status = Signal(str)
    import_wanted = Signal()

    def __init__(self, workspace: Workspace, actions: Actions) -> None:
        super().__init__()
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setDockOptions(QMainWindow.DockOption.AllowTabbedDocks | QMainWindow.DockOption.AllowNestedDocks)
        self._workspace = workspace
        self._actions = actions
        self.transcript = TranscriptPage(workspace, actions)
        self.documents = DocumentsPanel(workspace, actions)
        self.codebook = CodebookPanel(workspace, actions)
        self.memos = MemosPanel(workspace, actions)
        self.setCentralWidget(self.transcript)
        self._docks = {
            "documents": self._docked("documents", self.tr("D&ocuments"), self.documents),
            "codebook": self._docked("codebook", self.tr("&Codebook"), self.codebook),
            "memos": self._docked("memos", self.tr("&Memos"), self.memos),
            "codings_here": self._docked("codings_here", self.tr("Codings &Here"), self.transcript.here),
        }
        self._docks["codings_here"].hide()  # until somebody wants it
        self.auto_coding = AutoCodingDock(workspace, self)
        self.meetings = MeetingDock(workspace, actions, self)
        for dock in (self.auto_coding, self.meetings):  # beside each other, all would be too narrow
            self.tabifyDockWidget(self._docks["codings_here"], dock)
        # What lies under the transcript is as wide as the transcript.
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        self._has_layout = False
        self._panes_before = QByteArray()
        self._own_layout = f"{_LAYOUT}/{workspace.project_id.hex()}"
        self.setFocusProxy(self.transcript)
        self._connect()

    def sizeHint(self) -> QSize:
        return QSize(1240, 700)

    def conditions(self) -> frozenset[str]:
        """What is chosen in the panes, for actions that need it."""
        memo = frozenset({"memo"}) if self.memos.memo_id is not None else frozenset()
        hits = frozenset({"hits"}) if self.transcript.find_bar.has_hits else frozenset()
        return memo | hits | Pins.of(self._workspace).conditions()

    def store(self) -> bool:
        """Store what is being written in the panes. Returns whether nothing is left that could be lost."""
        return all([self.transcript.store(), self.codebook.store(), self.memos.store(), self.meetings.store()])

    def event(self, event: QEvent) -> bool:
        """Let the keyboard pass by the tabs that Qt keeps, out of sight, when panes share one place no more."""
        is_done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._pass_by_empty_tabs()
        return is_done

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._has_layout:  # sizes only take once the page has its own
            self._has_layout = True
            QTimer.singleShot(0, self, self._use_layout)

    def closeEvent(self, event: QCloseEvent) -> None:
        for name in (self._own_layout, _LAYOUT):  # the project's own, and what the next new project begins with
            settings.save_layout(name, self.saveState())
        for pane in (self.transcript, self.documents, self.codebook, self.memos):
            pane.close()
        self.auto_coding.close_panel()
        self.meetings.close_panel()
        event.accept()

    def show_transcript_alone(self) -> None:
        """Hide the panes around the transcript, for now."""
        self._panes_before = self.saveState()
        for dock in (*self._docks.values(), self.auto_coding, self.meetings):
            dock.hide()

    def show_all(self) -> None:
        """Put the panes back where they were before the transcript was alone."""
        self.restoreState(self._panes_before)

    def go_to_pane(self, name: str) -> None:
        """Show a pane, from another room too, and put the keyboard in it."""
        if not self.isVisible():
            self._actions["go.code"].trigger()
        if name in self._docks:
            self._docks[name].show()
            self._docks[name].raise_()
        self._panes()[name].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open_memo_on(self, coding_id: Id) -> None:
        """Open the latest memo on a coding, or begin one."""
        there = MemoPresence.of(self._workspace).on("coding_id", coding_id)
        self._open_memo(MemoWanted(max(there, default=None), About(coding_id=coding_id)))

    def put_panes_back(self) -> None:
        """Show every pane where it was when the first project was opened."""
        self._actions["go.code"].trigger()
        for dock in self._docks.values():
            dock.setFloating(False)
            self.removeDockWidget(dock)
        for name, dock in self._docks.items():
            self.addDockWidget(_FIRST_AREAS[name], dock)
            dock.setVisible(name != "codings_here")
        for dock in (self.auto_coding, self.meetings):
            dock.put_back()
            self.tabifyDockWidget(self._docks["codings_here"], dock)
        self._use_first_layout()

    def _pass_by_empty_tabs(self) -> None:
        for tabs in self.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly):
            tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus if tabs.count() else Qt.FocusPolicy.NoFocus)

    def _use_layout(self) -> None:
        state = settings.layout(self._own_layout) or settings.layout(_LAYOUT)
        if state is None or not self.restoreState(state):
            self._use_first_layout()
        QTimer.singleShot(0, self, self.documents.bring_open_into_sight)  # when the list has its height

    def _use_first_layout(self) -> None:
        """Side panes of a good width, but never more than their share; memos behind the documents on a low screen."""
        documents, codebook, memos = (self._docks[name] for name in ("documents", "codebook", "memos"))
        widths = [min(_FIRST_WIDTHS_PX[0], self.width() // 5), min(_FIRST_WIDTHS_PX[1], self.width() // 4)]
        if self.height() < _LOW_PX:
            self.tabifyDockWidget(documents, memos)
            documents.raise_()
        else:
            self.resizeDocks([documents, memos], _FIRST_HEIGHTS_PX, Qt.Orientation.Vertical)
        self.resizeDocks([documents, codebook], widths, Qt.Orientation.Horizontal)

    def _panes(self) -> dict[str, QWidget]:
        """What takes the keyboard in each pane, in the order of F6."""
        return {
            "documents": self.documents.focus_widget(),
            "transcript": self.transcript.focus_widget(),
            "codings_here": self.transcript.here.focus_widget(),
            "auto_coding": self.auto_coding.focus_widget(),
            "meetings": self.meetings.focus_widget(),
            "codebook": self.codebook.focus_widget(),
            "memos": self.memos.focus_widget(),
        }

    def _docked(self, name: str, title: str, widget: QWidget) -> QDockWidget:
        dock = QDockWidget(title.replace("&", ""), self)
        dock.toggleViewAction().setText(title)
        dock.setObjectName(f"{name}Dock")
        dock.setWidget(widget)
        self.addDockWidget(_FIRST_AREAS[name], dock)
        menu = self._actions.menus.get("view")
        if menu is not None:
            menu.addAction(dock.toggleViewAction())
        return dock

    def _go_on_reading(self) -> None:
        """Whoever has coded with the mouse in the codebook has the keys of the words again."""
        if self._workspace.passage is not None:
            self.transcript.view.setFocus(Qt.FocusReason.MouseFocusReason)

    def _connect(self) -> None:
        self.codebook.tree.doubleClicked.connect(self._go_on_reading)
        for name in ("documents", "transcript", "codebook", "memos"):
            self._actions.connect(f"go.{name}", partial(self.go_to_pane, name))
        self._actions.connect("go.codings_here", self._go_to_codings_here)
        self._actions.connect("code.auto", self._open_auto_coding)
        self.auto_coding.left.connect(self._leave_auto_coding)
        self.meetings.left.connect(lambda: self.go_to_pane("transcript"))
        self.transcript.here.changed.connect(self._title_codings_here)
        self.transcript.hands.memo_wanted.connect(self._open_memo)
        self._actions.connect("view.panes", self.put_panes_back)
        self._actions.connect("go.next_pane", lambda: self.step_pane(1))
        self._actions.connect("go.previous_pane", lambda: self.step_pane(-1))
        self.transcript.status.connect(self.status)
        self.transcript.import_wanted.connect(self.import_wanted)

    def _go_to_codings_here(self) -> None:
        """Show the list of codings here and go to it; from there, hide it and go back to the words."""
        if self._holds("codings_here", QApplication.focusWidget()):
            self.go_to_pane("transcript")
            self._docks["codings_here"].hide()
        else:
            self.go_to_pane("codings_here")
            QTimer.singleShot(
                0, self.transcript.view, self.transcript.view.ensureCursorVisible
            )  # there is less room now

    def _open_auto_coding(self) -> None:
        if not self.isVisible():
            self._actions["go.code"].trigger()
        self.auto_coding.open()

    def _leave_auto_coding(self) -> None:
        """Back to the words. The list that was behind takes no more of their room than before."""
        here = self._docks["codings_here"]
        if here.isVisible() and not here.isFloating():
            self.resizeDocks([here], [here.sizeHint().height()], Qt.Orientation.Vertical)
        self.go_to_pane("transcript")

    def _title_codings_here(self, count: int) -> None:
        words = self.tr("Codings here")
        self._docks["codings_here"].setWindowTitle(f"{words}  ·  {self.locale().toString(count)}" if count else words)

    def _open_memo(self, wanted: MemoWanted) -> None:
        if wanted.memo_id is None:
            self.memos.begin(wanted.about)
        else:
            self.go_to_pane("memos")
            self.memos.open(wanted.memo_id)
            self.memos.editor.text_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def step_pane(self, by: int) -> None:
        """Put the keyboard into the next pane (1) or the one before (-1)."""
        panes = {name: pane for name, pane in self._panes().items() if pane.isVisible()}
        names = list(panes)
        if not names:
            return  # another room is shown
        focus = QApplication.focusWidget()
        here = next((i for i, name in enumerate(names) if self._holds(name, focus)), -by)
        self.go_to_pane(names[(here + by) % len(names)])

    def _holds(self, name: str, widget: QWidget | None) -> bool:
        others = {"transcript": self.transcript, "auto_coding": self.auto_coding, "meetings": self.meetings}
        pane = {**others, **self._docks}[name]
        return widget is not None and (widget is pane or pane.isAncestorOf(widget))

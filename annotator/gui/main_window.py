"""The main window: the frame with its menus, the rail of pages, the message strip and the status bar.

It is painted before anything that needs the project file is imported. What works inside is in `pages`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QLabel,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.gui import project_choice, settings, side_windows, theme
from annotator.gui.actions import Actions
from annotator.gui.colour_choice import ColourChoice
from annotator.gui.memos.elided_label import ElidedLabel
from annotator.gui.messages import Notice, error_notice, operation_words
from annotator.gui.notice_bar import NoticeBar
from annotator.gui.pages.focus_mode import FocusMode
from annotator.gui.pages.welcome import WelcomePage
from annotator.gui.pages_rail import PagesRail

if TYPE_CHECKING:
    from annotator.gui.backup_keeper import BackupKeeper
    from annotator.gui.coders.coder_button import CoderButton
    from annotator.gui.pages.code_page import CodePage
    from annotator.gui.pages.rooms import Rooms
    from annotator.gui.workspace import Workspace
    from annotator.project.ids import Id
    from annotator.project.project import Project

_FIRST_SIZE = QSize(1240, 700)
_SOON_MS = 100


class MainWindow(QMainWindow):
    """The window. `begin` loads what works in it, once it has been painted."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.resize(_FIRST_SIZE)
        self.workspace: Workspace | None = None
        self.rooms: Rooms | None = None
        self._backups: BackupKeeper | None = None
        self._takeable_back: frozenset[str] = frozenset()
        self._was_held_back = False
        self.actions_ = Actions(self)
        self.actions_.build_menus(self.menuBar())
        self.welcome = WelcomePage(self.actions_)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.welcome)
        self.notice_bar = NoticeBar()
        self._rail = PagesRail(self.actions_, self)
        self._place_in_status_bar = QLabel()
        self._saved = ElidedLabel(is_quiet=False)
        self._coder: CoderButton | None = None
        self._lay_out()
        self.focus_mode = FocusMode(
            self, self.actions_, (self.menuBar(), self._rail, self.statusBar()), self._enter_transcript
        )
        self._connect()
        self._show_state()
        if (state := settings.layout("window")) is not None:
            self.restoreGeometry(state)
        self.setAcceptDrops(True)

    # ---- opening and closing

    def begin(self, path: Path | None = None) -> None:
        """Load what works with projects, and open one where a path is given."""
        self.actions_.retint()
        from annotator.gui.pages import rooms  # noqa: F401  the heavy imports, while the window is on the screen

        if path is not None:
            self.open_project(path)

    def open_project(self, path: Path, *, read_only: bool = False) -> bool:
        """Open a project; what stands in the way is told. Returns whether it is open."""
        from annotator.gui.pages.opening import open_or_ask

        if self.workspace is not None and path.exists() and path.samefile(self.workspace.path):
            return True
        if not self._is_all_stored():
            return False
        project = open_or_ask(self, path, project_choice.coder_name(), self.tell, read_only=read_only)
        if project is None:
            return False
        receiver = project_choice.meet_receiver(project)
        self.enter(project)
        if receiver:
            self._greet(receiver)
        return True

    def _greet(self, receiver: str) -> None:
        text = self.tr("This copy was made for {name}, who is at work in it now. If that is not you, say who codes.")
        self.tell(Notice(text.format(name=receiver), action="coder.switch"))

    def enter_past(self, project: Project, place_id: Id, when: str) -> None:
        """Read a copy of a project as it was; it remembers its places for itself, and is no recent project."""
        self.enter(project, place_id)
        text = self.tr("This is the project as it was on {when}, to be read. The project of today stays as it is.")
        self.tell(Notice(text.format(when=when)))

    def enter(self, project: Project, place_id: Id | None = None) -> None:
        """Work in an open project from now on. With `place_id` it remembers its places apart from the project's."""
        from annotator.gui.backup_keeper import BackupKeeper
        from annotator.gui.coders.coder_button import CoderButton
        from annotator.gui.pages.rooms import Rooms
        from annotator.gui.workspace import Workspace

        try:
            workspace = Workspace(project, self)
        except Exception:  # whatever it is
            project.close()  # else nobody could open it until the program ends
            raise
        self._close_project()
        self.workspace = workspace
        workspace.project_id = place_id or workspace.project_id
        self._follow(workspace)
        self.rooms = Rooms(workspace, self.actions_, self.pages)
        self.rooms.status.connect(self._place_in_status_bar.setText)
        self._coder = CoderButton(workspace, self.actions_, self.rooms.store)
        self.statusBar().addPermanentWidget(self._coder)
        self._backups = BackupKeeper(workspace)
        self.rooms.go_back()
        if place_id is None:
            settings.remember_project(workspace.path)
        self._show_state()
        if project.is_read_only:
            text = self.tr("This project is open for reading only: {reason}.").format(reason=project.read_only_reason)
            self.tell(Notice(text, "warning"))

    def _follow(self, workspace: Workspace) -> None:
        workspace.noticed.connect(self.tell)
        workspace.changed.connect(self._show_state)
        workspace.sight.changed.connect(self._name_undo)
        workspace.changed.connect(lambda _changes: self.notice_bar.take_back_offer("edit.undo"))
        for signal in (
            workspace.document_chosen,
            workspace.passage_chosen,
            workspace.coding_chosen,
            workspace.code_chosen,
            workspace.conditions_changed,
        ):
            signal.connect(self._enable_actions)

    def leave(self) -> None:
        """Close the project that is open; the welcome page comes back. It stays where something cannot be stored."""
        if self._is_all_stored():
            self._close_project()

    def _is_all_stored(self) -> bool:
        """Store what is being written. Where that fails, say so; whoever then leaves again leaves it behind."""
        field = self.focusWidget()
        if self.rooms is None:
            return True
        if self._is_writing:
            return False
        if field is not None:
            field.clearFocus()  # a name that is being written in its row is taken as it stands
        if self.rooms.store():
            self._was_held_back = False
            return True
        if self._was_held_back:
            return True
        self._was_held_back = True
        text = self.tr(
            "What you wrote last could not be saved in {file}, so the project stays open. Make room on the disk or "
            "connect the drive, then close again; or copy your words elsewhere first, since closing again leaves them."
        )
        self.tell(Notice(text.format(file=self.workspace.path.name if self.workspace else ""), "warning"))
        if field is not None:
            field.setFocus()
        return False

    @property
    def _is_writing(self) -> bool:
        return self.workspace is not None and self.workspace.is_writing

    def _close_project(self) -> None:
        if self.workspace is None or self.rooms is None:
            return
        self._was_held_back = False
        self.focus_mode.leave()
        try:
            self.rooms.close()
        finally:  # whatever goes wrong in a pane, the file is given back
            if self._backups is not None:
                self._backups.close()
            self.workspace.close()
            self.workspace.deleteLater()
            self.workspace = self.rooms = self._backups = None
        self._place_in_status_bar.clear()
        if self._coder is not None:
            self.statusBar().removeWidget(self._coder)
            self._coder.deleteLater()
            self._coder = None
        self.notice_bar.take_back_offer("edit.undo")
        self.welcome.refresh()
        self.pages.setCurrentWidget(self.welcome)
        self.welcome.setFocus()
        self._show_state()

    def tell(self, notice: Notice) -> None:
        """Show a notice in the strip above the status bar."""
        words = self.actions_[notice.action].text().replace("&", "").rstrip("…") if notice.action else ""
        # What would be undone is in the notice itself; its name would make the button wider than the window.
        self.notice_bar.tell(notice, self.tr("Undo") if notice.action == "edit.undo" else words)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.focus_mode.leave()
        settings.save_layout("window", self.saveGeometry())
        if self._is_all_stored():
            self._close_project()
            event.accept()
            return
        event.ignore()
        if self._is_writing:
            QTimer.singleShot(_SOON_MS, self, self.close)  # when the change is saved or stopped

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.actions_.retint()

    # ---- files dropped on the window

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.take_files(paths)

    def take_files(self, paths: list[Path]) -> None:
        """Open a dropped project, or import dropped transcripts into the one that is open."""
        projects = [path for path in paths if path.suffix == ".annot"]
        if projects:
            self.open_project(projects[0])
        elif self.rooms is not None:
            self.rooms.import_files(paths)
        else:
            text = self.tr("Make or open a project first, then drop the transcripts on it.")
            self.tell(Notice(text, action="project.new"))

    # ---- commands

    def new_project(self) -> None:
        """Ask for a place and make a project there."""
        from annotator.gui.pages.opening import new_or_tell

        if self._is_all_stored() and (place := project_choice.new_place(self)) is not None:
            project = new_or_tell(place, project_choice.coder_name(), self.tell)
            if project is not None:
                self.enter(project)

    def choose_project(self) -> None:
        """Ask for a project and open it."""
        if (path := project_choice.chosen(self)) is not None:
            self.open_project(path)

    def open_sample(self, *, has_copies: bool = False) -> None:
        """Open the user's own copy of the sample study, or of the one whose three coders each have a file."""
        from annotator.gui.pages.opening import copy_of_sample, copy_of_sample_with_copies

        try:
            path = copy_of_sample_with_copies() if has_copies else copy_of_sample()
        except OSError as error:
            self.tell(error_notice(error))
            return
        self.open_project(path)

    def _undo(self) -> None:
        if self.workspace is not None:
            self.workspace.undo()

    def _redo(self) -> None:
        if self.workspace is not None:
            self.workspace.redo()

    def _open_details(self) -> None:
        if self.workspace is not None and self.rooms is not None and self.rooms.store():
            side_windows.open_details(self.workspace, self)

    def _enter_transcript(self) -> CodePage | None:
        """Go to the transcript, to have it alone on the screen."""
        if self.rooms is None:
            return None
        self.tell(Notice(self._way_back()))
        return cast("CodePage", self.rooms.go("code"))

    def _way_back(self) -> str:
        return self.tr("Only the transcript is shown. Esc or F11 brings everything back.")

    # ---- building

    def _lay_out(self) -> None:
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.pages, 1)
        column.addWidget(self.notice_bar)
        self.setCentralWidget(centre)
        self.addToolBar(Qt.ToolBarArea.LeftToolBarArea, self._rail)
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.setContentsMargins(2 * theme.GRID_PX, 0, 2 * theme.GRID_PX, 0)
        bar.addWidget(self._saved, 1)
        bar.addPermanentWidget(self._place_in_status_bar)

    def _connect(self) -> None:
        commands = {
            "project.new": self.new_project,
            "project.open": self.choose_project,
            "project.sample": self.open_sample,
            "project.sample_coders": lambda: self.open_sample(has_copies=True),
            "project.close": self.leave,
            "application.quit": self.close,
            "project.details": self._open_details,
            "help.keys": lambda: side_windows.open_keys(self.actions_),
            "help.about": lambda: side_windows.open_about(self),
            "edit.undo": self._undo,
            "edit.redo": self._redo,
        }
        for name, command in commands.items():
            self.actions_.connect(name, command)
        ColourChoice(self.actions_, self)
        self.focus_mode.left.connect(lambda: self.notice_bar.take_back(self._way_back()))
        self.notice_bar.action_wanted.connect(lambda name: self.actions_[name].trigger())
        self.welcome.project_wanted.connect(self.open_project)
        self.pages.currentChanged.connect(self._enable_actions)
        self.pages.currentChanged.connect(lambda _index: self.focus_mode.follow(self.pages.currentWidget()))

    def _show_state(self) -> None:
        """Title, rail, status bar and enabled actions, as the project is now."""
        workspace = self.workspace
        self._rail.setVisible(workspace is not None and not self.focus_mode.is_on)
        self.setWindowTitle("" if workspace is None else f"{workspace.path.stem}[*]")
        self._saved.say("" if workspace is None else self._saved_words(workspace))
        self._name_undo()
        self._enable_actions()

    def _saved_words(self, workspace: Workspace) -> str:
        if workspace.project.is_read_only:
            return self.tr("Reading {file}; nothing can be changed").format(file=workspace.path.name)
        return self.tr("All is saved in {file}").format(file=workspace.path)

    def _name_undo(self) -> None:
        """Let the menu name what undo and redo would do."""
        history = self.workspace.project.history if self.workspace is not None else None
        is_blind = self.workspace is not None and self.workspace.sight.is_blind
        targets = {
            "edit.undo": (self.tr("&Undo"), history.undoable() if history else None),
            "edit.redo": (self.tr("&Redo"), history.redoable() if history else None),
        }
        for name, (words, target) in targets.items():
            about = f": {operation_words(target, is_blind=is_blind)}".replace("&", "&&") if target else ""
            self.actions_[name].setText(words + about)
        self._takeable_back = frozenset(name for name, (_, target) in targets.items() if target is not None)

    def _enable_actions(self) -> None:
        conditions = self.workspace.conditions() if self.workspace is not None else frozenset()
        is_in_sight = self.rooms is not None and self.rooms.shows_transcript
        if self.rooms is not None:
            conditions |= self.rooms.conditions()
        if not is_in_sight:  # nobody codes a passage that they do not see
            conditions -= {"passage", "coding"}
        self._place_in_status_bar.setVisible(is_in_sight)
        self.actions_.enable(conditions | self._takeable_back)

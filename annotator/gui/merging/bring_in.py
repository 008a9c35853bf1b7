"""Bringing copies in: choose files, look at what each would do, then merge them one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QDragEnterEvent,
    QDropEvent,
    QHideEvent,
    QKeyEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QFileDialog, QScrollBar, QStackedWidget, QVBoxLayout, QWidget

from annotator.gui import settings, theme
from annotator.gui.finding.latest_task import LatestTask
from annotator.gui.merging import words
from annotator.gui.merging.column_scroll import ColumnScroll
from annotator.gui.merging.key_order import point_at, put_in_order
from annotator.gui.merging.merged_files import merged_files, remember_merged
from annotator.gui.merging.plan_foot import PlanFoot
from annotator.gui.merging.plan_view import PlanView
from annotator.gui.merging.planning import Look, merging, planning
from annotator.gui.merging.refused_files import RefusedFiles
from annotator.gui.merging.section import HairLine, quiet_label
from annotator.gui.merging.start_view import StartView
from annotator.gui.merging.waiting_view import WaitingView
from annotator.gui.messages import Notice, error_notice
from annotator.gui.workspace import Workspace
from annotator.gui.writing import AT_ONCE_ROWS
from annotator.project.changes import Changes
from annotator.project.long_work import Stopped
from annotator.project.merging.apply import PlanIsOld
from annotator.project.merging.choosing import Key
from annotator.project.project_file import SUFFIX

_TURNS = {
    Qt.Key.Key_PageDown: QScrollBar.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp: QScrollBar.SliderAction.SliderPageStepSub,
    Qt.Key.Key_Home: QScrollBar.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QScrollBar.SliderAction.SliderToMaximum,
}
_SHOWN_AFTER_MS = 200
_AGAIN_AFTER_MS = 300
_COLUMN_PX = 820
_FOLDER = "merge_folder"


class BringIn(QWidget):
    """Files wait in a row; the first is looked at, merged or left, then the next."""

    copy_wanted = Signal()
    shown = Signal()  # something else is to be seen here

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._queue: list[Path] = []
        self._total = 0
        self.look: Look | None = None
        self.view: PlanView | None = None
        self._choices: dict[Key, bool] = {}
        self._is_merging = False
        self._is_stale = False
        self._task = LatestTask(self)
        self.start_view = StartView()
        self.foot = PlanFoot()
        self._scroll = ColumnScroll(_COLUMN_PX)
        self.stack = QStackedWidget()
        self.waiting_view = WaitingView()
        self.refused = RefusedFiles()
        self.done = quiet_label("")
        self._plan = self._made_plan()
        self._patience = QTimer(self, singleShot=True, interval=_SHOWN_AFTER_MS)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_AFTER_MS)
        self._lay_out()
        self._connect()
        self._begin_anew()

    @property
    def is_busy(self) -> bool:
        """Whether a plan is being worked out."""
        return self._task.is_running or self._again.isActive()

    def choose_files(self) -> None:
        """Ask for copies, and look at them."""
        project_id = self._workspace.project_id
        folder = settings.place(project_id, _FOLDER) or str(self._workspace.path.parent)
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Copies to merge"), folder, self.tr("Projects (*.annot)"))
        if names:
            settings.save_place(project_id, _FOLDER, str(Path(names[0]).parent))
            self.look_at([Path(name) for name in names])

    def look_at(self, paths: Sequence[Path]) -> None:
        """Work out what merging these would do, one after the other."""
        self._queue = list(dict.fromkeys(paths))
        self._total = len(self._queue)
        self._choices = {}
        self.refused.clear()
        self.done.hide()
        self._look_at_first()

    def merge(self) -> None:
        """Do what is shown."""
        look = self.look
        if look is None or self.view is None or look.story.is_nothing or self.is_busy or self._is_stale:
            return
        choices = dict(self.view.choices)
        rows = max(len(look.plan.writes) + len(look.plan.operation_ids), AT_ONCE_ROWS)
        text = self.tr("Merging {file}…").format(file=words.short_name(look.path.name))
        self._is_merging = True
        try:
            with self._workspace.attempt():
                finished = self._workspace.write(merging(look, choices), rows, text)
                if finished is not None:
                    self._tell_merged(look, finished.result)
        except PlanIsOld:
            self._workspace.notice(Notice(self.tr("A file has changed meanwhile. Look at the plan again.")))
            self._look_at_first()
        except Stopped:
            return
        finally:
            self._is_merging = False

    def leave(self) -> None:
        """Do nothing with the copy that is shown, and go on to the next."""
        self._task.cancel()
        self._again.stop()
        self._next()

    def close_down(self) -> None:
        """Stop what is being worked out."""
        self._patience.stop()
        self._again.stop()
        self._task.close()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look_again()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._again.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the pages of the plan from wherever the keyboard is."""
        turn = _TURNS.get(Qt.Key(event.key()))
        if turn is None or self.stack.currentWidget() is not self._plan:
            super().keyPressEvent(event)
            return
        self._scroll.verticalScrollBar().triggerAction(turn)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _projects_in(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.look_at(_projects_in(event))

    # ---- looking

    def _look_at_first(self) -> None:
        if not self._queue:
            self._begin_anew()
            return
        self._workspace.settle()
        self._is_stale = False
        self.waiting_view.words.say(self.tr("Reading {file}…").format(file=words.short_name(self._queue[0].name)))
        self._patience.start()
        self._task.start(planning(self._workspace.path, self._queue[0]))

    def _show_waiting(self) -> None:
        if self._task.is_running and self.view is None:
            self.stack.setCurrentWidget(self.waiting_view)
            self.waiting_view.cancel_button.setFocus()

    def _show_look(self, look: Look) -> None:
        self._patience.stop()
        had_focus = self.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        at = self._scroll.verticalScrollBar().value() if self.view is not None else 0
        self.look = look
        sight = self._workspace.sight
        self.view = PlanView(look, self._choices, self._hides, sight.is_blind)
        if self.view.differences is not None:
            self.view.differences.changed.connect(self._keep_choices)
            self.view.differences.grown.connect(self._order_keys)
        self._scroll.show_column(self.view)
        self._show_foot()
        self.stack.setCurrentWidget(self._plan)
        self._scroll.verticalScrollBar().setValue(at)
        if had_focus or self.stack.isVisible():
            point_at(self.foot.wanted_button)
        self._order_keys()
        self.shown.emit()

    def _order_keys(self) -> None:
        if self.view is not None:
            put_in_order([self._scroll, *self.view.stops(), *self.foot.stops()])

    def _show_foot(self) -> None:
        assert self.look is not None
        assert self.view is not None
        self.foot.say(
            self.look.story,
            number=self._total - len(self._queue) + 1,
            total=self._total,
            both_changed=len(self.view.choices),
            is_read_only=self._workspace.project.is_read_only,
            is_blind=self._workspace.sight.is_blind,
        )

    def _tell_failure(self, error: Exception) -> None:
        self._patience.stop()
        notice = error_notice(error)
        if self._total > 1:
            self.refused.add(notice.text)  # the next copies have notices of their own
        else:
            self._workspace.notice(notice)
        self._next()

    def _keep_choices(self) -> None:
        if self.view is not None:
            self._choices |= self.view.choices

    def _hides(self, coder_name: str) -> bool:
        found = self._workspace.project.coders.called(coder_name)
        return self._workspace.sight.is_blind if found is None else self._workspace.sight.hides_coder(found.id)

    # ---- afterwards

    def _tell_merged(self, look: Look, refused: int) -> None:
        told = self.tr("{file} is merged: {what}.").format(
            file=words.short_name(look.path.name), what=words.summary(look.story)
        )
        if self._workspace.sight.is_blind:
            told = self.tr("{file} is merged.").format(file=words.short_name(look.path.name))
        if refused:
            told += " " + self.tr(
                "%n chosen value(s) could not be taken, since what they name is gone or something else is called so.",
                None,
                refused,
            )
        remember_merged(self._workspace.project_id, look.path)
        if len(self._queue) > 1:
            self._tell_above(told)
        else:
            self.done.hide()
            self._workspace.notice(Notice(told, action="edit.undo"))
        self._next()

    def _tell_above(self, told: str) -> None:
        """Tell what was merged while others wait: a notice would lay its Undo under the hand that presses Merge."""
        self.done.setText(told)
        self.done.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self.done, QAccessible.Event.Alert))

    def _next(self) -> None:
        self._queue = self._queue[1:]
        self._choices = {}
        self._drop_view()
        self._look_at_first()

    def _begin_anew(self) -> None:
        self._drop_view()
        if not self.done.isHidden():  # what came after it was left or refused
            self.done.hide()
            self._workspace.notice(Notice(self.done.text()))
        self._total = 0
        self.start_view.show_recent(merged_files(self._workspace.project_id))
        self.stack.setCurrentWidget(self.start_view)
        if self.isVisible():
            self.start_view.choose_button.setFocus()
        self.shown.emit()

    def _drop_view(self) -> None:
        self.look = self.view = None

    def _on_changed(self, _changes: Changes) -> None:
        """What is shown was worked out for the project as it was. Nobody waits for it while they code elsewhere."""
        if self.look is not None and not self._is_merging:
            self._is_stale = True
            self._look_again()

    def _look_again(self) -> None:
        if self._is_stale and self.isVisible():
            self._again.start()

    def _follow_sight(self) -> None:
        if self.look is not None:
            self._show_look(self.look)

    # ---- building

    def _connect(self) -> None:
        self.start_view.choosing_wanted.connect(self.choose_files)
        self.start_view.file_wanted.connect(lambda path: self.look_at([path]))
        self.start_view.copy_wanted.connect(self.copy_wanted)
        self.waiting_view.cancel_button.clicked.connect(self.leave)
        self.foot.leave_button.clicked.connect(self.leave)
        self.foot.merge_button.clicked.connect(self.merge)
        self._patience.timeout.connect(self._show_waiting)
        self._again.timeout.connect(self._look_at_first)
        self._task.ended.connect(self._show_look)
        self._task.failed.connect(self._tell_failure)
        self._workspace.changed.connect(self._on_changed)
        self._workspace.sight.changed.connect(self._follow_sight)

    def _lay_out(self) -> None:
        self.setAcceptDrops(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.done.setContentsMargins(6 * theme.GRID_PX, 2 * theme.GRID_PX, 6 * theme.GRID_PX, 0)
        self.done.hide()
        column.addWidget(self.done)
        column.addWidget(self.refused)
        column.addWidget(self.stack, 1)
        for widget in (self.start_view, self.waiting_view, self._plan):
            self.stack.addWidget(widget)

    def _made_plan(self) -> QWidget:
        page = QWidget()
        self._scroll.setAccessibleName(self.tr("What the merge would do"))
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addWidget(HairLine())
        column.addWidget(self.foot)
        return page


def _projects_in(event: QDropEvent) -> list[Path]:
    paths = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return [path for path in paths if path.suffix == SUFFIX]

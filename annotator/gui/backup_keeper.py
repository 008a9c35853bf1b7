"""Copies of the open project, made in the background when it is opened and each hour in which it was changed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.gui.background import Task
from annotator.gui.messages import Notice
from annotator.gui.workspace import Workspace
from annotator.project.backups import back_up_if_due, backups_folder

_LOOK_EVERY_MS = 10 * 60 * 1000


class BackupKeeper(QObject):
    """Backs one project up from now until `close`, which must come before the project's window is gone."""

    looked = Signal()  # a look at the backups is over, whether or not a copy was due

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._task: Task[Path | None] | None = None
        self._has_warned = False
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        if not workspace.project.is_read_only:
            self._timer.start()
            self.look()

    def look(self) -> None:
        """Back up if a copy is due; does nothing while one is being made."""
        if self._task is not None:
            return
        path, folder = self._workspace.path, self._folder
        self._task = Task(lambda _progress: back_up_if_due(path, folder), self)
        self._task.succeeded.connect(lambda _copy: self._end())
        self._task.failed.connect(self._warn)
        self._task.cancelled.connect(self._end)
        self._task.start(Task.Priority.LowPriority)

    def close(self) -> None:
        """Look no more, and wait for a copy that is being made."""
        self._timer.stop()
        if self._task is not None:
            self._task.wait()

    @property
    def _folder(self) -> Path:
        """Asked each time: a merge can make another project of this one."""
        return backups_folder(self._workspace.project_id, self._workspace.path)

    def _warn(self, error: Exception) -> None:
        """Once is enough: the next hour tries again anyway."""
        if not self._has_warned:
            self._has_warned = True
            text = self.tr(
                "No backup of this project could be made: {reason}. The project itself is safe. "
                "See that there is room on the disk and that {folder} can be written."
            )
            self._workspace.notice(Notice(text.format(reason=error, folder=self._folder), "warning"))
        self._end()

    def _end(self) -> None:
        self._task = None
        self.looked.emit()

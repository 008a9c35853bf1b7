"""The codings of the open project as queries see them: read in the background when first asked, then kept up."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from annotator.analysis.segment_material import SegmentMaterial, followed
from annotator.gui.finding.latest_task import LatestTask
from annotator.gui.messages import error_notice
from annotator.gui.segments.answering import first_part, reading
from annotator.gui.workspace import Workspace
from annotator.project.changes import Changes

_IN_SEGMENTS = ("coding", "code", "document", "speaker", "coder", "participant", "attribute", "attribute_value")
# Beyond this it is quicker to read all anew, away from the window's thread.
_MOST_ROWS = 2_000
_MOST_WAITING = 200


class HeldMaterial(QObject):
    """`changed` says that the material is another one. Changes are taken up when `take_up` is called."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._task = LatestTask(self)
        self._waiting: list[Changes] = []
        self._must_read = True
        self.material: SegmentMaterial | None = None
        self.is_whole = False
        self._task.ended.connect(self._on_read)
        self._task.failed.connect(self._on_not_read)
        workspace.changed.connect(self._on_change)

    @property
    def is_fresh(self) -> bool:
        """Whether the material is that of the project as it is now."""
        return self.is_whole and not self._waiting and not self._must_read and not self._task.is_running

    def take_up(self) -> None:
        """Bring the material up to what the project is now; at once where little has changed."""
        if self._must_read or sum(len(changes.rows) for changes in self._waiting) > _MOST_ROWS:
            self._must_read = False
            self._waiting.clear()
            self._task.start(reading(self._workspace.path))
            if self.material is None:
                self._show_first_part()
        elif self._waiting and self.is_whole and not self._task.is_running:
            self._follow()
            self.changed.emit()

    def close(self) -> None:
        """Stop reading."""
        self._task.close()

    def _follow(self) -> None:
        assert self.material is not None
        for changes in self._waiting:
            self.material = followed(self.material, self._workspace.project, changes)
        self._waiting.clear()

    def _on_change(self, changes: Changes) -> None:
        if changes.touches(*_IN_SEGMENTS) and not self._must_read:
            self._waiting.append(changes)
            if len(self._waiting) > _MOST_WAITING:
                self._must_read = True
                self._waiting.clear()

    def _show_first_part(self) -> None:
        """Something to look at while a large project is read."""
        self.material = first_part(self._workspace.project, self._workspace.counts_by_document)
        if self.material is not None:
            self.changed.emit()

    def _on_read(self, material: SegmentMaterial) -> None:
        """What was done while it was read is taken up now: it may be in it already, which does no harm."""
        self.material, self.is_whole = material, True
        self._follow()
        self.changed.emit()
        if self._must_read:
            self.take_up()

    def _on_not_read(self, error: Exception) -> None:
        """Try again when the page is next looked at."""
        self._must_read = True
        self._workspace.notice(error_notice(error))

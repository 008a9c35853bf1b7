"""What of the project may be seen just now: whose codings are hidden, and which are dimmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from annotator.gui.workspace import Workspace
    from annotator.project.ids import Id


class Sight(QObject):
    """Asked by every view that shows codings; `changed` says that all of them have to ask again."""

    changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._is_blind = False

    @property
    def is_blind(self) -> bool:
        """Whether the codings of all but the coder at work are hidden."""
        return self._is_blind

    def hides_coder(self, coder_id: Id) -> bool:
        """Whether the codings of this coder are hidden."""
        return self._is_blind and coder_id != self._own_id()

    def set_blind(self, is_blind: bool) -> None:
        """Hide the codings of the others, or show them again."""
        if is_blind != self._is_blind:
            self._is_blind = is_blind
            self.changed.emit()

    def _own_id(self) -> Id | None:
        found = self._workspace.project.coders.called(self._workspace.project.coder_name)
        return found.id if found is not None else None

"""Which codes were given last in a project, so that they come first. Kept with the user, not in the project."""

from __future__ import annotations

from PySide6.QtCore import QObject

from annotator.gui import settings
from annotator.gui.workspace import Workspace
from annotator.project.changes import Changes
from annotator.project.ids import Id

_PLACE = "recent_codes"
_MOST = 50
_KINDS = frozenset({"coding.add", "coding.recode"})


class RecentCodes(QObject):
    """The codes given last in an open project, the last first. At the start the last one is at hand again."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        kept = settings.place(workspace.project_id, _PLACE).split(",")
        self.ids: list[Id] = [Id(bytes.fromhex(name)) for name in kept if len(name) == 32]
        if workspace.last_code_id is None:
            workspace.last_code_id = next((code_id for code_id in self.ids if code_id in workspace.tree), None)
        elif workspace.last_code_id not in self.ids:
            self.ids.insert(0, workspace.last_code_id)
        workspace.changed.connect(self._on_change)

    @classmethod
    def of(cls, workspace: Workspace) -> RecentCodes:
        """The one instance of a workspace, made when it is first asked for."""
        return workspace.findChild(cls) or cls(workspace)

    def _on_change(self, changes: Changes) -> None:
        if changes.operation.kind not in _KINDS or changes.operation.undoes is not None:
            return
        given = [row.after["code_id"] for row in changes.of("coding") if row.after is not None]
        if not given:
            return
        for code_id in given[-_MOST:]:
            self.ids = [code_id, *(known for known in self.ids if known != code_id)][:_MOST]
        settings.save_place(self._workspace.project_id, _PLACE, ",".join(code_id.hex() for code_id in self.ids))

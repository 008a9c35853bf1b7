"""What of the project may be seen just now: in blind mode the codings and memos of all others are hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.gui import settings

if TYPE_CHECKING:
    from annotator.gui.workspace import Workspace
    from annotator.project.ids import Id


class Sight(QObject):
    """Asked by every view that shows codings or memos; `changed` says that all of them have to ask again.

    Blind mode is remembered for each project and each coder in it.
    """

    changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._own_id = self._found_own_id()
        self._is_blind = self._remembered()

    @property
    def is_blind(self) -> bool:
        """Whether the codings and memos of all but the coder at work are hidden."""
        return self._is_blind

    @property
    def own_id(self) -> Id | None:
        """The coder at work, who may not have joined yet. Kept: it is asked for each coding that is painted."""
        return self._own_id

    def hides_coder(self, coder_id: Id) -> bool:
        """Whether what this coder coded and wrote is hidden."""
        return self._is_blind and coder_id != self._own_id

    def is_another(self, coder_id: Id) -> bool:
        """Whether this coder is not the one at work."""
        return coder_id != self._own_id

    def seen_coders(self, chosen: tuple[Id, ...] | None = None) -> tuple[Id, ...] | None:
        """Of the chosen coders those who may be seen; None means all, and is all that there are without blind mode."""
        if not self._is_blind:
            return chosen
        is_chosen = self._own_id is not None and (chosen is None or self._own_id in chosen)
        return (self._own_id,) if self._own_id is not None and is_chosen else ()

    def set_blind(self, is_blind: bool) -> None:
        """Hide what the others coded and wrote, or show it again."""
        if is_blind == self._is_blind:
            return
        self._is_blind = is_blind
        settings.save_place(self._workspace.project_id, self._key(), "1" if is_blind else "")
        self.changed.emit()

    def follow_coder(self) -> None:
        """Another coder is at work: they see what they saw the last time."""
        before = (self._is_blind, self._own_id)
        self._own_id = self._found_own_id()
        self._is_blind = self._remembered()
        if self._is_blind or before[0]:
            self.changed.emit()

    def follow_coders(self) -> None:
        """Rows of coders were touched: whoever has just joined stays as blind as before. Nothing is emitted."""
        self._own_id = self._found_own_id()
        if self._is_blind:
            settings.save_place(self._workspace.project_id, self._key(), "1")

    def _remembered(self) -> bool:
        return settings.place(self._workspace.project_id, self._key()) == "1"

    def _key(self) -> str:
        who = self._own_id or self._workspace.project.coder_name.casefold().encode()
        return f"blind/{who.hex()}"

    def _found_own_id(self) -> Id | None:
        found = self._workspace.project.coders.called(self._workspace.project.coder_name)
        return found.id if found is not None else None

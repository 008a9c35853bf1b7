"""Which codes a user has pinned to the digit keys 1 to 9 in a project. Kept with the user, not in the project."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from annotator.gui import settings
from annotator.gui.workspace import Workspace
from annotator.project.changes import Changes
from annotator.project.ids import Id

DIGITS = range(1, 10)
_PLACE = "pinned_codes"


class Pins(QObject):
    """The pinned codes of an open project. `changed` follows a change to any of them."""

    changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._by_digit = _read(settings.place(workspace.project_id, _PLACE))
        workspace.changed.connect(self._on_change)

    @classmethod
    def of(cls, workspace: Workspace) -> Pins:
        """The one instance of a workspace, made when it is first asked for."""
        return workspace.findChild(cls) or cls(workspace)

    def code_id(self, digit: int) -> Id | None:
        """The code that a digit gives, if there is one. A code that was deleted keeps its digit until that is given."""
        code_id = self._by_digit.get(digit)
        return code_id if code_id is not None and code_id in self._workspace.tree else None

    def digit(self, code_id: Id | None) -> int | None:
        """The digit that gives a code, if it is pinned."""
        if code_id is None or code_id not in self._workspace.tree:
            return None
        return next((digit for digit, kept in sorted(self._by_digit.items()) if kept == code_id), None)

    def free_digit(self) -> int | None:
        """The lowest digit that gives no code, if one is left."""
        return next((digit for digit in DIGITS if self.code_id(digit) is None), None)

    def pin(self, code_id: Id, digit: int) -> None:
        """Let a digit give a code, in place of what it gave before and of the digit that gave the code before."""
        self._by_digit = {key: kept for key, kept in self._by_digit.items() if kept != code_id} | {digit: code_id}
        self._keep()

    def unpin(self, code_id: Id) -> None:
        """Let no digit give a code."""
        self._by_digit = {key: kept for key, kept in self._by_digit.items() if kept != code_id}
        self._keep()

    def conditions(self) -> frozenset[str]:
        """For each digit that gives a code "pin_" and the digit, as actions ask for it."""
        return frozenset(f"pin_{digit}" for digit in DIGITS if self.code_id(digit) is not None)

    def _keep(self) -> None:
        words = ",".join(f"{digit}:{code_id.hex()}" for digit, code_id in sorted(self._by_digit.items()))
        settings.save_place(self._workspace.project_id, _PLACE, f"-{words}")  # a bare "" would not be kept
        self.changed.emit()
        self._workspace.conditions_changed.emit()

    def _on_change(self, changes: Changes) -> None:
        if changes.touches("code") and not changes.ids("code").isdisjoint(self._by_digit.values()):
            self.changed.emit()
            self._workspace.conditions_changed.emit()


def _read(words: str) -> dict[int, Id]:
    found: dict[int, Id] = {}
    for part in words.removeprefix("-").split(","):
        digit, _, name = part.partition(":")
        if digit.isdecimal() and int(digit) in DIGITS and len(name) == 32:
            found[int(digit)] = Id(bytes.fromhex(name))
    return found

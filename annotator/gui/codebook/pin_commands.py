"""Pinning codes to digit keys: the key and the menu of the codebook that do it, and the words of the Code menu."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu, QWidget

from annotator.gui.actions import Actions
from annotator.gui.codebook.pins import DIGITS, Pins
from annotator.gui.messages import Notice
from annotator.gui.workspace import Workspace

_NAME_WIDTH_PX = 280
_ELIDE = Qt.TextElideMode.ElideMiddle


class PinCommands(QObject):
    """Acts on the chosen code of a workspace, and lets the actions of the digit keys say what they would give."""

    def __init__(self, workspace: Workspace, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._actions = actions
        self._parent = parent
        self._pins = Pins.of(workspace)
        self._pins.changed.connect(self._name_actions)
        actions.connect("code.pin", self.toggle)
        self._name_actions()

    def forget(self) -> None:
        """Let the actions of the digit keys name no code any more: the project is left."""
        for digit in DIGITS:
            self._actions[f"code.pinned_{digit}"].setText(self._nothing(digit))

    def toggle(self) -> None:
        """Pin the chosen code to the lowest free digit, or unpin it."""
        code = self._workspace.code(self._workspace.code_id)
        if code is None:
            return
        digit = self._pins.digit(code.id)
        if digit is not None:
            self._pins.unpin(code.id)
            self._tell(self.tr("“{code}” is not pinned any more.").format(code=code.name))
        elif (free := self._pins.free_digit()) is not None:
            self._pins.pin(code.id, free)
            self._tell(self.tr("Key {digit} now codes with “{code}”.").format(digit=free, code=code.name))
        else:
            words = self.tr("All nine digit keys are taken. Unpin a code first, or choose its digit in the menu here.")
            self._tell(words)

    def menu(self) -> QMenu:
        """A menu of the nine digits with what they give now; choosing one pins the chosen code to it."""
        menu = QMenu(self.tr("Pin to &Key"), self._parent)
        chosen = self._workspace.code_id
        for digit in DIGITS:
            action = menu.addAction(self._words(menu, digit))
            action.setCheckable(True)
            action.setChecked(chosen is not None and self._pins.code_id(digit) == chosen)
            action.triggered.connect(lambda is_on, digit=digit: self._pin(digit, is_on=is_on))
        menu.setEnabled(self._workspace.code(chosen) is not None)
        return menu

    def _pin(self, digit: int, *, is_on: bool) -> None:
        code_id = self._workspace.code_id
        if code_id is None:
            return
        if is_on:
            self._pins.pin(code_id, digit)
        else:
            self._pins.unpin(code_id)

    def _words(self, menu: QMenu, digit: int) -> str:
        code = self._workspace.code(self._pins.code_id(digit))
        if code is None:
            return f"&{digit}"
        name = menu.fontMetrics().elidedText(self._workspace.path_of(code.id), _ELIDE, _NAME_WIDTH_PX)
        return f"&{digit}  {name.replace('&', '&&')}"

    def _name_actions(self) -> None:
        for digit in DIGITS:
            code_id = self._pins.code_id(digit)
            if code_id is None:
                words = self._nothing(digit)
            else:
                path = self._actions.window.fontMetrics().elidedText(
                    self._workspace.path_of(code_id), _ELIDE, _NAME_WIDTH_PX
                )
                words = self.tr("Key &{digit}: {code}").format(digit=digit, code=path.replace("&", "&&"))
            self._actions[f"code.pinned_{digit}"].setText(words)

    def _nothing(self, digit: int) -> str:
        return self.tr("Key &{digit}: No Code Is Pinned").format(digit=digit)

    def _tell(self, words: str) -> None:
        self._workspace.notice(Notice(words))

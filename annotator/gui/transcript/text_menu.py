"""The menu under the right button in the transcript: what can be done to the words there, and only that."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt

from annotator.gui.actions import Actions
from annotator.gui.transcript.text_view import TextView
from annotator.gui.workspace import Workspace

_NAME_LIMIT_SHOWN = 40


class TextMenu(QObject):
    """Opens the menu of a text view, and lets the action for the last code say which one that is."""

    def __init__(self, workspace: Workspace, view: TextView, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._view = view
        self._actions = actions
        self._last_code_words = actions["code.last"].text()
        if (menu := actions.menus.get("code")) is not None:
            menu.aboutToShow.connect(self._name_last_code)
            menu.aboutToHide.connect(self._forget_name)

    def open(self, place: QPoint) -> None:
        """Open the menu at a place of the viewport; it is about the words and the coding that are chosen."""
        self._name_last_code()
        menu = self._view.createStandardContextMenu()
        copy = menu.actions()[0]
        for names in (self._names_for_words(), self._names_for_coding(), ("memo.here", "meeting.talk")):
            if names:
                menu.insertActions(copy, [self._actions[name] for name in names])
                menu.insertSeparator(copy)
        menu.addSeparator()
        menu.addAction(self._actions["edit.correct"])
        menu.aboutToHide.connect(self._forget_name)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._view.viewport().mapToGlobal(place))

    def _name_last_code(self) -> None:
        code = self._workspace.code(self._workspace.last_code_id)
        if code is not None:
            name = code.name
            if len(name) > _NAME_LIMIT_SHOWN:
                name = name[: _NAME_LIMIT_SHOWN - 1].rstrip() + "…"
            words = self.tr("{action}: {code}").format(action=self._last_code_words, code=name.replace("&", "&&"))
            self._actions["code.last"].setText(words)

    def _forget_name(self) -> None:
        """Without an open menu the action has its own words: the next project knows nothing of that code."""
        self._actions["code.last"].setText(self._last_code_words)

    def _names_for_words(self) -> tuple[str, ...]:
        return ("code.passage", "code.last", "code.in_vivo") if self._workspace.passage is not None else ()

    def _names_for_coding(self) -> tuple[str, ...]:
        return ("coding.recode", "coding.delete") if self._workspace.coding_id is not None else ()

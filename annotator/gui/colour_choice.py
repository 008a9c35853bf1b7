"""Whether the window follows the system's colours or is light or dark: three actions of which one is ticked."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QActionGroup

from annotator.gui import settings, theme
from annotator.gui.actions import Actions

_CHOICE, _USUAL = "colours", "system"
_NAMES = (_USUAL, "light", "dark")


class ColourChoice(QObject):
    """Keeps for the user what they choose."""

    def __init__(self, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._actions = actions
        group = QActionGroup(self)
        for name in _NAMES:
            group.addAction(actions[f"view.{name}"])
            actions.connect(f"view.{name}", partial(self._use, name))
        actions[f"view.{settings.choice(_CHOICE, _USUAL)}"].setChecked(True)

    def _use(self, name: str) -> None:
        """Have these colours from now on."""
        settings.save_choice(_CHOICE, name)
        theme.use_colours(name)
        self._actions[f"view.{name}"].setChecked(True)

"""A push button with an icon of ours that follows the palette when it changes between light and dark."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QPushButton, QWidget

from annotator.gui import theme


class IconButton(QPushButton):
    """A button with the icon of this name."""

    def __init__(self, icon_name: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._icon_name = icon_name
        self.setIcon(theme.icon(icon_name))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.setIcon(theme.icon(self._icon_name))

"""The quiet strip above the transcript: what is not shown just now, in words, and one click to show it again."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from annotator.gui import theme
from annotator.gui.actions import Actions
from annotator.gui.memos.elided_label import ElidedLabel

_SIGN_PX = 16


class QuietStrip(QFrame):
    """A sign, words, and buttons for actions. Hidden while it has nothing to say."""

    _is_ready = False

    def __init__(self, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self._icon_name = icon_name
        self._sign = QLabel()
        self._words = ElidedLabel(is_quiet=False)
        self._figures = QLabel()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(4 * theme.GRID_PX, theme.GRID_PX, 2 * theme.GRID_PX, theme.GRID_PX)
        self._row.setSpacing(2 * theme.GRID_PX)
        self._row.addWidget(self._sign)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self._figures)
        self._draw_sign()
        self.hide()
        self._is_ready = True

    @property
    def words(self) -> str:
        """What it says just now; nothing while it is hidden."""
        return "" if self.isHidden() else self.accessibleName()

    def say(self, words: str, figures: str = "") -> None:
        """Say this, or hide where it is nothing. Words are shortened to the room there is, figures never."""
        self._words.say(words)
        self._figures.setText(figures)
        self._figures.setVisible(bool(figures))
        self.setAccessibleName(f"{words} · {figures}" if figures else words)
        self.setVisible(bool(words))

    def offer(self, actions: Actions, name: str, words: str) -> QToolButton:
        """A button that does an action, with its key in the tooltip."""
        button = QToolButton()
        button.setAutoRaise(True)
        button.setText(words)
        keys = actions[name].shortcut().toString(actions[name].shortcut().SequenceFormat.NativeText)
        button.setToolTip(f"{words} ({keys})" if keys else words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(actions[name].trigger)
        self._row.addWidget(button)
        return button

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._is_ready:
            self._draw_sign()

    def _draw_sign(self) -> None:
        self._sign.setPixmap(theme.icon(self._icon_name).pixmap(_SIGN_PX, _SIGN_PX))

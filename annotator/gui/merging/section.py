"""A part of a page with a heading that folds it."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from annotator.gui import theme

_LONG_WORD = re.compile(r"\S{32,}")  # longer than a line of a narrow column
_PIECE = re.compile(r"\S{12}(?=\S)")
_LOOK = """
QToolButton { text-align: left; padding: 4px 0px; border: none; border-bottom: 1px solid palette(midlight); }
QToolButton:hover { background: palette(midlight); }
QToolButton:focus { border-bottom: 2px solid palette(highlight); }
"""


class Section(QWidget):
    """A heading, and below it what belongs to it, shown or not."""

    def __init__(self, title: str, *, is_open: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = QToolButton()
        self.heading.setText(title)
        self.heading.setAutoRaise(True)
        self.heading.setCheckable(True)
        self.heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.heading.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.heading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        font = self.heading.font()
        font.setWeight(font.Weight.DemiBold)
        self.heading.setFont(font)
        self.heading.setStyleSheet(_LOOK)
        self.body = QWidget()
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(6 * theme.GRID_PX, 0, 0, 2 * theme.GRID_PX)
        self.column.setSpacing(2 * theme.GRID_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID_PX)
        column.addWidget(self.heading)
        column.addWidget(self.body)
        self.heading.toggled.connect(self._fold)
        self.heading.setChecked(is_open)
        self._fold(is_open)

    def stops(self) -> list[QWidget]:
        """What Tab comes to here, in its order."""
        return [self.heading]

    def add_line(self, words: str, details: str = "") -> None:
        """One line, and quieter ones below it."""
        if not details:
            self.column.addWidget(plain_label(words))
            return
        together = QVBoxLayout()
        together.setSpacing(theme.GRID_PX // 2)
        together.addWidget(plain_label(words))
        together.addWidget(quiet_label(details))
        self.column.addLayout(together)

    def _fold(self, is_open: bool) -> None:
        self.body.setVisible(is_open)
        self.heading.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        self.heading.setAccessibleName(self.heading.text())
        words = self.tr("Hide this part") if is_open else self.tr("Show this part")
        self.heading.setToolTip(words)


def plain_label(words: str) -> QLabel:
    """Words as they are, broken into lines, which can be selected with the mouse."""
    return _prepared(QLabel(breakable(words)))


def quiet_label(words: str) -> QLabel:
    """As `plain_label`, smaller and stepping back."""
    return _prepared(QuietLabel(breakable(words)))


def breakable(words: str) -> str:
    """The words with places to break in those that are longer than any line (a name without spaces, an address)."""
    return _LONG_WORD.sub(lambda word: _PIECE.sub("\\g<0>\u200b", word[0]), words)


def wrap(label: QLabel) -> None:
    """Let a label break its words into the width that it gets, and be just as high as they are then."""
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)


def _prepared(label: QLabel) -> QLabel:
    wrap(label)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


class QuietLabel(QLabel):
    """Words that step back beside others, in light and dark."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setFont(theme.small_font(self.font()))
        self._step_back()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._step_back()

    def _step_back(self) -> None:
        quiet = theme.quiet_colour(QGuiApplication.palette())
        palette = self.palette()
        if palette.color(QPalette.ColorRole.WindowText) != quiet:
            palette.setColor(QPalette.ColorRole.WindowText, quiet)
            self.setPalette(palette)


class HairLine(QFrame):
    """A fine line between parts of a page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.HLine)
        self.setForegroundRole(QPalette.ColorRole.Midlight)

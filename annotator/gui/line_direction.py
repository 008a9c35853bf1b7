"""How drawn words lie in their room: those of a right-to-left script begin, and stand, at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextOption

from annotator.exporters.word_text import is_right_to_left


def text_option(text: str, wrap: QTextOption.WrapMode, *, may_turn: bool = True) -> QTextOption:
    """The option with which a `QTextLayout` lays out these words.

    Their direction is always that of their script. Unless they `may_turn` they stand at the left all the same, as
    names do beside their signs.
    """
    is_turned = is_right_to_left(text)
    side = Qt.AlignmentFlag.AlignRight if is_turned and may_turn else Qt.AlignmentFlag.AlignLeft
    option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if is_turned else Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(wrap)
    return option

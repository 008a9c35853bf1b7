"""Where the keyboard is, and how Tab goes through what was made late: Qt would put that last, behind the buttons."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def put_in_order(stops: Iterable[QWidget]) -> None:
    """Let Tab go through these from first to last."""
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def point_at(widget: QWidget) -> None:
    """Give the keyboard to a widget, with the frame that shows it: the next key is meant for it."""
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    widget.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)  # which `setFocus` takes away

"""Where the keyboard is, and how Tab goes through what was made late: Qt would put that last, behind the buttons."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def put_in_order(*parts: QWidget) -> None:
    """Let Tab go through these from first to last, and in each through what it holds as it is laid out."""
    for before, after in pairwise(widget for part in parts for widget in _reached(part)):
        QWidget.setTabOrder(before, after)


def point_at(widget: QWidget) -> None:
    """Give the keyboard to a widget, with the frame that shows it: the next key is meant for it."""
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    widget.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)  # which `setFocus` takes away


def _reached(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:  # of two radio buttons Tab takes the one that is checked
        yield widget
    if (layout := widget.layout()) is not None:
        yield from _laid_out(layout)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield from _reached(widget)
        elif (inner := item.layout()) is not None:
            yield from _laid_out(inner)

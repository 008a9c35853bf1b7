"""A layout that puts widgets side by side as words stand in a paragraph: what has no room goes to the next line."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from annotator.gui import theme


class FlowLayout(QLayout):
    """Items from the leading edge on, in as many lines as they need. The last one takes what is left of its line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(QMargins())
        self.setSpacing(theme.GRID_PX)

    def insert_widget(self, place: int, widget: QWidget) -> None:
        """Put a widget before the one at a place."""
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        edges = self.contentsMargins()
        inside = QRect(0, 0, width - edges.left() - edges.right(), 0)
        return self._placed(inside, is_test=True) + edges.top() + edges.bottom()

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._placed(rect.marginsRemoved(self.contentsMargins()), is_test=False)

    def _placed(self, rect: QRect, *, is_test: bool) -> int:
        """Put the items into their lines; the height that they take."""
        left, top, line_height = rect.x(), rect.y(), 0
        shown = [item for item in self._items if not item.isEmpty()]
        for item in shown:
            size = item.sizeHint().boundedTo(QSize(rect.width(), item.sizeHint().height()))
            if left > rect.x() and left + size.width() > rect.right() + 1:
                left, top, line_height = rect.x(), top + line_height + self.spacing(), 0
            if item is shown[-1]:
                size.setWidth(rect.right() + 1 - left)
            if not is_test:
                box = QRect(QPoint(left, top), size)
                parent = self.parentWidget()
                is_mirrored = parent is not None and parent.isRightToLeft()
                item.setGeometry(_mirrored(box, rect) if is_mirrored else box)
            left += size.width() + self.spacing()
            line_height = max(line_height, size.height())
        return top + line_height - rect.y()


def _mirrored(box: QRect, rect: QRect) -> QRect:
    return QRect(rect.x() + rect.right() - box.right(), box.y(), box.width(), box.height())

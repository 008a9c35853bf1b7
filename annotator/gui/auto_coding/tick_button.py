"""A button that says how many of some things are chosen, and opens a list of them with ticks and a field to find by."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.gui import theme
from annotator.gui.pages.report_lists import Entry, TickList
from annotator.gui.search_field import SearchField

_WIDTH_PX, _HEIGHT_PX = 340, 320


class TickButton(QPushButton):
    """Things by key. `say` gives the words of the button for (how many are ticked, how many there are)."""

    ticked = Signal()

    def __init__(self, name: str, say: Callable[[int, int], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._say = say
        self._popup = QFrame(self, Qt.WindowType.Popup)
        self._popup.setFrameShape(QFrame.Shape.StyledPanel)
        self._popup.setAccessibleName(name)
        self.field = SearchField(self._popup)
        self.field.setPlaceholderText(self.tr("Find"))
        self.field.setAccessibleName(self.tr("Find in the list"))
        self.field.show_sign()
        self.list = TickList(name, parent=self._popup)
        self.all = QPushButton(self.tr("All"), self._popup)
        self.none = QPushButton(self.tr("None"), self._popup)
        self.setAccessibleDescription(name)
        self._lay_out()
        self.field.textChanged.connect(self.list.show_only)
        self.list.ticked.connect(self._on_ticked)
        self.all.clicked.connect(lambda: self.list.tick_all(True))
        self.none.clicked.connect(lambda: self.list.tick_all(False))
        self.clicked.connect(self.open)
        self._refresh()

    def fill(self, entries: Iterable[Entry], ticked: Callable[[str], bool]) -> None:
        """Offer these, ticked where they are chosen. Nothing is said of it."""
        given = list(entries)
        self.list.fill(given, [entry.key for entry in given if not ticked(entry.key)])
        self._refresh()

    def keys(self) -> frozenset[str]:
        """The keys of all that is offered."""
        return frozenset(str(item.data(0, Qt.ItemDataRole.UserRole)) for item in self.list.items())

    def ticked_keys(self) -> frozenset[str]:
        """The keys of what is ticked."""
        return self.keys() - self.list.unticked()

    def open(self) -> None:
        """Open the list under the button, or over it where there is no room."""
        self._popup.resize(_WIDTH_PX, _HEIGHT_PX)
        room = self.screen().availableGeometry()
        below = self.mapToGlobal(QPoint(0, self.height()))
        left = max(room.left(), min(below.x(), room.right() - _WIDTH_PX))
        top = below.y() if below.y() + _HEIGHT_PX <= room.bottom() else below.y() - self.height() - _HEIGHT_PX
        self._popup.move(left, max(room.top(), top))
        self.field.empty()
        self._popup.show()
        (self.list if self.list.topLevelItemCount() else self.field).setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_ticked(self) -> None:
        self._refresh()
        self.ticked.emit()

    def _refresh(self) -> None:
        offered = self.keys()
        words = self._say(len(offered - self.list.unticked()), len(offered))
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)

    def _lay_out(self) -> None:
        for button in (self, self.all, self.none):
            button.setAutoDefault(True)
        buttons = QHBoxLayout()
        buttons.addWidget(self.all)
        buttons.addWidget(self.none)
        buttons.addStretch(1)
        column = QVBoxLayout(self._popup)
        column.setContentsMargins(*(2 * theme.GRID_PX,) * 4)
        column.setSpacing(theme.GRID_PX)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)

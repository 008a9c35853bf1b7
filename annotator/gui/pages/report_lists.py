"""A list or tree in which things are ticked; it knows keys and words, not what they stand for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QTreeWidgetItemIterator, QWidget

_KEY = Qt.ItemDataRole.UserRole
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to tick, and what is under it."""

    key: str
    words: str
    tooltip: str = ""
    icon: QIcon | None = None
    under: tuple[Entry, ...] = ()


class TickList(QTreeWidget):
    """Entries to tick. Where `is_linked`, ticking one ticks all under it, and one above shows that only some are."""

    ticked = Signal()  # once, however many ticks one key or click moved

    def __init__(self, name: str, *, is_linked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_linked = is_linked
        self.setAccessibleName(name)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(16)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.ticked)
        self.itemChanged.connect(lambda *_: self._soon.start())

    def fill(self, entries: Iterable[Entry], unticked: Collection[str], *, expand: bool = False) -> None:
        """Show these entries, all ticked but the ones with these keys; the place of the list stays."""
        top, current = self.verticalScrollBar().value(), self.currentItem()
        key = current.data(0, _KEY) if current is not None else None
        open_keys = {item.data(0, _KEY) for item in self.items() if item.isExpanded()}
        with QSignalBlocker(self):
            self.clear()
            self.addTopLevelItems([self._item(entry, unticked) for entry in entries])
            self.setRootIsDecorated(any(item.childCount() for item in self.items()))
            for item in self.items():
                item.setExpanded(expand or item.data(0, _KEY) in open_keys)
                if key is not None and item.data(0, _KEY) == key:
                    self.setCurrentItem(item)
        self.verticalScrollBar().setValue(top)

    def items(self) -> Iterator[QTreeWidgetItem]:
        """Every item, from above."""
        iterator = QTreeWidgetItemIterator(self)
        while (item := iterator.value()) is not None:
            yield item
            iterator += 1

    def item(self, key: str) -> QTreeWidgetItem | None:
        """The item with this key."""
        return next((item for item in self.items() if key_of(item) == key), None)

    def unticked(self) -> frozenset[str]:
        """The keys without a tick; what shows that only some under it have one is not among them."""
        return frozenset(key_of(item) for item in self.items() if item.checkState(0) == _OFF)

    def tick_all(self, is_on: bool) -> None:
        """Tick every entry at the top and all under it, or none."""
        for row in range(self.topLevelItemCount()):
            item = self.topLevelItem(row)
            if item is not None:
                item.setCheckState(0, _ON if is_on else _OFF)

    def _item(self, entry: Entry, unticked: Collection[str], is_off: bool = False) -> QTreeWidgetItem:
        item = QTreeWidgetItem([entry.words])
        item.setData(0, _KEY, entry.key)
        item.setToolTip(0, entry.tooltip or entry.words)
        if entry.icon is not None:
            item.setIcon(0, entry.icon)
        is_off = entry.key in unticked or (is_off and self._is_linked)
        item.addChildren([self._item(each, unticked, is_off) for each in entry.under])
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
        if self._is_linked and entry.under:
            item.setFlags(flags | Qt.ItemFlag.ItemIsAutoTristate)
        else:
            item.setFlags(flags)
            item.setCheckState(0, _OFF if is_off else _ON)
        return item


def key_of(item: QTreeWidgetItem) -> str:
    """The key of an item."""
    return str(item.data(0, _KEY))

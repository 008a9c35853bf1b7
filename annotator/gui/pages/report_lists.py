"""A list or tree in which things are ticked; it knows keys and words, not what they stand for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPalette
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from annotator.gui import theme

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


class TickDelegate(QStyledItemDelegate):
    """Draws the edge of each box: on a dark ground the style leaves a box without a tick all but invisible."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        whole = QStyleOptionViewItem(option)
        self.initStyleOption(whole, index)
        style = whole.widget.style()
        box = style.subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, whole, whole.widget)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        palette = option.palette
        words = palette.color(QPalette.ColorRole.HighlightedText) if is_selected else theme.quiet_colour(palette)
        painter.setPen(words)
        painter.drawRect(box.adjusted(0, 0, -1, -1))


class TickList(QTreeWidget):
    """Entries to tick. Where `is_linked`, a tick moves all under it along, unless Shift is held."""

    ticked = Signal()  # once, however many ticks one key or click moved

    def __init__(self, name: str, *, is_linked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_linked = is_linked
        self._wanted = ""
        self.setAccessibleName(name)
        self.setItemDelegate(TickDelegate(self))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(16)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.ticked)
        self.itemChanged.connect(self._on_changed)

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
        self._hide_others()
        self.verticalScrollBar().setValue(top)

    def items(self) -> Iterator[QTreeWidgetItem]:
        """Every item, from above."""
        # Not by QTreeWidgetItemIterator: counted up from Python it outlives its items, and clearing the list crashes.
        yield from _below(self.invisibleRootItem())

    def item(self, key: str) -> QTreeWidgetItem | None:
        """The item with this key."""
        return next((item for item in self.items() if key_of(item) == key), None)

    def unticked(self) -> frozenset[str]:
        """The keys without a tick."""
        return frozenset(key_of(item) for item in self.items() if item.checkState(0) == _OFF)

    def tick_all(self, is_on: bool) -> None:
        """Tick every entry, or none; of a filtered list those that have the wanted words."""
        with QSignalBlocker(self):
            for item in filter(self._is_wanted, self.items()):
                item.setCheckState(0, _ON if is_on else _OFF)
        self._soon.start()

    def show_only(self, words: str) -> None:
        """Show the entries with these words, and those above them; nothing shows all."""
        self._wanted = " ".join(words.split()).casefold()
        self._hide_others()

    def _is_wanted(self, item: QTreeWidgetItem) -> bool:
        return self._wanted in item.text(0).casefold()

    def _hide_others(self) -> None:
        shown: set[str] = set()
        for item in reversed(list(self.items())):  # those under an entry come before it
            above = item.parent()
            is_shown = self._is_wanted(item) or key_of(item) in shown
            if is_shown and above is not None:
                shown.add(key_of(above))
            item.setHidden(not is_shown)

    def _on_changed(self, item: QTreeWidgetItem) -> None:
        if self._is_linked and not QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier:
            with QSignalBlocker(self):
                _tick_below(item, item.checkState(0))
        self._soon.start()

    def _item(self, entry: Entry, unticked: Collection[str]) -> QTreeWidgetItem:
        item = QTreeWidgetItem([entry.words])
        item.setData(0, _KEY, entry.key)
        item.setToolTip(0, entry.tooltip or entry.words)
        if entry.icon is not None:
            item.setIcon(0, entry.icon)
        item.addChildren([self._item(each, unticked) for each in entry.under])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(0, _OFF if entry.key in unticked else _ON)
        return item


def _below(item: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    """All items under one, from above."""
    for row in range(item.childCount()):
        child = item.child(row)
        if child is not None:
            yield child
            yield from _below(child)


def _tick_below(item: QTreeWidgetItem, state: Qt.CheckState) -> None:
    for each in _below(item):
        if not each.isHidden():
            each.setCheckState(0, state)


def key_of(item: QTreeWidgetItem) -> str:
    """The key of an item."""
    return str(item.data(0, _KEY))

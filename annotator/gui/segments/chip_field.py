"""A line in which things are chosen by typing: each becomes a chip, and the field behind them finds the next one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QMargins, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QIcon, QKeyEvent, QPalette, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QFrame, QWidget

from annotator.gui.search_field import SearchField
from annotator.gui.segments.chip import Chip
from annotator.gui.segments.choice_row import ABOUT, ChoiceRow
from annotator.gui.segments.flow_layout import FlowLayout

_KEY = Qt.ItemDataRole.UserRole
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOST_FOUND = 60
_ROWS_SHOWN = 9


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen. `key` says what it is; `full` its whole name, `about` what its words leave out."""

    key: str
    words: str
    full: str = ""
    icon: QIcon | None = None
    about: str = ""


class ChipField(QFrame):
    """Chips in a row, and a field to add one. `find` gives the choices for typed words, the best first."""

    changed = Signal()

    def __init__(
        self,
        name: str,
        hint: str,
        find: Callable[[str], Iterable[Choice]],
        look_up: Callable[[str], Choice],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._find = find
        self._look_up = look_up
        self._keys: list[str] = []
        self._chips: dict[str, Chip] = {}
        self.field = SearchField()
        self.field.setFrame(False)
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(name)
        self.field.setMinimumWidth(72)
        self.found = QStandardItemModel(self)
        self._completer = QCompleter(self.found, self)
        popup = self._completer.popup()
        assert popup is not None
        self._popup: QAbstractItemView = popup
        self._flow = FlowLayout(self)
        self._flow.addWidget(self.field)
        self._prepare()

    @property
    def keys(self) -> tuple[str, ...]:
        """What is chosen, in the order in which it was."""
        return tuple(self._keys)

    @property
    def chips(self) -> list[Chip]:
        """The chips, in order."""
        return [self._chips[key] for key in self._keys]

    def show_keys(self, keys: Iterable[str]) -> None:
        """Show other chips, without telling."""
        for key in list(self._keys):
            self._drop(key)
        for key in dict.fromkeys(keys):
            self._put(key)

    def refresh(self) -> None:
        """Name the chips anew."""
        self.show_keys(self.keys)

    def add(self, key: str) -> None:
        """Choose one thing more."""
        self.field.empty()
        if key not in self._chips:
            self._put(key)
            self.changed.emit()

    def remove(self, key: str) -> None:
        """Take one thing away; the keyboard goes to what stands beside it."""
        place = self._keys.index(key)
        self._drop(key)
        beside = self._chips[self._keys[max(place - 1, 0)]] if self._keys else self.field
        beside.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.field:
                return self._takes(event)
            if watched is self._popup and self._takes_first(event):
                return True
        elif watched is self.field and isinstance(event, QFocusEvent) and event.lostFocus():
            self._forget_words(event)
        return super().eventFilter(watched, event)

    def _takes(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Backspace and not self.field.text() and self._keys:
            self.remove(self._keys[-1])
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if event.key() in _ENTERS:
            self._add_first()
            return True
        if event.key() == Qt.Key.Key_Down:
            self._offer(self.field.text())
            self._completer.complete()
            return True
        return False

    def _takes_first(self, event: QKeyEvent) -> bool:
        """While the list is open keys go there: Enter or Tab where no row is chosen means the first."""
        if event.key() not in (*_ENTERS, Qt.Key.Key_Tab) or self._popup.currentIndex().isValid():
            return False
        return self._add_first()

    def _add_first(self) -> bool:
        """Choose the best of what the typed words find, if there is any."""
        item = self.found.item(0) if self.field.text().strip() else None
        if item is None:
            return False
        self._popup.hide()
        self.add(item.data(_KEY))
        return True

    def _forget_words(self, event: QFocusEvent) -> None:
        """Words that were left without being taken are no part of the query, and must not look as if they were."""
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.field.empty()

    def _offer(self, words: str) -> None:
        """List what the typed words find and is not chosen yet."""
        self.found.clear()
        for choice in self._find(words):
            if choice.key in self._chips:
                continue
            item = QStandardItem(choice.words)
            item.setData(choice.key, _KEY)
            item.setData(choice.about, ABOUT)
            item.setData(choice.full or choice.words, Qt.ItemDataRole.AccessibleTextRole)
            item.setToolTip(choice.full or choice.words)
            if choice.icon is not None:
                item.setIcon(choice.icon)
            self.found.appendRow(item)
            if self.found.rowCount() >= _MOST_FOUND:
                break

    def _put(self, key: str) -> None:
        choice = self._look_up(key)
        chip = Chip(choice.words, choice.full or choice.words, choice.icon, self)
        chip.removal_wanted.connect(lambda: self.remove(key), Qt.ConnectionType.QueuedConnection)
        self._flow.insert_widget(len(self._keys), chip)
        self._keys.append(key)
        self._chips[key] = chip
        chip.show()
        QWidget.setTabOrder(chip, self.field)
        self.updateGeometry()

    def _drop(self, key: str) -> None:
        self._keys.remove(key)
        chip = self._chips.pop(key)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        self.updateGeometry()

    def _take(self, index: QModelIndex) -> None:
        # The completer writes the words into the field after it has told; so the field is emptied a moment later.
        if key := index.data(_KEY):
            QTimer.singleShot(0, self, lambda: self.add(key))

    def _prepare(self) -> None:
        self.setFocusProxy(self.field)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._flow.setContentsMargins(QMargins(3, 2, 3, 2))
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setMaxVisibleItems(_ROWS_SHOWN)
        self._popup.setAccessibleName(self.field.accessibleName())
        self._popup.setItemDelegate(ChoiceRow(self._popup))
        self.field.setCompleter(self._completer)
        self.field.textEdited.connect(self._offer)
        # After the completer's own filter, so that keys which this one leaves go on to it.
        self.field.installEventFilter(self)
        self._popup.installEventFilter(self)
        self._completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]

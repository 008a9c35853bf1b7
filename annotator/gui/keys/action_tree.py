"""Every action by menu, with its keys and where they work; what has words or keys that are typed is shown alone."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from annotator.gui import theme
from annotator.gui.action_specs import ACTIONS, MENUS, ActionSpec, Scope
from annotator.gui.actions import Actions
from annotator.gui.keys.fixed_keys import FIXED_KEYS, FixedKeys
from annotator.gui.keys.key_search import holds

_NAME = Qt.ItemDataRole.UserRole  # name of the action; empty for keys that are fixed
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ActionTree(QTreeWidget):
    """The list of the Keys window."""

    chosen = Signal()  # another row is the current one
    change_wanted = Signal()  # Enter or double-click on an action

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._rows: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        self.setAccessibleName(self.tr("Actions and their keys"))
        self.setHeaderLabels([self.tr("Action"), self.tr("Keys"), self.tr("Where")])
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setUniformRowHeights(True)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self._fill()
        self.currentItemChanged.connect(lambda _new, _old: self.chosen.emit())
        self.itemDoubleClicked.connect(lambda _item, _column: self.change_wanted.emit())

    def action_name(self) -> str:
        """The name of the action in the current row; empty on a menu and on keys that are fixed."""
        item = self.currentItem()
        return str(item.data(0, _NAME) or "") if item is not None else ""

    def is_on_fixed_keys(self) -> bool:
        """Whether the current row shows keys that cannot be changed."""
        item = self.currentItem()
        return item is not None and item.parent() is not None and not self.action_name()

    def filter(self, words: str) -> bool:
        """Show the rows that hold all these words in their name, menu or keys. Returns whether there are any."""
        for menu, rows in self._rows:
            for row in rows:
                row.setHidden(not holds(words, f"{menu.text(0)} {row.text(0)}", self._searched_keys(row)))
            menu.setHidden(all(row.isHidden() for row in rows))
        current = self.currentItem()
        if current is None or current.isHidden():
            self.choose_first()
        return any(not menu.isHidden() for menu, _ in self._rows)

    def choose_first(self) -> None:
        """Make the first row in sight the current one."""
        shown = (row for _, rows in self._rows for row in rows if not row.isHidden())
        first = next(shown, None)
        if first is not None:
            self.setCurrentItem(first)

    def choose(self, name: str) -> None:
        """Make the row of an action the current one."""
        for item in self._items():
            if item.data(0, _NAME) == name:
                self.setCurrentItem(item)

    def refresh(self) -> None:
        """Show the keys as they are now; those that were changed stand in bold."""
        own = self._actions.own_keys
        for item in self._items():
            name = str(item.data(0, _NAME) or "")
            if name:
                item.setText(1, self._actions.keys_shown(name))
                font = QFont(self.font())
                font.setBold(name in own)
                item.setFont(1, font)
                changed = self.tr("changed by you") if font.bold() else ""
                item.setToolTip(1, changed)
                item.setData(1, Qt.ItemDataRole.AccessibleDescriptionRole, changed)
            else:
                for column in range(self.columnCount()):
                    item.setForeground(column, theme.quiet_colour(self.palette()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.topLevelItemCount():
            self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTERS:
            self.change_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _items(self) -> Iterator[QTreeWidgetItem]:
        return (row for _, rows in self._rows for row in rows)

    def _fill(self) -> None:
        for key, title in MENUS:
            menu = QTreeWidgetItem([_plain(title)])
            menu.setFont(0, theme.heading_font(self.font(), 0))
            menu.setFlags(Qt.ItemFlag.ItemIsEnabled)
            rows = [self._fixed_row(fixed) for fixed in FIXED_KEYS if fixed.menu == key]
            rows += [self._row(spec) for spec in ACTIONS if spec.menu == key]
            if rows:
                self.addTopLevelItem(menu)
                menu.setFirstColumnSpanned(True)
                menu.addChildren(rows)
                self._rows.append((menu, rows))
        self.expandAll()
        self.refresh()

    def _row(self, spec: ActionSpec) -> QTreeWidgetItem:
        row = QTreeWidgetItem([action_words(self._actions, spec), "", self._places()[spec.scope]])
        row.setData(0, _NAME, spec.name)
        return row

    def _fixed_row(self, fixed: FixedKeys) -> QTreeWidgetItem:
        words, keys = (QCoreApplication.translate("KeysWindow", text) for text in (fixed.text, fixed.keys))
        where = self.tr("{place} (fixed)").format(place=self._places()[fixed.scope]).strip()
        return QTreeWidgetItem([words, keys, where])

    def _searched_keys(self, row: QTreeWidgetItem) -> list[str]:
        """The keys of a row as they are shown here, and as they are called in every language."""
        name = str(row.data(0, _NAME) or "")
        if not name:
            return row.text(1).replace(",", " ").split()
        native = QKeySequence.SequenceFormat.NativeText
        written = self._actions.keys_of(name)
        return [*written, *(QKeySequence(keys).toString(native) for keys in written)]

    def _places(self) -> dict[Scope, str]:
        """Where the keys of each scope work, in words; nothing where they work everywhere."""
        return {
            "window": "",
            "transcript": self.tr("in the transcript"),
            "codebook": self.tr("in the codebook"),
            "documents": self.tr("in the documents"),
            "memos": self.tr("in the memos"),
            "participants": self.tr("in the participants"),
            "segments": self.tr("in the segments"),
            "compare": self.tr("where coders are compared"),
            "history": self.tr("in the history"),
        }


def action_words(actions: Actions, spec: ActionSpec) -> str:
    """What an action is called outside the menus; one for a pinned code as it is called now, with its code."""
    return _plain(actions[spec.name].text() if spec.menu == "code.pinned" else spec.text)


def _plain(text: str) -> str:
    return QCoreApplication.translate("actions", text).replace("&", "").rstrip("…")

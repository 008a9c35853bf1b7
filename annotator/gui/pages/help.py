"""What the Help menu shows: every action with its keys, and what this program is."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QMessageBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator import __version__
from annotator.gui import theme
from annotator.gui.action_specs import ACTIONS, MENUS, ActionSpec, Scope
from annotator.gui.actions import Actions
from annotator.gui.search_field import SearchField

_T = cast(Callable[[str, str], str], QT_TRANSLATE_NOOP)
# What the panes do with keys and mouse without an action of a menu: menu to list it in, words, keys, pane.
_MORE: tuple[tuple[str, str, str, Scope], ...] = (
    ("edit", _T("KeysWindow", "Open the Document"), _T("KeysWindow", "Enter"), "documents"),
    ("code", _T("KeysWindow", "Select Words"), _T("KeysWindow", "Ctrl+Shift+arrows"), "transcript"),
    ("code", _T("KeysWindow", "Code the Selected Words"), _T("KeysWindow", "Enter"), "transcript"),
    ("code", _T("KeysWindow", "Give the Code to the Words"), _T("KeysWindow", "Enter, double-click"), "codebook"),
    ("memo", _T("KeysWindow", "Write in the Memo"), _T("KeysWindow", "Enter"), "memos"),
    ("memo", _T("KeysWindow", "Leave the Memo for the Transcript"), _T("KeysWindow", "Esc"), "memos"),
)


class KeysWindow(QDialog):
    """All actions by menu, with a filter for words and keys. Not modal."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keys"))
        self._actions = actions
        self._rows: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        self.filter_field = SearchField()
        self.filter_field.setPlaceholderText(self.tr("Find an action or a key"))
        self.filter_field.setAccessibleName(self.filter_field.placeholderText())
        self.filter_field.setClearButtonEnabled(True)
        self.filter_field.show_sign()
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(self.tr("Actions and their keys"))
        self.tree.setHeaderLabels([self.tr("Action"), self.tr("Keys"), self.tr("Where")])
        self.tree.setRootIsDecorated(False)
        self.tree.setItemsExpandable(False)
        self.nothing = QLabel(self.tr("No action has these words or keys."))
        self._fill()
        self._lay_out()
        self.filter_field.textChanged.connect(self.filter)

    def filter(self, words: str) -> None:
        """Show the actions that hold all these words in their name, menu or keys."""
        wanted = words.casefold().split()
        for menu, rows in self._rows:
            for row in rows:
                row.setHidden(not _holds(wanted, menu, row))
            menu.setHidden(all(row.isHidden() for row in rows))
        self.nothing.setVisible(all(menu.isHidden() for menu, _ in self._rows))

    def _fill(self) -> None:
        for key, title in MENUS:
            menu = QTreeWidgetItem([QCoreApplication.translate("actions", title).replace("&", "")])
            menu.setFont(0, theme.heading_font(self.font(), 0))
            menu.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.tree.addTopLevelItem(menu)
            menu.setFirstColumnSpanned(True)
            rows = [self._row_of_pane(words, keys, scope) for where, words, keys, scope in _MORE if where == key]
            rows += [self._row(spec) for spec in ACTIONS if spec.menu == key]
            menu.addChildren(rows)
            self._rows.append((menu, rows))
        self.tree.expandAll()

    def _row(self, spec: ActionSpec) -> QTreeWidgetItem:
        action = self._actions[spec.name]
        name = QCoreApplication.translate("actions", spec.text).replace("&", "").rstrip("…")
        native = QKeySequence.SequenceFormat.NativeText
        keys = ", ".join(keys.toString(native) for keys in action.shortcuts()).replace("Return", self.tr("Enter"))
        return QTreeWidgetItem([name, keys, self._places()[spec.scope]])

    def _row_of_pane(self, words: str, keys: str, scope: Scope) -> QTreeWidgetItem:
        return QTreeWidgetItem([self.tr(words), self.tr(keys), self._places()[scope]])

    def _places(self) -> dict[str, str]:
        return {
            "window": "",
            "transcript": self.tr("in the transcript"),
            "codebook": self.tr("in the codebook"),
            "documents": self.tr("in the documents"),
            "memos": self.tr("in the memos"),
        }

    def _lay_out(self) -> None:
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        column_of_all = QVBoxLayout(self)
        column_of_all.setContentsMargins(*(3 * theme.GRID_PX,) * 4)
        column_of_all.setSpacing(2 * theme.GRID_PX)
        for widget in (self.filter_field, self.nothing, self.tree, buttons):
            column_of_all.addWidget(widget)
        self.nothing.hide()
        self.resize(600, 560)


def keys_window(actions: Actions) -> KeysWindow:
    """The window of keys, shown beside the work; the one that is open already comes to the front."""
    shown = actions.window.findChild(KeysWindow) or KeysWindow(actions, actions.window)
    shown.show()
    shown.raise_()
    shown.activateWindow()
    shown.filter_field.setFocus()
    return shown


def about(window: QWidget) -> QMessageBox:
    """Say what this program is, in a box that blocks nothing."""
    box = QMessageBox(window)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setModal(False)
    box.setWindowTitle(_words("About Annotator"))
    box.setIconPixmap(theme.icon("annotator").pixmap(48, 48))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(_words("Annotator {version}").format(version=__version__))
    box.setInformativeText(
        _words(
            "For qualitative researchers: code interview transcripts, write up what the codes mean, and export "
            "tables for the appendix. Everything stays on this computer."
        )
    )
    box.show()
    return box


def _holds(wanted: list[str], menu: QTreeWidgetItem, row: QTreeWidgetItem) -> bool:
    words = " ".join((menu.text(0), row.text(0), row.text(1))).casefold()
    return all(word in words for word in wanted)


def _words(text: str) -> str:
    return QCoreApplication.translate("Help", text)

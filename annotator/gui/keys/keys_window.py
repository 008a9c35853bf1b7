"""The Keys window: every action with its keys, found by words or keys, and changed here. Not modal."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.gui import theme
from annotator.gui.action_specs import ACTIONS
from annotator.gui.actions import Actions
from annotator.gui.keys import own_keys
from annotator.gui.keys.action_tree import ActionTree
from annotator.gui.keys.key_changer import KeyChanger
from annotator.gui.keys.own_keys import Keys
from annotator.gui.search_field import SearchField

_SPECS = {spec.name: spec for spec in ACTIONS}
_TO_LIST = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class KeysWindow(QDialog):
    """A field to find by, the list, and under it what changes the keys of the chosen action."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keys"))
        self._actions = actions
        self._before: Mapping[str, Keys] | None = None
        self.filter_field = SearchField(self)
        self.filter_field.setPlaceholderText(self.tr("Find an action or a key"))
        self.filter_field.setAccessibleName(self.filter_field.placeholderText())
        self.filter_field.setClearButtonEnabled(True)
        self.filter_field.show_sign()
        self.filter_field.installEventFilter(self)
        self.tree = ActionTree(actions, self)
        self.nothing = QLabel(self.tr("No action has these words or keys."))
        self.changer = KeyChanger(actions, self.tree, self)
        self.take_back = QPushButton(self.tr("&Take back the change"))
        self.reset_all = QPushButton(self.tr("Reset &all keys"))
        self.close_button = QPushButton(self.tr("&Close"))
        self._lay_out()
        self._connect()
        self.tree.choose_first()
        self._show_state()

    def filter(self, words: str) -> None:
        """Show the actions that hold all these words in their name, menu or keys."""
        self.nothing.setVisible(not self.tree.filter(words))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _TO_LIST:
            self.tree.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)

    def _begin_change(self) -> None:
        if self.changer.field.isEnabled():
            self.changer.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_chosen(self) -> None:
        self.changer.show_action(self.tree.action_name(), is_fixed=self.tree.is_on_fixed_keys())

    def _change(self, name: str, keys: Keys) -> None:
        """Give an action these keys; those of them that another has chosen are taken away from there."""
        own = dict(self._actions.own_keys)
        given = {each.name: self._actions.keys_of(each.name) for each in ACTIONS}
        for pressed in keys:
            for holder in own_keys.holders(pressed, _SPECS[name], given):
                if holder.name in own:
                    own[holder.name] = tuple(each for each in own[holder.name] if each != pressed)
        own[name] = keys
        self._use(own)
        shown = self._actions.keys_shown(name)
        words = self.tr("From now on it has {keys}.") if shown else self.tr("From now on it has no keys.")
        self.changer.say(words.format(keys=shown))

    def _reset_all(self) -> None:
        self._use({})
        self.changer.say(self.tr("All actions have the keys again that they came with."))

    def _take_back(self) -> None:
        if self._before is not None:
            self._use(self._before)
            self._before = None
            self._show_state()
            self.changer.say(self.tr("The last change is taken back."))

    def _use(self, own: Mapping[str, Keys]) -> None:
        self._before = self._actions.own_keys
        self._actions.use_keys(own)
        self.tree.refresh()
        self._show_chosen()
        self._show_state()
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_state(self) -> None:
        self.take_back.setEnabled(self._before is not None)
        self.reset_all.setEnabled(bool(self._actions.own_keys))

    def _connect(self) -> None:
        self.filter_field.textChanged.connect(self.filter)
        self.tree.chosen.connect(self._show_chosen)
        self.tree.change_wanted.connect(self._begin_change)
        self.changer.wanted.connect(self._change)
        self.changer.left.connect(lambda: self.tree.setFocus(Qt.FocusReason.OtherFocusReason))
        self.take_back.clicked.connect(self._take_back)
        self.reset_all.clicked.connect(self._reset_all)
        self.close_button.clicked.connect(self.close)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for button in (self.take_back, self.reset_all):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        self.close_button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(3 * theme.GRID_PX,) * 4)
        column.setSpacing(2 * theme.GRID_PX)
        for widget in (self.filter_field, self.nothing):
            column.addWidget(widget)
        column.addWidget(self.tree, 1)
        column.addWidget(self.changer)
        column.addLayout(buttons)
        self.nothing.hide()
        self.resize(640, 600)


def keys_window(actions: Actions) -> KeysWindow:
    """The window of keys, shown beside the work; the one that is open already comes to the front."""
    shown = actions.window.findChild(KeysWindow) or KeysWindow(actions, actions.window)
    shown.show()
    shown.raise_()
    shown.activateWindow()
    shown.filter_field.setFocus()
    return shown

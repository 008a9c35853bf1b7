"""The actions of a window: made from `action_specs`, put in menus, bound to keys, enabled as they can be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from annotator.gui import theme
from annotator.gui.action_specs import ACTIONS, MENUS, ActionSpec, Scope
from annotator.gui.keys import own_keys
from annotator.gui.keys.own_keys import Keys


class Actions:
    """The actions of one window."""

    def __init__(self, parent: QWidget) -> None:
        self.window = parent
        self._own_keys = own_keys.kept_keys()
        self._keys = own_keys.in_force(self._own_keys)
        self._actions: dict[str, QAction] = {spec.name: self._made(spec) for spec in ACTIONS}
        self._commands: dict[str, Callable[[], object]] = {}
        self._conditions: frozenset[str] | None = None
        self.menus: dict[str, QMenu] = {}

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def connect(self, name: str, command: Callable[[], object]) -> None:
        """Do `command` when the action is chosen, in place of what it did before."""
        assert name in self._actions, name
        self._commands[name] = command

    def build_menus(self, bar: QMenuBar) -> None:
        """Fill the menu bar."""
        for key, title in MENUS:
            menu = QMenu(QCoreApplication.translate("actions", title), bar)
            menu.setToolTipsVisible(True)
            self.menus[key] = menu
            if "." not in key:
                bar.addMenu(menu)
        for spec in ACTIONS:
            menu, above = self.menus[spec.menu], self.menus[spec.menu.partition(".")[0]]
            if menu is not above and menu.isEmpty():
                if spec.starts_group:
                    above.addSeparator()
                above.addMenu(menu)
            elif spec.starts_group:
                menu.addSeparator()
            menu.addAction(self._actions[spec.name])

    def context_menu(self, parent: QWidget, names: Iterable[str]) -> QMenu:
        """A context menu of these actions; an empty name is a separator."""
        menu = QMenu(parent)
        for name in names:
            if name:
                menu.addAction(self._actions[name])
            else:
                menu.addSeparator()
        return menu

    def bind(self, scope: Scope, pane: QWidget) -> None:
        """Let the keys of a scope work in this pane."""
        for spec in ACTIONS:
            if spec.scope == scope:
                pane.addAction(self._actions[spec.name])

    def enable(self, conditions: frozenset[str]) -> None:
        """Enable what can be done now. Costs what has changed since the last time."""
        before, self._conditions = self._conditions, conditions
        changed = None if before is None else conditions ^ before
        for spec in ACTIONS if changed is None or changed else ():
            if changed is None or not changed.isdisjoint(spec.needs):
                self._actions[spec.name].setEnabled(conditions.issuperset(spec.needs))

    @property
    def own_keys(self) -> Mapping[str, Keys]:
        """What this user changed: action to its keys. To change it, give `use_keys` another one."""
        return dict(self._own_keys)

    def use_keys(self, own: Mapping[str, Keys]) -> None:
        """Let these be the keys that this user changed: at once, and from now on at every start."""
        own_keys.keep_keys(own)
        self._own_keys = own_keys.kept_keys()
        before, self._keys = self._keys, own_keys.in_force(self._own_keys)
        for name, keys in self._keys.items():
            if keys != before[name]:
                self._actions[name].setShortcuts([QKeySequence(each) for each in keys])

    def keys_of(self, name: str) -> Keys:
        """The keys of an action as they are now, as Qt writes them in every language."""
        return self._keys[name]

    def keys_shown(self, name: str) -> str:
        """The keys of an action in the user's language, for a list or a tooltip; empty where it has none."""
        native = QKeySequence.SequenceFormat.NativeText
        return ", ".join(QKeySequence(keys).toString(native) for keys in self._keys[name])

    def with_keys(self, words: str, name: str) -> str:
        """Words for a tooltip, and after them the first of the keys that an action has."""
        first = self.keys_shown(name).split(", ")[0]
        return f"{words} ({first})" if first else words

    def retint(self) -> None:
        """Draw the icons, or draw them anew for another palette. Not done at the start, since the menus are closed."""
        for spec in ACTIONS:
            if spec.icon:
                self._actions[spec.name].setIcon(theme.icon(spec.icon))

    def _do(self, name: str) -> None:
        command = self._commands.get(name)
        if command is not None:
            command()

    def _made(self, spec: ActionSpec) -> QAction:
        action = QAction(QCoreApplication.translate("actions", spec.text), self.window)
        action.setObjectName(spec.name)
        action.triggered.connect(lambda _checked=False: self._do(spec.name))
        action.setCheckable(spec.is_checkable)
        action.setShortcuts([QKeySequence(keys) for keys in self._keys[spec.name]])
        if spec.scope == "window":
            self.window.addAction(action)
        else:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return action

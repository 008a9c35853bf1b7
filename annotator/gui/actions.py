"""The actions of a window: made from `action_specs`, put in menus, bound to keys, enabled as they can be."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from annotator.gui import theme
from annotator.gui.action_specs import ACTIONS, MENUS, ActionSpec, Scope


class Actions:
    """The actions of one window."""

    def __init__(self, parent: QWidget) -> None:
        self.window = parent
        self._actions: dict[str, QAction] = {spec.name: self._made(spec) for spec in ACTIONS}
        self._commands: dict[str, Callable[[], object]] = {}
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
            menu = self.menus[spec.menu]
            if spec.starts_group:
                menu.addSeparator()
            menu.addAction(self._actions[spec.name])
        for key, menu in self.menus.items():
            if "." in key and not menu.isEmpty():
                self.menus[key.partition(".")[0]].addMenu(menu)

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
        """Enable what can be done now."""
        for spec in ACTIONS:
            self._actions[spec.name].setEnabled(conditions.issuperset(spec.needs))

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
        action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
        if spec.scope == "window":
            self.window.addAction(action)
        else:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return action

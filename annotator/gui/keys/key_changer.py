"""Changing the keys of one action: the ones that it has, each to be taken away, and a field to press others in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from annotator.gui import theme
from annotator.gui.action_specs import ACTIONS, ActionSpec
from annotator.gui.actions import Actions
from annotator.gui.icon_button import IconButton
from annotator.gui.keys import own_keys
from annotator.gui.keys.action_tree import action_words
from annotator.gui.keys.own_keys import Keys, Refusal
from annotator.gui.keys.press_field import PressField
from annotator.gui.memos.elided_label import ElidedLabel

_SPECS = {spec.name: spec for spec in ACTIONS}


class KeyChanger(QWidget):
    """Shows one action's keys. It says which are wanted; who shows it changes them."""

    wanted = Signal(str, object)  # name of the action, its keys from now on
    left = Signal()  # back to the list

    def __init__(self, actions: Actions, tab_after: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._tab_after = tab_after
        self._name = ""
        self._pressed = ""
        self.title = ElidedLabel(is_quiet=False)
        self.title.setFont(theme.heading_font(self.font(), 0))
        self.field = PressField()
        self.instead = QPushButton(self.tr("Use &instead"))
        self.as_well = QPushButton(self.tr("Use as &well"))
        self.reset = QPushButton(self.tr("&Reset"))
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self._held = QHBoxLayout()
        self._held.setSpacing(theme.GRID_PX)
        self._lay_out()
        self.field.pressed.connect(self._take)
        self.field.left.connect(self.left)
        self.field.entered.connect(self._enter)
        self.instead.clicked.connect(lambda: self._want((self._pressed,)))
        self.as_well.clicked.connect(lambda: self._want((*self._keys(), self._pressed)))
        self.reset.clicked.connect(lambda: self._want(own_keys.default_keys(_SPECS[self._name])))

    def show_action(self, name: str, *, is_fixed: bool = False) -> None:
        """Show the keys of an action; of none where there is no name."""
        self._name, self._pressed = name, ""
        self.field.empty()
        words = action_words(self._actions, _SPECS[name]) if name else self.tr("Choose an action")
        self.title.say(self.tr("These keys are fixed") if is_fixed else words)
        self.field.setEnabled(bool(name))
        self.reset.setVisible(name in self._actions.own_keys)
        self.say("")
        self._show_keys()
        self._offer()

    def say(self, words: str) -> None:
        """Say something under the field, aloud too."""
        self.said.setText(words)
        if words:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _keys(self) -> Keys:
        return self._actions.keys_of(self._name) if self._name else ()

    def _want(self, keys: Keys) -> None:
        if self._name:
            self.wanted.emit(self._name, tuple(dict.fromkeys(keys)))

    def _take(self, keys: str) -> None:
        """Look at what was pressed: whether it can be had, and who has it."""
        spec = _SPECS[self._name]
        refusal = "" if keys in own_keys.default_keys(spec) else own_keys.refusal(spec, keys)
        has_it = keys in self._keys()
        self._pressed = "" if refusal or has_it else own_keys.normal(keys)
        if refusal:
            self.say(self._refusal_words(refusal).format(keys=_native(keys)))
        elif has_it:
            self.say(self.tr("{keys} does this already.").format(keys=_native(keys)))
        else:
            self.say(self._holders_words(spec))
        self._offer()
        if self._pressed:
            self.instead.setFocus(Qt.FocusReason.OtherFocusReason)

    def _holders_words(self, spec: ActionSpec) -> str:
        given = {each.name: self._actions.keys_of(each.name) for each in ACTIONS}
        holders = own_keys.holders(self._pressed, spec, given)
        names = ", ".join(f"“{action_words(self._actions, holder)}”" for holder in holders)
        words = self.tr("{keys} is free.")
        if holders:
            words = self.tr("{keys} is {actions} now. If you use it here, it is taken away from there.")
        return words.format(keys=_native(self._pressed), actions=names)

    def _refusal_words(self, refusal: Refusal) -> str:
        return {
            "no_key": self.tr("These keys cannot be used. Press others."),
            "typing": self.tr("{keys} is for typing, so this action cannot have it alone. Add Ctrl."),
            "moving": self.tr("{keys} moves and chooses everywhere, so it stays free. Add Ctrl."),
            "deleting": self.tr("{keys} deletes letters in fields, so it stays free here. Add Ctrl."),
            "editing": self.tr("{keys} is for editing in every field, so it stays free. Press others."),
            "menu": self.tr("{keys} opens menus and presses buttons, so it stays free. Add Ctrl or Shift."),
        }.get(refusal, "")

    def _enter(self) -> None:
        if self._pressed:
            self._want((self._pressed,))

    def _offer(self) -> None:
        """Offer what can be done with the keys that were pressed."""
        self.instead.setVisible(bool(self._pressed))
        self.as_well.setVisible(bool(self._pressed and self._keys()))
        self.instead.setText(self.tr("Use &instead") if self._keys() else self.tr("Use &it"))

    def _show_keys(self) -> None:
        while (item := self._held.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        before = self._tab_after
        for keys in self._keys():
            button = self._key_button(keys)
            self._held.addWidget(button)
            button.show()
            QWidget.setTabOrder(before, button)  # else what is made later comes last
            before = button
        if not self._keys() and self._name:
            self._held.addWidget(QLabel(self.tr("no keys")))

    def _key_button(self, keys: str) -> QPushButton:
        button = IconButton("close", _native(keys), self)
        button.setAutoDefault(False)
        button.setToolTip(self.tr("Take {keys} away from this action").format(keys=_native(keys)))
        button.setAccessibleName(button.toolTip())
        button.clicked.connect(lambda: self._want(tuple(each for each in self._keys() if each != keys)))
        return button

    def _lay_out(self) -> None:
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.said.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        row = QHBoxLayout()
        row.setSpacing(2 * theme.GRID_PX)
        row.addLayout(self._held)
        for widget in (self.field, self.instead, self.as_well, self.reset):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID_PX)
        column.addWidget(self.title)
        column.addLayout(row)
        column.addWidget(self.said)


def _native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)

"""The Keys window: all actions found by words and keys, and their keys changed by the keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.gui.action_specs import ACTIONS
from annotator.gui.actions import Actions
from annotator.gui.keys.keys_window import KeysWindow, keys_window

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier


class Typist:
    """Somebody at the Keys window without a mouse."""

    def __init__(self, qtbot: QtBot, window: QMainWindow) -> None:
        self.qtbot = qtbot
        self.actions = Actions(window)
        self.keys: KeysWindow = keys_window(self.actions)
        qtbot.waitExposed(self.keys)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        self.qtbot.keyClick(focused(), key, modifiers)

    def find(self, words: str) -> None:
        """Type in the field, and go down to the list."""
        self.keys.filter_field.setFocus()
        self.keys.filter_field.clear()
        self.qtbot.keyClicks(focused(), words)
        self.press(Qt.Key.Key_Down)

    def capture(self, words: str, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        """Find an action, Enter, and press a combination."""
        self.find(words)
        self.press(Qt.Key.Key_Return)
        assert focused() is self.keys.changer.field
        self.press(key, modifiers)

    def rows(self) -> list[str]:
        tree = self.keys.tree
        menus = [tree.topLevelItem(at) for at in range(tree.topLevelItemCount())]
        rows = [menu.child(at) for menu in menus if not menu.isHidden() for at in range(menu.childCount())]
        return [row.text(0) for row in rows if not row.isHidden()]

    def chosen_row(self) -> tuple[str, str]:
        item = self.keys.tree.currentItem()
        return item.text(0), item.text(1)

    def said(self) -> str:
        return self.keys.changer.said.text()


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    shown = QMainWindow()
    qtbot.addWidget(shown)
    shown.show()
    return shown


@pytest.fixture
def typist(qtbot: QtBot, window: QMainWindow) -> Typist:
    return Typist(qtbot, window)


def test_the_window_lists_every_action_and_finds_by_word_and_key(typist: Typist) -> None:
    assert keys_window(typist.actions) is typist.keys
    assert len(typist.rows()) > len(ACTIONS)
    typist.find("ctrl e")
    assert "Export Word Report" in typist.rows()
    assert "Close Project" not in typist.rows()
    typist.find("rename DOCUMENT")
    assert typist.rows() == ["Rename Document"]
    assert not typist.keys.isModal()


def test_the_window_names_the_keys_that_panes_take_themselves(typist: Typist) -> None:
    typist.find("enter")
    assert {"Code the Selected Words", "Code the Passage", "Open the Document"} <= set(typist.rows())
    assert not typist.keys.nothing.isVisible()
    typist.find("enter teleport")
    assert typist.rows() == []
    assert typist.keys.nothing.isVisible()


def test_fixed_keys_are_shown_as_fixed_and_cannot_be_pressed_anew(typist: Typist) -> None:
    typist.find("give the code to the words")
    typist.press(Qt.Key.Key_Return)
    assert focused() is typist.keys.tree
    assert not typist.keys.changer.field.isEnabled()
    assert typist.keys.changer.title.text() == "These keys are fixed"


def test_keys_that_are_free_are_used_instead(typist: Typist) -> None:
    typist.capture("export word", Qt.Key.Key_K, CTRL | Qt.KeyboardModifier.AltModifier)
    assert typist.said() == "Ctrl+Alt+K is free."
    typist.press(Qt.Key.Key_Return)
    assert focused() is typist.keys.tree
    assert typist.chosen_row() == ("Export Word Report", "Ctrl+Alt+K")
    assert typist.actions["report.export"].shortcuts() == [QKeySequence("Ctrl+Alt+K")]


def test_an_action_can_have_several_keys_and_lose_one_of_them(typist: Typist) -> None:
    typist.capture("export word", Qt.Key.Key_F7, PLAIN)
    typist.press(Qt.Key.Key_Tab)
    assert focused() is typist.keys.changer.as_well
    typist.press(Qt.Key.Key_Space)
    assert typist.actions.keys_of("report.export") == ("Ctrl+E", "F7")
    button = next(b for b in typist.keys.findChildren(QPushButton) if b.text() == "Ctrl+E" and b.isVisible())
    assert button.accessibleName() == "Take Ctrl+E away from this action"
    button.setFocus()
    typist.press(Qt.Key.Key_Space)
    assert typist.actions.keys_of("report.export") == ("F7",)


def test_keys_of_another_action_are_named_and_taken_from_there(typist: Typist) -> None:
    typist.capture("export word", Qt.Key.Key_W, CTRL)
    assert typist.said() == "Ctrl+W is “Close Project” now. If you use it here, it is taken away from there."
    typist.press(Qt.Key.Key_Return)
    assert typist.actions.keys_of("report.export") == ("Ctrl+W",)
    assert typist.actions["project.close"].shortcuts() == []


def test_keys_that_were_chosen_can_be_taken_on_by_a_third_action(typist: Typist) -> None:
    for words in ("export word", "new code under", "export word"):
        typist.capture(words, Qt.Key.Key_F7, PLAIN)
        typist.press(Qt.Key.Key_Return)
    assert typist.actions.keys_of("report.export") == ("F7",)
    assert typist.actions.keys_of("code.new_under") == ()


def test_a_letter_alone_is_refused_outside_the_transcript(typist: Typist) -> None:
    typist.capture("export word", Qt.Key.Key_K, PLAIN)
    assert typist.said() == "K is for typing, so this action cannot have it alone. Add Ctrl."
    assert not typist.keys.changer.instead.isVisible()
    typist.press(Qt.Key.Key_Return)
    assert typist.actions.keys_of("report.export") == ("Ctrl+E",)
    typist.capture("uncode", Qt.Key.Key_K, PLAIN)
    typist.press(Qt.Key.Key_Return)
    assert typist.actions.keys_of("coding.delete") == ("K",)


def test_escape_and_tab_leave_the_field_without_being_caught(typist: Typist) -> None:
    typist.capture("export word", Qt.Key.Key_K, PLAIN)
    typist.press(Qt.Key.Key_Escape)
    assert focused() is typist.keys.tree
    assert typist.keys.isVisible()
    typist.press(Qt.Key.Key_Return)
    typist.press(Qt.Key.Key_Tab)
    assert focused() is not typist.keys.changer.field
    typist.press(Qt.Key.Key_Backtab, SHIFT)
    assert focused() is typist.keys.changer.field
    typist.press(Qt.Key.Key_Backtab, SHIFT)
    assert focused().accessibleName() == "Take Ctrl+E away from this action"
    assert typist.actions.keys_of("report.export") == ("Ctrl+E",)


def test_one_action_and_all_actions_can_be_reset_and_that_taken_back(typist: Typist) -> None:
    typist.capture("export word", Qt.Key.Key_W, CTRL)
    typist.press(Qt.Key.Key_Return)
    typist.capture("close project", Qt.Key.Key_F7, PLAIN)
    typist.press(Qt.Key.Key_Return)
    typist.find("export word")
    typist.keys.changer.reset.click()
    assert typist.actions.keys_of("report.export") == ("Ctrl+E",)
    assert typist.actions.keys_of("project.close") == ("F7",)
    typist.keys.reset_all.click()
    assert typist.actions.keys_of("project.close") == ("Ctrl+W",)
    assert not typist.keys.reset_all.isEnabled()
    typist.keys.take_back.click()
    assert typist.actions.keys_of("project.close") == ("F7",)


def test_changed_keys_are_there_at_the_next_start(qtbot: QtBot, typist: Typist) -> None:
    typist.capture("export word", Qt.Key.Key_F7, PLAIN)
    typist.press(Qt.Key.Key_Return)
    later = QMainWindow()
    qtbot.addWidget(later)
    assert Actions(later)["report.export"].shortcuts() == [QKeySequence("F7")]


def test_changed_keys_do_what_the_action_does_and_the_old_ones_no_more(
    qtbot: QtBot, window: QMainWindow, typist: Typist
) -> None:
    done: list[str] = []
    typist.actions.connect("go.next_pane", lambda: done.append("next"))
    typist.actions.enable(frozenset({"project"}))
    typist.capture("next pane", Qt.Key.Key_F7, PLAIN)
    typist.press(Qt.Key.Key_Return)
    typist.keys.close()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert done == []
    qtbot.keyClick(window, Qt.Key.Key_F7)
    assert done == ["next"]

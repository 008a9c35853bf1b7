"""The dialog of an attribute: name, kind, choices; nothing is lost by it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from annotator.gui.participants.attribute_dialog import AttributeDialog
from annotator.project.project import Project
from tests.e2e.test_keys_and_names import nameless
from tests.gui.people_window import PeopleWindow, open_room


@pytest.fixture
def room(qtbot: QtBot, project: Project) -> Iterator[PeopleWindow]:
    """Two people who live somewhere."""
    first, second = project.participants.ensure_many(["P01", "P02"])
    town = project.participants.add_attribute("Town")
    project.participants.set_values({(first.id, town.id): "Bodø", (second.id, town.id): "Voss"})
    made = open_room(qtbot, project)
    made.go(0, "Town")
    yield made
    made.page.close()


def dialog_of(room: PeopleWindow, action: str) -> AttributeDialog:
    room.do(action)
    dialog: AttributeDialog = room.window.findChildren(AttributeDialog)[-1]
    return dialog


def press_ok(room: PeopleWindow, dialog: AttributeDialog) -> None:
    room.qtbot.mouseClick(dialog.buttons.button(QDialogButtonBox.StandardButton.Ok), Qt.MouseButton.LeftButton)


def test_a_new_attribute_has_a_kind_and_choices(room: PeopleWindow) -> None:
    dialog = dialog_of(room, "attribute.add")
    assert nameless(dialog) == []
    room.qtbot.keyClicks(dialog.name, "Setting")
    room.qtbot.keyClicks(dialog.kind, "Choice")
    for words in ("town", "country"):
        dialog._add_choice()
        dialog.choices.currentItem().setText(words)
    press_ok(room, dialog)
    setting = room.project.participants.attributes()[-1]
    assert (setting.name, setting.kind, setting.choices) == ("Setting", "choice", ("town", "country"))
    assert room.shown("Setting") == ["", "", ""]


def test_a_kind_that_values_do_not_fit_is_refused_with_their_names(room: PeopleWindow) -> None:
    dialog = dialog_of(room, "attribute.edit")
    room.qtbot.keyClicks(dialog.kind, "Number")
    assert "P01 “Bodø”, P02 “Voss”" in dialog.words.text()
    assert not dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()
    dialog.kind.setCurrentIndex(dialog.kind.findData("choice"))
    assert [item.text() for item in dialog._items()] == ["Bodø", "Voss"]
    before = room.operations()
    press_ok(room, dialog)
    assert room.project.participants.attributes()[0].kind == "choice"
    assert room.operations() == before + 1


def test_a_choice_that_is_renamed_takes_its_values_along(room: PeopleWindow) -> None:
    room.project.participants.set_kind(room.project.participants.attributes()[0].id, "choice")
    room.go(0, "Town")
    dialog = dialog_of(room, "attribute.edit")
    room.qtbot.keyClicks(dialog.name, "Home")
    dialog.choices.item(0).setText("Bodin")
    press_ok(room, dialog)
    assert room.values() == {"P01": {"Home": "Bodin"}, "P02": {"Home": "Voss"}}
    room.workspace.undo()
    assert room.values() == {"P01": {"Town": "Bodø"}, "P02": {"Town": "Voss"}}


def test_a_choice_in_use_cannot_go(room: PeopleWindow) -> None:
    room.project.participants.set_kind(room.project.participants.attributes()[0].id, "choice")
    room.go(0, "Town")
    dialog = dialog_of(room, "attribute.edit")
    dialog.choices.setCurrentRow(0)
    room.qtbot.mouseClick(dialog.remove_button, Qt.MouseButton.LeftButton)
    assert "P01 “Bodø”" in dialog.words.text()
    assert not dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()


def test_a_name_that_is_taken_is_told_in_the_dialog(room: PeopleWindow) -> None:
    dialog = dialog_of(room, "attribute.add")
    room.qtbot.keyClicks(dialog.name, "town")
    press_ok(room, dialog)
    assert dialog.isVisible()
    assert "already" in dialog.words.text()
    dialog.reject()

"""A whole interview is coded without the mouse: read, select, code, correct, write, look again, take back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.gui.codebook.pins import Pins
from tests.e2e.driver import CTRL, PLAIN, SHIFT, Person

ALT = Qt.KeyboardModifier.AltModifier
INTERVIEW = """I: How did you come to keep bees?
P1: My aunt left me two hives and a veil. I was afraid of them for a year.
I: And now?
P1: Now I talk to them. They know when I am in a hurry. You cannot hurry near a hive.
I: Who taught you?
P1: Nobody, really. Old Tore over the road, e.g. when they hung in his cherry tree. He laughed … and held the ladder.
I: What would you miss?
P1: The sound in June. And Tore, I suppose. He never says much. He is there.
"""


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    at_work = Person(qtbot, monkeypatch)
    at_work.make_project(tmp_path / "Bees.annot")
    interview = tmp_path / "Bees.txt"
    interview.write_text(INTERVIEW, encoding="utf-8")
    at_work.import_files(interview)
    at_work.key(Qt.Key.Key_T, CTRL)
    yield at_work
    at_work.window.close()


def press(person: Person, *keys: str) -> None:
    """Press keys, one after the other, as the menus write them."""
    for words in keys:
        pressed = QKeySequence(words)[0]
        person.key(pressed.key(), pressed.keyboardModifiers())


def find(person: Person, words: str) -> None:
    """Enter, a few letters, Enter."""
    press(person, "Return")
    person.type(words)
    press(person, "Return")


def codes_given(person: Person) -> list[tuple[str, str]]:
    return [(path, words) for _document, path, words in person.coded()]


def test_an_interview_is_coded_from_beginning_to_end_without_the_mouse(person: Person) -> None:
    press(person, "Ctrl+Home", "U", "S")
    assert person.selected() == "My aunt left me two hives and a veil."
    find(person, "Beginnings > Inheritance")
    press(person, "S")
    find(person, "Fear")
    press(person, "Ctrl+Shift+P")
    assert Pins.of(person.window.workspace).code_id(1) is not None  # type: ignore[arg-type]

    press(person, "U", "S", "I")
    assert person.selected() == "Now I talk to them."
    press(person, "S", "S")
    assert person.selected() == "They know when I am in a hurry. You cannot hurry near a hive."
    find(person, "Pace")
    press(person, "S")
    assert person.selected() == "Who taught you?"
    press(person, "U", "T")
    find(person, "tore")
    assert codes_given(person)[-1] == ("tore", person.selected())

    press(person, "Right", "Alt+PgDown", "U", "S", "1", ".")
    assert person.selected() == "And Tore, I suppose."
    press(person, "Shift+S", "S", "S")
    assert person.selected() == "And Tore, I suppose. He never says much."
    press(person, "S", "L")
    assert codes_given(person) == [
        ("Beginnings > Inheritance", "My aunt left me two hives and a veil."),
        ("Fear", "I was afraid of them for a year."),
        ("Now I talk to them.", "Now I talk to them."),
        ("Pace", "They know when I am in a hurry. You cannot hurry near a hive."),
        (
            "tore",
            "Nobody, really. Old Tore over the road, e.g. when they hung in his cherry tree. "
            "He laughed … and held the ladder.",
        ),
        ("Fear", "The sound in June."),
        ("Fear", "And Tore, I suppose. He never says much. He is there."),
    ]


def test_what_was_coded_is_looked_at_again_and_mended_without_the_mouse(person: Person) -> None:
    press(person, "Ctrl+Home", "U", "S")
    find(person, "Fear")
    press(person, "S", "L", "U", "S")
    find(person, "Pace > Calm")
    press(person, "Ctrl+Home", "Alt+Down", "C")
    person.type("Beginnings")
    press(person, "Return")
    press(person, "Alt+Down", "Alt+Left", "Alt+Left")
    assert codes_given(person)[:2] == [
        ("Beginnings", "My aunt left me two hives and a veil."),
        ("Fear", "I was afraid of them for a"),
    ]
    press(person, "M")
    person.type("Afraid of what?")
    press(person, "Escape")
    press(person, "Ctrl+Home", "N")
    (memo,) = person.project.memos.all()
    assert (memo.text, memo.coding_id) == ("Afraid of what?", person.window.workspace.coding_id)  # type: ignore[union-attr]
    press(person, "Alt+Down", "Ctrl+H", "Delete")
    assert [path for path, _words in codes_given(person)] == ["Beginnings", "Fear"]
    press(person, "Ctrl+Z", "Ctrl+H")
    assert [path for path, _words in codes_given(person)] == ["Beginnings", "Fear", "Pace > Calm"]
    assert person.view.hasFocus()


def test_f6_goes_round_and_comes_back_to_the_words(person: Person) -> None:
    met = []
    for _ in range(4):
        press(person, "F6")
        focus = QApplication.focusWidget()
        met.append(next(name for name, pane in person.page._panes().items() if pane is focus))
    assert sorted(met) == ["codebook", "documents", "memos", "transcript"]
    assert met[-1] == "transcript"


def test_shift_and_the_full_stop_select_on_as_the_keyboard_sends_it(person: Person) -> None:
    press(person, "Ctrl+Home", ".", ".")
    assert person.selected() == ""
    person.key(Qt.Key.Key_Period, SHIFT)
    person.key(Qt.Key.Key_Period, SHIFT)
    assert person.selected() == "My aunt left me two hives and a veil. I was afraid of them for a year."
    person.key(Qt.Key.Key_Escape, PLAIN)
    assert person.selected() == ""
    assert ALT not in QApplication.keyboardModifiers()

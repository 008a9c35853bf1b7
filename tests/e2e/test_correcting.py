"""Correcting a transcript in the real window, by keys alone, and what is in the file afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.gui.action_specs import ACTIONS
from annotator.project.project import Project
from tests.e2e.driver import CTRL, SHIFT, Person, coded_in
from tests.e2e.transcripts import KIOSK, write_transcripts

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return tmp_path / "Harbour study.annot"


@pytest.fixture
def person(qtbot: QtBot, study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    """Somebody with two transcripts and a coding on the words of one."""
    at_work = Person(qtbot, monkeypatch)
    at_work.make_project(study)
    at_work.import_files(*write_transcripts(tmp_path)[:2])
    at_work.read("Kiosk")
    at_work.select("that chair was mine")
    at_work.key(Qt.Key.Key_I, CTRL)
    yield at_work
    at_work.window.close()


def begin(person: Person) -> None:
    person.key(Qt.Key.Key_T, CTRL)
    person.key(Qt.Key.Key_F4)
    assert person.page.transcript.correcting.is_on


def pause(person: Person) -> None:
    person.qtbot.waitUntil(lambda: not person.page.transcript.correcting.has_unstored_words, timeout=5_000)


def stored(person: Person) -> str:
    return person.project.documents.text(person.project.documents.find("Kiosk").id).text


def put_caret(person: Person, words: str) -> None:
    person.view.put_caret(person.span(words)[0])


def test_a_transcript_is_corrected_by_keys_and_taken_back_after_a_restart(
    person: Person, study: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(person)
    assert "correcting the words" in person.page.transcript.correcting.strip.words
    put_caret(person, "chair for me")
    person.type("blue ")
    put_caret(person, "chair was")
    for _ in range(len("chair")):
        person.key(Qt.Key.Key_Delete)
    person.type("stool")
    assert stored(person) == KIOSK, "nothing is stored before a pause"
    pause(person)
    corrected = KIOSK.replace("a chair", "a blue chair").replace("that chair", "that stool")
    assert stored(person) == corrected
    assert coded_in(person.project) == [("Kiosk", "that chair was mine", "that stool was mine")]
    assert person.action("edit.undo").text() == "&Undo: Correct “Kiosk” (changes: 2)"
    person.key(Qt.Key.Key_Escape)
    person.window.close()

    again = Person(qtbot, monkeypatch)
    again.open_recent()
    again.read("Kiosk")
    assert again.view.stored_text == corrected
    assert again.stripes()["that chair was mine"]
    again.key(Qt.Key.Key_Z, CTRL)
    assert again.view.stored_text == KIOSK
    assert coded_in(again.project) == [("Kiosk", "that chair was mine", "that chair was mine")]
    again.key(Qt.Key.Key_Z, CTRL | SHIFT)
    assert again.view.stored_text == corrected
    again.window.close()
    with Project.open(study, read_only=True) as project:
        assert project.check() == []


def test_letters_are_typed_and_do_nothing_else(person: Person) -> None:
    before = [operation.kind for operation in person.project.history.operations()]
    begin(person)
    put_caret(person, "Slowly")
    letters = "abcdefghijklmnopqrstuvwxyz 0123456789 .,;-+* ABC"
    person.type(letters)
    person.key(Qt.Key.Key_Delete)
    person.key(Qt.Key.Key_Return)
    pause(person)
    assert stored(person) == KIOSK.replace("Slowly", letters + "\nlowly")
    now = [operation.kind for operation in person.project.history.operations()]
    assert now == ["document.correct", *before]
    assert person.action("edit.correct").isChecked()


def test_actions_on_a_plain_key_wait_until_the_words_are_only_read() -> None:
    plain = [
        spec.name
        for spec in ACTIONS
        for key in spec.keys
        if spec.scope == "transcript" and "+" not in key.rstrip("+") and not key.startswith("F")
    ]
    needs = {spec.name: spec.needs for spec in ACTIONS}
    assert "coding.delete" in plain
    assert [name for name in plain if "reading" not in needs[name]] == []


def test_f4_from_another_room_goes_to_the_words(person: Person) -> None:
    person.key(Qt.Key.Key_5, CTRL)
    person.key(Qt.Key.Key_F4)
    assert person.page.isVisible()
    assert person.page.transcript.correcting.is_on
    assert QApplication.focusWidget() is person.view
    put_caret(person, "Slowly")
    person.type("Very ")
    person.key(Qt.Key.Key_5, CTRL)
    assert stored(person) == KIOSK.replace("Slowly", "Very Slowly")
    assert not person.page.transcript.correcting.is_on
    assert not person.action("edit.correct").isChecked()


def test_codings_without_words_are_found_and_put_back_by_keys(person: Person) -> None:
    begin(person)
    person.view.select(*person.span("that chair was mine"))
    person.key(Qt.Key.Key_Backspace)
    pause(person)
    assert "wait for a look" in person.notice()
    person.key(Qt.Key.Key_Escape)
    person.key(Qt.Key.Key_F4, SHIFT)
    panel = person.page.transcript.lost
    assert panel.isVisible()
    assert QApplication.focusWidget() is panel.list
    person.key(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is person.view
    person.view.select(*person.span("a chair for me"))
    person.key(Qt.Key.Key_F4, SHIFT)
    person.key(Qt.Key.Key_Tab)
    person.key(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is panel.put_button
    person.key(Qt.Key.Key_Space)
    assert coded_in(person.project) == [("Kiosk", "that chair was mine", "a chair for me")]
    person.key(Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_words_of_a_correction_are_found_again_by_the_search_and_in_the_report(person: Person) -> None:
    begin(person)
    put_caret(person, "was mine")
    person.type("by the stove ")
    person.key(Qt.Key.Key_5, CTRL)
    person.qtbot.waitUntil(lambda: person.report_page.is_fresh, timeout=10_000)
    assert coded_in(person.project) == [("Kiosk", "that chair was mine", "that chair by the stove was mine")]

"""Two people look in the real window at where they differ, decide about it, and find it everywhere else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.gui.compare.list_model import LOOK
from annotator.gui.compare.page import ComparePage
from tests.e2e.driver import CTRL, Person
from tests.e2e.test_keys_and_names import nameless, out_of_reach, roleless, traps
from tests.e2e.test_who_codes import MINE, THEIRS, blind, let_another_code
from tests.e2e.transcripts import write_transcripts

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "grabbing the keyboard")
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    """Anna has coded some words in vivo, then Bo some others, who is still at work, in the room of comparing."""
    monkeypatch.setenv("ANNOTATOR_CODER", "Anna Kvam")
    at_work = Person(qtbot, monkeypatch)
    at_work.make_project(tmp_path / "Harbour study.annot")
    at_work.import_files(write_transcripts(tmp_path)[0])
    at_work.select(MINE)
    at_work.key(Qt.Key.Key_I, CTRL)
    let_another_code(at_work, "Bo Lind")
    at_work.select(THEIRS)
    at_work.key(Qt.Key.Key_I, CTRL)
    at_work.window.activateWindow()
    qtbot.waitUntil(at_work.window.isActiveWindow)
    at_work.key(Qt.Key.Key_6, CTRL)
    settle(at_work)
    yield at_work
    at_work.window.close()


def page_of(person: Person) -> ComparePage:
    page = person.window.pages.currentWidget()
    assert isinstance(page, ComparePage)
    return page


def settle(person: Person) -> None:
    person.settle()
    person.qtbot.waitUntil(lambda: page_of(person).is_fresh, timeout=10_000)
    person.settle()


def rows(person: Person) -> list[tuple[str, str]]:
    """The codes in the list, and what was decided."""
    model = page_of(person).model
    indexes = [model.index(row) for row in range(model.rowCount())]
    return [(str(index.data()), str(index.data(LOOK).outcome)) for index in indexes]


def test_a_decision_is_made_by_one_key_and_taken_back_by_ctrl_z(person: Person) -> None:
    assert rows(person) == [(THEIRS, ""), (MINE, "")]
    person.key(Qt.Key.Key_2)
    assert rows(person) == [(THEIRS, "as BL"), (MINE, "")]
    person.key(Qt.Key.Key_N)
    assert rows(person) == [(THEIRS, "as BL"), (MINE, "not coded")]
    assert person.action("edit.undo").text() == f"&Undo: Keep no reading of “{MINE}” in “Kiosk”"
    person.key(Qt.Key.Key_Z, CTRL)
    assert rows(person) == [(THEIRS, "as BL"), (MINE, "")]


def test_every_decision_can_be_reached_in_the_menus(person: Person) -> None:
    person.choose("compare.third")
    person.choose("compare.end_earlier")
    person.choose("compare.save_third")
    assert rows(person)[0] == (THEIRS, f"another reading: {THEIRS}")
    person.choose("compare.previous")
    person.choose("compare.reopen")
    assert rows(person)[0] == (THEIRS, "")


def test_a_key_shows_the_place_in_the_transcript(person: Person) -> None:
    person.key(Qt.Key.Key_F8)
    person.key(Qt.Key.Key_G)
    assert person.page.isVisible()
    assert person.selected() == MINE


def test_actions_of_this_room_do_nothing_in_another(person: Person) -> None:
    names = ("compare.next", "compare.all", "compare.keep_1", "compare.third")
    assert all(person.action(name).isEnabled() for name in names)
    person.key(Qt.Key.Key_1, CTRL)
    assert not any(person.action(name).isEnabled() for name in names)


def test_blind_mode_hides_the_comparison_and_its_button_reveals_it(person: Person) -> None:
    blind(person)
    page = page_of(person)
    assert not page.text.isVisible()
    person.press(page.nothing.action_button)
    settle(person)
    assert rows(person) == [(THEIRS, ""), (MINE, "")]


def test_the_table_of_agreement_is_in_the_report_one_click_further(person: Person) -> None:
    person.press(page_of(person).agreement.table_button)
    assert "Agreement between coders" in " ".join(person.report_tables())


def test_whatever_takes_the_keyboard_here_says_what_it_is(person: Person) -> None:
    for prepare in ((), ("compare.third",)):
        for name in prepare:
            person.choose(name)
        place: QWidget = person.window
        assert (nameless(place), roleless(place), out_of_reach(place), traps(place)) == ([], [], [], [])


def test_f6_goes_round_the_panes(person: Person) -> None:
    page = page_of(person)
    panes = [page.view, page.panel.note, page.choices.document, page.text.view]
    page.view.setFocus()
    for pane in (*panes[1:], panes[0]):
        person.key(Qt.Key.Key_F6)
        assert pane.hasFocus()


def test_another_reading_is_made_without_the_mouse(person: Person) -> None:
    person.key(Qt.Key.Key_A)
    assert page_of(person).text.view.hasFocus()
    person.key(Qt.Key.Key_Left, ALT)
    person.key(Qt.Key.Key_Return, ALT)
    workspace = person.window.workspace
    assert workspace is not None
    assert workspace.document_id is not None
    (kept,) = workspace.project.consensus.codings_in(workspace.document_id)
    text = page_of(person).text.text
    assert text[kept.start_char : kept.end_char] == "How did the first"


def test_the_memo_of_a_decision_says_where_and_leads_there(person: Person) -> None:
    person.key(Qt.Key.Key_N)
    person.key(Qt.Key.Key_1, CTRL)
    memos = person.page.memos
    workspace = person.window.workspace
    assert workspace is not None
    (memo,) = workspace.project.memos.all()
    person.page.go_to_pane("memos")
    memos.open(memo.id)
    assert memos.editor.about_label.text() == f"“{THEIRS}” at Kiosk ¶ 1"
    person.press(memos.editor.go_button)
    assert person.selected() == THEIRS

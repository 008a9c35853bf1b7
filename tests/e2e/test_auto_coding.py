"""Coding by rule in the real window, by the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.gui.auto_coding.panel import AutoCodingPanel
from tests.e2e.driver import CTRL, SHIFT, Person
from tests.e2e.test_keys_and_names import nameless, out_of_reach, roleless, traps
from tests.e2e.transcripts import write_transcripts

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    """Somebody with three transcripts."""
    at_work = Person(qtbot, monkeypatch)
    at_work.make_project(tmp_path / "Harbour study.annot")
    at_work.import_files(*write_transcripts(tmp_path))
    at_work.read("Kiosk")
    yield at_work
    at_work.window.close()


def panel_of(person: Person) -> AutoCodingPanel:
    panel = person.page.auto_coding.panel
    assert panel is not None
    return panel


def until_found(person: Person) -> None:
    panel = panel_of(person)
    person.qtbot.waitUntil(lambda: not panel.finding.is_running and not panel._soon.isActive(), timeout=5000)
    person.settle()


def test_a_search_is_looked_through_and_coded_without_the_mouse(person: Person) -> None:
    person.key(Qt.Key.Key_A, CTRL | SHIFT)
    person.type("come")
    until_found(person)
    person.key(Qt.Key.Key_Return)
    panel = panel_of(person)
    assert QApplication.focusWidget() is panel.view
    assert panel.model.count == 2
    person.key(Qt.Key.Key_Down)
    person.qtbot.waitUntil(lambda: person.page.transcript.heading.title.text() == "Ferry")
    assert QApplication.focusWidget() is panel.view
    person.key(Qt.Key.Key_Space)
    assert panel.model.ticked_count == 1
    while QApplication.focusWidget() is not panel.target.button:
        person.key(Qt.Key.Key_Tab)
    person.key(Qt.Key.Key_Return)
    popup = panel.target.quick_list
    person.qtbot.waitUntil(popup.isVisible)
    person.qtbot.keyClicks(popup.field, "Light")
    person.qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    until_found(person)
    person.window.activateWindow()  # without a screen, nobody gives the keyboard back after a popup
    person.qtbot.waitUntil(lambda: QApplication.focusWidget() is panel.target.button)
    person.key(Qt.Key.Key_Tab)
    person.key(Qt.Key.Key_Return)
    assert person.coded() == [("Kiosk", "Light", "come")]
    assert "coded with “Light”." in person.notice()
    assert "Code by rule with “Light”" in person.action("edit.undo").text()
    until_found(person)
    person.key(Qt.Key.Key_Escape)
    assert not person.page.auto_coding.isVisible()
    assert QApplication.focusWidget() is person.view
    person.key(Qt.Key.Key_Z, CTRL)
    assert person.coded() == []


def test_the_rule_is_there_again_when_the_project_is_opened_again(person: Person) -> None:
    person.key(Qt.Key.Key_A, CTRL | SHIFT)
    person.type("waited")
    until_found(person)
    person.key(Qt.Key.Key_W, CTRL)
    person.open_recent()
    person.key(Qt.Key.Key_A, CTRL | SHIFT)
    until_found(person)
    assert panel_of(person).form.words.text() == "waited"
    assert panel_of(person).model.count == 1


def test_f6_goes_through_the_pane_and_every_field_has_a_name(person: Person) -> None:
    person.key(Qt.Key.Key_A, CTRL | SHIFT)
    person.type("rope")
    until_found(person)
    panel = panel_of(person)
    seen = set()
    for _ in range(8):
        person.key(Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        seen.add(focus is not None and panel.isAncestorOf(focus))
    assert seen == {True, False}
    for way in range(panel.form.way.count()):
        panel.form.way.setCurrentIndex(way)
        until_found(person)
        assert nameless(panel) == roleless(panel) == out_of_reach(panel) == traps(panel) == []


def test_leaving_the_project_while_it_searches_ends_the_work(person: Person) -> None:
    person.key(Qt.Key.Key_A, CTRL | SHIFT)
    person.type("h")
    person.key(Qt.Key.Key_W, CTRL)
    assert person.window.workspace is None
    person.open_recent()
    assert person.documents() == ["Kiosk", "Boatyard", "Ferry"]


def test_the_pane_goes_for_the_transcript_alone_and_comes_back_from_another_room(person: Person) -> None:
    person.key(Qt.Key.Key_A, CTRL | SHIFT)
    dock = person.page.auto_coding
    assert dock.isVisible()
    person.choose("view.focus")
    assert not dock.isVisible()
    person.action("view.focus").trigger()
    person.qtbot.waitUntil(dock.isVisible)
    person.choose("view.panes")
    assert not dock.isVisible()
    person.choose("go.report")
    person.report_tables()
    person.window.activateWindow()  # without a screen, nobody gives the keyboard back after the whole screen
    person.qtbot.waitUntil(person.window.isActiveWindow)
    person.key(Qt.Key.Key_A, CTRL | SHIFT)
    person.qtbot.waitUntil(dock.isVisible)
    assert QApplication.focusWidget() is panel_of(person).form.words


def test_auto_coding_shares_its_place_with_the_codings_here(person: Person) -> None:
    here, auto = person.page._docks["codings_here"], person.page.auto_coding
    person.choose("go.codings_here")
    height = here.height()
    person.choose("code.auto")
    assert person.page.tabifiedDockWidgets(here) == [auto]
    assert auto.height() > height
    person.key(Qt.Key.Key_Escape)
    person.settle()
    assert (auto.isVisible(), here.isVisible(), here.height()) == (False, True, height)

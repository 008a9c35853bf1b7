"""A project that is opened again is as it was left: room, document, line, caret, panes. Others are untouched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.e2e.driver import Person
from tests.e2e.transcripts import write_transcripts

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    at_work = Person(qtbot, monkeypatch)
    at_work.make_project(tmp_path / "Harbour study.annot")
    at_work.import_files(*write_transcripts(tmp_path))
    long_one = tmp_path / "Long.txt"
    long_one.write_text("\n".join(f"P1: The boat went out {n} times that winter." for n in range(400)), "utf-8")
    at_work.import_files(long_one)
    yield at_work
    at_work.window.close()


def come_back(person: Person) -> None:
    """Close the project and open it again from the welcome page."""
    person.choose("project.close")
    person.open_recent()


def test_the_document_its_line_and_the_caret_come_back(person: Person) -> None:
    person.read("Long")
    person.select("went out 200 times")
    top = person.view.top_position()
    person.read("Kiosk")
    person.read("Long")
    assert (person.view.top_position(), person.view.caret()) == (top, person.span("went out 200 times")[1])
    come_back(person)
    assert person.page.transcript.heading.title.text() == "Long"
    assert (person.view.top_position(), person.view.caret()) == (top, person.span("went out 200 times")[1])
    assert top > 0


def test_the_room_comes_back(person: Person) -> None:
    person.choose("go.report")
    come_back(person)
    assert person.window.pages.currentWidget() is person.report_page
    person.choose("go.code")
    come_back(person)
    assert person.window.pages.currentWidget() is person.page


def test_each_project_has_its_own_layout(person: Person, tmp_path: Path) -> None:
    person.choose_pane("Memos")
    assert not person.page.memos.isVisible()
    come_back(person)
    person.qtbot.waitUntil(lambda: not person.page.memos.isVisible())
    first = person.window.workspace
    assert first is not None
    path = first.path
    person.choose("project.close")
    person.make_project(tmp_path / "Other study.annot")
    person.qtbot.waitUntil(lambda: person.page._has_layout)
    person.settle()
    person.choose_pane("Memos")
    person.qtbot.waitUntil(person.page.memos.isVisible)
    assert person.window.open_project(path)
    person.qtbot.waitUntil(lambda: person.page._has_layout)
    person.settle()
    assert not person.page.memos.isVisible()

"""What somebody meets in the first hour: the keyboard is where the work is, and an offer does what it says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.gui import theme
from annotator.gui.messages import Notice
from tests.e2e.driver import CTRL, Person
from tests.e2e.transcripts import write_transcripts

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    """Somebody with a new project that has no transcript yet."""
    at_work = Person(qtbot, monkeypatch)
    at_work.make_project(tmp_path / "Harbour study.annot")
    yield at_work
    at_work.window.close()


@pytest.fixture
def reader(person: Person, tmp_path: Path) -> Person:
    """The same, with a transcript open."""
    person.import_files(write_transcripts(tmp_path)[0])
    return person


def test_enter_in_a_new_project_asks_for_transcripts(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    focused = QApplication.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text() == "Import transcripts…"
    _answer_import(monkeypatch, tmp_path)
    person.until_imported(lambda: person.key(Qt.Key.Key_Space))
    assert QApplication.focusWidget() is person.view


def test_the_status_bar_names_the_first_paragraph_before_anything_is_clicked(reader: Person) -> None:
    assert "¶ 1" in reader.status()
    reader.key(Qt.Key.Key_W, CTRL)
    reader.open_recent()
    assert "¶ 1" in reader.status()


def test_the_open_document_is_in_sight_in_the_list_when_the_project_is_opened_again(
    person: Person, tmp_path: Path
) -> None:
    paths = [tmp_path / f"Interview {number:02}.txt" for number in range(30)]
    for path in paths:
        path.write_text(f"I: Who is number {path.stem}?\n\nP: I am.\n", encoding="utf-8")
    person.import_files(*paths)
    for _ in range(29):
        person.action("go.next_document").trigger()
    person.key(Qt.Key.Key_W, CTRL)
    person.open_recent()
    shown = person.page.documents.list
    assert person.page.transcript.heading.title.text() == "Interview 29"
    person.qtbot.waitUntil(lambda: shown.viewport().rect().contains(shown.visualRect(shown.currentIndex())))


def test_the_offer_to_undo_takes_back_what_the_message_tells(reader: Person) -> None:
    assert reader.window.notice_bar._button.text() == "Undo"
    reader.press(reader.window.notice_bar._button)
    assert reader.documents() == []


def test_the_offer_to_undo_goes_when_something_else_was_done(reader: Person) -> None:
    reader.select("that chair was mine")
    reader.key(Qt.Key.Key_I, CTRL)
    assert len(reader.coded()) == 1
    assert reader.notice() == ""


def test_the_offer_to_undo_goes_with_the_project(reader: Person) -> None:
    assert reader.notice() != ""
    reader.key(Qt.Key.Key_W, CTRL)
    assert reader.notice() == ""


def test_undo_right_after_making_a_code_by_name_takes_the_code_back(reader: Person) -> None:
    reader.make_code("Shelter")
    assert reader.codebook() == [("Shelter", "–")]
    reader.key(Qt.Key.Key_Z, CTRL)
    assert reader.codebook() == []
    assert reader.page.codebook.finder.field.text() == ""


def test_undo_takes_back_typing_in_a_search_field_before_it_touches_the_project(reader: Person) -> None:
    reader.make_code("Shelter")
    reader.page.codebook.finder.field.setFocus()
    reader.type("Harb")
    reader.key(Qt.Key.Key_Z, CTRL)
    assert reader.page.codebook.finder.field.text() == ""
    assert reader.codebook() == [("Shelter", "–")]


def test_panes_that_were_hidden_and_moved_come_back_where_they_were(reader: Person) -> None:
    page, left, right = reader.page, Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
    documents, codebook, memos = (page._docks[name] for name in ("documents", "codebook", "memos"))
    before = [dock.geometry() for dock in (documents, codebook, memos)]
    documents.close()
    codebook.setFloating(True)
    page.addDockWidget(right, memos)
    reader.choose("view.panes")
    reader.settle()
    assert [page.dockWidgetArea(dock) for dock in (documents, codebook, memos)] == [left, right, left]
    assert [(dock.isVisible(), dock.isFloating()) for dock in (documents, codebook, memos)] == [(True, False)] * 3
    assert [dock.geometry() for dock in (documents, codebook, memos)] == before


def test_the_lines_stay_as_they_are_while_the_same_words_get_four_codes(reader: Person) -> None:
    last = len(reader.view.stored_text) - 1
    before = reader.place(last)
    reader.select("that chair was mine")
    for name in ("Shelter", "Belonging", "Staff", "Time"):
        reader.key(Qt.Key.Key_Return)
        reader.find_code(name)
    assert len(reader.stripes()) == 4
    assert reader.place(last) == before


def test_projects_are_looked_for_beside_the_last_one(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []

    def answer(_window: QWidget, _title: str, place: str, *_: object) -> tuple[str, str]:
        asked.append(Path(place))
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    person.choose("project.open")
    person.choose("project.new")
    assert asked == [tmp_path, tmp_path / "My study.annot"]


def test_a_new_project_by_the_name_of_another_is_refused_without_asking_to_replace_it(
    reader: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, before = reader.project.path, reader.documents()

    def answer(*asked: object) -> tuple[str, str]:
        assert asked[-1] == QFileDialog.Option.DontConfirmOverwrite
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    reader.key(Qt.Key.Key_N, CTRL)
    assert path.name in reader.notice()
    assert reader.documents() == before


def test_transcripts_dropped_before_there_is_a_project_are_answered_with_the_offer_of_one(
    person: Person, tmp_path: Path
) -> None:
    person.key(Qt.Key.Key_W, CTRL)
    assert person.drop_files(*write_transcripts(tmp_path))
    assert "first" in person.notice()
    assert person.window.notice_bar._button.text() == "New Project"


def test_the_status_bar_says_which_coding_the_keys_have_reached(reader: Person) -> None:
    reader.select("that chair was mine")
    reader.key(Qt.Key.Key_Return)
    reader.find_code("Shelter")
    assert "selected" in reader.status()
    reader.key(Qt.Key.Key_Home, CTRL)
    reader.key(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    number = reader.page.transcript.places.number_at(reader.span("that chair was mine")[0])
    assert number > 1
    assert f"¶ {number}  ·  Shelter  ·  4 word" in reader.status()
    reader.key(Qt.Key.Key_Delete)
    assert "Shelter" not in reader.status()


def test_a_long_path_takes_no_room_from_the_window_and_is_shown_whole_as_a_tooltip(
    reader: Person, tmp_path: Path
) -> None:
    before = reader.window.minimumSizeHint().width()
    reader.key(Qt.Key.Key_W, CTRL)
    path = tmp_path.joinpath(*("Department of gardens and of what grows in them",) * 5, "Study.annot")
    path.parent.mkdir(parents=True)
    reader.make_project(path)
    label = reader.window._saved
    assert reader.window.minimumSizeHint().width() <= before
    assert label.fontMetrics().horizontalAdvance(label.text()) > label.width()
    assert str(path) in label.toolTip()


@pytest.mark.parametrize(("name", "opposite"), [("dark", "light"), ("light", "dark")])
def test_signs_stay_visible_when_the_colours_change(reader: Person, name: str, opposite: str) -> None:
    page, bar = reader.page, reader.window.notice_bar
    try:
        reader.choose(f"view.{opposite}")
        reader.settle()
        bar.tell(Notice("Something is told."))
        reader.choose(f"view.{name}")
        reader.settle()
        icons = [bar._close.icon(), QIcon(bar._sign.pixmap()), page.codebook.finder.offer.icon()]
        for field in (page.codebook.finder.field, page.documents.filter_field):
            icons += [action.icon() for action in field.actions() if not action.icon().isNull()]
        assert len(icons) == 5
        assert [_is_light(icon) for icon in icons] == [name == "dark"] * 5
    finally:
        theme.use_colours("system")


def _is_light(icon: QIcon) -> bool:
    """Whether what an icon draws is nearer to white than to black."""
    image = icon.pixmap(16, 16).toImage()
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    lightness = [colour.lightness() for place in places if (colour := image.pixelColor(*place)).alpha() > 60]
    return sum(lightness) / len(lightness) > 128


def _answer_import(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let the system's file dialog answer with one transcript."""
    path = str(write_transcripts(folder)[0])
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([path], ""))

"""The type-to-find list: a few letters and Enter choose a code, or ask for a new one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot

from annotator.gui.codebook.quick_list import QuickList
from annotator.gui.workspace import Workspace
from annotator.project.ids import Id
from annotator.project.project import Project
from tests.counting import calls_of, statements_of
from tests.gui.codebook_window import filled, give

PATHS = ("Care", "Care > Warmth", "Care > Patience", "Time", "Place")


class Shown:
    """A window with a field that has the keyboard, and the list over it."""

    def __init__(self, project: Project, qtbot: QtBot) -> None:
        self.project, self.qtbot = project, qtbot
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.before = QLineEdit()
        self.window.setCentralWidget(self.before)
        self.workspace = Workspace(project, self.window)
        self.list = QuickList(self.workspace, self.window)
        self.chosen: list[Id] = []
        self.wanted: list[str] = []
        self.list.chosen.connect(self.chosen.append)
        self.list.new_wanted.connect(self.wanted.append)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        self.before.setFocus()

    def open(self, query: str = "") -> None:
        self.list.open_at(QPoint(40, 40))
        self.qtbot.keyClicks(self.list.field, query)

    def press(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(self.list.field, key)

    def names(self) -> list[str]:
        rows = self.list.rows
        return [rows.index(at).data() for at in range(rows.rowCount())]


@pytest.fixture
def shown(project: Project, qtbot: QtBot) -> Shown:
    return Shown(filled(project, PATHS), qtbot)


def test_it_opens_with_all_codes_and_the_keyboard_in_the_field(shown: Shown) -> None:
    shown.open()
    assert shown.list.isVisible()
    assert QApplication.focusWidget() is shown.list.field
    assert shown.names() == ["Care", "Warmth", "Patience", "Time", "Place"]


def test_escape_closes_it_and_gives_the_keyboard_back(shown: Shown) -> None:
    shown.open("care")
    shown.press(Qt.Key.Key_Escape)
    assert not shown.list.isVisible()
    assert QApplication.focusWidget() is shown.before
    assert shown.chosen == []


def test_enter_chooses_the_first_match(shown: Shown) -> None:
    shown.open("care pat")
    assert shown.names()[0] == "Patience"
    shown.press(Qt.Key.Key_Return)
    assert shown.chosen == [shown.project.codes.find("Patience").id]
    assert not shown.list.isVisible()
    assert QApplication.focusWidget() is shown.before


def test_arrows_choose_another_row(shown: Shown) -> None:
    shown.open()
    shown.press(Qt.Key.Key_Down)
    shown.press(Qt.Key.Key_Down)
    shown.press(Qt.Key.Key_Up)
    shown.press(Qt.Key.Key_Return)
    assert shown.chosen == [shown.project.codes.find("Warmth").id]


def test_a_click_chooses_a_row(shown: Shown) -> None:
    shown.open()
    rect = shown.list.list.visualRect(shown.list.rows.index(3))
    shown.qtbot.mouseClick(shown.list.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert shown.chosen == [shown.project.codes.find("Time").id]


def test_esc_closes_and_gives_the_keyboard_back(shown: Shown) -> None:
    shown.open("tim")
    shown.press(Qt.Key.Key_Escape)
    assert not shown.list.isVisible()
    assert QApplication.focusWidget() is shown.before
    assert (shown.chosen, shown.wanted) == ([], [])


def test_a_name_that_is_not_there_is_offered_last_and_asked_for_as_a_path(shown: Shown) -> None:
    shown.open("Tim")
    assert shown.names() == ["Time", "New code “Tim”"]
    shown.press(Qt.Key.Key_Down)
    shown.press(Qt.Key.Key_Return)
    assert shown.wanted == ["Tim"]
    shown.open(" Work >  Pride")
    shown.press(Qt.Key.Key_Return)
    assert shown.wanted == ["Tim", "Work > Pride"]
    assert len(shown.project.codes.all()) == 5


def test_a_name_that_is_there_offers_no_new_code(shown: Shown) -> None:
    shown.open("time")
    assert shown.names() == ["Time"]


def test_codes_that_were_used_last_come_first(shown: Shown) -> None:
    give(shown.project, "Place", "hurry")
    give(shown.project, "Time", "never once")
    shown.open()
    assert shown.names() == ["Time", "Place", "Care", "Warmth", "Patience"]


def test_an_undone_coding_does_not_count_as_use(shown: Shown) -> None:
    give(shown.project, "Time", "never once")
    give(shown.project, "Place", "hurry")
    shown.project.codings.delete([give(shown.project, "Time", "kettle")])
    shown.project.undo()
    shown.open()
    assert shown.names()[:2] == ["Time", "Place"]


def test_it_opens_empty_each_time_and_knows_new_codes(shown: Shown) -> None:
    shown.open("tim")
    shown.press(Qt.Key.Key_Escape)
    shown.project.codes.ensure("Humour")
    shown.open()
    assert shown.list.field.text() == ""
    assert "Humour" in shown.names()


def test_a_row_tells_a_screen_reader_the_path_and_the_count(shown: Shown) -> None:
    give(shown.project, "Warmth", "kettle warm")
    shown.project.codes.describe(shown.project.codes.find("Warmth").id, definition="Being received.\nOr not.")
    shown.open("warm")
    index = shown.list.rows.index(0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).startswith("Care > Warmth, 1 coding")
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "Being received.\nOr not."


def test_a_row_shows_the_codes_colour(shown: Shown) -> None:
    shown.project.codes.recolour([shown.project.codes.find("Place").id], "#882255")
    shown.open()
    image = shown.list.list.viewport().grab(shown.list.list.visualRect(shown.list.rows.index(4))).toImage()
    colours = {image.pixelColor(x, y).name().upper() for x in range(40) for y in range(image.height())}
    assert "#882255" in colours


def test_it_stays_on_the_screen(shown: Shown) -> None:
    room = shown.window.screen().availableGeometry()
    shown.list.open_at(room.bottomRight())
    assert room.contains(shown.list.geometry())


def test_a_key_among_a_thousand_codes_draws_the_rows_in_sight_and_reads_nothing(project: Project, qtbot: QtBot) -> None:
    with project.operation("code.add", code="many"):
        for group in range(20):
            parent = project.codes.add(f"Theme {group}").id
            for number in range(50):
                project.codes.add(f"Reading {group * 50 + number} of the evening talks", parent_id=parent)
    shown = Shown(project, qtbot)
    shown.open()
    called = calls_of(lambda: _press(shown, "r"))
    assert 0 < called["paint"] <= 9
    assert called["normalize"] <= 2  # of what was typed
    assert called["_rank"] <= 1_020  # one look at each code
    assert statements_of(project, lambda: _press(shown, "e")) == []


def _press(shown: Shown, letter: str) -> None:
    shown.qtbot.keyClicks(shown.list.field, letter)
    QApplication.processEvents()

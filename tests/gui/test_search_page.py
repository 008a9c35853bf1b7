"""The room in which one searches transcripts, memos and codes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication, QMenu, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from annotator.analysis import patterns
from annotator.gui.finding.hit_list import CHECK
from annotator.gui.finding.hit_row import HitRow
from annotator.gui.finding.recent_searches import recent_searches
from annotator.project.project import Project
from tests.gui.search_window import CTRL, FERRY, ISLAND, SHIFT, SearchWindow, make_study

FERRY_ROWS = [
    "Ferry, P1  ·  interview, 3 hit(s)",
    "I: What was the ferry like?",
    "P1: Cold. The ferry was late, and nobody told us why. We waited.",
    "P1: Then the Ferry came, and someone gave me tea.",
]
ISLAND_ROWS = [
    "Island, P2  ·  interview, 1 hit(s)",
    "P2: Quiet. No ferry on Sundays. I went for a café and found a goat.",
]

CODE_ROWS = ["Waiting for the ferry, Time, 1 hit(s)", "Waiting for the ferry"]


@pytest.fixture
def searching(tmp_path: Path, qtbot: QtBot) -> Iterator[SearchWindow]:
    made = SearchWindow(qtbot, make_study(tmp_path / "crossing.annot"))
    made.read("Ferry")
    yield made
    made.window.close()


def test_hits_are_listed_under_what_holds_them(searching: SearchWindow) -> None:
    searching.find_everywhere("ferry", 7)
    assert searching.rows()[:6] == FERRY_ROWS + ISLAND_ROWS
    assert searching.rows()[-2:] == CODE_ROWS
    assert searching.page.count.text() == "7 hit(s) in 5 place(s)"


def test_the_list_follows_what_is_typed(searching: SearchWindow) -> None:
    searching.find_everywhere("f", 12)
    searching.type("erry was")
    searching.until_hits(1)
    searching.type("zzz")
    searching.until_hits(0)
    assert searching.page.nothing.words.text().startswith("“ferry waszzz” was not found.")


def test_places_that_are_not_ticked_are_not_searched_and_this_is_remembered(
    searching: SearchWindow, tmp_path: Path
) -> None:
    searching.find_everywhere("ferry", 7)
    searching.page.place_boxes["texts"].click()
    searching.until_hits(3)
    searching.page.place_boxes["memos"].click()
    searching.until_hits(1)
    searching.window.leave()
    searching.open(tmp_path / "crossing.annot")
    searching.find_everywhere("ferry", 1)
    assert searching.rows() == CODE_ROWS
    assert [place for place, box in searching.page.place_boxes.items() if box.isChecked()] == ["codes"]


def test_only_transcripts_that_are_called_so_are_searched(searching: SearchWindow) -> None:
    searching.find_everywhere("ferry", 7)
    searching.page.only_field.setFocus()
    searching.type("p2")
    searching.until_hits(4)
    assert searching.rows()[:2] == ISLAND_ROWS
    searching.page.only_field.setText("fer P1")
    searching.until_hits(6)
    assert searching.rows()[:4] == FERRY_ROWS
    assert searching.page.code_button.text() == "Code &all 3 hit(s) in transcripts"


def test_only_hits_in_transcripts_have_a_box_and_can_be_ticked(searching: SearchWindow) -> None:
    searching.find_everywhere("ferry", 7)
    hits = searching.page.hits
    searching.page.view.selectAll()
    searching.page.view.tick_selected()
    assert {hit.source.place for hit in searching.page.hits.ticked()} == {"texts"}
    boxes = {
        hit.source.place: hits.index(row).data(CHECK) for row in range(hits.rowCount()) if (hit := hits.hit_at(row))
    }
    assert boxes["texts"] == Qt.CheckState.Checked
    assert boxes["memos"] is None
    assert boxes["codes"] is None


def test_the_menu_of_a_hit_offers_what_its_keys_do(searching: SearchWindow) -> None:
    searching.find_everywhere("ferry", 7)
    searching.key(Qt.Key.Key_Down)
    view = searching.page.view
    view.customContextMenuRequested.emit(view.visualRect(view.currentIndex()).center())
    searching.qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    searching.key(Qt.Key.Key_T)
    assert len(searching.page.hits.ticked()) == 1
    searching.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    view.customContextMenuRequested.emit(view.visualRect(view.currentIndex()).center())
    searching.qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    searching.key(Qt.Key.Key_S)
    searching.qtbot.waitUntil(lambda: searching.selected().lower() == "ferry")


def test_an_empty_project_offers_to_import_transcripts(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "new.annot"
    Project.create(path, title="New", coder_name="Anna").close()
    searching = SearchWindow(qtbot, path)
    searching.key(Qt.Key.Key_F, CTRL | SHIFT)
    qtbot.waitUntil(searching.page.nothing.import_button.isVisible)
    asked: list[bool] = []
    searching.page._actions.connect("document.import", lambda: asked.append(True))
    qtbot.mouseClick(searching.page.nothing.import_button, Qt.MouseButton.LeftButton)
    assert asked == [True]
    searching.window.leave()


def test_enter_goes_to_the_place_and_f3_on_to_the_next_document(searching: SearchWindow) -> None:
    searching.find_everywhere("ferry", 7)
    searching.key(Qt.Key.Key_Down)
    searching.key(Qt.Key.Key_Return)
    assert searching.window.rooms is not None
    assert searching.window.rooms.shows_transcript
    assert (searching.selected(), QApplication.focusWidget()) == ("ferry", searching.code_page.transcript.view)
    searching.until_count("1 of 3")
    searching.key(Qt.Key.Key_F3)
    searching.key(Qt.Key.Key_F3)
    searching.until_count("3 of 3")
    searching.key(Qt.Key.Key_F3)
    assert searching.workspace.document_id == searching.project.documents.find("Island").id
    searching.until_count("1 of 1")
    searching.key(Qt.Key.Key_F3, SHIFT)
    searching.until_count("3 of 3")
    assert searching.selected() == "Ferry"


def test_who_comes_back_from_a_hit_goes_on_in_the_list(searching: SearchWindow) -> None:
    searching.find_everywhere("ferry", 7)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        searching.key(key)
    searching.key(Qt.Key.Key_3, CTRL)
    assert QApplication.focusWidget() is searching.page.view
    searching.key(Qt.Key.Key_Down)
    assert searching.page.view.current_hit is not None
    assert searching.page.view.current_hit.start == FERRY.index("Ferry")
    searching.key(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is searching.page.wanted_field.field
    searching.key(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is searching.code_page.transcript.view


def test_who_enters_the_room_types_over_the_words_of_before(searching: SearchWindow) -> None:
    searching.find_everywhere("ferry", 7)
    searching.key(Qt.Key.Key_1, CTRL)
    searching.key(Qt.Key.Key_3, CTRL)
    searching.qtbot.waitUntil(lambda: QApplication.focusWidget() is searching.page.wanted_field.field)
    searching.type("goat")
    searching.until_hits(1)
    assert searching.page.wanted_field.wanted.text == "goat"
    assert searching.rows()[0] == ISLAND_ROWS[0]


def test_a_hit_in_a_memo_opens_it_and_one_in_a_code_chooses_it(searching: SearchWindow) -> None:
    searching.find_everywhere("comes up before", 1)
    searching.key(Qt.Key.Key_Return)
    searching.key(Qt.Key.Key_Return)
    memo_id = searching.code_page.memos.memo_id
    assert memo_id is not None
    assert searching.project.memos.get(memo_id).title == "Weather"
    searching.find_everywhere("Somebody waits", 1)
    searching.key(Qt.Key.Key_Return)
    searching.key(Qt.Key.Key_Return)
    assert searching.workspace.code_id == searching.project.codes.find("Waiting for the ferry").id


def test_ticked_hits_are_coded_as_one_operation(searching: SearchWindow) -> None:
    searching.find_everywhere("ferry", 7)
    searching.key(Qt.Key.Key_Down)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space):
        searching.key(key)
    assert searching.page.count.text().endswith("2 ticked")
    searching.key(Qt.Key.Key_H, CTRL | SHIFT)
    searching.choose_extent("sentence")
    searching.give_code("Crossing > Boats")
    sentences = ["The ferry was late, and nobody told us why.", "Then the Ferry came, and someone gave me tea."]
    assert searching.codings("Crossing > Boats") == sentences
    searching.workspace.undo()
    assert [code.name for code in searching.project.codes.all()] == ["Time", "Waiting for the ferry", "Kindness"]
    searching.workspace.redo()
    assert searching.codings("Crossing > Boats") == sentences


def test_all_hits_in_transcripts_are_coded_where_none_is_ticked(searching: SearchWindow) -> None:
    searching.find_everywhere("ferry", 7)
    searching.page.code_button.open_menu()
    searching.choose_extent("passage")
    searching.give_code("Kindness")
    assert searching.codings("Kindness") == ["ferry", "ferry", "Ferry", "ferry"]


def test_several_selected_hits_are_ticked_at_once_and_a_group_with_all_its_hits(searching: SearchWindow) -> None:
    searching.find_everywhere("ferry", 7)
    searching.key(Qt.Key.Key_Down)
    searching.key(Qt.Key.Key_Down, SHIFT)
    searching.key(Qt.Key.Key_Space)
    hits = searching.page.hits
    assert len(hits.ticked()) == 2
    assert hits.tick_state(0) == Qt.CheckState.PartiallyChecked
    searching.page.view.show_row(0)
    searching.key(Qt.Key.Key_Space)
    assert (len(hits.ticked()), hits.tick_state(0)) == (3, Qt.CheckState.Checked)
    searching.key(Qt.Key.Key_Space)
    assert hits.ticked() == []


def test_a_click_on_the_box_ticks_and_a_double_click_goes_to_the_place(searching: SearchWindow) -> None:
    searching.find_everywhere("ferry", 7)
    view = searching.page.view
    place = view.visualRect(searching.page.hits.index(2))
    delegate, option = view.itemDelegate(), QStyleOptionViewItem()
    assert isinstance(delegate, HitRow)
    option.rect = place
    box = delegate._tick_rect(option, True).center()
    searching.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert [hit.start for hit in searching.page.hits.ticked()] == [FERRY.index("ferry was")]
    searching.qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    assert searching.workspace.passage is not None
    assert searching.workspace.passage.start_char == FERRY.index("ferry was")


def test_groups_fold_and_stay_folded_while_the_search_goes_on(searching: SearchWindow) -> None:
    searching.find_everywhere("ferr", 7)
    searching.key(Qt.Key.Key_Down)
    searching.key(Qt.Key.Key_Left)
    searching.key(Qt.Key.Key_Left)
    assert searching.rows()[:2] == [FERRY_ROWS[0], ISLAND_ROWS[0]]
    searching.key(Qt.Key.Key_Escape)
    searching.page.wanted_field.field.end(False)
    searching.type("y")
    searching.until_hits(7)
    assert searching.rows()[:2] == [FERRY_ROWS[0], ISLAND_ROWS[0]]
    searching.page.view.setFocus()
    searching.page.view.show_row(0)
    searching.key(Qt.Key.Key_Right)
    assert searching.rows()[:6] == FERRY_ROWS + ISLAND_ROWS


def test_memos_of_others_are_not_found_in_blind_mode(searching: SearchWindow) -> None:
    searching.find_everywhere("ferry", 7)
    searching.workspace.work_as("Anna")
    searching.workspace.sight.set_blind(True)
    searching.until_hits(6)
    assert not any("Another view" in row for row in searching.rows())
    searching.workspace.sight.set_blind(False)
    searching.until_hits(7)


def test_codes_beside_a_hit_are_shown_unless_they_are_hidden(searching: SearchWindow) -> None:
    searching.find_everywhere("We waited", 1)
    page = searching.page
    (hit,) = page.hits.all_hits()
    waiting = searching.project.codes.find("Waiting for the ferry").id
    searching.qtbot.waitUntil(lambda: page._facts.of(hit) is not None)
    facts = page._facts.of(hit)
    assert facts is not None
    assert (facts.code_ids(hit), facts.paragraph(hit), facts.speaker(hit)) == ([waiting], 2, "P1")
    searching.workspace.work_as("Cleo")
    searching.workspace.sight.set_blind(True)
    searching.qtbot.waitUntil(lambda: (found := page._facts.of(hit)) is not None and not found.code_ids(hit))


def test_the_list_follows_changes_of_the_project(searching: SearchWindow) -> None:
    searching.find_everywhere("ferry", 7)
    searching.project.documents.delete([searching.project.documents.find("Island").id])
    searching.until_hits(6)
    assert ISLAND_ROWS[0] not in searching.rows()
    searching.workspace.undo()
    searching.until_hits(7)
    assert ISLAND_ROWS[0] in searching.rows()
    searching.key(Qt.Key.Key_1, CTRL)
    searching.project.codes.rename(searching.project.codes.find("Waiting for the ferry").id, "Waiting")
    searching.project.documents.add("Coda", "P1: A ferry, and a ferry.\n")
    searching.key(Qt.Key.Key_3, CTRL)
    searching.until_hits(8)
    assert searching.rows().count("P1: A ferry, and a ferry.") == 2
    assert not set(CODE_ROWS) & set(searching.rows())


def test_coding_leaves_the_list_the_ticks_and_the_place_as_they_are(searching: SearchWindow) -> None:
    searching.find_everywhere("ferry", 7)
    searching.page.hits.tick([1, 5], True)
    searching.page.view.show_row(5)
    searching.project.codings.add(
        searching.project.documents.find("Island").id,
        searching.project.codes.find("Kindness").id,
        ISLAND.index("goat"),
        ISLAND.index("goat") + 4,
    )
    searching.until_hits(7)
    assert len(searching.page.hits.ticked()) == 2
    assert searching.page.view.currentIndex().row() == 5


def test_searches_that_were_used_are_offered_again(searching: SearchWindow) -> None:
    searching.find_everywhere("goat", 1)
    searching.key(Qt.Key.Key_Return)
    searching.find_everywhere("nobody", 1)
    searching.key(Qt.Key.Key_Return)
    project_id = searching.workspace.project_id
    assert [wanted.text for wanted in recent_searches(project_id)] == ["nobody", "goat"]
    menu = searching.page.wanted_field.recent_button.menu()
    menu.aboutToShow.emit()
    menu.actions()[1].trigger()
    searching.until_hits(1)
    assert searching.rows() == [ISLAND_ROWS[0], "…Sundays. I went for a café and found a goat."]


def test_a_wrong_expression_is_explained_in_place_of_the_list(searching: SearchWindow) -> None:
    searching.find_everywhere("", 0)
    searching.page.wanted_field.kind_field.setCurrentIndex(2)
    searching.type("ferry[")
    searching.qtbot.waitUntil(lambda: "The bracket [ opened" in searching.page.nothing.words.text())
    assert searching.page.nothing.words.isVisible()


def test_an_expression_that_runs_away_is_given_up_and_the_window_goes_on(
    searching: SearchWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patterns, "LONGEST_SEARCH_S", 0.3)
    searching.project.documents.add("Long", "no number " * 400)
    searching.find_everywhere("", 0)
    searching.page.wanted_field.kind_field.setCurrentIndex(2)
    searching.type(r"(.*)(.*)(.*)(.*)(.*)(.*)\d")
    searching.qtbot.waitUntil(lambda: "would take too long" in searching.page.nothing.words.text(), timeout=20_000)
    searching.key(Qt.Key.Key_A, CTRL)
    searching.type("ferr.")
    searching.until_hits(7)
    assert not searching.page.nothing.isVisible()
    assert searching.rows()[:4] == FERRY_ROWS


def test_selected_words_are_searched_for_everywhere(searching: SearchWindow) -> None:
    searching.code_page.transcript.view.select(FERRY.index("ferry"), FERRY.index("ferry") + 5)
    searching.key(Qt.Key.Key_F, CTRL | SHIFT)
    searching.until_hits(7)
    assert searching.page.wanted_field.wanted.text == "ferry"
    assert searching.rows()[:4] == FERRY_ROWS


def test_a_hundred_thousand_hits_are_listed_to_the_last(searching: SearchWindow) -> None:
    searching.project.documents.add("Many", "tick " * 100_000)
    searching.find_everywhere("tick", 100_000)
    view = searching.page.view
    last = searching.page.hits.rowCount() - 1
    view.show_row(last)
    assert view.visualRect(searching.page.hits.index(last)).isValid()
    flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
    view.selectionModel().setCurrentIndex(searching.page.hits.index(last), flags)
    assert searching.page.view.current_hit is not None
    assert searching.page.view.current_hit.start == 5 * 99_999


def test_a_project_can_be_closed_in_the_middle_of_a_search(searching: SearchWindow, tmp_path: Path) -> None:
    searching.project.documents.add("Long", "no number " * 400)
    searching.find_everywhere("", 0)
    searching.page.wanted_field.kind_field.setCurrentIndex(2)
    searching.type(r"(.*)(.*)(.*)(.*)(.*)(.*)\d")
    searching.qtbot.waitUntil(lambda: searching.page._search._task.is_running)
    task = searching.page._search._task
    searching.window.leave()
    assert (searching.window.workspace, task.is_running) == (None, False)
    searching.open(tmp_path / "crossing.annot")
    searching.find_everywhere("ferry", 7)

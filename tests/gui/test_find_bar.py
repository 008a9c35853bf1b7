"""Finding words in the document that is open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.gui.codebook.quick_list import QuickList
from annotator.gui.workspace import Passage
from annotator.project.text_edits import Edit
from tests.gui.search_window import CTRL, FERRY, SHIFT, SearchWindow, make_study


@pytest.fixture
def searching(tmp_path: Path, qtbot: QtBot) -> Iterator[SearchWindow]:
    made = SearchWindow(qtbot, make_study(tmp_path / "crossing.annot"))
    made.read("Ferry")
    yield made
    made.window.close()


def test_hits_are_marked_and_counted_while_one_types(searching: SearchWindow) -> None:
    searching.find_here("fer", "1 of 3")
    assert searching.selected() == "fer"
    assert [FERRY[start:end] for start, end in searching.bar.marks.spans] == ["fer", "fer", "Fer"]
    searching.type("ry was")
    searching.until_count("1 of 1")
    searching.type("x")
    searching.until_count("not found")
    assert list(searching.bar.marks.spans) == []


def test_marked_words_look_different_from_the_words_around_them(searching: SearchWindow) -> None:
    view = searching.code_page.transcript.view
    before = view.viewport().grab().toImage()
    searching.find_here("nobody", "1 of 1")
    searching.key(Qt.Key.Key_Escape)
    unmarked = view.viewport().grab().toImage()
    searching.key(Qt.Key.Key_F, CTRL)
    searching.until_count("1 of 1")
    view.put_caret(0)
    marked = view.viewport().grab().toImage()
    place = view.rect_of_unit(FERRY.index("nobody") + 1)
    inside = (round(place.center().x()), round(place.bottom()) - 1)
    assert marked.pixelColor(*inside) != before.pixelColor(*inside)
    assert unmarked.pixelColor(0, 0) == marked.pixelColor(0, 0)


def test_enter_and_f3_go_round_the_hits_in_both_directions(searching: SearchWindow) -> None:
    searching.find_here("ferry", "1 of 3")
    searching.key(Qt.Key.Key_Return)
    assert searching.bar.count.text() == "2 of 3"
    searching.key(Qt.Key.Key_F3)
    assert (searching.bar.count.text(), searching.selected()) == ("3 of 3", "Ferry")
    searching.key(Qt.Key.Key_F3)
    assert searching.bar.count.text() == "1 of 3"
    searching.key(Qt.Key.Key_Return, SHIFT)
    searching.key(Qt.Key.Key_F3, SHIFT)
    assert searching.bar.count.text() == "2 of 3"


def test_the_search_begins_at_the_caret(searching: SearchWindow) -> None:
    searching.code_page.transcript.view.put_caret(FERRY.index("Cold"))
    searching.find_here("ferry", "2 of 3")
    assert searching.workspace.passage is not None
    assert FERRY[: searching.workspace.passage.start_char].endswith("Cold. The ")


def test_escape_closes_the_bar_and_enter_codes_the_hit(searching: SearchWindow) -> None:
    searching.find_here("nobody told us", "1 of 1")
    searching.key(Qt.Key.Key_Escape)
    assert not searching.bar.isVisible()
    assert list(searching.bar.marks.spans) == []
    assert QApplication.focusWidget() is searching.code_page.transcript.view
    searching.key(Qt.Key.Key_Return)
    searching.give_code("Kindness")
    assert searching.codings("Kindness") == ["nobody told us"]


def test_case_accents_and_whole_words_are_asked_for_by_buttons(searching: SearchWindow) -> None:
    searching.find_here("FERRY", "1 of 3")
    field = searching.bar.wanted_field
    field.case_button.click()
    searching.until_count("not found")
    field.case_button.click()
    searching.until_count("1 of 3")
    searching.read("Island")
    field.field.setText("cafe")
    searching.until_count("not found")
    field.accents_button.click()
    searching.until_count("1 of 1")
    assert searching.selected() == "café"
    field.field.setText("go")
    searching.until_count("1 of 1")
    field.words_button.click()
    searching.until_count("not found")


def test_what_is_wrong_with_an_expression_is_said_under_the_field(searching: SearchWindow) -> None:
    searching.find_here("", "")
    searching.bar.wanted_field.kind_field.setCurrentIndex(2)
    searching.type("(wait")
    searching.qtbot.waitUntil(searching.bar.problem.isVisible)
    assert searching.bar.problem.text().startswith("The bracket ( opened at the 1st character is not closed.")
    searching.type("ed|told)")
    searching.until_count("1 of 2")
    assert not searching.bar.problem.isVisible()


def test_all_hits_are_coded_as_one_operation_that_can_be_undone(searching: SearchWindow) -> None:
    searching.find_here("ferry", "1 of 3")
    searching.key(Qt.Key.Key_H, CTRL | SHIFT)
    searching.choose_extent("paragraph")
    searching.give_code("Kindness")
    paragraphs = [line.split(": ", 1)[1] for line in FERRY.splitlines()]
    assert searching.codings("Kindness") == paragraphs
    assert searching.window.actions_["edit.undo"].text() == "&Undo: Code “Kindness” where “ferry” was found (3)"
    searching.workspace.undo()
    assert searching.codings("Kindness") == []
    searching.workspace.redo()
    assert searching.codings("Kindness") == paragraphs


def test_selected_words_are_what_to_find(searching: SearchWindow) -> None:
    document_id = searching.workspace.document_id
    assert document_id is not None
    start = FERRY.index("came")
    searching.workspace.go_to(Passage(document_id, start, start + 4))
    searching.key(Qt.Key.Key_F, CTRL)
    searching.until_count("1 of 1")
    assert searching.bar.wanted_field.field.text() == "came"


def test_the_hits_follow_the_document_that_is_shown(searching: SearchWindow) -> None:
    searching.find_here("ferry", "1 of 3")
    searching.read("Island")
    searching.until_count("1 hit(s)")
    searching.key(Qt.Key.Key_F3)
    assert (searching.selected(), searching.bar.count.text()) == ("ferry", "1 of 1")


def test_what_was_searched_for_is_there_when_the_project_is_opened_again(
    searching: SearchWindow, tmp_path: Path
) -> None:
    searching.find_here("ferry", "1 of 3")
    searching.key(Qt.Key.Key_Return)
    searching.window.leave()
    searching.open(tmp_path / "crossing.annot")
    searching.read("Ferry")
    searching.key(Qt.Key.Key_F, CTRL)
    searching.qtbot.waitUntil(lambda: searching.bar.count.text().endswith(" of 3"))
    assert searching.bar.wanted_field.field.text() == "ferry"


def test_the_bar_fits_a_small_screen(searching: SearchWindow) -> None:
    searching.find_here("ferry", "1 of 3")
    assert searching.bar.minimumSizeHint().width() <= searching.bar.width()
    assert searching.bar.height() < 60


def test_marks_follow_words_that_are_corrected(searching: SearchWindow) -> None:
    searching.find_here("ferry", "1 of 3")
    searching.code_page.transcript.view.setFocus()
    searching.key(Qt.Key.Key_F4)
    searching.code_page.transcript.view.put_caret(0)
    searching.type("The ferry? ")
    searching.until_count("4 hit(s)")
    text = searching.code_page.transcript.view.stored_text
    assert [text[start:end].lower() for start, end in searching.bar.marks.spans] == ["ferry"] * 4


def test_hits_whose_words_are_corrected_while_a_code_is_chosen_are_not_coded(searching: SearchWindow) -> None:
    searching.find_here("ferry", "1 of 3")
    searching.key(Qt.Key.Key_H, CTRL | SHIFT)
    searching.choose_extent("passage")
    searching.qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QuickList))
    before, document = searching.project.codings.all(), searching.project.documents.find("Ferry")
    searching.project.documents.correct(document.id, [Edit(0, 0, "Oh. ")])
    searching.give_code("Kindness")
    assert len(searching.project.codings.all()) == len(before)
    searching.until_count("3 hit(s)")
    searching.bar.code_button.open_menu()
    searching.choose_extent("passage")
    searching.give_code("Kindness")
    assert [words.casefold() for words in searching.codings("Kindness")] == ["ferry"] * 3

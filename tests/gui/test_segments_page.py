"""The page of segments, used by mouse and keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QApplication
from pytestqt.qtbot import QtBot

from annotator.analysis.segment_query import AttributeTest, CodeSet, SegmentQuery, from_definition
from annotator.gui.segments.remembered import kept_query
from annotator.project.project import Project
from tests.gui.segments_desk import LAKE, SegmentsDesk, fill
from tests.project.rows import kinds_of

ICE, WALK, LUCK = "The lake froze early", "early and we walked across", "Nobody fell in"
BOAT, LAUGH = "My boat leaked 🚣 all June", "nobody laughed"

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def desk(project: Project, qtbot: QtBot) -> Iterator[SegmentsDesk]:
    fill(project)
    made = SegmentsDesk(project, qtbot)
    yield made
    made.close()


@pytest.fixture
def empty(project: Project, qtbot: QtBot) -> Iterator[SegmentsDesk]:
    made = SegmentsDesk(project, qtbot)
    yield made
    made.close()


def test_every_segment_is_listed_verbatim_with_all_that_it_belongs_to(desk: SegmentsDesk) -> None:
    assert desk.rows() == [ICE, WALK, LUCK, BOAT, LAUGH]
    assert desk.column(1) == ["Ice", "Walking", "Luck", "Summer", "Luck"]
    assert desk.column(2) == ["P01", "P01", "P01", "P02", "P02"]
    assert desk.column(3) == ["Lake", "Lake", "Lake", "Boat", "Boat"]
    assert desk.column(4) == ["2", "2", "3", "1", "2"]
    assert desk.column(5) == ["AK", "AK", "BL", "AK", "AK"]
    assert desk.page.bar.words.text() == "5 segments in 2 documents"


def test_codes_are_typed_into_the_query_and_taken_out_with_backspace(desk: SegmentsDesk) -> None:
    field = desk.page.editor.codes.chips.field
    desk.fill_in(field, "win")
    assert [chip.text() for chip in desk.page.editor.codes.chips.chips] == ["Winter"]
    assert desk.rows() == [ICE]
    desk.fill_in(field, "luck")
    assert desk.rows() == [ICE, LUCK, LAUGH]
    assert field.text() == ""
    desk.press(Qt.Key.Key_Backspace, on=field)
    desk.press(Qt.Key.Key_Backspace, on=field)
    assert len(desk.rows()) == 5


def test_a_chip_is_taken_out_by_its_cross_and_by_delete(desk: SegmentsDesk) -> None:
    chips = desk.page.editor.codes.chips
    desk.fill_in(chips.field, "luck")
    desk.fill_in(chips.field, "summer")
    first = chips.chips[0]
    desk.qtbot.mouseClick(first, Qt.MouseButton.LeftButton, pos=QPoint(first.width() - 10, first.height() // 2))
    desk.settle()
    assert desk.rows() == [BOAT]
    desk.press(Qt.Key.Key_Delete, on=chips.chips[0])
    assert len(desk.rows()) == 5


def test_the_arrow_opens_the_choices_and_the_list_is_taken_by_keys(desk: SegmentsDesk) -> None:
    field = desk.page.editor.participants.field
    field.setFocus()
    desk.qtbot.keyClick(field, Qt.Key.Key_Down)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    desk.qtbot.keyClick(popup, Qt.Key.Key_Down)
    desk.qtbot.keyClick(popup, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: len(desk.page.editor.participants.keys) == 1)
    desk.settle()
    assert desk.rows() == [ICE, WALK, LUCK]


def test_enter_takes_the_first_of_the_choices_while_their_list_is_open(desk: SegmentsDesk) -> None:
    field = desk.page.editor.codes.chips.field
    field.setFocus()
    desk.qtbot.keyClicks(field, "inter")
    desk.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QAbstractItemView)
    row = popup.visualRect(popup.model().index(0, 0))
    picture = popup.viewport().grab(row).toImage()
    colour = desk.project.codes.find("Winter").colour.lower()
    assert colour in {picture.pixelColor(x, row.height() // 2).name() for x in range(24)}, "its colour stands before it"
    desk.qtbot.keyClick(popup, Qt.Key.Key_Return)
    desk.settle()
    assert [chip.text() for chip in desk.page.editor.codes.chips.chips] == ["Winter"]
    assert field.text() == ""
    assert desk.rows() == [ICE]


def test_words_that_were_not_taken_do_not_stay_in_the_query(desk: SegmentsDesk) -> None:
    field = desk.page.editor.codes.chips.field
    field.setFocus()
    desk.qtbot.keyClicks(field, "inter")
    desk.qtbot.keyClick(field, Qt.Key.Key_Escape)
    desk.page.view.setFocus()
    assert field.text() == ""
    assert len(desk.rows()) == 5


def test_who_comes_into_the_list_by_a_key_stands_on_its_first_segment(desk: SegmentsDesk) -> None:
    desk.page.editor.codes.chips.field.setFocus()
    desk.page.view.clearSelection()
    desk.page.setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert desk.chosen() == [desk.rows()[0]]
    assert "segment" in desk.page.conditions()


def test_the_codes_under_a_code_can_be_left_out(desk: SegmentsDesk) -> None:
    editor = desk.page.editor
    desk.fill_in(editor.codes.chips.field, "winter")
    assert editor.codes.under.isVisible()
    editor.codes.under.click()
    desk.settle()
    assert desk.rows() == []
    desk.press(Qt.Key.Key_Backspace, on=editor.codes.chips.field)
    desk.fill_in(editor.codes.chips.field, "luck")
    assert not editor.codes.under.isVisible()


def test_which_words_are_shown_is_asked_where_it_makes_a_difference(desk: SegmentsDesk) -> None:
    editor = desk.page.editor
    assert not editor.extent.isVisible()
    desk.fill_in(editor.codes.chips.field, "ice")
    desk.fill_in(editor.overlapping.chips.field, "walking")
    assert editor.extent.isVisible()
    found = []
    for _ in range(3):
        found += desk.rows()
        desk.press(Qt.Key.Key_Down, on=editor.extent)
    assert found == [ICE, "early", "The lake froze early and we walked across"]


def test_people_are_asked_for_by_their_attributes(desk: SegmentsDesk) -> None:
    rows = desk.page.editor.attributes
    rows.add_button.click()
    desk.settle()
    assert len(desk.rows()) == 5, "a condition without a value asks nothing yet"
    (row,) = rows.rows
    row.operator.setCurrentIndex(row.operator.findData(">"))
    row.operator.activated.emit(row.operator.currentIndex())
    desk.qtbot.keyClicks(row.line, "30")
    desk.settle()
    assert desk.rows() == [ICE, WALK, LUCK]
    row.remove_button.click()
    desk.settle()
    assert len(desk.rows()) == 5


def test_enter_and_the_paragraph_number_lead_to_the_place(desk: SegmentsDesk) -> None:
    desk.choose(LUCK)
    desk.press(Qt.Key.Key_Return)
    start = LAKE.index(LUCK)
    (place,) = desk.places
    assert (place.start_char, place.end_char) == (start, start + len(LUCK))
    assert desk.workspace.coding_id == desk.page.view.places[0].id
    number = desk.page.view.visualRect(desk.page.model.index(3, 4)).center()
    desk.qtbot.mouseClick(desk.page.view.viewport(), Qt.MouseButton.LeftButton, pos=number)
    desk.qtbot.waitUntil(lambda: len(desk.places) == 2)
    assert desk.words(desk.places[1].document_id, desk.places[1].start_char, desk.places[1].end_char) == BOAT


def test_the_chosen_segment_is_shown_whole_in_its_paragraph_with_its_words_marked(desk: SegmentsDesk) -> None:
    desk.choose(WALK)
    context = desk.page.context
    assert context.text.toPlainText() == LAKE.rstrip("\n")
    (mark,) = context.text.extraSelections()
    assert mark.cursor.selectedText() == WALK
    context.neighbours.setCurrentIndex(0)
    assert context.text.toPlainText() == "P1: The lake froze early and we walked across."
    desk.choose(BOAT)
    (mark,) = context.text.extraSelections()
    assert mark.cursor.selectedText() == BOAT


def test_recoding_several_segments_is_one_operation(desk: SegmentsDesk) -> None:
    desk.choose(ICE, LAUGH)
    before = desk.coded()
    desk.actions["segments.recode"].trigger()
    desk.pick_code("summer")
    assert [code for code, _ in desk.coded()] == ["Summer", "Walking", "Luck", "Summer", "Summer"]
    assert kinds_of(desk.project)[-1] == "coding.recode"
    assert desk.notices[-1].text == "2 segments now coded with “Summer”."
    assert desk.chosen() == [ICE, LAUGH], "the same segments stay chosen"
    desk.workspace.undo()
    assert desk.coded() == before


def test_recoding_to_a_new_code_makes_it_in_the_same_operation(desk: SegmentsDesk) -> None:
    desk.choose(ICE)
    before = len(kinds_of(desk.project))
    desk.actions["segments.recode"].trigger()
    desk.pick_code("Cold > Lakes")
    assert desk.coded()[0] == ("Cold > Lakes", ICE)
    assert len(kinds_of(desk.project)) == before + 1


def test_a_second_code_is_given_to_several_segments_as_one_operation(desk: SegmentsDesk) -> None:
    desk.choose(ICE, LUCK)
    before = len(kinds_of(desk.project))
    desk.press(Qt.Key.Key_A)
    desk.pick_code("walking")
    assert ("Walking", ICE) in desk.coded()
    assert ("Walking", LUCK) in desk.coded()
    assert len(desk.coded()) == 7
    assert len(kinds_of(desk.project)) == before + 1
    assert len(desk.rows()) == 7


def test_uncoding_leaves_the_keyboard_where_it_was(desk: SegmentsDesk) -> None:
    desk.choose(WALK)
    desk.press(Qt.Key.Key_Delete)
    assert desk.rows() == [ICE, LUCK, BOAT, LAUGH]
    assert desk.chosen() == [LUCK]
    desk.workspace.undo()
    desk.settle()
    assert desk.rows() == [ICE, WALK, LUCK, BOAT, LAUGH]
    assert desk.chosen() == [LUCK]


def test_the_list_follows_what_is_coded_elsewhere(desk: SegmentsDesk) -> None:
    desk.choose(BOAT)
    lake = desk.project.documents.find("Lake")
    start = LAKE.index("that year")
    desk.project.codings.add(lake.id, desk.project.codes.find("Luck").id, start, start + 9)
    desk.settle()
    assert desk.rows() == [ICE, WALK, LUCK, "that year", BOAT, LAUGH]
    assert desk.chosen() == [BOAT]
    desk.project.codes.rename(desk.project.codes.find("Luck").id, "Fortune")
    desk.settle()
    assert "Luck" not in desk.column(1)


def test_in_blind_mode_the_codings_of_others_are_not_there(desk: SegmentsDesk) -> None:
    desk.workspace.sight.set_blind(True)
    desk.settle()
    assert desk.rows() == [ICE, WALK, BOAT, LAUGH]
    assert desk.page.blind_strip.words == f"Blind mode: only what {desk.project.coder_name} coded is looked through."
    desk.page.ask(SegmentQuery(coders=(desk.project.coders.all()[1].id,)))
    desk.settle()
    assert desk.rows() == []
    desk.workspace.sight.set_blind(False)
    desk.settle()
    assert desk.rows() == [LUCK]
    assert desk.page.blind_strip.words == ""


def test_a_query_is_kept_by_a_name_and_asked_again(desk: SegmentsDesk) -> None:
    kept = desk.page.kept
    desk.fill_in(desk.page.editor.codes.chips.field, "luck")
    desk.fill_in(kept.line, "Lucky ones")
    assert [saved.name for saved in desk.project.saved_queries.all()] == ["Lucky ones"]
    desk.page.clear_button.click()
    desk.settle()
    assert len(desk.rows()) == 5
    kept.names.setCurrentIndex(0)
    kept.names.activated.emit(0)
    desk.settle()
    assert desk.rows() == [LUCK, LAUGH]
    kept.line.setText("Luck")
    kept.rename_button.click()
    assert [saved.name for saved in desk.project.saved_queries.all()] == ["Luck"]
    kept.delete_button.click()
    assert desk.project.saved_queries.all() == []
    desk.workspace.undo()
    assert [kept.names.itemText(row) for row in range(kept.names.count())] == ["Luck"]


def test_the_query_and_the_order_are_remembered_for_the_project(desk: SegmentsDesk, qtbot: QtBot) -> None:
    desk.fill_in(desk.page.editor.codes.chips.field, "luck")
    desk.page.bar.sort_by("code")
    desk.page.bar.sort_by("code")
    desk.settle()
    desk.page.kept.line.setText("Fortune")
    desk.page.kept.keep()
    again = SegmentsDesk(desk.project, qtbot)
    assert again.page.editor.query == desk.page.editor.query
    assert again.rows() == [LUCK, LAUGH]
    assert again.page.bar.order == desk.page.bar.order
    assert again.page.kept.line.text() == "Fortune"
    again.qtbot.mouseClick(again.page.clear_button, Qt.MouseButton.LeftButton)
    again.settle()
    assert again.page.kept.line.text() == ""
    assert len(again.rows()) == 5
    again.close()


def test_segments_are_grouped_with_their_counts_and_a_group_can_be_closed(desk: SegmentsDesk) -> None:
    desk.page.bar.group.setCurrentIndex(1)
    desk.page.bar.changed.emit()
    desk.settle()
    luck = "[Luck · 2 segments]"
    assert desk.rows() == [
        "[Winter > Ice · 1 segment]", ICE, "[Walking · 1 segment]", WALK, luck, LUCK, LAUGH, "[Summer · 1 segment]",
        BOAT,
    ]  # fmt: skip
    heading = desk.page.view.visualRect(desk.page.model.index(desk.rows().index(luck), 0)).center()
    desk.qtbot.mouseClick(desk.page.view.viewport(), Qt.MouseButton.LeftButton, pos=heading)
    assert LUCK not in desk.rows()
    assert luck in desk.rows()
    desk.press(Qt.Key.Key_Right, on=desk.page.view)
    assert LUCK in desk.rows()


def test_a_click_on_a_heading_sorts_and_another_turns_it_round(desk: SegmentsDesk) -> None:
    header = desk.page.view.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(0) + 20, header.height() // 2)
    desk.qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    desk.settle()
    assert desk.rows() == [WALK, BOAT, LUCK, LAUGH, ICE]
    desk.qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    desk.settle()
    assert desk.rows() == [ICE, LAUGH, LUCK, BOAT, WALK]


def test_without_codings_it_says_what_to_do(empty: SegmentsDesk) -> None:
    nothing = empty.page.nothing
    assert nothing.isVisible()
    assert nothing.words.text().startswith("Nothing has been coded yet.")
    assert nothing.code_button.isVisible()
    assert empty.page.conditions() == frozenset()


def test_a_query_that_finds_nothing_says_which_condition_empties_it(desk: SegmentsDesk) -> None:
    codes = {code.name: code.id for code in desk.project.codes.all()}
    (age,) = desk.project.participants.attributes()
    desk.page.ask(SegmentQuery(codes=CodeSet((codes["Summer"],)), attributes=(AttributeTest(age.id, ">", "30"),)))
    desk.settle()
    offers = [button for button in desk.page.nothing.offers if button.isVisible()]
    assert [button.text() for button in offers] == [
        "Without “coded with”: 3 segments",
        "Without “conditions on attributes”: 1 segment",
    ]
    offers[1].click()
    desk.settle()
    assert desk.rows() == [BOAT]


def test_codings_without_words_are_left_out_and_said(desk: SegmentsDesk) -> None:
    coding = desk.page.model.place_at(0)
    assert coding is not None
    with desk.project.operation("coding.move_ends"):
        desk.project.connection.exec_driver_sql(
            "UPDATE coding SET end_char = start_char, lost_words = 'x' WHERE id = ?", (coding.id,)
        )
    desk.settle()
    assert desk.rows() == [WALK, LUCK, BOAT, LAUGH]
    assert desk.page.notes.text() == "1 coding without words is left out: a correction took them."


def test_what_a_query_names_and_is_gone_is_said(desk: SegmentsDesk) -> None:
    luck = desk.project.codes.find("Luck").id
    desk.page.ask(SegmentQuery(codes=CodeSet((luck, desk.project.codes.find("Summer").id))))
    desk.project.codes.delete([luck])
    desk.settle()
    assert desk.rows() == [BOAT]
    assert desk.page.notes.text() == "1 thing that the query names is not in the project any more."
    assert [chip.text() for chip in desk.page.editor.codes.chips.chips] == ["no longer there", "Summer"]


def test_words_and_tables_are_copied(desk: SegmentsDesk) -> None:
    desk.choose(ICE, BOAT)
    desk.press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier, on=desk.page.view)
    assert QGuiApplication.clipboard().text() == (
        f"{ICE}\n(P01, Lake, ¶ 2; Winter > Ice)\n\n{BOAT}\n(P02, Boat, ¶ 1; Summer)\n"
    )
    desk.actions["segments.copy_table"].trigger()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().splitlines()[1] == f"{ICE}\tWinter > Ice\tP01\tLake\t2\tAK"
    assert data.html().count("<tr>") == 3


def test_the_segments_are_saved_as_a_word_file(desk: SegmentsDesk, tmp_path: Path) -> None:
    desk.fill_in(desk.page.editor.codes.chips.field, "luck")
    target = tmp_path / "luck.docx"
    with desk.qtbot.waitSignal(desk.page.export.written, timeout=10_000):
        desk.page.sending.export_to(target)
    (table,) = Document(str(target)).tables
    assert [row.cells[0].text for row in table.rows][1:] == [LUCK, LAUGH]


def test_the_report_gets_the_query_without_hidden_coders(desk: SegmentsDesk) -> None:
    sent: list[SegmentQuery] = []
    desk.page.sending.report_wanted.connect(sent.append)
    desk.page.view.setFocus()
    desk.press(Qt.Key.Key_R, on=desk.page.view)
    desk.workspace.sight.set_blind(True)
    desk.settle()
    desk.press(Qt.Key.Key_R, on=desk.page.view)
    fresh = SegmentQuery(whose="coders")
    assert sent == [fresh, replace(fresh, coders=(desk.project.coder.id,))]


def test_the_consensus_is_looked_through_only_where_it_is_asked_for(desk: SegmentsDesk) -> None:
    choice, before = desk.page.editor.whose, desk.rows()
    assert not choice.isVisible()
    text = desk.project.documents.text(desk.project.documents.all()[0].id).text
    passage = desk.project.codes.ensure("Thaw").id, text.index("Nobody"), text.index("Nobody") + 6
    desk.project.consensus.take_over(desk.project.documents.all()[0].id, [passage])
    desk.settle()
    assert choice.isVisible()
    assert desk.rows() == before
    assert desk.page.notes.text() == "These are the coders’ codings, without the consensus."
    desk.fill_in(desk.page.editor.codes.chips.field, "thaw")
    assert desk.page.nothing.offers[0].text() == "Without “only the coders”: 1 segment"
    desk.page.nothing.offers[0].click()
    desk.settle()
    assert desk.rows() == ["Nobody"]
    assert choice.currentText() == "both"
    desk.page.clear_button.click()
    choice.setCurrentIndex(choice.findText("the consensus"))
    choice.activated.emit(choice.currentIndex())
    desk.settle()
    assert desk.rows() == ["Nobody"]
    desk.workspace.sight.set_blind(True)
    desk.settle()
    assert not choice.isVisible()


def test_a_query_kept_before_there_was_a_choice_still_asks_for_all(desk: SegmentsDesk) -> None:
    kept = desk.project.saved_queries.save("Old", {"kinds": ["interview"]})
    assert from_definition(kept.definition).whose == "all"
    desk.page.ask(from_definition(kept.definition))
    desk.settle()
    assert desk.page.editor.query.whose == "all"
    assert kept_query(desk.project.info.id).whose == "all"


def test_in_a_narrow_window_the_words_and_their_count_have_room(desk: SegmentsDesk) -> None:
    desk.page.setMaximumWidth(840)
    desk.qtbot.waitUntil(lambda: desk.page.width() <= 840)
    desk.settle()
    assert desk.page.view.columnWidth(0) >= 150
    assert desk.page.bar.words.width() >= 100
    assert desk.page.view.horizontalScrollBar().maximum() == 0
    narrow = desk.page.view.columnWidth(1)
    desk.page.setMaximumWidth(1180)
    desk.page.resize(1180, 660)
    desk.qtbot.waitUntil(lambda: desk.page.view.columnWidth(1) > narrow)
    assert desk.page.view.columnWidth(1) == 180


def test_f6_goes_round_the_panes(desk: SegmentsDesk) -> None:
    page = desk.page
    page.editor.codes.chips.field.setFocus()
    seen = []
    for _ in range(3):
        page.step_pane(1)
        seen.append(QApplication.focusWidget())
    assert seen == [page.view, page.context.text, page.editor.codes.chips.field]
    assert desk.chosen() == [ICE], "the list begins with its first segment"


def test_what_was_done_while_nobody_looked_is_there_when_somebody_does(desk: SegmentsDesk) -> None:
    desk.page.hide()
    lake = desk.project.documents.find("Lake")
    start = LAKE.index("that year")
    desk.project.codings.add(lake.id, desk.project.codes.find("Luck").id, start, start + 9)
    assert len(desk.rows()) == 5
    desk.page.show()
    desk.settle()
    assert "that year" in desk.rows()


def test_thousands_of_new_codings_are_taken_up_in_the_background(desk: SegmentsDesk) -> None:
    lake, luck = desk.project.documents.find("Lake"), desk.project.codes.find("Luck")
    spans = [(start, end) for start in range(60) for end in range(start + 1, start + 41)]
    desk.project.codings.add_many(
        {
            "document_id": lake.id,
            "code_id": luck.id,
            "coder_id": desk.project.coder.id,
            "start_char": start,
            "end_char": end,
        }
        for start, end in spans
    )
    desk.settle()
    assert desk.page.model.rowCount() == 5 + len(spans)
    desk.choose(desk.rows()[0])
    desk.workspace.undo()
    desk.settle()
    assert desk.rows() == [ICE, WALK, LUCK, BOAT, LAUGH]


def test_a_project_that_is_open_for_reading_can_be_asked_but_not_changed(desk: SegmentsDesk, qtbot: QtBot) -> None:
    with Project.open(desk.project.path, read_only=True) as reading:
        other = SegmentsDesk(reading, qtbot)
        other.choose(ICE)
        enabled = {
            name: other.actions[name].isEnabled()
            for name in ("segments.recode", "segments.uncode", "segments.memo", "segments.copy", "segments.place")
        }
        assert enabled == {
            "segments.recode": False,
            "segments.uncode": False,
            "segments.memo": False,
            "segments.copy": True,
            "segments.place": True,
        }
        other.page.kept.line.setText("Mine")
        assert not other.page.kept.keep_button.isEnabled()
        other.close()

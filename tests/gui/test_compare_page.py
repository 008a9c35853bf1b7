"""The room where coders are compared: what it lists, how one goes through it, and what is decided in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from annotator.analysis.agreement import agreement
from annotator.analysis.agreement_material import read_agreement_material
from annotator.analysis.agreement_terms import AgreementQuestion
from annotator.gui.application import install_translations
from annotator.gui.compare.list_model import LOOK
from annotator.gui.transcript import typography
from annotator.project.project import Project
from annotator.reports.agreement_words import coefficient_words, percent_words
from tests.gui.compare_desk import ALT, CTRL, FERRY, LATE, MONEY, RAIN, ROWED, SANG, SHIFT, CompareDesk, fill
from tests.project.rows import kinds_of, rows_of

SONG, BOTH_CODES, CARE = "Song", "Care / Courage", "Care"
WIDE_SANG = "so we sang on the quay"


@pytest.fixture(autouse=True)
def _english(qapp: QApplication) -> Iterator[None]:
    """Counts are said in English, as in the program."""
    installed = install_translations(qapp, QLocale("en_GB"), None)
    yield
    for translator in installed:
        qapp.removeTranslator(translator)


@pytest.fixture
def desk(project: Project, qtbot: QtBot) -> Iterator[CompareDesk]:
    fill(project)
    made = CompareDesk(project, qtbot)
    yield made
    made.close()


# ---- what is listed


def test_differences_are_listed_in_reading_order_with_what_they_are(desk: CompareDesk) -> None:
    assert desk.rows() == [SONG, BOTH_CODES, CARE]
    rows = [desk.page.model.index(row) for row in range(3)]
    assert [row.data(LOOK).kind for row in rows] == ["ends", "codes", "some"]
    assert [row.data(LOOK).who for row in rows] == [
        "AK, BL: other ends",
        "AK: Care · BL: Courage",
        "BL coded it, AK did not",
    ]
    assert desk.current() == SONG


def test_the_list_can_show_all_or_only_what_is_open_or_settled(desk: CompareDesk) -> None:
    desk.show_only("all")
    assert desk.rows() == ["Waiting", SONG, BOTH_CODES, CARE]
    desk.go_to(SONG)
    desk.press(Qt.Key.Key_1)
    desk.show_only("open")
    assert desk.rows() == [BOTH_CODES, CARE]
    desk.show_only("settled")
    assert desk.rows() == [SONG]
    told = {name: button.text() for name, button in desk.page.bar.buttons.items()}
    assert told == {"all": "All 4", "differences": "Differences 3", "open": "Open 2", "settled": "Settled 1"}


def test_f8_goes_to_the_next_place_and_back_wherever_the_keyboard_is(desk: CompareDesk) -> None:
    desk.press(Qt.Key.Key_F8, on=desk.page.text.view)
    assert desk.current() == BOTH_CODES
    desk.press(Qt.Key.Key_F8, on=desk.page.panel.note)
    desk.press(Qt.Key.Key_F8)
    assert desk.current() == CARE
    desk.press(Qt.Key.Key_F8, SHIFT, on=desk.page.choices.document)
    assert desk.current() == BOTH_CODES


def test_the_place_stays_in_sight_where_the_list_gets_shorter(desk: CompareDesk) -> None:
    cleo = desk.project.coders.add("Cleo Moe")
    for number, words in enumerate(FERRY[60:].split()):
        start, code = FERRY.index(words, 60), desk.project.codes.ensure(f"Word {number}")
        desk.project.codings.add(desk.document("Ferry"), code.id, start, start + len(words), coder_id=cleo.id)
    desk.window.resize(1180, 760)
    desk.settle()
    view = desk.page.view
    at_foot = view.indexAt(view.viewport().rect().bottomLeft()).row() - 1
    desk.go_to(desk.rows()[at_foot])
    assert view.currentIndex().row() == at_foot > 2
    desk.window.resize(1180, 600)
    desk.settle()
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))


def test_the_menu_of_a_place_decides_about_it_and_talks_of_it(desk: CompareDesk) -> None:
    desk.go_to(CARE)
    desk.page.view.customContextMenuRequested.emit(QPoint(8, 8))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    told = [action.text().replace("&", "") for action in menu.actions() if not action.isSeparator()]
    assert "Talk About This in the Meeting" in told
    next(action for action in menu.actions() if "None of Them" in action.text()).trigger()
    menu.close()
    assert desk.outcomes() == ["", "", "not coded"]


def test_the_next_open_place_is_found_past_settled_ones(desk: CompareDesk) -> None:
    desk.go_to(BOTH_CODES)
    desk.press(Qt.Key.Key_N)
    desk.go_to(SONG)
    desk.press(Qt.Key.Key_F8, CTRL)
    assert desk.current() == CARE


def test_a_click_on_a_coding_in_the_margin_goes_to_its_place(desk: CompareDesk) -> None:
    margin = desk.page.text.margin
    wanted = next(n for n, place in enumerate(desk.page.comparison.differences) if place.kind == "codes")
    stripe = next(stripe for number, stripe, _name in margin.placed() if number == wanted)
    desk.qtbot.mouseClick(margin, Qt.MouseButton.LeftButton, pos=stripe.center().toPoint())
    assert desk.current() == BOTH_CODES


def test_a_click_on_the_words_goes_to_the_place_they_are_in(desk: CompareDesk) -> None:
    view = desk.page.text.view
    at = view.rect_of_unit(view.positions.to_units(FERRY.index(MONEY) + 4)).center().toPoint()
    desk.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert desk.current() == CARE


def test_where_nothing_is_listed_it_says_why(desk: CompareDesk) -> None:
    desk.show_only("settled")
    assert desk.page.view.empty_words() == "Nothing is settled yet."
    desk.show_only("open")
    for _ in range(3):
        desk.press(Qt.Key.Key_N)
    assert (desk.rows(), desk.page.view.empty_words()) == ([], "All differences are settled.")
    ours = [each.id for each in desk.page.comparison.codings if each.code_id != desk.project.codes.find("Waiting").id]
    desk.project.codings.delete(ours)
    desk.settle()
    assert desk.page.view.empty_words().startswith("No differences")
    assert not desk.page.panel.isVisible()
    picture = desk.page.view.viewport().grab().toImage()
    seen = {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}
    assert len(seen) > 1, "it is written in the list"


def test_ctrl_and_the_wheel_set_the_words_larger_here_and_in_the_transcripts(desk: CompareDesk) -> None:
    before = desk.page.text.view.typography.size_pt
    desk.page.text.view.size_step_wanted.emit(1)
    assert desk.page.text.view.typography.size_pt > before
    assert typography.kept().size_pt == desk.page.text.view.typography.size_pt


# ---- how it looks


def column_of(desk: CompareDesk, x: float) -> int:
    """Which coder's column a place of the margin is in."""
    return int(x // desk.page.text.margin.column_px)


def test_each_coder_has_a_column_of_their_own_and_agreements_are_thinner(desk: CompareDesk) -> None:
    margin, comparison = desk.page.text.margin, desk.page.comparison
    columns = [(number, column_of(desk, stripe.center().x())) for number, stripe, _ in margin.placed()]
    expected = [
        (number, comparison.coder_ids.index(reading.coder_id))
        for number, place in enumerate(comparison.differences)
        for reading in place.readings
    ]
    assert sorted(columns) == sorted(expected)
    picture = margin.grab().toImage()
    base = QColor(margin.palette().base().color()).rgb()
    ratio = margin.devicePixelRatioF()
    widths = {}
    for number, stripe, _name in margin.placed():
        y = round(stripe.center().y() * ratio)
        row = range(round(stripe.left() * ratio), round((stripe.left() + 5) * ratio))
        coloured = sum(picture.pixel(x, y) != base for x in row)
        widths.setdefault(comparison.differences[number].is_agreement, set()).add(coloured)
    assert max(widths[True]) < min(widths[False])


def test_the_chosen_place_is_underlined_once_for_each_coder(desk: CompareDesk) -> None:
    view = desk.page.text.view
    desk.go_to(SONG)
    with_lines = view.viewport().grab().toImage()
    desk.go_to(CARE)
    without = view.viewport().grab().toImage()
    start = view.rect_of_unit(view.positions.to_units(FERRY.index(SANG)))
    xs, ys = (
        range(round(start.left()) + 10, round(start.left()) + 50),
        range(round(start.top()), round(start.bottom()) + 8),
    )
    changed = [y for y in ys if any(with_lines.pixel(x, y) != without.pixel(x, y) for x in xs)]
    assert len(changed) >= 3, "two lines, one below the other"


def test_the_line_of_a_third_coder_does_not_strike_out_the_words_below(desk: CompareDesk) -> None:
    cleo = desk.project.coders.add("Cleo Moe")
    rest = desk.project.codes.ensure("Rest")
    start = FERRY.index(RAIN)
    desk.project.codings.add(desk.document("Ferry"), rest.id, start, start + len(RAIN), coder_id=cleo.id)
    desk.settle()
    view = desk.page.text.view
    desk.go_to("Rest")
    with_line = view.viewport().grab().toImage()
    desk.go_to(CARE)
    without = view.viewport().grab().toImage()
    place = view.rect_of_unit(view.positions.to_units(start))
    xs = range(round(place.left()) + 10, round(place.left()) + 50)
    ys = range(round(place.top()), round(place.bottom()) + 12)
    changed = [y for y in ys if any(with_line.pixel(x, y) != without.pixel(x, y) for x in xs)]
    assert place.bottom() - 6 < max(changed) < place.bottom() + 3


# ---- deciding


def test_a_key_keeps_the_reading_of_a_coder_and_goes_on(desk: CompareDesk) -> None:
    before = rows_of(desk.project)["coding"]
    desk.press(Qt.Key.Key_2)
    assert desk.consensus() == [("Song", WIDE_SANG)]
    assert desk.outcomes() == ["as BL", "", ""]
    assert desk.current() == BOTH_CODES
    assert before < rows_of(desk.project)["coding"], "what the coders coded stays"
    assert kinds_of(desk.project)[-1] == "consensus.keep"


def test_all_words_of_both_become_one_coding(desk: CompareDesk) -> None:
    desk.press(Qt.Key.Key_B)
    assert desk.consensus() == [("Song", WIDE_SANG)]
    desk.press(Qt.Key.Key_B)
    assert desk.consensus() == [("Song", WIDE_SANG), ("Care", ROWED), ("Courage", ROWED)]
    assert desk.outcomes()[1] == "all kept"


def test_none_of_them_leaves_a_memo_that_says_which_code(desk: CompareDesk) -> None:
    desk.go_to(CARE)
    desk.write_note("A fact, no care.")
    desk.press(Qt.Key.Key_N)
    assert desk.consensus() == []
    assert desk.notes() == [("Care: not coded", "A fact, no care.")]
    assert desk.outcomes() == ["", "", "not coded"]


def test_who_did_not_code_it_can_be_followed_too(desk: CompareDesk) -> None:
    desk.go_to(CARE)
    desk.press(Qt.Key.Key_1)
    assert desk.outcomes() == ["", "", "not coded"]


def test_another_reading_has_its_own_code_and_ends(desk: CompareDesk) -> None:
    desk.go_to(BOTH_CODES)
    desk.press(Qt.Key.Key_A)
    third = desk.page.panel.third
    assert [chip.text() for chip in third.chips] == ["Care", "Courage"]
    for _ in range(2):
        desk.qtbot.keyClick(third.chips[0], Qt.Key.Key_Delete)
    third.add_button.click()
    popup = desk.page.talk.another.quick_list
    desk.qtbot.waitUntil(popup.isVisible)
    desk.qtbot.keyClicks(popup.field, "Kinship")
    desk.qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Right, ALT, on=desk.page.text.view)
    desk.press(Qt.Key.Key_Right, ALT | SHIFT, on=desk.page.text.view)
    desk.write_note("She is family.")
    desk.press(Qt.Key.Key_Return, ALT, on=desk.page.text.view)
    assert desk.consensus() == [("Kinship", "aunt 🚣 rowed us over in")]
    assert desk.notes() == [(f"{BOTH_CODES}: coded “Kinship” instead", "She is family.")]
    assert desk.outcomes() == ["", "another reading: Kinship", ""]


def test_escape_leaves_another_reading_and_nothing_is_decided(desk: CompareDesk) -> None:
    desk.press(Qt.Key.Key_A)
    assert desk.page.panel.makes_third
    desk.press(Qt.Key.Key_Escape, on=desk.page.text.view)
    assert not desk.page.panel.makes_third
    assert desk.page.text.view.selected_span() is None
    assert desk.consensus() == []


def test_another_reading_without_a_code_is_not_decided_but_said(desk: CompareDesk) -> None:
    desk.press(Qt.Key.Key_A)
    desk.qtbot.keyClick(desk.page.panel.third.chips[0], Qt.Key.Key_Backspace)
    desk.press(Qt.Key.Key_Return, ALT, on=desk.page.text.view)
    assert desk.consensus() == []
    assert "at least one code" in desk.notices[-1].text
    assert desk.page.panel.makes_third


def test_a_decision_can_be_made_anew_and_taken_back(desk: CompareDesk) -> None:
    desk.press(Qt.Key.Key_1)
    desk.go_to(SONG)
    desk.press(Qt.Key.Key_2)
    assert desk.consensus() == [("Song", WIDE_SANG)]
    desk.go_to(SONG)
    desk.press(Qt.Key.Key_O)
    assert (desk.consensus(), desk.outcomes()) == ([], ["", "", ""])


def test_undo_opens_the_place_again_and_goes_there(desk: CompareDesk) -> None:
    desk.press(Qt.Key.Key_1)
    desk.go_to(CARE)
    desk.workspace.undo()
    desk.settle()
    assert desk.current() == SONG
    assert desk.outcomes() == ["", "", ""]
    assert desk.project.consensus.coder() is None
    desk.workspace.redo()
    desk.settle()
    assert desk.outcomes() == ["as AK", "", ""]


def test_agreements_are_taken_over_at_once(desk: CompareDesk) -> None:
    button = desk.page.choices.agreements_button
    assert button.text() == "Take over 1 agreement"
    button.click()
    desk.settle()
    assert desk.consensus() == [("Waiting", LATE)]
    assert desk.notices[-1].text == "1 agreement taken over into the consensus."
    assert not button.isEnabled()
    desk.show_only("all")
    assert desk.outcomes()[0] == "taken over"


def test_an_agreement_can_be_talked_through_too(desk: CompareDesk) -> None:
    desk.show_only("all")
    desk.go_to("Waiting")
    assert not desk.page.panel.keep_buttons[0].isVisible()
    desk.press(Qt.Key.Key_1)
    assert desk.consensus() == [], "there is nobody's reading to be kept"
    desk.press(Qt.Key.Key_N)
    desk.show_only("all")
    assert desk.outcomes()[0] == "decided otherwise"
    assert not desk.page.choices.agreements_button.isEnabled()


def test_when_the_last_is_settled_it_says_so(desk: CompareDesk) -> None:
    for _ in range(3):
        desk.press(Qt.Key.Key_N)
    assert desk.notices[-1].text == "All differences in this document are settled."
    assert desk.outcomes() == ["not coded"] * 3


# ---- notes


def test_letters_in_the_note_are_words_and_no_commands(desk: CompareDesk) -> None:
    desk.write_note("bona 1 2 fide")
    assert desk.page.panel.note.toPlainText() == "bona 1 2 fide"
    assert desk.consensus() == []


def test_a_note_on_an_open_place_is_kept_when_one_goes_on(desk: CompareDesk) -> None:
    desk.write_note("Ask Bo on Friday.")
    desk.press(Qt.Key.Key_F8, on=desk.page.panel.note)
    assert desk.notes() == [("To talk about: Song", "Ask Bo on Friday.")]
    assert desk.page.panel.note.toPlainText() == ""
    desk.press(Qt.Key.Key_F8, SHIFT)
    assert desk.page.panel.note.toPlainText() == "Ask Bo on Friday."
    desk.press(Qt.Key.Key_1)
    assert desk.notes() == [("Song: as Anna Kvam", "Ask Bo on Friday.")]


def test_the_note_of_a_decision_can_be_changed(desk: CompareDesk) -> None:
    desk.write_note("At first.")
    desk.press(Qt.Key.Key_1)
    desk.go_to(SONG)
    desk.write_note("On second thoughts.")
    assert desk.page.store()
    assert [text for _, text in desk.notes()] == ["On second thoughts."]
    assert desk.consensus() == [("Song", SANG)]


def test_a_note_is_stored_when_the_room_is_left(desk: CompareDesk) -> None:
    desk.write_note("Half a thought")
    desk.page.hide()
    assert [text for _, text in desk.notes()] == ["Half a thought"]


def test_a_note_that_is_being_typed_counts_as_one_operation_that_is_undone_first(desk: CompareDesk) -> None:
    desk.press(Qt.Key.Key_1)
    desk.write_note("Half a thought")
    desk.workspace.undo()
    desk.settle()
    assert desk.notes() == []
    assert desk.page.panel.note.toPlainText() == ""
    assert desk.consensus() == [("Song", SANG)]


def test_a_note_stays_with_its_place_when_that_goes_while_it_is_typed(desk: CompareDesk) -> None:
    desk.write_note("About the song.")
    with desk.workspace.attempt():
        desk.project.codings.delete([each.id for each in desk.page.comparison.codings])
    desk.settle()
    (memo,) = desk.project.consensus.memos_in(desk.document("Ferry"))
    assert memo.text == "About the song."
    assert FERRY[memo.start_char : memo.end_char] == WIDE_SANG
    assert desk.page.store()


def test_in_an_empty_note_ctrl_z_is_left_to_the_window(desk: CompareDesk) -> None:
    undone: list[str] = []
    desk.actions.connect("edit.undo", lambda: undone.append("by the window"))
    desk.press(Qt.Key.Key_1)
    desk.actions.enable(desk.workspace.conditions() | desk.page.conditions() | {"edit.undo"})
    desk.page.panel.note.setFocus()
    desk.qtbot.keyClick(desk.page.panel.note, Qt.Key.Key_Z, CTRL)
    assert undone == ["by the window"]
    desk.qtbot.keyClicks(desk.page.panel.note, "a word")
    desk.qtbot.keyClick(desk.page.panel.note, Qt.Key.Key_Z, CTRL)
    assert (desk.page.panel.note.toPlainText(), undone) == ("", ["by the window"])


# ---- following


def test_what_is_coded_meanwhile_is_compared_and_the_place_stays(desk: CompareDesk) -> None:
    desk.go_to(BOTH_CODES)
    start = FERRY.index(RAIN)
    code = desk.project.codes.ensure("Patience")
    desk.project.codings.add(desk.document("Ferry"), code.id, start, start + len(RAIN))
    desk.settle()
    assert desk.rows() == [SONG, "Patience", BOTH_CODES, CARE]
    assert desk.current() == BOTH_CODES


def test_what_changes_while_another_room_is_open_is_there_on_coming_back(desk: CompareDesk) -> None:
    desk.page.hide()
    document_id = desk.document("Ferry")
    desk.project.documents.correct(document_id, [(0, 0, "Note: ")])
    coding = next(
        each for each in desk.project.codings.of_document(document_id) if each.coder_id != desk.project.coder.id
    )
    desk.project.codings.delete([coding.id])
    desk.page.show()
    desk.settle()
    assert desk.page.text.text.startswith("Note: I: What")
    assert desk.rows() == ["Waiting", SONG, BOTH_CODES, CARE]


def test_a_renamed_code_is_called_so_at_once(desk: CompareDesk) -> None:
    desk.project.codes.rename(desk.project.codes.find("Song").id, "Singing together")
    desk.settle()
    assert desk.rows()[0] == "Singing together"


# ---- choosing, and nothing to compare


def test_another_document_is_compared_when_it_is_chosen(desk: CompareDesk) -> None:
    kiosk = desk.document("Kiosk")
    start = 4
    desk.project.codings.add(
        kiosk, desk.project.codes.ensure("Loss").id, start, 20, coder_id=desk.page.comparison.coder_ids[1]
    )
    desk.workspace.choose_document(kiosk)
    desk.settle()
    assert desk.page.choices.document.currentText() == "Kiosk\u200e  ·  2 coders", "Arabic names keep the count apart"
    assert desk.rows() == ["Loss", "Loss"]


def test_a_document_that_one_has_coded_says_so_and_leads_on(desk: CompareDesk) -> None:
    desk.workspace.choose_document(desk.document("Kiosk"))
    desk.settle()
    assert "Fewer than two coders" in desk.page.nothing.words.text()
    assert desk.page.conditions() == frozenset()
    desk.page.nothing.other_button.click()
    desk.settle()
    assert desk.rows() == [SONG, BOTH_CODES, CARE]


def test_a_document_that_nobody_coded_lets_one_choose_another(desk: CompareDesk) -> None:
    empty = desk.project.documents.add("Empty", "I: So?\n").id
    desk.workspace.choose_document(empty)
    desk.settle()
    choice = desk.page.choices.document
    assert choice.isVisible()
    assert choice.currentText().startswith("Empty")
    choice.setCurrentIndex(0)
    choice.activated.emit(0)
    desk.settle()
    assert desk.rows() == [SONG, BOTH_CODES, CARE]


def test_the_buttons_of_coders_stay_where_they_are_from_place_to_place(desk: CompareDesk) -> None:
    def tops() -> list[int]:
        return [button.mapTo(desk.page, QPoint(0, 0)).y() for button in desk.page.panel.keep_buttons]

    before = tops()
    for _ in range(2):
        desk.press(Qt.Key.Key_F8)
        assert tops() == before
    assert desk.current() == CARE


def test_fewer_than_two_chosen_coders_are_asked_for_more(desk: CompareDesk) -> None:
    desk.page.choices.coders.buttons[desk.project.coder.id].click()
    desk.settle()
    assert "two or more coders" in desk.page.nothing.words.text()
    desk.page.nothing.everybody_button.click()
    desk.settle()
    assert desk.rows() == [SONG, BOTH_CODES, CARE]


def test_three_coders_are_compared_and_one_can_be_left_out(desk: CompareDesk) -> None:
    cleo = desk.project.coders.add("Cleo Moe")
    start = FERRY.index(LATE)
    desk.project.codings.add(
        desk.document("Ferry"), desk.project.codes.find("Waiting").id, start, start + len(LATE), coder_id=cleo.id
    )
    desk.settle()
    desk.show_only("all")
    kinds = [desk.page.model.index(row).data(LOOK).kind for row in range(4)]
    assert kinds == ["same", "some", "codes", "some"]
    assert len(desk.page.panel.keep_buttons) == 3
    desk.page.choices.coders.buttons[desk.page.comparison.coder_ids[1]].click()
    desk.settle()
    assert desk.page.comparison.coder_ids == (desk.project.coder.id, cleo.id)
    assert len(desk.page.panel.keep_buttons) == 2


def test_blind_mode_shows_nothing_of_the_others_until_it_is_revealed(desk: CompareDesk) -> None:
    desk.actions.connect("view.blind", lambda: desk.workspace.sight.set_blind(not desk.workspace.sight.is_blind))
    desk.workspace.sight.set_blind(True)
    desk.settle()
    assert "Blind mode is on" in desk.page.nothing.words.text()
    assert not desk.page.text.isVisible()
    assert not desk.page.choices.coders.isVisible()
    assert not desk.page.agreement.isVisible()
    assert desk.page.comparison.differences == ()
    assert desk.page.conditions() == frozenset()
    desk.page.nothing.action_button.click()
    desk.settle()
    assert desk.rows() == [SONG, BOTH_CODES, CARE]


def test_one_coder_alone_is_told_what_to_do(project: Project, qtbot: QtBot) -> None:
    document = project.documents.add("Ferry", FERRY)
    project.codings.add(document.id, project.codes.add("Song").id, 4, 20)
    desk = CompareDesk(project, qtbot)
    assert "Only one coder" in desk.page.nothing.words.text()
    assert desk.page.nothing.action_button.text() == "Who codes…"
    desk.close()


def test_an_empty_project_offers_to_import(project: Project, qtbot: QtBot) -> None:
    desk = CompareDesk(project, qtbot)
    assert desk.page.nothing.action_button.text() == "Import transcripts…"
    desk.close()


def test_the_consensus_is_no_coder_to_compare_with(desk: CompareDesk) -> None:
    desk.press(Qt.Key.Key_1)
    desk.page.hide()
    desk.page.show()
    desk.settle()
    assert [button.text() for button in desk.page.choices.coders.buttons.values()] == ["AK  Anna Kvam", "BL  Bo Lie"]
    assert desk.outcomes() == ["as AK", "", ""]


def test_what_was_decided_and_where_one_was_is_there_after_reopening(desk: CompareDesk, qtbot: QtBot) -> None:
    desk.press(Qt.Key.Key_1)
    desk.go_to(CARE)
    desk.show_only("all")
    desk.close()
    again = CompareDesk(desk.project, qtbot)
    assert again.rows() == ["Waiting", SONG, BOTH_CODES, CARE]
    assert again.outcomes() == ["", "as AK", "", ""]
    assert again.current() == CARE
    again.close()


def test_a_project_that_is_only_read_can_be_compared_but_not_decided(desk: CompareDesk, qtbot: QtBot) -> None:
    path = desk.project.path
    desk.close()
    with Project.open(path, coder_name="Anna Kvam", read_only=True) as read:
        again = CompareDesk(read, qtbot)
        assert again.rows() == [SONG, BOTH_CODES, CARE]
        assert not again.page.panel.all_button.isEnabled()
        assert not again.page.choices.agreements_button.isEnabled()
        again.press(Qt.Key.Key_1)
        assert again.consensus() == []
        again.close()


def test_a_long_document_is_compared_in_the_background_and_nothing_can_be_decided_before(desk: CompareDesk) -> None:
    text = "A ferry came, and a ferry went. " * 3_000
    document_id = desk.project.documents.add("Long", text).id
    same = {"document_id": document_id, "code_id": desk.project.codes.find("Song").id}
    coders = desk.page.comparison.coder_ids
    desk.project.codings.add_many(
        {**same, "coder_id": coders[at % 2], "start_char": 32 * at, "end_char": 32 * at + 13} for at in range(2_000)
    )
    desk.workspace.choose_document(document_id)
    assert desk.page.comparison.differences == ()
    assert desk.page.conditions() == frozenset()
    desk.settle()
    assert len(desk.rows()) == 2_000
    desk.press(Qt.Key.Key_1)
    assert desk.consensus() == [("Song", "A ferry came,")]
    assert desk.page.talk.current == 1


# ---- agreement


def test_agreement_is_computed_for_what_is_compared_with_its_unit_and_decisions(desk: CompareDesk) -> None:
    line = desk.page.agreement
    assert line.figures.text().endswith(f"{4 * len(FERRY)} decisions on 4 codes")
    line.unit.setCurrentIndex(line.unit.findText("same segments"))
    line.unit.activated.emit(line.unit.currentIndex())
    desk.settle()
    assert "undefined" in line.figures.text()
    assert line.figures.text().endswith("7 segments on 4 codes")
    assert "cannot be estimated" in line.figures.toolTip()
    assert not line.counted.isEnabled()


def test_a_document_has_the_figures_that_it_has_in_the_report(desk: CompareDesk) -> None:
    kiosk = desk.document("Kiosk")
    bo = desk.page.comparison.coder_ids[1]
    desk.project.codings.add(kiosk, desk.project.codes.ensure("Warmth").id, 0, 9, coder_id=bo)
    desk.workspace.choose_document(kiosk)
    desk.settle()
    line, result = desk.page.agreement, agreement(read_agreement_material(desk.project), AgreementQuestion())
    there = result.by_document[kiosk]
    assert f"{percent_words(there.percent)} %" in line.figures.text()
    assert coefficient_words(there.alpha) in line.figures.text()
    assert line.figures.text().endswith(f"{there.decisions} decisions on 6 codes")
    assert "4 of these codes nobody gave here" in line.figures.toolTip()


def test_many_decisions_have_marks_between_thousands(desk: CompareDesk) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    document_id = desk.project.documents.add("Long", "A ferry came. " * 1_000).id
    for coder_id in desk.page.comparison.coder_ids:
        desk.project.codings.add(document_id, desk.project.codes.find("Song").id, 0, 7, coder_id=coder_id)
    desk.workspace.choose_document(document_id)
    desk.settle()
    QLocale.setDefault(before)
    assert desk.page.agreement.figures.text().endswith("56,000 decisions on 4 codes")


def test_the_table_of_agreement_is_asked_for_with_the_same_unit(desk: CompareDesk) -> None:
    asked: list[tuple[str, str]] = []
    desk.page.table_wanted.connect(lambda unit, counted: asked.append((unit, counted)))
    desk.page.agreement.table_button.click()
    assert asked == [("character", "everything")]

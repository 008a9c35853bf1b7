"""What is decided in the room where coders are compared, and the notes on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.project.project import Project
from tests.gui.compare_desk import ALT, CTRL, FERRY, LATE, ROWED, SANG, SHIFT, CompareDesk, fill
from tests.project.rows import kinds_of, rows_of

SONG, BOTH_CODES, CARE = "Song", "Care / Courage", "Care"
WIDE_SANG = "so we sang on the quay"

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def desk(project: Project, qtbot: QtBot) -> Iterator[CompareDesk]:
    fill(project)
    made = CompareDesk(project, qtbot)
    yield made
    made.close()


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

"""Coding with the hands on the keys: finding a code, pinned codes, recoding, jumping, what is coded here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.gui.codebook.pins import Pins
from annotator.gui.pages.code_page import CodePage
from annotator.gui.workspace import Workspace
from annotator.project.memos import About
from annotator.project.project import Project
from tests.gui.coding_bench import ALT, CTRL, LEFT, SHIFT, CodingBench

KEEP = "I kept the radio on 👍🏽 so the flat had a voice."


@pytest.fixture
def bench(qtbot: QtBot, project: Project) -> Iterator[CodingBench]:
    made = CodingBench(qtbot, project)
    yield made
    made.close()


# ---- giving codes


def test_enter_and_a_path_make_a_code_under_another_in_one_operation(bench: CodingBench) -> None:
    bench.caret_at("Grey")
    bench.keys("s")
    bench.key(Qt.Key.Key_Return)
    bench.find_code("Mood > Greyness")
    assert bench.coded() == [("Mood > Greyness", "Grey, mostly.")]
    bench.workspace.undo()
    assert list(bench.project.codes.all()) == []


def test_enter_without_words_says_how_to_select_some(bench: CodingBench) -> None:
    bench.caret_at("Grey")
    bench.key(Qt.Key.Key_Return)
    assert "S a sentence" in bench.notices[-1]
    assert not bench.page.transcript.quick_list.isVisible()


def test_the_last_code_is_at_hand_again_when_the_project_is_opened_again(qtbot: QtBot, project: Project) -> None:
    first = CodingBench(qtbot, project)
    first.code("Grey, mostly.", "Mood")
    first.page.close()
    workspace = Workspace(project, first.window)
    assert workspace.last_code_id is None
    second = CodingBench(qtbot, project)
    second.caret_at("Tell me")
    second.keys("sl")
    assert second.coded() == [("Mood", "Tell me.")]
    second.close()


def test_a_pinned_code_is_one_digit_away_and_seen_in_the_codebook_and_under_the_text(bench: CodingBench) -> None:
    codes = [bench.project.codes.ensure(name) for name in ("Mood", "Place")]
    for code in codes:
        bench.workspace.choose_code(code.id)
        bench.actions["code.pin"].trigger()
    bench.caret_at("Grey")
    bench.keys("s2")
    assert bench.coded() == [("Place", "Grey, mostly.")]
    strip = bench.page.transcript.pinned
    assert strip.isVisible()
    assert [button.text() for button in strip.buttons.values() if button.isVisible()] == ["Mood", "Place"]
    model = bench.page.codebook.model
    spoken = model.data(model.index_of(codes[1].id), Qt.ItemDataRole.AccessibleDescriptionRole)
    assert "pinned to key 2" in str(spoken)
    assert bench.actions["code.pinned_2"].text() == "Key &2: Place"


def test_a_click_in_the_strip_gives_the_code_and_leaves_the_keyboard_in_the_words(bench: CodingBench) -> None:
    Pins.of(bench.workspace).pin(bench.project.codes.ensure("Mood").id, 7)
    bench.caret_at("Grey")
    bench.keys("s")
    bench.qtbot.mouseClick(bench.page.transcript.pinned.buttons[7], LEFT)
    assert bench.coded() == [("Mood", "Grey, mostly.")]
    assert bench.view.hasFocus()


def test_pins_are_kept_for_the_project_and_come_back_with_an_undone_code(qtbot: QtBot, project: Project) -> None:
    code = project.codes.ensure("Mood")
    first = CodingBench(qtbot, project)
    Pins.of(first.workspace).pin(code.id, 3)
    first.page.close()
    pins = Pins.of(Workspace(project, first.window))
    assert (pins.digit(code.id), pins.code_id(3), pins.free_digit()) == (3, code.id, 1)
    project.codes.delete([code.id])
    assert (pins.digit(code.id), pins.conditions()) == (None, frozenset())
    project.undo()
    assert pins.conditions() == {"pin_3"}


def test_a_code_pinned_elsewhere_gives_up_its_old_digit_and_unpinned_is_not_shown(bench: CodingBench) -> None:
    code = bench.project.codes.ensure("Mood")
    pins = Pins.of(bench.workspace)
    pins.pin(code.id, 1)
    pins.pin(code.id, 4)
    assert pins.conditions() == {"pin_4"}
    bench.workspace.choose_code(code.id)
    bench.actions["code.pin"].trigger()
    assert pins.conditions() == frozenset()
    assert not bench.page.transcript.pinned.isVisible()


def test_a_key_that_has_nothing_to_act_on_says_what_to_do_first(bench: CodingBench) -> None:
    bench.caret_at("And then")
    bench.keys("l")
    assert bench.notices[-1].startswith("Select words first: W takes a word")
    bench.keys("3")
    assert bench.notices[-1].startswith("No code is pinned to key 3.")
    bench.keys("sl")
    assert bench.notices[-1].startswith("No code has been given yet.")
    bench.key(Qt.Key.Key_Escape)
    bench.key(Qt.Key.Key_Delete)
    assert bench.notices[-1].startswith("Put the cursor on coded words first")
    assert bench.coded() == []


# ---- the coding that is meant


def test_the_caret_on_coded_words_chooses_the_shortest_coding_there(bench: CodingBench) -> None:
    bench.code(KEEP, "Home")
    bench.code("the radio", "Things")
    bench.caret_at("radio on")
    assert bench.chosen_code() == "Things"
    bench.keys("g")
    assert bench.chosen_code() == "Home"
    bench.keys("g")
    assert bench.chosen_code() == "Things"
    bench.caret_at("flat had")
    assert bench.chosen_code() == "Home"
    bench.caret_at("And then")
    assert bench.chosen_code() is None


def test_selected_words_choose_only_a_coding_of_just_these_words(bench: CodingBench) -> None:
    bench.code(KEEP, "Home")
    bench.caret_at("radio on")
    bench.keys("w")
    assert bench.chosen_code() is None
    bench.keys("s")
    assert bench.chosen_code() == "Home"


def test_del_takes_away_the_coding_under_the_caret(bench: CodingBench) -> None:
    bench.code(KEEP, "Home")
    bench.code("the radio", "Things")
    bench.caret_at("radio on")
    bench.key(Qt.Key.Key_Delete)
    assert bench.coded() == [("Home", KEEP)]


def test_c_gives_the_coding_another_code_in_place(bench: CodingBench) -> None:
    bench.code(KEEP, "Home")
    bench.project.codes.ensure("Comfort")
    bench.caret_at("radio on")
    bench.keys("c")
    popup = bench.page.transcript.quick_list
    bench.qtbot.waitUntil(popup.isVisible)
    assert popup.heading.text() == "Instead of “Home”"
    bench.find_code("comf")
    assert bench.coded() == [("Comfort", KEEP)]
    bench.keys("c")
    bench.find_code("Place > Kitchen")
    assert bench.coded() == [("Place > Kitchen", KEEP)]
    bench.workspace.undo()
    assert bench.coded() == [("Comfort", KEEP)]
    assert [code.name for code in bench.project.codes.all()] == ["Home", "Comfort"]


def test_choosing_a_coding_shows_what_its_code_means(bench: CodingBench) -> None:
    coding = bench.code(KEEP, "Home")
    bench.project.codes.describe(coding.code_id, definition="Where one hangs one's coat.")
    bench.caret_at("radio on")
    assert bench.workspace.code_id == coding.code_id
    assert bench.page.codebook.details.fields["definition"].toPlainText() == "Where one hangs one's coat."


def test_keys_move_ends_the_way_they_point_in_arabic_and_by_character_in_chinese(
    qtbot: QtBot, project: Project
) -> None:
    bench = CodingBench(qtbot, project, "P1: كان الجو باردا جدا هناك.\nP1: 冬天很冷。")
    bench.code("الجو باردا", "Cold")
    bench.code("冬天", "Winter")
    bench.caret_at("باردا")
    bench.key(Qt.Key.Key_Left, ALT)
    assert bench.coded()[0] == ("Cold", "الجو باردا جدا")
    bench.key(Qt.Key.Key_Right, ALT | SHIFT)
    assert bench.coded()[0] == ("Cold", "كان الجو باردا جدا")
    bench.key(Qt.Key.Key_Right, ALT)
    assert bench.coded()[0] == ("Cold", "كان الجو باردا")
    bench.actions["coding.end_later"].trigger()
    assert bench.coded()[0] == ("Cold", "كان الجو باردا جدا")
    bench.caret_at("冬天")
    bench.key(Qt.Key.Key_Right, ALT)
    assert bench.coded()[1] == ("Winter", "冬天很")
    bench.key(Qt.Key.Key_Right, ALT | SHIFT)
    assert bench.coded()[1] == ("Winter", "天很")
    bench.close()


# ---- jumping


def test_alt_and_the_arrows_put_the_caret_at_the_next_coding(bench: CodingBench) -> None:
    bench.code("Grey, mostly.", "Mood")
    bench.code("She did not leave.", "Staying")
    bench.key(Qt.Key.Key_Down, ALT)
    assert (bench.chosen_code(), bench.after_caret(4)) == ("Mood", "Grey")
    bench.key(Qt.Key.Key_Down, ALT)
    assert (bench.chosen_code(), bench.after_caret(3)) == ("Staying", "She")
    bench.key(Qt.Key.Key_Down, ALT)
    assert bench.notices[-1] == "There is no coding after this one."
    bench.key(Qt.Key.Key_Up, ALT)
    assert bench.chosen_code() == "Mood"


def test_u_selects_what_a_participant_says_that_i_have_not_coded(bench: CodingBench) -> None:
    anna = bench.project.coder
    bench.code("radio", "Things")
    boris = bench.project.coders.add("Boris Lie")
    code = bench.project.codes.ensure("Bell")
    bench.project.codings.add(bench.document.id, code.id, *bench.span("Signe"), coder_id=boris.id)
    assert anna.id != boris.id
    bench.caret_at("What did")
    bench.keys("u")
    assert bench.selected() == "It helped. Then Signe rang the bell."
    bench.keys("u")
    assert bench.selected() == "She did not leave. We baked every Sunday."
    bench.keys("u")
    assert "coded all" in bench.notices[-1]
    bench.keys("U")
    assert bench.selected() == "It helped. Then Signe rang the bell."


def test_far_and_near_the_next_uncoded_paragraph_is_found(qtbot: QtBot, project: Project) -> None:
    said = [f"P1: The cat 🐈 sat on chair {number}.\nIt purred {number} times." for number in range(60)]
    bench = CodingBench(qtbot, project, "\n".join(f"I: And chair {n}?\n{words}" for n, words in enumerate(said)))
    bench.caret_at("I: And chair 0?")
    for number in range(60):
        bench.code(f"The cat 🐈 sat on chair {number}.", "Cat")
        if number != 48:
            bench.code(f"purred {number} times", "Sound")
    bench.keys("u")
    assert bench.selected() == "It purred 48 times."
    bench.key(Qt.Key.Key_Escape)
    bench.caret_at("The cat 🐈 sat on chair 59.")
    bench.keys("U")
    assert bench.selected() == "It purred 48 times."
    bench.code("It purred 48 times.", "Sound")
    bench.keys("U")
    assert bench.notices[-1] == "You have coded all that participants say before this place."
    bench.workspace.undo()
    bench.caret_at("I: And chair 0?")
    bench.keys("u")
    assert bench.selected() == "It purred 48 times."
    bench.close()


def test_n_goes_from_memo_to_memo(bench: CodingBench) -> None:
    coding = bench.code("She did not leave.", "Staying")
    bench.project.memos.add("Why stay?", about=About(coding_id=coding.id))
    bench.project.memos.add("The bell again.", about=About(bench.document.id, *bench.span("rang the bell")))
    bench.caret_at("Interview")
    bench.keys("n")
    assert bench.after_caret(4) == "rang"
    bench.keys("n")
    assert (bench.after_caret(3), bench.chosen_code()) == ("She", "Staying")
    bench.keys("n")
    assert bench.notices[-1] == "There is no memo after this place."
    bench.keys("N")
    assert bench.after_caret(4) == "rang"


def test_n_knows_of_memos_and_codings_that_came_moved_or_went_since(bench: CodingBench) -> None:
    coding = bench.code("She did not leave.", "Staying")
    bench.caret_at("Interview")
    bench.keys("n")
    assert bench.notices[-1] == "There is no memo after this place."
    bench.project.memos.add("Why stay?", about=About(coding_id=coding.id))
    bench.keys("n")
    assert bench.after_caret(3) == "She"
    bench.project.codings.move_ends(coding.id, *bench.span("did not leave."))
    bench.caret_at("Interview")
    bench.keys("n")
    assert bench.after_caret(3) == "did"
    bench.project.codings.delete([coding.id])
    bench.caret_at("Interview")
    bench.keys("n")  # what was written about it stays where it was
    assert (bench.after_caret(3), bench.workspace.coding_id) == ("did", None)
    bench.workspace.undo()
    bench.caret_at("Interview")
    bench.keys("n")
    assert (bench.after_caret(3), bench.chosen_code()) == ("did", "Staying")


# ---- the memo of what is here


def test_m_begins_a_memo_on_the_coding_under_the_caret_and_later_opens_it(bench: CodingBench) -> None:
    coding = bench.code(KEEP, "Home")
    bench.caret_at("radio on")
    bench.keys("m")
    bench.qtbot.keyClicks(QApplication.focusWidget(), "A voice is company.")
    assert bench.page.store()
    (memo,) = bench.project.memos.all()
    assert (memo.coding_id, memo.text) == (coding.id, "A voice is company.")
    bench.view.setFocus()
    bench.caret_at("And then")
    bench.page.memos.begin(About())
    bench.view.setFocus()
    bench.caret_at("radio on")
    bench.keys("m")
    assert bench.page.memos.memo_id == memo.id
    assert bench.page.memos.editor.isAncestorOf(QApplication.focusWidget())


def test_m_opens_the_memo_on_the_words_at_the_caret(bench: CodingBench) -> None:
    memo = bench.project.memos.add("Bells.", about=About(bench.document.id, *bench.span("rang the bell")))
    bench.caret_at("the bell")
    bench.keys("m")
    assert bench.page.memos.memo_id == memo.id


def test_m_where_nothing_is_begins_a_memo_on_the_paragraph(bench: CodingBench) -> None:
    bench.caret_at("helped")
    bench.keys("m")
    start, end = bench.span("It helped. Then Signe rang the bell.")
    assert bench.page.memos.editor.about == About(bench.document.id, start, end)


# ---- codings here


def here(bench: CodingBench) -> list[str]:
    rows = bench.page.transcript.here.rows
    return [str(rows.index(row).data()) for row in range(rows.rowCount())]


def test_ctrl_h_lists_what_is_coded_here_in_reading_order_and_follows_the_caret(bench: CodingBench) -> None:
    bench.code("the radio", "Home > Things")
    bench.code(KEEP, "Home")
    bench.caret_at("radio on")
    bench.key(Qt.Key.Key_H, CTRL)
    assert here(bench) == ["Home", "Home > Things"]
    assert bench.page.transcript.here.list.hasFocus()
    bench.caret_at("And then")
    assert here(bench) == []
    bench.caret_at("flat had")
    assert here(bench) == ["Home"]
    bench.code("flat", "Place")
    assert here(bench) == ["Home", "Place"]


def test_an_empty_list_takes_the_keyboard_and_gives_it_back(bench: CodingBench) -> None:
    bench.code(KEEP, "Home")
    bench.caret_at("And then")
    bench.key(Qt.Key.Key_H, CTRL)
    assert bench.page.transcript.here.list.hasFocus()
    bench.key(Qt.Key.Key_Escape)
    assert bench.view.hasFocus()
    bench.key(Qt.Key.Key_Up, ALT)
    assert here(bench) == ["Home"]
    assert bench.view.hasFocus()


def test_arrows_choose_enter_goes_there_and_del_uncodes(bench: CodingBench) -> None:
    bench.code(KEEP, "Home")
    bench.code("the radio", "Things")
    bench.caret_at("radio on")
    bench.key(Qt.Key.Key_H, CTRL)
    assert bench.chosen_code() == "Things"
    bench.key(Qt.Key.Key_Up)
    assert bench.chosen_code() == "Home"
    bench.key(Qt.Key.Key_Return)
    assert (bench.selected(), bench.chosen_code()) == (KEEP, "Home")
    assert bench.view.hasFocus()
    bench.key(Qt.Key.Key_H, CTRL)
    bench.key(Qt.Key.Key_Delete)
    assert bench.coded() == [("Things", "the radio")]
    bench.key(Qt.Key.Key_H, CTRL)
    assert bench.view.hasFocus()
    assert not bench.page.transcript.here.isVisible()


def test_c_in_the_list_recodes_and_the_list_keeps_the_keyboard(bench: CodingBench) -> None:
    bench.code(KEEP, "Home")
    bench.caret_at("radio on")
    bench.key(Qt.Key.Key_H, CTRL)
    bench.keys("c")
    bench.find_code("Comfort")
    assert bench.coded() == [("Comfort", KEEP)]
    assert here(bench) == ["Comfort"]
    assert bench.page.transcript.here.list.hasFocus()


def test_a_screen_reader_hears_all_of_a_row(bench: CodingBench) -> None:
    coding = bench.code(KEEP, "Home > Voices")
    bench.project.memos.add("Company.", about=About(coding_id=coding.id))
    bench.caret_at("radio on")
    bench.key(Qt.Key.Key_H, CTRL)
    pane = bench.page.transcript.here
    spoken = pane.rows.data(pane.rows.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"Home > Voices, coded by Anna Kvam, has a memo: {KEEP}"
    assert QAccessible.queryAccessibleInterface(pane.list).text(QAccessible.Text.Name) == "Codings here"


def test_codings_of_others_are_not_here_in_blind_mode(bench: CodingBench) -> None:
    bench.code(KEEP, "Home")
    boris = bench.project.coders.add("Boris Lie")
    code = bench.project.codes.ensure("Radio days")
    bench.project.codings.add(bench.document.id, code.id, *bench.span("the radio"), coder_id=boris.id)
    bench.caret_at("radio on")
    bench.key(Qt.Key.Key_H, CTRL)
    assert here(bench) == ["Home", "Radio days"]
    bench.workspace.sight.set_blind(True)
    assert here(bench) == ["Home"]
    assert bench.chosen_code() != "Radio days"


def test_f6_goes_through_the_list_only_while_it_is_shown(bench: CodingBench) -> None:
    bench.code(KEEP, "Home")
    bench.caret_at("radio on")
    bench.actions["go.next_pane"].trigger()
    assert bench.page.codebook.isAncestorOf(QApplication.focusWidget())
    bench.key(Qt.Key.Key_H, CTRL)
    bench.actions["go.previous_pane"].trigger()
    assert bench.view.hasFocus()
    bench.actions["go.next_pane"].trigger()
    assert bench.page.transcript.here.list.hasFocus()


def test_the_list_of_codes_is_no_higher_than_its_rows_and_leaves_the_words_free(bench: CodingBench) -> None:
    popup = bench.page.transcript.quick_list
    bench.caret_at("Grey")
    bench.keys("s")
    bench.key(Qt.Key.Key_Return)
    bench.qtbot.waitUntil(popup.isVisible)
    empty = popup.height()
    assert popup.hint.isVisible()
    bench.key(Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert bench.selected() == "Grey, mostly."
    for name in ("Mood", "Place", "Home"):
        bench.project.codes.ensure(name)
    bench.key(Qt.Key.Key_Return)
    bench.qtbot.waitUntil(popup.isVisible)
    rows = [popup.list.visualRect(popup.rows.index(row)) for row in range(3)]
    assert popup.list.viewport().height() == rows[-1].bottom() + 1
    assert popup.height() > empty
    words = bench.view.viewport().mapToGlobal(bench.place("mostly"))
    assert not popup.geometry().contains(words)
    bench.key(Qt.Key.Key_Escape)


def test_no_row_is_drawn_for_a_coding_that_has_gone(bench: CodingBench) -> None:
    rows = bench.page.transcript.here.rows
    assert rows.shown_at(QModelIndex()) is None
    assert not rows.index_of(bench.code(KEEP, "Home").id).isValid()


def test_a_right_click_on_coded_words_means_their_coding(bench: CodingBench) -> None:
    bench.code(KEEP, "Home")
    bench.caret_at("Interview")
    bench.page.transcript.hands.point_at(QPoint(bench.place("radio on")))
    assert bench.chosen_code() == "Home"


def test_a_click_on_words_chooses_the_shortest_coding_there_and_the_next_click_the_next(bench: CodingBench) -> None:
    bench.code(KEEP, "Home")
    bench.code("the radio", "Things")
    bench.caret_at("I kept")
    assert bench.chosen_code() == "Home"
    bench.qtbot.mouseClick(bench.view.viewport(), LEFT, pos=bench.place("radio"))
    assert bench.chosen_code() == "Things"
    bench.qtbot.mouseClick(bench.view.viewport(), LEFT, pos=bench.place("radio"))
    assert bench.chosen_code() == "Home"
    bench.qtbot.mouseClick(bench.view.viewport(), LEFT, pos=bench.place("And then"))
    assert bench.chosen_code() is None


def test_a_click_in_the_margin_is_about_that_coding_and_no_longer_about_selected_words(bench: CodingBench) -> None:
    bench.code("the radio", "Things")
    bench.view.select(*bench.span("We baked every Sunday"))
    margin = bench.page.transcript.margin
    label = next(label for _, _, label in margin.placed())
    bench.qtbot.mouseClick(margin, LEFT, pos=label.center().toPoint())
    assert bench.selected() == ""
    assert bench.chosen_code() == "Things"
    bench.key(Qt.Key.Key_Delete)
    assert bench.coded() == []


def test_a_code_dropped_on_a_paragraph_lets_other_selected_words_go_and_gives_the_keys_back(bench: CodingBench) -> None:
    code = bench.project.codes.ensure("Home")
    bench.view.select(*bench.span("We baked every Sunday"))
    bench.page.codebook.tree.setFocus()
    bench.view.codes_dropped.emit([code.id], *bench.span(KEEP))
    assert bench.selected() == ""
    assert bench.chosen_code() == "Home"
    assert bench.view.hasFocus()
    bench.key(Qt.Key.Key_Delete)
    assert bench.coded() == []


def test_after_a_double_click_on_a_code_the_keys_are_those_of_the_words(bench: CodingBench) -> None:
    code = bench.project.codes.ensure("Home")
    bench.view.select(*bench.span(KEEP))
    tree = bench.page.codebook.tree
    row = tree.visualRect(bench.page.codebook.model.index_of(code.id)).center()
    bench.qtbot.mouseClick(tree.viewport(), LEFT, pos=row)
    bench.qtbot.mouseDClick(tree.viewport(), LEFT, pos=row)
    assert bench.coded() == [("Home", KEEP)]
    assert bench.view.hasFocus()


class WindowsShown(QObject):
    """Notes each widget that comes on the screen as a window of its own."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.found: list[QObject] = []
        QApplication.instance().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.found.append(watched)
        return False


def test_a_page_with_pinned_codes_opens_without_another_window_flashing_up(bench: CodingBench) -> None:
    pins = Pins.of(bench.workspace)
    pins.pin(bench.project.codes.ensure("Home").id, 1)
    shown = WindowsShown(bench.window)
    page = CodePage(bench.workspace, bench.actions)
    page.setParent(bench.window)
    page.show()
    QApplication.processEvents()
    assert page.transcript.pinned.buttons[1].isVisible()
    assert shown.found == []
    page.close()

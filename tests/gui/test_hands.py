"""Coding with the hands on the keys and the mouse: finding a code, pinned codes, the coding that is meant."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.gui.codebook.pins import Pins
from annotator.gui.pages.code_page import CodePage
from annotator.gui.workspace import Workspace
from annotator.project.project import Project
from tests.gui.coding_bench import ALT, LEFT, SHIFT, CodingBench

KEEP = "I kept the radio on 👍🏽 so the flat had a voice."


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
    first.page.transcript.shown.close()  # it has heard of that coding too, and would count it later
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


# ---- with the mouse


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

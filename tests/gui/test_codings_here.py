"""The list of what is coded here, and the keys in it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from annotator.project.memos import About
from tests.gui.coding_bench import ALT, CTRL, CodingBench

KEEP = "I kept the radio on 👍🏽 so the flat had a voice."


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


def test_no_row_is_drawn_for_a_coding_that_has_gone(bench: CodingBench) -> None:
    rows = bench.page.transcript.here.rows
    assert rows.shown_at(QModelIndex()) is None
    assert not rows.index_of(bench.code(KEEP, "Home").id).isValid()

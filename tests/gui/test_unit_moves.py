"""Moving and selecting in a transcript by word, sentence, paragraph and turn, with keys and with the mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from annotator.project.project import Project
from tests.gui.coding_bench import ALT, CTRL, LEFT, SHIFT, CodingBench

TURN = "Grey, mostly. I kept the radio on 👍🏽 so the flat had a voice.\nIt helped. Then Signe rang the bell."
KEEP = "I kept the radio on 👍🏽 so the flat had a voice."


@pytest.mark.parametrize(("letter", "words"), [("w", "radio"), ("s", KEEP), ("p", TURN.split("\n")[0]), ("t", TURN)])
def test_one_key_selects_the_unit_at_the_caret(bench: CodingBench, letter: str, words: str) -> None:
    bench.caret_at("radio")
    bench.keys(letter)
    assert bench.selected() == words


def test_the_key_pressed_again_takes_in_the_next_and_with_shift_gives_it_back(bench: CodingBench) -> None:
    bench.caret_at("Grey")
    bench.keys("ss")
    assert bench.selected() == f"Grey, mostly. {KEEP}"
    bench.keys("S")
    assert bench.selected() == "Grey, mostly."


def test_with_shift_the_sentence_before_is_taken_in_and_then_given_back(bench: CodingBench) -> None:
    bench.caret_at("radio")
    bench.keys("sS")
    assert bench.selected() == f"Grey, mostly. {KEEP}"
    bench.keys("s")
    assert bench.selected() == KEEP
    bench.keys("s")
    assert bench.selected() == f"{KEEP}\nIt helped."


def test_a_key_makes_whole_what_is_selected_in_part(bench: CodingBench) -> None:
    bench.caret_at("mostly")
    bench.keys("www")
    assert bench.selected() == "mostly. I kept"
    bench.keys("s")
    assert bench.selected() == f"Grey, mostly. {KEEP}"


def test_words_are_selected_behind_emoji_and_one_by_one_in_chinese(qtbot: QtBot, project: Project) -> None:
    bench = CodingBench(qtbot, project, "P1: so 👍🏽 the flat\nP1: 冬天很冷。他来了。")
    bench.caret_at("the flat")
    bench.keys("ww")
    assert bench.selected() == "the flat"
    bench.caret_at("他来了")
    bench.keys("s")
    assert bench.selected() == "他来了。"
    bench.close()


def test_arabic_is_selected_by_word_and_by_sentence(qtbot: QtBot, project: Project) -> None:
    bench = CodingBench(qtbot, project, "P1: كان الجو باردا. هل ذهبت؟ لا.")
    bench.caret_at("ذهبت")
    bench.keys("w")
    assert bench.selected() == "ذهبت"
    bench.keys("s")
    assert bench.selected() == "هل ذهبت؟"
    bench.close()


def test_the_key_of_a_smaller_unit_goes_into_what_is_selected(bench: CodingBench) -> None:
    bench.caret_at("radio")
    bench.keys("ts")
    assert bench.selected() == "Grey, mostly."
    bench.keys("s")
    assert bench.selected() == f"Grey, mostly. {KEEP}"
    bench.keys("tS")
    assert bench.selected() == "Then Signe rang the bell."
    bench.keys("w")
    assert bench.selected() == "Then"


def test_a_turn_of_one_sentence_grows_only_by_the_key_of_the_turn(bench: CodingBench) -> None:
    bench.caret_at("And then")
    bench.keys("st")
    assert bench.selected() == "And then?"
    bench.keys("t")
    assert bench.selected().endswith("We baked every Sunday.")


def test_after_coding_the_same_key_goes_on_to_what_is_next(bench: CodingBench) -> None:
    bench.caret_at("Grey")
    bench.keys("si")
    assert bench.coded() == [("Grey, mostly.", "Grey, mostly.")]
    assert bench.selected() == "Grey, mostly."
    bench.keys("s")
    assert bench.selected() == KEEP
    bench.keys("S")
    assert bench.selected() == f"Grey, mostly. {KEEP}"


def test_undone_coding_leaves_the_words_to_be_taken_further(bench: CodingBench) -> None:
    bench.caret_at("Grey")
    bench.keys("si")
    bench.workspace.undo()
    bench.keys("s")
    assert bench.selected() == f"Grey, mostly. {KEEP}"


def test_a_coding_elsewhere_or_an_uncoded_passage_lets_the_selection_grow(bench: CodingBench) -> None:
    bench.caret_at("Grey")
    bench.keys("s")
    bench.code("We baked", "Baking")
    bench.keys("s")
    assert bench.selected() == f"Grey, mostly. {KEEP}"
    bench.keys("i")
    bench.key(Qt.Key.Key_Delete)
    bench.keys("S")
    assert bench.selected() == "Grey, mostly."


def test_full_stop_and_comma_go_from_sentence_to_sentence(bench: CodingBench) -> None:
    bench.caret_at("Interview")
    starts = []
    for _ in range(4):
        bench.key(Qt.Key.Key_Period)
        starts.append(bench.after_caret(4))
    assert starts == ["What", "Tell", "Grey", "I ke"]
    bench.key(Qt.Key.Key_Comma)
    assert bench.after_caret(4) == "Grey"
    assert bench.selected() == ""


def test_with_shift_the_selection_grows_and_shrinks_by_a_sentence(bench: CodingBench) -> None:
    bench.caret_at("mostly")
    bench.key(Qt.Key.Key_Period, SHIFT)
    assert bench.selected() == "mostly."
    bench.key(Qt.Key.Key_Period, SHIFT)
    assert bench.selected() == f"mostly. {KEEP}"
    bench.key(Qt.Key.Key_Comma, SHIFT)
    assert bench.selected() == "mostly."
    bench.key(Qt.Key.Key_Comma, SHIFT)
    bench.key(Qt.Key.Key_Comma, SHIFT)
    assert bench.selected() == "Grey,"


def test_paragraphs_and_turns_have_keys_too(bench: CodingBench) -> None:
    bench.caret_at("Interview")
    bench.key(Qt.Key.Key_PageDown, ALT)
    bench.key(Qt.Key.Key_PageDown, ALT)
    assert bench.after_caret(4) == "Grey"
    bench.key(Qt.Key.Key_Down, CTRL)
    assert bench.after_caret(9) == "It helped"
    bench.key(Qt.Key.Key_PageDown, ALT | SHIFT)
    assert bench.selected() == "It helped. Then Signe rang the bell."
    bench.key(Qt.Key.Key_Escape)
    bench.key(Qt.Key.Key_Up, CTRL)
    assert (bench.after_caret(9), bench.selected()) == ("It helped", "")
    bench.key(Qt.Key.Key_PageUp, ALT)
    assert bench.after_caret(4) == "Grey"


def test_a_selected_sentence_is_carried_on_from_sentence_to_sentence(bench: CodingBench) -> None:
    bench.caret_at("What did")
    bench.keys("s")
    read = [bench.selected()]
    for _ in range(3):
        bench.key(Qt.Key.Key_Period)
        read.append(bench.selected())
    assert read == ["What did the first week look like?", "Tell me.", "Grey, mostly.", KEEP]
    bench.key(Qt.Key.Key_Comma)
    assert bench.selected() == "Grey, mostly."
    bench.key(Qt.Key.Key_Escape)
    bench.key(Qt.Key.Key_Period)
    assert (bench.selected(), bench.after_caret(4)) == ("", "I ke")


def test_the_last_unit_leads_to_the_end_of_the_text(bench: CodingBench) -> None:
    bench.caret_at("We baked")
    bench.key(Qt.Key.Key_Period)
    assert bench.view.caret() == len(bench.view.stored_text)
    bench.keys("t")
    assert bench.selected() == "She did not leave. We baked every Sunday."


def test_letters_do_nothing_while_the_transcript_is_corrected(bench: CodingBench) -> None:
    bench.caret_at("radio")
    bench.workspace.is_correcting = True
    bench.workspace.conditions_changed.emit()
    bench.keys("st")
    assert bench.selected() == ""


# ---- the mouse


def test_a_double_click_selects_a_word_and_a_triple_click_the_sentence(bench: CodingBench) -> None:
    at, viewport = bench.place("radio"), bench.view.viewport()
    bench.qtbot.mouseClick(viewport, LEFT, pos=at)
    bench.qtbot.mouseDClick(viewport, LEFT, pos=at)
    assert bench.selected() == "radio"
    bench.qtbot.mousePress(viewport, LEFT, pos=at)
    assert bench.selected() == KEEP
    bench.qtbot.mouseMove(viewport, bench.place("Then Signe"))
    assert bench.selected() == f"{KEEP}\nIt helped. Then Signe rang the bell."
    bench.qtbot.mouseRelease(viewport, LEFT, pos=bench.place("Then Signe"))
    bench.qtbot.mouseMove(viewport, bench.place("Grey"))
    assert bench.selected() == f"{KEEP}\nIt helped. Then Signe rang the bell."


def test_a_click_on_a_label_selects_the_turn_and_one_in_the_words_only_puts_the_caret(bench: CodingBench) -> None:
    bench.qtbot.mouseClick(bench.view.viewport(), LEFT, pos=bench.place("P1: Grey"))
    assert bench.selected() == TURN
    bench.qtbot.mouseClick(bench.view.viewport(), LEFT, pos=bench.place("We baked"))
    assert bench.selected() == ""


def test_the_gutter_selects_paragraphs_and_turns(bench: CodingBench) -> None:
    gutter = bench.page.transcript.gutter
    grey, helped = (QPoint(10, bench.place(words).y()) for words in ("Grey", "It helped"))
    bench.qtbot.mouseClick(gutter, LEFT, pos=helped)
    assert bench.selected() == "It helped. Then Signe rang the bell."
    bench.qtbot.mouseDClick(gutter, LEFT, pos=helped)
    assert bench.selected() == TURN
    bench.qtbot.mousePress(gutter, LEFT, pos=helped)
    bench.qtbot.mouseMove(gutter, grey)
    bench.qtbot.mouseRelease(gutter, LEFT, pos=grey)
    assert bench.selected() == TURN
    bench.qtbot.mouseMove(gutter, QPoint(10, bench.place("We baked").y()))
    assert bench.selected() == TURN


def test_shift_and_a_click_in_the_gutter_select_up_to_there(bench: CodingBench) -> None:
    gutter = bench.page.transcript.gutter
    bench.qtbot.mouseClick(gutter, LEFT, pos=QPoint(10, bench.place("It helped").y()))
    bench.qtbot.mouseClick(gutter, LEFT, SHIFT, pos=QPoint(10, bench.place("We baked").y()))
    assert bench.selected().startswith("It helped.")
    assert bench.selected().endswith("every Sunday.")

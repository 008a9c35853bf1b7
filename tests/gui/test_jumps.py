"""Going from coding to coding, to words that are not coded and to memos by keys, and writing what is here."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.project.memos import About
from annotator.project.project import Project
from tests.gui.coding_bench import ALT, CodingBench

KEEP = "I kept the radio on 👍🏽 so the flat had a voice."


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

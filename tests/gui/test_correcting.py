"""Correcting the words of the open transcript with keys, and what becomes of the codings on them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.gui.messages import Notice
from annotator.gui.transcript.correctable_text import CorrectableText
from annotator.project.changes import Changes
from annotator.project.codings import Coding
from annotator.project.project import Project
from annotator.project.text_edits import Edit
from tests.counting import calls_of, statements_of
from tests.gui.test_transcript_page import TEXT, Bench, base

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier


class Corrector(Bench):
    """Somebody who corrects the transcript on the bench."""

    def __init__(self, qtbot: QtBot, project: Project, text: str = TEXT) -> None:
        super().__init__(qtbot, project, text)
        self.notices: list[Notice] = []
        self.said: list[str] = []
        self.page.status.connect(self.said.append)
        self.workspace.noticed.connect(self.notices.append)
        self.workspace.conditions_changed.connect(self._enable)

    def begin(self) -> None:
        self.key(Qt.Key.Key_F4)
        assert self.page.correcting.is_on

    def put_caret(self, words: str, *, behind: bool = False) -> None:
        start, end = self.span(words)
        self.view.put_caret(end if behind else start)

    def select_words(self, words: str) -> None:
        self.view.select(*self.span(words))

    def type(self, words: str) -> None:
        """Press a key for each letter that has one; the others come as from an input method."""
        for character in words:
            if character.isascii():
                self.qtbot.keyClicks(self.view, character)
            else:
                self.commit(character)

    def commit(self, words: str) -> None:
        chosen = QInputMethodEvent("", [])
        chosen.setCommitString(words)
        QApplication.sendEvent(self.view, chosen)

    def pause(self) -> None:
        """Type nothing until what was typed is stored."""
        self.qtbot.waitUntil(lambda: not self.page.correcting.has_unstored_words, timeout=5_000)

    def stored(self) -> str:
        return self.project.documents.text(self.document.id).text

    def kinds(self) -> list[str]:
        return [operation.kind for operation in self.project.history.operations(newest_first=False)]

    def on_screen(self) -> str:
        """The words in Qt's document, block by block."""
        lines, block = [], self.view.document().begin()
        while block.isValid():
            lines.append(block.text())
            block = block.next()
        return "\n".join(lines)

    def words_of(self, coding: Coding) -> str:
        now = self.project.codings.get(coding.id)
        return self.stored()[now.start_char : now.end_char]

    def shown_words(self, coding: Coding) -> str:
        """The words under the ground of a coding, on the screen just now."""
        shown = self.view.layer.get(coding.id)
        if shown is None:
            return ""
        cursor = QTextCursor(self.view.document())
        cursor.setPosition(shown.start)
        cursor.setPosition(shown.end, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText()


@pytest.fixture
def bench(qtbot: QtBot, project: Project) -> Iterator[Corrector]:
    made = Corrector(qtbot, project)
    yield made
    made.page.close()
    made.workspace.close()


def test_f4_lets_the_words_be_changed_and_escape_ends_it(bench: Corrector) -> None:
    bench.type("x")
    assert bench.stored() == TEXT
    bench.begin()
    assert "correcting the words" in bench.page.correcting.strip.words
    assert "reading" not in bench.workspace.conditions()
    bench.put_caret("What did")
    bench.type("Well, ")
    bench.key(Qt.Key.Key_Escape)
    assert not bench.page.correcting.is_on
    assert bench.page.correcting.strip.words == ""
    assert bench.stored() == TEXT.replace("What did", "Well, What did")
    bench.type("x")
    assert bench.stored() == bench.on_screen() == bench.view.stored_text


def test_a_pause_stores_all_that_was_typed_as_one_operation(bench: Corrector) -> None:
    bench.begin()
    bench.put_caret("the radio")
    bench.type("all day 🙂 ")
    bench.key(Qt.Key.Key_Backspace)
    bench.type(", ")
    assert bench.stored() == TEXT
    bench.pause()
    assert bench.stored() == bench.on_screen() == TEXT.replace("the radio", "all day 🙂, the radio")
    assert bench.kinds()[-1] == "document.correct"
    bench.workspace.undo()
    assert bench.stored() == bench.on_screen() == bench.view.stored_text == TEXT


def test_grounds_and_stripes_move_with_their_words_while_one_types(bench: Corrector) -> None:
    inside, behind = bench.code("kept the radio", "Voices"), bench.code("rang the bell", "Friends")
    bench.begin()
    bench.put_caret("the radio")
    bench.type("on 🙂 ")
    assert bench.shown_words(inside) == "kept on 🙂 the radio"
    assert bench.shown_words(behind) == "rang the bell"
    assert bench.ground_under("rang the bell") != base()
    assert bench.ground_under("Signe") == base()
    assert bench.words_of(inside) == "kept the radio"
    bench.pause()
    assert bench.words_of(inside) == bench.shown_words(inside) == "kept on 🙂 the radio"
    assert bench.words_of(behind) == bench.shown_words(behind) == "rang the bell"


def test_ctrl_z_takes_back_what_is_being_typed_and_then_what_was_done_before(bench: Corrector) -> None:
    coding = bench.code("Grey, mostly", "Mood")
    bench.begin()
    bench.put_caret("mostly")
    bench.type("and dark, ")
    bench.workspace.undo()
    assert bench.stored() == bench.on_screen() == TEXT
    assert bench.view.caret() == bench.span("mostly")[0]
    bench.workspace.undo()
    assert bench.project.codings.all() == []
    bench.workspace.redo()
    bench.workspace.redo()
    assert bench.words_of(coding) == bench.shown_words(coding) == "Grey, and dark, mostly"
    assert bench.on_screen() == bench.stored()


def test_qt_leaves_undo_to_the_project(bench: Corrector) -> None:
    bench.begin()
    bench.put_caret("Grey")
    bench.type("Oh. ")
    bench.actions.connect("edit.undo", bench.workspace.undo)
    bench.key(Qt.Key.Key_Z, CTRL)
    assert bench.stored() == bench.on_screen() == TEXT
    assert bench.project.history.redoable() is not None


def test_enter_splits_a_paragraph_and_the_numbers_follow(bench: Corrector) -> None:
    bench.begin()
    bench.put_caret(" I kept")
    bench.key(Qt.Key.Key_Return)
    bench.key(Qt.Key.Key_Delete)
    assert bench.stored() == TEXT
    assert bench.page.gutter._paragraphs.count == 5, "numbers do not wait for the pause"
    assert bench.said[-1] == "¶ 3"
    bench.pause()
    assert "Grey, mostly.\nI kept" in bench.stored()
    assert bench.page.gutter._paragraphs.count == 5
    bench.put_caret("I kept")
    bench.key(Qt.Key.Key_Backspace)
    bench.key(Qt.Key.Key_Return, SHIFT)
    bench.pause()
    assert bench.stored() == bench.on_screen() == TEXT.replace("mostly. I", "mostly.\nI")


def test_a_line_that_was_empty_is_as_high_as_others_once_it_has_words(bench: Corrector) -> None:
    bench.begin()
    empty = bench.view.document().findBlockByNumber(2)
    bench.view.put_caret(bench.view.positions.to_code_points(empty.position()))
    bench.type("Silence.")
    height = bench.view.document().documentLayout().blockBoundingRect(empty).height()
    assert height >= bench.view.fontMetrics().height()


def test_a_correction_that_codes_words_twice_says_so_and_both_stay(bench: Corrector) -> None:
    bench.code("the radio", "Voices")
    bench.code("kept the radio", "Voices")
    bench.begin()
    bench.select_words("kept ")
    bench.key(Qt.Key.Key_Delete)
    bench.pause()
    assert bench.notices[-1].text == "1 coding(s) now say what another one says on the same words."
    assert len(bench.project.codings.all()) == 2
    bench.key(Qt.Key.Key_F4, SHIFT)
    assert bench.page.lost.words() == ["the radio"]
    bench.qtbot.keyClick(bench.page.lost.list, Qt.Key.Key_Delete)
    assert len(bench.project.codings.all()) == 1


def test_a_coding_whose_words_go_waits_in_the_list(bench: Corrector) -> None:
    coding = bench.code("the radio", "Voices")
    bench.begin()
    bench.select_words("kept the radio on")
    bench.key(Qt.Key.Key_Delete)
    assert bench.shown_words(coding) == ""
    bench.pause()
    assert bench.notices[-1].action == "code.lost"
    bench.key(Qt.Key.Key_F4, SHIFT)
    assert bench.page.lost.isVisible()
    assert bench.page.lost.words() == ["the radio"]

    bench.page.lost.go()
    assert bench.view.caret() == bench.project.codings.get(coding.id).start_char
    bench.select_words("the flat")
    bench.qtbot.mouseClick(bench.page.lost.put_button, Qt.MouseButton.LeftButton)
    assert bench.words_of(coding) == "the flat"
    assert bench.page.lost.words() == []
    assert bench.project.check() == []
    bench.workspace.undo()
    assert bench.page.lost.words() == ["the radio"]
    bench.page.lost.list.setFocus()
    bench.qtbot.keyClick(bench.page.lost.list, Qt.Key.Key_Delete)
    assert bench.project.codings.all() == []
    bench.qtbot.keyClick(bench.page.lost, Qt.Key.Key_Escape)
    assert not bench.page.lost.isVisible()


def test_what_is_being_typed_is_stored_before_a_passage_is_coded(bench: Corrector) -> None:
    bench.begin()
    bench.put_caret("Grey")
    bench.type("Oh 🙂 ")
    bench.select_words("a voice")
    assert bench.stored() == bench.on_screen()
    code = bench.project.codes.add("Voices")
    bench.workspace.code_passage(code.id)
    assert bench.coded_words() == [("Voices", "a voice")]
    assert bench.kinds()[-3:] == ["document.correct", "code.add", "coding.add"]


def test_the_ends_of_a_coding_that_is_chosen_are_those_of_the_words_now(bench: Corrector) -> None:
    coding = bench.code("the bell", "Friends")
    bench.begin()
    bench.put_caret("Grey")
    bench.type("Oh. ")
    bench.workspace.choose_coding(coding.id)
    assert bench.stored() == TEXT
    bench.view.ends_moved.emit(coding.id, *bench.span("the bell and"))  # as a handle that is let go
    assert bench.words_of(coding) == "the bell and"
    assert bench.kinds()[-2:] == ["document.correct", "coding.move_ends"]


def test_pasted_words_are_plain_and_in_the_normal_form(bench: Corrector) -> None:
    bench.begin()
    bench.put_caret("Grey")
    QApplication.clipboard().setText("One\r\ntwo\u2028\tthree\u00a0four ")
    bench.key(Qt.Key.Key_V, CTRL)
    bench.pause()
    assert bench.stored() == bench.on_screen() == TEXT.replace("Grey", "One\ntwo\n\tthree\u00a0four Grey")


def test_cut_takes_just_the_selected_words(bench: Corrector) -> None:
    bench.begin()
    bench.select_words(" mostly.")
    bench.key(Qt.Key.Key_X, CTRL)
    assert QApplication.clipboard().text() == " mostly."
    bench.pause()
    assert bench.stored() == TEXT.replace(" mostly.", "")


def looks(bench: Corrector, line: int) -> list[tuple[int, int]]:
    """Where a line looks otherwise than usual: places in it and how many units."""
    block = bench.view.document().findBlockByNumber(line)
    return [(piece.start, piece.length) for piece in block.layout().formats()]


def test_an_input_method_writes_words_once_they_are_chosen(bench: Corrector) -> None:
    bench.begin()
    bench.put_caret("Grey")
    marks = QTextCharFormat()
    marks.setFontUnderline(True)
    underline = QInputMethodEvent.Attribute(QInputMethodEvent.AttributeType.TextFormat, 0, 2, marks)
    QApplication.sendEvent(bench.view, QInputMethodEvent("ni", [underline]))
    assert bench.view.edits == ()
    assert looks(bench, 1) == [(0, 2), (4, 2)], "the label is set off while somebody composes, and so are the marks"
    bench.commit("你好")
    assert looks(bench, 1) == [(0, 2)]
    bench.pause()
    assert bench.stored() == bench.on_screen() == TEXT.replace("Grey", "你好Grey")


def test_right_to_left_words_and_marks_are_corrected_like_others(qtbot: QtBot, project: Project) -> None:
    text = "ר: מה קרה?\nש: הלכתי אל הים \u05d1\u05bc🙂 ואז\u00a0שבתי.\n"
    bench = Corrector(qtbot, project, text)
    coding = bench.code("אל הים", "Sea")
    bench.begin()
    bench.put_caret("הים")
    bench.type("שפת ")
    bench.pause()
    assert bench.words_of(coding) == bench.shown_words(coding) == "אל שפת הים"
    assert bench.stored() == bench.on_screen() == text.replace("הים", "שפת הים")
    bench.page.close()
    bench.workspace.close()


def test_another_document_or_room_stores_what_was_typed(bench: Corrector) -> None:
    other = bench.project.documents.add("Interview 2", "P1: Nothing more.")
    bench.begin()
    bench.put_caret("Grey")
    bench.type("Oh. ")
    bench.workspace.choose_document(other.id)
    assert bench.stored() == TEXT.replace("Grey", "Oh. Grey")
    assert not bench.page.correcting.is_on
    bench.workspace.choose_document(bench.document.id)
    bench.begin()
    bench.put_caret("Grey")
    bench.type("Well. ")
    bench.page.hide()
    assert bench.stored() == TEXT.replace("Grey", "Oh. Well. Grey")
    bench.page.show()
    assert not bench.page.correcting.is_on


def test_words_that_a_full_disk_refuses_stay_on_the_screen_until_there_is_room(bench: Corrector) -> None:
    other = bench.project.documents.add("Interview 2", "P1: Nothing more.")
    bench.begin()
    bench.put_caret("Grey")
    bench.view.put_in("Oh. " * 20_000)
    run = bench.project.connection.exec_driver_sql
    run(f"PRAGMA max_page_count={run('PRAGMA page_count').scalar_one()}")
    assert not bench.page.store()
    assert bench.notices[-1].kind == "warning"
    bench.workspace.choose_document(other.id)
    assert bench.workspace.document_id == bench.document.id
    bench.workspace.undo()
    assert bench.on_screen().count("Oh. ") == 20_000
    run("PRAGMA max_page_count=1000000")
    assert bench.page.store()
    assert bench.stored() == bench.on_screen() == TEXT.replace("Grey", "Oh. " * 20_000 + "Grey")


def test_a_correction_from_elsewhere_is_shown_without_losing_the_place(qtbot: QtBot, project: Project) -> None:
    bench = Corrector(qtbot, project, "\n".join(f"P1: Line {number} of a long evening." for number in range(400)))
    bench.begin()
    bench.key(Qt.Key.Key_Escape)
    bench.view.select(*bench.span("Line 200"))
    top, document = bench.view.top_position(), bench.view.document()
    at = bench.span("Line 198")[0]
    with bench.workspace.attempt():
        project.documents.correct(bench.document.id, [Edit(at, at + 4, "Row")])
    assert bench.view.document() is document
    assert bench.view.top_position() == top
    assert bench.on_screen() == bench.stored() == bench.view.stored_text
    bench.workspace.undo()
    assert bench.on_screen() == bench.stored()
    assert bench.view.top_position() == top
    bench.page.close()
    bench.workspace.close()


def test_correcting_begins_where_one_reads_and_ends_there(qtbot: QtBot, project: Project) -> None:
    bench = Corrector(qtbot, project, "\n".join(f"P1: Line {number} of a long evening." for number in range(400)))
    bar = bench.view.verticalScrollBar()
    bench.view.scroll_to_top(bench.span("P1: Line 200")[0])
    top = bench.view.top_position()
    bench.begin()
    assert bench.view.top_position() == top
    first, last = map(bench.view.positions.to_code_points, bench.view.ends_in_sight())
    assert first <= bench.view.caret() <= last
    bench.type("Well, ")
    bench.pause()
    assert ": Well, Line 20" in bench.stored()
    bar.setValue(bar.value() - 900)
    left = bar.value()
    bench.key(Qt.Key.Key_Escape)
    assert bar.value() == pytest.approx(left, abs=60)
    bench.page.close()
    bench.workspace.close()


def test_correcting_begins_at_a_caret_that_is_in_sight(bench: Corrector) -> None:
    bench.put_caret("What did")
    bench.begin()
    assert bench.view.caret() == bench.span("What did")[0]


def test_a_label_that_is_typed_makes_a_turn_and_a_speaker(bench: Corrector) -> None:
    bench.begin()
    bench.put_caret("I kept")
    bench.key(Qt.Key.Key_Return)
    bench.type("P2: ")
    bench.pause()
    labels = [speaker.label for speaker in bench.project.documents.speakers(bench.document.id)]
    assert labels == ["I", "P1", "P2"]
    block = bench.view.document().findBlockByNumber(2)
    assert block.text().startswith("P2: I kept")
    assert [(piece.start, piece.length) for piece in block.layout().formats()] == [(0, 2)]


def test_anything_that_is_typed_is_on_the_screen_as_it_is_stored(bench: Corrector) -> None:
    chance = random.Random(11)
    keys = [Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_Left, Qt.Key.Key_End, Qt.Key.Key_Up]
    codings = [bench.code(words, "Anything") for words in ("the radio on 👍🏽", "And then?", "Signe rang")]
    bench.begin()
    for _ in range(120):
        if chance.random() < 0.5:
            bench.key(chance.choice(keys), chance.choice([PLAIN, PLAIN, SHIFT, CTRL]))
        else:
            bench.view.textCursor().insertText(chance.choice(["a", "🙂", " ", "é", "ש", "\u00a0", "one two\n"]))
        assert bench.on_screen() == bench.view.stored_text
        if chance.random() < 0.1:
            bench.view.put_caret(chance.randrange(len(bench.view.stored_text)))
        if chance.random() < 0.1:
            shown = [bench.shown_words(coding).replace("\u2029", "\n") for coding in codings]
            assert bench.page.store()
            assert bench.stored() == bench.on_screen()
            assert [bench.words_of(coding) for coding in codings] == shown
    assert bench.project.check() == []


def test_a_key_in_a_megabyte_does_what_a_key_in_a_short_text_does(qtbot: QtBot, tmp_path: Path) -> None:
    paths = {lines: tmp_path / f"{lines} lines.annot" for lines in (300, 10_500)}
    short, long = (_calls_of_a_key(qtbot, Project.create(path), lines) for lines, path in paths.items())
    assert long < 1.1 * short


def _calls_of_a_key(qtbot: QtBot, project: Project, lines: int) -> int:
    """What is called for a letter in the middle of a text with codings throughout. Nothing is read or stored for it."""
    line = "P1: We sat in the kitchen until the bread was done, and nobody said a word about the winter.\n"
    bench = Corrector(qtbot, project, "🙂\n" + line * lines)
    code = project.codes.ensure("Bread")
    same = {"document_id": bench.document.id, "code_id": code.id, "coder_id": project.coder.id}
    project.codings.add_many({**same, "start_char": at, "end_char": at + 60} for at in range(2, len(line) * lines, 400))
    bench.begin()
    bench.view.put_caret(len(line) * (lines // 2) + 50)
    bench.view.ensureCursorVisible()
    bench.type("warm ")
    QApplication.processEvents()

    def press() -> None:
        bench.type("a")
        QApplication.processEvents()

    press()  # the bar beside the text is drawn anew, at a cost of its height
    called = calls_of(press)
    assert statements_of(project, press) == []
    assert bench.page.store()
    assert bench.on_screen() == bench.stored()
    bench.page.close()
    bench.workspace.close()
    return called.total()


def test_every_change_is_told_as_one_of_the_document(bench: Corrector) -> None:
    told: list[Changes] = []
    bench.workspace.changed.connect(told.append)
    bench.begin()
    bench.put_caret("Grey")
    bench.type("Oh ")
    bench.pause()
    assert [changes.corrected_ids for changes in told] == [frozenset({bench.document.id})]
    assert isinstance(bench.view, CorrectableText)


def test_another_size_or_filter_finds_everything_stored(bench: Corrector) -> None:
    coding = bench.code("the radio", "Voices")
    bench.begin()
    bench.put_caret("Grey")
    bench.type("Oh 🙂 ")
    bench.actions["view.larger"].trigger()
    assert bench.stored() == bench.on_screen() == TEXT.replace("Grey", "Oh 🙂 Grey")
    bench.put_caret("Grey")
    bench.type("so ")
    bench.workspace.sight.set_blind(True)
    assert bench.stored() == bench.on_screen() == TEXT.replace("Grey", "Oh 🙂 so Grey")
    assert bench.shown_words(coding) == bench.words_of(coding) == "the radio"
    assert bench.page.correcting.is_on
    bench.type("x")
    assert bench.view.stored_text == bench.on_screen()

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette, QTextCursor
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from annotator.gui import theme
from annotator.gui.actions import Actions
from annotator.gui.transcript.page import TranscriptPage
from annotator.gui.workspace import Workspace
from annotator.project.codings import Coding
from annotator.project.documents import Document, NewSpeaker
from annotator.project.project import Project

TEXT = (
    "I: What did the first week look like?\n"
    "P1: Grey, mostly. I kept the radio on 👍🏽 so the flat had a voice.\n"
    "\n"
    "I: And then?\n"
    "P1: Then Signe rang the bell and did not leave."
)


class Bench:
    """A transcript page in a window, with a document on it."""

    def __init__(self, qtbot: QtBot, project: Project, text: str = TEXT) -> None:
        self.qtbot = qtbot
        self.project = project
        speakers = (NewSpeaker("I", "interviewer"), NewSpeaker("P1", "participant", "P01"))
        self.document: Document = project.documents.add("Interview 1", text, participant="P01", speakers=speakers)
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.actions = Actions(self.window)
        self.workspace = Workspace(project, self.window)
        self.page = TranscriptPage(self.workspace, self.actions)
        self.window.setCentralWidget(self.page)
        self.window.resize(1000, 640)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        for signal in (
            self.workspace.document_chosen,
            self.workspace.passage_chosen,
            self.workspace.coding_chosen,
            self.workspace.changed,
        ):
            signal.connect(self._enable)
        self._enable()
        self.workspace.choose_document(self.document.id)
        self.view.setFocus()

    @property
    def view(self):  # type: ignore[no-untyped-def]
        return self.page.view

    def _enable(self) -> None:
        self.actions.enable(self.workspace.conditions() | {"edit.undo", "edit.redo"})

    def span(self, words: str) -> tuple[int, int]:
        start = self.view.stored_text.index(words)
        return start, start + len(words)

    def select(self, words: str) -> None:
        """Drag the mouse over words."""
        start, end = self.span(words)
        first, last = (self._point(at) for at in (start, end))
        self.qtbot.mousePress(self.view.viewport(), Qt.MouseButton.LeftButton, pos=first)
        self.qtbot.mouseMove(self.view.viewport(), last)
        self.qtbot.mouseRelease(self.view.viewport(), Qt.MouseButton.LeftButton, pos=last)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.view, key, modifiers)

    def code(self, words: str, name: str) -> Coding:
        code = self.project.codes.ensure(name)
        return self.project.codings.add(self.document.id, code.id, *self.span(words))

    def coded_words(self) -> list[tuple[str, str]]:
        tree = self.project.codes.tree()
        return [
            (tree.get(c.code_id).name, self.view.stored_text[c.start_char : c.end_char])
            for c in self.project.codings.of_document(self.document.id)
        ]

    def ground_under(self, words: str) -> QColor:
        """The colour just inside the upper left corner of words."""
        start, _ = self.span(words)
        place = self._rect(start)
        image = self.view.viewport().grab().toImage()
        ratio = image.devicePixelRatio()
        return image.pixelColor(round((place.left() + 1) * ratio), round((place.bottom() - 1) * ratio))

    def _rect(self, at: int):  # type: ignore[no-untyped-def]
        cursor = QTextCursor(self.view.document())
        cursor.setPosition(self.view.positions.to_units(at))
        return self.view.cursorRect(cursor)

    def _point(self, at: int) -> QPoint:
        return self._rect(at).center()


@pytest.fixture
def bench(qtbot: QtBot, project: Project) -> Iterator[Bench]:
    made = Bench(qtbot, project)
    yield made
    made.page.close()
    made.workspace.close()


def base() -> QColor:
    return QGuiApplication.palette().color(QPalette.ColorRole.Base)


def test_selected_words_are_the_passage_without_the_space_around_them(bench: Bench) -> None:
    bench.select(" the radio on ")
    assert bench.workspace.passage is not None
    start, end = bench.workspace.passage.start_char, bench.workspace.passage.end_char
    assert bench.view.stored_text[start:end] == "the radio on"


def test_words_behind_an_emoji_are_the_right_ones(bench: Bench) -> None:
    bench.select("so the flat had a voice")
    bench.qtbot.keyClick(bench.view, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert bench.coded_words() == [("so the flat had a voice", "so the flat had a voice")]


def test_enter_and_a_name_code_the_passage_with_a_new_code(bench: Bench) -> None:
    bench.select("Grey, mostly")
    bench.key(Qt.Key.Key_Return)
    popup = bench.page.quick_list
    bench.qtbot.waitUntil(popup.isVisible)
    bench.qtbot.keyClicks(popup.field, "Mood > Greyness")
    bench.qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    assert bench.coded_words() == [("Greyness", "Grey, mostly")]
    assert [code.name for code in bench.project.codes.all()] == ["Mood", "Greyness"]
    assert bench.workspace.passage is not None


def test_coded_words_stand_on_their_codes_colour_until_undone(bench: Bench) -> None:
    assert bench.ground_under("Grey") == base()
    coding = bench.code("Grey, mostly", "Mood")
    colour = bench.project.codes.get(coding.code_id).colour
    assert bench.ground_under("Grey") == theme.tint((colour,), base())
    bench.workspace.undo()
    assert bench.ground_under("Grey") == base()
    bench.workspace.redo()
    assert bench.ground_under("Grey") == theme.tint((colour,), base())


def test_the_last_code_is_one_key_away(bench: Bench) -> None:
    code = bench.project.codes.add("Mood")
    bench.select("Grey, mostly")
    bench.workspace.code_passage(code.id)
    bench.select("Signe rang the bell")
    bench.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert bench.coded_words() == [("Mood", "Grey, mostly"), ("Mood", "Signe rang the bell")]


def test_a_click_on_a_stripe_chooses_its_coding_and_delete_uncodes(bench: Bench) -> None:
    coding = bench.code("Grey, mostly", "Mood")
    ((found, stripe, _label),) = bench.page.margin.placed()
    assert found == coding.id
    bench.qtbot.mouseClick(bench.page.margin, Qt.MouseButton.LeftButton, pos=stripe.center().toPoint())
    assert bench.workspace.coding_id == coding.id
    bench.key(Qt.Key.Key_Delete)
    assert bench.coded_words() == []
    bench.workspace.undo()
    assert bench.coded_words() == [("Mood", "Grey, mostly")]


def test_a_stripe_covers_the_lines_of_its_words(bench: Bench) -> None:
    bench.code("the radio on", "Sound")
    ((_, stripe, label),) = bench.page.margin.placed()
    line = bench._rect(bench.span("the radio on")[0])
    assert stripe.top() <= line.center().y() <= stripe.bottom()
    assert abs(label.center().y() - line.center().y()) < label.height()


def test_twelve_codes_on_the_same_words_each_have_a_lane_and_a_readable_name(bench: Bench) -> None:
    for number in range(12):
        bench.code("Signe rang the bell", f"Meaning {number}")
    placed = bench.page.margin.placed()
    assert len(placed) == 12
    assert len({stripe.left() for _, stripe, _ in placed}) == 12
    labels = sorted((label for _, _, label in placed), key=lambda rect: rect.top())
    assert all(not label.isEmpty() and label.bottom() <= bench.page.margin.height() + 0.5 for label in labels)
    assert all(upper.bottom() <= lower.top() + 0.01 for upper, lower in pairwise(labels))
    assert (
        theme.contrast(QColor(QGuiApplication.palette().color(QPalette.ColorRole.Text)), bench.ground_under("Signe"))
        >= 4.5
    )


def test_keys_move_the_ends_of_the_chosen_coding_word_by_word(bench: Bench) -> None:
    coding = bench.code("the radio on", "Sound")
    bench.workspace.choose_coding(coding.id)
    alt, shift = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
    bench.key(Qt.Key.Key_Left, alt | shift)
    assert bench.coded_words() == [("Sound", "kept the radio on")]
    bench.key(Qt.Key.Key_Left, alt)
    assert bench.coded_words() == [("Sound", "kept the radio")]
    bench.key(Qt.Key.Key_Right, alt)
    bench.key(Qt.Key.Key_Right, alt | shift)
    assert bench.coded_words() == [("Sound", "the radio on")]


def test_a_project_that_is_opened_again_shows_the_words_that_were_read_not_the_caret(
    qtbot: QtBot, project: Project
) -> None:
    text = "\n".join(f"P1: On day {n} the ferry was late, and we waited in the rain." for n in range(300))
    before = Bench(qtbot, project, text)
    before.view.put_caret(text.index("day 2 "))
    before.view.scroll_to_top(text.index("day 150 "))
    read = before.view.top_position()
    before.page.close()
    after = TranscriptPage(before.workspace, before.actions)
    before.window.setCentralWidget(after)
    qtbot.waitUntil(after.isVisible)
    assert after.view.top_position() == read
    assert after.view.caret() == text.index("day 2 ")
    after.close()


def test_dragging_a_handle_moves_the_end_of_the_coding(bench: Bench) -> None:
    coding = bench.code("the radio", "Sound")
    bench.workspace.choose_coding(coding.id)
    viewport = bench.view.viewport()
    here = bench._rect(bench.span("the radio")[1])
    there = bench._rect(bench.span("the radio on")[1])
    bench.qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=QPoint(here.left(), here.bottom()))
    bench.qtbot.mouseMove(viewport, there.center())
    bench.qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=there.center())
    assert bench.coded_words() == [("Sound", "the radio on")]


def test_a_dragged_end_never_takes_space_along(bench: Bench) -> None:
    coding = bench.code("the radio", "Sound")
    bench.workspace.choose_coding(coding.id)
    here = bench._rect(bench.span("the radio")[1])
    there = bench._rect(bench.span("the radio on ")[1])
    viewport = bench.view.viewport()
    bench.qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=QPoint(here.left(), here.bottom()))
    bench.qtbot.mouseMove(viewport, there.center())
    bench.qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=there.center())
    assert bench.coded_words() == [("Sound", "the radio on")]


def test_keys_go_from_coding_to_coding(bench: Bench) -> None:
    first, second = bench.code("Grey, mostly", "Mood"), bench.code("Signe", "People")
    alt = Qt.KeyboardModifier.AltModifier
    bench.key(Qt.Key.Key_Down, alt)
    assert bench.workspace.coding_id == first.id
    bench.key(Qt.Key.Key_Down, alt)
    assert bench.workspace.coding_id == second.id
    bench.key(Qt.Key.Key_Up, alt)
    assert bench.workspace.coding_id == first.id


def test_codes_dropped_on_the_selection_code_it_and_elsewhere_the_paragraph(bench: Bench) -> None:
    code = bench.project.codes.add("Mood")
    bench.select("Grey, mostly")
    start, end = bench.span("Grey, mostly")
    bench.view.codes_dropped.emit([code.id], start, end)
    assert bench.coded_words() == [("Mood", "Grey, mostly")]
    line = bench._point(bench.span("Then Signe")[0])
    under = bench.view._span_under(QPointF(line))
    assert under is not None
    start, end = map(bench.view.positions.to_code_points, under)
    assert bench.view.stored_text[start:end] == "Then Signe rang the bell and did not leave."


def test_several_codes_dropped_at_once_are_one_operation(bench: Bench) -> None:
    codes = [bench.project.codes.add(name) for name in ("Mood", "Sound", "People")]
    bench.view.codes_dropped.emit([code.id for code in codes], *bench.span("Grey, mostly"))
    assert sorted(name for name, _ in bench.coded_words()) == ["Mood", "People", "Sound"]
    bench.workspace.undo()
    assert bench.coded_words() == []


def test_copied_words_are_the_stored_ones(qtbot: QtBot, project: Project) -> None:
    bench = Bench(qtbot, project, "P1: ten\u00a0months and\u00a0no call")
    bench.select("ten\u00a0months and\u00a0no call")
    data = bench.view.createMimeDataFromSelection()
    assert data.text() == "ten\u00a0months and\u00a0no call"
    bench.page.close()
    bench.workspace.close()


def test_what_the_interviewer_says_steps_back(bench: Bench) -> None:
    formats = bench.view.document().firstBlock().layout().formats()
    assert theme.stepping_back_colour(bench.view.palette()) in [f.format.foreground().color() for f in formats]


def test_what_steps_back_stays_readable_when_light_turns_to_dark(bench: Bench) -> None:
    dark = QPalette()
    dark.setColor(QPalette.ColorRole.Base, QColor("#1e1f22"))
    dark.setColor(QPalette.ColorRole.Text, QColor("#dfe1e5"))
    bench.select("Grey, mostly")
    bench.page.setPalette(dark)
    colours = [f.format.foreground().color() for f in bench.view.document().firstBlock().layout().formats()]
    assert theme.stepping_back_colour(dark) in colours
    assert theme.contrast(theme.stepping_back_colour(dark), QColor("#1e1f22")) >= 4.5
    assert bench.view.textCursor().hasSelection()


def test_the_gutter_numbers_paragraphs_as_reports_do(bench: Bench) -> None:
    bench.select("Signe")
    told: list[str] = []
    bench.page.status.connect(told.append)
    bench.select("Signe rang")
    assert told[-1].startswith("¶ 4")


def test_a_very_long_in_vivo_name_is_refused_and_nothing_is_changed(qtbot: QtBot, project: Project) -> None:
    bench = Bench(qtbot, project, "P1: " + "and so on " * 40)
    notices = []
    bench.workspace.noticed.connect(notices.append)
    bench.view.selectAll()
    bench.key(Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert bench.coded_words() == []
    assert "200" in notices[0].text
    bench.page.close()
    bench.workspace.close()


def test_the_place_in_a_document_is_remembered(qtbot: QtBot, project: Project) -> None:
    bench = Bench(qtbot, project, "\n".join(f"P1: This is line {n} of a long talk." for n in range(400)))
    other = project.documents.add("Interview 2", "P1: Short.")
    bench.view.scroll_to_top(bench.span("line 200 of")[0])
    top = bench.view.top_position()
    bench.workspace.choose_document(other.id)
    bench.workspace.choose_document(bench.document.id)
    assert abs(bench.view.top_position() - top) < 80
    bench.page.close()
    bench.workspace.close()

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextBlock
from pytestqt.qtbot import QtBot

from annotator.gui.transcript.text_view import TextView
from annotator.gui.transcript.typography import Typography
from annotator.project.documents import DocumentText, SpeakerRole
from annotator.project.stored_text import FormatSpan

ROLES: dict[str, SpeakerRole] = {"I": "interviewer", "P1": "participant"}


def long_talk(turns: int = 900) -> str:
    """Some 100,000 characters: each answer has two paragraphs."""
    return "\n".join(
        f"I: What came after number {n}?\nP1: After that the ferry went out {n} times.\nAnd it came back with fish."
        for n in range(turns)
    )


def looks(block: QTextBlock) -> list[tuple[int, int, int]]:
    """Start, length and weight of the pieces of a block."""
    return [(piece.start, piece.length, piece.format.fontWeight()) for piece in block.layout().formats()]


@pytest.fixture
def view(qtbot: QtBot) -> TextView:
    made = TextView(lambda _code_id: "#3366aa")
    qtbot.addWidget(made)
    made.resize(760, 600)
    made.show()
    return made


def is_dressed(view: TextView) -> bool:
    last = view.document().lastBlock().previous().previous()
    return bool(looks(last)) and last.layout().lineCount() > 0


def test_a_long_text_is_dressed_to_its_end_while_nobody_waits(qtbot: QtBot, view: TextView) -> None:
    view.show_text(DocumentText(long_talk(), ()), ROLES)
    assert looks(view.document().firstBlock())
    assert not is_dressed(view)
    qtbot.waitUntil(lambda: is_dressed(view), timeout=10_000)
    label = (0, 2, QFont.Weight.DemiBold.value)
    assert all(label in looks(view.document().findBlockByNumber(number)) for number in range(1, 2_700, 300))
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > view.document().size().height() - 700)


def test_who_goes_to_the_end_of_a_long_text_at_once_finds_it_dressed(view: TextView) -> None:
    text = long_talk()
    view.show_text(DocumentText(text, ()), ROLES)
    start = text.rindex("P1")
    view.select(start, start + 2)
    assert is_dressed(view)
    assert 0 <= view.rect_of_unit(start).top() < view.viewport().height()


def test_the_key_to_the_end_finds_a_long_text_dressed(qtbot: QtBot, view: TextView) -> None:
    view.show_text(DocumentText(long_talk(), ()), ROLES)
    qtbot.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert is_dressed(view)
    assert 0 < view.cursorRect().bottom() <= view.viewport().height()


def test_a_place_that_is_scrolled_to_stays_while_the_rest_is_dressed(qtbot: QtBot, view: TextView) -> None:
    text = long_talk()
    view.show_text(DocumentText(text, ()), ROLES)
    place = text.index("number 400?")
    view.scroll_to_top(place)
    line = view._line_rect(place).top()
    qtbot.waitUntil(lambda: is_dressed(view), timeout=10_000)
    assert view._line_rect(place).top() == line


def test_turns_that_only_show_from_the_whole_text_are_set_off_in_the_end(qtbot: QtBot, view: TextView) -> None:
    """A name is a label only where it comes again: this one does so far below."""
    text = "Oda: First.\n" + "No label stands here, only a plain line of words.\n" * 700 + "Oda: Last."
    view.show_text(DocumentText(text, ()), {})
    assert looks(view.document().firstBlock()) == []
    label = [(0, 3, QFont.Weight.DemiBold.value)]
    qtbot.waitUntil(lambda: looks(view.document().lastBlock()) == label, timeout=10_000)
    assert looks(view.document().firstBlock()) == label


def test_more_room_is_before_a_turn_than_between_its_paragraphs(view: TextView) -> None:
    view.show_text(DocumentText("I: One?\nP1: Two.\nMore of two.\nI: Three?", ()), ROLES)
    tops = [view.document().findBlockByNumber(number).layout().position().y() for number in range(4)]
    within, between = tops[2] - tops[1], tops[3] - tops[2]
    assert between > within + 4


def test_an_empty_line_before_a_turn_is_room_enough(view: TextView) -> None:
    view.show_text(DocumentText("I: One?\n\nP1: Two.\nI: Three?", ()), ROLES)
    blocks = [view.document().findBlockByNumber(number) for number in range(4)]
    assert blocks[2].blockFormat().topMargin() == 0
    assert blocks[3].blockFormat().topMargin() > 0
    assert blocks[1].blockFormat().lineHeight() < blocks[0].layout().lineAt(0).height()


def test_the_formatting_of_the_source_is_shown_at_every_size(view: TextView) -> None:
    text = "The yard\nP1: It was wide and cold."
    formats = (
        FormatSpan(0, 8, "heading1"),
        FormatSpan(20, 24, "bold"),
        FormatSpan(22, 28, "italic"),
        FormatSpan(29, 33, "underline"),
    )
    for size in (9.0, 28.0):
        view.set_typography(Typography(size_pt=size))
        view.show_text(DocumentText(text, formats), ROLES)
        (heading,) = view.document().firstBlock().layout().formats()
        assert heading.format.fontPointSize() > size
        pieces = view.document().lastBlock().layout().formats()
        assert [piece.start for piece in pieces if piece.format.fontItalic()] == [13]
        assert [piece.start for piece in pieces if piece.format.fontUnderline()] == [20]
        heights = [view.document().findBlockByNumber(n).layout().lineAt(0).height() for n in range(2)]
        assert heights[0] > heights[1]


def test_in_a_narrow_window_names_get_shorter_before_they_leave_the_words_to_the_stripes(view: TextView) -> None:
    view.set_side_widths(40, 260, 200, 40)
    rooms = []
    for width in range(1000, 240, -4):
        view.resize(width, 600)
        rooms.append(view.viewportMargins().right())
    assert rooms[0] >= 260
    narrowing = [room for room in rooms if room <= 260]
    assert narrowing == sorted(narrowing, reverse=True)
    assert {260, 200, 120, 40} <= set(narrowing)

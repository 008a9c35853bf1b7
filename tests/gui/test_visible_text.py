"""What is in sight of a transcript is known at every moment: grounds, numbers and stripes are painted from it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.analysis.paragraphs import Paragraphs
from annotator.gui.transcript.gutter_view import GutterView
from annotator.gui.transcript.text_view import TextView
from annotator.gui.transcript.typography import Typography
from annotator.project.documents import DocumentText

TALK = "\n".join(
    f"{'I' if n % 2 else 'P1'}: On day {n} {'the ferry was late and we waited in the rain. ' * (1 + n * 7 % 5)}"
    for n in range(90)
)
LONG_TALK = "\n".join(f"P1: {n}. {'And then the nets came in, one after the other. ' * 12}" for n in range(900))


@pytest.fixture
def view(qtbot: QtBot) -> TextView:
    made = TextView(lambda _code_id: "#3366aa")
    qtbot.addWidget(made)
    made.set_side_widths(40, 200, 120, 30)
    made.resize(900, 600)
    made.show()
    return made


def in_sight(view: TextView) -> list[int]:
    """The lines whose rectangles reach into the viewport, each looked at by itself."""
    layout, height = view.document().documentLayout(), view.viewport().height()
    found, block = [], view.document().begin()
    while block.isValid():
        rect = layout.blockBoundingRect(block).translated(view.scroll_offset())
        if rect.top() > height:
            break
        if rect.bottom() > 0:
            found.append(block.blockNumber())
        block = block.next()
    return found


def known(view: TextView) -> list[int]:
    return [block.blockNumber() for block, _ in view.visible_blocks()]


def test_another_document_has_its_first_lines_in_sight_at_once(view: TextView) -> None:
    view.show_text(DocumentText(TALK, ()), {})
    view.scroll_to_top(TALK.index("On day 60"))
    view.show_text(DocumentText(LONG_TALK, ()), {})
    assert known(view)[0] == 0
    assert known(view) == in_sight(view)
    view.show_text(DocumentText(TALK, ()), {})
    assert known(view) == in_sight(view)


@pytest.mark.parametrize("text", [TALK, LONG_TALK])
def test_lines_in_sight_are_known_after_every_step_of_text_and_window(view: TextView, text: str) -> None:
    view.show_text(DocumentText(text, ()), {})
    for step in range(24):
        view.verticalScrollBar().setValue(step * 977 % (view.verticalScrollBar().maximum() + 1))
        assert known(view) == in_sight(view)
        view.resize(480 + step * 331 % 700, 420 + step * 173 % 400)
        assert known(view) == in_sight(view)
        view.set_typography(Typography(size_pt=9 + step % 4))
        assert known(view) == in_sight(view)
        QApplication.processEvents()
        assert known(view) == in_sight(view)


def test_a_line_of_which_only_the_foot_shows_is_in_sight(view: TextView) -> None:
    view.show_text(DocumentText(TALK, ()), {})
    bar = view.verticalScrollBar()
    for value in range(0, 600, 3):
        bar.setValue(value)
        assert known(view) == in_sight(view)


def test_of_a_very_long_paragraph_only_the_lines_in_sight_are_read(view: TextView) -> None:
    view.show_text(DocumentText("P1: " + "And then the nets came in, one after the other. " * 2_000, ()), {})
    bar = view.verticalScrollBar()
    for share in (0.0, 0.31, 0.77, 1.0):
        bar.setValue(round(share * bar.maximum()))
        lines = view.sight().lines(0)
        assert len(lines) < 60
        assert lines[0].top <= 16
        assert lines[-1].bottom > view.viewport().height() - 60
        assert [line.number for line in lines] == list(range(lines[0].number, lines[0].number + len(lines)))
        assert all(one.end == other.start for one, other in pairwise(lines))


def test_numbers_are_drawn_in_the_size_that_the_words_have_now(view: TextView) -> None:
    view.show_text(DocumentText(TALK, ()), {})
    gutter = _shown_gutter(view)
    gutter.grab()
    view.set_typography(Typography(size_pt=17))
    assert gutter.grab().toImage() == _shown_gutter(view).grab().toImage()


def _shown_gutter(view: TextView) -> GutterView:
    made = GutterView(view)
    made.show_paragraphs(Paragraphs(TALK))
    made.resize(60, view.viewport().height())
    made.show()
    return made

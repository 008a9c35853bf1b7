"""Where words of a right-to-left script stand in a drawn line."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication

from annotator.gui.line_direction import text_option

HEBREW = "הלכנו אל הים."
_WIDTH_PX = 400


def room_of(text: str, *, may_turn: bool) -> tuple[QRectF, float]:
    """Where a line of this width has its words, and where the last of them begins."""
    layout = QTextLayout(text, QApplication.font())
    layout.setTextOption(text_option(text, QTextOption.WrapMode.NoWrap, may_turn=may_turn))
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(_WIDTH_PX)
    layout.endLayout()
    found: Any = line.cursorToX(len(text))  # the stubs of PySide know the shape of no answer
    return line.naturalTextRect(), found[0]


@pytest.mark.parametrize(
    ("text", "is_right"), [(HEBREW, True), ("We went to the sea.", False), ("P1: " + HEBREW, False)]
)
def test_a_passage_stands_at_the_side_where_its_script_begins(qapp: QApplication, text: str, is_right: bool) -> None:
    room, _ = room_of(text, may_turn=True)
    assert room.width() < _WIDTH_PX - 50
    assert room.right() == pytest.approx(_WIDTH_PX, abs=2) if is_right else room.left() == pytest.approx(0, abs=2)


def test_a_full_stop_ends_a_right_to_left_line_at_its_left(qapp: QApplication) -> None:
    room, last_px = room_of(HEBREW, may_turn=True)
    assert last_px == pytest.approx(room.left(), abs=2)


def test_a_name_stays_beside_its_sign_in_the_order_of_its_script(qapp: QApplication) -> None:
    room, last_px = room_of(HEBREW, may_turn=False)
    assert room.left() == pytest.approx(0, abs=2)
    assert last_px == pytest.approx(0, abs=2)

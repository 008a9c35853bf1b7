"""Dragging from inside the selected words: anew within the text, along with them out of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QDrag
from pytestqt.qtbot import QtBot

from annotator.project.project import Project
from tests.gui.coding_bench import LEFT, CodingBench


@pytest.fixture
def bench(qtbot: QtBot, project: Project) -> Iterator[CodingBench]:
    made = CodingBench(qtbot, project)
    made.view.select(*made.span("Grey, mostly. I kept the radio on"))
    yield made
    made.close()


def drag(bench: CodingBench, start: QPoint, end: QPoint) -> None:
    viewport = bench.view.viewport()
    bench.qtbot.mousePress(viewport, LEFT, pos=start)
    bench.qtbot.mouseMove(viewport, (start + end) / 2)
    bench.qtbot.mouseMove(viewport, end)
    bench.qtbot.mouseRelease(viewport, LEFT, pos=end)


def edge(bench: CodingBench, words: str) -> QPoint:
    """Just where words begin, in the viewport."""
    rect = bench.view.rect_of_unit(bench.view.positions.to_units(bench.span(words)[0]))
    return QPoint(round(rect.left()), round(rect.center().y()))


def test_a_drag_within_the_selected_words_selects_a_part_of_them(bench: CodingBench) -> None:
    drag(bench, edge(bench, "I kept"), edge(bench, " on 👍"))
    assert bench.selected() == "I kept the radio"


def test_a_drag_from_the_selected_words_to_other_words_selects_up_to_there(bench: CodingBench) -> None:
    drag(bench, edge(bench, "radio"), edge(bench, " the flat"))
    assert bench.selected() == "radio on 👍🏽 so"


def test_a_click_into_the_selected_words_only_lets_them_go(bench: CodingBench) -> None:
    bench.qtbot.mouseClick(bench.view.viewport(), LEFT, pos=edge(bench, "kept"))
    assert bench.selected() == ""
    assert bench.after_caret(4) == "kept"


def test_dragged_out_of_the_text_the_selected_words_go_along(bench: CodingBench) -> None:
    viewport = bench.view.viewport()
    bench.qtbot.mousePress(viewport, LEFT, pos=edge(bench, "kept"))
    bench.qtbot.mouseMove(viewport, edge(bench, " radio"))
    assert bench.selected() == "kept the"
    bench.qtbot.mouseMove(viewport, viewport.mapFrom(bench.view, QPoint(bench.view.width() + 20, 80)))
    assert [drag.mimeData().text() for drag in bench.view.findChildren(QDrag)] == ["Grey, mostly. I kept the radio on"]
    assert bench.selected() == "Grey, mostly. I kept the radio on"

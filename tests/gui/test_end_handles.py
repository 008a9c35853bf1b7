"""The handles of the chosen coding: easy to take with the mouse, and not in the way of the words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from annotator.project.project import Project
from tests.gui.coding_bench import LEFT, CodingBench

CODED = "kept the radio on"


@pytest.fixture
def bench(qtbot: QtBot, project: Project) -> Iterator[CodingBench]:
    """A transcript in which one coding is chosen."""
    at_work = CodingBench(qtbot, project)
    code = project.codes.add("Company")
    coding = project.codings.add(at_work.document.id, code.id, *at_work.span(CODED))
    at_work.workspace.choose_coding(coding.id)
    yield at_work
    at_work.close()


def end_place(bench: CodingBench) -> QPoint:
    """Where the handle of the end is."""
    rect = bench.view.rect_of_unit(bench.view.positions.to_units(bench.span(CODED)[1]))
    return QPoint(round(rect.left()), round(rect.bottom()))


def start_place(bench: CodingBench) -> QPoint:
    """Where the handle of the start is."""
    rect = bench.view.rect_of_unit(bench.view.positions.to_units(bench.span(CODED)[0]))
    return QPoint(round(rect.left()), round(rect.top()))


def drag(bench: CodingBench, start: QPoint, end: QPoint) -> None:
    viewport = bench.view.viewport()
    bench.qtbot.mouseMove(viewport, start)
    bench.qtbot.mousePress(viewport, LEFT, pos=start)
    bench.qtbot.mouseMove(viewport, end)
    bench.qtbot.mouseRelease(viewport, LEFT, pos=end)


def coded(bench: CodingBench) -> list[str]:
    text = bench.view.stored_text
    codings = bench.project.codings.of_document(bench.document.id)
    return [text[coding.start_char : coding.end_char] for coding in codings]


@pytest.mark.parametrize("away", [QPoint(0, 0), QPoint(10, 0), QPoint(-10, 0), QPoint(0, 11), QPoint(6, 5)])
def test_an_end_is_taken_from_ten_pixels_around_its_handle(bench: CodingBench, away: QPoint) -> None:
    to = bench.view.rect_of_unit(bench.view.positions.to_units(bench.span("radio on")[0] + 5)).center().toPoint()
    drag(bench, end_place(bench) + away, QPoint(to.x(), end_place(bench).y() + away.y()))
    assert coded(bench) == ["kept the radio"]


def test_a_start_is_taken_from_above_and_beside_its_handle(bench: CodingBench) -> None:
    to = bench.view.rect_of_unit(bench.view.positions.to_units(bench.span("the radio")[0])).center().toPoint()
    drag(bench, start_place(bench) + QPoint(-6, -4), to)
    assert coded(bench) == ["the radio on"]


def test_the_mouse_shows_that_it_is_over_a_handle(bench: CodingBench) -> None:
    viewport = bench.view.viewport()
    bench.qtbot.mouseMove(viewport, end_place(bench) + QPoint(4, 4))
    assert viewport.cursor().shape() == Qt.CursorShape.SizeHorCursor
    bench.qtbot.mouseMove(viewport, end_place(bench) + QPoint(60, 4))
    assert viewport.cursor().shape() == Qt.CursorShape.IBeamCursor


def test_who_begins_to_select_at_the_first_letter_gets_words_and_not_the_handle(bench: CodingBench) -> None:
    first = bench.view.rect_of_unit(bench.view.positions.to_units(bench.span(CODED)[0])).center().toPoint()
    to = bench.view.rect_of_unit(bench.view.positions.to_units(bench.span("the radio")[1])).center().toPoint()
    drag(bench, first, to)
    assert coded(bench) == [CODED]
    assert bench.view.selected_span() == bench.span("kept the radio")

"""The strip of pinned codes: one row wherever each name has room for a few letters, every digit to be seen."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from annotator.gui.actions import Actions
from annotator.gui.codebook.pins import Pins
from annotator.gui.transcript.pinned_strip import PinnedStrip, shared
from annotator.gui.workspace import Workspace
from annotator.project.project import Project

AT_1280_PX = 690  # between the panes as they are at first, in a window 1280 wide


@pytest.fixture
def strip(qtbot: QtBot, project: Project) -> PinnedStrip:
    """Nine codes under keys, one with a name as long as may be."""
    window = QMainWindow()
    qtbot.addWidget(window)
    workspace = Workspace(project, window)
    for digit in range(1, 10):
        name = "Staying " * 24 if digit == 3 else f"Held in mind {digit}" if digit != 5 else "Hope"
        Pins.of(workspace).pin(project.codes.add(name).id, digit)
    made = PinnedStrip(workspace, Actions(window), window)
    window.resize(1280, 720)
    window.show()
    return made


def rows(strip: PinnedStrip) -> int:
    return len({button.y() for button in strip.buttons.values() if not button.isHidden()})


def test_nine_pinned_codes_stand_in_one_row_between_the_panes(strip: PinnedStrip) -> None:
    strip.resize(AT_1280_PX, strip.height())
    buttons = list(strip.buttons.values())
    assert rows(strip) == 1
    assert all(strip.rect().contains(button.geometry()) for button in buttons)
    assert all(one.geometry().right() < other.x() for one, other in pairwise(buttons))
    assert min(button.width() for button in buttons if button.text() != "Hope") >= 56


def test_a_very_narrow_strip_takes_two_rows_and_goes_back(strip: PinnedStrip) -> None:
    strip.resize(360, strip.height())
    low = strip.height()
    assert rows(strip) == 2
    assert all(strip.rect().contains(button.geometry()) for button in strip.buttons.values())
    strip.resize(AT_1280_PX, strip.height())
    assert rows(strip) == 1
    assert strip.height() < low


def test_the_tooltip_has_the_whole_path_of_a_name_that_is_cut(strip: PinnedStrip) -> None:
    strip.resize(AT_1280_PX, strip.height())
    assert strip.buttons[3].toolTip() == "3: " + ("Staying " * 24).strip()


def test_long_names_give_way_before_short_ones() -> None:
    assert shared([30, 100, 200], 400) == [30, 100, 200]
    assert shared([30, 100, 200], 230) == [30, 100, 100]
    assert shared([30, 100, 200], 90) == [30, 30, 30]
    assert shared([100, 30, 200], 130) == [50, 30, 50]

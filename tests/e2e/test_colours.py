"""Light and dark can be changed while a project is open, and all that is on the screen follows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.gui import theme
from tests.e2e.driver import Person
from tests.e2e.transcripts import write_transcripts

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def person(qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    """Somebody reading, with the window dressed as it is outside tests."""
    qapp.setStyleSheet(theme.STYLE_SHEET)
    at_work = Person(qtbot, monkeypatch)
    at_work.make_project(tmp_path / "Harbour study.annot")
    at_work.import_files(write_transcripts(tmp_path)[0])
    yield at_work
    at_work.window.close()
    theme.use_colours("system")
    qapp.setStyleSheet("")


def legible(widget: QWidget) -> bool:
    """Whether a widget's words stand out from its ground."""
    colours = widget.palette()
    return theme.contrast(colours.color(widget.foregroundRole()), colours.color(widget.backgroundRole())) >= 4.5


def ground(person: Person) -> int:
    """How light the paper of the transcript is on the screen, 0 to 255."""
    image = person.view.viewport().grab().toImage()
    return image.pixelColor(image.width() - 2, image.height() - 2).lightness()


@pytest.mark.parametrize("name", ["dark", "light"])
def test_everything_on_the_screen_follows_a_change_of_colours(person: Person, name: str) -> None:
    person.choose("view.light" if name == "dark" else "view.dark")
    person.choose(f"view.{name}")
    person.settle()
    assert (ground(person) < 128) == (name == "dark")
    shown = [widget for widget in person.window.findChildren(QWidget) if widget.isVisible()]
    assert {theme.is_dark(widget.palette()) for widget in shown} == {name == "dark"}
    assert [widget for widget in shown if not legible(widget)] == []

"""Words stay readable on every ground: 4.5:1, on the real colours of codes, in light and dark."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QPalette
from pytestqt.qtbot import QtBot

from annotator.gui import theme
from annotator.gui.transcript.text_view import TextView
from annotator.project.documents import DocumentText
from annotator.project.palette import CODE_COLOURS
from tests.e2e.driver import Person
from tests.e2e.transcripts import write_transcripts

LEAST = 4.5
PALETTES = {"light": theme._own_palette(theme._LIGHT), "dark": theme._own_palette(theme._DARK)}
# What a person may choose that no palette would offer.
HARSH = ("#000000", "#ffffff", "#ff0000", "#00ff00", "#0000ff", "#ffff00", "#ff00ff", "#00ffff", "#808080")
any_colour = st.integers(0, 0xFFFFFF).map(lambda rgb: f"#{rgb:06x}")


def grounds_too_strong(palette: QPalette, together: tuple[str, ...]) -> list[tuple[str, float]]:
    """The kinds of words that cannot be read well where these codes are, with their contrast."""
    base, text = palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.Text)
    ground = theme.tint(together, base, text)
    words = {"words": text, "the interviewer's words": theme.stepping_back_colour(palette)}
    found = {name: theme.contrast(colour, ground) for name, colour in words.items()}
    return [(name, ratio) for name, ratio in found.items() if ratio < LEAST]


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("colour", [*CODE_COLOURS, *HARSH])
def test_words_are_clear_on_the_ground_of_every_code(name: str, colour: str) -> None:
    assert grounds_too_strong(PALETTES[name], (colour,)) == []


@pytest.mark.parametrize("name", PALETTES)
def test_words_are_clear_where_codes_overlap(name: str) -> None:
    several = [*combinations(CODE_COLOURS, 2), *combinations(CODE_COLOURS[:8], 3), CODE_COLOURS[:12], HARSH]
    assert [(codes, bad) for codes in several if (bad := grounds_too_strong(PALETTES[name], codes))] == []


@pytest.mark.parametrize("name", PALETTES)
@given(together=st.lists(any_colour, min_size=1, max_size=15).map(tuple))
def test_words_are_clear_on_any_colours_at_all(name: str, together: tuple[str, ...]) -> None:
    assert grounds_too_strong(PALETTES[name], together) == []


@pytest.mark.parametrize("name", PALETTES)
def test_a_code_can_still_be_seen_under_its_words(name: str) -> None:
    palette = PALETTES[name]
    base = palette.color(QPalette.ColorRole.Base)
    for colour in CODE_COLOURS:
        ground = theme.tint((colour,), base, palette.color(QPalette.ColorRole.Text))
        assert max(abs(a - b) for a, b in zip(theme._rgb(ground), theme._rgb(base), strict=True)) >= 12, colour


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize(
    ("words", "ground"),
    [
        (QPalette.ColorRole.Text, QPalette.ColorRole.Base),
        (QPalette.ColorRole.Text, QPalette.ColorRole.AlternateBase),
        (QPalette.ColorRole.WindowText, QPalette.ColorRole.Window),
        (QPalette.ColorRole.ButtonText, QPalette.ColorRole.Button),
        (QPalette.ColorRole.HighlightedText, QPalette.ColorRole.Highlight),
        (QPalette.ColorRole.ToolTipText, QPalette.ColorRole.ToolTipBase),
        (QPalette.ColorRole.PlaceholderText, QPalette.ColorRole.Base),
        (QPalette.ColorRole.Link, QPalette.ColorRole.Base),
    ],
    ids=lambda role: role.name,
)
def test_the_colours_of_the_window_are_clear(name: str, words: QPalette.ColorRole, ground: QPalette.ColorRole) -> None:
    palette = PALETTES[name]
    assert theme.contrast(palette.color(words), palette.color(ground)) >= LEAST
    assert theme.contrast(theme.quiet_colour(palette), palette.color(QPalette.ColorRole.Base)) >= LEAST
    assert theme.contrast(theme.quiet_colour(palette), palette.color(QPalette.ColorRole.Window)) >= LEAST


@pytest.mark.qt_log_ignore("propagateSizeHints")
@pytest.mark.parametrize("name", PALETTES)
def test_on_the_screen_the_darkest_and_lightest_points_of_coded_words_are_apart(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    person = Person(qtbot, monkeypatch)
    person.make_project(tmp_path / "Harbour study.annot")
    person.import_files(write_transcripts(tmp_path)[0])
    person.choose(f"view.{name}")
    words = "that chair was mine"
    for colour in CODE_COLOURS:
        code = person.project.codes.add(f"Code {colour}", colour=colour)
        person.project.codings.add(person.page.transcript._shown_id, code.id, *person.span(words))
    person.settle()
    assert person.view.layer.lane_count == len(CODE_COLOURS)
    image = person.view.viewport().grab().toImage()
    start, end = person.place(person.span(words)[0]), person.place(person.span(words)[1] - 1)
    points = [image.pixelColor(x, start.y() + dy) for x in range(start.x(), end.x()) for dy in range(-4, 5)]
    by_light = sorted(points, key=theme._luminance)
    assert theme.contrast(by_light[0], by_light[-1]) >= LEAST
    person.window.close()
    theme.use_colours("system")


def test_the_view_takes_the_colour_that_is_measured_here(qtbot: QtBot) -> None:
    view = TextView(lambda _code_id: "#000000")
    qtbot.addWidget(view)
    view.show_text(DocumentText("I: Where was it?\nP: By the sea.\n" * 3, ()), {"I": "interviewer", "P": "participant"})
    formats = view.document().begin().layout().formats()
    wanted = theme.stepping_back_colour(view.palette())
    assert wanted in [QColor(each.format.foreground().color()) for each in formats]

"""What is drawn in one go beside the text looks as if each number, name and stripe were drawn by itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QImage, QPainter
from pytestqt.qtbot import QtBot

from annotator.gui.transcript.margin_pictures import Label, MarginPictures, Name
from annotator.gui.transcript.numerals import Numerals

_RED = QColor("#c04030")


@pytest.fixture
def sheet(qtbot: QtBot) -> QImage:
    made = QImage(240, 120, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.white)
    return made


def pictures() -> MarginPictures:
    return MarginPictures(QGuiApplication.palette(), QGuiApplication.font(), 17.0, 1.0)


@pytest.mark.parametrize("size_pt", [7.5, 9.0, 12.3])
def test_numbers_drawn_in_one_go_look_like_texts(sheet: QImage, size_pt: float) -> None:
    font, beside = QFont(QGuiApplication.font()), sheet.copy()
    font.setPointSizeF(size_pt)
    numbers = [("7", 60.0, 20.0), ("1041", 60.0, 47.5), ("98", 60.0, 90.25)]
    painter = QPainter(sheet)
    Numerals(font).draw(painter, numbers)
    painter.end()
    painter = QPainter(beside)
    painter.setFont(font)
    for digits, right, foot in numbers:
        painter.drawText(QPointF(right - QFontMetricsF(font).horizontalAdvance(digits), foot), digits)
    painter.end()
    assert sheet == beside


def test_names_drawn_on_one_sheet_look_like_names_drawn_alone(sheet: QImage) -> None:
    names = [
        (Name(Label("Hope", "#3060c0"), 120, False), 4.0, 2.0),
        (Name(Label("Trust in strangers", "#c04030", "AL", False, "#208040"), 90, False), 4.0, 30.4),
        (Name(Label("Hope", "#3060c0"), 120, True), 4.0, 60.6),
    ]
    beside = sheet.copy()
    painter, together = QPainter(sheet), pictures()
    together.paint_names(painter, names)
    together.paint_names(painter, names[1:])
    painter.end()
    painter = QPainter(beside)
    for name in names:
        pictures().paint_names(painter, [name])
    painter.end()
    assert sheet == beside
    assert sheet.pixelColor(11, 2 + 8) == QColor("#3060c0")


@pytest.mark.parametrize("height_px", [4.0, 5.4, 80.0, 30_000.0])
def test_a_stripe_is_full_between_its_round_ends(sheet: QImage, height_px: float) -> None:
    painter = QPainter(sheet)
    pictures().paint_stripe(painter, QRectF(20, 10.3, 4, height_px), _RED)
    painter.end()
    bottom = round(10.3 + height_px)
    inside = range(12, min(bottom - 2, 120))
    assert all(sheet.pixelColor(x, y) == _RED for y in inside for x in range(20, 24))
    assert sheet.pixelColor(21, 10) != QColor("white")
    assert sheet.pixelColor(20, 10) != _RED
    for y in (9, min(bottom, 119 if bottom < 120 else 9)):
        assert sheet.pixelColor(21, y) == QColor("white")
    assert sheet.pixelColor(19, 11) == sheet.pixelColor(24, 11) == QColor("white")

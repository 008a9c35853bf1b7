"""Words of every script stand on the grounds of their codes, and beside their stripes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTextLine
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from annotator.gui import theme
from annotator.gui.row_drawing import draw_line
from annotator.gui.transcript.typography import Typography
from annotator.project.project import Project
from tests.gui.test_transcript_page import Bench, base

ARABIC = "كان الأسبوع الأول هادئا"
HEBREW = "השבוע הראשון היה שקט מאוד"
TEXTS = {
    "arabic": (f"P1: {ARABIC} ثم نمت.", "الأسبوع الأول"),
    "hebrew": (f"P1: {HEBREW} ואז ישנתי.", "הראשון היה"),
    "arabic among latin": ("P1: Then I said مرحبا بك to all of them.", "said مرحبا بك to"),
    "latin among arabic": ("P1: ثم قالت Marit لي إن الكرسي 12 صار لي.", "قالت Marit لي"),
    "half of a turned run": ("P1: Then I said مرحبا بك to all of them.", "I said مرحبا"),
    "chinese": ("P1：第一个星期很安静，只有收音机陪着我。", "收音机"),
    "joined emoji": ("P1: It was 👩🏽‍🚀 and 👨‍👩‍👧‍👦 then.", "👨‍👩‍👧‍👦"),
    "combining marks": ("P1: A cafe\u0301 with Zoe\u0308 there.", "cafe\u0301"),
    "devanagari": ("P1: वह क्षत्रिय था और चला गया।", "क्षत्रिय"),
}


@dataclass
class Page:
    """A transcript page on which some words are coded, and its picture."""

    bench: Bench
    words: str

    @property
    def tint(self) -> QColor:
        colour = self.bench.project.codes.find("Meaning").colour
        return theme.tint((colour,), base())

    def picture(self) -> QImage:
        return self.bench.view.viewport().grab().toImage()

    def glyph_boxes(self, start: int, end: int) -> list[QRectF]:
        """Where a span of code points is painted, as Qt itself says, in the viewport."""
        view = self.bench.view
        first, last = view.positions.to_units(start), view.positions.to_units(end)
        block = view.document().findBlock(first)
        origin = block.layout().position() + view.scroll_offset()
        boxes = []
        for number in range(block.layout().lineCount()):
            line: QTextLine = block.layout().lineAt(number)
            left = max(first - block.position(), line.textStart())
            right = min(last - block.position(), line.textStart() + line.textLength())
            if left < right:
                boxes += [run.boundingRect().translated(origin) for run in line.glyphRuns(left, right - left)]
        return boxes

    def share_of_tint(self, box: QRectF) -> float:
        """How much of the upper edge of a box, where few letters reach, has the ground of the code."""
        image = self.picture()
        y = round(box.top()) + 1
        xs = range(round(box.left()) + 1, round(box.right()) - 1)
        return sum(image.pixelColor(x, y) == self.tint for x in xs) / max(len(xs), 1)


@pytest.fixture(params=TEXTS, ids=list(TEXTS))
def page(request: pytest.FixtureRequest, qtbot: QtBot, project: Project) -> Iterator[Page]:
    text, words = TEXTS[request.param]
    bench = Bench(qtbot, project, text)
    bench.code(words, "Meaning")
    yield Page(bench, words)
    bench.page.close()
    bench.workspace.close()


def test_coded_words_stand_on_their_ground_and_others_do_not(page: Page) -> None:
    start, end = page.bench.span(page.words)
    assert page.tint != base()
    assert all(page.share_of_tint(box) > 0.5 for box in page.glyph_boxes(start, end) if box.width() > 3)
    text = page.bench.view.stored_text
    others = [
        *page.glyph_boxes(text.index(":") + 1 if ":" in text else 3, start - 1),
        *page.glyph_boxes(end + 1, len(text)),
    ]
    assert all(page.share_of_tint(box) < 0.5 for box in others if box.width() > 12)


def test_the_stripe_is_beside_the_lines_of_the_words(page: Page) -> None:
    boxes = page.glyph_boxes(*page.bench.span(page.words))
    ((_, stripe, label),) = page.bench.page.margin.placed()
    middle = (min(box.top() for box in boxes) + max(box.bottom() for box in boxes)) / 2
    assert stripe.top() - 2 <= middle <= stripe.bottom() + 2
    assert not label.isEmpty()


def test_a_click_on_words_finds_them(page: Page) -> None:
    """What is dropped on the middle of coded words falls on their paragraph."""
    box = page.glyph_boxes(*page.bench.span(page.words))[0]
    unit = page.bench.view.cursorForPosition(box.center().toPoint()).position()
    start, end = page.bench.span(page.words)
    to_units = page.bench.view.positions.to_units
    assert to_units(start) <= unit <= to_units(end)
    assert page.bench.view._span_under(QPointF(box.center())) is not None


@pytest.mark.parametrize("size", [9.0, 28.0])
def test_lines_of_arabic_and_hebrew_begin_at_the_right_whatever_their_label(
    qtbot: QtBot, project: Project, size: float
) -> None:
    text = f"P1: {ARABIC}\nP2: {HEBREW}\nI: And then?\n{ARABIC}\nP1: {ARABIC} {HEBREW}"
    bench = Bench(qtbot, project, text)
    bench.page.set_typography(Typography(size_pt=size))
    width = bench.view.viewport().width()
    for number, is_right in ((0, True), (1, True), (2, False), (3, True), (4, True)):
        block = bench.view.document().findBlockByNumber(number)
        ink = block.layout().lineAt(0).naturalTextRect().translated(block.layout().position())
        gaps = ink.left(), width - ink.right()
        assert (gaps[1] < 40) if is_right else (gaps[0] < 40)
        assert (block.textDirection() == Qt.LayoutDirection.RightToLeft) == is_right
    bench.page.close()
    bench.workspace.close()


def test_a_long_turned_text_meets_its_stripes_line_by_line(qtbot: QtBot, project: Project) -> None:
    bench = Bench(qtbot, project, f"P1: {' '.join([HEBREW, ARABIC] * 12)} סוף")
    bench.code("סוף", "Meaning")
    page = Page(bench, "סוף")
    (box,) = page.glyph_boxes(*bench.span("סוף"))
    ((_, stripe, _),) = bench.page.margin.placed()
    assert stripe.top() <= box.center().y() <= stripe.bottom()
    assert stripe.height() < 3 * box.height()
    assert page.share_of_tint(box) > 0.5
    bench.page.close()
    bench.workspace.close()


def test_a_line_of_arabic_in_a_list_has_its_full_stop_at_its_left(qtbot: QtBot) -> None:
    image = QImage(300, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw_line(painter, QStyleOptionViewItem(), QRect(0, 0, 300, 40), "اااا.", QColor("black"))
    painter.end()

    def ink(x: int) -> int:
        return sum(image.pixelColor(x, y).lightness() < 128 for y in range(40))

    inked = [x for x in range(300) if ink(x)]
    assert inked[0] < 20
    assert ink(inked[0]) < max(map(ink, inked)) / 2
    assert ink(inked[-1]) > max(map(ink, inked)) / 2

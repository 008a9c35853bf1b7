"""The transcript itself: a read-only text with the codings painted under its words.

Painting never changes the document, so showing other codings is one update. How the text is laid out is in
`laid_text.py`; stripes and paragraph numbers are drawn by its side widgets.
"""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, floor
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from annotator.gui.codebook.mime import CODES_MIME, PASSAGE_MIME, dragged_codes
from annotator.gui.transcript.coding_grounds import fade_uncoded, outline, paint_grounds
from annotator.gui.transcript.coding_layer import CodingLayer
from annotator.gui.transcript.end_handles import EndHandles
from annotator.gui.transcript.laid_text import LaidText
from annotator.gui.transcript.passage_drag import PassageDrag
from annotator.gui.transcript.shown_coding import ShownCoding
from annotator.project.documents import DocumentText

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotator.project.documents import SpeakerRole
    from annotator.project.ids import Id

_TO_THE_END = (QKeySequence.StandardKey.MoveToEndOfDocument, QKeySequence.StandardKey.SelectEndOfDocument)
_NOTCH = 120  # what a wheel tells for one notch; fine wheels tell parts of it
_HALO_PX = 10  # so far a line and its handles reach beyond the words of the chosen coding


class TextView(LaidText):
    """Shows one stored text and its codings. `colour_of` gives a code's colour."""

    code_wanted = Signal()  # Enter was pressed
    ends_moved = Signal(object, int, int)  # coding id, start and end in code points
    codes_dropped = Signal(object, int, int)  # list of code ids, the span that they fell on in code points
    size_step_wanted = Signal(int)  # 1 for larger, -1 for smaller

    def __init__(self, colour_of: Callable[[Id], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Transcript"))
        self.setAcceptDrops(True)
        self.viewport().setMouseTracking(True)
        self.colour_of = colour_of
        self.layer = CodingLayer.of((), self.positions)
        self.fades_uncoded = False  # whether words without a coding in full sight step back
        self._chosen: Id | None = None
        self._handles = EndHandles(self)
        self._passage_drag = PassageDrag(self)
        self._drop_span: tuple[int, int] | None = None
        self.underlays: list[Callable[[QPainter], None]] = []  # what else is painted under the words
        self._wheel_turned = 0

    # ---- what is shown

    def show_text(
        self, stored: DocumentText, roles: Mapping[str, SpeakerRole], prepare: Callable[[], None] = lambda: None
    ) -> None:
        """Show another text. `roles` says who speaks under each label.

        `prepare` is called before anything is laid out: what makes room beside the text is set there.
        """

        def prepare_codings() -> None:
            self.layer = CodingLayer.of((), self.positions)
            prepare()

        self._chosen = None
        self._take_text(stored, roles, prepare_codings)

    def set_layer(self, layer: CodingLayer) -> None:
        """Show other codings."""
        self.layer = layer
        self.refresh_codings()

    def refresh_codings(self) -> None:
        """Paint the codings anew; nothing is laid out again."""
        self.viewport().update()
        for side in self.sides:
            side.update()

    def refresh_words_of(self, *codings: ShownCoding | None) -> None:
        """Paint the lines of some codings anew, and the sides: for what is coded or chosen by a single key."""
        self.refresh_lines_of(*codings)
        for side in self.sides:
            side.update()

    def refresh_lines_of(self, *codings: ShownCoding | None) -> None:
        """Paint the lines of some codings anew; the sides are left as they are."""
        for top, bottom in (self.sight().extent_of(shown) for shown in codings if shown is not None):
            top, bottom = max(top - _HALO_PX, 0), min(bottom + _HALO_PX, self.viewport().height())
            if top < bottom:
                self.viewport().update(0, floor(top), self.viewport().width(), ceil(bottom - top) + 1)

    def choose(self, coding_id: Id | None) -> None:
        """Outline a coding and give it handles."""
        if coding_id != self._chosen:
            before, self._chosen = self._chosen, coding_id
            self.refresh_words_of(self.layer.get(before), self.layer.get(coding_id))

    @property
    def chosen(self) -> Id | None:
        """The coding that is outlined."""
        return self._chosen

    # ---- events

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setClipRect(event.rect())  # so that underlays can tell what is wanted
        paint_grounds(self, painter, QRectF(event.rect()))
        for paint in self.underlays:
            paint(painter)
        painter.end()
        super().paintEvent(event)
        if self.fades_uncoded or self._chosen is not None or self._drop_span is not None:
            self._paint_over_words(QRectF(event.rect()))

    def _paint_over_words(self, area: QRectF) -> None:
        painter = QPainter(self.viewport())
        if self.fades_uncoded:
            fade_uncoded(self, painter, area)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._handles.paint(painter)
        if self._drop_span is not None:
            pen = QPen(self.palette().color(QPalette.ColorRole.Highlight), 2, Qt.PenStyle.DashLine)
            outline(self, painter, *self._drop_span, pen)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel change the size of the words, a step for each notch."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._wheel_turned += event.angleDelta().y()
        steps = int(self._wheel_turned / _NOTCH)
        self._wheel_turned -= steps * _NOTCH
        if steps:
            self.size_step_wanted.emit(steps)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if any(event.matches(key) for key in _TO_THE_END):
            self._dressing.finish()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.code_wanted.emit()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._handles.take(event.position()):
            event.accept()
            return
        self._passage_drag.press(event)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._handles.is_held:
            self._handles.drag(event.position())
            self.viewport().update()
            return
        if event.buttons() & Qt.MouseButton.LeftButton and self._passage_drag.wants_out(event.position()):
            super().mouseReleaseEvent(_released(event))  # Qt must not go on selecting and scrolling
            self._passage_drag.carry()
            return
        if self._handles.points_at(event.position()):
            self.viewport().update()
        is_over = self._handles.is_pointed
        self.viewport().setCursor(Qt.CursorShape.SizeHorCursor if is_over else Qt.CursorShape.IBeamCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._passage_drag.let_go()
        if not self._handles.is_held:
            super().mouseReleaseEvent(event)
            return
        span = self._handles.let_go()
        words = self.trimmed(*map(self.positions.to_code_points, span)) if span is not None else None
        if words is not None and self._chosen is not None:
            self.ends_moved.emit(self._chosen, *words)
        self.viewport().update()

    # ---- copying and dragging: always the stored words

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        span = self.selected_span()
        if span is not None:
            data.setText(self._stored.text[span[0] : span[1]])
            data.setData(PASSAGE_MIME, f"{span[0]}:{span[1]}".encode())
        return data

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasFormat(CODES_MIME)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(CODES_MIME):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if not event.mimeData().hasFormat(CODES_MIME):
            event.ignore()
            return
        self._drop_span = self._span_under(event.position())
        self.viewport().update()
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._drop_span = None
        self.viewport().update()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        span, self._drop_span = self._span_under(event.position()), None
        self.viewport().update()
        if not event.mimeData().hasFormat(CODES_MIME) or span is None:
            event.ignore()
            return
        event.acceptProposedAction()
        to_code_points = self.positions.to_code_points
        self.codes_dropped.emit(dragged_codes(event.mimeData()), to_code_points(span[0]), to_code_points(span[1]))

    def _span_under(self, point: QPointF) -> tuple[int, int] | None:
        """What a code that is dropped here falls on: the selected words, or else the paragraph without its label."""
        cursor = self.textCursor()
        unit = self.cursorForPosition(point.toPoint()).position()
        to_code_points, to_units = self.positions.to_code_points, self.positions.to_units
        if cursor.hasSelection() and cursor.selectionStart() <= unit <= cursor.selectionEnd():
            span = self.selected_span()
        else:
            span = self.trimmed(*self.units.paragraph_at(to_code_points(unit)))
        return (to_units(span[0]), to_units(span[1])) if span else None


def _released(event: QMouseEvent) -> QMouseEvent:
    """The same, as if the left button had been let go there."""
    button, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    places = event.position(), event.globalPosition()
    return QMouseEvent(QEvent.Type.MouseButtonRelease, *places, button, none, event.modifiers())

"""The transcript itself: a read-only text with the codings painted under its words.

Painting never changes the document, so showing other codings is one update. The view speaks in code points to the
outside and keeps Qt's units to itself. Stripes and paragraph numbers are drawn by its side widgets.
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
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QShowEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from annotator.analysis.text_units import TextUnits
from annotator.analysis.turns import Turn
from annotator.gui import theme
from annotator.gui.codebook.mime import CODES_MIME, PASSAGE_MIME, dragged_codes
from annotator.gui.transcript.coding_grounds import fade_uncoded, outline, paint_grounds
from annotator.gui.transcript.coding_layer import CodingLayer
from annotator.gui.transcript.document_builder import build
from annotator.gui.transcript.end_handles import EndHandles
from annotator.gui.transcript.idle_dressing import IdleDressing
from annotator.gui.transcript.line_looks import Setting
from annotator.gui.transcript.line_shapes import is_turned
from annotator.gui.transcript.passage_drag import PassageDrag
from annotator.gui.transcript.shown_coding import ShownCoding
from annotator.gui.transcript.text_positions import TextPositions
from annotator.gui.transcript.typography import Typography
from annotator.gui.transcript.visible_text import VisibleText
from annotator.project.documents import DocumentText

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotator.project.documents import SpeakerRole
    from annotator.project.ids import Id

_TO_THE_END = (QKeySequence.StandardKey.MoveToEndOfDocument, QKeySequence.StandardKey.SelectEndOfDocument)
_FRAME_PX = 18
_NOTCH = 120  # what a wheel tells for one notch; fine wheels tell parts of it
_HALO_PX = 10  # so far a line and its handles reach beyond the words of the chosen coding
_EASY_CHARS = 52
_FAIR_CHARS = 40
_LEAST_CHARS = 24
_BRIEF_NAME_PX = 80  # a sign and the beginning of a name


class TextView(QTextEdit):
    """Shows one stored text. `colour_of` gives a code's colour."""

    span_selected = Signal(object)  # (start, end) in code points, trimmed, or None
    caret_moved = Signal(int)  # code point
    code_wanted = Signal()  # Enter was pressed
    ends_moved = Signal(object, int, int)  # coding id, start and end in code points
    codes_dropped = Signal(object, int, int)  # list of code ids, the span that they fell on in code points
    scrolled = Signal()
    size_step_wanted = Signal(int)  # 1 for larger, -1 for smaller

    def __init__(self, colour_of: Callable[[Id], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quiet = theme.stepping_back_colour(self.palette())
        self.setReadOnly(True)
        self.setAccessibleName(self.tr("Transcript"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(True)
        self.viewport().setMouseTracking(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.colour_of = colour_of
        self._typography = Typography()
        self._document: QTextDocument | None = None
        self._visible_text: VisibleText | None = None
        self._visible_before: VisibleText | None = None
        self._dressing = IdleDressing(self)
        self._stored = DocumentText("", ())
        self._roles: Mapping[str, SpeakerRole] = {}
        self.positions = TextPositions("")
        self.units = TextUnits("")
        self.layer = CodingLayer.of((), self.positions)
        self._turned: dict[int, bool] = {}
        self.fades_uncoded = False  # whether words without a coding in full sight step back
        self._chosen: Id | None = None
        self._handles = EndHandles(self)
        self._passage_drag = PassageDrag(self)
        self._drop_span: tuple[int, int] | None = None
        self.sides: list[QWidget] = []
        self.underlays: list[Callable[[QPainter], None]] = []  # what else is painted under the words
        self.left_px = 0
        self.right_px = 0
        self._right_least_px = 0
        self._stripes_px = 0
        self.selectionChanged.connect(self._tell_selection)
        self.cursorPositionChanged.connect(self._tell_caret)
        self._top = 0  # the first position in sight, in code points
        self._is_resizing = False
        self._wheel_turned = 0
        self.verticalScrollBar().valueChanged.connect(self._on_scroll)
        self.horizontalScrollBar().valueChanged.connect(self._forget_visible)

    # ---- what is shown

    def show_text(
        self, stored: DocumentText, roles: Mapping[str, SpeakerRole], prepare: Callable[[], None] = lambda: None
    ) -> None:
        """Show another text. `roles` says who speaks under each label.

        `prepare` is called before anything is laid out: what makes room beside the text is set there.
        """
        self._stored, self._roles = stored, roles
        self.positions = TextPositions(stored.text)
        self.units = TextUnits(stored.text, stored.formats)
        self.layer = CodingLayer.of((), self.positions)
        self._turned.clear()
        self._chosen = None
        self._fill(0, 0, prepare)
        self.scroll_to_top(0)
        self._tell_selection()
        self.scrolled.emit()

    @property
    def stored_text(self) -> str:
        """The text as it is stored."""
        return self._stored.text

    @property
    def roles(self) -> Mapping[str, SpeakerRole]:
        """Who speaks under each label."""
        return self._roles

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
        for top, bottom in (self.sight().extent_of(shown) for shown in codings if shown is not None):
            top, bottom = max(top - _HALO_PX, 0), min(bottom + _HALO_PX, self.viewport().height())
            if top < bottom:
                self.viewport().update(0, floor(top), self.viewport().width(), ceil(bottom - top) + 1)
        for side in self.sides:
            side.update()

    def choose(self, coding_id: Id | None) -> None:
        """Outline a coding and give it handles."""
        if coding_id != self._chosen:
            before, self._chosen = self._chosen, coding_id
            self.refresh_words_of(self.layer.get(before), self.layer.get(coding_id))

    @property
    def chosen(self) -> Id | None:
        """The coding that is outlined."""
        return self._chosen

    def set_typography(self, typography: Typography) -> None:
        """Set the words otherwise; the place at the top stays."""
        top = self._top
        self._typography = typography
        self.setFont(typography.font())
        self._refill()
        self._fit_measure()
        self.scroll_to_top(top)

    @property
    def typography(self) -> Typography:
        """How the words are set."""
        return self._typography

    @property
    def is_dressed(self) -> bool:
        """Whether the whole text has its looks; the end of a long one gets them while nobody waits."""
        return self._dressing.is_over

    # ---- places, in code points

    def selected_span(self) -> tuple[int, int] | None:
        """The selected words without the space around them, or None."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        to_code_points = self.positions.to_code_points
        return self.trimmed(to_code_points(cursor.selectionStart()), to_code_points(cursor.selectionEnd()))

    def trimmed(self, start: int, end: int) -> tuple[int, int] | None:
        """A span without white space at its ends, or None where nothing is left."""
        text = self._stored.text[start:end]
        start, end = start + len(text) - len(text.lstrip()), end - (len(text) - len(text.rstrip()))
        return (start, end) if start < end else None

    def select(self, start: int, end: int) -> None:
        """Select a span and bring it into sight."""
        self._dressing.reach(self.positions.to_units(end))
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.positions.to_units(start))
        cursor.setPosition(self.positions.to_units(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.bring_into_sight(start, end)

    def bring_into_sight(self, start: int, end: int) -> None:
        """Scroll so that a span is in sight, with what comes before it, if it is not yet."""
        first = self.rect_of_unit(self.positions.to_units(start))
        last = self.rect_of_unit(self.positions.to_units(end))
        height = self.viewport().height()
        if first.top() < 0 or last.bottom() > height:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + round(first.top() - height / 4))

    def put_caret(self, position: int) -> None:
        """Put the caret at a position without scrolling there; one behind the end of the text is its end."""
        unit = min(self.positions.to_units(position), self.document().characterCount() - 1)
        self._dressing.reach(unit)  # in one go: the cursor would have it reached screen by screen
        cursor = self.textCursor()
        cursor.setPosition(unit)
        self.blockSignals(True)
        self.setTextCursor(cursor)
        self.blockSignals(False)

    def leave_selection(self, position: int) -> None:
        """Put the caret at a position without scrolling there, and let go of what was selected."""
        had_selection = self.textCursor().hasSelection()
        self.put_caret(position)
        if had_selection:
            self.selectionChanged.emit()

    def caret(self) -> int:
        """Where the caret is."""
        return self.positions.to_code_points(self.textCursor().position())

    def top_position(self) -> int:
        """The first position in sight."""
        if self.verticalScrollBar().value() == 0:
            return 0
        return self.positions.to_code_points(self.sight().ends[0])

    def scroll_to_top(self, position: int) -> None:
        """Scroll so that the line with a position is the first one in sight."""
        bar = self.verticalScrollBar()
        self._dressing.reach(self.positions.to_units(position))
        top = bar.value() + self._line_rect(self.positions.to_units(position)).top()
        bar.setValue(0 if position == 0 else round(top))
        self._top = position

    # ---- geometry for the side widgets, in units and viewport pixels

    def sight(self) -> VisibleText:
        """What is in sight now. Qt also moves lines without a word: as it wraps them anew, or lays out some more."""
        if self._visible_text is None or not self._visible_text.still_holds(self):
            self._visible_text = self._visible_before = VisibleText(self, self._visible_before)
        return self._visible_text

    def visible_blocks(self) -> list[tuple[QTextBlock, QRectF]]:
        """The blocks in sight with their rectangles in the viewport."""
        return self.sight().blocks

    def visible_units(self) -> tuple[int, int]:
        """A span of units that holds all lines in sight, and little more even where one paragraph is the whole text."""
        return self.sight().units

    def ends_in_sight(self) -> tuple[int, int]:
        """The units of the first and of the last character in sight."""
        return self.sight().ends

    def scroll_offset(self) -> QPointF:
        """From the document's places to the viewport's."""
        return QPointF(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())

    def is_turned(self, block: QTextBlock) -> bool:
        """Whether a block has text from right to left."""
        number = block.blockNumber()
        if number not in self._turned:
            self._turned[number] = is_turned(block)
        return self._turned[number]

    def rect_of_unit(self, unit: int) -> QRectF:
        """Where the caret would stand at a unit, in the viewport."""
        self._dressing.reach(unit)
        cursor = QTextCursor(self.document())
        cursor.setPosition(max(0, min(unit, self.document().characterCount() - 1)))
        return QRectF(self.cursorRect(cursor))

    def set_side_widths(self, left_px: int, right_px: int, right_least_px: int, stripes_px: int) -> None:
        """Make room for the side widgets.

        The right one gives way to the words down to its least width; where that leaves too few characters a line, down
        to the beginnings of names, and at last to its stripes.
        """
        widths = (left_px, right_px, right_least_px, stripes_px)
        if widths != (self.left_px, self.right_px, self._right_least_px, self._stripes_px):
            self.left_px, self.right_px, self._right_least_px, self._stripes_px = widths
            self._fit_measure()

    # ---- events

    def changeEvent(self, event: QEvent) -> None:
        """Words that step back do so in the colours of the palette: in another one they are set anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and theme.stepping_back_colour(self.palette()) != self._quiet:
            top = self._top
            self._refill()
            self.scroll_to_top(top)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the lines anew and keep the place: what was at the top stays there."""
        self._is_resizing = True
        self._forget_visible()
        super().resizeEvent(event)
        self._fit_measure()
        if self.document().isLayoutEnabled() and (self.verticalScrollBar().value() or self._top):
            self.scroll_to_top(self._top)
        self._is_resizing = False
        self.viewport().update()  # the words have moved, and their grounds with them

    def showEvent(self, event: QShowEvent) -> None:
        """Stay at the place: Qt would go to the caret when it is shown for the first time."""
        top, value = self._top, self.verticalScrollBar().value()
        super().showEvent(event)
        if self.verticalScrollBar().value() != value:
            self.scroll_to_top(top)

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

    # ---- inside

    def _take_turns(self, turns: tuple[Turn, ...]) -> None:
        """The looks of a long text needed its turns: the units need not look for them again."""
        if "spoken" not in vars(self.units):
            self.units = TextUnits(self._stored.text, self._stored.formats, turns)

    def _refill(self) -> None:
        cursor = self.textCursor()
        self._fill(cursor.anchor(), cursor.position())

    def _fill(self, anchor: int, position: int, prepare: Callable[[], None] = lambda: None) -> None:
        """Lay the text out anew, with the selection (in units) as given, and without telling of what comes between."""
        self.blockSignals(True)
        self._quiet = theme.stepping_back_colour(self.palette())
        setting = Setting(self._roles, self.font(), self._quiet, self._typography.line_height_percent)
        dressing = build(self._stored, self.positions, setting)
        document, before = dressing.document, self._document
        document.setParent(self)
        document.setLayoutEnabled(False)  # Qt lays it out at each step from here on; a long paragraph takes 0.2 s
        self._forget_blocks()
        self.setDocument(document)
        self._document = document
        prepare()
        document.documentLayout().update.connect(self._forget_blocks)
        self._dressing.take(dressing)
        dressing.turns_found.connect(self._take_turns)
        document.setLayoutEnabled(True)
        if before is not None:
            before.deleteLater()  # the widget only lets go of it
        cursor = QTextCursor(document)
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.blockSignals(False)

    def _forget_visible(self) -> None:
        self._visible_text = None

    def _forget_blocks(self) -> None:
        self._visible_text = self._visible_before = None

    def _on_scroll(self) -> None:
        self._forget_visible()
        self._dressing.reach_height(self.verticalScrollBar().value() + self.viewport().height())
        if not self._is_resizing:
            self._top = self.top_position()
        self.scrolled.emit()

    def _tell_selection(self) -> None:
        self.span_selected.emit(self.selected_span())

    def _tell_caret(self) -> None:
        self.caret_moved.emit(self.caret())

    def _fit_measure(self) -> None:
        """Keep lines at a readable length: spare room goes to both sides, and what is missing comes from the right."""
        char_px = QFontMetricsF(self.font()).averageCharWidth()
        measure_px = round(char_px * self._typography.measure_chars)
        room = self.width() - self.verticalScrollBar().sizeHint().width() - self.left_px
        right = max(self._right_least_px, min(self.right_px, room - round(char_px * _EASY_CHARS)))
        if room - right < char_px * _FAIR_CHARS:
            right = max(self._stripes_px + _BRIEF_NAME_PX, room - round(char_px * _FAIR_CHARS))
        if room - right < char_px * _LEAST_CHARS:
            right = self._stripes_px
        spare = max(0, room - right - measure_px - 2 * _FRAME_PX)
        left, right = self.left_px + spare // 3, right + spare - spare // 3
        if self.viewportMargins().left() != left or self.viewportMargins().right() != right:
            self.setViewportMargins(left, 0, right, 0)
        self._place_sides()

    def _place_sides(self) -> None:
        area = self.viewport().geometry()
        for side, (x, width) in zip(
            self.sides,
            ((0, area.left()), (area.right() + 1, self.viewportMargins().right())),
            strict=False,
        ):
            side.setGeometry(x, area.top(), width, area.height())
            side.update()

    def _line_rect(self, unit: int) -> QRectF:
        """The rectangle of the line that holds a unit, in the viewport."""
        block = self.document().findBlock(unit)
        whole = self.document().documentLayout().blockBoundingRect(block)  # lays out what is not yet
        line = block.layout().lineForTextPosition(unit - block.position())
        if not line.isValid():
            return whole.translated(0, -self.verticalScrollBar().value())
        return line.rect().translated(block.layout().position() + self.scroll_offset())

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

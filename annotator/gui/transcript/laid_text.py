"""A stored text, laid out to be read: where its words are on the screen, which are in sight, and what is selected.

It knows nothing of codings. It speaks in code points to the outside and keeps Qt's units to itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QResizeEvent,
    QShowEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from annotator.analysis.text_units import TextUnits
from annotator.analysis.turns import Turn
from annotator.gui import theme
from annotator.gui.transcript.document_builder import build
from annotator.gui.transcript.idle_dressing import IdleDressing
from annotator.gui.transcript.line_looks import Setting
from annotator.gui.transcript.line_shapes import is_turned
from annotator.gui.transcript.side_room import SideWidths, room_beside
from annotator.gui.transcript.text_positions import TextPositions
from annotator.gui.transcript.typography import Typography
from annotator.gui.transcript.visible_text import VisibleText
from annotator.project.documents import DocumentText

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotator.project.documents import SpeakerRole


class LaidText(QTextEdit):
    """Shows one stored text between its sides, the widgets beside it."""

    span_selected = Signal(object)  # (start, end) in code points, trimmed, or None
    caret_moved = Signal(int)  # code point
    scrolled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quiet = theme.stepping_back_colour(self.palette())
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setUndoRedoEnabled(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._typography = Typography()
        self._document: QTextDocument | None = None
        self._visible_text: VisibleText | None = None
        self._visible_before: VisibleText | None = None
        self._dressing = IdleDressing(self)
        self._stored = DocumentText("", ())
        self._roles: Mapping[str, SpeakerRole] = {}
        self.positions = TextPositions("")
        self.units = TextUnits("")
        self._turned: dict[int, bool] = {}
        self.sides: list[QWidget] = []
        self._side_widths = SideWidths(0, 0, 0, 0)
        self._top = 0  # the first position in sight, in code points
        self._is_resizing = False
        self.selectionChanged.connect(self._tell_selection)
        self.cursorPositionChanged.connect(self._tell_caret)
        self.verticalScrollBar().valueChanged.connect(self._on_scroll)
        self.horizontalScrollBar().valueChanged.connect(self._forget_visible)

    # ---- what is shown

    @property
    def stored_text(self) -> str:
        """The text as it is stored."""
        return self._stored.text

    @property
    def roles(self) -> Mapping[str, SpeakerRole]:
        """Who speaks under each label."""
        return self._roles

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

    # ---- geometry, in units and viewport pixels

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
        """Make room for the side widgets, as `room_beside` gives it to them."""
        widths = SideWidths(left_px, right_px, right_least_px, stripes_px)
        if widths != self._side_widths:
            self._side_widths = widths
            self._fit_measure()

    # ---- events

    def changeEvent(self, event: QEvent) -> None:
        """Words that step back do so in the colours of the palette: in another one they are set anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and theme.stepping_back_colour(self.palette()) != self._quiet:
            top = self._top
            self._refill()
            self.scroll_to_top(top)

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

    # ---- inside

    def _take_text(
        self, stored: DocumentText, roles: Mapping[str, SpeakerRole], prepare: Callable[[], None] = lambda: None
    ) -> None:
        """Show another text from its beginning; `prepare` is called before anything is laid out."""
        self._stored, self._roles = stored, roles
        self.positions = TextPositions(stored.text)
        self.units = TextUnits(stored.text, stored.formats)
        self._turned.clear()
        self._fill(0, 0, prepare)
        self.scroll_to_top(0)
        self._tell_selection()
        self.scrolled.emit()

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
        char_px = QFontMetricsF(self.font()).averageCharWidth()
        whole = self.width() - self.verticalScrollBar().sizeHint().width()
        left, right = room_beside(whole, self._side_widths, char_px, self._typography.measure_chars)
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

"""The list of passages that a rule found: ticked by Space, shown in the transcript as one goes along them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.gui import theme
from annotator.gui.auto_coding.hits_model import IS_DOCUMENT, NAME, NUMBER, STATE, WORDS, HitsModel
from annotator.gui.line_direction import text_option
from annotator.gui.row_drawing import draw_ground, draw_line, quiet, split_end, split_start, strong

Index = QModelIndex | QPersistentModelIndex
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SHOWN_AFTER_MS = 120
_LAID_OUT_ROWS = 1_000
_NUMBER_PX = 44
_GAP_PX = 2 * theme.GRID_PX
_UNDERLINED_CHARS = 80  # a whole turn needs no sign of where it is


class HitsView(QListView):
    """Documents and their passages. Several rows can be chosen and ticked at once."""

    shown = Signal(object)  # Hit: its place is to be shown, the keyboard stays here
    entered = Signal(object)  # Hit: somebody wants to go there

    def __init__(self, model: HitsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hits = model
        self.setModel(model)
        self.setAccessibleName(self.tr("Passages found"))
        self.setUniformItemSizes(True)
        self.setItemDelegate(HitRow(self))
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._soon = QTimer(self, singleShot=True, interval=_SHOWN_AFTER_MS)
        self._soon.timeout.connect(self._show_current)
        model.modelReset.connect(self._on_reset)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._tick_chosen()
        elif event.key() in _ENTERS:
            self._enter(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:  # noqa: N802  Qt calls it
        """A list that is long is only painted anew: Qt would lay out every row for one tick, though none is larger."""
        if self._hits.rowCount() > _LAID_OUT_ROWS:
            self.viewport().update()
        else:
            super().dataChanged(first, last, list(roles))

    def keyboardSearch(self, search: str) -> None:
        """Letters find nothing here: Qt would read the words of every row for them."""

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if self.hasFocus() and current.isValid():
            self._soon.start()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()

    def _tick_chosen(self) -> None:
        current = self.currentIndex()
        if current.isValid():
            is_on = current.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
            self._hits.tick(self.selectionModel().selectedIndexes() or [current], not is_on)

    def _enter(self, index: QModelIndex) -> None:
        hit = self._hits.hit_at(index)
        if hit is not None:
            self._soon.stop()
            self.entered.emit(hit)

    def _show_current(self) -> None:
        hit = self._hits.hit_at(self.currentIndex())
        if hit is not None and self.hasFocus():
            self.shown.emit(hit)

    def _on_reset(self) -> None:
        self._soon.stop()
        if self._hits.rowCount() > 1:
            self.setCurrentIndex(self._hits.index(1))


class HitRow(QStyledItemDelegate):
    """Draws a passage among its words: paragraph, what stands before, the passage itself, what stands after."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, max(QFontMetrics(option.font).height(), 16) + 2 * theme.GRID_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = draw_ground(self, painter, option, index)
        style = shown.widget.style() if shown.widget else QApplication.style()
        painter.save()
        self._draw_edge_of_box(painter, shown, style)
        box = style.subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, shown, shown.widget)
        _, room = split_start(shown.rect, box.right() - shown.rect.left() + 1, _GAP_PX, shown)
        room.adjust(0, 0, -_GAP_PX, 0)
        draw = self._draw_document if index.data(IS_DOCUMENT) else self._draw_hit
        draw(painter, shown, room, index)
        painter.restore()

    def _draw_edge_of_box(self, painter: QPainter, option: QStyleOptionViewItem, style: QStyle) -> None:
        """On a dark ground the style leaves a box without a tick all but invisible."""
        if option.features & QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator:
            box = style.subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, option.widget)
            painter.setPen(quiet(option))
            painter.drawRect(box.adjusted(0, 0, -1, -1))

    def _draw_document(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, index: Index) -> None:
        painter.setFont(theme.heading_font(option.font, 0))
        figure = str(index.data(NUMBER) or "")
        end, room = split_end(room, painter.fontMetrics().horizontalAdvance(figure) + theme.GRID_PX, _GAP_PX, option)
        draw_line(painter, option, end, figure, quiet(option))
        draw_line(painter, option, room, str(index.data() or ""), strong(option))

    def _draw_hit(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, index: Index) -> None:
        painter.setFont(theme.small_font(option.font))
        number, room = split_start(room, _NUMBER_PX, theme.GRID_PX, option)
        draw_line(painter, option, number, str(index.data(NUMBER) or ""), quiet(option))
        sign = self._sign(index)
        if sign:
            width = min(painter.fontMetrics().horizontalAdvance(sign) + theme.GRID_PX, room.width() // 2)
            end, room = split_end(room, width, _GAP_PX, option)
            draw_line(painter, option, end, sign, quiet(option))
        self._draw_words(painter, option, room, index)

    def _sign(self, index: Index) -> str:
        states = {"alike": self.tr("coded so already"), "overlaps": self.tr("overlaps one coded so")}
        state = states.get(str(index.data(STATE)), "")
        return "  ·  ".join(part for part in (str(index.data(NAME) or ""), state) if part)

    def _draw_words(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, index: Index) -> None:
        """One line that begins near the passage, whatever the direction of its script."""
        before, passage, after = index.data(WORDS)
        metrics = QFontMetrics(option.font)
        # The passage matters more than what stands before it: that gets a third of the line at most.
        before = metrics.elidedText(before, Qt.TextElideMode.ElideLeft, room.width() // 3)
        left_px = room.width() - metrics.horizontalAdvance(before)
        rest = metrics.elidedText(passage + after, Qt.TextElideMode.ElideRight, left_px)
        start, length = _units(before), min(_units(passage), _units(rest))
        layout = QTextLayout(before + rest, option.font)
        layout.setTextOption(text_option(before + rest, QTextOption.WrapMode.NoWrap))
        plain = _range(0, _units(before + rest), quiet(option))
        layout.setFormats([plain, _range(start, length, strong(option), is_underlined=length <= _UNDERLINED_CHARS)])
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(room.width())
        layout.endLayout()
        painter.setClipRect(room)
        layout.draw(painter, QPointF(room.left(), room.top() + (room.height() - line.height()) / 2))
        painter.setClipping(False)


def _units(words: str) -> int:
    """How many of Qt's units, of 16 bits each, words have."""
    return len(words.encode("utf-16-le", "surrogatepass")) // 2


def _range(start: int, length: int, colour: QColor, *, is_underlined: bool = False) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = start, length
    look = QTextCharFormat()
    look.setForeground(colour)
    look.setFontUnderline(is_underlined)  # colour is never the only sign
    made.format = look
    return made

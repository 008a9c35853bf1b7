"""How a found segment looks in its row: up to three lines of its words, the code with its colour, the rest small."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter, QPalette, QTextLayout, QTextLine, QTextOption
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from annotator.gui import theme
from annotator.gui.line_direction import text_option
from annotator.gui.row_drawing import draw_swatch, quiet, split_start, strong
from annotator.gui.segments.result_model import COLOUR, COLUMNS, SECOND_LINE, Index, ResultModel

_LINES = 3
_EDGE_PX = theme.GRID_PX + 2
_SIDE_PX = 2 * theme.GRID_PX
_SWATCH_PX = 14
_SIGN_PX = 14


def row_height(widget: QWidget) -> int:
    """How high each row is, in pixels."""
    return _LINES * QFontMetrics(widget.font()).lineSpacing() + 2 * _EDGE_PX


def heading_height(widget: QWidget) -> int:
    """How high the heading of a group is, in pixels."""
    return QFontMetrics(theme.heading_font(widget.font(), 0)).lineSpacing() + 2 * _EDGE_PX


class ResultRow(QStyledItemDelegate):
    """Draws the cells of the table of segments, and the headings of groups over its whole width."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text, shown.icon = "", QIcon()
        model = self._view.model()
        assert isinstance(model, ResultModel)
        group = model.group_at(index.row())
        painter.save()
        if group is not None:
            self._draw_heading(painter, shown, str(index.data()), is_closed=model.is_closed(group))
            painter.restore()
            return
        shown.state &= ~QStyle.StateFlag.State_HasFocus
        QApplication.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        painter.setPen(shown.palette.color(QPalette.ColorRole.Midlight))
        painter.drawLine(shown.rect.bottomLeft(), shown.rect.bottomRight())
        self._draw_cell(painter, shown, index)
        painter.restore()

    def _draw_cell(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        column = COLUMNS[index.column()]
        room = option.rect.adjusted(_SIDE_PX, _EDGE_PX, -_SIDE_PX, -_EDGE_PX)
        if column == "memo":
            icon = index.data(Qt.ItemDataRole.DecorationRole)
            if isinstance(icon, QIcon) and not icon.isNull():
                place = QRect(option.rect.center().x() - _SIGN_PX // 2, room.y(), _SIGN_PX, _SIGN_PX)
                theme.icon("memo", quiet(option)).paint(painter, place)
            return
        words = str(index.data() or "")
        if column == "code":
            self._draw_code(painter, option, room, words, index)
            return
        painter.setPen(strong(option) if column == "words" else quiet(option))
        if column == "paragraph":
            painter.setFont(_underlined(option.font))
            painter.setPen(self._link(option))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop), words)
            return
        draw_wrapped(painter, room, words, option.font, _LINES, may_turn=column == "words")

    def _draw_code(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, words: str, index: Index
    ) -> None:
        line = QFontMetrics(option.font).lineSpacing()
        sign, room = split_start(room, _SWATCH_PX, theme.GRID_PX + 2, option)
        draw_swatch(painter, option, QRect(sign.x(), room.y(), sign.width(), line), str(index.data(COLOUR)))
        painter.setPen(strong(option))
        above = str(index.data(SECOND_LINE) or "")
        used = draw_wrapped(painter, room, words, option.font, _LINES - 1 if above else _LINES, may_turn=False)
        if above:
            small = theme.small_font(option.font)
            painter.setPen(quiet(option))
            rest = QRect(room.x(), room.y() + used, room.width(), QFontMetrics(small).lineSpacing())
            painter.setFont(small)
            shown = painter.fontMetrics().elidedText(above, Qt.TextElideMode.ElideRight, rest.width())
            leading = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
            painter.drawText(rest, int(leading | Qt.TextFlag.TextSingleLine), shown)

    def _draw_heading(self, painter: QPainter, option: QStyleOptionViewItem, words: str, *, is_closed: bool) -> None:
        palette = option.palette
        painter.fillRect(option.rect, palette.color(QPalette.ColorRole.AlternateBase))
        painter.setPen(palette.color(QPalette.ColorRole.Mid))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        arrow = QStyleOptionViewItem(option)
        arrow.rect = QRect(option.rect.x() + theme.GRID_PX, option.rect.y(), 16, option.rect.height())
        arrow.state |= QStyle.StateFlag.State_Children
        if not is_closed:
            arrow.state |= QStyle.StateFlag.State_Open
        QApplication.style().drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorBranch, arrow, painter, option.widget)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(palette.color(QPalette.ColorRole.Highlight))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        painter.setFont(theme.heading_font(option.font, 0))
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        room = option.rect.adjusted(24, 0, -_SIDE_PX, 0)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter), shown)

    def _link(self, option: QStyleOptionViewItem) -> QColor:
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        return strong(option) if is_selected else option.palette.color(QPalette.ColorRole.Link)


def draw_wrapped(painter: QPainter, room: QRect, words: str, font: QFont, most_lines: int, *, may_turn: bool) -> int:
    """Draw words on up to so many lines; the last one may end in an ellipsis.

    Words of a right-to-left script stand at the right if they `may_turn`; names stay beside their signs.
    Gives back the height that they took, in pixels.
    """
    metrics = QFontMetrics(font)
    text = " ".join(words.split())
    layout = QTextLayout(text, font)
    option = text_option(text, QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere, may_turn=may_turn)
    layout.setTextOption(option)
    lines = list(_lines(layout, room.width(), metrics.lineSpacing(), most_lines))
    rest = _from_unit(text, lines[-1].textStart()) if lines and _ends_early(lines[-1], text) else ""
    for line in lines[:-1] if rest else lines:
        line.draw(painter, QPointF(room.topLeft()))
    if rest:
        top = room.y() + (len(lines) - 1) * metrics.lineSpacing()
        last = QRect(room.x(), top, room.width(), metrics.lineSpacing())
        painter.setFont(font)
        shown = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(last, int(option.alignment() | Qt.TextFlag.TextSingleLine), shown)
    return len(lines) * metrics.lineSpacing()


def _lines(layout: QTextLayout, width_px: int, line_px: int, most: int) -> Iterator[QTextLine]:
    layout.beginLayout()
    for number in range(most):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width_px)
        line.setPosition(QPointF(0, number * line_px))
        yield line
    layout.endLayout()


def _ends_early(line: QTextLine, text: str) -> bool:
    return line.textStart() + line.textLength() < len(text.encode("utf-16-le")) // 2


def _from_unit(text: str, unit: int) -> str:
    """The text from a UTF-16 unit on."""
    return text.encode("utf-16-le")[2 * unit :].decode("utf-16-le")


def _underlined(font: QFont) -> QFont:
    underlined = QFont(font)
    underlined.setUnderline(True)
    return underlined

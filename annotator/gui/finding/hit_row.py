"""How a row of the search room looks: the hit set off among its words; below, quietly, where it is and its codes."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QIcon,
    QMouseEvent,
    QPainter,
    QPalette,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.analysis.excerpts import Excerpt, excerpt
from annotator.gui import theme
from annotator.gui.finding.hit_facts import HitFacts
from annotator.gui.finding.hit_list import Hit, HitGroup, HitList
from annotator.gui.finding.library import Title
from annotator.gui.finding.titles import Titles
from annotator.gui.line_direction import text_option
from annotator.gui.row_drawing import draw_line, draw_swatch, quiet, split_end, split_start, strong
from annotator.gui.workspace import Workspace

Index = QModelIndex | QPersistentModelIndex
_EDGE_PX = theme.GRID_PX + 2
_SIDE_PX = 2 * theme.GRID_PX
_TICK_PX = 16
_SIGN_PX = 14
_INDENT_PX = 6 * theme.GRID_PX
_MOST_CODES = 4
_MOST_CODE_PX = 160
_GROUND_SHARE = 0.22
_ICONS = {"texts": "document", "memos": "memo", "codes": "code"}


class HitRow(QStyledItemDelegate):
    """Draws groups and hits, each on two lines of the same height."""

    def __init__(self, workspace: Workspace, facts: HitFacts, titles: Titles, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._facts = facts
        self._titles = titles

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, row_height_px(option.font))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = cast(HitList, index.model())
        group, hit = model.group_at(index.row()), model.hit_at(index.row())
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text, shown.icon = "", QIcon()
        shown.features &= ~QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        style = shown.widget.style() if shown.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        if group is None:
            return
        painter.save()
        if model.is_codable(group):
            self._draw_tick(painter, shown, model.tick_state(index.row()), hit is not None)
        room = self._room(shown, hit is not None)
        if hit is None:
            self._draw_group(painter, shown, room, group, model)
        else:
            self._draw_hit(painter, shown, room, hit)
        painter.restore()

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        """A click on the box ticks; on the arrow of a group it folds."""
        if event.type() != QEvent.Type.MouseButtonRelease or not isinstance(event, QMouseEvent):
            return False
        hits = cast(HitList, model)
        is_hit = hits.hit_at(index.row()) is not None
        place = event.position().toPoint()
        if self._tick_rect(option, is_hit).adjusted(-4, -8, 4, 8).contains(place):
            is_ticked = hits.tick_state(index.row()) == Qt.CheckState.Checked
            hits.tick([index.row()], not is_ticked)
            return True
        group = hits.group_at(index.row())
        if not is_hit and group is not None and self._room(option, False).left() + _SIGN_PX + 4 > place.x():
            hits.set_folded(index.row(), not hits.is_folded(group))
            return True
        return False

    # ---- where things are

    def _tick_rect(self, option: QStyleOptionViewItem, is_hit: bool) -> QRect:
        left = option.rect.left() + _SIDE_PX + (_INDENT_PX if is_hit else 0)
        top = option.rect.top() + (option.rect.height() - _TICK_PX) // 2
        return QStyle.visualRect(option.direction, option.rect, QRect(left, top, _TICK_PX, _TICK_PX))

    def _room(self, option: QStyleOptionViewItem, is_hit: bool) -> QRect:
        taken = _SIDE_PX + (_INDENT_PX if is_hit else 0) + _TICK_PX + _SIDE_PX
        room = option.rect.adjusted(taken, _EDGE_PX, -_SIDE_PX, -_EDGE_PX)
        return QStyle.visualRect(option.direction, option.rect, room)

    # ---- drawing

    def _draw_tick(self, painter: QPainter, option: QStyleOptionViewItem, state: Qt.CheckState, is_hit: bool) -> None:
        """A box with a tick, or a bar where only some hits of a group are ticked; clear in light and dark."""
        box = QRectF(self._tick_rect(option, is_hit)).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(quiet(option), 1))
        painter.drawRoundedRect(box, 2, 2)
        painter.setPen(QPen(strong(option), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        if state == Qt.CheckState.Checked:
            corner = QPointF(box.left() + 0.42 * box.width(), box.bottom() - 3.5)
            painter.drawPolyline([box.center() - QPointF(3.5, 0), corner, QPointF(box.right() - 3, box.top() + 3.5)])
        elif state == Qt.CheckState.PartiallyChecked:
            painter.drawLine(box.center() - QPointF(3, 0), box.center() + QPointF(3, 0))
        painter.restore()

    def _draw_group(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, group: HitGroup, model: HitList
    ) -> None:
        first, second = _two_lines(room, option)
        title = self._titles.of(group)
        arrow, first = split_start(first, _SIGN_PX, 4, option)
        _draw_arrow(painter, option, arrow, model.is_folded(group))
        sign, first = split_start(first, _SIGN_PX, 6, option)
        theme.icon(_ICONS[group.place], strong(option)).paint(painter, sign)
        figure = option.locale.toString(group.count)
        painter.setFont(option.font)
        box, first = split_end(first, QFontMetrics(option.font).horizontalAdvance(figure), _SIDE_PX, option)
        draw_line(painter, option, box, figure, quiet(option))
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        draw_line(painter, option, first, title.name, strong(option))
        painter.setFont(theme.small_font(option.font))
        indented = split_start(second, 2 * _SIGN_PX + 4, 6, option)[1]
        draw_line(painter, option, indented, title.about, quiet(option))

    def _draw_hit(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, hit: Hit) -> None:
        first, second = _two_lines(room, option)
        _draw_excerpt(painter, option, first, excerpt(hit.source.text, hit.start, hit.end))
        painter.setFont(theme.small_font(option.font))
        if hit.source.place != "texts":
            draw_line(painter, option, second, self._titles.part(hit.source.part), quiet(option))
            return
        facts = self._facts.of(hit)
        if facts is None:
            return
        words = "  ·  ".join(part for part in (f"¶ {facts.paragraph(hit)}", facts.speaker(hit)) if part)
        width = painter.fontMetrics().horizontalAdvance(words) + theme.GRID_PX
        box, rest = split_start(second, width, 2 * _SIDE_PX, option)
        draw_line(painter, option, box, words, quiet(option))
        self._draw_codes(painter, option, rest, hit)

    def _draw_codes(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, hit: Hit) -> None:
        facts = self._facts.of(hit)
        codes = [code for code_id in (facts.code_ids(hit) if facts else ()) if (code := self._workspace.code(code_id))]
        for code in codes[:_MOST_CODES]:
            width = min(painter.fontMetrics().horizontalAdvance(code.name) + 4, _MOST_CODE_PX)
            if room.width() < width + _SIGN_PX + _SIDE_PX:
                break
            sign, room = split_start(room, _SIGN_PX, theme.GRID_PX, option)
            draw_swatch(painter, option, sign, code.colour)
            box, room = split_start(room, width, 2 * _SIDE_PX, option)
            draw_line(painter, option, box, code.name, quiet(option))
        if len(codes) > _MOST_CODES:
            draw_line(painter, option, room, f"+{len(codes) - _MOST_CODES}", quiet(option))


def row_height_px(font: QFont) -> int:
    """Room for two lines, the second a small one."""
    return QFontMetrics(font).height() + QFontMetrics(theme.small_font(font)).height() + 2 * _EDGE_PX


def group_words(title: Title, count_words: str) -> str:
    """What a screen reader says of a group."""
    return ", ".join(part for part in (title.name, title.about, count_words) if part)


def _two_lines(room: QRect, option: QStyleOptionViewItem) -> tuple[QRect, QRect]:
    height = QFontMetrics(option.font).height()
    second = room.adjusted(0, room.height() - QFontMetrics(theme.small_font(option.font)).height(), 0, 0)
    return QRect(room.x(), room.y(), room.width(), height), second


def _draw_arrow(painter: QPainter, option: QStyleOptionViewItem, box: QRect, is_folded: bool) -> None:
    arrow = QStyleOptionViewItem(option)
    arrow.rect = box
    style = option.widget.style() if option.widget else QApplication.style()
    folded = (
        QStyle.PrimitiveElement.PE_IndicatorArrowRight
        if option.direction == Qt.LayoutDirection.LeftToRight
        else QStyle.PrimitiveElement.PE_IndicatorArrowLeft
    )
    style.drawPrimitive(folded if is_folded else QStyle.PrimitiveElement.PE_IndicatorArrowDown, arrow, painter)


def _draw_excerpt(painter: QPainter, option: QStyleOptionViewItem, line: QRect, shown: Excerpt) -> None:
    """The words on one line, at the side where their script begins; the hit strong, underlined, on its own ground."""
    layout = QTextLayout(shown.text, option.font)
    layout.setTextOption(text_option(shown.text, QTextOption.WrapMode.NoWrap))
    layout.beginLayout()
    layout.createLine().setLineWidth(line.width())
    layout.endLayout()
    painter.save()
    painter.setClipRect(line)
    painter.setPen(strong(option))
    layout.draw(painter, QPointF(line.topLeft()), [_hit_format(option, shown)])
    painter.restore()


def _hit_format(option: QStyleOptionViewItem, shown: Excerpt) -> QTextLayout.FormatRange:
    format_ = QTextCharFormat()
    format_.setFontWeight(QFont.Weight.Bold)
    format_.setFontUnderline(True)
    if not option.state & QStyle.StateFlag.State_Selected:
        colour = QColor(option.palette.color(QPalette.ColorRole.Highlight))
        colour.setAlphaF(_GROUND_SHARE)
        format_.setBackground(colour)
    made = QTextLayout.FormatRange()
    # Qt counts in UTF-16 units.
    made.start = len(shown.text[: shown.start].encode("utf-16-le")) // 2
    made.length = len(shown.text[shown.start : shown.end].encode("utf-16-le")) // 2
    made.format = format_
    return made

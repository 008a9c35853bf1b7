"""How the cells of a sheet look and are edited: lists for choices, lines for notes, a sign where words misfit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QComboBox,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.gui import theme
from annotator.gui.participants.cells_model import CHOICES_ROLE, LONG_ROLE, CellsModel, Index, Look
from annotator.gui.participants.cells_view import CellsView

_Hint = QAbstractItemDelegate.EndEditHint
_PADDING_PX = 6
# Put together once: each | of two flags takes longer than painting a line.
_AT_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
_AT_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
_SELECTED, _FOCUSED = QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_HasFocus
_Key = Qt.Key
_EDITOR_KEYS = frozenset(
    {_Key.Key_Return, _Key.Key_Enter, _Key.Key_Insert, _Key.Key_Delete, _Key.Key_D, _Key.Key_J, _Key.Key_F2}
    | {_Key.Key_Up, _Key.Key_Down, _Key.Key_Left, _Key.Key_Right, _Key.Key_S, _Key.Key_F8}
)
_SIGN_PX = 14
_LONG_LINES = 5
_MOST_CHARS = 600  # more than any column is wide
_SURELY_SHORT_CHARS = 4
_LONG_WIDTH_CHARS = 44


class CellDelegate(QStyledItemDelegate):
    """Draws and edits the cells of a `CellsView`."""

    def __init__(self, view: CellsView) -> None:
        super().__init__(view)
        self._view = view

    # ---- looks

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        # Without the style: it asks the model for a dozen roles of each cell, and a screen has hundreds of cells.
        look = self._view.cells.look(index.row(), index.column())
        rect, palette = option.rect, option.palette
        is_selected = bool(option.state & _SELECTED)
        painter.fillRect(rect, palette.highlight() if is_selected else palette.base())
        painter.setPen(palette.midlight().color())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        room = rect.adjusted(_PADDING_PX, 0, -_PADDING_PX, 0)
        colour = palette.highlightedText().color() if is_selected else palette.text().color()
        if look.is_quiet and not is_selected:
            colour = theme.quiet_colour(palette)
        if look.reason:
            sign = QRect(room.left(), room.center().y() - _SIGN_PX // 2, _SIGN_PX, _SIGN_PX)
            theme.icon("warning", colour).paint(painter, sign)
            room.setLeft(sign.right() + 4)
        painter.setPen(colour)
        self._draw_words(painter, room, option, look)
        if option.state & _FOCUSED:
            painter.setPen(palette.text().color())
            painter.drawRect(rect.adjusted(0, 0, -2, -2))

    def _draw_words(self, painter: QPainter, room: QRect, option: QStyleOptionViewItem, look: Look) -> None:
        if not look.words:
            return
        if look.reason:
            slanted = QFont(option.font)
            slanted.setItalic(True)
            painter.setFont(slanted)
        words = " ".join(look.words[:_MOST_CHARS].split())
        if len(words) > _SURELY_SHORT_CHARS:
            words = option.fontMetrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _AT_RIGHT if look.is_number else _AT_LEFT, words)
        if look.reason:
            painter.setFont(option.font)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return super().sizeHint(option, index) + QSize(2 * _PADDING_PX, 0)

    # ---- editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        choices = index.data(CHOICES_ROLE)
        if choices:
            editor: QWidget = _choice_editor(parent, choices)
        elif index.data(LONG_ROLE):
            editor = QPlainTextEdit(parent)
            editor.setTabChangesFocus(True)
        else:
            editor = QLineEdit(parent)
            editor.setFrame(False)
        heading = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        editor.setAccessibleName(str(heading or ""))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        words = self._cells().words(index.row(), index.column())
        if isinstance(editor, QComboBox):
            editor.setCurrentText(words)
            editor.lineEdit().selectAll()  # type: ignore[union-attr]
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(words)
            editor.selectAll()
        elif isinstance(editor, QLineEdit):
            editor.setText(words)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        words = _words_in(editor)
        if words != self._cells().words(index.row(), index.column()):
            self._view.put({(index.row(), index.column()): words})

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        place = QRect(option.rect)
        if isinstance(editor, QPlainTextEdit):
            metrics = editor.fontMetrics()
            wide = max(place.width(), metrics.averageCharWidth() * _LONG_WIDTH_CHARS)
            place.setSize(QSize(wide, metrics.lineSpacing() * _LONG_LINES + 8))
            room = self._view.viewport().rect()
            place.moveRight(min(place.right(), max(room.right(), place.width() - 1)))
            place.moveBottom(min(place.bottom(), max(room.bottom(), place.height() - 1)))
        editor.setGeometry(place)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """In a note, Enter ends as elsewhere, and Alt+Enter or Shift+Enter begins a line.

        Keys that mean something to the cells are the editor's while it is open.
        """
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() in _EDITOR_KEYS
        ):
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(editor, QPlainTextEdit):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier):
                    editor.insertPlainText("\n")
                    return True
                return self._end(editor, _Hint.SubmitModelCache)
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                is_forward = event.key() == Qt.Key.Key_Tab
                return self._end(editor, _Hint.EditNextItem if is_forward else _Hint.EditPreviousItem)
        return super().eventFilter(editor, event)

    def _end(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> bool:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, hint)
        return True

    def _cells(self) -> CellsModel:
        return self._view.cells


def _choice_editor(parent: QWidget, choices: Sequence[str]) -> QComboBox:
    field = QComboBox(parent)
    field.setEditable(True)
    field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    field.addItems(list(choices))
    field.setFrame(False)
    field.setCurrentIndex(-1)
    completer = field.completer()
    assert completer is not None
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    return field


def _words_in(editor: QWidget) -> str:
    if isinstance(editor, QComboBox):
        return editor.currentText()
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    return editor.text() if isinstance(editor, QLineEdit) else ""

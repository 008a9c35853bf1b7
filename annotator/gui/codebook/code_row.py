"""How a code looks in the tree: its colour, its name, a memo sign, its count, and its inline editor."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QApplication,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from annotator.gui import theme
from annotator.gui.codebook.digit_sign import SIGN_PX, draw_digit
from annotator.gui.codebook.model import CodebookModel, CodeLook
from annotator.gui.row_drawing import SWATCH_PX, draw_line, draw_swatch, quiet, split_end, split_start, strong
from annotator.project.codes import NAME_LIMIT

Index = QModelIndex | QPersistentModelIndex
_SIGN_PX = 14
_GAP_PX = theme.GRID_PX
_NO_CODINGS = "–"
_State = QStyle.StateFlag
# Put together once: a codebook that scrolls draws some twenty rows, and joining flags in Python is slow.
_GROUND_STATES = _State.State_Selected | _State.State_MouseOver | _State.State_HasFocus


class CodeRow(QStyledItemDelegate):
    """Draws a code. A collapsed code counts the codes under it too. A refused new name stays in its editor."""

    def __init__(self, tree: QTreeView) -> None:
        super().__init__(tree)
        self._tree = tree
        self._is_refused = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = QFontMetrics(option.font).height() + 2 * theme.GRID_PX
        return QSize(80, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if option.state & _GROUND_STATES:  # the style would draw nothing else
            ground = QStyleOptionViewItem(option)
            self._tree.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, self._tree)
        look = _model(index).look_of(index)
        painter.save()
        painter.setFont(option.font)
        room = option.rect.adjusted(_GAP_PX, 0, -2 * _GAP_PX, 0)
        swatch, room = split_start(room, SWATCH_PX, _GAP_PX + 2, option)
        draw_swatch(painter, option, swatch, look.colour)
        room = self._draw_count(painter, option, room, self._figure(index, look))
        room = self._draw_signs(painter, option, room, look)
        if look.is_marked:
            font = QFont(option.font)
            font.setBold(True)
            painter.setFont(font)
        draw_line(painter, option, room, look.name, strong(option))
        painter.restore()

    def count_shown(self, index: Index) -> str:
        """The figure at the end of the row."""
        return self._figure(index, _model(index).look_of(index))

    def _figure(self, index: Index, look: CodeLook) -> str:
        is_sum = look.own != look.total and not self._tree.isExpanded(index)
        count = look.total if is_sum else look.own
        return self._tree.locale().toString(count) if count else _NO_CODINGS

    def _draw_count(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, figure: str) -> QRect:
        box, rest = split_end(room, painter.fontMetrics().horizontalAdvance(figure) + 1, 2 * _GAP_PX, option)
        draw_line(painter, option, box, figure, quiet(option))
        return rest

    def _draw_signs(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, look: CodeLook) -> QRect:
        if look.has_memo:
            box, room = split_end(room, _SIGN_PX, _GAP_PX, option)
            theme.icon("memo", quiet(option)).paint(painter, box)
        if look.digit:
            box, room = split_end(room, SIGN_PX, _GAP_PX, option)
            draw_digit(painter, box, look.digit, quiet(option))
        return room

    # ---- renaming in place

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setMaxLength(NAME_LIMIT)
        editor.setAccessibleName(self.tr("New name of the code"))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        if not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        is_same = editor.text() == index.data(Qt.ItemDataRole.EditRole)
        self._is_refused = not is_same and not model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        _, box = split_start(option.rect, SWATCH_PX + _GAP_PX, _GAP_PX, option)
        editor.setGeometry(box)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(editor, QLineEdit):
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                    self._finish(editor)
                    return True
            elif event.type() == QEvent.Type.FocusOut and editor.isVisible() and not editor.hasFocus():
                # A menu or another window takes the keyboard for a moment only.
                if self._tree.isActiveWindow() and not _is_popup_open():
                    self._finish(editor)
                return False
        return super().eventFilter(editor, event)

    def _finish(self, editor: QLineEdit) -> None:
        """Take the name over, and leave the editor open with its text where it is refused."""
        self.commitData.emit(editor)
        if not self._is_refused:
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)


def _model(index: Index) -> CodebookModel:
    model = index.model()
    assert isinstance(model, CodebookModel)
    return model


def _is_popup_open() -> bool:
    return QApplication.activePopupWidget() is not None

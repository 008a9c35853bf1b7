"""The type-to-find list of codes, opened over the transcript: a few letters and Enter code the passage.

It changes nothing itself: it says which code was chosen, or which new one is wanted.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.analysis.code_matching import CodeEntry, entries, exact, match, path_names
from annotator.gui import theme
from annotator.gui.codebook.quick_rows import QuickRow, QuickRows
from annotator.gui.codebook.recent_codes import RecentCodes
from annotator.gui.memos.elided_label import ElidedLabel
from annotator.gui.workspace import Workspace
from annotator.project.changes import Changes
from annotator.project.codes import NAME_LIMIT, PATH_SEPARATOR

_WIDTH_PX = 380
_MOST_ROWS = 8
# These keys move in the list while the keyboard stays in the field.
_LIST_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class QuickList(QFrame):
    """A popup that finds codes by parts of their names and paths, the ones used last first."""

    chosen = Signal(object)  # Id
    new_wanted = Signal(str)  # a path, such as "Trust > Hope"

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._workspace = workspace
        self._entries: list[CodeEntry] | None = None
        self._recent = RecentCodes.of(workspace)
        self._place = QPoint()
        self._above_px = 0
        self._came_from: QWidget | None = None
        self.heading = ElidedLabel()
        self.hint = QLabel(self.tr("No codes yet. Type a name and press Enter; “Trust > Hope” makes both."))
        self.field = QLineEdit(self)
        self.list = QListView(self)
        self.rows = QuickRows(workspace, self)
        self._lay_out()
        self.field.textChanged.connect(self._find)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._take)
        workspace.changed.connect(self._on_change)

    def open_at(self, place: QPoint, *, above_px: int = 0, heading: str = "") -> None:
        """Open with the corner at a place of the screen, empty, the keyboard in the field.

        Where there is no room for all rows below, it ends `above_px` above the place. `heading` says what the code is
        for, where that is not the passage.
        """
        self._came_from = QApplication.focusWidget()
        self._place, self._above_px = place, above_px
        self.heading.say(heading)
        self.heading.setVisible(bool(heading))
        self.field.clear()
        self._find()
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() in _LIST_KEYS:
            QApplication.sendEvent(self.list, event)
            self._tell_reader()
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.list.currentIndex())
            return True
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._came_from is not None:
            self._came_from.setFocus(Qt.FocusReason.PopupFocusReason)
            self._came_from = None

    def _find(self) -> None:
        """Show what the typed letters find, and the offer to make what is not there."""
        if self._entries is None:
            self._entries = entries(self._workspace.tree)
        query = self.field.text()
        found = [entry.code_id for entry in match(query, self._entries, self._recent.ids)]
        names = path_names(query)
        is_new = bool(names) and exact(query, self._entries) is None
        self.rows.show_codes(found, PATH_SEPARATOR.join(names) if is_new else "")
        self._fit()
        self.list.setCurrentIndex(self.rows.index(0))
        self.list.scrollToTop()
        self._tell_reader()

    def _fit(self) -> None:
        """As high as the rows that were found, at the same place of the words."""
        count = self.rows.rowCount()
        self.list.setVisible(count > 0)
        self.hint.setVisible(count == 0)
        self.list.setFixedHeight(self._row_px * min(max(count, 1), _MOST_ROWS))
        self._column.activate()
        self.adjustSize()
        room = self.screen().availableGeometry()
        tallest = self.height() + self._row_px * _MOST_ROWS - self.list.height()
        top = self._place.y()
        if top + tallest > room.bottom() and top - self._above_px - self.height() >= room.top():
            top -= self._above_px + self.height()
        left = max(room.left(), min(self._place.x(), room.right() - self.width()))
        self.move(left, max(room.top(), min(top, room.bottom() - self.height())))

    def _take(self, index: QModelIndex) -> None:
        """Choose what a row stands for. The popup goes first, so that the keyboard is back in the transcript."""
        code_id, path = self.rows.code_at(index), self.rows.new_path_at(index)
        if code_id is None and not path:
            return
        self.hide()
        if code_id is not None:
            self.chosen.emit(code_id)
        else:
            self.new_wanted.emit(path)

    def _on_change(self, changes: Changes) -> None:
        if changes.touches("code"):
            self._entries = None

    def _tell_reader(self) -> None:
        """Let a screen reader speak the current row, though the keyboard stays in the field."""
        event = QAccessibleEvent(self.list, QAccessible.Event.Focus)
        event.setChild(self.list.currentIndex().row())
        QAccessible.updateAccessibility(event)

    def _lay_out(self) -> None:
        self.setObjectName("quickList")
        self.setAccessibleName(self.tr("Code the passage"))
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.field.setPlaceholderText(self.tr("Type to find a code, or a new name"))
        self.field.setAccessibleName(self.tr("Find a code"))
        self.field.setMaxLength(8 * NAME_LIMIT)
        self.list.setModel(self.rows)
        self.list.setAccessibleName(self.tr("Codes found"))
        self.list.setItemDelegate(QuickRow(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFocusProxy(self.field)  # its keys move in the list
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self._row_px = self.list.itemDelegate().sizeHint(_option_of(self.list), QModelIndex()).height()
        self.list.setFixedWidth(_WIDTH_PX)
        self.heading.setFont(theme.small_font(self.font()))
        self.heading.setFixedWidth(_WIDTH_PX)
        self.hint.setFont(theme.small_font(self.font()))
        self.hint.setWordWrap(True)
        self.hint.setFixedWidth(_WIDTH_PX)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(theme.GRID_PX)
        column.addWidget(self.heading)
        column.addWidget(self.field)
        column.addWidget(self.list)
        column.addWidget(self.hint)


def _option_of(view: QListView) -> QStyleOptionViewItem:
    option = QStyleOptionViewItem()
    option.initFrom(view)
    option.font = view.font()
    return option

"""The pane "Codings here": the codings at the caret or in the selection, in reading order, for eyes, keys and ears."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QVBoxLayout, QWidget

from annotator.gui import theme
from annotator.gui.actions import Actions
from annotator.gui.transcript.coding_choice import CodingChoice
from annotator.gui.transcript.here_rows import HereRow, HereRows
from annotator.gui.transcript.margin_pictures import Label
from annotator.gui.transcript.shown_coding import ShownCoding
from annotator.gui.transcript.text_view import TextView
from annotator.gui.workspace import Workspace

# The keys of these actions work in the list too: they act on the chosen coding.
_SHARED = (
    "coding.delete",
    "coding.recode",
    "memo.here",
    "go.next_coding",
    "go.previous_coding",
    "coding.start_earlier",
    "coding.start_later",
    "coding.end_earlier",
    "coding.end_later",
)
_MENU = ("coding.recode", "coding.example", "memo.here", "", "coding.delete")
_ROWS_WANTED = 3


class CodingsHere(QWidget):
    """A slim list. The row that is current is the coding that is chosen."""

    changed = Signal(int)  # how many codings are here
    left = Signal()  # the keyboard is wanted back in the words

    def __init__(
        self,
        workspace: Workspace,
        view: TextView,
        choice: CodingChoice,
        label_of: Callable[[ShownCoding], Label],
        words_of: Callable[[ShownCoding], str],
        actions: Actions,
    ) -> None:
        super().__init__()
        self.setObjectName("codingsHere")
        self.setAccessibleName(self.tr("Codings here"))
        self._workspace = workspace
        self._view = view
        self._choice = choice
        self._actions = actions
        self._is_following = False
        self.rows = HereRows(workspace, view, label_of, words_of, self)
        self.list = _HereList(actions, self)
        self.list.setModel(self.rows)
        self._lay_out()
        self._connect()

    def sizeHint(self) -> QSize:
        row = self.list.sizeHintForRow(0) if self.rows.rowCount() else self.fontMetrics().height() + 8
        return QSize(400, _ROWS_WANTED * row + theme.GRID_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.fontMetrics().height() + 4 * theme.GRID_PX)

    def focus_widget(self) -> QWidget:
        """What takes the keyboard in this pane."""
        return self.list

    def refresh(self) -> None:
        """Show what is coded at the caret now. Nothing is done while the pane is not in sight."""
        if not self.isVisible():
            return
        self._is_following = True
        self.rows.show_codings(self._choice.here() if self._workspace.document_id is not None else [])
        self._follow_choice()
        self._is_following = False
        self.changed.emit(self.rows.rowCount())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    # ---- inside

    def _follow_choice(self) -> None:
        here = self.rows.index_of(self._workspace.coding_id)
        if here != self.list.currentIndex() or not self.list.selectionModel().isSelected(here):
            self.list.setCurrentIndex(here)
        if here.isValid():
            self.list.scrollTo(here)

    def _take_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        shown = self.rows.shown_at(current)
        if shown is not None and not self._is_following:
            self._workspace.choose_coding(shown.id)
            to_code_points = self._view.positions.to_code_points
            self._view.bring_into_sight(to_code_points(shown.start), to_code_points(shown.end))

    def _go_to(self, index: QModelIndex) -> None:
        """Select the words of a coding, with the keyboard in the transcript."""
        shown = self.rows.shown_at(index)
        if shown is not None:
            self._workspace.choose_coding(shown.id)
            self._view.select(*map(self._view.positions.to_code_points, (shown.start, shown.end)))
            self._workspace.choose_coding(shown.id)
        self.left.emit()

    def _open_menu(self, place: QPoint) -> None:
        if not self.rows.rowCount():
            return
        menu = self._actions.context_menu(self, _MENU)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.list.viewport().mapToGlobal(place))

    def _lay_out(self) -> None:
        self.list.setItemDelegate(HereRow(self.list))
        self.list.setAccessibleName(self.tr("Codings here"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)

    def _connect(self) -> None:
        workspace = self._workspace
        for signal in (self._view.span_selected, self._view.caret_moved, workspace.coding_chosen):
            signal.connect(self.refresh)
        self.list.selectionModel().currentChanged.connect(self._take_current)
        self.list.activated.connect(self._go_to)
        self.list.left.connect(self.left)
        self.list.customContextMenuRequested.connect(self._open_menu)


class _HereList(QListView):
    """The list itself: what the keys of the transcript do to a coding, they do here too."""

    left = Signal()

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._actions = actions
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.model().rowCount():
            return
        painter = QPainter(self.viewport())
        painter.setPen(theme.quiet_colour(self.palette()))
        painter.setFont(theme.small_font(self.font()))
        room = self.viewport().rect().adjusted(3 * theme.GRID_PX, 2 * theme.GRID_PX, -3 * theme.GRID_PX, 0)
        words = self.tr("Nothing is coded at the cursor. {keys} goes to the next coding.")
        words = words.format(keys=self._actions.keys_shown("go.next_coding"))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextWordWrap), words)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
            return
        pressed = QKeySequence(event.keyCombination())
        for name in _SHARED:
            if pressed in self._actions[name].shortcuts():
                self._actions[name].trigger()
                return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))

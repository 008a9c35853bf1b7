"""The list of places, and above it the choice of which are shown."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QToolButton,
    QWidget,
)

from annotator.gui import theme
from annotator.gui.compare.list_model import SHOWN, DifferenceList, Index, Shown
from annotator.gui.compare.list_row import DifferenceRow, row_height

_EDGE_PX = 4 * theme.GRID_PX
_CHOSEN = QItemSelectionModel.SelectionFlag.ClearAndSelect


class DifferenceView(QTableView):
    """Shows a `DifferenceList`. One place is the current one, whether or not it is in the list just now."""

    place_chosen = Signal(int)  # number
    text_wanted = Signal()  # Enter was pressed

    def __init__(self, model: DifferenceList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.places = model
        self._is_following = False
        self.setModel(model)
        self.setAccessibleName(self.tr("Agreements and differences"))
        self.setItemDelegate(DifferenceRow(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        rows = self.verticalHeader()  # a list would ask the model once for every row whenever one comes or goes
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(row_height(self.font()))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def show_current(self, number: int) -> None:
        """Stand on a place, or on none where it is not in the list."""
        row = self.places.row_of(number)
        self._is_following = True
        if row < 0:
            self.selectionModel().clear()
        else:
            self.selectionModel().setCurrentIndex(self.places.index(row), _CHOSEN)
            self.scrollTo(self.places.index(row))
        self._is_following = False

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if not self._is_following and current.isValid():
            self.place_chosen.emit(self.places.number_at(current.row()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The panel below takes more or less room with each place; the current one stays in sight where it was."""
        current = self.visualRect(self.currentIndex())
        was_in_sight = current.isValid() and 0 <= current.top() <= event.oldSize().height() - current.height()
        super().resizeEvent(event)
        if was_in_sight:
            self.scrollTo(self.currentIndex())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.places.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(theme.quiet_colour(self.palette()))
            room = self.viewport().rect().adjusted(*(_EDGE_PX * sign for sign in (1, 1, -1, -1)))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self.empty_words())
            painter.end()

    def empty_words(self) -> str:
        """Why nothing is listed."""
        if self.places.shown == "settled":
            return self.tr("Nothing is settled yet.")
        if self.places.shown == "open" and self.places.counts()["differences"]:
            return self.tr("All differences are settled.")
        return self.tr("No differences: these coders agree on all that they coded here.")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes with the keyboard stands on a place."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.setCurrentIndex(self.places.index(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.text_wanted.emit()
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are the keys of commands here, not of a search."""


class ShownBar(QWidget):
    """Which places are listed, with how many of them there are."""

    chosen = Signal(str)  # a `Shown`

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[Shown, QToolButton] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GRID_PX, theme.GRID_PX, theme.GRID_PX, theme.GRID_PX)
        row.setSpacing(theme.GRID_PX // 2)
        for name in SHOWN:
            button = QToolButton(autoRaise=True)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(partial(self.chosen.emit, name))
            self._group.addButton(button)
            self.buttons[name] = button
            row.addWidget(button)
        row.addStretch()
        self.show_counts(dict.fromkeys(SHOWN, 0))

    def show_choice(self, shown: Shown) -> None:
        """Let one of them be pressed in."""
        self.buttons[shown].setChecked(True)

    def show_counts(self, counts: dict[Shown, int]) -> None:
        """Say how many places each choice has."""
        names = {
            "all": self.tr("All"),
            "differences": self.tr("Differences"),
            "open": self.tr("Open"),
            "settled": self.tr("Settled"),
        }
        for name, button in self.buttons.items():
            button.setText(f"{names[name]} {self.locale().toString(counts[name])}")

"""The line above the list of segments: how many there are, how they are sorted and grouped, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolButton, QWidget

from annotator.analysis.segment_order import Column, GroupedBy, Order
from annotator.gui import theme
from annotator.gui.actions import Actions
from annotator.gui.memos.elided_label import ElidedLabel

_GROUPS: tuple[GroupedBy, ...] = ("", "code", "participant", "document", "coder")
_SORTS: tuple[Column, ...] = ("document", "code", "participant", "paragraph", "coder", "words", "memo")
_BUTTONS = (
    "segments.recode",
    "segments.add_code",
    "segments.uncode",
    "segments.memo",
    "segments.copy_table",
    "segments.report",
    "segments.word",
    "segments.context",
)
_LABELS_FROM_PX = 700
_LEAST_WORDS_PX = 108


class ListBar(QWidget):
    """Says what is listed and holds the order."""

    changed = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self.words = ElidedLabel(is_quiet=False)
        self.sort = QComboBox()
        self.group = QComboBox()
        self.turn = QToolButton(autoRaise=True)
        self._labels: list[QLabel] = []
        self.words.setMinimumWidth(_LEAST_WORDS_PX)
        self._prepare()
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * theme.GRID_PX, theme.GRID_PX, 2 * theme.GRID_PX, theme.GRID_PX)
        row.setSpacing(theme.GRID_PX)
        row.addWidget(self.words, 1)
        for words, field in ((self.tr("sorted by"), self.sort), (self.tr("grouped by"), self.group)):
            label = QLabel(words)
            label.setBuddy(field)
            self._labels.append(label)
            row.addWidget(label)
            row.addWidget(field)
            if field is self.sort:
                row.addWidget(self.turn)
        row.addSpacing(2 * theme.GRID_PX)
        for name in _BUTTONS:
            button = QToolButton(autoRaise=True)
            button.setDefaultAction(actions[name])
            button.setAccessibleName(actions[name].text().replace("&", ""))
            row.addWidget(button)

    @property
    def order(self) -> Order:
        """How the list is sorted and grouped."""
        return Order(_SORTS[self.sort.currentIndex()], self.turn.isChecked(), _GROUPS[self.group.currentIndex()])

    def show_order(self, order: Order) -> None:
        """Hold another order, without telling."""
        was_blocked = self.blockSignals(True)
        self.sort.setCurrentIndex(_SORTS.index(order.column))
        self.group.setCurrentIndex(_GROUPS.index(order.grouped_by))
        self.turn.setChecked(order.is_descending)
        self.blockSignals(was_blocked)

    def name_keys(self) -> None:
        """Say the keys in the tooltips; they may be others now."""
        for name in _BUTTONS:
            action = self._actions[name]
            action.setToolTip(self._actions.with_keys(action.iconText(), name))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, how many segments there are matters more than what the fields say of themselves."""
        super().resizeEvent(event)
        for label in self._labels:
            label.setVisible(event.size().width() >= _LABELS_FROM_PX)

    def sort_by(self, column: Column) -> None:
        """Sort by a column; where that is so already, the other way round."""
        is_same = self.order.column == column
        self.show_order(Order(column, is_same and not self.order.is_descending, self.order.grouped_by))
        self.changed.emit()

    def _prepare(self) -> None:
        self.sort.addItems(
            [
                self.tr("document and place"),
                self.tr("code"),
                self.tr("participant"),
                self.tr("paragraph"),
                self.tr("coder"),
                self.tr("words"),
                self.tr("memo"),
            ]
        )
        self.group.addItems(
            [self.tr("nothing"), self.tr("code"), self.tr("participant"), self.tr("document"), self.tr("coder")]
        )
        self.sort.setAccessibleName(self.tr("Sorted by"))
        self.group.setAccessibleName(self.tr("Grouped by"))
        self.turn.setCheckable(True)
        self.turn.setText("⇅")
        self.turn.setAccessibleName(self.tr("The other way round"))
        self.turn.setToolTip(self.turn.accessibleName())
        for combo in (self.sort, self.group):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            combo.setToolTip(combo.accessibleName())
            combo.activated.connect(lambda _index: self.changed.emit())
        self.turn.toggled.connect(lambda _on: self.changed.emit())

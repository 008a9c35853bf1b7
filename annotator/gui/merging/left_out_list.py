"""The documents of a project, each with a tick for whether it goes along in a copy."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from annotator.gui import theme
from annotator.project.ids import Id

_HEIGHT_PX = 160
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class LeftOutList(QWidget):
    """All are ticked at first; `without` are those whose tick was taken."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ids: list[Id] = []
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Documents that go along"))
        self.list.setFixedHeight(_HEIGHT_PX)
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.all_button = QPushButton(self.tr("All"))
        self.none_button = QPushButton(self.tr("None"))
        self.all_button.setAccessibleName(self.tr("All documents go along"))
        self.none_button.setAccessibleName(self.tr("No document goes along"))
        self.all_button.clicked.connect(lambda: self._tick_all(_CHECKED))
        self.none_button.clicked.connect(lambda: self._tick_all(_UNCHECKED))
        self._lay_out()
        self.list.itemChanged.connect(lambda _item: self.changed.emit())

    @property
    def without(self) -> frozenset[Id]:
        """The documents that stay here."""
        return frozenset(
            document_id for row, document_id in enumerate(self._ids) if self.list.item(row).checkState() == _UNCHECKED
        )

    def show_documents(self, names: Mapping[Id, str]) -> None:
        """List these; a tick that was taken stays taken."""
        without = self.without
        self.list.blockSignals(True)
        self.list.clear()
        self._ids = list(names)
        for document_id, name in names.items():
            item = QListWidgetItem(name)
            item.setToolTip(name)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_UNCHECKED if document_id in without else _CHECKED)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.changed.emit()

    def _tick_all(self, state: Qt.CheckState) -> None:
        self.list.blockSignals(True)
        for row in range(self.list.count()):
            self.list.item(row).setCheckState(state)
        self.list.blockSignals(False)
        self.changed.emit()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * theme.GRID_PX)
        buttons.addWidget(self.all_button)
        buttons.addWidget(self.none_button)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * theme.GRID_PX)
        column.addWidget(self.list)
        column.addLayout(buttons)

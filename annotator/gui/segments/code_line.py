"""The codes of one condition in a query: chips, and whether the codes under them count as well."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from annotator.analysis.segment_query import CodeSet
from annotator.gui import theme
from annotator.gui.segments.chip_field import ChipField
from annotator.gui.segments.choices import Choices, id_of


class CodeLine(QWidget):
    """Codes to choose; the tick for those under them is there where it makes a difference."""

    changed = Signal()

    def __init__(self, choices: Choices, name: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = choices
        self.chips = ChipField(name, hint, choices.find_codes, choices.code)
        self.under = QCheckBox(self.tr("and the codes under them"))
        self.under.setChecked(True)
        self.under.setFont(theme.small_font(self.font()))
        self.under.setAccessibleName(f"{name}: {self.under.text()}")
        self.setFocusProxy(self.chips)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.chips)
        column.addWidget(self.under)
        self._show_state()
        self.chips.changed.connect(self._on_change)
        self.under.toggled.connect(self._on_change)

    @property
    def codes(self) -> CodeSet:
        """The codes that are chosen."""
        return CodeSet(tuple(map(id_of, self.chips.keys)), self.under.isChecked())

    def show_codes(self, codes: CodeSet) -> None:
        """Show others, without telling."""
        was_blocked = self.blockSignals(True)
        self.chips.show_keys(code_id.hex() for code_id in codes.codes)
        self.under.setChecked(codes.with_under)
        self.blockSignals(was_blocked)
        self._show_state()

    def refresh(self) -> None:
        """Name the codes anew."""
        self.chips.refresh()
        self._show_state()

    def _on_change(self) -> None:
        self._show_state()
        self.changed.emit()

    def _show_state(self) -> None:
        self.under.setVisible(self._choices.has_under(self.chips.keys))

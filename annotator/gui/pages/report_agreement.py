"""The lines that say how the report's table of agreement is made; in sight only while that table is ticked."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QWidget

from annotator.analysis.agreement_terms import COUNTED, UNITS
from annotator.gui import theme
from annotator.gui.pages.report_choice import ReportChoice
from annotator.reports import agreement


class AgreementLines(QWidget):
    """What is decided on, which text counts, whether codes count with those under them, and who coded what."""

    chosen = Signal(object)  # the ReportChoice with what is chosen here

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice = ReportChoice()
        self.unit = QComboBox()
        self.counted = QComboBox()
        self.below = QCheckBox(self.tr("&Codes with those under them"))
        self.by_all = QCheckBox(self.tr("Everyone coded everyt&hing"))
        self._fill()
        self._lay_out()
        for combo in (self.unit, self.counted):
            combo.activated.connect(self._on_chosen)
        for box in (self.below, self.by_all):
            box.toggled.connect(self._on_chosen)

    def show_choice(self, choice: ReportChoice) -> None:
        """Show what is chosen."""
        self._choice = choice
        for box, is_on in ((self.below, choice.agreement_below), (self.by_all, choice.agreement_by_all)):
            with QSignalBlocker(box):
                box.setChecked(is_on)
        self.unit.setCurrentIndex(UNITS.index(choice.agreement_unit))
        self.counted.setCurrentIndex(COUNTED.index(choice.agreement_counted))
        self.counted.setEnabled(choice.agreement_unit not in ("exact_segment", "overlapping_segment"))
        self.setVisible(agreement.NAME in choice.chosen_tables)

    def _on_chosen(self) -> None:
        self.chosen.emit(
            replace(
                self._choice,
                agreement_unit=UNITS[self.unit.currentIndex()],
                agreement_counted=COUNTED[self.counted.currentIndex()],
                agreement_below=self.below.isChecked(),
                agreement_by_all=self.by_all.isChecked(),
            )
        )

    def _fill(self) -> None:
        units = {
            "character": self.tr("characters"),
            "sentence": self.tr("sentences"),
            "paragraph": self.tr("paragraphs"),
            "turn": self.tr("turns"),
            "exact_segment": self.tr("segments of the same words"),
            "overlapping_segment": self.tr("segments that overlap"),
        }
        counted = {
            "everything": self.tr("all text"),
            "coded": self.tr("what somebody coded"),
            "compared": self.tr("what got one of the codes"),
        }
        self.unit.addItems([units[unit] for unit in UNITS])
        self.counted.addItems([counted[each] for each in COUNTED])

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.GRID_PX)
        grid.setColumnStretch(1, 1)
        for row, (words, combo, tooltip) in enumerate(
            (
                (self.tr("A&greement by:"), self.unit, self.tr("What each coder gives a code or not")),
                (self.tr("Coun&ting:"), self.counted, self.tr("Whether text that nobody coded counts as agreed on")),
            )
        ):
            label = QLabel(words)
            label.setBuddy(combo)
            combo.setAccessibleName(words.replace("&", "").rstrip(":"))
            combo.setToolTip(tooltip)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            grid.addWidget(label, row, 0)
            grid.addWidget(combo, row, 1)
        self.below.setToolTip(self.tr("Each code of the agreement table counts together with the codes under it"))
        grid.addWidget(self.below, 2, 0, 1, 2)
        self.by_all.setToolTip(
            self.tr("A coder without a coding in a document has read it and found nothing; else it is not compared")
        )
        grid.addWidget(self.by_all, 3, 0, 1, 2)

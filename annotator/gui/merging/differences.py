"""The section of all fields that both changed: which values are taken, one by one or all at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.analysis.merge_story import Difference
from annotator.gui import theme
from annotator.gui.merging.difference_row import DifferenceRow
from annotator.gui.merging.key_order import point_at
from annotator.gui.merging.section import Section, quiet_label
from annotator.project.merging.choosing import Key

_AT_ONCE = 30


class Differences(Section):
    """Rows of differences, some at a time. `choices` says for each whether theirs is taken."""

    changed = Signal()
    grown = Signal()  # more rows are shown

    def __init__(
        self, title: str, differences: Sequence[Difference], choices: dict[Key, bool], parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent=parent)
        self.choices = {each.key: choices.get(each.key, each.takes_theirs) for each in differences}
        self.rows: list[DifferenceRow] = []
        self._differences = differences
        self.mine_button = QPushButton(self.tr("All from here"))
        self.theirs_button = QPushButton(self.tr("All from there"))
        self.latest_button = QPushButton(self.tr("The latest of each"))
        self.more_button = QPushButton()
        self._lay_out()
        self._show_more()

    def stops(self) -> list[QWidget]:
        rules = [self.mine_button, self.theirs_button, self.latest_button]
        return [*super().stops(), *rules, *(stop for row in self.rows for stop in row.stops()), self.more_button]

    def _lay_out(self) -> None:
        words = self.tr("Both of you changed these. Nothing is lost: the value that is not taken stays in the history.")
        self.column.addWidget(quiet_label(words))
        rules: tuple[tuple[QPushButton, Callable[[Difference], bool]], ...] = (
            (self.mine_button, lambda each: False),
            (self.theirs_button, lambda each: True),
            (self.latest_button, lambda each: each.takes_theirs),
        )
        line = QHBoxLayout()
        line.setSpacing(2 * theme.GRID_PX)
        for button, rule in rules:
            button.clicked.connect(lambda _checked=False, rule=rule: self._choose_all(rule))
            line.addWidget(button)
        line.addStretch()
        self.column.addLayout(line)
        self.more_button.clicked.connect(self._go_to_more)
        self.column.addWidget(self.more_button)

    def _go_to_more(self) -> None:
        """Show more, with the keyboard at the first of them: the button is far below now, or gone."""
        begun = len(self.rows)
        self._show_more()
        row = self.rows[begun]
        point_at(row.theirs if row.theirs.isChecked() else row.mine)
        self.grown.emit()

    def _show_more(self) -> None:
        begun = len(self.rows)
        some = QWidget()  # so that only these are laid out now, and not all that are shown already
        column = QVBoxLayout(some)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.column.spacing())
        for difference in self._differences[begun : begun + _AT_ONCE]:
            row = DifferenceRow(difference, self.choices[difference.key])
            row.chosen.connect(self._choose)
            self.rows.append(row)
            column.addWidget(row)
        self.column.insertWidget(self.column.count() - 1, some)
        left = len(self._differences) - len(self.rows)
        self.more_button.setText(self.tr("Show %n more", None, min(left, _AT_ONCE)))
        self.more_button.setVisible(left > 0)

    def _choose(self, key: Key, takes_theirs: bool) -> None:
        self.choices[key] = takes_theirs
        self.changed.emit()

    def _choose_all(self, rule: Callable[[Difference], bool]) -> None:
        self.choices = {each.key: rule(each) for each in self._differences}
        for row in self.rows:
            row.take(self.choices[row.difference.key])
        self.changed.emit()

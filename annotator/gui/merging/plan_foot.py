"""The strip below a plan: what the merge brings in one line, and the buttons that do it or leave it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from annotator.analysis.merge_story import MergeStory
from annotator.gui import theme
from annotator.gui.figures import figure
from annotator.gui.icon_button import IconButton
from annotator.gui.memos.elided_label import ElidedLabel
from annotator.gui.merging import words


class PlanFoot(QWidget):
    """Merge, or not. `say` is about one copy of several."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = ElidedLabel()
        self.leave_button = QPushButton()
        self.merge_button = IconButton("merge", self.tr("Merge"))
        row = QHBoxLayout(self)
        row.setContentsMargins(6 * theme.GRID_PX, 2 * theme.GRID_PX, 6 * theme.GRID_PX, 2 * theme.GRID_PX)
        row.setSpacing(2 * theme.GRID_PX)
        row.addWidget(self.words, 1)
        row.addWidget(self.leave_button)
        row.addWidget(self.merge_button)

    def stops(self) -> list[QWidget]:
        """What Tab comes to here, in its order."""
        return [self.leave_button, self.merge_button]

    @property
    def wanted_button(self) -> QPushButton:
        """The button that is pressed next, most likely."""
        can_merge = self.merge_button.isEnabled() and not self.merge_button.isHidden()
        return self.merge_button if can_merge else self.leave_button

    def say(
        self, story: MergeStory, *, number: int, total: int, both_changed: int, is_read_only: bool, is_blind: bool
    ) -> None:
        """What copy `number` of `total` brings, and in how many values both differ."""
        parts = []
        if total > 1:
            words_of_number = self.tr("Copy {number} of {total}, each a step of its own")
            parts.append(words_of_number.format(number=figure(number), total=figure(total)))
        if is_read_only:
            parts.append(self.tr("This project is open for reading only, so that nothing can be merged into it."))
        else:
            if not story.is_nothing and not is_blind:
                parts.append(words.summary(story))
            if both_changed:
                parts.append(self.tr("both changed %n value(s)", None, both_changed))
        self.words.say(" · ".join(parts))
        self._name_buttons(story.is_nothing, left=total - number)
        self.merge_button.setEnabled(not is_read_only)

    def _name_buttons(self, is_nothing: bool, *, left: int) -> None:
        self.merge_button.setVisible(not is_nothing)
        if left:
            self.leave_button.setText(self.tr("Leave it, and look at the next") if not is_nothing else self.tr("Next"))
        else:
            self.leave_button.setText(self.tr("Not now") if not is_nothing else self.tr("Done"))

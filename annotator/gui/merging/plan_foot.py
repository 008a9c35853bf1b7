"""The strip below a plan: what the merge brings in one line, and the buttons that do it or leave it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from annotator.gui import theme
from annotator.gui.icon_button import IconButton
from annotator.gui.memos.elided_label import ElidedLabel


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

    def say(self, words: str, *, left: int, can_merge: bool, is_nothing: bool) -> None:
        """`left` copies follow this one."""
        self.words.say(words)
        self.merge_button.setVisible(not is_nothing)
        self.merge_button.setEnabled(can_merge)
        if left:
            self.leave_button.setText(self.tr("Leave it, and look at the next") if not is_nothing else self.tr("Next"))
        else:
            self.leave_button.setText(self.tr("Not now") if not is_nothing else self.tr("Done"))

"""One field that both changed: both values side by side, and which of them is taken."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QRadioButton, QSizePolicy, QWidget

from annotator.analysis.merge_story import Difference
from annotator.analysis.where_apart import where_apart
from annotator.gui import theme
from annotator.gui.merging import words
from annotator.gui.merging.section import breakable, wrap

_MOST_CHARS = 400
_MOST_NAME_CHARS = 100
_MOST_CODER_CHARS = 30


class DifferenceRow(QWidget):
    """The value here at the left, the value there at the right. A click on a value takes it."""

    chosen = Signal(object, bool)  # the key of the difference, whether theirs is taken

    def __init__(self, difference: Difference, takes_theirs: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.difference = difference
        self.mine = ChoiceButton(self._by(self.tr("Here"), difference.mine_by, difference.mine_us))
        self.theirs = ChoiceButton(self._by(self.tr("There"), difference.theirs_by, difference.theirs_us))
        group = QButtonGroup(self)
        for button in (self.mine, self.theirs):
            group.addButton(button)
        self._lay_out()
        self.take(takes_theirs)
        group.buttonClicked.connect(self._tell_chosen)

    def take(self, theirs: bool) -> None:
        """Show which value is taken."""
        taken, other = (self.theirs, self.mine) if theirs else (self.mine, self.theirs)
        taken.setChecked(True)
        taken.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        other.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # by Tab to the one that is taken, by arrows to the other

    def stops(self) -> list[QWidget]:
        """What Tab comes to here: of the two, it takes the one that is checked."""
        return [self.mine, self.theirs]

    def _tell_chosen(self) -> None:
        self.take(self.theirs.isChecked())
        self.chosen.emit(self.difference.key, self.theirs.isChecked())

    def _lay_out(self) -> None:
        each = self.difference
        name = _shortened(each.name, _MOST_NAME_CHARS)
        title = QLabel(breakable(f"{words.noun(each.table)} “{name}”: {words.field(each.column)}"))
        wrap(title)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, theme.GRID_PX, 0, 2 * theme.GRID_PX)
        grid.setHorizontalSpacing(4 * theme.GRID_PX)
        grid.setVerticalSpacing(theme.GRID_PX)
        grid.addWidget(title, 0, 0, 1, 2)
        shown = where_apart(each.mine, each.theirs, _MOST_CHARS)
        sides = ((self.mine, shown[0], each.mine), (self.theirs, shown[1], each.theirs))
        for column, (button, part, value) in enumerate(sides):
            label = ValueLabel(part or self.tr("(nothing)"), value)
            label.clicked.connect(button.click)
            button.setAccessibleName(f"{button.whole}: {label.text()}")
            grid.setColumnStretch(column, 1)
            grid.addWidget(button, 1, column)
            grid.addWidget(label, 2, column, Qt.AlignmentFlag.AlignTop)

    def _by(self, side: str, coder: str, time_us: int) -> str:
        """ "Here: Anna, 22/11/2026 11:44"."""
        parts = {"side": side, "coder": _shortened(coder, _MOST_CODER_CHARS), "time": words.moment(time_us)}
        return (self.tr("{side}: {coder}, {time}") if coder else self.tr("{side}: {time}")).format(**parts)


class ChoiceButton(QRadioButton):
    """A radio button that shortens its words to the room there is, and fills it."""

    def __init__(self, whole: str, parent: QWidget | None = None) -> None:
        super().__init__(whole, parent)
        self.whole = whole
        self._least = QRadioButton.minimumSizeHint(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def hitButton(self, at: QPoint) -> bool:  # noqa: N802
        """A click beside the words takes the value too, as one on the words below does."""
        return self.rect().contains(at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        around = self._least.width() - self.fontMetrics().horizontalAdvance(self.whole)
        shown = self.fontMetrics().elidedText(self.whole, Qt.TextElideMode.ElideMiddle, event.size().width() - around)
        if shown != self.text():
            self.setText(shown)
            self.setToolTip("" if shown == self.whole else self.whole)


class ValueLabel(QLabel):
    """A value in whole lines; what is too long for a look is in the tooltip."""

    clicked = Signal()

    def __init__(self, shown: str, whole: str, parent: QWidget | None = None) -> None:
        super().__init__(breakable(shown), parent)
        wrap(self)
        self.setIndent(6 * theme.GRID_PX)
        if shown != whole and whole:
            self.setToolTip(whole)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()


def _shortened(value: str, most_chars: int) -> str:
    return value if len(value) <= most_chars else f"{value[:most_chars].rstrip()}…"

"""The pinned codes under the transcript: each with its digit, a click gives it as the key would."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from annotator.gui import theme
from annotator.gui.actions import Actions
from annotator.gui.codebook.digit_sign import SIGN_PX, draw_digit
from annotator.gui.codebook.pins import DIGITS, Pins
from annotator.gui.workspace import Workspace
from annotator.project.codes import Code

_GAP_PX = theme.GRID_PX
_SWATCH_PX = 10
_MOST_PX = 176
_READABLE_PX = 112
_LOW_PX = 560  # a window lower than this keeps its room for the words
_LEAST_PX = 2 * SIGN_PX + _SWATCH_PX


class PinnedStrip(QWidget):
    """A slim row of the pinned codes, or two where one would cut their names short; not there while none is pinned."""

    digit_wanted = Signal(int)

    def __init__(self, workspace: Workspace, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pinnedStrip")
        self.setAccessibleName(self.tr("Pinned codes"))
        self._workspace = workspace
        self._pins = Pins.of(workspace)
        self.buttons: dict[int, PinnedButton] = {}
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(3 * _GAP_PX, _GAP_PX, 3 * _GAP_PX, _GAP_PX)
        self._grid.setSpacing(_GAP_PX)
        for digit in DIGITS:
            button = PinnedButton(digit, self)
            button.clicked.connect(lambda _checked=False, digit=digit: self.digit_wanted.emit(digit))
            button.addAction(actions[f"code.pinned_{digit}"])  # its key
            self.buttons[digit] = button
        self._pins.changed.connect(self.refresh)
        workspace.passage_chosen.connect(self._enable)
        self.refresh()

    def refresh(self) -> None:
        """Show the pinned codes as they are now."""
        for digit, button in self.buttons.items():
            code = self._workspace.code(self._pins.code_id(digit))
            button.setVisible(code is not None)
            if code is not None:
                button.show_code(code, self._workspace.path_of(code.id))
        self.setVisible(bool(self._pins.conditions()))
        self._columns = 0
        self._arrange()
        self._enable()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put the buttons in one row, or in two where each would have too little room for a name."""
        shown = [button for digit, button in self.buttons.items() if self._pins.code_id(digit) is not None]
        is_narrow = self.width() < len(shown) * _READABLE_PX and self.window().height() >= _LOW_PX
        columns = -(-len(shown) // 2) if is_narrow else len(shown)
        if columns == self._columns:
            return
        for column in range(max(self._grid.columnCount(), columns + 1)):
            takes_spare_room = column < columns if is_narrow else column == columns
            self._grid.setColumnStretch(column, int(takes_spare_room))
        self._columns = columns
        for place, button in enumerate(shown):
            self._grid.addWidget(button, place // columns, place % columns)

    def _enable(self) -> None:
        can = self._workspace.passage is not None and not self._workspace.project.is_read_only
        for button in self.buttons.values():
            button.setEnabled(can and not self._workspace.is_correcting)


class PinnedButton(QAbstractButton):
    """One pinned code: its digit, its colour, and as much of its name as there is room for."""

    def __init__(self, digit: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._digit = digit
        self._colour = ""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the digit is its key; the words keep the keyboard
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(_LEAST_PX)

    def show_code(self, code: Code, path: str) -> None:
        """Show another code."""
        self._colour = code.colour
        self.setText(code.name)
        self.setToolTip(self.tr("{digit}: {code}").format(digit=self._digit, code=path))
        self.setAccessibleName(self.tr("Code with {code}, key {digit}").format(digit=self._digit, code=path))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        wide = _LEAST_PX + 3 * _GAP_PX + metrics.horizontalAdvance(self.text())
        return QSize(min(wide, _MOST_PX), max(metrics.height(), SIGN_PX) + _GAP_PX)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette = self.palette()
        if self.underMouse() and self.isEnabled():
            painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.AlternateBase))
        palette.setCurrentColorGroup(QPalette.ColorGroup.Active)  # the names stay legible while nothing is selected
        strong, quiet = palette.color(QPalette.ColorRole.WindowText), theme.quiet_colour(palette)
        room = self.rect().adjusted(2, 0, -2, 0)
        draw_digit(painter, self._taken(room, SIGN_PX), self._digit, strong if self.isEnabled() else quiet)
        room = self._left(room, SIGN_PX + _GAP_PX)
        theme.swatch(self._colour, _SWATCH_PX).paint(painter, self._taken(room, _SWATCH_PX))
        room = self._left(room, _SWATCH_PX + _GAP_PX)
        painter.setPen(strong if self.isEnabled() else quiet)
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(leading | Qt.TextFlag.TextSingleLine), words)
        painter.end()

    def _taken(self, room: QRect, width_px: int) -> QRect:
        is_turned = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = room.right() - width_px + 1 if is_turned else room.left()
        return QRect(left, room.top(), width_px, room.height())

    def _left(self, room: QRect, width_px: int) -> QRect:
        is_turned = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return room.adjusted(0, 0, -width_px, 0) if is_turned else room.adjusted(width_px, 0, 0, 0)

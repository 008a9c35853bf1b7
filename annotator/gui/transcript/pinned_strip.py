"""The pinned codes under the transcript: each with its digit, a click gives it as the key would."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QLinearGradient, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QWidget

from annotator.gui import theme
from annotator.gui.actions import Actions
from annotator.gui.codebook.digit_sign import SIGN_PX, draw_digit
from annotator.gui.codebook.pins import DIGITS, Pins
from annotator.gui.workspace import Workspace
from annotator.project.codes import Code

_GAP_PX = theme.GRID_PX
_FADE_PX = 8
_BAR_PX = 5  # the colour of a code, beside its digit
_MOST_PX = 176
_LEAST_PX = SIGN_PX + 3 * _GAP_PX + _BAR_PX
_READABLE_PX = _LEAST_PX + 28  # a few letters of a name
_LOW_PX = 560  # a window lower than this keeps its room for the words


class PinnedStrip(QWidget):
    """A slim row of the pinned codes, in two only where it is very narrow; not there while none is pinned.

    Where they do not all fit, the long names give way first; each keeps its digit, and its tooltip the whole path.
    """

    digit_wanted = Signal(int)

    def __init__(self, workspace: Workspace, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pinnedStrip")
        self.setAccessibleName(self.tr("Pinned codes"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._workspace = workspace
        self._pins = Pins.of(workspace)
        self.buttons: dict[int, PinnedButton] = {}
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
        self._arrange()
        self._enable()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange):
            self._arrange()

    def _arrange(self) -> None:
        """Put the buttons in one row, or in two where each would have too little room for a few letters."""
        shown = [button for digit, button in self.buttons.items() if self._pins.code_id(digit) is not None]
        is_narrow = self.width() < len(shown) * (_READABLE_PX + _GAP_PX) and self.window().height() >= _LOW_PX
        in_row = -(-len(shown) // 2) if is_narrow else max(1, len(shown))
        rows = [shown[first : first + in_row] for first in range(0, len(shown), in_row)]
        top = _GAP_PX
        for row in rows:
            height = max(button.sizeHint().height() for button in row)
            self._place(row, QRect(2 * _GAP_PX, top, self.width() - 4 * _GAP_PX, height))
            top += height + _GAP_PX
        self.setFixedHeight(top)

    def _place(self, row: Sequence[PinnedButton], room: QRect) -> None:
        left = room.left()
        wishes = [button.sizeHint().width() for button in row]
        for button, width_px in zip(row, shared(wishes, room.width() - (len(row) - 1) * _GAP_PX), strict=True):
            place = QRect(left, room.top(), width_px, room.height())
            button.setGeometry(QStyle.visualRect(self.layoutDirection(), room, place))
            left += width_px + _GAP_PX

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
        self.setFont(theme.small_font(self.font()))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the digit is its key; the words keep the keyboard

    def show_code(self, code: Code, path: str) -> None:
        """Show another code."""
        self._colour = code.colour
        self.setText(code.name)
        self.setToolTip(self.tr("{digit}: {code}").format(digit=self._digit, code=path))
        self.setAccessibleName(self.tr("Code with {code}, key {digit}").format(digit=self._digit, code=path))
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        wide = _LEAST_PX + _GAP_PX + metrics.horizontalAdvance(self.text())
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
        bar = self._taken(room, _BAR_PX)
        bar.setHeight(SIGN_PX)
        bar.moveCenter(QPoint(bar.center().x(), room.center().y()))
        painter.setPen(QColor(self._colour).lighter(130) if theme.is_dark() else QColor(self._colour).darker(120))
        painter.setBrush(QColor(self._colour))
        painter.drawRect(bar.adjusted(0, 0, -1, -1))
        room = self._left(room, _BAR_PX + _GAP_PX)
        self._paint_name(painter, room, strong if self.isEnabled() else quiet)
        painter.end()

    def _paint_name(self, painter: QPainter, room: QRect, colour: QColor) -> None:
        """As many letters as there is room for; a name that goes on fades out, since dots would take three of them."""
        is_turned = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        pen = QPen(colour)
        if painter.fontMetrics().horizontalAdvance(self.text()) > room.width():
            near, far = (room.right(), room.left()) if is_turned else (room.left(), room.right())
            fade = QLinearGradient(near, 0, far, 0)
            fade.setColorAt(max(0.0, 1 - _FADE_PX / max(1, room.width())), colour)
            fade.setColorAt(1, QColor(colour.red(), colour.green(), colour.blue(), 0))
            pen.setBrush(fade)
        painter.setPen(pen)
        painter.setClipRect(room)
        leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(leading | Qt.TextFlag.TextSingleLine), self.text())

    def _taken(self, room: QRect, width_px: int) -> QRect:
        is_turned = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = room.right() - width_px + 1 if is_turned else room.left()
        return QRect(left, room.top(), width_px, room.height())

    def _left(self, room: QRect, width_px: int) -> QRect:
        is_turned = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return room.adjusted(0, 0, -width_px, 0) if is_turned else room.adjusted(width_px, 0, 0, 0)


def shared(wishes_px: Sequence[int], room_px: int) -> list[int]:
    """How wide each of some things is in a room: as it wishes, or as the widest may be where they do not all fit."""
    given: list[int] = []
    for at, wish in enumerate(sorted(wishes_px)):
        fair = max(0, room_px - sum(given)) // (len(wishes_px) - at)
        if wish > fair:
            return [min(wanted, fair) for wanted in wishes_px]
        given.append(wish)
    return list(wishes_px)

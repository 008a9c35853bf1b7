"""The small popup in which a code gets its colour: a palette with names, and any other colour."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QColorDialog, QFrame, QGridLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from annotator.gui import theme
from annotator.project.palette import CODE_COLOURS, shades

_T = QT_TRANSLATE_NOOP
_NAMES = {
    "#0072B2": _T("colours", "Blue"),
    "#E69F00": _T("colours", "Orange"),
    "#009E73": _T("colours", "Green"),
    "#CC79A7": _T("colours", "Pink"),
    "#56B4E9": _T("colours", "Sky blue"),
    "#D55E00": _T("colours", "Vermilion"),
    "#F0E442": _T("colours", "Yellow"),
    "#332288": _T("colours", "Indigo"),
    "#88CCEE": _T("colours", "Pale blue"),
    "#44AA99": _T("colours", "Teal"),
    "#117733": _T("colours", "Dark green"),
    "#999933": _T("colours", "Olive"),
    "#DDCC77": _T("colours", "Sand"),
    "#CC6677": _T("colours", "Rose"),
    "#882255": _T("colours", "Wine"),
    "#AA4499": _T("colours", "Purple"),
}
_PER_ROW = 4
_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: _PER_ROW, Qt.Key.Key_Up: -_PER_ROW}


def colour_name(colour: str) -> str:
    """What a colour is called; its digits where it is neither of the palette nor a shade of such a one."""
    name = _NAMES.get(colour.upper())
    if name:
        return QCoreApplication.translate("colours", str(name))
    if (of_palette := _shaded().get(colour.upper())) is None:
        return colour
    return QCoreApplication.translate("colours", "{colour} (shade)").format(colour=colour_name(of_palette))


@cache
def _shaded() -> dict[str, str]:
    """The colour of the palette that each shade is of; a shade of two is called after the first."""
    return {shade: colour for colour in reversed(CODE_COLOURS) for shade in shades(colour)}


class ColourPopup(QFrame):
    """Sixteen colours that are told apart with every kind of colour blindness, and one of one's own."""

    chosen = Signal(str)  # "#RRGGBB"

    def __init__(self, parent: QWidget, title: str = "") -> None:
        """`title` is that of the window in which another colour is mixed."""
        super().__init__(parent, Qt.WindowType.Popup)
        self._title = title or self.tr("Colour of the code")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(self.tr("Colours"))
        self._colour = CODE_COLOURS[0]
        self.buttons = [self._button(colour) for colour in CODE_COLOURS]
        self._other = QPushButton(self.tr("Other colour…"))
        self._other.clicked.connect(self._ask)
        self._lay_out()

    def open_at(self, place: QPoint, colour: str) -> None:
        """Show the palette with its corner at a place of the screen, the colour that is now in the keyboard's hold."""
        self._colour = colour
        for button, known in zip(self.buttons, CODE_COLOURS, strict=True):
            button.setChecked(known == colour.upper())
        self.adjustSize()
        room = self.screen().availableGeometry()
        self.move(
            max(room.left(), min(place.x(), room.right() - self.width())),
            max(room.top(), min(place.y(), room.bottom() - self.height())),
        )
        self.show()
        held = next((button for button in self.buttons if button.isChecked()), self.buttons[0])
        held.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        focus = self.focusWidget()
        if step is not None and focus in self.buttons:
            at = self.buttons.index(focus) + step
            target = self.buttons[at] if 0 <= at < len(self.buttons) else self._other
            target.setFocus(Qt.FocusReason.TabFocusReason)
        elif step is not None and step < 0:
            self.buttons[-1].setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focus, QToolButton | QPushButton):
            focus.click()
        else:
            super().keyPressEvent(event)

    def _button(self, colour: str) -> QToolButton:
        button = _ColourButton(self)
        button.setIcon(theme.swatch(colour, 20))
        button.setIconSize(QSize(20, 20))
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setToolTip(colour_name(colour))
        button.setAccessibleName(colour_name(colour))
        button.clicked.connect(lambda: self._choose(colour))
        return button

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(theme.GRID_PX)
        for at, button in enumerate(self.buttons):
            grid.addWidget(button, at // _PER_ROW, at % _PER_ROW)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addLayout(grid)
        column.addWidget(self._other)

    def _choose(self, colour: str) -> None:
        self.hide()
        self.chosen.emit(colour)

    def _ask(self) -> None:
        self.hide()
        dialog = QColorDialog(QColor(self._colour), self.parentWidget())
        dialog.setWindowTitle(self._title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.colorSelected.connect(lambda colour: self.chosen.emit(colour.name().upper()))
        dialog.open()


class _ColourButton(QToolButton):
    """A button that leaves the arrow keys to the palette."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)

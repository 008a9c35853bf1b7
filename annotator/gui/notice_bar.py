"""The strip above the status bar in which the window tells things without a dialog."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from annotator.gui import theme
from annotator.gui.messages import Notice, NoticeKind

_SHOWN_MS = 10_000


class NoticeBar(QFrame):
    """Shows one notice at a time. A plain one goes by itself; a warning stays until it is closed."""

    action_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("noticeBar")
        self.setAccessibleName(self.tr("Message"))
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._sign = QLabel()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._button = QPushButton()
        self._close = QToolButton()
        self._close.setAutoRaise(True)
        self._close.setAccessibleName(self.tr("Close the message"))
        self._close.setToolTip(self._close.accessibleName())
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        for widget in (self._sign, self._text, self._button, self._close):
            row.addWidget(widget)
        self._action = ""
        self._kind: NoticeKind = "information"
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self._close.clicked.connect(self.hide)
        self._button.clicked.connect(self._do_action)
        self._draw_signs()
        self.hide()

    @property
    def text(self) -> str:
        """What it says just now."""
        return self._text.text() if not self.isHidden() else ""

    def tell(self, notice: Notice, button_text: str = "") -> None:
        """Show a notice, and a button where it offers an action."""
        self._kind = notice.kind
        self._draw_signs()
        self._text.setText(notice.text)
        self._action = notice.action
        self._button.setText(button_text)
        self._button.setVisible(bool(notice.action and button_text))
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        if notice.kind == "information":
            self._timer.start()
        else:
            self._timer.stop()

    def take_back_offer(self, action: str) -> None:
        """Go where this action is offered: what it was offered for is no longer what it would do."""
        if self._action == action:
            self.hide()

    def take_back(self, words: str) -> None:
        """Go where these words are still shown: they no longer hold."""
        if self.text == words:
            self.hide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_signs()

    def _draw_signs(self) -> None:
        sign = "information" if self._kind == "information" else "warning"
        self._sign.setPixmap(theme.icon(sign).pixmap(18, 18))
        self._close.setIcon(theme.icon("close"))

    def _do_action(self) -> None:
        self.hide()
        self.action_wanted.emit(self._action)

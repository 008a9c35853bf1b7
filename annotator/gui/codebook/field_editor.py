"""A text field that grows with what is written in it, and tells when somebody stopped writing."""

from __future__ import annotations

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from annotator.gui import theme

_FEWEST_LINES = 2
_MOST_LINES = 12
_QUIET_MS = 1000


class FieldEditor(QPlainTextEdit):
    """One field of a code. `settled` follows a second after the last key, or when the keyboard leaves."""

    settled = Signal()

    def __init__(self, name: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._shown_stored = ""
        self._timer = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._timer.timeout.connect(self.settled)
        self.textChanged.connect(self._on_text)
        self.document().documentLayout().documentSizeChanged.connect(self.updateGeometry)

    @property
    def written(self) -> str:
        """The text as it was written: `toPlainText` would turn no-break spaces into spaces."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    @property
    def is_changed(self) -> bool:
        """Whether somebody wrote something that is not stored yet."""
        return self.written != self._shown_stored

    def show_stored(self, text: str) -> None:
        """Show what is stored. The cursor stays where it is if the text does."""
        if self.written != text:
            at = self.textCursor().position()
            self.setPlainText(text)
            cursor = self.textCursor()
            cursor.setPosition(min(at, self.document().characterCount() - 1) if self.hasFocus() else 0)
            self.setTextCursor(cursor)
        # What the widget makes of a text that it cannot hold as it is (U+2028) is no change of the user's.
        self._shown_stored = self.written
        self._timer.stop()

    def show_draft(self, text: str) -> None:
        """Show what was written before and could not be stored."""
        self.setPlainText(text)

    def wait_no_more(self) -> None:
        """Let the second pass."""
        self._timer.stop()

    def wait_again(self) -> None:
        """Let another second pass, since nothing can be stored now."""
        self._on_text()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.settled.emit()

    def sizeHint(self) -> QSize:
        lines = max(_FEWEST_LINES, min(_MOST_LINES, int(self.document().size().height())))
        margins = 2 * (self.frameWidth() + int(self.document().documentMargin()))
        return QSize(120, lines * self.fontMetrics().lineSpacing() + margins + theme.GRID_PX // 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def _on_text(self) -> None:
        if self.is_changed:
            self._timer.start()

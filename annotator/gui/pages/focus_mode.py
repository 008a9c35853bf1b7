"""Focus mode: the whole screen for the transcript, with its stripes, and nothing else. Keys work as ever."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from annotator.gui.actions import Actions

if TYPE_CHECKING:
    from annotator.gui.pages.code_page import CodePage


class FocusMode(QObject):
    """Hides what is around the transcript of a window, and brings it back as it was.

    `chrome` are the window's own parts that go; `enter_page` shows the page of the transcript and gives it.
    """

    left = Signal()

    def __init__(
        self,
        window: QMainWindow,
        actions: Actions,
        chrome: Iterable[QWidget],
        enter_page: Callable[[], CodePage | None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._action = actions["view.focus"]
        self._chrome = tuple(chrome)
        self._enter_page = enter_page
        self._page: CodePage | None = None
        self._hidden: list[QWidget] = []
        self._states = window.windowState()
        actions.connect("view.focus", self.toggle)

    @property
    def is_on(self) -> bool:
        """Whether only the transcript is on the screen."""
        return self._page is not None

    def toggle(self) -> None:
        """Go into focus mode, or out of it."""
        if self.is_on:
            self.leave()
        else:
            self._enter()

    def follow(self, page: QWidget | None) -> None:
        """Leave when another page comes on the screen."""
        if self._page is not None and page is not self._page:
            self.leave()

    def leave(self) -> None:
        """Put everything back where it was."""
        self._window.removeEventFilter(self)
        page, self._page = self._page, None
        if page is not None:
            self._window.setWindowState(self._states)
            for part in self._hidden:
                part.show()
            page.show_all()
            self.left.emit()
        self._action.setChecked(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc leaves, where nothing that has the keyboard has another use for it."""
        is_key = self.is_on and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if is_key and cast(QKeyEvent, event).key() == Qt.Key.Key_Escape:
            self.leave()
            return True
        return super().eventFilter(watched, event)

    def _enter(self) -> None:
        self._page = self._enter_page()
        self._action.setChecked(self.is_on)
        if self._page is None:
            return
        self._window.installEventFilter(self)
        self._states = self._window.windowState()
        self._hidden = [part for part in self._chrome if not part.isHidden()]
        for part in self._hidden:
            part.hide()
        self._page.show_transcript_alone()
        self._window.setWindowState(self._states | Qt.WindowState.WindowFullScreen)
        self._page.transcript.focus_widget().setFocus(Qt.FocusReason.OtherFocusReason)

"""Dresses the rest of a long text while nobody waits: in short portions, under which the view never moves.

Whoever goes somewhere in the text before that is over has it dressed down to there first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QSizeF, QTimer

from annotator.gui import theme
from annotator.gui.transcript.document_builder import Dressing

if TYPE_CHECKING:
    from annotator.gui.transcript.laid_text import LaidText

_FIRST_PAUSE_MS = 120  # long enough for the first screen to be painted
_PORTION_MS = 5.0
_STEP_UNITS = 20_000


class IdleDressing(QObject):
    """Follows the dressing of the document that a text view shows."""

    def __init__(self, view: LaidText) -> None:
        super().__init__(view)
        self._view = view
        self._dressing: Dressing | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    def take(self, dressing: Dressing) -> None:
        """Follow this dressing from now on; its document has just been given to the view."""
        self._timer.stop()
        self._dressing = None if dressing.is_done else dressing
        if not dressing.is_done:
            dressing.hold_layout()
            self._timer.start(_FIRST_PAUSE_MS)

    @property
    def is_over(self) -> bool:
        """Whether all is dressed."""
        return self._dressing is None

    def reach(self, unit: int) -> None:
        """Have everything dressed down to a unit."""
        if self._dressing is not None and unit >= self._dressing.dressed_to:
            self._dressing.dress_to(unit + _STEP_UNITS)
            self._show_length()

    def reach_height(self, bottom_px: float) -> None:
        """Have everything dressed down to a height of the document."""
        while self._dressing is not None and self._dressed_px() < bottom_px:
            self.reach(self._dressing.dressed_to)

    def finish(self) -> None:
        """Have everything dressed."""
        self.reach(self._view.document().characterCount())

    def _go_on(self) -> None:
        if self._dressing is None:
            return
        bar = self._view.verticalScrollBar()
        is_below_the_first_line = bar.value() > theme.DOCUMENT_MARGIN_PX  # above it, Qt finds what is not laid out yet
        cursor = self._view.cursorForPosition(QPoint(4, 4)) if is_below_the_first_line else None
        before = self._view.cursorRect(cursor).top() if cursor is not None else 0
        self._dressing.step(_PORTION_MS)
        self._show_length()
        if cursor is not None and (moved := self._view.cursorRect(cursor).top() - before):
            bar.setValue(bar.value() + moved)
        if self._dressing is not None:
            self._timer.start(0)

    def _show_length(self) -> None:
        """Let the scroll bar know how far the layout has come, and let go of what is done."""
        assert self._dressing is not None
        if self._dressing.is_done:
            self._dressing = None
        self._view.document().documentLayout().documentSizeChanged.emit(QSizeF())

    def _dressed_px(self) -> float:
        assert self._dressing is not None
        block = self._view.document().findBlock(self._dressing.dressed_to).previous()
        return self._view.document().documentLayout().blockBoundingRect(block).top() if block.isValid() else 0.0

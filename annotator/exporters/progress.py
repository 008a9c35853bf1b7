"""How a long export tells how far it is, and how it is stopped."""

from __future__ import annotations

from collections.abc import Callable

OnProgress = Callable[[int, int], None]
IsCancelled = Callable[[], bool]


class ExportCancelled(Exception):
    """The person stopped the export; no file was made and an older one is untouched."""


class Progress:
    """Counts the table rows written so far, tells the listener, and stops when asked to."""

    def __init__(self, total_rows: int, on_progress: OnProgress | None, is_cancelled: IsCancelled | None) -> None:
        self._total_rows = total_rows
        self._done_rows = 0
        self._on_progress = on_progress
        self._is_cancelled = is_cancelled

    def advance(self, rows: int) -> None:
        """Count `rows` more. Raises `ExportCancelled` when the person has stopped the export."""
        self._done_rows += rows
        if self._is_cancelled is not None and self._is_cancelled():
            raise ExportCancelled
        if self._on_progress is not None:
            self._on_progress(self._done_rows, self._total_rows)

"""Acting as soon as something is so, however quickly it passes: a look every few milliseconds would miss it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer


@contextmanager
def once(parent: QObject, is_so: Callable[[], object], act: Callable[[], None]) -> Iterator[list[bool]]:
    """Look between any two events, and act the first time that it is so. Gives a list that then holds one True."""
    done: list[bool] = []

    def look() -> None:
        if not done and is_so():
            done.append(True)
            act()

    looking = QTimer(parent, interval=0)
    looking.timeout.connect(look)
    looking.start()
    try:
        yield done
    finally:
        looking.stop()

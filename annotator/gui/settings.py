"""What the window remembers between starts: recent projects, layout, and each project's place.

Kept in the user's own settings, never in the project file: where somebody was reading is not part of a study.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import platformdirs
from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QSettings, QTimer

_MOST_RECENT = 10
_PAUSE_MS = 1_500


class _Store(QSettings):
    """Writes all that was saved to disk after a pause, and at the end of the program.

    Qt would write the whole file as soon as the keys rest, before the window is painted: longer than a coding takes.
    """

    def __init__(self, path: str) -> None:
        super().__init__(path, QSettings.Format.IniFormat)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.sync)
        if (application := QCoreApplication.instance()) is not None:
            application.aboutToQuit.connect(self.sync)

    def event(self, event: QEvent) -> bool:
        if event.type() != QEvent.Type.UpdateRequest:
            return super().event(event)
        if not self._pause.isActive():
            self._pause.start()
        return True


def settings() -> QSettings:
    """The settings store of this user. It is written to disk a little later, and at the end of the program."""
    return _store(str(Path(platformdirs.user_config_dir("annotator", appauthor=False)) / "annotator.ini"))


@lru_cache(maxsize=1)
def _store(path: str) -> QSettings:
    """One store for all, since each new one would wait for the disk."""
    return _Store(path)


def recent_projects() -> list[Path]:
    """The projects that were open, the last first."""
    kept: Any = settings().value("recent", [])
    names = [kept] if isinstance(kept, str) else list(kept or [])
    return [Path(name) for name in names]


def remember_project(path: Path) -> None:
    """Put a project at the top of the recent ones."""
    names = [str(path.absolute()), *(str(known) for known in recent_projects() if known != path.absolute())]
    settings().setValue("recent", names[:_MOST_RECENT])


def forget_project(path: Path) -> None:
    """Take a project off the recent ones; the file stays."""
    settings().setValue("recent", [str(known) for known in recent_projects() if known != path])


def save_layout(name: str, state: QByteArray) -> None:
    """Keep the state of a window, splitter or header."""
    settings().setValue(f"layout/{name}", state)


def layout(name: str) -> QByteArray | None:
    """The state that was kept."""
    state = settings().value(f"layout/{name}")
    return state if isinstance(state, QByteArray) else None


def save_choice(name: str, value: Any) -> None:
    """Keep a choice of the user's, such as the colours or the size of text."""
    settings().setValue(f"choice/{name}", value)


def choice(name: str, default: str) -> str:
    """The choice that was kept, as text."""
    return str(settings().value(f"choice/{name}", default))


def save_place(project_id: bytes, name: str, value: str) -> None:
    """Keep where somebody was in a project: the document that was open, the line at the top."""
    settings().setValue(f"place/{project_id.hex()}/{name}", value)


def carry_places(project_id: bytes, to_id: bytes) -> None:
    """Let a project that became another one (two that were merged are the older) find its places again."""
    store = settings()
    store.beginGroup(f"place/{project_id.hex()}")
    names = store.allKeys()
    store.endGroup()
    for name in names:
        store.setValue(f"place/{to_id.hex()}/{name}", store.value(f"place/{project_id.hex()}/{name}"))


def place(project_id: bytes, name: str) -> str:
    """The place that was kept, or nothing."""
    return str(settings().value(f"place/{project_id.hex()}/{name}", ""))

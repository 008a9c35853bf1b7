"""Opening the window from the command line, and knowing when there is a screen for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.cli import COMMANDS
from annotator.cli.errors import NoScreen, WindowUnavailable
from annotator.project.errors import ProjectNotFound

CODER_VARIABLE = "ANNOTATOR_CODER"
_SUFFIX = ".annot"


@dataclass(frozen=True, slots=True)
class WindowWanted:
    """What the window is asked to open; an empty `coder` is whoever is logged in."""

    path: Path | None = None
    coder: str = ""


def wanted_by(words: Sequence[str]) -> WindowWanted | None:
    """The wish for a window in the words of a command line (`[--coder NAME] [PROJECT]`), or None for a command."""
    coder, rest = _without_coder(list(words))
    if not rest:
        return WindowWanted(None, coder)
    word = rest[0]
    is_project = word.endswith(_SUFFIX) or Path(word).exists()
    if len(rest) > 1 or word in COMMANDS or word.startswith("-") or not is_project:
        return None
    return WindowWanted(Path(word), coder)


def open_window(path: Path | None, coder: str = "") -> int:
    """Open the window and stay until it is closed. Raises ProjectNotFound, NoScreen, WindowUnavailable."""
    if path is not None and not path.exists():
        raise ProjectNotFound(path)
    if not has_screen() and "QT_QPA_PLATFORM" not in os.environ:
        raise NoScreen()
    if coder:
        os.environ[CODER_VARIABLE] = coder
    try:
        from annotator.gui import application
    except ImportError as error:
        raise WindowUnavailable(str(error)) from error
    return application.run(path)


def has_screen(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Whether a window can be seen here."""
    if platform in ("win32", "darwin"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def _without_coder(words: list[str]) -> tuple[str, list[str]]:
    if words[:1] == ["--coder"] and len(words) > 1:
        return words[1], words[2:]
    if words and words[0].startswith("--coder="):
        return words[0].removeprefix("--coder="), words[1:]
    return "", words

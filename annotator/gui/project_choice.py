"""Which project to make or open, and who is at work in it: what is asked of the user before one is open."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.gui import settings

if TYPE_CHECKING:
    from annotator.project.project import Project


def new_place(parent: QWidget) -> Path | None:
    """Where a new project is to be; None where nobody says. A project that is there is never replaced."""
    place = str(_folder() / _words("My study.annot"))
    kept = QFileDialog.Option.DontConfirmOverwrite
    kinds = _words("Projects (*.annot)")
    name, _ = QFileDialog.getSaveFileName(parent, _words("New project"), place, kinds, "", kept)
    return Path(name) if name else None


def chosen(parent: QWidget) -> Path | None:
    """The project to open; None for none."""
    kinds = _words("Projects (*.annot)")
    name, _ = QFileDialog.getOpenFileName(parent, _words("Open project"), str(_folder()), kinds)
    return Path(name) if name else None


def coder_name() -> str:
    """Who is at work: as said on the command line, or the last time; nothing for whoever is logged in."""
    return os.environ.get("ANNOTATOR_CODER", "") or settings.choice("coder", "")


def meet_receiver(project: Project) -> str:
    """Let whoever a copy was made for be at work in it, unless another coder of it is who said so, or was named at
    the start.

    Returns their name where it is to be told: they see the copy for the first time, or the computer's name for its
    user is that of another coder of the study.
    """
    if os.environ.get("ANNOTATOR_CODER"):
        return ""
    guess, is_guess = project.coder_name, not coder_name()
    project.meet_receiver(is_guess=is_guess)
    is_doubted = is_guess and project.coder_name != guess
    return project.coder_name if is_doubted or project.is_just_received else ""


def _folder() -> Path:
    """Where to look for projects first: beside the last one."""
    beside = (path.parent for path in settings.recent_projects())
    return next((folder for folder in beside if folder.is_dir()), Path.home())


def _words(text: str) -> str:
    return QCoreApplication.translate("MainWindow", text)

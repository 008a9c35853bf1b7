"""The small windows beside the main one, each loaded when it is first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.gui.actions import Actions

if TYPE_CHECKING:
    from annotator.gui.workspace import Workspace


def open_details(workspace: Workspace, parent: QWidget) -> None:
    """Title, question, method and who is at work."""
    from annotator.gui.pages.project_details import ProjectDetails

    details = ProjectDetails(workspace, parent)
    details.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    details.open()


def open_keys(actions: Actions) -> None:
    """All keys, to be searched and changed."""
    from annotator.gui.keys.keys_window import keys_window

    keys_window(actions).show()


def open_about(parent: QWidget) -> None:
    """What this program is, and of which version."""
    from annotator.gui.pages.help import about

    about(parent).open()

"""What clicks in the margin do: choose the coding of a stripe, and open the menu of what can be done to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QWidget

from annotator.gui.actions import Actions
from annotator.gui.transcript.margin_view import MarginView
from annotator.gui.transcript.text_view import TextView
from annotator.gui.workspace import Workspace

if TYPE_CHECKING:
    from annotator.project.ids import Id

_MENU = ("coding.recode", "coding.delete", "coding.example", "memo.here", "")
_ENDS = ("coding.start_earlier", "coding.start_later", "coding.end_earlier", "coding.end_later")


class MarginClicks(QObject):
    """Listens to one margin."""

    def __init__(
        self, workspace: Workspace, view: TextView, margin: MarginView, actions: Actions, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._view = view
        self._actions = actions
        self._page = parent
        margin.coding_clicked.connect(self._choose)
        margin.menu_wanted.connect(self._open_menu)

    def _choose(self, coding_id: Id) -> None:
        """Choose a coding; keys and menus are about it now, not about words that were selected."""
        shown = self._view.layer.get(coding_id)
        if shown is not None and not self._workspace.is_correcting:
            self._view.leave_selection(self._view.positions.to_code_points(shown.start))
        self._workspace.choose_coding(coding_id)
        self._view.setFocus(Qt.FocusReason.MouseFocusReason)

    def _open_menu(self, coding_id: Id, place: QPoint) -> None:
        self._workspace.choose_coding(coding_id)
        menu = self._actions.context_menu(self._page, (*_MENU, *_ENDS))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

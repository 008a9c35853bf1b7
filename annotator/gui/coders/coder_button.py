"""Who is working, always in sight in the status bar, with a menu to let somebody else take over."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from annotator.gui import theme
from annotator.gui.actions import Actions
from annotator.gui.coders.chip import coder_chip
from annotator.gui.coders.coders_dialog import CodersDialog
from annotator.gui.coders.name_field import NameField
from annotator.gui.workspace import Workspace
from annotator.project.coders import Coder, initials_of
from annotator.project.collection import folded

_NAME_PX = 180
_UNKNOWN_COLOUR = "#888888"


class CoderButton(QWidget):
    """The coder at work, and beside it a sign while blind mode is on. `store` puts down what is being written."""

    _is_ready = False

    def __init__(
        self, workspace: Workspace, actions: Actions, store: Callable[[], bool], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._actions = actions
        self._store = store
        self.button = QToolButton()
        self.button.setAutoRaise(True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setIconSize(QSize(14, 14))
        self.blind = QToolButton()
        self.blind.setAutoRaise(True)
        self.blind.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.blind.setText(self.tr("Blind"))
        self.field = NameField(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID_PX)
        row.addWidget(self.blind)
        row.addWidget(self.button)
        self._connect()
        self._show()
        self._is_ready = True

    def open_menu(self) -> None:
        """Show the coders, above the button and with the one at work ticked."""
        menu = self._made_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        above = self.button.mapToGlobal(QPoint(0, 0)) - QPoint(0, menu.sizeHint().height())
        menu.popup(above)
        ticked = next((action for action in menu.actions() if action.isChecked()), menu.actions()[0])
        menu.setActiveAction(ticked)

    def open_details(self) -> None:
        """Let names, initials, colours and roles be looked at and changed."""
        dialog = CodersDialog(self._workspace, self.work_as, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def work_as(self, name: str) -> None:
        """Let a coder take over; one who is not known yet is added, where the project can be changed.

        What the one before was writing is theirs, and is put down first. Whoever is at work already goes on.
        """
        workspace = self._workspace
        if not self._store():
            return
        with workspace.attempt():
            project = workspace.project
            if folded(name) == folded(project.coder_name):
                name = project.coder_name
            elif not project.is_read_only and project.coders.called(name) is None:
                project.coders.add(name)
            workspace.work_as(name)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._is_ready:
            self._show()

    # ---- inside

    def _made_menu(self) -> QMenu:
        menu = QMenu(self)
        coders = self._workspace.project.coders.all()
        here = self._at_work()
        if here not in coders:
            coders.append(here)
        for coder in coders:
            action = QAction(coder_chip(coder.colour), _menu_words(coder), menu, checkable=True)
            action.setChecked(coder == here)
            action.triggered.connect(lambda _checked=False, name=coder.name: self.work_as(name))
            menu.addAction(action)
        menu.addSeparator()
        another = menu.addAction(self.tr("&Another Coder…"))
        another.triggered.connect(lambda: self.field.open_above(self.button.mapToGlobal(QPoint(0, 0))))
        menu.addAction(self._actions["coder.details"])
        menu.addAction(self._actions["view.blind"])
        return menu

    def _at_work(self) -> Coder:
        """The coder at work; one who has not joined yet as they will be."""
        project, name = self._workspace.project, self._workspace.project.coder_name
        found = project.coders.called(name)
        return found or Coder(self._workspace.project_id, name, initials_of(name), _UNKNOWN_COLOUR, "", "")

    def _show(self) -> None:
        coder, is_blind = self._at_work(), self._workspace.sight.is_blind
        name = self.fontMetrics().elidedText(coder.name, Qt.TextElideMode.ElideRight, _NAME_PX)
        words = self.tr("{name} is coding").format(name=coder.name)
        self.button.setIcon(coder_chip(coder.colour))
        self.button.setText(f"{coder.initials}  {name}".replace("&", "&&"))
        self.button.setToolTip(self._with_keys(words, "coder.switch"))
        self.button.setAccessibleName(words)
        self.blind.setVisible(is_blind)
        self.blind.setIcon(theme.icon("blind"))
        hidden = self.tr("Blind mode: what the others coded and wrote is hidden. Press to reveal it")
        self.blind.setToolTip(self._with_keys(hidden, "view.blind"))
        self.blind.setAccessibleName(hidden)
        self._actions["view.blind"].setChecked(is_blind)

    def _with_keys(self, words: str, name: str) -> str:
        keys = self._actions[name].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        return f"{words} ({keys})" if keys else words

    def _turn_blind(self) -> None:
        sight = self._workspace.sight
        if self._store():
            sight.set_blind(not sight.is_blind)
        self._actions["view.blind"].setChecked(sight.is_blind)

    def _connect(self) -> None:
        actions = self._actions
        actions.connect("coder.switch", self.open_menu)
        actions.connect("coder.details", self.open_details)
        actions.connect("view.blind", self._turn_blind)
        self.button.clicked.connect(self.open_menu)
        self.blind.clicked.connect(actions["view.blind"].trigger)
        self.field.named.connect(self.work_as)
        self._workspace.coder_changed.connect(self._show)
        self._workspace.sight.changed.connect(self._show)


def _menu_words(coder: Coder) -> str:
    name = coder.name if len(coder.name) <= 60 else coder.name[:59].rstrip() + "…"
    return f"{coder.initials}  {name}".replace("&", "&&")

"""The codebook at the side of the transcript: a field to find or make codes, the tree, the chosen code."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from annotator.gui import settings
from annotator.gui.actions import Actions
from annotator.gui.codebook.commands import CodeCommands
from annotator.gui.codebook.details import CodeDetails
from annotator.gui.codebook.find_field import FindField
from annotator.gui.codebook.model import CodebookModel
from annotator.gui.codebook.tree_view import CodeTreeView
from annotator.gui.icon_button import IconButton
from annotator.gui.workspace import Workspace
from annotator.project.changes import Changes
from annotator.project.codes import Code
from annotator.project.ids import Id

_LAYOUT = "codebook"
_OPEN_CODES = "open_codes"
# A codebook of up to this many codes is shown whole when it is seen for the first time.
_OPENED_WHOLE = 80


class CodebookPanel(QWidget):
    """All of the codebook. It acts through the workspace and follows it."""

    def __init__(self, workspace: Workspace, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._actions = actions
        self.model = CodebookModel(workspace, self)
        self.finder = FindField(workspace, self.model, self)
        self.tree = CodeTreeView(self.model, self)
        self.details = CodeDetails(workspace, self.model, self)
        self.commands = CodeCommands(workspace, self.model, self.tree, actions, self)
        self._lay_out()
        self._connect()
        self._open_as_before()
        self._show_empty()
        self._follow_choice()

    def focus_widget(self) -> QWidget:
        """What takes the keyboard: the tree, or the field while there are no codes."""
        return self.tree if len(self._workspace.tree) else self.finder.field

    def store(self) -> bool:
        """Store what was written of codes. Returns whether nothing is left that could be lost."""
        return self.details.store_all()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.details.store_all()
        self.commands.pins.forget()
        if not self.details.isHidden():
            settings.save_layout(_LAYOUT, self._splitter.saveState())
        opened = ",".join(code_id.hex() for code_id in self.tree.expanded_ids())
        settings.save_place(self._workspace.project_id, _OPEN_CODES, f"-{opened}")
        event.accept()

    # ---- following

    def _connect(self) -> None:
        self.finder.filter_changed.connect(self._filter)
        self.finder.found.connect(self._go_to)
        self.finder.down.connect(self._to_tree)
        self.tree.code_current.connect(self._workspace.choose_code)
        self.tree.codes_selected.connect(self._workspace.select_codes)
        self.tree.code_wanted.connect(self._workspace.code_passage)
        self.details.colour_wanted.connect(lambda: self.commands.choose_colour(self.details.colour))
        self._actions.connect("code.new", lambda: self._begin_code(None))
        self._actions.connect("code.new_under", lambda: self._begin_code(self._workspace.code_id))
        self._workspace.code_chosen.connect(self._follow_choice)
        self._workspace.coding_chosen.connect(self._follow_coding)
        self._workspace.changed.connect(self._on_change)

    def _on_change(self, changes: Changes) -> None:
        if not changes.touches("code"):
            return
        self.finder.refresh()
        self._show_empty()
        self._open_above(changes)
        # An undo brings back a code that was the current one: it is chosen again.
        if self._workspace.code_id is None:
            self._workspace.choose_code(self.tree.current_id())

    def _open_above(self, changes: Changes) -> None:
        """Show a code that is the first one under another, and one that was put under another by hand."""
        tree = self._workspace.tree
        wanted: list[Id] = []
        for row in changes.of("code"):
            above = row.after["parent_id"] if row.after else None
            if above is None or above not in tree:
                continue
            is_moved = row.before is not None and row.before["parent_id"] != above
            if is_moved or (row.before is None and len(tree.children(above)) == 1):
                wanted.append(above)
        self.tree.expand_codes(wanted)

    def _follow_coding(self) -> None:
        """Show the code of the chosen coding, and what it means."""
        code_id = self.model.marked_id
        if code_id is not None:
            if self.model.index_of(code_id).isValid():
                self.tree.choose_where_it_is(code_id)
            self._workspace.choose_code(code_id)

    def _follow_choice(self) -> None:
        code_id = self._workspace.code_id
        if code_id != self.tree.current_id() and (code_id is None or self.model.index_of(code_id).isValid()):
            self.tree.select([code_id] if code_id is not None else [], code_id)

    def _filter(self, query: str) -> None:
        was_filtered = self.model.is_filtered
        self.model.set_filter(query)
        if was_filtered and not self.model.is_filtered:
            self._show_chosen()

    def _show_chosen(self) -> None:
        code_id = self._workspace.code_id
        index = self.model.index_of(code_id)
        if code_id is not None and index.isValid():
            self.tree.select([code_id], code_id)

    def _go_to(self, code: Code) -> None:
        """Choose a code that was found or made; Enter in the tree then gives it."""
        self._workspace.choose_code(code.id)
        self._show_chosen()

    def _to_tree(self) -> None:
        best: Id | None = self.model.best_match
        if best is not None:
            self.tree.select([best], best)
        self.tree.setFocus(Qt.FocusReason.TabFocusReason)

    def _begin_code(self, parent_id: Id | None) -> None:
        self._actions["go.codebook"].trigger()  # the panel may be hidden, or behind another
        self.finder.begin(parent_id)

    # ---- building

    def _lay_out(self) -> None:
        self.setObjectName("codebookPanel")
        self.setAccessibleName(self.tr("Codebook"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.tree)
        self._stack.addWidget(self._made_empty())
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self._stack)
        self._splitter.addWidget(self.details)
        self._splitter.setSizes([360, 240])
        if (state := settings.layout(_LAYOUT)) is not None:
            self._splitter.restoreState(state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.finder.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.finder)
        column.addWidget(self._splitter, 1)

    def _made_empty(self) -> QWidget:
        """What to do while there are no codes."""
        page = QWidget()
        words = QLabel(
            self.tr("No codes yet. Select words in the transcript and press Enter or right-click, or make a code here.")
        )
        words.setWordWrap(True)
        button = IconButton("add", self.tr("New code"))
        button.clicked.connect(self._actions["code.new"].trigger)
        button.setEnabled(not self._workspace.project.is_read_only)
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(words)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return page

    def _show_empty(self) -> None:
        has_codes = len(self._workspace.tree) > 0
        self._stack.setCurrentIndex(0 if has_codes else 1)
        self.details.setVisible(has_codes)

    def _open_as_before(self) -> None:
        """Open the codes that stood open, or all of a small codebook that is new here."""
        kept = settings.place(self._workspace.project_id, _OPEN_CODES)
        if kept:
            self.tree.expand_codes(Id(bytes.fromhex(part)) for part in kept[1:].split(",") if part)
        elif len(self._workspace.tree) <= _OPENED_WHOLE:
            self.tree.expand_codes(code.id for code in self._workspace.tree)

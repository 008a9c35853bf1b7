"""The queries that are kept in the project: one is chosen from the list, kept by a name, renamed and forgotten."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QToolButton, QWidget

from annotator.analysis.segment_query import SegmentQuery, from_definition, to_definition
from annotator.gui import theme
from annotator.gui.messages import Notice
from annotator.gui.workspace import Workspace
from annotator.project.changes import Changes
from annotator.project.saved_queries import SavedQuery


class KeptQueries(QWidget):
    """A list of names; choosing one asks its query, typing one and Return keeps the present query by it."""

    chosen = Signal(object)  # SegmentQuery

    def __init__(
        self, workspace: Workspace, current: Callable[[], SegmentQuery], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._current = current
        self._last: SavedQuery | None = None
        self.names = QComboBox()
        self.line = QLineEdit()
        self.names.setLineEdit(self.line)
        self.keep_button = QToolButton(autoRaise=True)
        self.rename_button = QToolButton(autoRaise=True)
        self.delete_button = QToolButton(autoRaise=True)
        self._prepare()
        self.refresh()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.names, 1)
        for button in (self.keep_button, self.rename_button, self.delete_button):
            row.addWidget(button)

    def refresh(self) -> None:
        """Show the names that the project holds; what stands in the field stays."""
        words = self.line.text()
        with QSignalBlocker(self.names):
            self.names.clear()
            self.names.addItems([saved.name for saved in self._workspace.project.saved_queries.all()])
            self.names.setCurrentIndex(-1)
            self.names.setEditText(words)
        icons = {self.keep_button: "star", self.rename_button: "rename", self.delete_button: "delete"}
        for button, name in icons.items():
            button.setIcon(theme.icon(name))
        self._enable()

    def follow(self, changes: Changes) -> None:
        """Show what an operation made of the names."""
        if changes.touches("saved_query"):
            self.refresh()

    def recognise(self) -> None:
        """Name the present query as it is kept; one that is not kept has no name yet."""
        now, kept = self._current(), self._workspace.project.saved_queries.all()
        self._last = next((saved for saved in kept if from_definition(saved.definition) == now), None)
        self.names.setEditText(self._last.name if self._last is not None else "")

    def keep(self) -> None:
        """Keep the present query under the name in the field; one of that name is replaced."""
        name = self.line.text().strip()
        if not name or self._workspace.project.is_read_only:
            return
        with self._workspace.attempt():
            self._last = self._workspace.project.saved_queries.save(name, to_definition(self._current()))
            self.names.setEditText(self._last.name)
            words = self.tr("The query “{name}” is kept in the project.").format(name=self._last.name)
            self._workspace.notice(Notice(words, action="edit.undo"))

    def rename(self) -> None:
        """Give the query that was chosen last the name in the field."""
        if self._last is None:
            return
        with self._workspace.attempt():
            before = self._last.name
            self._last = self._workspace.project.saved_queries.rename(self._last.id, self.line.text())
            self.names.setEditText(self._last.name)
            words = self.tr("The query “{before}” is called “{name}” now.")
            self._workspace.notice(Notice(words.format(before=before, name=self._last.name), action="edit.undo"))

    def delete(self) -> None:
        """Forget the query of the name in the field."""
        saved = self._workspace.project.saved_queries.by_name(self.line.text())
        if saved is None:
            return
        with self._workspace.attempt():
            self._workspace.project.saved_queries.delete(saved.id)
            words = self.tr("The query “{name}” is no longer kept.").format(name=saved.name)
            self._workspace.notice(Notice(words, action="edit.undo"))

    def _on_activated(self) -> None:
        saved = self._workspace.project.saved_queries.by_name(self.names.currentText())
        if saved is not None:
            self._last = saved
            self._enable()
            self.chosen.emit(from_definition(saved.definition))

    def _enable(self) -> None:
        project = self._workspace.project
        name, writable = self.line.text().strip(), not project.is_read_only
        there = {saved.id: saved.name for saved in project.saved_queries.all()}
        if self._last is not None and self._last.id not in there:
            self._last = None
        is_other = self._last is not None and name != there[self._last.id]
        self.keep_button.setEnabled(bool(name) and writable)
        self.rename_button.setEnabled(bool(name) and is_other and writable)
        self.delete_button.setEnabled(name in there.values() and writable)

    def _prepare(self) -> None:
        self.names.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.names.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.names.setMinimumContentsLength(8)
        self.names.setAccessibleName(self.tr("Queries kept in the project"))
        self.line.setPlaceholderText(self.tr("Name this query to keep it"))
        for button, words in (
            (self.keep_button, self.tr("Keep this query under this name, in the project")),
            (self.rename_button, self.tr("Give the query that was chosen last this name")),
            (self.delete_button, self.tr("Forget the query of this name")),
        ):
            button.setAccessibleName(words)
            button.setToolTip(words)
        self.keep_button.clicked.connect(self.keep)
        self.rename_button.clicked.connect(self.rename)
        self.delete_button.clicked.connect(self.delete)
        self.line.returnPressed.connect(self.keep)
        self.names.editTextChanged.connect(self._enable)
        self.names.activated.connect(self._on_activated)

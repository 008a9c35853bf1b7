"""Named reports: what was chosen is kept in the project file, so that an appendix can be made again by a coauthor."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QToolButton, QWidget

from annotator.gui import theme
from annotator.gui.messages import Notice
from annotator.gui.pages.report_choice import ReportChoice
from annotator.gui.workspace import Workspace
from annotator.project.changes import Changes


class SavedReports(QWidget):
    """A list of names; choosing one brings its report back, typing one and Return keeps the present report by it."""

    chosen = Signal(object)  # ReportChoice

    def __init__(
        self, workspace: Workspace, current: Callable[[], ReportChoice], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._current = current
        self.names = QComboBox()
        self._line = QLineEdit()
        self.names.setLineEdit(self._line)
        self.keep_button = QToolButton(autoRaise=True)
        self.delete_button = QToolButton(autoRaise=True)
        self._prepare()
        self.refresh()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID_PX)
        row.addWidget(self.names, 1)
        row.addWidget(self.keep_button)
        row.addWidget(self.delete_button)

    def refresh(self) -> None:
        """Show the names that the project holds; what stands in the field stays."""
        words = self._line.text()
        with QSignalBlocker(self.names):
            self.names.clear()
            self.names.addItems([saved.name for saved in self._workspace.project.saved_tables.all()])
            self.names.setEditText(words)
        self.keep_button.setIcon(theme.icon("star"))
        self.delete_button.setIcon(theme.icon("delete"))
        self._enable()

    def follow(self, changes: Changes) -> None:
        """Show what an operation made of the names."""
        if changes.touches("saved_table"):
            self.refresh()

    def keep(self) -> None:
        """Keep the present report under the name in the field; one of that name is replaced."""
        name = self._line.text().strip()
        if not name or self._workspace.project.is_read_only:
            return
        with self._workspace.attempt():
            saved = self._workspace.project.saved_tables.save(name, self._current().to_definition())
            self.names.setEditText(saved.name)
            words = self.tr("The report “{name}” is kept in the project.").format(name=saved.name)
            self._workspace.notice(Notice(words, action="edit.undo"))

    def delete(self) -> None:
        """Forget the report of the name in the field."""
        saved = self._workspace.project.saved_tables.by_name(self._line.text())
        if saved is None:
            return
        with self._workspace.attempt():
            self._workspace.project.saved_tables.delete(saved.id)
            words = self.tr("The report “{name}” is no longer kept.").format(name=saved.name)
            self._workspace.notice(Notice(words, action="edit.undo"))

    def _on_activated(self) -> None:
        saved = self._workspace.project.saved_tables.by_name(self.names.currentText())
        if saved is not None:
            self.chosen.emit(ReportChoice.from_definition(saved.definition))

    def _enable(self) -> None:
        has_name, writable = bool(self._line.text().strip()), not self._workspace.project.is_read_only
        is_there = self.names.findText(self._line.text().strip()) >= 0
        self.keep_button.setEnabled(has_name and writable)
        self.delete_button.setEnabled(is_there and writable)

    def _prepare(self) -> None:
        self.names.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.names.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.names.setMinimumContentsLength(8)
        self.names.setAccessibleName(self.tr("Reports kept in the project"))
        self._line.setPlaceholderText(self.tr("Name this report to keep it"))
        for button, words in (
            (self.keep_button, self.tr("Keep what is chosen here under this name, in the project")),
            (self.delete_button, self.tr("Forget the report of this name")),
        ):
            button.setAccessibleName(words)
            button.setToolTip(words)
        self.keep_button.clicked.connect(self.keep)
        self.delete_button.clicked.connect(self.delete)
        self._line.returnPressed.connect(self.keep)
        self.names.editTextChanged.connect(self._enable)
        self.names.activated.connect(self._on_activated)

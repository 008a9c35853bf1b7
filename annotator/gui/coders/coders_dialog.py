"""The coders of a project: who they are, what they bring along, and who of them is at work."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.gui import theme
from annotator.gui.coders.chip import coder_chip
from annotator.gui.coders.coder_form import CoderForm
from annotator.gui.messages import error_notice
from annotator.gui.workspace import Workspace
from annotator.project.coders import NAME_LIMIT, Coder
from annotator.project.errors import AnnotatorError
from annotator.project.ids import Id

_LIST_PX = 200


class CodersDialog(QDialog):
    """A list, and the fields of the chosen coder. What is written is stored when one goes on or closes the window."""

    def __init__(self, workspace: Workspace, work_as: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Coders"))
        self._workspace = workspace
        self._work_as = work_as
        self._shown: Coder | None = None
        self.list = QListWidget()
        self.name = QLineEdit()
        self.name.setMaxLength(NAME_LIMIT)
        self.form = CoderForm(self)
        self.message = QLabel(wordWrap=True)
        self.take_over = QPushButton(self.tr("&Work as this coder"))
        self.add = QPushButton(self.tr("&Another coder"))
        self.remove = QPushButton(self.tr("Re&move"))
        self._lay_out()
        self._fill(workspace.sight.own_id)
        self._connect()

    def done(self, result: int) -> None:
        """Store what was written, then close. A name that is refused keeps the window open and is said there."""
        if self._store():
            super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(self._store())

    # ---- doing

    def _store(self) -> bool:
        """Store what was changed as one operation. Returns whether nothing is left that could be lost."""
        coder = self._shown
        if coder is None or self._workspace.project.is_read_only:
            return True
        name = " ".join(self.name.text().split())
        given = self.form.given(name)
        if name != coder.name:
            given["name"] = name
        if given and not self._do(lambda: self._workspace.project.coders.edit(coder.id, **given)):
            return False
        self._shown = self._workspace.project.coders.get(coder.id)
        return True

    def _do(self, act: Callable[[], object]) -> bool:
        """Change something; what stands against it is said in the window."""
        self.message.hide()
        try:
            act()
        except AnnotatorError as error:
            self.message.setText(error_notice(error).text)
            self.message.show()
            return False
        return True

    def _add(self) -> None:
        if self._store():
            added: list[Coder] = []
            names = {coder.name for coder in self._workspace.project.coders.all()}
            name = next(name for name in self._free_names() if name not in names)
            if self._do(lambda: added.append(self._workspace.project.coders.add(name))):
                self._fill(added[0].id)
                self.name.setFocus()
                self.name.selectAll()

    def _remove(self) -> None:
        coder = self._shown
        if coder is not None and self._do(lambda: self._workspace.project.coders.delete(coder.id)):
            self._shown = None
            self._fill(self._workspace.sight.own_id)

    def _take_over(self) -> None:
        if self._store() and self._shown is not None:
            self._work_as(self._shown.name)
            self._fill(self._shown.id)

    def _free_names(self) -> list[str]:
        many = range(2, len(self._workspace.project.coders.all()) + 3)
        return [self.tr("New coder"), *(self.tr("New coder {number}").format(number=number) for number in many)]

    # ---- showing

    def _fill(self, chosen: Id | None) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for coder in self._workspace.project.coders.all():
            at_work = coder.id == self._workspace.sight.own_id
            words = self.tr("{name} (at work)").format(name=coder.name) if at_work else coder.name
            item = QListWidgetItem(coder_chip(coder.colour), words)
            item.setData(Qt.ItemDataRole.UserRole, coder.id)
            item.setToolTip(words)
            self.list.addItem(item)
            if coder.id == chosen or self.list.currentItem() is None:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self._show_current()

    def _follow_row(self) -> None:
        """Another row is chosen: what was written in the one before is stored first, or the row stays."""
        wanted = self._current_id()
        if self._store():
            self._fill(wanted)
        else:
            self._fill_back()

    def _fill_back(self) -> None:
        self.list.blockSignals(True)
        for row in range(self.list.count()):
            if self._shown is not None and self.list.item(row).data(Qt.ItemDataRole.UserRole) == self._shown.id:
                self.list.setCurrentRow(row)
        self.list.blockSignals(False)

    def _show_current(self) -> None:
        coder_id, project = self._current_id(), self._workspace.project
        self._shown = project.coders.get(coder_id) if coder_id is not None else None
        self.name.setText(self._shown.name if self._shown else "")
        self.name.setCursorPosition(0)
        self.form.show_coder(self._shown)
        is_there, is_writable = self._shown is not None, not project.is_read_only
        is_own = coder_id == self._workspace.sight.own_id
        self.take_over.setEnabled(is_there and not is_own)
        self.add.setEnabled(is_writable)
        self.remove.setEnabled(is_there and is_writable and not is_own)
        self.name.setEnabled(is_there and is_writable)
        for field in self.form.fields:
            field.setEnabled(is_there and is_writable)

    def _current_id(self) -> Id | None:
        item = self.list.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item is not None else None

    # ---- building

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._follow_row)
        self.take_over.clicked.connect(self._take_over)
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)

    def _lay_out(self) -> None:
        self.list.setAccessibleName(self.tr("Coders"))
        self.list.setFixedWidth(_LIST_PX)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.message.hide()
        for button in (self.add, self.remove, self.take_over):
            button.setAutoDefault(False)  # Enter in a field presses none of them
        side = QVBoxLayout()
        side.addWidget(self.list, 1)
        side.addWidget(self.add)
        side.addWidget(self.remove)
        fields = QVBoxLayout()
        fields.addLayout(self._made_form())
        fields.addWidget(self.message)
        fields.addStretch(1)
        fields.addWidget(self.take_over, 0, Qt.AlignmentFlag.AlignLeft)
        both = QHBoxLayout()
        both.setSpacing(4 * theme.GRID_PX)
        both.addLayout(side)
        both.addLayout(fields, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*(4 * theme.GRID_PX,) * 4)
        whole.setSpacing(3 * theme.GRID_PX)
        whole.addLayout(both, 1)
        self._buttons = self._made_buttons()
        whole.addWidget(self._buttons)
        self.resize(640, 380)
        chain = (self.list, self.add, self.remove, self.name, *self.form.fields, self.take_over, self._buttons)
        for first, second in pairwise(chain):
            QWidget.setTabOrder(first, second)
        self.list.setFocus()

    def _made_form(self) -> QFormLayout:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setSpacing(2 * theme.GRID_PX)
        form.addRow(self.tr("&Name"), self.name)
        self.name.setAccessibleName(self.tr("Name"))
        self.form.add_to(form)
        return form

    def _made_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setDefault(True)
        buttons.rejected.connect(self.accept)
        return buttons

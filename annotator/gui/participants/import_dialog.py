"""The way of a table of people into the project: what its columns become, and what would change, before anything is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.gui import theme
from annotator.gui.background import Progress, Task
from annotator.gui.messages import Notice, error_notice
from annotator.gui.participants.cell_delegate import CellDelegate
from annotator.gui.participants.cells_view import CellsView
from annotator.gui.participants.mapping_model import BECOMES, MappingModel
from annotator.gui.workspace import Workspace
from annotator.importers.attribute_mapping import guessed_mapping, undecided
from annotator.importers.attribute_plan import Plan, PlanOptions, plan
from annotator.importers.attribute_table import looks_transposed, table_of
from annotator.importers.attributes_into_project import carry_out, people_in
from annotator.importers.sheet_file import SheetFile, read
from annotator.importers.text_encoding import plausible_encodings
from annotator.project.errors import ImportFailed
from annotator.project.number_words import readings

_MOST_DETAILS = 300
_DEBOUNCE_MS = 60
_SIZE = (860, 600)


class PeopleImportDialog(QDialog):
    """Shows a file's table and what it would change; OK does it, as one operation."""

    planned = Signal()  # `plan` is that of what is chosen now

    def __init__(self, workspace: Workspace, path: Path, file: SheetFile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Import participants from {file}").format(file=path.name))
        self._workspace, self._path, self._file = workspace, path, file
        self._people = people_in(workspace.project)
        self._task: Task[Plan] | None = None
        self._is_stale = True
        self.plan: Plan | None = None
        self.sheets, self.encodings = QComboBox(), QComboBox()
        self.turned = QCheckBox(self.tr("People stand side by &side, each row is about one attribute"))
        self.model = MappingModel(self._people.attributes, self)
        self.view = CellsView(self.model)
        self.adds = QCheckBox(self.tr("A&dd participants who are not here yet"))
        self.similar = QCheckBox(self.tr("&Take labels that are nearly the same for one (“P3” for “P03”)"))
        self.unknown = QCheckBox(self.tr("&Leave out cells that say “n/a”, “–” or “?”"))
        self.choices = QCheckBox(self.tr("Let new &choices be added to lists"))
        self.differing = QComboBox()
        self.words = QLabel(wordWrap=True)
        self.details = QListWidget()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._soon = QTimer(self, singleShot=True, interval=_DEBOUNCE_MS)
        self._prepare()
        self._lay_out()
        self._connect()
        self._show_sheet()

    def accept(self) -> None:
        """Do what the plan says."""
        if self.plan is None:
            return
        made, name = self.plan, self._file.source_name
        rows = len(made.new_labels) + len(made.values) + sum(map(len, made.fields.values()))
        words = self.tr("Importing participants…")
        with self._workspace.attempt():
            if self._workspace.write(lambda project: carry_out(project, name, made), rows, words) is None:
                return  # to change what is chosen, or to leave
            self._workspace.notice(Notice(self._outcome_words(made), action="edit.undo"))
        super().accept()

    def done(self, result: int) -> None:
        self._soon.stop()
        if self._task is not None:
            self._task.cancel()
            self._task.wait()
        super().done(result)

    def options(self) -> PlanOptions:
        """What is ticked."""
        return PlanOptions(
            adds_people=self.adds.isChecked(),
            takes_similar=self.similar.isChecked(),
            takes_theirs=self.differing.currentIndex() == 1,
            leaves_unknown=self.unknown.isChecked(),
            adds_choices=self.choices.isChecked(),
        )

    # ---- reading

    def _show_sheet(self) -> None:
        """Show the chosen sheet in the direction in which it seems to run."""
        sheet = self._file.sheets[max(0, self.sheets.currentIndex())]
        labels = [person.label for person in self._people.participants]
        self.turned.blockSignals(True)
        self.turned.setChecked(looks_transposed(sheet, labels))
        self.turned.blockSignals(False)
        self._show_table()

    def _show_table(self) -> None:
        sheet = self._file.sheets[max(0, self.sheets.currentIndex())]
        table = table_of(sheet, is_transposed=self.turned.isChecked())
        labels = [person.label for person in self._people.participants]
        self.model.show(table, guessed_mapping(table, labels, self._people.attributes))
        self.view.go(self.model.mapping.label_place or 0, BECOMES)

    def _read_as(self, _index: int) -> None:
        try:
            self._file = read(self._path, self.encodings.currentData())
        except ImportFailed as error:
            self.words.setText(error_notice(error).text)
            return
        self._show_sheet()

    # ---- planning

    def _want_plan(self) -> None:
        self._is_stale = True
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(False)
        self._soon.start()

    def _make_plan(self) -> None:
        if self._task is not None:
            return
        self._is_stale = False
        work = partial(plan, self.model.table, self.model.mapping, self._people, self.options())
        task = self._task = Task(lambda _progress: work(), self)
        task.succeeded.connect(self._show_plan)
        task.failed.connect(self._show_failure)
        task.start()

    def _show_plan(self, made: Plan) -> None:
        self._task = None
        if self._is_stale:
            self._soon.start()
            return
        self.plan = made
        self.words.setText(self._plan_words(made))
        self.differing.setEnabled(bool(made.conflicts))
        self.details.clear()
        self.details.addItems(list(self._detail_lines(made)))
        self.details.setVisible(self.details.count() > 0)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(made.changes_anything)
        self.planned.emit()

    def _show_failure(self, error: Exception) -> None:
        self._task = None
        self.words.setText(error_notice(error).text)

    def _plan_words(self, made: Plan) -> str:
        if self.model.mapping.label_place is None:
            return self.tr("Say which column holds the labels of the participants.")
        parts = [
            self.tr("%n participant(s) will be added.", None, len(made.new_labels)),
            self.tr("%n value(s) are new.", None, made.new_values),
        ]
        if made.same_values:
            parts.append(self.tr("%n value(s) stay as they are.", None, made.same_values))
        if made.attributes:
            parts.insert(1, self.tr("%n attribute(s) will be added.", None, len(made.attributes)))
        if made.conflicts:
            parts.append(self.tr("%n value(s) differ from those here.", None, len(made.conflicts)))
        if made.refused:
            parts.append(self.tr("%n cell(s) or row(s) stay out.", None, len(made.refused)))
        if made.passed_over:
            parts.append(self.tr("%n row(s) are of nobody here.", None, len(made.passed_over)))
        if not self.model.mapping.is_sure:
            parts.append(self.tr("Check which column holds the labels: that is a guess."))
        for heading, cell in undecided(self.model.table, self.model.mapping):
            parts.append(self._undecided_words(heading, cell))
        return " ".join(parts)

    def _undecided_words(self, heading: str, cell: str) -> str:
        one, other = readings(cell).values()
        text = self.tr("In “{column}”, {cell} may be {one} or {other}: choose which under Kind.")
        return text.format(column=heading, cell=cell, one=one, other=other)

    def _detail_lines(self, made: Plan) -> Iterator[str]:
        lines = [self.tr("“{theirs}” is taken for “{mine}”").format(theirs=a, mine=b) for a, b in made.similar]
        differs = self.tr("{who}, {what}: “{mine}” here, “{theirs}” in the file")
        lines += [
            differs.format(who=each.label, what=each.name, mine=each.mine, theirs=each.theirs)
            for each in made.conflicts[:_MOST_DETAILS]
        ]
        out = self.tr("Stays out: {what} ({reason})")
        for each in made.refused[:_MOST_DETAILS]:
            what = ", ".join(filter(None, (each.label, each.name, each.value and f"“{each.value}”")))
            lines.append(out.format(what=what, reason=each.reason))
        yield from lines[:_MOST_DETAILS]
        if len(lines) > _MOST_DETAILS:
            yield "…"

    def _outcome_words(self, made: Plan) -> str:
        written = len(made.values) + sum(map(len, made.fields.values()))
        people = self.tr("%n participant(s) added", None, len(made.new_labels))
        values = self.tr("%n value(s) set", None, written)
        return self.tr("{file}: {people}, {values}.").format(file=self._file.source_name, people=people, values=values)

    # ---- building

    def _prepare(self) -> None:
        self.sheets.addItems([sheet.name for sheet in self._file.sheets])
        if self._file.encoding_is_guess:
            for encoding in dict.fromkeys((self._file.encoding, *plausible_encodings(self._path.read_bytes()))):
                self.encodings.addItem(str(encoding), encoding)
        self.differing.addItems([self.tr("Keep those here"), self.tr("Take those of the file")])
        for box in (self.adds, self.similar, self.unknown, self.choices):
            box.setChecked(True)
        names = (
            (self.sheets, self.tr("Sheet")),
            (self.encodings, self.tr("Encoding")),
            (self.differing, self.tr("Where values differ")),
            (self.details, self.tr("What to look at")),
            (self.view, self.tr("Columns of the file and what they become")),
        )
        for widget, name in names:
            widget.setAccessibleName(name)
        self.view.setItemDelegate(CellDelegate(self.view))
        header = self.view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        self.view.setShowGrid(False)
        self.details.setMaximumHeight(110)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(self.tr("&Import"))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(4 * theme.GRID_PX,) * 4)
        column.setSpacing(2 * theme.GRID_PX)
        form = QFormLayout()
        if self.sheets.count() > 1:
            form.addRow(self.tr("S&heet"), self.sheets)
        if self.encodings.count():
            form.addRow(self.tr("&Encoding"), self.encodings)
        column.addLayout(form)
        column.addWidget(self.turned)
        column.addWidget(self.view, 1)
        boxes = QHBoxLayout()
        for pair in ((self.adds, self.similar), (self.unknown, self.choices)):
            side = QVBoxLayout()
            for box in pair:
                side.addWidget(box)
            boxes.addLayout(side)
        column.addLayout(boxes)
        last = QFormLayout()
        last.addRow(self.tr("&Where values differ"), self.differing)
        column.addLayout(last)
        column.addWidget(self.words)
        column.addWidget(self.details)
        column.addWidget(self.buttons)
        self.resize(*_SIZE)

    def _connect(self) -> None:
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.sheets.currentIndexChanged.connect(self._show_sheet)
        self.encodings.currentIndexChanged.connect(self._read_as)
        self.turned.toggled.connect(self._show_table)
        self.model.mapped.connect(self._want_plan)
        for box in (self.adds, self.similar, self.unknown, self.choices):
            box.toggled.connect(self._want_plan)
        self.differing.currentIndexChanged.connect(self._want_plan)
        self._soon.timeout.connect(self._make_plan)
        self.view.left.connect(lambda forward: self.focusNextPrevChild(forward))


def read_table(path: Path, _progress: Progress) -> SheetFile:
    """The sheets of a file, for a background task. Raises ImportFailed."""
    return read(path)

"""The dialog of a new extract pack: what goes in, what readers are asked, and how the pages look."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.analysis.segment_query import SegmentQuery
from annotator.gui import settings, theme
from annotator.gui.messages import Notice
from annotator.gui.packs.pack_work import PackChoice, pack_writer
from annotator.gui.pages.report_lists import Entry, TickList
from annotator.gui.waiting import wait_for
from annotator.gui.workspace import Workspace
from annotator.project.codes import Code
from annotator.project.ids import Id
from annotator.reports.extract_pack import IN_WORD, ON_PAPER, ChosenPassage, PackOptions

_FOLDER = "report_folder"
_SIZE = (820, 560)
_LINES_ON_PAPER = 4


class PackDialog(QDialog):
    """Asks what a pack should be; Save asks where, and writes it."""

    def __init__(
        self,
        workspace: Workspace,
        parent: QWidget | None = None,
        *,
        chosen: Sequence[ChosenPassage] = (),
        query: SegmentQuery | None = None,
        found: int = 0,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Extract pack for readers"))
        self._workspace = workspace
        self._chosen, self._query, self._found = tuple(chosen), query, found
        self.contents = QComboBox()
        self.codes = TickList(self.tr("Codes"), is_linked=True)
        self.documents = TickList(self.tr("Documents"))
        self._lists = QStackedWidget()
        self.title_field = QLineEdit()
        self.medium = QComboBox()
        self.instruction = QPlainTextEdit()
        self.shows_codes = QCheckBox(self.tr("Print the &codes under each passage"))
        self.shows_documents = QCheckBox(self.tr("Print the &names of the documents"))
        self.has_margin = QCheckBox(self.tr("A &wide margin to write in"))
        self.lines, self.size_field = QSpinBox(), QSpinBox()
        self.words = QLabel(wordWrap=True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self._prepare()
        self._lay_out()
        self._connect()
        self._show_contents()

    def choice(self) -> PackChoice:
        """What goes in, as it is ticked."""
        coders = self._workspace.sight.seen_coders()
        match self.contents.currentData():
            case "chosen":
                return PackChoice(passages=self._chosen)
            case "found":
                return PackChoice(query=self._query)
            case "codes":
                return PackChoice(code_ids=_ticked(self.codes), coder_ids=coders)
        return PackChoice(document_ids=_ticked(self.documents))

    def options(self) -> PackOptions:
        """How it looks."""
        return PackOptions(
            title=self.title_field.text().strip(),
            instruction=self.instruction.toPlainText(),
            shows_codes=self.shows_codes.isEnabled() and self.shows_codes.isChecked(),
            shows_documents=self.shows_documents.isChecked(),
            has_margin=self.has_margin.isChecked(),
            lines=self.lines.value(),
            size_pt=self.size_field.value(),
        )

    def save_to(self, path: Path) -> None:
        """Write the pack, and say where it is."""
        path = path if path.suffix.lower() == ".docx" else path.with_name(f"{path.name}.docx")
        settings.save_place(self._workspace.project_id, _FOLDER, str(path.parent))
        work = pack_writer(self._workspace.path, self.choice(), self.options(), path)
        with self._workspace.attempt():
            done = wait_for(work, self.tr("Writing {file}…").format(file=path.name), self)
            if done is not None:
                words = self.tr("%n extract(s) are in {file}. What comes back is read by Comments from Readers.", None,
                                done.result)  # fmt: skip
                self._workspace.notice(Notice(words.replace("{file}", str(path))))
                self.accept()

    def _choose_file(self) -> None:
        project = self._workspace.path
        folder = settings.place(self._workspace.project_id, _FOLDER) or str(project.parent)
        name = self.tr("{title}.docx").format(title=self.title_field.text().strip() or project.stem)
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the extract pack"), str(Path(folder) / name.replace("/", "-")),
            self.tr("Word documents (*.docx)"),
        )  # fmt: skip
        if path:
            self.save_to(Path(path))

    # ---- showing

    def _show_contents(self) -> None:
        """The list of what was chosen, and whether anything is."""
        kind = self.contents.currentData()
        self._lists.setCurrentIndex({"codes": 0, "documents": 1}.get(kind, 2))
        self.shows_codes.setEnabled(kind != "documents")
        made = self.choice()
        has_any = any((made.passages, made.query is not None, made.code_ids, made.document_ids))
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(has_any)
        self.words.setText("" if has_any else self.tr("Tick what the readers should get."))

    def _show_medium(self) -> None:
        """The words and the lines that fit to how it will be read, unless somebody wrote their own."""
        is_paper = self.medium.currentData() == "paper"
        if self.instruction.toPlainText().strip() in ("", IN_WORD, ON_PAPER):
            self.instruction.setPlainText(ON_PAPER if is_paper else IN_WORD)
        self.lines.setValue(_LINES_ON_PAPER if is_paper else 0)

    # ---- building

    def _prepare(self) -> None:
        self.contents.setAccessibleName(self.tr("What goes in"))
        if self._chosen:
            self.contents.addItem(self.tr("The %n chosen segment(s)", None, len(self._chosen)), "chosen")
        if self._query is not None and self._found:
            self.contents.addItem(self.tr("All %n segment(s) that were found", None, self._found), "found")
        self.contents.addItem(self.tr("Passages with codes"), "codes")
        self.contents.addItem(self.tr("Whole transcripts"), "documents")
        self._fill_lists()
        self.title_field.setText(self._workspace.project.info.title or self._workspace.path.stem)
        self.medium.addItem(self.tr("In Word, with comments"), "word")
        self.medium.addItem(self.tr("On paper, by hand"), "paper")
        self.instruction.setPlainText(IN_WORD)
        self.instruction.setTabChangesFocus(True)
        self.has_margin.setChecked(True)
        self.shows_documents.setChecked(True)
        self.lines.setRange(0, 20)
        self.size_field.setRange(9, 28)
        self.size_field.setValue(13)
        self.size_field.setSuffix(self.tr(" pt"))
        for widget, name in (
            (self.title_field, self.tr("Title")),
            (self.medium, self.tr("How it is read")),
            (self.instruction, self.tr("What readers are asked")),
            (self.lines, self.tr("Lines to write on under each passage")),
            (self.size_field, self.tr("Size of the words")),
        ):
            widget.setAccessibleName(name)
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setText(self.tr("&Save Word File…"))

    def _fill_lists(self) -> None:
        tree, workspace = self._workspace.tree, self._workspace
        wanted = workspace.selected_code_ids or ({workspace.code_id} if workspace.code_id else set())
        unticked = [code.id.hex() for code in tree if wanted and code.id not in wanted]
        self.codes.fill([self._entry(code) for code in tree.children(None)], unticked, expand=True)
        documents = workspace.project.documents.all()
        self.documents.fill(
            [Entry(document.id.hex(), document.name) for document in documents],
            [document.id.hex() for document in documents if document.id != workspace.document_id],
        )

    def _entry(self, code: Code) -> Entry:
        under = tuple(self._entry(child) for child in self._workspace.tree.children(code.id))
        return Entry(code.id.hex(), code.name, code.name, theme.swatch(code.colour), under)

    def _lay_out(self) -> None:
        for widget in (self.codes, self.documents, QLabel()):
            self._lists.addWidget(widget)
        left = QVBoxLayout()
        left.setSpacing(2 * theme.GRID_PX)
        left.addWidget(_label(self.tr("What &goes in"), self.contents))
        left.addWidget(self.contents)
        left.addWidget(self._lists, 1)
        form = QFormLayout()
        form.addRow(self.tr("&Title"), self.title_field)
        form.addRow(self.tr("&Read"), self.medium)
        form.addRow(self.tr("Si&ze of the words"), self.size_field)
        form.addRow(self.tr("&Lines under each"), self.lines)
        right = QVBoxLayout()
        right.setSpacing(2 * theme.GRID_PX)
        right.addLayout(form)
        right.addWidget(_label(self.tr("What readers are &asked"), self.instruction))
        right.addWidget(self.instruction, 1)
        for box in (self.has_margin, self.shows_codes, self.shows_documents):
            right.addWidget(box)
        sides = QHBoxLayout()
        sides.setSpacing(6 * theme.GRID_PX)
        sides.addLayout(left, 4)
        sides.addLayout(right, 5)
        foot = QHBoxLayout()
        foot.addWidget(self.words, 1)
        foot.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(4 * theme.GRID_PX,) * 4)
        column.setSpacing(3 * theme.GRID_PX)
        column.addLayout(sides, 1)
        column.addLayout(foot)
        self.resize(*_SIZE)

    def _connect(self) -> None:
        self.contents.currentIndexChanged.connect(self._show_contents)
        self.codes.ticked.connect(self._show_contents)
        self.documents.ticked.connect(self._show_contents)
        self.medium.currentIndexChanged.connect(self._show_medium)
        self.buttons.accepted.connect(self._choose_file)
        self.buttons.rejected.connect(self.reject)


def _label(words: str, buddy: QWidget) -> QLabel:
    label = QLabel(words)
    label.setBuddy(buddy)
    return label


def _ticked(ticks: TickList) -> tuple[Id, ...]:
    """The ids of what is ticked."""
    unticked = ticks.unticked()
    keys = (str(item.data(0, Qt.ItemDataRole.UserRole)) for item in ticks.items())
    return tuple(Id(bytes.fromhex(key)) for key in keys if key not in unticked)

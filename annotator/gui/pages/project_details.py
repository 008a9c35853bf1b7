"""The dialog of what a project says of itself, and of who is working on it here."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from annotator.gui import theme
from annotator.gui.coders.coder_form import CoderForm
from annotator.gui.workspace import Workspace
from annotator.project.coders import NAME_LIMIT, Coder
from annotator.project.stored_text import normalise_text

_T = QT_TRANSLATE_NOOP
METHODS = tuple(
    str(method)
    for method in (
        _T("methods", "systematic text condensation"),
        _T("methods", "reflexive thematic analysis"),
        _T("methods", "codebook thematic analysis"),
        _T("methods", "interpretative phenomenological analysis"),
        _T("methods", "framework analysis"),
        _T("methods", "grounded theory"),
        _T("methods", "narrative analysis"),
    )
)
# Each in its own name: whoever reads a language finds it.
_LANGUAGES = {
    "en": "English",
    "nb": "norsk bokmål",
    "nn": "norsk nynorsk",
    "da": "dansk",
    "sv": "svenska",
    "fi": "suomi",
    "de": "Deutsch",
    "nl": "Nederlands",
    "fr": "français",
    "es": "español",
    "pt": "português",
    "it": "italiano",
    "pl": "polski",
    "tr": "Türkçe",
    "ru": "русский",
    "ar": "العربية",
    "zh": "中文",
    "ja": "日本語",
}


class ProjectDetails(QDialog):
    """Title, question, method and language of the project; who is at work, and what they are."""

    coder_changed = Signal()  # another person is at work, or they have another name for themselves

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Project details"))
        self._workspace = workspace
        self._coders: list[Coder] = workspace.project.coders.all()
        info = workspace.project.info
        self.title = QLineEdit(info.title)
        self.question = QPlainTextEdit(info.research_question)
        self.question.setTabChangesFocus(True)
        self.question.setFixedHeight(18 * theme.GRID_PX)
        self.method = _editable((_translated("methods", one) for one in METHODS), info.method)
        self.language = self._languages_field(info.language)
        self.coder = _editable((coder.name for coder in self._coders), workspace.project.coder_name)
        self.form = CoderForm(self)
        self._show_coder(self.coder.currentText())
        self.coder.currentTextChanged.connect(self._show_coder)
        self._lay_out()

    def accept(self) -> None:
        """Write what was changed, as one operation, and let the chosen coder be at work from now on."""
        name = " ".join(self.coder.currentText().split())[:NAME_LIMIT]
        with self._workspace.attempt():
            if name and name != self._workspace.project.coder_name:
                self._workspace.work_as(name)
            with self._workspace.project.operation("project.describe"):
                self._describe()
            self.coder_changed.emit()
            super().accept()

    def _describe(self) -> None:
        project = self._workspace.project
        before = project.info
        language = self.language.currentData() or before.language
        # toPlainText() would make a plain space of every no-break space.
        question = normalise_text(self.question.document().toRawText())
        fields = (self.title.text().strip(), question.strip(), self.method.currentText().strip())
        known_fields = (before.title.strip(), before.research_question.strip(), before.method.strip())
        if (*fields, language) != (*known_fields, before.language):
            title, question, method = fields
            project.describe(title=title, research_question=question, method=method, language=language)
        if given := self.form.given(project.coder_name):
            project.coders.edit(project.coder.id, **given)

    def _show_coder(self, name: str) -> None:
        """Fill in what is known of the chosen coder; a new one gets initials when they join."""
        wanted = name.strip().casefold()
        known = next((coder for coder in self._coders if coder.name.casefold() == wanted), None)
        self.form.show_coder(known)

    # ---- building

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(4 * theme.GRID_PX,) * 4)
        column.setSpacing(3 * theme.GRID_PX)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setSpacing(2 * theme.GRID_PX)
        form.addRow(_heading(self.tr("The study")))
        _add(form, self.tr("&Title"), self.title)
        _add(form, self.tr("Research &question"), self.question)
        _add(form, self.tr("&Method"), self.method)
        _add(form, self.tr("&Language of the transcripts"), self.language)
        form.addRow(_heading(self.tr("Who is working here")))
        _add(form, self.tr("&Name"), self.coder)
        self.form.add_to(form)
        column.addLayout(form)
        column.addStretch(1)
        column.addWidget(self._buttons())
        self.resize(560, self.sizeHint().height())

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        is_writable = not self._workspace.project.is_read_only
        buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(is_writable)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _languages_field(self, chosen: str) -> QComboBox:
        field = QComboBox()
        for code in dict.fromkeys((*_LANGUAGES, *((chosen,) if chosen else ()))):
            field.addItem(_language_words(code), code)
        field.setCurrentIndex(field.findData(chosen))
        return field


def _language_words(code: str) -> str:
    """A language and its tag: "norsk bokmål (nb)"."""
    return f"{_LANGUAGES[code]} ({code})" if code in _LANGUAGES else code


def _translated(context: str, words: str) -> str:
    return QCoreApplication.translate(context, words)


def _editable(choices: Iterable[str], chosen: str) -> QComboBox:
    field = QComboBox()
    field.setEditable(True)
    field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    field.addItems(list(choices))
    field.setCurrentText(chosen)
    field.setMinimumContentsLength(16)
    field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return field


def _add(form: QFormLayout, words: str, field: QWidget) -> None:
    form.addRow(words, field)
    field.setAccessibleName(words.replace("&", ""))


def _heading(words: str) -> QLabel:
    label = QLabel(words)
    label.setFont(theme.heading_font(label.font(), 0))
    label.setContentsMargins(0, theme.GRID_PX, 0, 0)
    return label

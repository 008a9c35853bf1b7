"""What the chosen code means: its name, colour and counts, and three fields that are written in place.

What is written is stored as one operation when the keyboard leaves a field, or a second after the last key.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from annotator.gui import theme
from annotator.gui.codebook.colour_popup import colour_name
from annotator.gui.codebook.example import ExampleQuotation
from annotator.gui.codebook.field_editor import FieldEditor
from annotator.gui.codebook.model import CodebookModel
from annotator.gui.workspace import Workspace
from annotator.project.changes import Changes
from annotator.project.codes import PATH_SEPARATOR, Code
from annotator.project.ids import Id

_UNBROKEN_CHARS = 16
_LONG_NAME_CHARS = 60


class CodeDetails(QScrollArea):
    """The details of the chosen code, or what to do where none is chosen."""

    colour_wanted = Signal()

    def __init__(self, workspace: Workspace, model: CodebookModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._model = model
        self._shown: Code | None = None
        # What could not be stored (a full disk, a lost drive) waits here until its code is shown again.
        self._drafts: dict[Id, dict[str, str]] = {}
        self.name = _wrapped_label()
        self.path = _wrapped_label()
        self.counts = _wrapped_label()
        self.colour = self._made_colour_button()
        self.fields = self._made_fields()
        self.example = ExampleQuotation(workspace)
        self.nothing = _wrapped_label()
        self.nothing.setText(self.tr("Choose a code to see and write what it means."))
        self._lay_out()
        for field in self.fields.values():
            field.settled.connect(self.store)
        workspace.code_chosen.connect(self._show_chosen)
        workspace.changed.connect(self._on_change)
        workspace.sight.changed.connect(lambda: self._show(self._shown))
        self._show_chosen()

    def store(self) -> None:
        """Store what was written and is not stored yet."""
        if self._workspace.is_writing:
            for field in self.fields.values():
                field.wait_again()
            return
        for field in self.fields.values():
            field.wait_no_more()
        code = self._shown
        written = {name: field.written for name, field in self.fields.items() if field.is_changed}
        if code is None:
            return
        if not written:
            self._drafts.pop(code.id, None)
            return
        self._drafts[code.id] = written
        if code.id not in self._workspace.tree:
            return  # an undo took the code away while it was described; what was written comes back with it
        with self._workspace.attempt():
            stored = self._workspace.project.codes.describe(code.id, **written)
            del self._drafts[code.id]
            for name in written:
                self.fields[name].show_stored(getattr(stored, name))

    def store_all(self) -> bool:
        """Store what was written of any code. Returns whether nothing is left that could be lost."""
        self.store()
        tree = self._workspace.tree
        for code_id, draft in tuple(self._drafts.items()):
            if code_id in tree and (self._shown is None or code_id != self._shown.id):
                with self._workspace.attempt():
                    self._workspace.project.codes.describe(code_id, **draft)
                    del self._drafts[code_id]
        return not any(code_id in tree for code_id in self._drafts)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.isVisible():
            self._dress()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._dress()

    # ---- showing

    def _show_chosen(self) -> None:
        self.store()
        self._show(self._workspace.code(self._workspace.code_id))

    def _show(self, code: Code | None) -> None:
        is_another = code is None or self._shown is None or code.id != self._shown.id
        self._shown = code
        self._content.setVisible(code is not None)
        self.nothing.setVisible(code is None)
        if code is None:
            for field in self.fields.values():
                field.show_stored("")
            return
        self._show_head(code)
        self.example.show_coding(code.example_coding_id)
        for name, field in self.fields.items():
            if is_another or not field.is_changed:
                field.show_stored(getattr(code, name))
        if is_another:
            self.verticalScrollBar().setValue(0)
            for name, text in self._drafts.get(code.id, {}).items():
                self.fields[name].show_draft(text)

    def _show_head(self, code: Code) -> None:
        above = self._workspace.tree.path(code.id)[:-1]
        self.name.setText(_breakable(code.name))
        self.name.setAccessibleName(code.name)
        self._dress_name()
        self.path.setText(_breakable(PATH_SEPARATOR.join(above)))
        self.path.setToolTip(PATH_SEPARATOR.join(above))
        self.path.setVisible(bool(above))
        self.counts.setText(self._model.counts_words(code.id))
        self.colour.setIcon(theme.swatch(code.colour, 16))
        self.colour.setText(colour_name(code.colour))
        self.colour.setAccessibleName(self.tr("Colour: {name}").format(name=colour_name(code.colour)))

    def _on_change(self, changes: Changes) -> None:
        code = self._shown
        if code is None or code.id not in self._workspace.tree:
            return
        above = {each.id for each in self._workspace.tree.lineage(code.id)}
        if not above.isdisjoint(changes.ids("code")):
            self._show(self._workspace.code(code.id))
        if changes.touches("coding", "code"):
            self.counts.setText(self._model.counts_words(code.id))
        if changes.touches("coding", "document") and code.example_coding_id is not None:
            self.example.show_coding(self._workspace.tree.get(code.id).example_coding_id)

    # ---- building

    def _made_colour_button(self) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(16, 16))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setToolTip(self.tr("Choose another colour"))
        button.setEnabled(not self._workspace.project.is_read_only)
        button.clicked.connect(self.colour_wanted)
        return button

    def _made_fields(self) -> dict[str, FieldEditor]:
        names = {
            "definition": (self.tr("Definition"), self.tr("What does this code mean?")),
            "when_to_use": (self.tr("When to use"), self.tr("Which passages belong here?")),
            "when_not_to_use": (self.tr("When not to use"), self.tr("Which look alike, but belong elsewhere?")),
        }
        fields = {key: FieldEditor(name, placeholder) for key, (name, placeholder) in names.items()}
        for field in fields.values():
            field.setReadOnly(self._workspace.project.is_read_only)
        return fields

    def _lay_out(self) -> None:
        self.setObjectName("codeDetails")
        self.setAccessibleName(self.tr("The chosen code"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(12, 8, 8, 12)
        column.addWidget(self.nothing)
        column.addWidget(self._made_content())
        column.addStretch(1)
        self.setWidget(whole)

    def _made_content(self) -> QWidget:
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID_PX)
        line = QHBoxLayout()
        line.addWidget(self.colour)
        line.addWidget(self.counts, 1)
        for part in (self.path, self.name):
            column.addWidget(part)
        column.addLayout(line)
        self._titles = []
        for field in self.fields.values():
            title = QLabel(field.accessibleName())
            title.setBuddy(field)
            self._titles.append(title)
            column.addSpacing(theme.GRID_PX)
            column.addWidget(title)
            column.addWidget(field)
        column.addSpacing(theme.GRID_PX)
        column.addWidget(self.example)
        return self._content

    def _dress(self) -> None:
        """Fonts and tints, for the palette as it is now. The style sheet undoes what is set before it is shown."""
        quiet = self.palette()
        quiet.setColor(self.foregroundRole(), theme.quiet_colour(self.palette()))
        for label in (self.name, self.path, self.counts, self.nothing, *self._titles, self.example.title):
            label.ensurePolished()
        for label in (self.path, self.counts, self.nothing, *self._titles, self.example.title):
            label.setPalette(quiet)
        for label in (self.path, *self._titles, self.example.title):
            label.setFont(theme.small_font(self.font()))
        self._dress_name()

    def _dress_name(self) -> None:
        """A name is a heading; one that is a whole sentence only stands out, or it would fill the pane."""
        is_long = len(self.name.accessibleName()) > _LONG_NAME_CHARS
        self.name.setFont(theme.heading_font(self.font(), steps=0 if is_long else 1))


def _wrapped_label() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _breakable(text: str) -> str:
    """The text with places to wrap inside very long words, which a label would else be as wide as."""
    return " ".join(
        "\u200b".join(word[at : at + _UNBROKEN_CHARS] for at in range(0, len(word), _UNBROKEN_CHARS)) or word
        for word in text.split(" ")
    )

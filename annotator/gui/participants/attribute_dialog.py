"""The dialog of one attribute: its name, its kind and its choices. What would be lost is said before, and refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
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
from annotator.gui.workspace import Workspace
from annotator.project.attribute_values import Attribute, AttributeKind
from annotator.project.attributes import NAME_LIMIT
from annotator.project.errors import AnnotatorError
from annotator.project.project import Project

_T = QT_TRANSLATE_NOOP
KIND_WORDS: Mapping[AttributeKind, object] = {
    "text": _T("AttributeDialog", "Text"),
    "number": _T("AttributeDialog", "Number"),
    "yes/no": _T("AttributeDialog", "Yes or no"),
    "date": _T("AttributeDialog", "Date"),
    "choice": _T("AttributeDialog", "Choice from a list"),
}
_ORIGINAL = Qt.ItemDataRole.UserRole
_EDITABLE = Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_MOST_NAMED = 6


class AttributeDialog(QDialog):
    """A new attribute, or one that is there (`attribute`). Applied as one operation."""

    def __init__(self, workspace: Workspace, attribute: Attribute | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workspace = workspace
        self._attribute = attribute
        self.setWindowTitle(self.tr("New attribute") if attribute is None else self.tr("Attribute"))
        self.name = QLineEdit(attribute.name if attribute is not None else "")
        self.name.setMaxLength(NAME_LIMIT)
        self.kind = QComboBox()
        self.choices = QListWidget()
        self.add_button = QPushButton(self.tr("&Add choice"))
        self.remove_button = QPushButton(self.tr("&Remove choice"))
        self.words = QLabel(wordWrap=True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._fill()
        self._lay_out()
        self._connect()
        self._check()
        self.name.setFocus()

    def accept(self) -> None:
        """Apply what was changed; where that is refused, the reason is shown and the dialog stays."""
        try:
            is_done = self._apply()
        except AnnotatorError as error:
            self.words.setText(error.sentence())
            return
        if is_done:
            super().accept()

    # ---- doing

    def _apply(self) -> bool:
        """Whether it was not cancelled."""
        kind, name = self._chosen_kind(), self.name.text()
        if self._attribute is None:
            people = self._workspace.project.participants
            people.add_attribute(name, kind, self._chosen_choices() if kind == "choice" else ())
            return True
        before, choices, renamed = self._attribute, self._chosen_choices(), self._renamed()

        def work(project: Project) -> None:
            people = project.participants
            with project.operation("attribute.edit", attribute=before.name):
                if name != before.name:
                    people.rename_attribute(before.id, name)
                if kind != before.kind:
                    people.set_kind(before.id, kind, choices)
                elif kind == "choice" and (choices != list(before.choices) or renamed):
                    people.set_choices(before.id, choices, renamed)

        rows = len(self._workspace.project.participants.all())
        return self._workspace.write(work, rows, self.tr("Changing the values of the attribute…")) is not None

    def _chosen_kind(self) -> AttributeKind:
        kind: AttributeKind = self.kind.currentData()
        return kind

    def _chosen_choices(self) -> list[str]:
        return [words for item in self._items() if (words := item.text().strip())]

    def _renamed(self) -> dict[str, str]:
        pairs = {str(item.data(_ORIGINAL) or ""): item.text().strip() for item in self._items()}
        return {old: new for old, new in pairs.items() if old and new and old != new}

    def _items(self) -> list[QListWidgetItem]:
        return [self.choices.item(row) for row in range(self.choices.count())]

    def _add_choice(self) -> None:
        item = self._made_item("", "")
        self.choices.addItem(item)
        self.choices.setCurrentItem(item)
        self.choices.setFocus()
        self.choices.editItem(item)

    def _remove_choice(self) -> None:
        row = self.choices.currentRow()
        if row >= 0:
            self.choices.takeItem(row)
            self._check()

    def _check(self) -> None:
        """Say which values would be lost, and do not let them be."""
        kind = self._chosen_kind()
        is_choice = kind == "choice"
        for widget in (self.choices, self.add_button, self.remove_button):
            widget.setVisible(is_choice)
        self.remove_button.setEnabled(self.choices.currentRow() >= 0)
        odd = self._misfits(kind)
        self.words.setText("")
        if odd:
            shown = ", ".join(f"{label} “{value}”" for label, value in odd[:_MOST_NAMED])
            more = " …" if len(odd) > _MOST_NAMED else ""
            text = self.tr("%n value(s) would not fit, so nothing can be changed yet:", None, len(odd))
            hint = self.tr("Correct them in the sheet first, or keep the kind “Text”.")
            self.words.setText(f"{text} {shown}{more}\n{hint}")
        self.words.setVisible(bool(odd))
        is_ready = bool(self.name.text().strip()) and not odd
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(is_ready)

    def _misfits(self, kind: AttributeKind) -> list[tuple[str, str]]:
        """Label and value of each participant whose value would not fit."""
        if self._attribute is None:
            return []
        people, choices = self._workspace.project.participants, self._chosen_choices()
        if kind == "choice":
            choices += list(self._renamed())
            if not choices:
                return []
        found = people.misfits(self._attribute.id, kind, choices)
        labels = {person.id: person.label for person in people.all()} if found else {}
        return sorted((labels[each.participant_id], each.value) for each in found)

    def _suggest_choices(self) -> None:
        """A list to choose from begins with the values that there are."""
        if self._chosen_kind() != "choice" or self.choices.count() or self._attribute is None:
            return
        values = self._workspace.project.participants.values()
        there = {value for (_, attribute_id), value in values.items() if attribute_id == self._attribute.id}
        for value in sorted(there, key=str.casefold):
            self.choices.addItem(self._made_item(value, ""))

    # ---- building

    def _fill(self) -> None:
        for kind in get_args(AttributeKind):
            self.kind.addItem(self.tr(str(KIND_WORDS[kind])), kind)
        if self._attribute is not None:
            self.kind.setCurrentIndex(self.kind.findData(self._attribute.kind))
            for choice in self._attribute.choices:
                self.choices.addItem(self._made_item(choice, choice))
        self.choices.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)

    def _made_item(self, words: str, original: str) -> QListWidgetItem:
        item = QListWidgetItem(words)
        item.setFlags(_EDITABLE | Qt.ItemFlag.ItemIsDragEnabled)
        item.setData(_ORIGINAL, original)
        return item

    def _lay_out(self) -> None:
        for field, words in ((self.name, self.tr("Name")), (self.kind, self.tr("Kind"))):
            field.setAccessibleName(words)
        self.choices.setAccessibleName(self.tr("Choices, in their order"))
        self.choices.setToolTip(self.tr("F2 changes a choice, Ins adds one, Del removes one; drag them into order"))
        form = QFormLayout()
        form.addRow(self.tr("&Name"), self.name)
        form.addRow(self.tr("&Kind"), self.kind)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(4 * theme.GRID_PX,) * 4)
        column.setSpacing(3 * theme.GRID_PX)
        column.addLayout(form)
        column.addWidget(self.choices, 1)
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addWidget(self.remove_button)
        row.addStretch()
        column.addLayout(row)
        column.addWidget(self.words)
        column.addStretch()
        column.addWidget(self.buttons)
        self.resize(420, 300)

    def _connect(self) -> None:
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.name.textChanged.connect(self._check)
        self.kind.currentIndexChanged.connect(self._suggest_choices)
        self.kind.currentIndexChanged.connect(self._check)
        self.choices.itemChanged.connect(self._check)
        self.choices.currentRowChanged.connect(self._check)
        self.add_button.clicked.connect(self._add_choice)
        self.remove_button.clicked.connect(self._remove_choice)
        for keys, command in (("Ins", self._add_choice), ("Del", self._remove_choice)):
            shortcut = QShortcut(QKeySequence(keys), self.choices)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(command)

"""The question into whom participants are merged."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from annotator.analysis.label_matching import Labels
from annotator.gui import theme
from annotator.gui.workspace import Workspace
from annotator.project.ids import Id

_LONGEST_CHARS = 60


class MergeDialog(QDialog):
    """Merges participants (`chosen`) with another or with the first of them; undone like any other change."""

    def __init__(self, workspace: Workspace, chosen: Sequence[Id], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Merge participants"))
        self._workspace = workspace
        self._chosen = list(chosen)
        everyone = workspace.project.participants.all()
        self._label_of = {person.id: person.label for person in everyone}
        self.into = QComboBox()
        self.into.setAccessibleName(self.tr("Participant who stays"))
        self.into.setMinimumContentsLength(16)
        for person in everyone:
            if len(self._chosen) > 1 or person.id not in self._chosen:
                self.into.addItem(person.label, person.id)
        self.into.setCurrentIndex(max(0, self.into.findText(self._likeliest())))
        self._lay_out()

    def accept(self) -> None:
        """Merge, as one operation."""
        into = self.into.currentData()
        if into is not None:
            with self._workspace.attempt():
                self._workspace.project.participants.merge(self._chosen, Id(bytes(into)))
        super().accept()

    def _likeliest(self) -> str:
        if len(self._chosen) > 1:
            return self._label_of[self._chosen[0]]
        others = Labels(label for each, label in self._label_of.items() if each not in self._chosen)
        return others.similar(self._label_of[self._chosen[0]]) or ""

    def _lay_out(self) -> None:
        names = ", ".join(self._label_of[each] for each in self._chosen)
        short = names if len(names) <= _LONGEST_CHARS else names[: _LONGEST_CHARS - 1].rstrip() + "…"
        words = QLabel(
            self.tr(
                "{names}: documents, speakers, memos and values go to the participant who stays. Where both say "
                "something, the other value is kept in the note."
            ).format(names=short),
            wordWrap=True,
        )
        words.setTextFormat(Qt.TextFormat.PlainText)
        form = QFormLayout()
        form.addRow(self.tr("&Merge into"), self.into)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(self.tr("Me&rge"))
        buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(self.into.count() > 0)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(4 * theme.GRID_PX,) * 4)
        column.setSpacing(3 * theme.GRID_PX)
        column.addWidget(words)
        column.addLayout(form)
        column.addStretch()
        column.addWidget(buttons)
        self.resize(420, 180)

"""What is asked about a copy that is to be sent: for whom it is, and what goes along."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from annotator.gui import settings, theme
from annotator.gui.merging.left_out_list import LeftOutList
from annotator.gui.merging.section import Section, quiet_label
from annotator.gui.workspace import Workspace
from annotator.project.coders import NAME_LIMIT
from annotator.project.copy_contents import ATTRIBUTES, HISTORY, OTHERS, CopyMaterial, CopyWishes

_KEPT = "left_out_of_copies"
_NAMES = (HISTORY, OTHERS, ATTRIBUTES)


class SendForm(QWidget):
    """The receiver, three ticks, and the documents. What was chosen the last time is remembered for the project."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.receiver = QComboBox(editable=True)
        self.history = QCheckBox(self.tr("The history: who did what when"))
        self.others = QCheckBox(self.tr("What others coded and wrote"))
        self.attributes = QCheckBox(self.tr("Attributes and their values"))
        self.documents = LeftOutList()
        self._documents_section = Section(self.tr("Documents"), is_open=False)
        self._lay_out()
        self._recall()
        self.receiver.editTextChanged.connect(lambda _text: self.changed.emit())
        for box in (self.history, self.others, self.attributes):
            box.toggled.connect(lambda _on: self.changed.emit())
        self.documents.changed.connect(self._count_documents)

    def show_material(self, material: CopyMaterial) -> None:
        """Offer the coders and the documents that there are."""
        written, own = self.receiver.currentText(), self._workspace.project.coder_name
        self.receiver.blockSignals(True)
        self.receiver.clear()
        self.receiver.addItems([name for name in material.coders.values() if name != own])
        self.receiver.setEditText(written)
        self.receiver.blockSignals(False)
        self.documents.show_documents(material.documents)

    def wishes(self) -> CopyWishes:
        """What is wished; the receiver's name may still be empty."""
        return CopyWishes(
            receiver=" ".join(self.receiver.currentText().split())[:NAME_LIMIT],
            sender=self._workspace.project.coder_name,
            with_history=self.history.isChecked(),
            without_documents=self.documents.without,
            is_blind=not self.others.isChecked(),
            with_attributes=self.attributes.isChecked(),
        )

    def keep(self) -> None:
        """Remember the ticks for the next copy. Documents go along again: leaving one out is meant for one copy."""
        boxes = (self.history, self.others, self.attributes)
        without = [name for box, name in zip(boxes, _NAMES, strict=True) if not box.isChecked()]
        settings.save_place(self._workspace.project_id, _KEPT, ",".join(without))

    def _recall(self) -> None:
        boxes = (self.history, self.others, self.attributes)
        kept = settings.place(self._workspace.project_id, _KEPT)
        without = set(kept.split(",")) if kept else set()
        for box, name in zip(boxes, _NAMES, strict=True):
            box.setChecked(name not in without)

    def _count_documents(self) -> None:
        total = self.documents.list.count()
        going = total - len(self.documents.without)
        words = self.tr("Documents ({going} of {total})").format(going=going, total=total)
        self._documents_section.heading.setText(words)
        self._documents_section.heading.setAccessibleName(words)
        self.changed.emit()

    def _lay_out(self) -> None:
        self.receiver.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        field = self.receiver.lineEdit()
        assert field is not None
        field.setPlaceholderText(self.tr("Name of who gets it"))
        field.setMaxLength(NAME_LIMIT)
        self.receiver.setAccessibleName(self.tr("For whom the copy is"))
        field.setAccessibleName(self.receiver.accessibleName())
        self.receiver.setMinimumWidth(280)
        form = QFormLayout()
        label = QLabel(self.tr("F&or"))
        label.setBuddy(self.receiver)
        form.addRow(label, self.receiver)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID_PX)
        column.addLayout(form)
        column.addSpacing(2 * theme.GRID_PX)
        column.addWidget(QLabel(self.tr("What goes along")))
        explained = (
            (self.history, self.tr("Without it nobody sees earlier versions of words that were corrected.")),
            (self.others, self.tr("Without it they code on their own, before you compare.")),
            (self.attributes, self.tr("What is known of participants and documents, such as age or profession.")),
        )
        for box, words in explained:
            column.addWidget(box)
            hint = quiet_label(words)
            hint.setIndent(6 * theme.GRID_PX)
            column.addWidget(hint)
        column.addSpacing(theme.GRID_PX)
        self._documents_section.column.addWidget(self.documents)
        column.addWidget(self._documents_section)

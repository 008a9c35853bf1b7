"""The heading of the transcript: the document's name, and at the right what it is, who speaks and how long it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.gui import theme
from annotator.gui.memos.elided_label import ElidedLabel
from annotator.gui.workspace import Workspace

if TYPE_CHECKING:
    from annotator.project.ids import Id


class PageHeading(QWidget):
    """One line, with a button at its end."""

    def __init__(self, workspace: Workspace, button: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.title = ElidedLabel(is_quiet=False)
        self.title.setFont(theme.heading_font(self.font(), 2))
        self._facts = ElidedLabel()
        self._facts.setFont(theme.small_font(self.font()))
        self._facts.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 6)
        row.addWidget(self.title, 3)
        row.addWidget(self._facts, 2)
        row.addSpacing(8)
        row.addWidget(button)

    def show_document(self, document_id: Id, paragraph_count: int) -> None:
        """Say what this document is."""
        project = self._workspace.project
        document = project.documents.get(document_id)
        facts = [document.kind]
        if document.participant_id is not None:
            facts.insert(0, project.participants.get(document.participant_id).label)
        facts.append(self.tr("%n paragraph(s)", None, paragraph_count))
        self.title.say(document.name)
        self._facts.say("  ·  ".join(facts))

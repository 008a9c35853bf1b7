"""The line above a comparison: which document, which coders, and the button that takes over what they agree on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from annotator.gui import settings, theme
from annotator.gui.actions import Actions
from annotator.gui.compare.coder_choice import CoderChoice
from annotator.gui.compare.coverage import Coverage
from annotator.gui.compare.document_choice import DocumentChoice
from annotator.gui.compare.hands import Hand
from annotator.gui.workspace import Workspace
from annotator.project.coders import Coder
from annotator.project.ids import Id

_CODERS = "compare/coders"


class Choices(QWidget):
    """Who was chosen is remembered for each project; where nobody chose, all who coded the document are compared."""

    coders_chosen = Signal(object)  # tuple of ids

    def __init__(
        self, workspace: Workspace, actions: Actions, coverage: Coverage, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._actions = actions
        self._coverage = coverage
        self._chosen = _kept_coders(workspace.project_id)
        self.document = DocumentChoice()
        self.coders = CoderChoice()
        self.agreements_button = QPushButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * theme.GRID_PX, 2 * theme.GRID_PX, 2 * theme.GRID_PX, theme.GRID_PX)
        row.setSpacing(2 * theme.GRID_PX)
        row.addWidget(self.document)
        row.addWidget(self.coders, 1)
        row.addWidget(self.agreements_button)
        self.coders.chosen.connect(self.coders_chosen)
        self.agreements_button.clicked.connect(actions["compare.agreements"].trigger)

    def of(self, there: Sequence[Coder]) -> tuple[Id, ...]:
        """Those of who coded a document that are chosen."""
        ids = tuple(coder.id for coder in there)
        return ids if self._chosen is None else tuple(coder_id for coder_id in ids if coder_id in self._chosen)

    def choose(self, coder_ids: tuple[Id, ...] | None) -> None:
        """Compare these from now on; None: all who coded a document."""
        self._chosen = coder_ids
        kept = ",".join(coder_id.hex() for coder_id in coder_ids or ())
        settings.save_place(self._workspace.project_id, _CODERS, kept)

    def show_state(self, hands: dict[Id, Hand], there: Sequence[Coder]) -> None:
        """Offer the documents, and who coded the one that is open."""
        document_id = self._workspace.document_id
        counts = self._coverage.counts
        self.coders.show_coders(
            [hands[coder.id] for coder in there],
            self.of(there),
            lambda coder_id: counts[document_id, coder_id] if document_id is not None else 0,
        )
        documents = self._workspace.project.documents.all()
        self.document.show_documents(documents, self._coverage.coder_counts(), document_id)

    def show_agreements(self, count: int) -> None:
        """Say how many agreements the consensus does not hold yet."""
        self.agreements_button.setText(self.tr("Take over %n agreement(s)", None, count))
        self.agreements_button.setEnabled(count > 0 and not self._workspace.project.is_read_only)

    def name_keys(self) -> None:
        """Say the key in the tooltip; it may be another now."""
        words = self.tr("Let the consensus hold all that these coders agree on")
        self.agreements_button.setToolTip(self._actions.with_keys(words, "compare.agreements"))


def _kept_coders(project_id: Id) -> tuple[Id, ...] | None:
    """Who was compared the last time; None: all."""
    kept = settings.place(project_id, _CODERS)
    return tuple(Id(bytes.fromhex(one)) for one in kept.split(",")) if kept else None

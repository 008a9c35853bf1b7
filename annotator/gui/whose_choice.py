"""The choice of whose codings count: the coders', the consensus they came to, or both beside one another."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from annotator.analysis.whose_codings import WHOSE, Whose
from annotator.gui.workspace import Workspace


class WhoseChoice(QComboBox):
    """Worth showing only where there is a consensus, and the other coders may be seen."""

    picked = Signal(str)  # a `Whose`

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        names: dict[Whose, str] = {
            "coders": self.tr("the coders"),
            "consensus": self.tr("the consensus"),
            "all": self.tr("both"),
        }
        self.addItems([names[whose] for whose in WHOSE])
        self.setAccessibleName(self.tr("Whose codings count"))
        self.setToolTip(
            self.tr("What was decided in Compare is coded once more, as the consensus: with both it counts twice.")
        )
        self.activated.connect(lambda row: self.picked.emit(WHOSE[row]))

    @property
    def whose(self) -> Whose:
        """What is chosen."""
        return WHOSE[self.currentIndex()]

    @property
    def told(self) -> str:
        """What is chosen, in a sentence that leaves nothing open."""
        told: dict[Whose, str] = {
            "coders": self.tr("These are the coders’ codings, without the consensus."),
            "consensus": self.tr("These are the codings of the consensus."),
            "all": self.tr("These are the coders’ codings and those of the consensus."),
        }
        return told[self.whose]

    def show_whose(self, whose: Whose) -> None:
        """Show another choice, without telling."""
        self.setCurrentIndex(WHOSE.index(whose))

    def matters(self) -> bool:
        """Whether there is a consensus that may be seen. Asks the project."""
        return not self._workspace.sight.is_blind and self._workspace.project.consensus.coder() is not None

    def is_needed(self, *, has_consensus: bool) -> bool:
        """Whether to show it: also where a consensus is asked for that is gone."""
        return has_consensus or (self.whose == "consensus" and not self._workspace.sight.is_blind)

"""A difference in words: what it is, who coded what, and what was decided. For the list, the panel and the reader."""

from __future__ import annotations

from PySide6.QtCore import QObject

from annotator.analysis.differences import Difference
from annotator.analysis.settlements import Settlement
from annotator.gui.compare.hands import Hand
from annotator.gui.workspace import Workspace
from annotator.project.ids import Id

SIGNS = {"same": "=", "ends": "≈", "some": "◐", "codes": "≠"}
_AND = " · "
_NO_COLOUR = "#888888"


class DifferenceWords(QObject):
    """Words about differences between some coders."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.hands: dict[Id, Hand] = {}

    def kind(self, place: Difference) -> str:
        """What kind of agreement or difference it is."""
        if place.kind == "same":
            return self.tr("The same words, the same code")
        if place.kind == "ends":
            return self.tr("The same code, other ends")
        if place.kind == "codes":
            return self.tr("The same words, other codes")
        return self.tr("Not coded by all")

    def codes(self, place: Difference) -> str:
        """The names of its codes."""
        return " / ".join(self.code(code_id) for code_id in place.code_ids)

    def code(self, code_id: Id) -> str:
        """The name of a code."""
        return self.look(code_id)[0]

    def look(self, code_id: Id) -> tuple[str, str]:
        """The name and the colour of a code."""
        code = self._workspace.code(code_id)
        return (code.name, code.colour) if code is not None else ("", _NO_COLOUR)

    def initials(self, coder_id: Id) -> str:
        """What a coder is called where there is little room."""
        hand = self.hands.get(coder_id)
        return hand.initials if hand is not None else ""

    def who(self, place: Difference, coder_ids: tuple[Id, ...]) -> str:
        """Who coded it, and how, in one line."""
        if place.kind == "same":
            return self.tr("All: {coders}").format(coders=", ".join(map(self.initials, coder_ids)))
        if place.kind == "ends":
            return self.tr("{coders}: other ends").format(coders=", ".join(map(self.initials, coder_ids)))
        if place.kind == "codes":
            return _AND.join(f"{self.initials(r.coder_id)}: {self.code(r.code_id)}" for r in place.readings)
        there = [self.initials(key) for key in coder_ids if key in place.coder_ids]
        gone = [self.initials(key) for key in coder_ids if key not in place.coder_ids]
        words = self.tr("{coders} coded it, {others} did not")
        return words.format(coders=", ".join(there), others=", ".join(gone))

    def outcome(self, place: Difference, settlement: Settlement | None) -> str:
        """What was decided; nothing where it is open."""
        if settlement is None:
            return ""
        if place.is_agreement:
            return self.tr("taken over") if settlement.outcome == "keep" else self.tr("decided otherwise")
        if settlement.outcome == "neither":
            return self.tr("not coded")
        if settlement.outcome == "keep":
            return self.tr("as {coders}").format(coders=", ".join(map(self.initials, settlement.coder_ids)))
        if settlement.outcome == "all":
            return self.tr("all kept")
        kept = dict.fromkeys(self.code(coding.code_id) for coding in settlement.codings)
        return self.tr("another reading: {codes}").format(codes=", ".join(kept))

    def state(self, place: Difference, settlement: Settlement | None) -> str:
        """Whether it is open, or what was decided, as a reader says it."""
        if settlement is None:
            return "" if place.is_agreement else self.tr("open")
        return self.tr("decided: {how}").format(how=self.outcome(place, settlement))

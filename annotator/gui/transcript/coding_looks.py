"""How the codings of a transcript look: their colour, what stands beside their stripe, and what its tooltip says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.gui.memos.presence import MemoPresence
from annotator.gui.transcript.margin_pictures import Label
from annotator.gui.transcript.shown_coding import ShownCoding
from annotator.gui.workspace import Workspace

if TYPE_CHECKING:
    from annotator.project.changes import Changes
    from annotator.project.ids import Id

_NO_COLOUR = "#888888"


class CodingLooks(QObject):
    """Asked for each coding in sight, so that every answer comes from memory."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._memos = MemoPresence.of(workspace)
        self._read_coders()

    def follow(self, changes: Changes) -> None:
        """Take in that coders are others."""
        if changes.touches("coder"):
            self._read_coders()

    def colour_of(self, code_id: Id) -> str:
        """The colour of a code; grey for one that is just gone."""
        code = self._workspace.code(code_id)
        return code.colour if code is not None else _NO_COLOUR

    def label_of(self, shown: ShownCoding) -> Label:
        """What stands beside a coding's stripe: the code's name, and who coded where there are several."""
        code = self._workspace.code(shown.code_id)
        coder = self._coders.get(shown.coder_id)
        if code is None:
            return Label("", _NO_COLOUR)
        is_one_of_many = len(self._coders) > 1 and not self._workspace.sight.is_blind
        initials, by = (coder.initials, coder.colour) if coder is not None and is_one_of_many else ("", "")
        return Label(code.name, code.colour, initials, shown.id in self._memos.coding_ids, by)

    def words_of(self, shown: ShownCoding) -> str:
        """The path of a coding's code, who coded, and what the code means."""
        code = self._workspace.code(shown.code_id)
        coder = self._coders.get(shown.coder_id)
        words = self._workspace.path_of(code.id) if code is not None else ""
        if coder is not None:
            words += "\n" + self.tr("coded by {coder}").format(coder=coder.name)
        if code is not None and code.definition:
            words += "\n\n" + code.definition
        return words

    def _read_coders(self) -> None:
        self._coders = {coder.id: coder for coder in self._workspace.project.coders.all()}

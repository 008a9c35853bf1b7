"""What of the codings is shown, in a sentence that a reader of the transcript cannot overlook or misread."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject

from annotator.gui.figures import figure
from annotator.gui.transcript.shown_filter import ShownFilter
from annotator.gui.workspace import Workspace
from annotator.project.ids import Id

_NAMES = 3
_NAME_CHARS = 40


class ShownWords(QObject):
    """Words for the filters of one project."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace

    def what(self, chosen: ShownFilter) -> str:
        """What is shown; nothing where that is all."""
        parts = [words for words in (self._codes(chosen), self._coders(chosen), self._people(chosen)) if words]
        return self.tr("Shown: {what}").format(what=" · ".join(parts)) if parts else ""

    def how_much(self, chosen: ShownFilter, shown_count: int, all_count: int) -> str:
        """How much that is of the open document, and what happens to the rest."""
        count = self.tr("{shown} of %n coding(s)", None, all_count).format(shown=figure(shown_count))
        if shown_count == all_count:
            return count
        rest = self.tr("the rest dimmed") if chosen.dims else self.tr("the rest hidden")
        return f"{count}, {rest}"

    def code_names(self, code_ids: Iterable[Id]) -> str:
        """The names of codes, in the order of the codebook: “Hope”, “Trust” and 3 more."""
        wanted = frozenset(code_ids)
        return self._listed([code.name for code in self._workspace.tree if code.id in wanted])

    def _codes(self, chosen: ShownFilter) -> str:
        codes = chosen.chosen_codes(self._workspace.tree, self._workspace.selected_code_ids)
        if chosen.follows_codebook and codes is None:
            return self.tr("all codes, until some are selected in the codebook")
        if codes is None:
            return ""
        words = self.code_names(codes)
        if chosen.with_those_under and any(self._workspace.tree.children(code_id) for code_id in codes):
            words = self.tr("{codes} with the codes under them").format(codes=words)
        if chosen.follows_codebook:
            words = self.tr("{codes}, as selected in the codebook").format(codes=words)
        return words

    def _coders(self, chosen: ShownFilter) -> str:
        if chosen.coder_ids is None:
            return ""
        names = [coder.name for coder in self._workspace.project.coders.all() if coder.id in chosen.coder_ids]
        return self.tr("coded by {names}").format(names=self._listed(names) or self.tr("nobody"))

    def _people(self, chosen: ShownFilter) -> str:
        wanted = chosen.participant_ids
        if wanted is None:
            return ""
        labels = [person.label for person in self._workspace.project.participants.all() if person.id in wanted]
        return self.tr("said by {names}").format(names=self._listed(labels) or self.tr("nobody"))

    def _listed(self, names: list[str]) -> str:
        shown = ", ".join(f"“{_shortened(name)}”" for name in names[:_NAMES])
        if len(names) > _NAMES:
            return self.tr("{names} and %n more", None, len(names) - _NAMES).format(names=shown)
        return shown


def _shortened(name: str) -> str:
    return name if len(name) <= _NAME_CHARS else name[: _NAME_CHARS - 1].rstrip() + "…"

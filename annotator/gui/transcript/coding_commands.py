"""What is done to passages and codings in the transcript. Going about in it is the business of others beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from annotator.gui.codebook.pins import DIGITS, Pins
from annotator.gui.messages import Notice
from annotator.gui.transcript import word_steps
from annotator.gui.transcript.text_view import TextView
from annotator.gui.workspace import Passage, Workspace
from annotator.project.codes import NAME_LIMIT, PATH_SEPARATOR

if TYPE_CHECKING:
    from annotator.project.ids import Id


class CodingCommands(QObject):
    """The commands on the passage and the coding that are chosen in a text view."""

    def __init__(self, workspace: Workspace, view: TextView, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._view = view
        self._pins = Pins.of(workspace)

    def commands(self) -> dict[str, Callable[[], object]]:
        """What each action does."""
        return {
            "code.last": self.code_with_last,
            "code.in_vivo": self.code_in_vivo,
            **{f"code.pinned_{digit}": partial(self.code_with_pin, digit) for digit in DIGITS},
            "coding.delete": self.uncode,
            "coding.end_later": lambda: self._step_end(forward=True),
            "coding.end_earlier": lambda: self._step_end(forward=False),
            "coding.start_later": lambda: self._step_start(forward=True),
            "coding.start_earlier": lambda: self._step_start(forward=False),
            "coding.example": self.use_as_example,
        }

    def code_with_last(self) -> None:
        """Give the passage the code that was given last."""
        if self._workspace.last_code_id is not None:
            self._workspace.code_passage(self._workspace.last_code_id)

    def code_with_pin(self, digit: int) -> None:
        """Give the passage the code that is pinned to a digit."""
        code_id = self._pins.code_id(digit)
        if code_id is not None:
            self._workspace.code_passage(code_id)

    def code_in_vivo(self) -> None:
        """Give the passage a code whose name is its words."""
        passage = self._workspace.passage
        if passage is None:
            return
        words = " ".join(self._view.stored_text[passage.start_char : passage.end_char].split())
        name = words.replace(PATH_SEPARATOR, " › ")
        if len(name) > NAME_LIMIT:
            text = self.tr("These words are too long for the name of a code (%n characters at most).", None, NAME_LIMIT)
            self._workspace.notice(Notice(text))
            return
        self._workspace.code_passage_as(name)

    def drop_codes(self, code_ids: list[Id], start: int, end: int) -> None:
        """Give codes that were dropped on a span (code points) to it; keys are about that then, and in the words."""
        document_id = self._workspace.document_id
        if document_id is None:
            return
        self._workspace.give_codes(code_ids, Passage(document_id, start, end))
        if self._view.selected_span() != (start, end):
            self._view.leave_selection(start)
        self._view.setFocus(Qt.FocusReason.MouseFocusReason)

    def uncode(self) -> None:
        """Take the chosen coding away."""
        coding_id = self._workspace.coding_id
        if coding_id is not None:
            with self._workspace.attempt():
                self._workspace.project.codings.delete([coding_id])

    def move_ends(self, coding_id: Id, start: int, end: int) -> None:
        """Give a coding another span, in code points."""
        with self._workspace.attempt():
            self._workspace.project.codings.move_ends(coding_id, start, end)

    def use_as_example(self) -> None:
        """Let the chosen coding be the example of its code."""
        coding_id = self._workspace.coding_id
        if coding_id is not None:
            with self._workspace.attempt():
                coding = self._workspace.project.codings.get(coding_id)
                self._workspace.project.codes.set_example(coding.code_id, coding_id)

    def _step_end(self, *, forward: bool) -> None:
        shown = self._view.layer.get(self._workspace.coding_id)
        if shown is not None:
            step = word_steps.next_end if forward else word_steps.previous_end
            self._move_units(shown.id, shown.start, step(self._view.document(), shown.end))

    def _step_start(self, *, forward: bool) -> None:
        shown = self._view.layer.get(self._workspace.coding_id)
        if shown is not None:
            step = word_steps.next_start if forward else word_steps.previous_start
            self._move_units(shown.id, step(self._view.document(), shown.start), shown.end)

    def _move_units(self, coding_id: Id, start: int, end: int) -> None:
        if start < end:
            self.move_ends(coding_id, *self._in_code_points(start, end))

    def _in_code_points(self, start: int, end: int) -> tuple[int, int]:
        to_code_points = self._view.positions.to_code_points
        return to_code_points(start), to_code_points(end)

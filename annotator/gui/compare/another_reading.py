"""Making another reading than anybody's: begun with the codes and words of a place, changed by keys and mouse."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QWidget

from annotator.analysis.differences import Difference
from annotator.gui.codebook.quick_list import QuickList
from annotator.gui.compare.compared_text import ComparedText
from annotator.gui.compare.difference_panel import DifferencePanel
from annotator.gui.messages import Notice
from annotator.gui.transcript import word_steps
from annotator.gui.workspace import Workspace
from annotator.project.ids import Id

_Step = Callable[[QTextDocument, int], int]


class AnotherReading(QObject):
    """The words are those that are selected in the text; the codes are chosen in the panel."""

    changed = Signal()  # it was begun, or left

    def __init__(self, workspace: Workspace, text: ComparedText, panel: DifferencePanel, page: QWidget) -> None:
        super().__init__(page)
        self._workspace = workspace
        self._text = text
        self._panel = panel
        self.quick_list = QuickList(workspace, page)
        text.span_selected.connect(self._show_selected)
        panel.third.add_button.clicked.connect(self._ask_code)
        self.quick_list.chosen.connect(panel.third.add)
        self.quick_list.new_wanted.connect(self._add_new_code)

    @property
    def is_on(self) -> bool:
        """Whether one is being made."""
        return self._panel.makes_third

    def commands(self) -> dict[str, Callable[[], object]]:
        """What changes where it begins and ends."""
        return {
            "compare.start_earlier": partial(self._step_end, word_steps.previous_start, is_start=True),
            "compare.start_later": partial(self._step_end, word_steps.next_start, is_start=True),
            "compare.end_earlier": partial(self._step_end, word_steps.previous_end, is_start=False),
            "compare.end_later": partial(self._step_end, word_steps.next_end, is_start=False),
        }

    def begin(self, place: Difference) -> None:
        """Begin with what a place has."""
        self._panel.third.begin(place.code_ids)
        self._panel.show_third(True)
        self._text.select([(place.start, place.end)])
        self._text.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.changed.emit()

    def leave(self) -> bool:
        """Make none after all. Returns whether one was being made."""
        if not self.is_on:
            return False
        self._panel.show_third(False)
        self._text.let_go()
        self.changed.emit()
        return True

    def made(self) -> tuple[list[Id], tuple[int, int]] | None:
        """Its codes and its span in code points; where something is missing, that is said."""
        span, codes = self._text.view.selected_span(), list(self._panel.third.code_ids)
        if span is not None and codes:
            return codes, span
        words = self.tr("Select the words in the text and choose at least one code for another reading.")
        self._workspace.notice(Notice(words))
        return None

    def _show_selected(self, span: tuple[int, int] | None) -> None:
        if self.is_on:
            self._panel.third.show_words(self._text.text[span[0] : span[1]] if span is not None else "")

    def _step_end(self, step: _Step, *, is_start: bool) -> None:
        """Let the selected words begin, or end, a word earlier or later."""
        view = self._text.view
        span = view.selected_span()
        if span is None:
            return
        start, end = map(view.positions.to_units, span)
        start, end = (step(view.document(), start), end) if is_start else (start, step(view.document(), end))
        if start < end:
            view.select(view.positions.to_code_points(start), view.positions.to_code_points(end))

    def _ask_code(self) -> None:
        button = self._panel.third.add_button
        corner = button.mapToGlobal(QPoint(0, button.height()))
        heading = self.tr("Codes of another reading")
        self.quick_list.open_at(corner, above_px=button.height(), heading=heading)

    def _add_new_code(self, path: str) -> None:
        with self._workspace.attempt():
            self._panel.third.add(self._workspace.project.codes.ensure(path).id)

"""The text that is compared: the words with their grounds, paragraph numbers, and a column for each coder."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.analysis.paragraphs import Paragraphs
from annotator.analysis.text_units import Unit
from annotator.gui.compare.comparison import Comparison
from annotator.gui.compare.grounds import ComparedGrounds
from annotator.gui.compare.hands import Hand
from annotator.gui.compare.margin import ComparedMargin, Seen, columns_of
from annotator.gui.compare.words import DifferenceWords
from annotator.gui.transcript import typography
from annotator.gui.transcript.coding_layer import CodingLayer
from annotator.gui.transcript.gutter_view import GutterView
from annotator.gui.transcript.shown_coding import ShownCoding
from annotator.gui.transcript.text_positions import TextPositions
from annotator.gui.transcript.text_view import TextView
from annotator.gui.workspace import Workspace
from annotator.project.changes import Changes
from annotator.project.codings import PlacedCoding
from annotator.project.documents import DocumentText
from annotator.project.ids import Id


class ComparedText(QWidget):
    """Shows the document of a comparison. It only reads; words that are selected are what a third reading is about."""

    place_pointed = Signal(int)  # code point that was clicked in the words
    place_clicked = Signal(int)  # number of a place whose coding was clicked
    span_selected = Signal(object)  # (start, end) in code points, or None

    def __init__(self, workspace: Workspace, comparison: Comparison, words: DifferenceWords, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._comparison = comparison
        self._words = words
        self._shown_id: Id | None = None
        self._stored = DocumentText("", ())
        self.paragraphs = Paragraphs("")
        self.current = -1
        self._consensus = CodingLayer.of((), TextPositions(""))
        self.view = TextView(self._colour_of, self)
        self.view.setAccessibleName(self.tr("Text that is compared"))
        self.gutter = GutterView(self.view)
        self.margin = ComparedMargin(self.view, self._look_of, self._told, self._place_of)
        self.view.sides = [self.gutter, self.margin]
        self.grounds = ComparedGrounds(self.view, comparison, lambda key: words.hands.get(key), lambda: self.current)
        self.view.underlays.append(self.grounds.paint)
        self.view.viewport().installEventFilter(self)
        self.view.span_selected.connect(self.span_selected)
        self.gutter.units_wanted.connect(self._select_units)
        self.view.size_step_wanted.connect(self._step_size)
        self.margin.place_clicked.connect(self.place_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.setFocusProxy(self.view)

    @property
    def text(self) -> str:
        """The stored words."""
        return self.view.stored_text

    @property
    def stored(self) -> DocumentText:
        """The text with its formatting."""
        return self._stored

    def show_comparison(self, hands: dict[Id, Hand], *, is_other_text: bool) -> None:
        """Show what the comparison found; the text is read anew where it is another document, or was corrected."""
        document_id = self._comparison.document_id
        if document_id is None:
            return
        if document_id != self._shown_id or is_other_text:
            self._shown_id = document_id
            documents = self._workspace.project.documents
            self._stored = stored = documents.text(document_id)
            roles = {speaker.label: speaker.role for speaker in documents.speakers(document_id)}
            self.paragraphs = Paragraphs(stored.text)
            self.gutter.show_paragraphs(self.paragraphs)
            if self.view.typography != typography.kept():
                self.view.set_typography(typography.kept())
            self.view.show_text(stored, roles, prepare=lambda: self._show_codings(hands))
        else:
            self._show_codings(hands)

    def follow_consensus(self, changes: Changes) -> None:
        """Take in what happened to the consensus, at a cost by what changed."""
        if self._shown_id is None:
            return
        for row in changes.codings_in(self._shown_id):
            self._consensus.apply(row, self._shown_id)
        self.margin.refresh_consensus()

    def refresh_places(self, numbers: Collection[int]) -> None:
        """Paint some places anew: they are settled now, or open again, or another one is chosen."""
        there = [n for n in numbers if 0 <= n < len(self._comparison.differences)]
        coding_ids = (
            key for n in there for each in self._comparison.differences[n].readings for key in each.coding_ids
        )
        self.view.refresh_lines_of(*(self.view.layer.get(coding_id) for coding_id in coding_ids))
        self.margin.refresh(there)

    def choose(self, number: int, *, scrolls: bool = True) -> None:
        """Let another place be the chosen one, and bring it into sight."""
        before, self.current = self.current, number
        self.margin.chosen = number
        if scrolls and 0 <= number < len(self._comparison.differences):
            place = self._comparison.differences[number]
            self.view.bring_into_sight(place.start, place.end)
        self.refresh_places({before, number})

    def select(self, spans: Sequence[tuple[int, int]]) -> None:
        """Select the words from the first to the last of some spans."""
        self.view.select(min(start for start, _ in spans), max(end for _, end in spans))

    def let_go(self) -> None:
        """Select nothing."""
        self.view.leave_selection(self.view.caret())

    def set_typography(self) -> None:
        """Set the words as the user has chosen for all transcripts."""
        if self.view.typography != typography.kept():
            self.view.set_typography(typography.kept())
            self._fit_sides()

    def _step_size(self, step: int) -> None:
        """Larger or smaller words, here and in the transcripts."""
        typography.keep(self.view.typography.stepped(step))
        self.set_typography()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.MouseButtonRelease
            and isinstance(event, QMouseEvent)
            and event.button() == Qt.MouseButton.LeftButton
            and not self.view.textCursor().hasSelection()
        ):
            unit = self.view.cursorForPosition(event.position().toPoint()).position()
            self.place_pointed.emit(self.view.positions.to_code_points(unit))
        return super().eventFilter(watched, event)

    # ---- inside

    def _show_codings(self, hands: dict[Id, Hand]) -> None:
        positions, comparison = self.view.positions, self._comparison
        layer = CodingLayer.of(comparison.codings, positions)
        layer.sift(self._differs, dims=True)
        by_coder: dict[Id, list[PlacedCoding]] = {coder_id: [] for coder_id in comparison.coder_ids}
        for coding in comparison.codings:
            by_coder[coding.coder_id].append(coding)
        layers = {coder_id: CodingLayer.of(codings, positions) for coder_id, codings in by_coder.items()}
        self._consensus = CodingLayer(
            lambda: comparison.consensus, positions, lambda coder_id: coder_id != comparison.consensus_id
        )
        self.margin.show_columns(columns_of(hands, comparison.coder_ids, layers), self._consensus)
        self.view.set_layer(layer)
        self._fit_sides()

    def _fit_sides(self) -> None:
        margin = self.margin
        widths = (margin.wanted_width(), margin.least_width(), margin.stripes_width())
        self.view.set_side_widths(self.gutter.wanted_width(), *widths)

    def _differs(self, shown: ShownCoding) -> bool:
        number = self._comparison.number_of(shown.id)
        return number is not None and not self._comparison.differences[number].is_agreement

    def _look_of(self, shown: ShownCoding) -> Seen | None:
        number = self._comparison.number_of(shown.id)
        code = self._workspace.code(shown.code_id)
        if code is None:
            return None
        if number is None:  # of the consensus
            return Seen(code.name, code.colour, -1, False)
        is_quiet = self._comparison.differences[number].is_agreement or self._comparison.is_settled(number)
        return Seen(code.name, code.colour, number, is_quiet)

    def _place_of(self, shown: ShownCoding) -> int:
        """The place that a consensus coding is about."""
        start, end = map(self.view.positions.to_code_points, (shown.start, shown.end))
        return min(self._comparison.numbers_on([(shown.code_id, start, end)]), default=-1)

    def _told(self, number: int) -> str:
        place = self._comparison.differences[number]
        state = self._words.state(place, self._comparison.settlement(number))
        who = self._words.who(place, self._comparison.coder_ids)
        return "\n".join(filter(None, (self._words.codes(place), f"{self._words.kind(place)}: {who}", state)))

    def _colour_of(self, code_id: Id) -> str:
        return self._words.look(code_id)[1]

    def _select_units(self, unit: str, anchor: int, here: int) -> None:
        """Select paragraphs or turns by their numbers, as in the transcript."""
        kind: Unit = "turn" if unit == "turn" else "paragraph"
        (first, last), (begin, end) = self.view.units.at(kind, anchor), self.view.units.at(kind, here)
        span = self.view.trimmed(min(first, begin), max(last, end))
        if span is not None:
            self.view.select(*span)

"""What of the codings the transcript shows: they are read, sifted and kept here, and what is missing is said above.

The strip with its button, the popup of choices and the density bar belong to it; the page puts them in their places.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from annotator.analysis.voices import Voices, voices_of
from annotator.gui import settings
from annotator.gui.actions import Actions
from annotator.gui.messages import Notice
from annotator.gui.transcript.coding_layer import CodingLayer, hides_none
from annotator.gui.transcript.density_bar import DensityBar
from annotator.gui.transcript.filter_button import FilterButton
from annotator.gui.transcript.filter_popup import FilterPopup
from annotator.gui.transcript.quiet_strip import QuietStrip
from annotator.gui.transcript.shown_coding import NearCodings
from annotator.gui.transcript.shown_filter import ShownFilter, Spans
from annotator.gui.transcript.shown_words import ShownWords
from annotator.gui.transcript.text_view import TextView
from annotator.gui.workspace import Workspace

if TYPE_CHECKING:
    from annotator.project.changes import Changes, RowChange
    from annotator.project.ids import Id

_PLACE = "shown"
_ALL = (False, None)
_ANYWHERE = (0, 1 << 62)
_NEAR_CHARS = 8_000  # some screens
_NEEDED = ("code", "coder", "participant", "speaker", "document")


class ShownControl(QObject):
    """The codings of one text view. `number_at` gives the paragraph at a code point."""

    sifted = Signal()  # other codings are in sight

    def __init__(
        self, workspace: Workspace, view: TextView, actions: Actions, number_at: Callable[[int], int], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._view = view
        self._actions = actions
        self._number_at = number_at
        self._document_id: Id | None = None
        self._voices: Voices | None = None
        self._layers: dict[tuple[bool, Id | None], CodingLayer] = {}  # by whether others are hidden, and from whom
        self._words = ShownWords(workspace, self)
        self._what = ""  # is shown, in words: made when the filter is another, not for each coding
        self.filter = ShownFilter.from_json(settings.place(workspace.project_id, _PLACE))
        self.strip = QuietStrip("filter")
        self.blind_strip = QuietStrip("blind")
        self.button = FilterButton(actions)
        self.popup = FilterPopup(workspace, self._words, parent)
        self.density = DensityBar(view, self._place_words)
        self._connect()
        self._say_blind()

    # ---- the codings of a document

    def read(self, document_id: Id, top: int) -> None:
        """Show those of a document's codings that are wanted.

        Where all are, only those near a position (code point) are read now, and the rest when the bar counts them.
        """
        if document_id != self._document_id:
            self._voices = None
        self._document_id = document_id
        self._layers.clear()
        self.follow_sight(top)

    def follow_sight(self, top: int) -> None:
        """Show the codings that may be seen now. Those of blind mode and all of them are kept beside each other."""
        assert self._document_id is not None
        sight = self._workspace.sight
        seen = (sight.is_blind, sight.own_id if sight.is_blind else None)
        if seen not in self._layers:
            whole = self._layers.get(_ALL) if sight.is_blind else None
            self._layers[seen] = self._made_layer(top) if whole is None else whole.without(sight.is_another)
        if len(self._layers) > 1:  # a text that wraps anew each time would take a long time, and the reader's place
            self._layers[seen].leave_room_for(max(layer.lane_count for layer in self._layers.values()))
        self._view.set_layer(self._layers[seen])
        self._sift()

    def _made_layer(self, top: int) -> CodingLayer:
        assert self._document_id is not None
        codings, positions, sight = self._workspace.project.codings, self._view.positions, self._workspace.sight
        read, span = partial(codings.placed_in, self._document_id), (max(top - _NEAR_CHARS, 0), top + _NEAR_CHARS)
        if sight.is_blind:
            return CodingLayer(read, positions, sight.is_another)
        near = None if self.filter.is_active else NearCodings(codings, self._document_id, span, positions)
        return CodingLayer(read, positions, hides_none, near)

    def close(self) -> None:
        """Read no more: the project is closed."""
        self.density.stop()
        self._layers.clear()
        self._view.set_layer(CodingLayer.of((), self._view.positions))

    def take(self, rows: Sequence[RowChange], changes: Changes) -> None:
        """Take in what happened to some codings' rows, at a cost that depends on these alone."""
        assert self._document_id is not None
        layer = self._view.layer
        if not layer.is_read:
            self.read(self._document_id, self._view.top_position())
            return
        self._keep_up(rows)
        touched = [layer.get(row.row_id) for row in rows]
        for row in rows:
            self.density.take(*layer.apply(row, self._document_id))
        self._view.refresh_words_of(*touched, *(layer.get(row.row_id) for row in rows))
        if self.filter.is_active:
            self._say()
            self._tell_of_hidden(rows, changes)

    def _keep_up(self, rows: Sequence[RowChange]) -> None:
        """Let the codings that are kept for when blind mode is turned follow too."""
        assert self._document_id is not None
        self._layers = {seen: layer for seen, layer in self._layers.items() if layer.is_read}
        for layer in self._layers.values():
            for row in rows if layer is not self._view.layer else ():
                layer.apply(row, self._document_id)

    def follow(self, changes: Changes) -> None:
        """What the filter is made of, codes, people and coders, may be others now."""
        if changes.touches("participant", "speaker", "document"):
            self._voices = None
        if self.filter.is_active and changes.touches(*_NEEDED):
            self._sift()
        elif changes.altered("code", "colour"):
            self.density.recolour()
        if changes.touches("code"):
            self._colour_selected()

    # ---- choosing

    def choose(self, chosen: ShownFilter) -> None:
        """Show these codings from now on, here and when the project is opened again."""
        if chosen != self.filter:
            self.filter = chosen
            settings.save_place(self._workspace.project_id, _PLACE, chosen.to_json())
            self._sift_anew()

    def show_all(self) -> None:
        """Show every coding that may be seen; how the rest is treated stays chosen for the next time."""
        self.choose(ShownFilter(dims=self.filter.dims, dims_words=self.filter.dims_words))

    def show_selected(self) -> None:
        """Show just the codes that are selected in the codebook."""
        selected = self._workspace.selected_code_ids
        if not selected and self._workspace.code_id is not None:
            selected = frozenset({self._workspace.code_id})
        if selected:
            self.choose(ShownFilter(selected, dims=self.filter.dims, dims_words=self.filter.dims_words))

    def open_popup(self) -> None:
        """Let the user choose what is shown."""
        self._actions["go.code"].trigger()
        below = self.button.mapToGlobal(QPoint(self.button.width(), self.button.height()))
        people = [person for person in self._found_voices().case_ids if person != self._document_id]
        self.popup.open_at(below, self.filter, people)

    # ---- inside

    def _sift_anew(self) -> None:
        """Somebody wants to see others: a chosen coding that is not among them is let go."""
        self._sift()
        coding_id = self._workspace.coding_id
        if coding_id is not None and self._view.layer.is_unwanted(coding_id):
            self._workspace.choose_coding(None)

    def _sift(self) -> None:
        if self._document_id is None:
            return
        layer, workspace = self._view.layer, self._workspace
        spoken = self._spoken() if self.filter.participant_ids is not None else None
        wants = self.filter.wants(workspace.tree, workspace.selected_code_ids, spoken)
        layer.keep_in_sight(workspace.coding_id)
        layer.sift(wants, dims=self.filter.dims)
        self._view.fades_uncoded = self.filter.dims_words and self.filter.is_active
        self.density.read_layer()
        self._view.refresh_codings()
        self._what = self._words.what(self.filter)
        self._say()
        self.sifted.emit()

    def _say(self) -> None:
        layer = self._view.layer
        figures = self._words.how_much(self.filter, layer.wanted_count, len(layer)) if self._what else ""
        self.strip.say(self._what, figures)
        self.button.show_state(is_filtered=self.filter.is_active)

    def _say_blind(self) -> None:
        is_blind = self._workspace.sight.is_blind
        self.blind_strip.say(self.tr("Blind mode: what the others coded and wrote is hidden.") if is_blind else "")

    def _spoken(self) -> Spans:
        """Where the wanted participants speak, in units and in order."""
        wanted, voices = self.filter.participant_ids or frozenset(), self._found_voices()
        if not voices.turns:
            return (_ANYWHERE,) if wanted.intersection(voices.case_ids) else ()
        to_units = self._view.positions.to_units
        return tuple((to_units(start), to_units(end)) for start, end, person in voices.turns if person in wanted)

    def _found_voices(self) -> Voices:
        if self._document_id is None:
            return Voices(())
        if self._voices is None:
            project = self._workspace.project
            self._voices = voices_of(project, project.documents.get(self._document_id))
        return self._voices

    def _keep_chosen(self) -> None:
        """The chosen coding is in sight whatever is filtered: it may have been made or looked for just now."""
        if self._view.layer.keep_in_sight(self._workspace.coding_id):
            self._view.refresh_codings()

    def _tell_of_hidden(self, rows: Sequence[RowChange], changes: Changes) -> None:
        is_new = any(row.before is None and self._view.layer.is_unwanted(row.row_id) for row in rows)
        if is_new and changes.operation.undoes is None and not self.filter.dims:
            words = self.tr("It is coded. What is shown leaves this coding out, once another is chosen.")
            self._workspace.notice(Notice(words, action="view.show_all"))

    def _follow_selection(self) -> None:
        self._colour_selected()
        if self.filter.follows_codebook:
            self._sift_anew()

    def _colour_selected(self) -> None:
        """Let the bar show in colour where the selected codes are, with those under them."""
        tree = self._workspace.tree
        selected = [code_id for code_id in self._workspace.selected_code_ids if code_id in tree]
        self.density.choose_codes(frozenset(under.id for code_id in selected for under in tree.subtree(code_id)))

    def _place_words(self, start: int, end: int) -> str:
        """A tooltip: which paragraphs, and how many codings in full sight."""
        to_code_points = self._view.positions.to_code_points
        last = max(start, min(end, self._view.document().characterCount() - 1) - 1)
        first, last = (self._number_at(to_code_points(unit)) for unit in (start, last))
        layer = self._view.layer
        count = sum(not layer.is_dimmed(shown.id) for shown in layer.between(start, end))
        place = f"¶ {first}" if first == last else f"¶ {first}–{last}"
        return f"{place}  ·  " + self.tr("%n coding(s)", None, count)

    def _connect(self) -> None:
        workspace, actions = self._workspace, self._actions
        actions.connect("view.filter", self.open_popup)
        actions.connect("view.show_all", self.show_all)
        actions.connect("code.show_only", self.show_selected)
        self.strip.offer(actions, "view.filter", self.tr("Change…"))
        self.strip.offer(actions, "view.show_all", self.tr("Show all"))
        self.blind_strip.offer(actions, "view.blind", self.tr("Reveal"))
        self.popup.chosen.connect(self.choose)
        workspace.codes_selected.connect(self._follow_selection)
        workspace.coding_chosen.connect(self._keep_chosen)
        workspace.sight.changed.connect(self._say_blind)

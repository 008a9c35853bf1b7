"""The middle of the window: the transcript with its sides and its heading. What is done to codings is beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QCloseEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from annotator.gui.actions import Actions
from annotator.gui.codebook.quick_list import QuickList
from annotator.gui.finding.find_bar import FindBar
from annotator.gui.memos.presence import MemoPresence
from annotator.gui.transcript import typography
from annotator.gui.transcript.coding_looks import CodingLooks
from annotator.gui.transcript.codings_here import CodingsHere
from annotator.gui.transcript.correctable_text import CorrectableText
from annotator.gui.transcript.correcting import Correcting
from annotator.gui.transcript.empty_page import EmptyPage
from annotator.gui.transcript.gutter_view import GutterView
from annotator.gui.transcript.hands import Hands
from annotator.gui.transcript.lost_codings import LostCodings
from annotator.gui.transcript.margin_clicks import MarginClicks
from annotator.gui.transcript.margin_view import MarginView
from annotator.gui.transcript.page_heading import PageHeading
from annotator.gui.transcript.passage_memos import PassageMemos
from annotator.gui.transcript.pinned_strip import PinnedStrip
from annotator.gui.transcript.place_words import PlaceWords
from annotator.gui.transcript.reading_place import keep_place, kept_top, put_caret_back
from annotator.gui.transcript.shown_control import ShownControl
from annotator.gui.transcript.text_menu import TextMenu
from annotator.gui.transcript.text_setting import TextSetting
from annotator.gui.transcript.typography import Typography
from annotator.gui.workspace import Passage, Workspace

if TYPE_CHECKING:
    from annotator.project.changes import Changes
    from annotator.project.ids import Id

# More changed rows than this are read anew at once instead of one by one.
_MOST_ROWS_ONE_BY_ONE = 300


class TranscriptPage(QWidget):
    """Shows the chosen document of a workspace and codes passages of it."""

    status = Signal(str)
    import_wanted = Signal()

    def __init__(self, workspace: Workspace, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._actions = actions
        self.looks = CodingLooks(workspace, self)
        self.view = CorrectableText(self.looks.colour_of)
        self.gutter = GutterView(self.view)
        self.margin = MarginView(self.view, self.looks.label_of, self.looks.words_of)
        self.places = PlaceWords(workspace, self.view, self.gutter, self)
        self.shown = ShownControl(workspace, self.view, actions, self.places.number_at, self)
        self.correcting = Correcting(workspace, self.view, actions, self)
        self.lost = LostCodings(workspace)
        self.view.sides = [self.gutter, self.margin]
        self._memos = PassageMemos(workspace, self.view)
        self._text_setting = TextSetting(self.view, actions, self)
        self._shown_id: Id | None = None
        self.heading = PageHeading(workspace, self.shown.button)
        self._empty = EmptyPage()
        self._stack = QStackedWidget()
        self.quick_list = QuickList(workspace, self)
        self.find_bar = FindBar(workspace, actions, self.view, self)
        self.hands = Hands(workspace, self.view, self.gutter, self.quick_list, actions, self)
        self.here = CodingsHere(
            workspace, self.view, self.hands.choice, self.looks.label_of, self.looks.words_of, actions
        )
        self._clicks = MarginClicks(workspace, self.view, self.margin, actions, self)
        self._text_menu = TextMenu(workspace, self.view, actions, self)
        self.pinned = PinnedStrip(workspace, actions, self)  # without a parent it would begin as a window
        self._lay_out()
        self._connect()
        actions.bind("transcript", self.view)  # in the fields and lists around it, letters and Esc are theirs
        self.set_typography(typography.kept())
        self._show_document()

    def focus_widget(self) -> QWidget:
        """What takes the keyboard: the words, or the button where there are none yet."""
        return self._empty.button if self._empty.button.isVisibleTo(self) else self.view

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tell_status()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever goes to another room has corrected enough; a window that is only put away waits as it is."""
        if not event.spontaneous():
            self.correcting.stop()
        super().hideEvent(event)

    def store(self) -> bool:
        """Store what is being written. Returns whether nothing is left that could be lost."""
        return self.correcting.store()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.correcting.abandon()
        self._remember_place()
        self.find_bar.close()
        self.shown.close()
        self._shown_id = None  # what still reaches a closed page finds nothing to read
        event.accept()

    # ---- showing a document

    def _show_document(self) -> None:
        if not self.correcting.stop():  # what was typed is only here: nobody leaves it behind
            self._workspace.choose_document(self._shown_id)
            return
        self._remember_place()
        self._shown_id = self._workspace.document_id
        if self._shown_id is None:
            self._show_none()
        else:
            self._show_words(self._shown_id)
        self._tell_status()

    def _show_none(self) -> None:
        self._empty.offer(has_documents=bool(self._workspace.project.documents.all()))
        self._stack.setCurrentIndex(0)
        self.setFocusProxy(self.focus_widget())

    def _show_words(self, document_id: Id) -> None:
        """Show a document where it was left."""
        had_focus = self._empty.button.hasFocus()
        self._stack.setCurrentIndex(1)
        self.setFocusProxy(self.view)
        if had_focus:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        top = kept_top(self._workspace.project_id, document_id)
        self._fill_view(top or 0)
        if top is not None:
            put_caret_back(self._workspace.project_id, document_id, self.view)
            self.view.scroll_to_top(top)

    def _fill_view(self, top: int) -> None:
        """Read the document's text, speakers and codings, and show them; `top` is the position to be gone to then."""
        if self._shown_id is None:
            return
        documents = self._workspace.project.documents
        stored = documents.text(self._shown_id)
        roles = {speaker.label: speaker.role for speaker in documents.speakers(self._shown_id)}
        self.places.count(stored.text)
        self.view.show_text(stored, roles, prepare=lambda: self._read_codings(top))
        self._read_memos()
        self._show_heading()
        self.view.choose(self._workspace.coding_id)
        self.find_bar.follow_document()

    def _show_heading(self) -> None:
        assert self._shown_id is not None
        self.heading.show_document(self._shown_id, self.places.paragraph_count)

    def _read_codings(self, top: int | None = None) -> None:
        assert self._shown_id is not None
        self.correcting.store()  # the positions are those of the words on the screen
        self.shown.read(self._shown_id, self.view.top_position() if top is None else top)
        self._fit_sides()

    def _fit_sides(self) -> None:
        margin = self.margin
        widths = (margin.wanted_width(), margin.least_width(), margin.stripes_width())
        self.view.set_side_widths(self.gutter.wanted_width(), *widths)

    def _remember_place(self) -> None:
        if self._shown_id is not None:
            keep_place(self._workspace.project_id, self._shown_id, self.view)

    # ---- what changed

    def _take_in(self, changes: Changes) -> None:
        self.looks.follow(changes)
        if self._shown_id is None:
            if changes.touches("document"):
                self._show_document()
            return
        if self._shown_id in changes.corrected_ids:
            self._take_in_correction()
        else:
            if changes.touches("speaker", "document", "participant"):
                self._take_in_document(changes)
            if changes.touches("coding"):
                self._take_in_codings(changes)
        self.shown.follow(changes)
        if changes.altered("code", "name", "colour") or changes.touches("coder"):
            self.view.refresh_codings()  # with a code that came or went, its codings did

    def _on_sight(self) -> None:
        """Blind mode was turned, or another coder is at work: other codings may be seen."""
        if self._shown_id is not None:
            self.correcting.store()
            self.shown.follow_sight(self.view.top_position())
            self._fit_sides()
            if self.view.layer.get(self._workspace.coding_id) is None:
                self._workspace.choose_coding(None)

    def _take_in_correction(self) -> None:
        """The words are others: what is not on the screen yet is put there, and all that is on them is read anew."""
        assert self._shown_id is not None
        documents = self._workspace.project.documents
        stored = documents.text(self._shown_id)
        roles = {speaker.label: speaker.role for speaker in documents.speakers(self._shown_id)}
        changed = self.view.take_correction(stored, roles)
        self.places.count(stored.text)
        self._read_codings()
        self._read_memos()
        self._show_heading()
        self.find_bar.follow_document()
        if changed is not None:
            self.view.bring_into_sight(*changed)

    def _follow_typing(self) -> None:
        self.places.follow_typing()
        self._tell_status()

    def _take_in_codings(self, changes: Changes) -> None:
        rows = changes.codings_in(self._shown_id) if self._shown_id is not None else ()
        if len(rows) > _MOST_ROWS_ONE_BY_ONE:
            self._read_codings()
        elif rows and self._shown_id is not None:
            self.shown.take(rows, changes)
            self._fit_sides()

    def _take_in_document(self, changes: Changes) -> None:
        assert self._shown_id is not None
        here = changes.ids("document") | changes.ids("speaker", "document_id")
        if changes.touches("speaker") and self._shown_id in here:
            place = self.view.top_position()
            self._fill_view(place)
            self.view.scroll_to_top(place)
        else:
            self._show_heading()

    # ---- coding

    def _take_span(self, span: tuple[int, int] | None) -> None:
        shown = self._shown_id
        self._workspace.choose_passage(Passage(shown, *span) if span and shown is not None else None)
        self._tell_status()

    # ---- going about

    def _show_place(self, passage: Passage) -> None:
        if passage.document_id == self._shown_id:
            self.view.select(passage.start_char, passage.end_char)
            self.view.setFocus()

    def _follow_coding(self) -> None:
        """Show which coding is chosen, and say it to a screen reader."""
        self.view.choose(self._workspace.coding_id)
        self._tell_status()
        if words := self.places.chosen_coding():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.view, words))

    def _tell_status(self) -> None:
        self.status.emit(self.places.here() if self._shown_id is not None else "")

    def _read_memos(self) -> None:
        self._memos.read(self._shown_id)
        self.shown.density.set_memos(self._memos.starts)
        self.view.refresh_codings()

    # ---- building

    def _lay_out(self) -> None:
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addWidget(self.find_bar)
        for strip in (self.correcting.strip, self.shown.blind_strip, self.shown.strip):
            column.addWidget(strip)
        text = QHBoxLayout()
        text.setSpacing(0)
        text.addWidget(self.view, 1)
        text.addWidget(self.shown.density)
        column.addLayout(text, 1)
        column.addWidget(self.lost)
        column.addWidget(self.pinned)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(shown)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _connect(self) -> None:
        workspace, view = self._workspace, self.view
        workspace.document_chosen.connect(self._show_document)
        workspace.changed.connect(self._take_in)
        workspace.sight.changed.connect(self._on_sight)
        workspace.coding_chosen.connect(self._follow_coding)
        workspace.place_wanted.connect(self._show_place)
        view.span_selected.connect(self._take_span)
        view.caret_moved.connect(lambda _position: self._tell_status())
        self.pinned.digit_wanted.connect(self.hands.coding.code_with_pin)
        for signal in (workspace.changed, workspace.sight.changed):  # after the codings have been taken in above
            signal.connect(self.here.refresh)
        self.here.left.connect(lambda: view.setFocus(Qt.FocusReason.OtherFocusReason))
        self.find_bar.hits_changed.connect(self.shown.density.set_hits)
        view.size_step_wanted.connect(self._text_setting.step_size)
        self._text_setting.wanted.connect(self.set_typography)
        self._empty.import_wanted.connect(self.import_wanted)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._open_text_menu)
        self.gutter.has_memo = self._memos.has_one
        MemoPresence.of(workspace).changed.connect(self._read_memos)
        self.shown.sifted.connect(self.correcting.store)
        view.typed.connect(self._follow_typing)
        self.lost.left.connect(lambda: view.setFocus(Qt.FocusReason.OtherFocusReason))
        commands = self.hands.commands() | self._text_setting.commands() | {"code.lost": self._open_lost}
        for name, command in commands.items():
            self._actions.connect(name, command)

    def _open_lost(self) -> None:
        self._actions["go.code"].trigger()
        if self._shown_id is None and (lost := self._workspace.project.codings.lost()):
            self._workspace.choose_document(lost[0].coding.document_id)
        self.lost.open()

    def _open_text_menu(self, place: QPoint) -> None:
        if self.correcting.is_on:
            self.correcting.open_menu(place)
            return
        self.hands.point_at(place)
        self._text_menu.open(place)

    # ---- size of text

    def set_typography(self, chosen: Typography) -> None:
        """Set the words so, here and from now on."""
        self.correcting.store()
        if chosen != self.view.typography or self._shown_id is None:
            self.view.set_typography(chosen)
            self._fit_sides()
            typography.keep(chosen)

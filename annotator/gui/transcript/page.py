"""The middle of the window: the transcript with its sides and its heading. What is done to codings is beside it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QCloseEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from annotator.analysis.paragraphs import Paragraphs
from annotator.gui import settings, theme
from annotator.gui.actions import Actions
from annotator.gui.codebook.quick_list import QuickList
from annotator.gui.finding.find_bar import FindBar
from annotator.gui.icon_button import IconButton
from annotator.gui.memos.elided_label import ElidedLabel
from annotator.gui.memos.presence import MemoPresence
from annotator.gui.transcript import typography
from annotator.gui.transcript.codings_here import CodingsHere
from annotator.gui.transcript.correctable_text import CorrectableText
from annotator.gui.transcript.correcting import Correcting
from annotator.gui.transcript.gutter_view import GutterView
from annotator.gui.transcript.hands import Hands
from annotator.gui.transcript.lost_codings import LostCodings
from annotator.gui.transcript.margin_pictures import Label
from annotator.gui.transcript.margin_view import MarginView
from annotator.gui.transcript.pinned_strip import PinnedStrip
from annotator.gui.transcript.shown_coding import ShownCoding
from annotator.gui.transcript.shown_control import ShownControl
from annotator.gui.transcript.text_menu import TextMenu
from annotator.gui.transcript.text_popup import TextPopup
from annotator.gui.transcript.typography import Typography
from annotator.gui.workspace import Passage, Workspace

if TYPE_CHECKING:
    from annotator.project.changes import Changes
    from annotator.project.ids import Id

# More changed rows than this are read anew at once instead of one by one.
_MOST_ROWS_ONE_BY_ONE = 300
_NAME_LIMIT_SHOWN = 40
_NAME_LIMIT_SPOKEN = 200


class TranscriptPage(QWidget):
    """Shows the chosen document of a workspace and codes passages of it."""

    status = Signal(str)
    import_wanted = Signal()

    def __init__(self, workspace: Workspace, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._actions = actions
        self._paragraphs = Paragraphs("")
        self._text_popup: TextPopup | None = None
        self._coders = {coder.id: coder for coder in workspace.project.coders.all()}
        self.view = CorrectableText(self._colour_of)
        self.gutter = GutterView(self.view)
        self.margin = MarginView(self.view, self._label_of, self._words_of)
        self.shown = ShownControl(workspace, self.view, actions, lambda at: self._paragraphs.number_at(at), self)
        self.correcting = Correcting(workspace, self.view, actions, self)
        self.lost = LostCodings(workspace)
        self.view.sides = [self.gutter, self.margin]
        self._memos = MemoPresence.of(workspace)
        self._memo_starts: list[int] = []
        self._shown_id: Id | None = None
        self._title = ElidedLabel(is_quiet=False)
        self._subtitle = ElidedLabel()
        self._stack = QStackedWidget()
        self.quick_list = QuickList(workspace, self)
        self.find_bar = FindBar(workspace, actions, self.view, self)
        self.hands = Hands(workspace, self.view, self.gutter, self.quick_list, actions, self)
        self.here = CodingsHere(workspace, self.view, self.hands.choice, self._label_of, self._words_of, actions)
        self._text_menu = TextMenu(workspace, self.view, actions, self)
        self.pinned = PinnedStrip(workspace, actions, self)  # without a parent it would begin as a window
        self._lay_out()
        self._connect()
        actions.bind("transcript", self.view)  # in the fields and lists around it, letters and Esc are theirs
        self.set_typography(typography.kept())
        self._show_document()

    def focus_widget(self) -> QWidget:
        """What takes the keyboard: the words, or the button where there are none yet."""
        return self._empty_button if self._empty_button.isVisibleTo(self) else self.view

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
            has_documents = bool(self._workspace.project.documents.all())
            self._empty_hint.setText(self._hint(has_documents))
            self._empty_button.setVisible(not has_documents)
            self._stack.setCurrentIndex(0)
            self.setFocusProxy(self.focus_widget())
            self._tell_status()
            return
        had_focus = self._empty_button.hasFocus()
        self._stack.setCurrentIndex(1)
        self.setFocusProxy(self.view)
        if had_focus:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        position = settings.place(self._workspace.project_id, f"top/{self._shown_id.hex()}")
        top = int(position) if position.isdecimal() else 0
        self._fill_view(top)
        if position.isdecimal():
            self._put_caret_back()
            self.view.scroll_to_top(top)
        self._tell_status()

    def _fill_view(self, top: int) -> None:
        """Read the document's text, speakers and codings, and show them; `top` is the position to be gone to then."""
        if self._shown_id is None:
            return
        documents = self._workspace.project.documents
        stored = documents.text(self._shown_id)
        roles = {speaker.label: speaker.role for speaker in documents.speakers(self._shown_id)}
        self._paragraphs = Paragraphs(stored.text)
        self.gutter.show_paragraphs(self._paragraphs)
        self.view.show_text(stored, roles, prepare=lambda: self._read_codings(top))
        self._read_memos()
        self._show_heading()
        self.view.choose(self._workspace.coding_id)
        self.find_bar.follow_document()

    def _show_heading(self) -> None:
        assert self._shown_id is not None
        project = self._workspace.project
        document = project.documents.get(self._shown_id)
        facts = [document.kind]
        if document.participant_id is not None:
            facts.insert(0, project.participants.get(document.participant_id).label)
        facts.append(self.tr("%n paragraph(s)", None, self._paragraphs.count))
        self._title.say(document.name)
        self._subtitle.say("  ·  ".join(facts))

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
            for name, position in (("top", self.view.top_position()), ("caret", self.view.caret())):
                settings.save_place(self._workspace.project_id, f"{name}/{self._shown_id.hex()}", str(position))

    def _put_caret_back(self) -> None:
        assert self._shown_id is not None
        position = settings.place(self._workspace.project_id, f"caret/{self._shown_id.hex()}")
        if position.isdecimal():
            self.view.put_caret(int(position))

    # ---- what changed

    def _take_in(self, changes: Changes) -> None:
        if changes.touches("coder"):
            self._coders = {coder.id: coder for coder in self._workspace.project.coders.all()}
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
        self._paragraphs = Paragraphs(stored.text)
        self.gutter.show_paragraphs(self._paragraphs)
        self._read_codings()
        self._read_memos()
        self._show_heading()
        self.find_bar.follow_document()
        if changed is not None:
            self.view.bring_into_sight(*changed)

    def _follow_typing(self) -> None:
        """Number the paragraphs anew where a line has come, gone, or got its first words."""
        block = self.view.textCursor().block()
        is_numbered = self._paragraphs.number_of_line(block.blockNumber()) is not None
        is_same = self.view.document().blockCount() == len(self._paragraphs.line_starts)
        if not is_same or is_numbered != bool(block.text().strip()):
            self._paragraphs = Paragraphs(self.view.stored_text)
            self.gutter.show_paragraphs(self._paragraphs)
        self._tell_status()

    def _number_at_caret(self) -> int:
        if not self.correcting.has_unstored_words:
            return self._paragraphs.number_at(self.view.caret())
        lines = self._paragraphs.line_starts  # as many as there are, but within them words may have come or gone
        return self._paragraphs.number_at(lines[min(self.view.textCursor().blockNumber(), len(lines) - 1)])

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
        if words := self._coding_words(self.view.layer.get(self._workspace.coding_id), _NAME_LIMIT_SPOKEN):
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.view, words))

    def _tell_status(self) -> None:
        if self._shown_id is None:
            self.status.emit("")
            return
        passage = self._workspace.passage
        words = f"¶ {self._paragraphs.number_at(passage.start_char) if passage else self._number_at_caret()}"
        if passage is not None:
            count = len(self.view.stored_text[passage.start_char : passage.end_char].split())
            words += "  ·  " + self.tr("%n word(s) selected", None, count)
        else:
            words = self._coding_words(self.view.layer.get(self._workspace.coding_id), _NAME_LIMIT_SHOWN) or words
        self.status.emit(words)

    def _coding_words(self, shown: ShownCoding | None, name_chars: int) -> str:
        """Where a coding is, its code and how much it covers; nothing for none."""
        code = self._workspace.code(shown.code_id) if shown is not None else None
        if shown is None or code is None:
            return ""
        start, end = map(self.view.positions.to_code_points, (shown.start, shown.end))
        name = code.name if len(code.name) <= name_chars else code.name[: name_chars - 1].rstrip() + "…"
        count = self.tr("%n word(s)", None, len(self.view.stored_text[start:end].split()))
        return f"¶ {self._paragraphs.number_at(start)}  ·  {name}  ·  {count}"

    # ---- how codings look

    def _colour_of(self, code_id: Id) -> str:
        code = self._workspace.code(code_id)
        return code.colour if code is not None else "#888888"

    def _label_of(self, shown: ShownCoding) -> Label:
        code = self._workspace.code(shown.code_id)
        coder = self._coders.get(shown.coder_id)
        if code is None:
            return Label("", "#888888")
        is_one_of_many = len(self._coders) > 1 and not self._workspace.sight.is_blind
        initials, by = (coder.initials, coder.colour) if coder is not None and is_one_of_many else ("", "")
        return Label(code.name, code.colour, initials, shown.id in self._memos.coding_ids, by)

    def _words_of(self, shown: ShownCoding) -> str:
        """The path of a coding's code, who coded, and what the code means."""
        code = self._workspace.code(shown.code_id)
        coder = self._coders.get(shown.coder_id)
        words = self._workspace.path_of(code.id) if code is not None else ""
        if coder is not None:
            words += "\n" + self.tr("coded by {coder}").format(coder=coder.name)
        if code is not None and code.definition:
            words += "\n\n" + code.definition
        return words

    def _passage_has_memo(self, start: int, end: int) -> bool:
        """Whether a memo on a passage begins in this span of units."""
        index = bisect_left(self._memo_starts, start)
        return index < len(self._memo_starts) and self._memo_starts[index] < end

    def _read_memos(self) -> None:
        passages = self._memos.passages(self._shown_id) if self._shown_id is not None else []
        self._memo_starts = [self.view.positions.to_units(passage.start_char) for passage in passages]
        self.shown.density.set_memos(self._memo_starts)
        self.view.refresh_codings()

    # ---- building

    def _hint(self, has_documents: bool) -> str:
        if has_documents:
            return self.tr("Choose a document at the left to read and code it.")
        return self.tr("There is no transcript here yet.\nImport one, or drop files on the window.")

    def _lay_out(self) -> None:
        self._title.setFont(theme.heading_font(self.font(), 2))
        self._subtitle.setFont(theme.small_font(self.font()))
        self._subtitle.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        heading = QHBoxLayout()
        heading.setContentsMargins(16, 10, 16, 6)
        heading.addWidget(self._title, 3)
        heading.addWidget(self._subtitle, 2)
        heading.addSpacing(8)
        heading.addWidget(self.shown.button)
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(heading)
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
        self._stack.addWidget(self._made_empty())
        self._stack.addWidget(shown)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _made_empty(self) -> QWidget:
        empty = QWidget()
        column = QVBoxLayout(empty)
        self._empty_hint = QLabel()
        self._empty_hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty_button = IconButton("import", self.tr("Import transcripts…"))
        self._empty_button.clicked.connect(self.import_wanted)
        column.addStretch(2)
        column.addWidget(self._empty_hint)
        column.addSpacing(8)
        column.addWidget(self._empty_button, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(3)
        return empty

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
        self.margin.coding_clicked.connect(self._choose_clicked)
        self.margin.menu_wanted.connect(self._open_coding_menu)
        view.size_step_wanted.connect(self._step_text_size)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._open_text_menu)
        self.gutter.has_memo = self._passage_has_memo
        self._memos.changed.connect(self._read_memos)
        self.shown.sifted.connect(self.correcting.store)
        view.typed.connect(self._follow_typing)
        self.lost.left.connect(lambda: view.setFocus(Qt.FocusReason.OtherFocusReason))
        commands = {
            "code.lost": self._open_lost,
            "view.larger": lambda: self._step_text_size(1),
            "view.typography": self._open_text_popup,
            "view.smaller": lambda: self._step_text_size(-1),
            "view.usual": lambda: self.set_typography(replace(self.view.typography, size_pt=typography.USUAL_SIZE_PT)),
        }
        for name, command in (commands | self.hands.commands()).items():
            self._actions.connect(name, command)

    def _open_lost(self) -> None:
        self._actions["go.code"].trigger()
        if self._shown_id is None and (lost := self._workspace.project.codings.lost()):
            self._workspace.choose_document(lost[0].coding.document_id)
        self.lost.open()

    def _choose_clicked(self, coding_id: Id) -> None:
        """Choose a coding in the margin; keys and menus are about it now, not about words that were selected."""
        shown = self.view.layer.get(coding_id)
        if shown is not None and not self.correcting.is_on:
            self.view.leave_selection(self.view.positions.to_code_points(shown.start))
        self._workspace.choose_coding(coding_id)
        self.view.setFocus(Qt.FocusReason.MouseFocusReason)

    def _open_coding_menu(self, coding_id: Id, place: QPoint) -> None:
        self._workspace.choose_coding(coding_id)
        names = ("coding.recode", "coding.delete", "coding.example", "memo.here", "")
        ends = ("coding.start_earlier", "coding.start_later", "coding.end_earlier", "coding.end_later")
        menu = self._actions.context_menu(self, (*names, *ends))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

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

    def _open_text_popup(self) -> None:
        self._actions["go.code"].trigger()
        if self._text_popup is None:
            self._text_popup = TextPopup(self)
            self._text_popup.chosen.connect(self.set_typography)
        corner = self.view.viewport().rect().topLeft() + QPoint(8, 8)
        self._text_popup.open_at(self.view.viewport().mapToGlobal(corner), self.view.typography)

    def _step_text_size(self, step: int) -> None:
        self.set_typography(self.view.typography.stepped(step))

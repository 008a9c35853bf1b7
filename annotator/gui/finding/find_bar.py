"""The slim bar over the transcript that finds words in the document that is open, while they are typed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from annotator.analysis.hit_extents import Extent
from annotator.analysis.text_search import Wanted, finder
from annotator.gui import theme
from annotator.gui.actions import Actions
from annotator.gui.background import Progress
from annotator.gui.figures import figure
from annotator.gui.finding.hit_coding import CodeHitsButton, HitCoder, HitsToCode
from annotator.gui.finding.hit_marks import HitMarks
from annotator.gui.finding.latest_task import Give, LatestTask
from annotator.gui.finding.wanted_field import WantedField
from annotator.gui.messages import error_notice
from annotator.gui.workspace import Workspace
from annotator.project.errors import AnnotatorError

if TYPE_CHECKING:
    from annotator.gui.transcript.text_view import TextView

Span = tuple[int, int]
_AGAIN_MS = 200  # after words were corrected
_MOST_TICKS = 5_000  # more than a screen has rows


class FindBar(QWidget):
    """Marks the hits in a text view and goes from one to the next. Hidden until it is wanted."""

    hits_changed = Signal(object)  # spans that are marked now, in code points: all, or so many that none is missed
    went_beyond = Signal(int)  # a step (1 or -1) over the last or first hit, for who searches in all texts

    def __init__(self, workspace: Workspace, actions: Actions, view: TextView, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._actions = actions
        self._view = view
        self._is_ready = self._is_moving = False
        self._origin = 0  # from where the first hit is looked for, in code points
        self.is_part_of_search = False  # whether the hits go on in other documents
        self.marks = HitMarks(view)
        view.underlays.append(self.marks.paint)
        self._searched = ""  # the text that the marks belong to
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._task = LatestTask(self)
        self.wanted_field = WantedField(workspace.project_id, "document", self)
        self.count = QLabel()
        self.previous_button = QToolButton()
        self.next_button = QToolButton()
        self.code_button = CodeHitsButton(self.tr("C&ode all"))
        self.close_button = QToolButton()
        self.problem = QLabel(wordWrap=True)
        self.coder = HitCoder(workspace, self)
        self._prepare()
        self._lay_out()
        self._connect()
        self.hide()
        self._is_ready = True

    @property
    def is_searching(self) -> bool:
        """Whether hits of this bar are what F3 goes through."""
        return not self.isHidden() and bool(self.wanted_field.wanted.text)

    @property
    def has_hits(self) -> bool:
        """Whether there is something to be coded."""
        return not self.isHidden() and bool(self.marks.spans)

    def open(self) -> None:
        """Show the bar with the keyboard in it; selected words are what is to be found."""
        span = self._view.selected_span()
        words = self._view.stored_text[slice(*span)] if span is not None else ""
        self._origin = span[0] if span is not None else self._view.caret()
        self.is_part_of_search = False
        is_plain = self.wanted_field.wanted.kind == "words"
        if words and "\n" not in words and len(words) <= 200 and is_plain and span != self.marks.current:
            self.wanted_field.field.setText(words)
        self.show()
        self._search()
        self.wanted_field.take_keyboard()

    def follow(self, wanted: Wanted) -> None:
        """Mark what a search in all texts found, and leave the keyboard where it is."""
        self.is_part_of_search = True
        self.wanted_field.show_wanted(wanted)
        self._origin = self._view.caret()
        self.show()
        self._search()

    def close_bar(self) -> None:
        """Hide the bar and the marks; the hit that was reached stays selected, so that Enter codes it."""
        had_focus = self.isAncestorOf(self.window().focusWidget())
        self._task.cancel()
        self.hide()
        self._mark([])
        if had_focus:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow_document(self) -> None:
        """The view shows another text now."""
        self._mark([])
        if not self.isHidden():
            self._origin = self._view.caret()
            self._search(is_moving=False)

    def step(self, by: int) -> None:
        """Go to the next hit (1) or the one before (-1), seen from the selection; round the end of the text."""
        spans = self.marks.spans
        if not spans:
            if self.is_part_of_search:
                self.went_beyond.emit(by)
            return
        span = self._view.selected_span()
        here = span if span is not None else (self._view.caret(), self._view.caret())
        if by > 0:
            place = bisect_left(spans, (here[0], here[1]))
            place += place < len(spans) and spans[place] == here
        else:
            place = bisect_left(spans, here) - 1
        if self.is_part_of_search and not 0 <= place < len(spans):
            self.went_beyond.emit(by)
            return
        self._go_to(place % len(spans))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._again.stop()
        self._task.close()
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._is_ready:
            self.close_button.setIcon(theme.icon("close"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc closes the bar from the words too."""
        is_press = event.type() == QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and not self.isHidden():
            self.close_bar()
            return True
        return super().eventFilter(watched, event)

    # ---- searching

    def _on_change(self) -> None:
        self.is_part_of_search = False
        self._search()

    def _search(self, *, is_moving: bool = True) -> None:
        """Find what is wanted in the text that is shown, and go to the first hit from where the search began."""
        self.problem.hide()
        wanted, text = self.wanted_field.wanted, self._view.stored_text
        self._is_moving = is_moving and not self.is_part_of_search
        self._searched = text
        try:
            wanted_finder = finder(wanted)
        except AnnotatorError as error:
            self._refuse(error)
            return
        if wanted_finder.is_empty:
            self._task.cancel()
            self._mark([])
            return

        def search(_progress: Progress, _give: Give) -> list[Span]:
            return list(wanted_finder.spans(text))

        self._task.start(search)

    def _on_text(self) -> None:
        """Words were corrected: what is marked stands elsewhere now, and is looked for again at the next pause."""
        if not self.isHidden() and self._view.stored_text is not self._searched:
            self._task.cancel()
            self._mark([])
            self._again.start()

    def _take(self, spans: list[Span]) -> None:
        self._mark(spans)
        if spans and self._is_moving:
            self._go_to(bisect_left(spans, (self._origin, 0)) % len(spans))

    def _refuse(self, error: Exception) -> None:
        self._task.cancel()
        self._mark([])
        self.problem.setText(error_notice(error).text)
        self.problem.show()

    def _mark(self, spans: Sequence[Span]) -> None:
        had_hits = bool(self.marks.spans)
        self.marks.show(spans, self._view.selected_span())
        self._tell_count()
        if had_hits != bool(spans):
            self._workspace.conditions_changed.emit()
        self.hits_changed.emit(spans[:: len(spans) // _MOST_TICKS + 1])

    def _go_to(self, place: int) -> None:
        span = self.marks.spans[place]
        self._view.select(*span)
        self._follow_selection()
        text = f"{self.count.text()}: {' '.join(self._view.stored_text[slice(*span)].split())}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.wanted_field.field, text))

    def _follow_selection(self) -> None:
        if not self.isHidden():
            self.marks.show(self.marks.spans, self._view.selected_span())
            self._tell_count()

    def _tell_count(self) -> None:
        spans, current = self.marks.spans, self.marks.current
        place = bisect_left(spans, current) if current is not None else len(spans)
        is_at = place < len(spans) and spans[place] == current
        if not self.wanted_field.wanted.text:
            words = ""
        elif not spans:
            words = self.tr("not found")
        elif is_at:
            words = self.tr("{place} of {count}").format(place=figure(place + 1), count=figure(len(spans)))
        else:
            words = self.tr("%n hit(s)", None, len(spans))
        self.count.setText(words)
        for widget in (self.previous_button, self.next_button):
            widget.setEnabled(bool(spans))
        self.code_button.setEnabled(bool(spans) and not self._workspace.project.is_read_only)

    def _ask_for_code(self, extent: Extent) -> None:
        document_id = self._workspace.document_id
        if document_id is not None:
            self.wanted_field.remember()
            hits = HitsToCode({document_id: list(self.marks.spans)}, extent, self.wanted_field.wanted.text)
            self.coder.ask(hits, self.code_button.place_below())

    # ---- building

    def _prepare(self) -> None:
        self.setObjectName("findBar")
        self.setAccessibleName(self.tr("Find in the document"))
        self.wanted_field.field.setPlaceholderText(self.tr("Find in this document"))
        self.wanted_field.field.setAccessibleName(self.tr("Find in this document"))
        self.count.setMinimumWidth(self.fontMetrics().horizontalAdvance("8888 of 8888"))
        self.count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.count.setAccessibleName(self.tr("How many hits there are"))
        self.problem.setFont(theme.small_font(self.font()))
        self.problem.setAccessibleName(self.tr("What is wrong with the expression"))
        self.problem.hide()
        self.code_button.setToolTip(self.tr("Give a code to every hit in this document, as one step"))
        for button, arrow, name, action in (
            (self.previous_button, Qt.ArrowType.UpArrow, self.tr("Previous hit"), "go.previous_hit"),
            (self.next_button, Qt.ArrowType.DownArrow, self.tr("Next hit"), "go.next_hit"),
            (self.close_button, Qt.ArrowType.NoArrow, self.tr("Close the find bar"), ""),
        ):
            button.setArrowType(arrow)
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(name)
            button.setToolTip(self._actions.with_keys(name, action) if action else f"{name} (Esc)")
        self.close_button.setIcon(theme.icon("close"))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.GRID_PX)
        row.addWidget(self.wanted_field, 1)
        row.addWidget(self.count)
        for widget in (self.previous_button, self.next_button, self.code_button, self.close_button):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, theme.GRID_PX, 8, theme.GRID_PX)
        column.setSpacing(theme.GRID_PX)
        column.addLayout(row)
        column.addWidget(self.problem)

    def _connect(self) -> None:
        self._again.timeout.connect(lambda: self._search(is_moving=False))
        self._view.textChanged.connect(self._on_text)
        self._task.ended.connect(self._take)
        self._task.failed.connect(self._refuse)
        field = self.wanted_field
        field.changed.connect(self._on_change)
        field.stepped.connect(self.step)
        field.down_pressed.connect(lambda: self._view.setFocus(Qt.FocusReason.OtherFocusReason))
        field.escaped.connect(self.close_bar)
        self.previous_button.clicked.connect(lambda: self.step(-1))
        self.next_button.clicked.connect(lambda: self.step(1))
        self.code_button.extent_chosen.connect(self._ask_for_code)
        self.close_button.clicked.connect(self.close_bar)
        self._view.installEventFilter(self)
        self._view.selectionChanged.connect(self._follow_selection)

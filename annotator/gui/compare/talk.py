"""Talking a comparison through: which place is looked at, going from one to the next, deciding, and the note."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from annotator.analysis.differences import Difference, Reading
from annotator.analysis.settlements import hulls
from annotator.gui import settings
from annotator.gui.actions import Actions
from annotator.gui.compare.another_reading import AnotherReading
from annotator.gui.compare.compared_text import ComparedText
from annotator.gui.compare.comparison import Comparison
from annotator.gui.compare.deciding import Deciding
from annotator.gui.compare.difference_panel import DifferencePanel
from annotator.gui.compare.list_model import DifferenceList
from annotator.gui.compare.list_view import DifferenceView
from annotator.gui.compare.words import DifferenceWords
from annotator.gui.messages import Notice
from annotator.gui.workspace import Passage, Workspace
from annotator.project.ids import Id
from annotator.project.memo_links import TalkedAbout

_SPOKEN_CHARS = 160
_MENU = ("compare.all", "compare.third", "compare.neither", "compare.reopen", "", "compare.note", "meeting.talk", "",
         "compare.place")  # fmt: skip


class Talk(QObject):
    """One place at a time. `current` is its number, -1 where there is none."""

    moved = Signal()  # another place is looked at, or another reading is being made

    def __init__(
        self,
        workspace: Workspace,
        actions: Actions,
        comparison: Comparison,
        words: DifferenceWords,
        text: ComparedText,
        view: DifferenceView,
        panel: DifferencePanel,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._workspace = workspace
        self._comparison = comparison
        self._words = words
        self._text = text
        self._view = view
        self._panel = panel
        self._places: DifferenceList = view.places
        self.deciding = Deciding(workspace, comparison, words, self)
        self.another = AnotherReading(workspace, text, panel, page)
        self._actions = actions
        self.current = -1
        self._is_deciding = False
        self._place: Difference | None = None
        self._document_id: Id | None = None
        self._connect(actions)

    def conditions(self) -> frozenset[str]:
        """What can be done here, for actions that need it."""
        if not self._comparison.differences:
            return frozenset()
        found = {"compared"}
        if self._comparison.open_agreement_count:
            found.add("agreement")
        if self.another.is_on:
            return frozenset(found | {"third"})
        place = self._place
        if place is not None:
            found.add("difference")
            for number in range(1, 1 + len(self._comparison.coder_ids[:4])):
                if not place.is_agreement:
                    found.add(f"reading_{number}")
            if self._comparison.is_settled(self.current):
                found.add("decided")
        return frozenset(found)

    # ---- which place

    def take_comparison(self) -> None:
        """The places are others: stay at the same one, or the nearest."""
        self.leave_third()
        before, document_id = self._place, self._comparison.document_id
        if document_id != self._document_id:
            self._document_id = document_id
            kept = settings.place(self._workspace.project_id, self._setting()) if document_id else ""
            before = None
            start = int(kept) if kept.isdecimal() else 0
        else:
            start = before.start if before is not None else 0
        self._show(self._nearest(before, start), scrolls=before is None)

    def choose(self, number: int, *, scrolls: bool = True) -> None:
        """Look at a place."""
        if number < 0 or number == self.current or not self.store():
            return
        self.leave_third()
        self._show(number, scrolls=scrolls)
        if self._document_id is not None and self._place is not None:
            settings.save_place(self._workspace.project_id, self._setting(), str(self._place.start))

    def choose_at(self, position: int) -> None:
        """Look at the place of the list that holds a position: the one looked at, or else the shortest."""
        if self.another.is_on:
            return
        here = [
            (place.end - place.start, number)
            for number, place in enumerate(self._comparison.differences)
            if place.start <= position < place.end and self._places.row_of(number) >= 0
        ]
        if here and self.current not in (number for _, number in here):
            self.choose(min(here)[1], scrolls=False)

    def step(self, by: int) -> None:
        """Look at the next place of the list (1), or the one before (-1)."""
        number = self._places.next_from(self.current, by)
        if number >= 0:
            self.choose(number)
            self._say_place()

    def refresh(self) -> None:
        """Show the place as it is now."""
        if self._is_deciding:
            return
        if self._place is None:
            self.moved.emit()
            return
        settlement = self._comparison.settlement(self.current)
        quoted = {
            reading.coder_id: " … ".join(self._text.text[start:end] for start, end in reading.spans)
            for reading in self._place.readings
        }
        is_writable = not self._workspace.project.is_read_only
        self._panel.show_place(self._place, settlement, self._where(), quoted, writable=is_writable)
        memo = self._comparison.note_on(self.current)
        self._panel.note_field.follow(settlement.note if settlement else memo.text if memo is not None else "")
        self._panel.name_keys()
        self.moved.emit()

    def store(self) -> bool:
        """Keep the note that is being written. Returns whether nothing is left that could be lost."""
        field = self._panel.note_field
        if self._place is None or not field.is_touched:
            return True
        words = field.value
        field.saved(words)  # writing it asks whether there is something to be stored first
        if self.deciding.write_note(self.current, words):
            return True
        field.load("")
        self._panel.note.setPlainText(words)
        return False

    def passages(self) -> list[TalkedAbout]:
        """The place as passages for the minutes of a meeting: the words of each of its codes."""
        place, document_id = self._place, self._document_id
        if place is None or document_id is None:
            return []
        return [
            TalkedAbout(
                document_id, start, end, _widest(reading for reading in place.readings if reading.code_id == code)
            )
            for code, start, end in hulls(place)
        ]

    def _show(self, number: int, *, scrolls: bool) -> None:
        is_other = number != self.current
        self.current = number
        differences = self._comparison.differences
        self._place = differences[number] if 0 <= number < len(differences) else None
        self._panel.setVisible(self._place is not None)
        self._text.choose(number, scrolls=scrolls)
        self._view.show_current(number)
        if is_other and self._place is not None and not self._panel.note_field.is_touched:
            self._panel.note_field.load("")
        self.refresh()

    def _nearest(self, place: Difference | None, start: int) -> int:
        """The same place; else the first one of the list from a position on, or the last."""
        differences = self._comparison.differences
        at = bisect_left(differences, start, key=lambda each: each.start)
        if place is not None:
            for number in range(at, len(differences)):
                if differences[number].start != start:
                    break
                if differences[number].code_ids == place.code_ids:
                    return number
        following = self._places.next_from(at - 1, 1)
        return following if following >= 0 else self._places.next_from(len(differences), -1)

    def _setting(self) -> str:
        assert self._document_id is not None
        return f"compare/{self._document_id.hex()}"

    def _where(self) -> str:
        assert self._place is not None
        paragraph = f"¶ {self._text.paragraphs.number_at(self._place.start)}"
        row, count = self._places.row_of(self.current), self._places.rowCount()
        place = self.tr("{number} of {count}").format(number=row + 1, count=count) if row >= 0 else ""
        return " · ".join(filter(None, (paragraph, place)))

    def _say_place(self) -> None:
        """Let a screen reader hear where one is, though the keyboard stays."""
        if self._place is not None:
            words = self._text.text[self._place.start : self._place.end][:_SPOKEN_CHARS]
            told = f"{self._words.kind(self._place)}: {self._words.codes(self._place)}. {words}"
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._view, told))

    # ---- deciding

    def keep(self, place: int) -> None:
        """Keep the reading of one of the compared coders."""
        if place < len(self._comparison.coder_ids):
            coder_id = self._comparison.coder_ids[place]
            self._decide(lambda note: self.deciding.keep(self.current, coder_id, note))

    def _decide(self, decide: Callable[[str], bool]) -> None:
        """Decide about the place with the note as it is now, and go on to the next that is open."""
        if self._place is None:
            return
        field = self._panel.note_field
        words, decided = field.value, self.current
        field.saved(words)
        self._is_deciding = True  # the place is shown once, when it is known which it is
        try:
            is_decided = decide(words)
        finally:
            self._is_deciding = False
        if not is_decided:
            field.load("")
            self._panel.note.setPlainText(words)
            return
        self.leave_third()
        following = self._places.next_open(decided)
        if following not in (-1, decided):
            self.choose(following)
            self._say_place()
            return
        self.refresh()
        if following < 0 and not self._comparison.differences[decided].is_agreement:
            self._workspace.notice(Notice(self.tr("All differences in this document are settled.")))

    # ---- another reading

    def begin_third(self) -> None:
        """Begin another reading of this place."""
        if self._place is not None:
            self.another.begin(self._place)

    def leave_third(self) -> None:
        """Make no other reading after all."""
        if self.another.leave():
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save_third(self) -> None:
        made = self.another.made()
        if made is not None:
            codes, span = made
            self._decide(lambda note: self.deciding.keep_other(self.current, codes, span, note))

    # ---- going elsewhere

    def _go_to_transcript(self) -> None:
        if self._place is not None and self._document_id is not None and self.store():
            self._workspace.go_to(Passage(self._document_id, self._place.start, self._place.end))

    def _show_menu(self, at: QPoint) -> None:
        menu = self._actions.context_menu(self._view, _MENU)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._view.viewport().mapToGlobal(at))

    def _go_to_note(self) -> None:
        self._panel.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _connect(self, actions: Actions) -> None:
        self._view.place_chosen.connect(self.choose)
        self._view.customContextMenuRequested.connect(self._show_menu)
        self._view.text_wanted.connect(lambda: self._text.view.setFocus(Qt.FocusReason.OtherFocusReason))
        self._text.place_clicked.connect(partial(self.choose, scrolls=False))
        self._text.place_pointed.connect(self.choose_at)
        self.another.changed.connect(self.moved)
        self._panel.keep_wanted.connect(self.keep)
        commands: dict[str, Callable[[], object]] = {
            "compare.next": lambda: self.step(1),
            "compare.previous": lambda: self.step(-1),
            "compare.next_open": lambda: self.choose(self._places.next_open(self.current)),
            "compare.all": lambda: self._decide(lambda note: self.deciding.keep_all(self.current, note)),
            "compare.neither": lambda: self._decide(lambda note: self.deciding.keep_none(self.current, note)),
            "compare.reopen": lambda: self.deciding.reopen(self.current),
            "compare.third": self.begin_third,
            "compare.save_third": self._save_third,
            "compare.leave_third": self.leave_third,
            "compare.agreements": self.deciding.take_over_agreements,
            "compare.note": self._go_to_note,
            "compare.place": self._go_to_transcript,
            **self.another.commands(),
        }
        for place in range(4):
            commands[f"compare.keep_{place + 1}"] = partial(self.keep, place)
        for name, command in commands.items():
            actions.connect(name, command)


def _widest(readings: Iterable[Reading]) -> Id:
    """A coding of the reading with the most words."""
    return max(readings, key=lambda each: sum(end - start for start, end in each.spans)).coding_ids[0]

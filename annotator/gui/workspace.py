"""Workspace: the open project as the window sees it.

Widgets read from it, act through it, and repaint on its signals; they never listen to the project itself. It also
holds what is chosen just now: the document, the passage, the coding and the code. `changed` is emitted after every
operation, undo, redo, import and merge alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from annotator.gui import settings
from annotator.gui.coding_counts import CodingCounts, Counts
from annotator.gui.messages import Notice, error_notice
from annotator.gui.sight import Sight
from annotator.gui.waiting import Finished
from annotator.gui.writing import write
from annotator.project.changes import Changes
from annotator.project.code_tree import CodeTree
from annotator.project.codes import Code, tree_after
from annotator.project.errors import AnnotatorError
from annotator.project.ids import Id
from annotator.project.project import Project

T = TypeVar("T")
_MOST_COUNTED = 1_000_000


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of a document, in code points."""

    document_id: Id
    start_char: int
    end_char: int


class Workspace(QObject):
    """One open project, and what is chosen in it."""

    changed = Signal(object)  # Changes
    document_chosen = Signal()  # document_id is another one
    passage_chosen = Signal()  # passage is another one, or None
    coding_chosen = Signal()  # coding_id is another one, or None
    code_chosen = Signal()  # code_id is another one, or None
    codes_selected = Signal()  # selected_code_ids are others
    place_wanted = Signal(object)  # Passage to be scrolled to and shown
    noticed = Signal(object)  # Notice
    coder_changed = Signal()  # another coder is at work, or they have another name, colour or initials
    conditions_changed = Signal()  # what a page adds to the conditions of actions is another now

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project = project
        self.project_id: Id = project.info.id  # asked once: a project can be left whose file has gone
        self.document_id: Id | None = None
        self.passage: Passage | None = None
        self.coding_id: Id | None = None
        self.code_id: Id | None = None
        self.selected_code_ids: frozenset[Id] = frozenset()  # in the codebook; code_id is the current one
        self.last_code_id: Id | None = None
        self.keepers: list[Callable[[], bool]] = []  # each stores what is being typed in the words of a document
        self.is_correcting = False  # whether the words of the transcript can be changed just now
        self._coder_name = project.coder_name
        self.sight = Sight(self)
        self.tree: CodeTree = project.codes.tree()
        self._counts = CodingCounts(project)
        self._unsubscribe = project.on_change(self._on_change)

    @property
    def counts_by_code(self) -> Counter[Id]:
        """How many codings that may be seen each code has itself."""
        return self._seen_counts().by_code

    @property
    def counts_by_document(self) -> Counter[Id]:
        """How many codings that may be seen each document has."""
        return self._seen_counts().by_document

    @property
    def all_counts(self) -> Counts:
        """How many codings there are, also hidden ones: what goes with a code or a document is never told too low."""
        return self._counts.of(None)

    def close(self) -> None:
        """Close the project."""
        self._unsubscribe()
        self.project.close()

    @property
    def path(self) -> Path:
        """Where the project is."""
        return self.project.path

    # ---- choosing

    def choose_document(self, document_id: Id | None) -> None:
        """Show another document."""
        if document_id == self.document_id:
            return
        self.document_id = document_id
        self.choose_passage(None)
        self.choose_coding(None)
        self.document_chosen.emit()

    def choose_passage(self, passage: Passage | None) -> None:
        """Say which words are selected in the transcript."""
        if passage != self.passage:
            self.passage = passage
            self.passage_chosen.emit()

    def choose_coding(self, coding_id: Id | None) -> None:
        """Say which coding is selected."""
        if coding_id != self.coding_id:
            self.coding_id = coding_id
            self.coding_chosen.emit()

    def choose_code(self, code_id: Id | None) -> None:
        """Say which code is selected in the codebook."""
        if code_id != self.code_id:
            self.code_id = code_id
            self.code_chosen.emit()

    def select_codes(self, code_ids: Iterable[Id]) -> None:
        """Say which codes are selected in the codebook."""
        if (selected := frozenset(code_ids)) != self.selected_code_ids:
            self.selected_code_ids = selected
            self.codes_selected.emit()

    def go_to(self, passage: Passage) -> None:
        """Show a passage: its document is opened, its words are selected and in sight."""
        self.choose_document(passage.document_id)
        self.place_wanted.emit(passage)

    # ---- doing

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Do something to the project; a named error becomes a notice instead of an exception.

        What is being typed in the words of a document is stored before it.
        """
        self.settle()
        try:
            yield
        except AnnotatorError as error:
            self.notice(error_notice(error))

    def write(self, work: Callable[[Project], T], rows: int, words: str) -> Finished[T] | None:
        """Do one operation that touches about as many rows, inside an `attempt`: many behind a Cancel button.

        `work` gets the project to change, since it may run on another thread, and touches no widget. `words` say what
        is being done. None where it was cancelled; then nothing is changed.
        """
        return write(self.project, work, rows, words, self.parent())

    @property
    def is_writing(self) -> bool:
        """Whether a long change is being saved just now: what would change the project by itself has to wait."""
        return self.project.is_lent

    def settle(self) -> bool:
        """Store what is being typed in the words of a document. Returns whether all of it is stored."""
        stored = [keep() for keep in self.keepers]
        return all(stored)  # each has had its turn

    def notice(self, notice: Notice) -> None:
        """Tell the user something without a dialog."""
        self.noticed.emit(notice)

    def code_passage(self, code_id: Id, passage: Passage | None = None) -> None:
        """Give a code to the selected passage, or to another one. The selection stays."""
        passage = passage or self.passage
        if passage is None:
            self.notice(Notice(self.tr("Select the words to be coded first, then choose the code.")))
            return
        with self.attempt():
            coding = self.project.codings.add(passage.document_id, code_id, passage.start_char, passage.end_char)
            self.last_code_id = code_id
            self.choose_coding(coding.id)

    def give_codes(self, code_ids: Sequence[Id], passage: Passage) -> None:
        """Give several codes to a passage, as one operation."""
        names = ", ".join(code.name for code_id in code_ids if (code := self.code(code_id)) is not None)
        with self.attempt():
            with self.project.operation("coding.add", code=names, document=self._document_name()):
                codings = [
                    self.project.codings.add(passage.document_id, code_id, passage.start_char, passage.end_char)
                    for code_id in code_ids
                ]
            if codings:
                self.last_code_id = codings[-1].code_id
                self.choose_coding(codings[-1].id)

    def code_passage_as(self, path: str) -> None:
        """Give the code at a path ("Trust > Hope") to the selected passage; what is missing of it is made."""
        passage = self.passage
        if passage is None:
            self.notice(Notice(self.tr("Select the words to be coded first, then choose the code.")))
            return
        with self.attempt():
            with self.project.operation("coding.add", code=path, document=self._document_name()):
                code = self.project.codes.ensure(path, self.tree)
                coding = self.project.codings.add(passage.document_id, code.id, passage.start_char, passage.end_char)
            self.last_code_id = code.id
            self.choose_coding(coding.id)

    def undo(self) -> None:
        """Take back the last operation; what is being typed counts as one."""
        if self.settle():
            with self.attempt():
                history = self.project.history
                rows = history.size_of(history.undoable(), _MOST_COUNTED)
                self.write(Project.undo, rows, self.tr("Undoing what was done last…"))

    def redo(self) -> None:
        """Do again what was taken back last."""
        if self.settle():
            with self.attempt():
                history = self.project.history
                rows = history.size_of(history.redoable(), _MOST_COUNTED)
                self.write(Project.redo, rows, self.tr("Doing again what was undone last…"))

    def work_as(self, name: str) -> None:
        """Let another coder be at work from now on, here and at the next start."""
        self.project.work_as(name)
        self._coder_name = self.project.coder_name
        settings.save_choice("coder", self._coder_name)
        self.sight.follow_coder()
        self.coder_changed.emit()

    # ---- reading

    def code(self, code_id: Id | None) -> Code | None:
        """The code with this id, if it is there."""
        return self.tree.get(code_id) if code_id is not None and code_id in self.tree else None

    def path_of(self, code_id: Id) -> str:
        """The path of a code in words ("Trust > Hope")."""
        return " > ".join(self.tree.path(code_id))

    def conditions(self) -> frozenset[str]:
        """What holds just now, in the words that actions use to say what they need."""
        states = {
            "project": True,
            "writable": not self.project.is_read_only,
            "document": self.document_id is not None,
            "reading": self.document_id is not None and not self.is_correcting,
            "passage": self.passage is not None,
            "coding": self.coding_id is not None,
            "code": self.code_id is not None,
            "last_code": self.last_code_id is not None and self.last_code_id in self.tree,
        }
        return frozenset(name for name, holds in states.items() if holds)

    def _document_name(self) -> str:
        return self.project.documents.get(self.document_id).name if self.document_id else ""

    def _on_change(self, changes: Changes) -> None:
        if changes.touches("code"):
            self.tree = tree_after(self.tree, changes)
        if changes.touches("project"):
            self._follow_project()
        if changes.touches("coder"):
            self._follow_coders()
        self._counts.take(changes)
        self._drop_what_is_gone(changes)
        self.changed.emit(changes)

    def _seen_counts(self) -> Counts:
        if self.sight.is_blind and self.sight.own_id is None:
            return Counts()
        return self._counts.of(self.sight.own_id if self.sight.is_blind else None)

    def _follow_project(self) -> None:
        """Of two projects that are merged the older one stays, in whichever file; undo makes it the other again."""
        project_id = self.project.info.id
        if project_id != self.project_id:
            settings.carry_places(self.project_id, project_id)
            self.project_id = project_id

    def _follow_coders(self) -> None:
        """Who is at work may have joined just now, or be called something else."""
        called, self._coder_name = self._coder_name, self.project.coder_name
        if called != self._coder_name and settings.choice("coder", "") == called:
            settings.save_choice("coder", self._coder_name)
        self.sight.follow_coders()
        self.coder_changed.emit()

    def _drop_what_is_gone(self, changes: Changes) -> None:
        gone = {row.row_id for row in changes.rows if row.after is None}
        if self.coding_id in gone:
            self.choose_coding(None)
        if self.code_id in gone:
            self.choose_code(None)
        if self.document_id in gone:
            self.choose_document(None)

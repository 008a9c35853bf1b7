"""Asking rules of all documents while somebody types: one piece of work at a time, the newest wish only."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.analysis.auto_coding import Search, Source
from annotator.gui.auto_coding import work
from annotator.gui.auto_coding.work import Corpus, Found, Spans
from annotator.gui.background import Progress, Task
from annotator.gui.workspace import Workspace
from annotator.project.ids import Id

_PATIENCE_MS = 150  # between two letters that are typed


class Finding(QObject):
    """Keeps the texts once they are read, until documents change."""

    read = Signal(object)  # Corpus
    found = Signal(object)  # Found
    asked = Signal(object)  # list of (question, number of documents)
    looked_up = Signal(object)  # code to document to spans
    failed = Signal(object)  # Exception
    stopped = Signal()
    progressed = Signal(int, int, str)
    is_running_changed = Signal(bool)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._corpus: Corpus | None = None
        self._known: dict[Id, Source] = {}  # what need not be read again
        self._search: Search | None = None
        self._document_ids: frozenset[Id] | None = None
        self._code_ids: frozenset[Id] | None = None
        self._wants_questions = self._wants_texts = False
        self._is_reading = False
        self._task: Task[object] | None = None
        self._is_closed = False
        self._soon = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._soon.timeout.connect(self._advance)

    @property
    def is_running(self) -> bool:
        """Whether something is being read or found, or will be in a moment."""
        return self._task is not None or self._soon.isActive()

    def read_texts(self) -> None:
        """Read the documents, where that was not done since they changed; `read` follows then."""
        self._wants_texts = self._corpus is None
        self._advance()

    def find(self, search: Search | None, document_ids: frozenset[Id] | None = None) -> None:
        """Find what a rule means in these documents, or in all; `found` follows, unless another wish comes first.

        Without a rule, what is being found is wanted no more.
        """
        self._search, self._document_ids = search, document_ids
        if not self._is_reading:  # which is needed for the new wish as well
            self._cancel()
        self._soon.start()

    def ask_for_questions(self) -> None:
        """List the questions of the interviewers; `asked` follows."""
        self._wants_questions = True
        self._advance()

    def look_up(self, code_ids: frozenset[Id]) -> None:
        """Look where the coder at work used these codes; `looked_up` follows."""
        self._code_ids = code_ids
        self._advance()

    def forget_texts(self, document_ids: frozenset[Id] | None = None) -> None:
        """Read these documents anew, or all, when something is wanted of them."""
        if self._corpus is not None:
            sources = self._corpus.sources if document_ids is not None else ()
            self._known = {source.document_id: source for source in sources}
        for document_id in document_ids or ():
            self._known.pop(document_id, None)
        if document_ids is None:
            self._known = {}
        self._corpus = None
        self._cancel()

    def stop(self) -> None:
        """Leave off; what was wanted is wanted no more."""
        self._want_nothing()
        self._soon.stop()
        self._cancel()
        self.stopped.emit()

    def close(self) -> None:
        """End for good: nothing is said from now on."""
        self._is_closed = True
        self._soon.stop()
        if self._task is not None:
            self._task.cancel()
            self._task.wait()

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _advance(self) -> None:
        """Begin what is wanted next, unless something is still under way."""
        if self._task is not None or self._is_closed or self._soon.isActive():
            return
        if not (self._search or self._code_ids is not None or self._wants_questions or self._wants_texts):
            return
        path = self._workspace.path
        self._is_reading = self._corpus is None
        if self._corpus is None:
            self._begin(work.reading(path, dict(self._known)), self._keep_texts)
        elif self._search is not None:
            self._begin(work.finding(self._search, self._wanted_sources()), self._tell_found)
        elif self._code_ids is not None:
            coder_name = self._workspace.project.coder_name
            self._begin(work.looking_up(path, self._code_ids, coder_name), self._tell_looked_up)
        elif self._wants_questions:
            self._begin(work.asking(self._corpus.sources), self._tell_asked)

    def _begin(self, function: Callable[[Progress], object], take: Callable[[object], None]) -> None:
        task: Task[object] = Task(function, self)
        self._task = task
        task.progressed.connect(self.progressed)
        task.succeeded.connect(partial(self._end, take))
        task.failed.connect(partial(self._end, self._tell_failed))
        task.cancelled.connect(partial(self._end, None, None))
        task.start()
        self.is_running_changed.emit(True)

    def _end(self, take: Callable[[object], None] | None, result: object) -> None:
        self._task = None
        self._is_reading = False
        if self._is_closed:
            return
        if take is not None:
            take(result)
        self._advance()
        if not self.is_running:
            self.is_running_changed.emit(False)

    def _wanted_sources(self) -> list[Source]:
        sources = self._corpus.sources if self._corpus is not None else ()
        wanted = self._document_ids
        return [source for source in sources if wanted is None or source.document_id in wanted]

    def _keep_texts(self, result: object) -> None:
        assert isinstance(result, Corpus)
        self._corpus = result
        self._wants_texts = False
        self.read.emit(result)

    def _tell_found(self, result: object) -> None:
        assert isinstance(result, Found)
        self._search = None
        self.found.emit(result)

    def _tell_looked_up(self, result: object) -> None:
        self._code_ids = None
        spans: dict[Id, Spans] = result if isinstance(result, dict) else {}
        self.looked_up.emit(spans)

    def _tell_asked(self, result: object) -> None:
        self._wants_questions = False
        self.asked.emit(result)

    def _tell_failed(self, error: object) -> None:
        self._want_nothing()
        self.failed.emit(error)

    def _want_nothing(self) -> None:
        self._search = self._code_ids = None
        self._wants_questions = self._wants_texts = False

"""Project: one open project file, and the only way to change it.

`with project.operation(...)` is one user intent: one transaction, one row in the log, on disk when it returns.
The verbs of `documents`, `codes`, `codings`, `memos`, `participants` and `coders` each open one, or join the one that
is open. A project belongs to the thread that opened it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from annotator.project import backups, opening, project_file, project_info
from annotator.project.changes import Changes, Operation
from annotator.project.check import Problem, find_problems
from annotator.project.coders import Coder, Coders
from annotator.project.codes import Codes
from annotator.project.codings import Codings
from annotator.project.collection import folded
from annotator.project.consensus import Consensus
from annotator.project.documents import Documents
from annotator.project.errors import ChangeNotSaved, NotFound, ProjectIsBusy, ProjectIsReadOnly, ProjectOutOfReach
from annotator.project.history import REDO, SEND_COPY, UNDO, History
from annotator.project.ids import Id
from annotator.project.lock import ProjectLock, user_name
from annotator.project.meetings import Meetings
from annotator.project.memo_links import MemoLinks
from annotator.project.memos import Memos
from annotator.project.participants import Participants
from annotator.project.project_info import ProjectInfo
from annotator.project.saved_queries import SavedQueries
from annotator.project.saved_tables import SavedTables
from annotator.project.stored_text import normalise_text

Listener = Callable[[Changes], None]


class Project:
    """An open project. Make one with `create`, `open` or `snapshot`; close it, or use it in a `with`."""

    def __init__(
        self,
        path: Path,
        connection: Connection,
        *,
        lock: ProjectLock | None = None,
        read_only_reason: str = "",
        coder_name: str = "",
    ) -> None:
        self.path = path
        self.connection = connection
        self.read_only_reason = read_only_reason
        self.history = History(connection)
        self.documents = Documents(self)
        self.codes = Codes(self)
        self.codings = Codings(self)
        self.memos = Memos(self)
        self.memo_links = MemoLinks(self)
        self.meetings = Meetings(self)
        self.participants = Participants(self)
        self.coders = Coders(self)
        self.consensus = Consensus(self)
        self.saved_tables = SavedTables(self)
        self.saved_queries = SavedQueries(self)
        self._lock = lock
        self._coder_name = coder_name.strip() or user_name()
        self._coder: Coder | None = None
        self.is_in_operation = False
        self.is_lent = False
        self._taken_back = 0  # how often something was rolled back, or changed by another thread
        self.before_saving: Callable[[], None] = _nothing  # what it raises takes the operation back
        self._listeners: list[Listener] = []
        self._heirs: list[tuple[str, Id, Id]] = []
        if not read_only_reason:
            self.history.install_triggers()

    @classmethod
    def create(cls, path: Path, *, title: str = "", coder_name: str = "") -> Self:
        """A new project in a new file. Raises ProjectExists, FolderNotWritable, ProjectLocked."""
        path = path.absolute()

        def fill(connection: Connection) -> None:
            cls(path, connection, coder_name=coder_name)._begin(normalise_text(title))

        return cls._of(path, opening.create_file(path, fill), coder_name)

    @classmethod
    def open(
        cls, path: Path, *, coder_name: str = "", read_only: bool = False, take_over: bool = False, check: bool = True
    ) -> Self:
        """Open a project file: checked, migrated where it is older, locked for writing.

        A file that cannot be written, or that a newer version made, opens for reading only, and `read_only_reason`
        says why. `take_over` takes the lock from another machine. Raises ProjectNotFound, NotAProject,
        ProjectDamaged, ProjectLocked, ProjectOutOfReach, MigrationFailed; the file is then as it was.
        """
        path = path.absolute()
        opened = opening.open_file(path, read_only=read_only, take_over=take_over, check=check)
        return cls._of(path, opened, coder_name)

    @classmethod
    def snapshot(cls, path: Path) -> Self:
        """The project as it is now, copied into memory, for reading on another thread. Raises as `open`."""
        path = path.absolute()
        return cls(path, opening.open_copy(path), read_only_reason="it is a picture of one moment")

    @classmethod
    def _of(cls, path: Path, opened: opening.OpenedFile, coder_name: str) -> Self:
        reason = opened.read_only_reason
        made = cls(path, opened.connection, lock=opened.lock, read_only_reason=reason, coder_name=coder_name)
        if not coder_name.strip():
            made.meet_receiver()
        return made

    def _begin(self, title: str) -> None:
        """What a new project starts with: its own row, and the person at work."""
        with self.operation_by(None, "project.create", title=title):
            project_info.begin(self.connection, title, self.history.next_time_us())
        self.coders.join(self._coder_name)

    def close(self) -> None:
        """Close the file and give back the lock."""
        project_file.close(self.connection)
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def is_read_only(self) -> bool:
        """Whether changes are refused; `read_only_reason` says why."""
        return bool(self.read_only_reason)

    @property
    def info(self) -> ProjectInfo:
        """Title, research question, method, language."""
        return project_info.read(self.connection)

    def describe(
        self,
        *,
        title: str | None = None,
        research_question: str | None = None,
        method: str | None = None,
        language: str | None = None,
    ) -> ProjectInfo:
        """Change what is given."""
        given = {"title": title, "research_question": research_question, "method": method, "language": language}
        values = {key: normalise_text(value) for key, value in given.items() if value is not None}
        if values:
            with self.operation("project.describe", fields=sorted(values)):
                project_info.write(self.connection, values)
        return self.info

    @property
    def coder(self) -> Coder:
        """The coder at work. Joins the project with the first change, if this is the first time."""
        if self._coder is None or self._coder not in self.coders.all():
            found = self.coders.called(self._coder_name)
            self._coder = found or (None if self.is_read_only else self.coders.join(self._coder_name))
        if self._coder is None:
            raise NotFound("coder", self._coder_name)
        return self._coder

    @property
    def coder_name(self) -> str:
        """The name of the person at work, who may not have joined yet."""
        return self._coder_name

    def meet_receiver(self, *, is_guess: bool = False) -> None:
        """In a copy that was made for somebody, let them be at work, unless whoever is at work is known here.

        `is_guess`: who is at work is only what the computer calls its user, and many computers call theirs the same.
        """
        is_known = not is_guess and self.coders.called(self._coder_name) is not None
        if not is_known and (receiver := self.history.receiver()):
            self.work_as(receiver)

    @property
    def is_just_received(self) -> bool:
        """Whether this is a copy made for whoever is at work, and nothing was done in it yet."""
        newest = self.history.operations(limit=1)
        is_new = bool(newest) and newest[0].kind == SEND_COPY
        return is_new and folded(self.history.receiver()) == folded(self._coder_name)

    def work_as(self, name: str) -> None:
        """Let another coder be at work from now on."""
        found = self.coders.called(name)
        self._coder_name = found.name if found else name.strip()
        self._coder = found

    @contextlib.contextmanager
    def operation(self, kind: str, /, **parameters: Any) -> Iterator[None]:
        """One user intent by the coder at work. Joins the operation that is open, if one is.

        On disk when it returns; taken back whole where anything fails. One that changes nothing leaves no trace.
        Raises ProjectIsReadOnly, ChangeNotSaved.
        """
        if self.is_in_operation:
            with self._part():
                yield
            return
        self._require_writable()
        coder = self.coder
        with self._transaction(kind, parameters, coder.id, coder.name):
            yield

    @contextlib.contextmanager
    def operation_by(self, coder: Coder | None, kind: str, /, **parameters: Any) -> Iterator[None]:
        """As `operation`, by another coder, or by nobody: how a project and its coders begin."""
        if self.is_in_operation:
            with self._part():
                yield
            return
        self._require_writable()
        with self._transaction(kind, parameters, coder.id if coder else None, coder.name if coder else ""):
            yield

    @contextlib.contextmanager
    def merging(self, parents: Sequence[Id], kind: str, /, **parameters: Any) -> Iterator[None]:
        """As `operation`, for one that brings copies together: `parents` are the last operations of each.

        It stays in the log also where no row changes: what was known there is known here now. Nobody joins by it.
        """
        self._require_writable()
        coder_id, coder_name = self._who()
        with self._transaction(kind, parameters, coder_id, coder_name, parents=parents):
            yield

    def give_place(self, table: str, gone_id: Id, heir_id: Id) -> None:
        """Note in the operation that is open that a row went because another says the same: a merge asks for that."""
        self._heirs.append((table, gone_id, heir_id))

    def undo(self) -> Operation | None:
        """Take back the last operation that stands, and return it; None where there is nothing to undo."""
        return self._reverse(UNDO, self.history.undoable())

    def redo(self) -> Operation | None:
        """Take back the last undo, if nothing was done since, and return it; None where there is nothing to redo."""
        return self._reverse(REDO, self.history.redoable())

    def on_change(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with the changes after every operation. Returns a function that ends this."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @property
    def written(self) -> tuple[int, int]:
        """Another value after each row that was written or taken back: until then, what was read can be kept."""
        driver = self.connection.connection.driver_connection
        assert driver is not None
        return (driver.total_changes, self._taken_back)

    @contextlib.contextmanager
    def lent(self) -> Iterator[None]:
        """Leave the changing to another thread (`long_work`) for a while: here it only reads, and refuses to change.

        Raises ChangeNotSaved where the file cannot be written, or is another one by now: the other thread opens what is
        at the path. Raises RuntimeError inside an operation, since the other thread could never begin its own.
        """
        if self.is_in_operation or self.is_lent:
            raise RuntimeError("a project cannot be lent while it is being changed")
        try:
            project_file.require_writable(self.connection)
        except ProjectOutOfReach as error:
            raise ChangeNotSaved(self.path, error.reason) from error
        self.is_lent = True
        try:
            yield
        finally:
            self.is_lent = False
            self._taken_back += 1

    def hear(self, changes: Iterable[Changes]) -> None:
        """Take in what was changed while the project was lent, and tell it to the listeners."""
        self.history.catch_up()
        for each in changes:
            self._tell(each)

    def check(self) -> list[Problem]:
        """All that is wrong with the file: pages, references, codings outside their text. Empty where all is well."""
        return find_problems(self.connection)

    @property
    def backups_folder(self) -> Path:
        """Where copies of this project are kept."""
        return backups.backups_folder(self.info.id, self.path)

    def _reverse(self, kind: str, target: Operation | None) -> Operation | None:
        if self.is_in_operation:
            raise RuntimeError(f"{kind} inside an operation")
        self._require_writable()
        if target is None:
            return None
        origin = target.parameters if target.kind in (UNDO, REDO) else {"of": target.kind, **target.parameters}
        # Nobody joins by this: the operation may be just the one that brings this coder back.
        coder_id, coder_name = self._who()
        with self._transaction(kind, dict(origin), coder_id, coder_name, target.id):
            self.history.take_back(target)
        return target

    def _note_heirs(self, parameters: dict[str, Any]) -> None:
        if self._heirs:
            heirs = [[table, gone_id.hex(), heir_id.hex()] for table, gone_id, heir_id in self._heirs]
            self.history.say_more({**parameters, "heirs": heirs})

    def _who(self) -> tuple[Id | None, str]:
        """Who is at work, also where they have not joined yet."""
        coder = self.coders.called(self._coder_name)
        return (coder.id, coder.name) if coder else (None, self._coder_name)

    @contextlib.contextmanager
    def _transaction(
        self,
        kind: str,
        parameters: dict[str, Any],
        coder_id: Id | None,
        coder_name: str,
        undoes: Id | None = None,
        parents: Sequence[Id] | None = None,
    ) -> Iterator[None]:
        run = self.connection.exec_driver_sql
        self.is_in_operation = True
        self._heirs = []
        try:
            run("BEGIN IMMEDIATE")
            try:
                seq = self.history.begin(kind, parameters, coder_id, coder_name, undoes, parents)
                yield
                self._note_heirs(parameters)
                self.history.end()
                changes = self.history.changes_of(seq)
                self.before_saving()
                run("COMMIT" if changes.rows or parents is not None else "ROLLBACK")
            except BaseException:  # whatever it is, also Ctrl+C: nothing stays half done
                self._roll_back()
                raise
        except ProjectOutOfReach as error:
            raise ChangeNotSaved(self.path, error.reason) from error
        finally:
            self.is_in_operation = False
        if changes.rows or parents is not None:
            self._tell(changes)

    @contextlib.contextmanager
    def _part(self) -> Iterator[None]:
        """A part of the operation that is open: where it fails, it is taken back whole, and the rest may go on."""
        run, heirs = self.connection.exec_driver_sql, len(self._heirs)
        run("SAVEPOINT part")
        try:
            yield
        except BaseException:  # whatever it is: the part goes whole
            self._taken_back += 1
            del self._heirs[heirs:]
            with contextlib.suppress(DBAPIError, ProjectOutOfReach):
                run("ROLLBACK TO part")
                run("RELEASE part")
            raise
        run("RELEASE part")

    def _roll_back(self) -> None:
        self._taken_back += 1
        # SQLite has rolled back by itself after some errors (a full disk, for one), and then says so.
        with contextlib.suppress(DBAPIError, ProjectOutOfReach):
            self.connection.exec_driver_sql("ROLLBACK")

    def _tell(self, changes: Changes) -> None:
        if changes.touches("coder"):
            self._follow_name(changes)
        failures: list[Exception] = []
        for listener in tuple(self._listeners):
            try:
                listener(changes)
            except Exception as error:  # the change is saved, and the other listeners must hear of it
                failures.append(error)
        if failures:
            raise failures[0]

    def _follow_name(self, changes: Changes) -> None:
        """Whoever is at work stays at work under another name, also when that is undone."""
        self._coder = None
        for row in changes.of("coder"):
            if row.before and row.after and folded(row.before["name"]) == folded(self._coder_name):
                self._coder_name = row.after["name"]

    def _require_writable(self) -> None:
        if self.is_read_only:
            raise ProjectIsReadOnly(self.path, self.read_only_reason)
        if self.is_lent:
            raise ProjectIsBusy(self.path)


def _nothing() -> None:
    """What there is to do before saving, unless somebody says otherwise."""

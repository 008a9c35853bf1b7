"""What the tests compare: every row of a project that counts, before and after, undone and redone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from annotator.project.errors import AnnotatorError
from annotator.project.project import Project
from annotator.project.schema import logged_tables

Rows = dict[str, frozenset[tuple[object, ...]]]


def rows_of(project: Project) -> Rows:
    """Every row of every logged table, and the texts that the documents name."""
    # Asked past SQLAlchemy: some tests ask thousands of times, and nothing in a row needs converting.
    file = project.connection.connection.driver_connection
    assert file is not None
    rows = {t.name: frozenset(file.execute(f"SELECT * FROM {t.name}")) for t in logged_tables}
    texts = file.execute("SELECT * FROM document_text WHERE id IN (SELECT text_id FROM document)")
    return rows | {"document_text": frozenset(texts)}


def kinds_of(project: Project) -> list[str]:
    """The kinds of all operations, oldest first."""
    return [operation.kind for operation in project.history.operations(newest_first=False)]


@contextmanager
def undone_and_redone(project: Project) -> Iterator[None]:
    """What happens inside changes something, is one operation, and is taken back and done again exactly."""
    before, operations = rows_of(project), len(project.history.operations())
    yield
    after = rows_of(project)
    assert after != before
    assert len(project.history.operations()) == operations + 1
    project.undo()
    assert rows_of(project) == before
    project.redo()
    assert rows_of(project) == after


def many(project: Project, count: int) -> list[dict[str, Any]]:
    """Rows for `codings.add_many`: as many passages of the first document with the first code."""
    document, code, coder = project.documents.all()[0], project.codes.all()[0], project.coder
    same = {"document_id": document.id, "code_id": code.id, "coder_id": coder.id}
    return [{**same, "start_char": at, "end_char": at + 5} for at in range(20, 20 + count)]


def changes_nothing(project: Project, verb: Callable[[], object]) -> None:
    """A verb without effect leaves no operation."""
    before, operations = rows_of(project), len(project.history.operations())
    verb()
    assert rows_of(project) == before
    assert len(project.history.operations()) == operations


def refuses(project: Project, error: type[AnnotatorError], verb: Callable[[], object]) -> AnnotatorError:
    """A verb that is refused with a named error leaves no trace."""
    before, operations = rows_of(project), len(project.history.operations())
    with pytest.raises(error) as raised:
        verb()
    assert rows_of(project) == before
    assert len(project.history.operations()) == operations
    assert raised.value.sentence()
    return raised.value

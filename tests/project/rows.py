"""What the tests compare: every row of a project that counts, and the bytes of files that must not change."""

from __future__ import annotations

from annotator.project.project import Project
from annotator.project.schema import logged_tables

Rows = dict[str, frozenset[tuple[object, ...]]]


def rows_of(project: Project) -> Rows:
    """Every row of every logged table, and the texts that the documents name."""
    run = project.connection.exec_driver_sql
    rows = {t.name: frozenset(map(tuple, run(f"SELECT * FROM {t.name}"))) for t in logged_tables}
    texts = run("SELECT * FROM document_text WHERE id IN (SELECT text_id FROM document)")
    return rows | {"document_text": frozenset(map(tuple, texts))}


def kinds_of(project: Project) -> list[str]:
    """The kinds of all operations, oldest first."""
    return [operation.kind for operation in project.history.operations(newest_first=False)]

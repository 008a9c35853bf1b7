"""Doing what the plan of a merge says: one operation, which undo takes back whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from annotator.project import schema
from annotator.project.collection import portions
from annotator.project.document_texts import DocumentTexts, formats_json, sha256_of
from annotator.project.ids import Id
from annotator.project.merging.causality import MERGE
from annotator.project.merging.collecting import collecting_later
from annotator.project.merging.plan import MergePlan, NewText, RowWrite

if TYPE_CHECKING:
    from annotator.project.project import Project


class PlanIsOld(Exception):
    """The project was changed after the plan was made."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person chose that the merge would not have taken by itself: it is written by the merge.

    `values` are (table, row, column, value), `texts` (document, text before, text after).
    """

    values: Sequence[tuple[str, Id, str, Any]] = ()
    texts: Sequence[tuple[Id, Id, Id]] = ()


def apply_merge(
    project: Project,
    theirs: Project,
    plan: MergePlan,
    source: str,
    choose: Callable[[], Chosen] = Chosen,
) -> None:
    """Bring in what a plan says, from the project (open, of the present version) it was made with.

    `source` names the copy in the history. `choose` writes other values where a person chose them, and returns these:
    they are later than both that were offered, so every copy that hears of them comes to the same. Raises PlanIsOld,
    ProjectIsReadOnly, ChangeNotSaved.
    """
    if plan.my_head != project.history.head():
        raise PlanIsOld
    if plan.is_empty:
        return
    assert plan.my_head is not None
    assert plan.their_head is not None
    project.history.catch_up_to(plan.after_us)
    parameters: dict[str, Any] = {
        "source": source,
        "folded": [[fold.table, fold.gone_id.hex(), fold.kept_id.hex()] for fold in plan.folds],
        "revived": [[table, row_id.hex()] for table, row_id in plan.revived],
        "moved": [[table, *(each.hex() for each in path)] for table, path in plan.moved],
        "conflicts": len(plan.conflicts),
    }
    with collecting_later(), project.merging((plan.my_head, plan.their_head), MERGE, **parameters):
        _bring_texts(project, theirs, plan)
        _write(project, plan.writes)
        _bring_log(project, theirs, plan.operation_ids)
        _note_chosen(project, parameters, choose())


def _note_chosen(project: Project, parameters: dict[str, Any], chosen: Chosen) -> None:
    said: dict[str, Any] = {}
    if chosen.values:
        said["chosen"] = [
            [table, row_id.hex(), column, value.hex() if isinstance(value, bytes) else value]
            for table, row_id, column, value in chosen.values
        ]
    if chosen.texts:
        said["rewrote"] = [[each.hex() for each in ids] for ids in chosen.texts]
    if said:
        project.history.say_more({**parameters, **said})


def _bring_texts(project: Project, theirs: Project, plan: MergePlan) -> None:
    """Store the texts that are not here, whole ones before the corrections of them."""
    columns = [column.name for column in schema.document_text.columns]
    ids = "SELECT id FROM document_text"
    there = {row[0] for row in project.connection.exec_driver_sql(ids)}
    wanted = [row[0] for row in theirs.connection.exec_driver_sql(ids) if row[0] not in there]
    there |= set(wanted)  # another merge may have made just the text that is to be made here
    rows = [row for portion in portions(wanted) for row in _texts(theirs, columns, portion)]
    rows = _with_their_bases(project, theirs, columns, rows)
    rows.sort(key=lambda row: row[columns.index("base_id")] is not None)
    now = project.history.next_time_us()
    made = [_text_row(new, now) for new in plan.new_texts if new.id not in there]
    rows += [tuple(row[column] for column in columns) for row in made]
    if rows:
        marks = ", ".join("?" * len(columns))
        project.connection.exec_driver_sql(f"INSERT INTO document_text ({', '.join(columns)}) VALUES ({marks})", rows)


def _texts(theirs: Project, columns: Sequence[str], text_ids: Sequence[Id]) -> list[tuple[Any, ...]]:
    marks = ", ".join("?" * len(text_ids))
    statement = f"SELECT {', '.join(columns)} FROM document_text WHERE id IN ({marks})"
    return [tuple(row) for row in theirs.connection.exec_driver_sql(statement, tuple(text_ids))]


def _with_their_bases(
    project: Project, theirs: Project, columns: Sequence[str], rows: list[tuple[Any, ...]]
) -> list[tuple[Any, ...]]:
    """Texts as they can be stored here: whole where what they are corrections of is itself no whole text here."""
    is_corrected = "SELECT id FROM document_text WHERE base_id IS NOT NULL"
    unfit = {row[0] for row in project.connection.exec_driver_sql(is_corrected)}
    base = columns.index("base_id")
    broken = [row[0] for row in rows if row[base] in unfit]
    if not broken:
        return rows
    whole = DocumentTexts(theirs).read(broken)
    made = []
    for row in rows:
        values = dict(zip(columns, row, strict=True))
        if row[0] in whole:
            text = whole[row[0]]
            values |= {"text": text.text, "formats": formats_json(text.formats), "base_id": None}
        made.append(tuple(values[column] for column in columns))
    return made


def _text_row(new: NewText, time_us: int) -> dict[str, Any]:
    return {
        "id": new.id,
        "length": len(new.text),
        "sha256": sha256_of(new.text),
        "created_us": time_us,
        "formats": new.formats,
        "text": new.text,
        "base_id": None,
    }


def _write(project: Project, writes: Iterable[RowWrite]) -> None:
    """Write rows; references hold again at the end. What comes does so first and what goes last.

    So nothing that names a row is there without it, neither now nor when all is taken back, and none goes along.
    """
    run = project.connection.exec_driver_sql
    run("PRAGMA defer_foreign_keys=ON")
    for (table, is_gone, is_new), group in groupby(sorted(writes, key=_turn), key=_action):
        columns = [column.name for column in schema.metadata.tables[table].columns]
        some = list(group)
        if is_gone:
            run(f"DELETE FROM {table} WHERE id=?", [(write.row_id,) for write in some])
        elif is_new:
            marks = ", ".join("?" * len(columns))
            # By id, which is the order in which they were made: the next is near the last on the disk.
            run(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", sorted(_values(some, columns)))
        else:
            sets = ", ".join(f"{column}=?" for column in columns)
            rows = [(*values, write.row_id) for values, write in zip(_values(some, columns), some, strict=True)]
            run(f"UPDATE {table} SET {sets} WHERE id=?", rows)


def _turn(write: RowWrite) -> int:
    return 0 if write.before is None else 1 if write.after is not None else 2


def _action(write: RowWrite) -> tuple[str, bool, bool]:
    return write.table, write.after is None, write.before is None


def _values(writes: Sequence[RowWrite], columns: Sequence[str]) -> list[tuple[Any, ...]]:
    read = itemgetter(*columns)
    return [read(write.after) for write in writes if write.after is not None]


def _bring_log(project: Project, theirs: Project, operation_ids: Sequence[Id]) -> None:
    """Take in who did what there, in the order in which it was done, under this merge."""
    run = project.connection.exec_driver_sql
    there = {row[0] for row in run("SELECT id FROM operation")}
    merge_id = run("SELECT id FROM operation ORDER BY seq DESC LIMIT 1").scalar()
    columns = [column.name for column in schema.operation.columns if column.name not in ("seq", "merged_by")]
    read, ids = theirs.connection.exec_driver_sql, set(operation_ids) - there
    wanted = json.dumps([seq for seq, each in read("SELECT seq, id FROM operation") if each in ids])
    chosen = "SELECT value FROM json_each(?)"
    names = ", ".join(columns)
    rows = read(f"SELECT seq, {names} FROM operation WHERE seq IN ({chosen}) ORDER BY seq", (wanted,)).all()
    first = int(run("SELECT max(seq) FROM operation").scalar() or 0) + 1
    seqs = {row[0]: first + index for index, row in enumerate(rows)}
    marks = ", ".join("?" * (len(columns) + 2))
    if rows:
        run(
            f"INSERT INTO operation (seq, {names}, merged_by) VALUES ({marks})",
            [(seqs[row[0]], *row[1:], merge_id) for row in rows],
        )
    changes = read(
        f"SELECT operation_seq, table_name, row_id, before, after FROM change WHERE operation_seq IN ({chosen}) "
        "ORDER BY seq",
        (wanted,),
    )
    assert changes.cursor is not None
    brought = [(seqs[row[0]], *row[1:]) for row in changes.cursor.fetchall()]  # nothing in them needs converting
    if brought:
        run("INSERT INTO change (operation_seq, table_name, row_id, before, after) VALUES (?, ?, ?, ?, ?)", brought)

"""What a person chooses where both changed the same field, and a merge with what was chosen.

A value that a merge would not take by itself is written by the merge: so it is later than both values, and every copy
that hears of it comes to the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from annotator.project import schema
from annotator.project.collection import folded
from annotator.project.ids import Id
from annotator.project.merging.apply import Chosen, apply_merge
from annotator.project.merging.plan import Conflict, MergePlan, RewrittenParagraph
from annotator.project.merging.sides import references
from annotator.project.merging.texts import edits_between
from annotator.project.text_edits import Edit, TextEdits

if TYPE_CHECKING:
    from annotator.project.project import Project

Rule = Literal["mine", "theirs", "latest"]
Key: TypeAlias = tuple[str, Id, str]
Choices: TypeAlias = Mapping[Key, bool]  # whether theirs is taken
# Two of these in one place may not be called alike, whatever each was called before.
_NAMES = {"code": "name", "document": "name", "coder": "name", "participant": "label", "attribute": "name"}
_REFERENCES = references()


def key_of(conflict: Conflict | RewrittenParagraph) -> Key:
    """By what a choice names a conflict, or a paragraph that both corrected."""
    if isinstance(conflict, RewrittenParagraph):
        return "document_text", conflict.document_id, str(conflict.start_char)
    return conflict.table, conflict.row_id, conflict.column


def chosen_by(rule: Rule, plan: MergePlan) -> dict[Key, bool]:
    """One rule for all conflicts of a plan; the latest is what a merge takes by itself."""
    taken: dict[Rule, Callable[[Conflict | RewrittenParagraph], bool]] = {
        "mine": lambda conflict: False,
        "theirs": lambda conflict: True,
        "latest": lambda conflict: conflict.takes_theirs,
    }
    conflicts: list[Conflict | RewrittenParagraph] = [*plan.conflicts, *plan.rewritten]
    return {key_of(conflict): taken[rule](conflict) for conflict in conflicts}


def merge_chosen(project: Project, theirs: Project, plan: MergePlan, source: str, choices: Choices) -> int:
    """Do what a plan says, with other values and words where they were chosen. Raises as `apply_merge`.

    Returns how many could not be taken: what they name is gone, or another row is called so by now.
    """
    kept_ids = {fold.gone_id: fold.kept_id for fold in plan.folds}
    other = [each for each in plan.conflicts if choices.get(key_of(each), each.takes_theirs) != each.takes_theirs]
    earlier = [each for each in plan.rewritten if choices.get(key_of(each), each.takes_theirs) != each.takes_theirs]
    refused = 0

    def choose() -> Chosen:
        nonlocal refused
        taken = []
        for conflict in other:
            value = conflict.mine if conflict.takes_theirs else conflict.theirs
            row_id, value = kept_ids.get(conflict.row_id, conflict.row_id), kept_ids.get(value, value)
            if _take(project, conflict, value, kept_ids):
                taken.append((conflict.table, row_id, conflict.column, value))
            else:
                refused += 1
        return Chosen(taken, [_put_words(project, list(group)) for group in _by_document(earlier)])

    apply_merge(project, theirs, plan, source, choose)
    return refused


def _by_document(paragraphs: Iterable[RewrittenParagraph]) -> Iterator[list[RewrittenParagraph]]:
    """The paragraphs of each document; of those that are about the same place the first."""
    of = attrgetter("document_id")
    for _document_id, group in groupby(sorted(paragraphs, key=of), of):
        found: list[RewrittenParagraph] = []
        for each in sorted(group, key=attrgetter("start_char", "end_char")):
            if not found or (each.start_char >= found[-1].end_char and each.start_char > found[-1].start_char):
                found.append(each)
        yield found


def _put_words(project: Project, paragraphs: Sequence[RewrittenParagraph]) -> tuple[Id, Id, Id]:
    """Put the earlier words of paragraphs of a document back. Returns its id and its texts before and after."""
    document_id = paragraphs[0].document_id
    before = project.documents.get(document_id).text_id
    text = project.documents.text(document_id).text
    wanted = TextEdits(text, [Edit(each.start_char, each.end_char, each.earlier) for each in paragraphs]).result
    project.documents.take_edits(document_id, edits_between(text, wanted))
    return document_id, before, project.documents.get(document_id).text_id


def _take(project: Project, conflict: Conflict, value: Any, kept_ids: Mapping[Id, Id]) -> bool:
    """Write a value that was chosen, where it still can be."""
    row_id = kept_ids.get(conflict.row_id, conflict.row_id)
    if not (_is_there(project, conflict, value) and _is_free(project, conflict, row_id, value)):
        return False
    if conflict.table == "code" and conflict.column == "parent_id" and row_id in _lineage(project, value):
        return False
    statement = f"UPDATE {conflict.table} SET {conflict.column}=? WHERE id=?"
    return bool(project.connection.exec_driver_sql(statement, (value, row_id)).rowcount)


def _is_there(project: Project, conflict: Conflict, value: Any) -> bool:
    """Whether what a value names is in the project."""
    target, _on_delete = _REFERENCES[conflict.table].get(conflict.column, ("", ""))
    if not target or value is None:
        return True
    found = project.connection.exec_driver_sql(f"SELECT count(*) FROM {target} WHERE id=?", (value,))
    return bool(found.scalar_one())


def _is_free(project: Project, conflict: Conflict, row_id: Id, value: Any) -> bool:
    """Whether no other row in the same place is called so."""
    if _NAMES.get(conflict.table) != conflict.column:
        return True
    columns = {column.name for column in schema.metadata.tables[conflict.table].columns}
    beside = "AND parent_id IS (SELECT parent_id FROM code WHERE id=?)" if "parent_id" in columns else ""
    statement = f"SELECT {conflict.column} FROM {conflict.table} WHERE id != ? {beside}"
    values = (row_id, row_id) if beside else (row_id,)
    names = project.connection.exec_driver_sql(statement, values).scalars()
    return folded(str(value)) not in {folded(name) for name in names}


def _lineage(project: Project, code_id: Id | None) -> set[Id]:
    """A code and all above it."""
    found: set[Id] = set()
    while code_id is not None and code_id not in found:
        found.add(code_id)
        above = project.connection.exec_driver_sql("SELECT parent_id FROM code WHERE id=?", (code_id,))
        code_id = above.scalar()
    return found

"""How the rows of the codebook get from one tree of codes to the next, one row at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotator.gui.codebook.rows import Row, Rows
from annotator.project.code_tree import CodeTree
from annotator.project.codes import Code
from annotator.project.ids import Id


@dataclass(frozen=True, slots=True)
class Coming:
    """A new row for a code, at a place among those under `above` (None: at the top)."""

    code: Code
    above: Row | None
    position: int


@dataclass(frozen=True, slots=True)
class Moving:
    """A row, with all under it, goes to a place under `above`. The place is counted before the row has left its own."""

    row: Row
    above: Row | None
    position: int


@dataclass(frozen=True, slots=True)
class Going:
    """A row, with all under it, is no more."""

    row: Row


Step = Coming | Moving | Going


def steps(rows: Rows, tree: CodeTree, touched: Iterable[Id]) -> Iterator[Step]:
    """The steps after which the rows of all codes show a tree; each is to be taken before the next is asked for.

    `touched` are the codes that are new, gone or in another place. It costs these and the codes beside them.
    """
    affected = _affected(rows, tree, touched)
    groups: dict[Id | None, set[Id]] = {}
    for code_id in affected:
        if code_id in tree:
            groups.setdefault(_parent_id(tree, code_id), set()).add(code_id)
    # From the top down, so that a row never goes under one that lies in it, nor under one that is not there yet.
    for parent_id in sorted(groups, key=lambda each: -1 if each is None else tree.depth(each)):
        yield from _settling(rows, tree, parent_id, groups[parent_id])
    for code_id in affected:
        if code_id not in tree and code_id in rows.by_id:
            yield Going(rows.by_id[code_id])


def _affected(rows: Rows, tree: CodeTree, touched: Iterable[Id]) -> set[Id]:
    """The touched codes, and those whose parent has come or gone."""
    affected = set(touched)
    for code_id in tuple(affected):
        if code_id not in tree and code_id in rows.by_id:
            affected.update(row.code.id for row in rows.by_id[code_id].children)
        elif code_id not in rows.by_id:
            affected.update(child.id for child in tree.children(code_id))
    return affected


def _settling(rows: Rows, tree: CodeTree, parent_id: Id | None, coming: set[Id]) -> Iterator[Step]:
    """The steps that bring some codes to their places under one: each right behind the one before it."""
    above = rows.by_id[parent_id] if parent_id is not None else None
    position = 0
    for code in tree.children(parent_id):
        if code.id in coming:
            row = rows.by_id.get(code.id)
            if row is None:
                yield Coming(code, above, position)
            elif row.parent is not above or row.position != position:
                yield Moving(row, above, position)
        position = rows.by_id[code.id].position + 1


def _parent_id(tree: CodeTree, code_id: Id) -> Id | None:
    lineage = tree.lineage(code_id)
    return lineage[-2].id if len(lineage) > 1 else None

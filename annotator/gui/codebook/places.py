"""Where codes go when they are moved with keys or dropped: pure answers over the tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.project.code_tree import CodeTree
from annotator.project.codes import Code
from annotator.project.ids import Id


@dataclass(frozen=True, slots=True)
class CodePlace:
    """Under a code (or at the top), before one of its children or last."""

    parent_id: Id | None
    before_id: Id | None = None


def tops(tree: CodeTree, code_ids: Sequence[Id]) -> list[Id]:
    """These codes in tree order, without those that lie under another of them and go where it goes."""
    wanted = set(code_ids)
    return [
        code.id for code in tree if code.id in wanted and not any(above.id in wanted for above in _above(tree, code.id))
    ]


def up(tree: CodeTree, moving: Sequence[Id]) -> CodePlace | None:
    """One place up among the siblings of the first; None where it is the first."""
    above, _ = _neighbours(tree, moving[0], moving)
    return CodePlace(tree.get(moving[0]).parent_id, above[-1]) if above else None


def down(tree: CodeTree, moving: Sequence[Id]) -> CodePlace | None:
    """One place down among the siblings of the last; None where it is the last."""
    _, below = _neighbours(tree, moving[-1], moving)
    return CodePlace(tree.get(moving[-1]).parent_id, below[1] if len(below) > 1 else None) if below else None


def nested(tree: CodeTree, moving: Sequence[Id]) -> CodePlace | None:
    """Under the sibling above the first; None where there is none."""
    above, _ = _neighbours(tree, moving[0], moving)
    return CodePlace(above[-1]) if above else None


def unnested(tree: CodeTree, moving: Sequence[Id]) -> CodePlace | None:
    """Beside the parent of the first, right after it; None at the top."""
    parent_id = tree.get(moving[0]).parent_id
    if parent_id is None:
        return None
    _, below = _neighbours(tree, parent_id, moving)
    return CodePlace(tree.get(parent_id).parent_id, below[0] if below else None)


def dropped(tree: CodeTree, moving: Sequence[Id], parent_id: Id | None, at_id: Id | None) -> CodePlace:
    """Under a parent, before one of its children; a child that moves itself makes room for the next that stays."""
    if at_id is None:
        return CodePlace(parent_id)
    siblings = [child.id for child in tree.children(parent_id)]
    staying = [sibling for sibling in siblings[siblings.index(at_id) :] if sibling not in moving]
    return CodePlace(parent_id, staying[0] if staying else None)


def neighbour(tree: CodeTree, going: Sequence[Id]) -> Id | None:
    """Which code to choose when these are gone: the one below the last, else the one above, else the parent."""
    above, below = _neighbours(tree, going[-1], going)
    near = below[:1] or above[-1:]
    return near[0] if near else tree.get(going[-1]).parent_id


def _neighbours(tree: CodeTree, code_id: Id, moving: Sequence[Id]) -> tuple[list[Id], list[Id]]:
    """The siblings above and below a code that do not move."""
    siblings = [child.id for child in tree.children(tree.get(code_id).parent_id)]
    at = siblings.index(code_id)
    staying = [[s for s in part if s not in moving] for part in (siblings[:at], siblings[at + 1 :])]
    return staying[0], staying[1]


def _above(tree: CodeTree, code_id: Id) -> list[Code]:
    return tree.lineage(code_id)[:-1]
